"""Old reports become ours: by title, without loss, and what was not answered stays unanswered."""

from __future__ import annotations

import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reward_reports.exchange.importing import SourceError, as_text, convert
from reward_reports.exchange.importing.account import QUESTION
from reward_reports.exchange.importing.changelog import date_of, entries_of
from reward_reports.exchange.importing.reading import read_source
from reward_reports.exchange.importing.titles import field_of
from reward_reports.exchange.importing.yaml_text import scalar
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text

SAMPLES = Path(__file__).parent / "samples"
ROOT = Path(__file__).resolve().parents[3]
CORPUS = Path(os.environ.get("REWARD_REPORTS_CORPUS", ROOT.parent / "shared" / "corpus"))
corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus of published reports is not at {CORPUS.name}/")
ROW = 3  # words


def texts_in(value):
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inside for text in texts_in(one)]


def words(text):
    return re.findall(r"[^\W_]+", text.lower())


def lost(source, result, row=ROW):
    """Return the runs of 40 characters or more in the source of which no few words in a row stand in the result."""
    have, made = words(result), words(source)
    known = {tuple(have[at : at + row]) for at in range(len(have))}
    covered = {at + step for at in range(len(made)) if tuple(made[at : at + row]) in known for step in range(row)}
    runs = "".join(f" {word}" if at not in covered else "\n" for at, word in enumerate(made)).split("\n")
    return [run.strip() for run in runs if len(run.strip()) >= 40]


def bare_latex(text):
    """Take everything but words out of LaTeX, without the help of a parser."""
    text = re.sub(r"(?<!\\)%.*", "", text.split("\\begin{document}", 1)[-1])
    text = re.sub(r"\\href\{([^}]*)\}\{([^}]*)\}", r"\2 \1", text)
    text = re.sub(r"\\(?:label|vspace|begin|end|bibliography\w*|captionof)\*?\{[^}]*\}(?:\[[^]]*\])?", "", text)
    text = re.sub(r"\\includegraphics\[[^]]*\]", "", text)
    return re.sub(r"\\[A-Za-z]+\*?", "", text)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("System Owner", "system_owner"),
        ("1.1 SYSTEM OWNERS:", "system_owner"),
        ("(2) System Owner", "system_owner"),
        ("§ 3 – System Owner", "system_owner"),
        ("IV) System Owner", "system_owner"),
        ("A.1 System Owner", "system_owner"),
        ("3. (b) System Owner", "system_owner"),
        ("Q7: System Owner", "system_owner"),
        ("Appendix C — System Owner", "system_owner"),
        ("System Owner [optional]", "system_owner"),
        ("Ｓｙｓｔｅｍ Ｏｗｎｅｒ", "system_owner"),
        ("Legacy System(s) (if any)", "deployment_agency"),
        ("A Goal", None),
        ("(short)", None),
        ("Feedback and Communication", "feedback_and_communication"),
        ("feedback & communications", "feedback_and_communication"),
        ("Performance Metrics", "performance_metrics"),
        ("Legacy Systems", "deployment_agency"),
        ("Legacy System(s)", "deployment_agency"),
        ("Change log", "changelog"),
        ("dataflow", "data_flow"),
        ("Reporting Cadance", "reporting_cadence"),
        ("Stakeholder's", "stakeholders"),
        ("performance_standards", "performance_standards"),
        ("Enviroment Details", "environment_details"),
        ("Goal of Reinforcmeent", "goal_of_reinforcement"),
        ("Evaluation", None),
        ("Online Evaluations", None),
        ("Implementation", None),
        ("Performance", None),
        ("Data", None),
        ("Computation footprint", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_headings_are_known_by_their_titles(heading, field):
    found = field_of(heading)
    assert (found and found[1]) == field


def test_markdown_in_a_mixture_of_spellings(imported):
    converted, report = imported((SAMPLES / "paper.md").read_text("utf-8"))
    assert report.report.title == "Shelf"
    assert report.system_details.dates.text == "Since **September 2025**."
    assert report.system_details.feedback_and_communication.text == "Ask at the front desk,\nor write a letter.\n"
    assert "# no heading" in report.optimization_intent.performance_metrics.text
    assert report.institutional_interface.recourse.blank
    aside = {one["heading"]: one["text"] for one in report.extensions["x-imported"]}
    assert aside["Budget of the project"].startswith("Four thousand")
    states = {row.place: row.state for row in converted.rows}
    assert states["institutional_interface.recourse"] == QUESTION
    assert "1 have the template's question" in as_text("a", converted.rows, ())


@pytest.mark.parametrize("description", ["A hand-over", "", "  "])
def test_the_headers_of_the_web_builder(imported, description):
    text = (SAMPLES / "builder.md").read_text("utf-8").format(description=description, owner="The library.")
    _, report = imported(text, "reward_report_2023-09-01_14-07-54.md")
    assert str(report.report.date) == "2023-09-01"
    assert report.institutional_interface.deployment_agency.text == "A clerk made the list before."
    assert report.system_maintenance.comments_on_performance.blank
    aside = [(one["heading"], one["text"]) for one in report.extensions["x-imported"]]
    assert aside == [("Author", "Ada Example"), *([("Description", "A hand-over")] if description.strip() else [])]


SEEN = {
    "identifier": "## Recourse {#recourse}",
    "identifier and class": "## Recourse {#recourse .wide}",
    "identifier of kramdown": "## Recourse {: #recourse}",
    "comment": "## Recourse <!-- recourse -->",
    "anchor": '## Recourse <a name="recourse"></a>',
    "anchor before": '## <a id="recourse"></a>Recourse',
    "link": "## [Recourse](#recourse)",
    "link by name": "## [Recourse]",
    "entity": "## Recourse&nbsp;",
    "remark": "## Recourse (short)",
    "emphasis": "## **Recourse**",
    "code": "## `recourse`",
    "footnote": "## Recourse[^1]",
    "closing signs": "## Recourse ##",
    "underlined": "Recourse\n--------",
    "soft hyphen": "*Re\u00adcourse*\n===",
    "number": "## 1.2 Recourse",
    "roman number": "## II. Recourse",
    "letter": "### A. Recourse",
    "escaped number": "## 1\\. Recourse",
    "section": "## Section 3: Recourse",
    "pictogram": "## 🙋 Recourse",
    "shortcode": "## :raising_hand: Recourse",
    "keycap": "## 1️⃣ Recourse",
    "html": '<h2 align="center">Recourse</h2>',
    "html with markup": '<h3 id="r"><b>Recourse</b> </h3>',
}


@pytest.mark.parametrize("kind", SEEN)
def test_a_heading_is_known_by_its_visible_title(imported, kind):
    _, report = imported(f"## Dates\n\n2020\n\n{SEEN[kind]}\n\nAsk us.\n")
    assert report.system_details.dates.text.strip() == "2020"
    assert report.institutional_interface.recourse.text == "Ask us."


@pytest.mark.parametrize(
    "text", ["<!--\n<h2>Recourse</h2>\n\n<h2>Recourse</h2>\n-->", "```\n<h2>Recourse</h2>\n```", "<h2>Other</h2>"]
)
def test_a_heading_of_html_that_is_hidden_or_names_nothing_stays_text(imported, text):
    _, report = imported(f"## Dates\n\n{text}\n\nAsk us.\n")
    assert report.system_details.dates.text == f"{text}\n\nAsk us.\n"


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ("## [Recourse](https://a.example/b)", "[Recourse](https://a.example/b)"),
        ("## ![icon](icon.svg) Recourse ##", "![icon](icon.svg) Recourse"),
        ('## <img src="icon.svg"> Recourse', '<img src="icon.svg"> Recourse'),
        ("[Recourse](b.md)\n---", "[Recourse](b.md)"),
        ("## Recourse (as two of us wrote it down)", "Recourse (as two of us wrote it down)"),
    ],
)
def test_where_a_heading_leads_is_kept(imported, heading, kept):
    _, report = imported(f"## Dates\n\n2020\n\n{heading}\n\nAsk us.\n")
    assert report.institutional_interface.recourse.text == f"{kept}\n\nAsk us.\n"
    _, report = imported(f"{heading.replace('Recourse', 'A title')}\n\n## Dates\n\n2020\n")
    assert report.report.title.startswith("A title")
    assert report.extensions["x-imported"] == [{"heading": "Title", "text": kept.replace("Recourse", "A title")}]


def test_a_line_that_begins_with_a_hash_may_be_underlined(imported):
    _, report = imported("## Dates\n\na\n\n#5 of our words\n---\n\nb\n")
    assert report.system_details.dates.text.split("\n") == ["a"]
    assert report.extensions["x-imported"] == [{"heading": "#5 of our words", "text": "b"}]


def test_a_deeper_heading_stays_in_its_field_and_a_field_told_twice_is_joined(imported):
    _, report = imported("# Recourse\n\na\n\n## How soon\n\nb\n\n# Dates\n\nc\n\n# Recourse\n\nd\n")
    assert report.institutional_interface.recourse.text == "a\n\n**How soon**\n\nb\n\nd\n"


@pytest.mark.parametrize(
    "kept", ["> # Dates\n\nquoted", "```\n# Dates\n```", "- a\n\n  # Dates", "<!-- a comment -->\ntext", "    # Dates"]
)
def test_what_is_no_heading_stays_text(imported, kept):
    _, report = imported(f"# Recourse\n\nbefore\n\n{kept}\n")
    assert report.institutional_interface.recourse.text == f"before\n\n{kept}\n"


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (b"# Dates\n\n\xff", "a.md", "a.md:3:1: the byte 0xff is not valid UTF-8"),
        (b"# Dates\n\na\x00b", "a.md", "a.md:3:2: control character U+0000"),
        (b"# Dates\n" * 200_000, "a.md", "larger than"),
        ("# Dates".encode("utf-16"), "a.md", "UTF-16"),
        (b"{}", "a.docx", "this type of file cannot be imported"),
        (b"# Hello\n\nworld", "a.md", "no heading names a field"),
    ],
)
def test_what_is_no_report_is_refused_with_its_place(raw, name, said):
    with pytest.raises(SourceError, match=re.escape(said)):
        convert([read_source(raw, name)])


@pytest.mark.parametrize(
    ("words", "day", "whole"),
    [
        ("2021-03-04", "2021-03-04", True),
        ("08/Oct/2020", "2020-10-08", True),
        ("01/April/2021", "2021-04-01", True),
        ("August 1997", "1997-08", True),
        ("June 12, 2021", "2021-06-12", True),
        ("Spring 2009", "2009", False),
        ("31/Feb/2021", "2021", False),
        ("03/04/2021", "2021", False),
        ("long ago", "", False),
    ],
)
def test_dates_as_far_as_they_are_sure(words, day, whole):
    assert date_of(words) == (day, whole)


@pytest.mark.parametrize(
    "list_", ["- v0.1 (2020) a\n- b", "- v0.1 (2020) a\n- v0.1 (2020) b", "- v0.1 (long ago) a", "a\n\nb"]
)
def test_a_changelog_that_is_not_exact_stays_prose(list_):
    assert entries_of(list_) == (list_, ())


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n\t\x85"), min_size=1
)


@settings(max_examples=300, deadline=None)
@given(_TEXT)
def test_any_text_reads_back_as_it_was(text):
    text = text.translate({0xFEFF: None, 0xFFFE: None, 0xFFFF: None}).strip("\n")
    document = load_text(f'schema_version: "1.0"\nx-text:{scalar(text, 0)}\n')
    assert document.data["x-text"].removesuffix("\n") == text.removesuffix("\n")


_LINE = st.sampled_from(
    [
        "# Dates",
        "## Recourse",
        "### Notes",
        "Data Flow\n---",
        "- a list",
        "```",
        "> # Dates",
        "",
        "  text",
        "x: 'y' # z",
        "\tq",
        "---",
        "<b>",
    ]
)


def test_a_mark_within_a_word_of_a_heading_stays(imported):
    _, report = imported("# System Owner\n\nwe\n\n# *My* snake_case and 2*3\n\nx\n")
    assert report.extensions["x-imported"][0]["heading"] == "My snake_case and 2*3"


@settings(max_examples=200, deadline=None)
@given(st.lists(_LINE, max_size=25), st.text(st.sampled_from("abc *_#:|>-\n"), max_size=60))
def test_every_word_of_any_markdown_is_in_the_report(imported, lines, more):
    source = "\n".join(["# System Owner", "", "we", *lines, more])
    _, report = imported(source)
    titles = {"system", "owner", "dates", "recourse", "data", "flow"}
    data = report.model_dump(mode="json") | report.extensions
    said = Counter(words("\n".join(texts_in(data))))
    want = Counter(word for word in words(source.replace("<b>", " ")) if word not in titles)
    assert all(said[word] >= count for word, count in want.items())


COUNTS = [
    ("mycity/reward_report_2024-02-21_11-56-13.md", 29, 15, {"CMP001": 12, "CMP003": 2}),
    ("mycity/reward_report_2024-02-21_12-00-42.md", 29, 4, {"CMP001": 1, "CMP003": 3}),
    ("blenderbot3/reward_report_2023-09-01_14-07-54.md", 26, 2, {"CMP001": 2}),
    ("blenderbot3/reward_report_2023-09-08_10-57-41.md", 26, 2, {"CMP001": 2, "EVD004": 3}),
    ("movielens/movielens.tex", 26, 0, {"CMP001": 0, "CMP003": 1}),
    ("projectflow/projectflow.tex", 26, 0, {"CMP001": 0, "CON003": 2}),
    ("template/builder-template.md", 26, 26, {"CMP001": 26}),
    ("template/reward-report.md", 26, 26, {"CMP001": 26}),
]


@corpus
@pytest.mark.parametrize(("name", "fields", "questions", "codes"), COUNTS)
def test_published_reports(name, fields, questions, codes):
    """Three questions of the builder are in fields that no rule asks for; so 15 unanswered fields are 12 findings."""
    file = CORPUS / name
    source = file.read_text("utf-8")
    converted = convert([read_source(file.read_bytes(), name)])
    assert sum("." in row.place for row in converted.rows) == fields
    assert sum(row.state == QUESTION for row in converted.rows) == questions
    found = Counter(one.code for one in lint_document(load_text(converted.yaml), Settings(), date(2026, 6, 1))[0])
    assert {code: found[code] for code in codes} == codes
    assert found["CMP002"] == 0
    template = "".join(
        (CORPUS / "template" / f"{one}.md").read_text("utf-8") for one in ("builder-template", "reward-report")
    )
    maintenance = (CORPUS / COUNTS[1][0]).read_text("utf-8").split("# Maintenance")[1]
    left = lost(bare_latex(source) if name.endswith(".tex") else source, converted.yaml)
    # Between a version, its date and its summary, now three keys, fewer words stand in a row.
    assert [run for run in left if lost(run, template + maintenance) and lost(run, converted.yaml, 2)] == []


def test_what_is_lost_would_be_noticed():
    source = "one two three four five six seven eight nine ten eleven twelve"
    assert lost(source, "one two three four") == ["five six seven eight nine ten eleven twelve"]
    assert lost(source, source) == []
