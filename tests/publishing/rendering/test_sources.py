"""Sources in a BibTeX file, and figures that the text points at."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from reward_reports import build, render
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.publishing.rendering.bibtex import _references
from reward_reports.publishing.rendering.bibtex_file import MAX_BYTES
from reward_reports.publishing.rendering.bibtex_words import read_address, read_words
from reward_reports.report.loading import load_bytes, load_text

ROOT = Path(__file__).resolve().parents[3]
HEAD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'
REPORT = (
    HEAD
    + """
bibliography: refs.bib
references: [{id: own, title: Our own}]
system_details:
  system_owner: {text: "Us [@doe2021, p. 3; @own] and [@loop] with [@gone].", sources: [smith2020]}
  dates: {text: "Until [@secret2022].", audience: internal}
figures: [{id: loop, path: loop.png, alt: A loop}]
"""
)
BIB = r"""
@string{press = "Press"}
@comment{not this}
@article{smith2020, title={A {B}ig na{\"\i}ve {$\alpha$}-test of \emph{things} <script>},
  author={Smith, Jos{\'e} and Doe, Jane and others}, journal="ACL " # press, year=2020, url={https://x.org/a\_b\%20c}, doi="10.1/abc"}
@misc{doe2021, title="Two", author={van der Berg, Jan}, eprint={2204.10817}, archivePrefix={arXiv}, date={2021-03-04},
  url={javascript:alert(1)}, urldate={2021-05-06}}
@misc{secret2022, title={What only few may know of}}
@misc{uncited, title={Of another paper}}
@misc{smith2020, title={Told twice}}
@misc{open, title={never closed
"""
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    (tmp_path / "loop.png").write_bytes(PNG)
    (tmp_path / "reward-report.yaml").write_text(REPORT, "utf-8")
    return tmp_path


def listed(html):
    return re.findall(r'<li id="reference:([^"]+)">(.*?)</li>', html)


def test_what_is_cited_of_the_file_is_listed_behind_the_reports_own(folder):
    html = render(load_text(REPORT).report, folder=folder)
    entries = dict(listed(html))
    assert list(entries) == ["own", "doe2021", "smith2020"]
    assert entries["smith2020"].startswith(
        "José Smith, Jane Doe and others (2020). A Big naïve α-test of things &lt;script&gt;. ACL Press. "
        '<a href="https://x.org/a_b%20c" class="address">'
    )
    assert "doi:10.1/abc" in entries["smith2020"]
    assert entries["doe2021"].startswith("Jan van der Berg (2021). Two. ")
    assert 'href="https://arxiv.org/abs/2204.10817"' in entries["doe2021"]
    assert 'href="javascript' not in html
    assert '[<a href="#reference:doe2021">2</a>, p. 3; <a href="#reference:own">1</a>]' in html
    assert "beside the report" not in html


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("", "A title."),
        ("kind: code", "A title. Code."),
        ("kind: other", "A title. Source."),
        ("by: press", "A title. Source by the press."),
        ("kind: code, by: owner", "A title. Code by the owner."),
    ],
)
def test_a_source_says_of_what_type_it_is_and_whose(keys, said):
    report = load_text(f"{HEAD.replace('1.0', '1.1', 1)}references: [{{id: own, title: A title, {keys}}}]\n").require()
    assert listed(render(report)) == [("own", said)]


def test_what_is_cited_in_a_restricted_answer_alone_is_not_told(folder):
    report = load_text(REPORT).report
    for form in ("html", "markdown", "latex", "json"):
        assert "What only few may know of" not in render(report, to=form, folder=folder)
        assert "What only few may know of" in render(report, to=form, folder=folder, audience="internal")


def test_what_is_cited_in_a_free_key_alone_is_not_told(folder):
    text = REPORT + "x-notes: {todo: 'See [@secret2022].'}\n"
    for audience in ("public", "internal"):
        html = render(load_text(text.replace("[@secret2022].", "then.", 1)).report, folder=folder, audience=audience)
        assert "What only few may know of" not in html


@pytest.mark.parametrize("tex", [r"\hrefB ", r"\frac", r"\begin{a}", "$", "}", r"\verb|", "\\"])
def test_a_title_that_is_no_latex_stays_as_it_is_typed(folder, tex):
    (folder / "refs.bib").write_text(f'@misc{{doe2021, title="a {tex} b", author="A {tex} B"}}', "utf-8")
    call = [sys.executable, "-m", "reward_reports", "render", folder / "reward-report.yaml", "--to", "html"]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "reference:own" in done.stdout


def test_the_data_of_a_report_need_no_file_beside_them(folder):
    data = json.loads(render(load_text(REPORT).report, to="json", folder=folder))["document"]
    assert "bibliography" not in data
    assert [one["id"] for one in data["references"]] == ["own", "doe2021", "smith2020"]
    assert load_text(json.dumps(data)).report is not None


@pytest.mark.parametrize("raw", [None, b"x" * (MAX_BYTES + 1)], ids=["missing", "too large"])
def test_a_file_that_cannot_be_read_is_told(folder, raw):
    (folder / "refs.bib").unlink()
    if raw:
        (folder / "refs.bib").write_bytes(raw)
    html = render(load_text(REPORT).report, folder=folder)
    assert [name for name, _ in listed(html)] == ["own"]
    assert "More references are in <code>refs.bib</code> beside the report." in html


def test_nothing_outside_the_reports_folder_is_read(folder):
    inside = folder / "inside"
    inside.mkdir()
    html = render(load_text(REPORT.replace("refs.bib", "../refs.bib")).report, folder=inside)
    assert [name for name, _ in listed(html)] == ["own"]


@pytest.mark.parametrize(
    ("tex", "text", "address"),
    [
        (r"\url{https://a.example/~smith/n.html}", "https://a.example/~smith/n.html", "https://a.example/~smith/n.html"),
        (r"\href{https://a.example/~x}{here}", "here", "https://a.example/~x"),
        (r"\href {https://a.example/\~{}x\_y\%20z\#a} {The {\em site}}", "The site", "https://a.example/~x_y%20z#a"),
        (r"See \url{https://a.example/{x}_y} and \url{https://b.example}.", "See https://a.example/x_y and https://b.example.", "https://a.example/x_y"),
        (r"https://a.example/~smith, 2020", "https://a.example/~smith, 2020", "https://a.example/~smith"),
        (r"\url{https://a.example/{\textasciitilde}smith}", "https://a.example/~smith", "https://a.example/~smith"),
        (r"\url{https://a.example/$\sim$smith}", "https://a.example/~smith", "https://a.example/~smith"),
        (r"{\"U}ber {$\beta$}: 50\% of \emph{all} -- ``it''", "Über β: 50% of all – “it”", None),
        (r"Available: <https://a.org/a_b>.", "Available: <https://a.org/a_b>.", "https://a.org/a_b"),
        (r"\mbox{One} \texttt{a\_b} \unknown{words} \LaTeX{} \pounds5", "One a_b words LaTeX £5", None),
        (r"50% of all, 5\% of none", "50% of all, 5% of none", None),
        (r"$\mathcal{X}$-armed, $O(\sqrt{T})$, $x^2 < y$", "𝒳-armed, O(√(T)), x^2 < y", None),
        (r"\url{never closed", "<never closed>", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_words_and_addresses_of_a_field(tex, text, address):
    assert read_words(tex) == (text, address)


@pytest.mark.parametrize(
    ("tex", "address"),
    [
        (r"https://a.org/x\_y\%20z\&b=\#c", "https://a.org/x_y%20z&b=#c"),
        (r"\url{https://a.org/~x}", "https://a.org/~x"),
        (r"{https://a.org/~{}x}", "https://a.org/~x"),
        (r"<https://a.org/>", "https://a.org/"),
        (r"\href{https://a.org/x}{y}", "https://a.org/x"),
        ("10.1000/a_b<c>", "10.1000/a_b<c>"),
        ("", ""),
    ],
)
def test_an_address_is_read_as_it_is_typed_elsewhere(tex, address):
    assert read_address(tex) == address


FIELDS = r"""
@string{jj = "Journal of J"} @STRING(kk = jj # " and K")
@comment{@misc{hidden, title={no}}}
% @misc{percent, title={a line that is not a comment in BibTeX}}
@misc{10.1/x(2), title={Of a DOI}}
@misc{DBLP:conf/x/Y22+z, title="In " # {braces {nested}} # " and " # kk, year = 2022, month = jan}
@article(paren, title={In (round) brackets}, journal = jj)
@inproceedings{child, crossref={Parent}, title={Child}, author={A B}}
@proceedings{parent, title={Proceedings of P}, year={2001}, editor={E D}, crossref={grand}}
@proceedings{grand, publisher={G}, title={Grand}}
@inproceedings{circle, crossref={circle2}, title={C}} @misc{circle2, crossref={circle}, year=1999}
@misc{notes, title={N}, note={Read at \url{https://a.example/~n}}}
@misc{both, title={B}, howpublished={\url{https://a.example}}, url={https://a.example}}
@misc{broken, title={fine}, year=, journal={lost}}
@misc{after, title={After it}}
@article{undefined, title={U}, journal=nature # " Letters"}
@misc{open, year={2000}, title={never {closed}
  @misc{behind, title={Behind it}, doi={https://doi.org/10.1002/(SICI)1\_x<1::AID>2.0}}
"""


def test_many_names_that_nothing_defines_spoil_no_entry():
    text = "".join(f"@misc{{a{n}, title={{T}}, journal=unknown{n}}}\n" for n in range(1000))
    assert [one.container for one in _references(text, ["a999"])] == ["unknown999"]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("DBLP:conf/x/Y22+z", {"title": "In braces nested and Journal of J and K", "year": 2022}),
        ("paren", {"title": "In (round) brackets", "container": "Journal of J"}),
        ("child", {"title": "Child", "authors": "A B", "year": 2001, "container": "Proceedings of P"}),
        ("circle", {"title": "C", "year": 1999}),
        ("notes", {"title": "N", "url": "https://a.example/~n"}),
        ("both", {"title": "B", "url": "https://a.example"}),
        ("broken", {"title": "fine"}),
        ("after", {"title": "After it"}),
        ("percent", {"title": "a line that is not a comment in BibTeX"}),
        ("undefined", {"title": "U", "container": "nature Letters"}),
        ("open", {"title": "open", "year": 2000}),
        ("behind", {"title": "Behind it", "doi": "10.1002/(SICI)1_x<1::AID>2.0"}),
        ("10.1/x(2)", None),
        ("hidden", None),
    ],
)
def test_entries_of_a_file(key, told):
    made = [one.model_dump(exclude_none=True) for one in _references(FIELDS, [key])]
    assert made == ([] if told is None else [told | {"id": key}])


M = MAX_BYTES
HOSTILE = {
    "many open entries": "@article{a," * (M // 11),
    "open braces": "@article{a,title={" + "{" * (M - 30),
    "deep braces": "@article{a,title={" + "{" * 200_000 + "}" * 200_000 + "}}",
    "long sums": "".join(f'@string{{s{n}="{"x" * 50}"}}' for n in range(9_000))
    + "@article{a,title=" + "#".join(f"s{n}" for n in range(9_000)) + "}",
    "strings of strings": '@string{s0="aaaaaaaaaa"}'
    + "".join(f"@string{{s{n + 1}={'#'.join([f's{n}'] * 10)}}}" for n in range(12)) + "@article{a,title=s12}",
    "names": "@article{a,author={" + " and ".join(["X, Y"] * 90_000) + "}}",
    "commas": "@article{a,author={" + "," * (M - 30) + "}}",
    "NUL": "\0" * M,
    "macros": "@article{a,title={" + "\\emph{" * 50_000 + "}" * 50_000 + "}}",
    "accents": "@article{a,title={" + "\\'" * 300_000 + "}}",
    "files": "@article{a,title={\\input{/etc/passwd} \\include{refs}}}",
    "circles": "@article{a,crossref={b}} @article{b,crossref={a}}",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_takes_no_page_down(folder, name):
    (folder / "refs.bib").write_text(HOSTILE[name][:M], "utf-8")
    html = render(load_text(HEAD + 'bibliography: refs.bib\nsystem_details: {system_owner: "Us [@a]."}\n').report, folder=folder)  # fmt: skip
    assert len(html) < 100_000
    assert "root:" not in html


def test_a_site_knows_that_its_sources_changed(folder, tmp_path):
    site, cache = tmp_path / "site", tmp_path / "cache"
    report = [folder / "reward-report.yaml"]
    build(report, site, cache=cache)
    assert "Two" in (site / "a.html").read_text("utf-8")
    (folder / "refs.bib").write_text(BIB.replace('"Two"', '"Another title"'), "utf-8")
    build(report, site, cache=cache)
    assert "Another title" in (site / "a.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("html", 'and <a href="#figure:loop">Figure 1</a> with'),
        ("latex", r"and \hyperlink{figure:loop}{Figure 1} with"),
        ("markdown", "and [@loop] with"),
    ],
)
def test_a_figure_that_the_text_points_at(folder, form, said):
    made = render(load_text(REPORT).report, to=form, folder=folder)
    assert said in made
    if form == "markdown":
        assert r"**Figure 1.** \[@loop\]" in made


def test_what_the_guide_shows_is_clean_of_faults_with_references(folder):
    guide = (ROOT / "docs" / "how-to" / "cite.md").read_text("utf-8")
    shown = [yaml.safe_load(one) for one in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)]
    assert len(shown) == 4
    (folder / "refs.bib").write_text("", "utf-8")
    (folder / "figures").mkdir()
    (folder / "figures" / "loop.png").write_bytes(PNG)
    merged = yaml.safe_load(HEAD) | {key: value for one in shown for key, value in one.items()}
    text = yaml.safe_dump(merged, sort_keys=False)
    document = load_bytes(text.encode(), "reward-report.yaml", folder=folder)
    assert document.report is not None, document.problems
    findings, _ = lint_document(document, Settings(), date(2026, 6, 1))
    assert [one.message for one in findings if one.code.startswith(("REF", "SCH", "SYN"))] == []
    html = render(document.report, folder=folder)
    assert '[<a href="#reference:minutes2024">1</a>, p. 3]' in html
    assert '<a href="#figure:loop">Figure 1</a>' in html
