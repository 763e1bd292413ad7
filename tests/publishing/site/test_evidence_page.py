"""The evidence page of a site: every mark leads to its answer and says what it shows, the figures open, and many reports cost as much each."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from reward_reports.changes.comparing.evidence_matrix import MatrixRow, kind_of, matrix_of
from reward_reports.publishing.rendering.frame import Frame
from reward_reports.publishing.rendering.html import site_page
from reward_reports.publishing.rendering.matrix import evidence_shown
from reward_reports.publishing.site import build
from reward_reports.report.loading import load_text
from reward_reports.report.model.access import access_of
from reward_reports.report.model.evidence import core_questions, evidence_of
from reward_reports.report.model.redaction import redact

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("movielens", "gpt-4o-sycophancy", "llama-2-chat")
NOT_APPLICABLE = "{disclosure: not_applicable, reason: A reason.}"
FIELDS: dict[str, list[str]] = {}
for _section, _name in core_questions():
    FIELDS.setdefault(_section, []).append(_name)
MARK = re.compile(r'<a class="k k-(\w+)" href="([^"]*)" aria-label="([^"]*)">([^<]*)</a>')


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evidence")
    for name in NAMES:
        shutil.copytree(EXAMPLES / name, folder / "in" / name)
    build([folder / "in"], folder / "site", cache=folder / "cache")
    first = (folder / "site" / "evidence.html").read_bytes()
    build([folder / "in"], folder / "site", cache=folder / "cache")
    assert (folder / "site" / "evidence.html").read_bytes() == first, "kept pages tell the same"
    return folder / "site"


def shown(rows):
    matrix = matrix_of(rows)
    return site_page("evidence.html", Frame(), None, evidence=evidence_shown(matrix), pages=[])


def test_every_mark_leads_to_its_answer(site):
    page = (site / "evidence.html").read_text("utf-8")
    ids = {name: set(re.findall(r'\bid="([^"]+)"', (site / f"{name}.html").read_text("utf-8"))) for name in NAMES}
    links = [unescape(link) for _, link, _, _ in MARK.findall(page)]
    assert len(links) == 26 + 9 + 56 + 56 + 3, "every cell, and who can have each system"
    for link in links:
        name, _, anchor = link.partition(".html#")
        assert unquote(anchor) in ids[name], link


def test_a_mark_says_in_words_and_by_its_shape_what_it_shows(site):
    page = (site / "evidence.html").read_text("utf-8")
    for state, _, words, sign in MARK.findall(page):
        if state in ("whole", "part"):
            assert words.startswith("answered")
            assert sign in "APUOSTCH"
        else:
            assert sign in "✕?○–■□"
    kinds = {(state, sign) for state, _, _, sign in MARK.findall(page)}
    assert {("whole", "P"), ("part", "P"), ("whole", "S"), ("not_found", "?"), ("not_applicable", "–")} <= kinds


def test_open_and_closed_systems_stand_apart(site):
    page = (site / "evidence.html").read_text("utf-8")
    core = page.partition("Core questions</h2>")[2].partition("</section>")[0]
    kinds = {part.partition(":")[0]: part for part in re.split("<h3[^>]*>", core)[1:]}
    names = {kind: re.findall(r"<bdi>([^<]*)</bdi>", part) for kind, part in kinds.items()}
    assert names == {"Open": ["MovieLens"], "In between": ["Llama 2-Chat"], "Closed": ["GPT-4o in ChatGPT"]}
    for kind, words in {"Open": "published", "In between": "on request", "Closed": "not given out"}.items():
        assert re.search(rf'weights {words} <a class="k k-\w+" href="[^"]+#(rlhf|recommender)\.\w+"', kinds[kind])
    rows = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)[1]
    assert re.findall(r"<bdi>([^<]*)</bdi>", rows) == ["MovieLens", "Llama 2-Chat", "GPT-4o in ChatGPT"]


def test_open_systems_can_be_compared_with_closed_ones(tmp_path):
    for name in ("openassistant", "deepseek-r1", "gpt-4o-sycophancy", "openai-goblins"):
        shutil.copytree(EXAMPLES / name, tmp_path / "in" / name)
    build([tmp_path / "in"], tmp_path / "site")
    core = (tmp_path / "site" / "evidence.html").read_text("utf-8").partition("Core questions</h2>")[2]
    opened, closed = re.findall(r"Together: \S+ of (\d+) questions answered; anybody can check ([^,]+),", core)[:2]
    assert (opened, closed) == (("52", "31½"), ("52", "2"))
    data = json.loads((tmp_path / "site" / "evidence.json").read_text("utf-8"))
    assert {one["id"]: one["system"] for one in data["reports"]} == {
        "openassistant": "open",
        "deepseek-r1": "open",
        "gpt-4o-sycophancy": "closed",
        "openai-goblins": "closed",
    }


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ("", "unsaid"),
        ("rlhf: {release: {text: By an API., weights: gated}}", "gated"),
        ("rlhf: {release: {text: By an API., weights: closed}}", "closed"),
        ("rlhf: {release: {text: By an API., weights: open, audience: internal, reason: R}}", "unsaid"),
        ('recommender: {weights_published: {text: Here., url: "https://city.example/w"}}', "open"),
        ("recommender: {weights_published: {text: Nowhere.}}", "unsaid"),
        ("implementation: {limitations: {text: Seen in the code., basis: artefact}}", "open"),
        (
            """rlhf: {release: {text: By an API., weights: closed}}
implementation: {limitations: {text: Seen in the code., basis: artefact}}""",
            "closed",
        ),
    ],
)
def test_a_system_is_as_open_as_its_report_says(more, kind):
    head = 'schema_version: "1.1"\nreport: {id: a, title: A, version: "1", kind: third_party}\n'
    report = redact(load_text(f"{head}{more}\n").require(), "public")
    evidence = evidence_of(report, "public")
    assert kind_of(MatrixRow("a", "A", evidence, access=access_of(report, evidence))) == kind


def test_a_figure_opens_into_the_answers_it_counts(site):
    page = (site / "evidence.html").read_text("utf-8")
    data = json.loads((site / "evidence.json").read_text("utf-8"))
    (movielens,) = (one for one in data["reports"] if one["id"] == "movielens")
    counted = [cell for cell in movielens["cells"] if cell["counts"] and cell["group"] == "core"]
    (inside,) = re.findall(r"22½ of 26 questions answered</summary><p>(.*?)</p></details>", page)
    assert len(re.findall("<a ", inside)) == len(counted)
    assert sum(cell["counts"] for cell in counted) == movielens["figures"]["core"]["known"] == 22.5


def test_the_page_needs_no_script_and_names_the_rule(site):
    """The one script sorts; what it needs is hidden until it runs."""
    page = (site / "evidence.html").read_text("utf-8")
    assert re.findall("<script[^>]*>", page) == ['<script src="assets/evidence.js" defer>']
    assert re.search('<div class="find sort" id="sort" [^>]*hidden>', page)
    assert "style=" not in page
    assert "A whole answer counts 1, a part of one ½." in page


def test_a_report_to_which_no_question_applies_is_shown_without_figures():
    fields = "".join(
        f"{section}:\n" + "".join(f"  {name}: {NOT_APPLICABLE}\n" for name in names)
        for section, names in FIELDS.items()
    )
    report = load_text(
        f'schema_version: "1.1"\nreport: {{id: a, title: A, version: "1", kind: first_party}}\n{fields}'
    ).require()
    page = shown([MatrixRow("a", "A", evidence_of(report, "public"))])
    assert "<h1>What is known, and who can check it</h1>" in page
    assert "What follows from the data" not in page
    assert "The letter is the route" not in page


def test_one_report_is_not_sorted():
    report = load_text((EXAMPLES / "movielens" / "reward-report.yaml").read_text("utf-8")).require()
    assert "assets/evidence.js" not in shown([MatrixRow("a", "A", evidence_of(report, "public"))])


def test_many_reports_cost_as_much_each():
    report = load_text((EXAMPLES / "llama-2-chat" / "reward-report.yaml").read_text("utf-8")).require()
    row = MatrixRow("a", "A", evidence_of(report, "public"))

    def size(number):
        return len(shown([replace(row, report=f"r{at:03}", title=f"R{at:03}") for at in range(number)]))

    few, more, most = size(10), size(20), size(40)
    assert most - more == pytest.approx(2 * (more - few), rel=0.1)


def test_a_hostile_title_stays_a_title():
    report = load_text((EXAMPLES / "movielens" / "reward-report.yaml").read_text("utf-8")).require()
    row = MatrixRow("a", "<script>alert(1)</script>\u202e", evidence_of(report, "public"), 'a"onclick=x.html')
    page = shown([row])
    assert "<script" not in page
    assert 'a"onclick' not in page
