"""Tables of what others ask: every item points at places that there are, and says what a report really answers."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reward_reports import load
from reward_reports.exchange.exporting import FORMATS, export
from reward_reports.report.frameworks import FRAMEWORKS
from reward_reports.report.frameworks.answered import answered, own_answers
from reward_reports.report.frameworks.fmti import DOMAINS
from reward_reports.report.loading import load_text
from reward_reports.report.model.base import Answer, Register
from reward_reports.report.model.fields import model_in
from reward_reports.report.model.guides import guides
from reward_reports.report.model.report import Report

ROOT = Path(__file__).resolve().parents[3]
REPORTS = {path.parent.name: load(path) for path in sorted((ROOT / "examples").glob("*/reward-report.yaml"))}
SMALL = 'schema_version: "1.1"\nreport: {id: a, title: A, version: "1.0", kind: first_party}\n'
ANNEXES = (
    "XI.1.1(a) XI.1.1(b) XI.1.1(c) XI.1.1(d) XI.1.1(e) XI.1.1(f) XI.1.2(a) XI.1.2(b) XI.1.2(c) XI.1.2(d) XI.1.2(e) XI.2.1 XI.2.2 XI.2.3 "
    "XII.1(a) XII.1(b) XII.1(c) XII.1(d) XII.1(e) XII.1(f) XII.1(g) XII.1(h) XII.2(a) XII.2(b) XII.2(c)"
).split()
"""The points of Annexes XI and XII of the EU AI Act."""


def items_of(report, form):
    return {one["item"]: one for one in json.loads(export(report, form))["items"]}


def model_at(section, name):
    return model_in(model_in(Report.model_fields[section].annotation).model_fields[name].annotation)


@pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=lambda one: one.name)
def test_a_framework_names_places_that_there_are_and_each_item_once(framework):
    numbers = [one.number for one in framework.items]
    assert len(numbers) == len(set(numbers))
    for one in framework.items:
        assert len(one.fields) == len(set(one.fields)), one.number
        for place in one.fields:
            if place[0] == "report":
                assert place[1] in model_in(Report.model_fields["report"].annotation).model_fields
                continue
            assert place[:2] in guides(), (one.number, place)
            model = model_at(*place[:2])
            assert issubclass(model, Answer)
            entries = model_in(model.model_fields["items"].annotation) if issubclass(model, Register) else None
            keys = {*model.model_fields, *(entries.model_fields if entries else ())}
            assert set(place[2:]) <= keys, (one.number, place)


def test_the_frameworks_have_as_many_items_as_their_sources():
    count = {name: len(one.items) for name, one in FRAMEWORKS.items()}
    assert count == {
        "eu-ai-act": 8 + 8 + 7,
        "eu-gpai": 37 + 3,
        "dsa-recommender": 7,
        "frontier-transparency": 11 + 7,
        "nist-ai-rmf": 6 + 5 + 4 + 4,
        "fmti": 100,
    }
    assert len(set(DOMAINS.values())) == 19


def test_every_point_of_the_annexes_is_asked_in_the_form_of_general_purpose_models():
    items = FRAMEWORKS["eu-gpai"].items
    named = {point for one in items for point in (*one.basis.split(", "), one.number)}
    assert set(ANNEXES) <= named
    assert {point for one in items for point in one.basis.split(", ") if point} <= set(ANNEXES)


@pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=lambda one: one.name)
@pytest.mark.parametrize("name", REPORTS)
def test_a_table_says_of_every_item_where_it_is_answered_and_claims_nothing(framework, name):
    text = export(REPORTS[name], framework.name)
    rows = [line for line in text.partition("## The answers")[0].splitlines() if line.startswith("| ")][2:]
    assert len(rows) == len(framework.items)
    assert "does not claim compliance" in text
    assert not re.search(r"\bcompl(?:ies|iant)\b", text)
    items = items_of(REPORTS[name], f"{framework.name}-json")
    assert list(items) == [one.number for one in framework.items]
    for number, one in items.items():
        assert bool(one["answers"]) or one["state"] not in ("answered", "in_part"), number
        assert one["state"] != "answered" or not one["no_field_for"], number


def test_what_is_not_known_is_not_told_as_answered():
    text = export(REPORTS["instructgpt"], "eu-ai-act")
    row = next(line for line in text.splitlines() if line.startswith("| 7 "))
    assert "Performance Standards (not found)" in row
    assert row.endswith(
        "| stated as not known or not measured | Performance Standards; no field for: the list of harmonised standards |"
    )


def test_a_key_of_an_answer_is_judged_by_itself():
    items = items_of(REPORTS["deepseek-r1"], "fmti-json")
    assert items["Open weights"]["state"] == "answered"
    assert items["Open weights"]["answers"] == [
        {"where": "Release and Access, weights", "text": "open", "sources": ["repo", "updates"]}
    ]
    assert items["Release stages"]["state"] == "open"  # the section is answered, and says nothing of stages
    assert items["Data laborer practices"]["state"] == "not_known"
    assert items["Energy usage for final training run"]["state"] == "no_field"
    assert items["Model stages"]["state"] == "answered"


@pytest.mark.parametrize(("release", "state"), [
    ("{license: MIT}", "in_part"),
    ("{license: proprietary}", "in_part"),
    ("{license: not published}", "not_known"),
    ("{text: Under a licence., channel: an API}", "open"),
    ("{disclosure: withheld, reason: a contract}", "withheld"),
    ("{license: MIT, audience: internal}", "withheld"),
])  # fmt: skip
def test_the_licence_is_an_item_of_its_own(release, state):
    report = load_text(f"{SMALL}profiles: [rlhf]\nrlhf: {{release: {release}}}\n").require()
    assert items_of(report, "eu-gpai-json")["3.2"]["state"] == state


def test_a_key_that_some_entries_lack_is_answered_in_part():
    head = f"{SMALL}profiles: [recommender]\nrecommender:\n  signals:\n    - {{id: like, act: A like, weight: 0.5}}\n"
    half = load_text(f"{head}    - {{id: reply, act: A reply}}\n").require()
    whole = load_text(f"{head}    - {{id: reply, act: A reply, weight: 0}}\n").require()
    assert items_of(half, "dsa-recommender-json")["27(2)(a)"]["fields"]["recommender.signals.weight"] == "part"
    assert items_of(whole, "dsa-recommender-json")["27(2)(a)"]["fields"]["recommender.signals.weight"] == "whole"
    option = f"{head}  non_profiling_option: {{offered: false, how: There is none.}}\n"
    assert items_of(load_text(option).require(), "dsa-recommender-json")["38"]["state"] == "answered"


@pytest.mark.parametrize(("answer", "state"), [
    ("{disclosure: withheld, reason: a secret of the trade}", "withheld"),
    ("{disclosure: not_measured, reason: nobody has}", "not_known"),
    ("{text: Only for us., audience: internal}", "withheld"),
    ("{disclosure: partial, text: In part., reason: the rest is not known}", "in_part"),
    ("", "open"),
])  # fmt: skip
def test_an_item_is_in_the_state_of_its_answers(answer, state):
    report = load_text(SMALL + f"evaluation:\n  performance_standards: {answer}\n").report
    assert items_of(report, "eu-ai-act-json")["7"]["state"] == state


def test_a_report_without_the_profile_is_told_which_profile_has_the_fields():
    row = next(line for line in export(REPORTS["muzero"], "dsa-recommender").splitlines() if line.startswith("| 38 "))
    assert "the profile `recommender` has fields for it" in row


OWN = f'{SMALL}rlhf: {{release: {{license: MIT}}}}\nprofiles: [rlhf]\nx-eu-gpai: {{"1.3": "sha256:00 [@x]", "1.5": 2026-03-02, "3.2": permissive, "Energy": TBD, "4.1": true, "1.1": [a]}}\n'


def test_a_block_of_the_report_answers_what_the_format_has_no_field_for():
    report = load_text(OWN).require()
    assert own_answers(report, FRAMEWORKS["eu-gpai"]) == {
        "1.3": "sha256:00 [@x]",
        "1.5": "2026-03-02",
        "3.2": "permissive",
    }
    items = items_of(report, "eu-gpai-json")
    assert items["1.3"]["state"] == "answered"
    assert items["3.2"]["state"] == "answered"  # the field has the licence, the block its category
    assert items["Energy"]["state"] == "no_field"
    text = export(report, "eu-gpai")
    assert "| a block of the report's own | answered here |" in text


def test_a_form_of_outsiders_says_that_it_is_none_of_the_provider():
    assert "A filing is the provider's own." in export(REPORTS["deepseek-r1"], "eu-gpai")
    assert "A filing is the provider's own." not in export(load_text(SMALL).require(), "eu-gpai")


HOSTILE = "<script>a</script> | [x](javascript:b)\n# c"


def test_hostile_text_stays_text_in_a_form():
    data = json.dumps(HOSTILE)
    report = load_text(f"{SMALL}system_details: {{system_owner: {data}}}\nx-eu-gpai: {{'1.3': {data}}}\n").require()
    text = export(report, "eu-gpai")
    assert not re.search(r"(?<!\\)<script|(?<!\\)\]\(javascript", text)
    assert "\n# c" not in text


def test_the_table_for_the_index_is_csv_with_its_columns():
    rows = list(csv.DictReader(io.StringIO(export(REPORTS["deepseek-r1"], "fmti-csv"))))
    assert [row["Indicator"] for row in rows] == list(DOMAINS)
    assert rows[30]["Indicator"] == "Model objectives"
    assert "right answers and format" in rows[30]["Disclosure"]
    assert "Score" not in rows[0]
    formula = load_text(f'{SMALL}implementation: {{data_flow: "=1+1"}}\n').require()
    cells = [row["Disclosure"] for row in csv.DictReader(io.StringIO(export(formula, "fmti-csv")))]
    assert not any(cell.startswith("=") for cell in cells)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("deepseek-r1", "eu-gpai"),
        ("x-for-you", "dsa-recommender"),
        ("gpt-4o-sycophancy", "frontier-transparency"),
        ("deepseek-r1", "fmti-csv"),
    ],
)
def test_the_forms_of_examples_are_as_they_were(name, form, golden):
    golden(export(REPORTS[name], form), f"{name}.{form}.{'csv' if form.endswith('csv') else 'md'}")


def test_a_form_lists_the_sources_of_its_answers_and_no_others():
    text = export(REPORTS["deepseek-r1"], "eu-gpai")
    answers, _, sources = text.partition("## Sources")
    listed = set(re.findall(r"^- \[@([\w-]+)\]: ", sources, re.MULTILINE))
    assert listed == set(re.findall(r"@([\w-]+)[\],]", answers)) & {one.id for one in REPORTS["deepseek-r1"].references}
    assert "doi.org" in sources
    assert "[@" not in export(REPORTS["movielens"], "fmti-csv")


def test_every_framework_has_a_table_and_its_data():
    for name in FRAMEWORKS:
        assert {name, f"{name}-json"} <= FORMATS.keys()
    assert all(len(answered(REPORTS["muzero"], one, "public")) == len(one.items) for one in FRAMEWORKS.values())


FORM = Draft202012Validator(json.loads((ROOT / "schemas/eu-gpai-form.schema.json").read_text("utf-8")))


def test_the_schema_of_the_form_is_one():
    FORM.check_schema(FORM.schema)


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("name", REPORTS)
def test_the_form_of_every_example_follows_its_schema(name, audience):
    form = json.loads(export(REPORTS[name], "eu-gpai-json", audience))
    assert [error.message for error in FORM.iter_errors(form)] == []


@pytest.mark.parametrize(("change", "message"), [
    (lambda form: form["items"].pop(), "too short"),
    (lambda form: form["items"].append(form["items"][0]), "Expected at most"),
    (lambda form: form["items"].reverse(), "was expected"),
    (lambda form: form["items"][0].update(state="complies"), "is not one of"),
    (lambda form: form["items"][0].update(answers=[]), "should be non-empty"),
    (lambda form: form["items"][2]["fields"].update({"rlhf.release": "whole"}), "Additional properties"),
    (lambda form: form.update(note=""), "was expected"),
    (lambda form: form.pop("audience"), "is a required property"),
])  # fmt: skip
def test_the_schema_of_the_form_refuses_what_is_no_form(change, message):
    form = json.loads(export(REPORTS["deepseek-r1"], "eu-gpai-json"))
    change(form)
    assert any(message in error.message for error in FORM.iter_errors(form))


FMTI_SCORES = ROOT / "tests/exchange/fmti/Dec2025_scores.csv"


def test_the_index_scored_the_same_indicators():
    with FMTI_SCORES.open(encoding="utf-8", newline="") as file:
        assert [row["Indicator"] for row in csv.DictReader(file)] == list(DOMAINS)


def test_the_share_of_scores_that_our_states_agree_with_is_the_one_in_the_docs():
    """DeepSeek-R1 is the one system that both the index and the examples are about."""
    with FMTI_SCORES.open(encoding="utf-8", newline="") as file:
        scored = {row["Indicator"]: row["DeepSeek"] == "1" for row in csv.DictReader(file)}
    rows = answered(REPORTS["deepseek-r1"], FRAMEWORKS["fmti"], "public")
    same = [(one.state == "answered") == scored[one.item.number] for one in rows]
    with_field = [agrees for one, agrees in zip(rows, same, strict=True) if one.item.fields]
    docs = " ".join((ROOT / "docs/how-to/export.md").read_text("utf-8").split())
    assert (
        f"agree on {sum(same)} of 100 indicators, and on {sum(with_field)} of the {len(with_field)} for which" in docs
    )
    more = sum(one.state == "answered" and not scored[one.item.number] for one in rows)
    less = sum(one.state != "answered" and scored[one.item.number] for one in rows)
    assert (
        f"In {more} cases the report answers where the index gave no point, and in {less} the other way round" in docs
    )
