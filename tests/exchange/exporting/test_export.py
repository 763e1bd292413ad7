"""Exports as their own tools read them, and tables of what others ask that name fields which there are."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reward_reports import load
from reward_reports.base.errors import ConfigError, InputError
from reward_reports.exchange.exporting import FORMATS, export, into_card
from reward_reports.exchange.exporting.citations import without_citations
from reward_reports.exchange.exporting.model_card import BEGIN, END, put_into
from reward_reports.exchange.exporting.newest import newest_values
from reward_reports.report.loading import load_text
from reward_reports.report.model.own_values import own_tests

ROOT = Path(__file__).resolve().parents[3]
REPORTS = {path.parent.name: load(path) for path in sorted((ROOT / "examples").glob("*/reward-report.yaml"))}
SMALL = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'


def test_texts_for_places_without_references_have_no_citations():
    assert without_citations("Us [@a, p. 3; @b]. As `[@c]` in [@d](x)") == "Us. As `[@c]` in [@d](x)"
    made = export(REPORTS["openassistant"], "croissant") + export(REPORTS["openassistant"], "cyclonedx")
    assert "[@" not in made


def test_a_value_of_a_slice_never_stands_for_the_whole():
    report = load_text(
        SMALL
        + """
optimization_intent:
  oversight_metrics:
    items:
      - id: toxicity
        name: Toxicity
        unit: "%"
        observations:
          - {date: 2025, value: 3}
          - {date: 2023, value: 1}
          - {date: 2024, value: 9, slice: messages deleted}
"""
    ).report
    card = export(report, "model-card")
    assert r"**Toxicity**: 3 % (2025); 9 % (messages deleted, 2024)" in card
    results = yaml.safe_load(card.split("---")[1])["model-index"][0]["results"]
    assert [(one["dataset"]["name"], one["metrics"][0]["value"]) for one in results] == [
        ("in use", 3.0),
        ("messages deleted", 9.0),
    ]
    bill = json.loads(export(report, "cyclonedx"))["components"][0]["modelCard"]["quantitativeAnalysis"]
    assert bill["performanceMetrics"] == [
        {"type": "toxicity", "value": "3"},
        {"type": "toxicity", "value": "9", "slice": "messages deleted"},
    ]


@pytest.mark.parametrize("to", ["model-card", "cyclonedx", "eval-results"])
def test_what_was_measured_after_the_end_is_no_value_of_the_model(to):
    """A card of one model with the results of its successor would be false."""
    settings = {"hub_dataset": "org/bench", "hub_task": "all"}
    tests = [
        {"id": f"t{day}", "metric": "m", "value": value, "date": day, "settings": settings}
        for day, value in (("2025-04", 111.5), ("2025-08", 222.5))
    ]
    observations = [{"value": value, "date": day} for day, value in (("2025-04", 333.5), ("2025-08", 444.5))]
    data = {
        "schema_version": "1.1",
        "report": {"id": "r", "title": "T", "version": "1"},
        "system_details": {"dates": {"active_to": "2025-04-29"}},
        "optimization_intent": {
            "oversight_metrics": {"items": [{"id": "m", "name": "M", "observations": observations}]}
        },
        "evaluation": {"offline_evaluations": {"items": tests}},
    }
    text = export(load_text(json.dumps(data)).require(), to)
    assert "111.5" in text
    assert ("333.5" in text) == (to != "eval-results")
    assert "222.5" not in text
    assert "444.5" not in text


def test_a_model_card_begins_with_the_first_screen_of_the_report():
    _, _, section = export(REPORTS["movielens"], "model-card").partition("## Reward Report\n")
    rows = re.findall(r"^\| \*\*(.+?)\*\* \| (.+) \|$", section, re.MULTILINE)
    assert [label for label, _ in rows] == [
        "Rewarded for",
        "What happened",
        "What you can do",
        "Worst known failure",
        "What is known",
    ]
    assert rows[-1][1].startswith("22½ of 26 questions answered; anybody can check 19½")


@pytest.mark.parametrize("name", REPORTS)
def test_a_model_card_is_what_huggingface_hub_reads(name):
    hub = pytest.importorskip("huggingface_hub", reason="huggingface_hub is not installed")
    card = hub.ModelCard(export(REPORTS[name], "model-card"))
    assert "reward-report" in card.data.tags
    assert card.data.to_dict()["reward_report"]["version"] == REPORTS[name].report.version
    again = hub.ModelCard(str(card))
    assert again.data.to_dict() == card.data.to_dict()
    tested = [one for one in own_tests(REPORTS[name]) if one.value is not None]
    measured = [
        one for metric in REPORTS[name].optimization_intent.metrics for one in newest_values(REPORTS[name], metric)
    ]
    assert len(card.data.eval_results or []) == len(tested) + len(measured)
    assert all(isinstance(one.metric_value, int | float) for one in card.data.eval_results or [])


@pytest.mark.parametrize("name", REPORTS)
def test_a_bill_of_materials_fits_its_published_schema(name):
    pytest.importorskip("cyclonedx", reason="cyclonedx-python-lib is not installed")
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = export(REPORTS[name], "cyclonedx", today=date(2026, 1, 1))
    assert JsonStrictValidator(SchemaVersion.V1_7).validate_str(text) is None
    assert json.loads(text)["components"][0]["modelCard"]["considerations"]["users"]
    assert "timestamp" not in export(REPORTS[name], "cyclonedx")


@pytest.mark.parametrize("name", REPORTS)
def test_a_bill_of_materials_says_what_is_known_and_who_can_check_it(name):
    report = REPORTS[name]
    properties = json.loads(export(report, "cyclonedx"))["components"][0]["modelCard"]["properties"]
    said = {one["name"]: one["value"] for one in properties}
    for group, figures in json.loads(export(report, "nist-ai-rmf-json"))["evidence"].items():
        for key, number in figures.items():
            assert float(said[f"reward-report:evidence:{group}:{key}"]) == number


def test_a_bill_of_materials_names_what_else_is_published_and_who_is_treated_unfairly():
    report = load_text(
        SMALL.replace('1.0"\n', '1.1"\n', 1)
        + """
system_details:
  other_resources:
    - {id: card, title: Card, url: "https://example.org/card", kind: model card}
    - {id: talk, title: Talk, url: "https://example.org/talk", kind: talk}
    - {id: paper, title: Without an address, kind: paper}
institutional_interface: {stakeholders: [{id: new, name: New artists}]}
optimization_intent:
  known_failure_modes: [{id: gap, name: A gap, kind: unfairness, description: They are shown less., affected: [new]}]
"""
    ).require()
    model = json.loads(export(report, "cyclonedx"))["components"][0]
    assert [(one["type"], one["url"]) for one in model["externalReferences"]] == [
        ("model-card", "https://example.org/card"),
        ("other", "https://example.org/talk"),
    ]
    assert model["modelCard"]["considerations"]["fairnessAssessments"] == [
        {"groupAtRisk": "New artists", "harms": "They are shown less."}
    ]


TESTS = """
evaluation:
  offline_evaluations:
    sources: [paper]
    items:
      - {id: gpqa, what: GPQA Diamond, value: 71.5, date: 2025-01-22, settings: {hub_dataset: Idavidrein/gpqa, hub_task: gpqa_diamond}}
      - {id: half, what: No value, settings: {hub_dataset: a/b, hub_task: c}}
      - {id: own, what: A test of our own, value: 3}
references: [{id: paper, title: "A paper: \u202etitle", url: "https://example.org/p"}]
"""


def test_the_hub_reads_the_results_of_registered_benchmarks():
    hub = pytest.importorskip("huggingface_hub", minversion="1.0", reason="huggingface_hub 1.0 is not installed")
    made = export(load_text(SMALL.replace('1.0"\n', '1.1"\n', 1) + TESTS).require(), "eval-results")
    assert "\u202e" not in made
    (entry,) = hub.parse_eval_result_entries(yaml.safe_load(made))
    assert (entry.dataset_id, entry.task_id, entry.value) == ("Idavidrein/gpqa", "gpqa_diamond", 71.5)
    assert (str(entry.date), entry.source_url, entry.notes) == ("2025-01-22", "https://example.org/p", "GPQA Diamond")
    assert hub.eval_result_entries_to_yaml([entry]) == yaml.safe_load(made)


def test_without_a_registered_benchmark_there_is_nothing_for_the_hub():
    with pytest.raises(InputError, match="names a benchmark of the Hub: add settings"):
        export(REPORTS["muzero"], "eval-results")


def test_the_schema_refuses_what_is_wrong():
    pytest.importorskip("cyclonedx", reason="cyclonedx-python-lib is not installed")
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = export(REPORTS["instructgpt"], "cyclonedx").replace('"modelCard"', '"modelCart"')
    assert JsonStrictValidator(SchemaVersion.V1_7).validate_str(text) is not None


def test_preference_data_become_one_dataset():
    data = json.loads(export(REPORTS["deepseek-r1"], "croissant"))
    assert (data["@type"], data["name"]) == ("sc:Dataset", "deepseek-r1-preference-data")
    assert data["rai:dataCollectionType"].startswith("helpful-pairs: pairwise; safety-labels: binary")
    assert data["@context"]["@language"] == "en"
    with pytest.raises(InputError, match="no preference data"):
        export(REPORTS["movielens"], "croissant")


def test_what_all_collections_say_is_written_once():
    data = json.loads(export(REPORTS["llama-2-chat"], "croissant"))
    assert data["rai:dataCollectionType"] == "pairwise"
    assert (
        json.loads(export(REPORTS["instructgpt"], "croissant"))["rai:dataAnnotationPlatform"] == "Upwork and Scale AI"
    )


def test_one_collection_of_preference_data_is_exported_alone():
    data = json.loads(export(REPORTS["deepseek-r1"], "croissant", dataset="safety-labels"))
    assert (data["name"], data["rai:dataCollectionType"]) == ("safety-labels", "binary")
    with pytest.raises(InputError, match="no preference data nope; choose one of helpful-pairs, safety-labels"):
        export(REPORTS["deepseek-r1"], "croissant", dataset="nope")
    with pytest.raises(ConfigError, match="cyclonedx has no data sets"):
        export(REPORTS["instructgpt"], "cyclonedx", dataset="rankings")


@pytest.mark.tool("mlcroissant")
@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "dataset", "read"),
    [
        ("deepseek-r1", None, "deepseek-r1-preference-data"),
        ("instructgpt", "rankings", "rankings"),
        ("openassistant", None, "rankings"),
        (None, None, "a-preference-data"),
        (None, "a:b.c", "a:b.c"),
    ],
)
def test_mlcroissant_accepts_the_preference_data(name, dataset, read, tmp_path):
    made = tmp_path / "data.json"
    made.write_text(export(REPORTS[name] if name else _sparse(), "croissant", dataset=dataset))
    run = _mlcroissant(made)
    assert run.returncode == 0, run.stderr
    assert f"Metadata({read})" in run.stderr
    assert "not standard" not in run.stderr


@pytest.mark.tool("mlcroissant")
@pytest.mark.once
def test_mlcroissant_refuses_a_dataset_without_a_language(tmp_path):
    made = tmp_path / "data.json"
    made.write_text(export(REPORTS["instructgpt"], "croissant").replace('"@language": "en",', ""))
    assert _mlcroissant(made).returncode != 0


def _sparse():
    report = {"id": "a", "title": "عنوان", "version": "1.0", "language": "ar"}
    items = [{"id": "a:b.c"}, {"id": "d", "license": '<x> "q"', "languages": ["العربية", "العربية"]}]
    data = {"schema_version": "1.0", "report": report, "rlhf": {"preference_data": {"items": items}}}
    return load_text(json.dumps(data)).report


def _mlcroissant(file):
    places = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    # A process of its own: the library turns on logging for the whole process.
    command = [shutil.which("mlcroissant", path=places), "validate", "--jsonld", file]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("to", [to for to in FORMATS if to not in ("croissant", "eval-results")])
def test_an_empty_report_can_be_exported_and_the_same_twice(to):
    report = load_text(SMALL).report
    assert export(report, to) == export(report, to)


@pytest.mark.parametrize("to", FORMATS)
def test_what_the_public_may_not_read_is_in_no_export(to):
    text = (ROOT / "examples/instructgpt/reward-report.yaml").read_text("utf-8")
    data = load_text(text).data
    for name, section in data.items():
        # What the head of a report holds is no answer and has no audience.
        for answer in section.values() if isinstance(section, dict) and name != "report" else ():
            if isinstance(answer, dict):
                answer |= {"audience": "internal", "reason": "x"}
    held = load_text(json.dumps(data, default=str)).require()
    words = ("Upwork", "annotators prefer", "Scale AI", "0.85", "Southeast Asia", "GPT-3 was trained")
    assert [one for one in words if one not in text] == []
    try:
        made = export(held, to)
    except InputError:
        return
    assert [one for one in words if one in made] == []


def test_an_unknown_form_is_refused():
    with pytest.raises(ConfigError, match="there is no form"):
        export(REPORTS["movielens"], "pdf")


CARD = "---\nlicense: mit\n---\n\n# My model\r\n\nWords.\n"


def test_a_second_run_replaces_the_section_and_nothing_else():
    once = into_card(REPORTS["movielens"], CARD, "README.md")
    assert once.startswith(CARD.rstrip("\n"))
    edited = once.replace(END, END + "\n\n## Mine\n\nMore words.   ")
    again = into_card(REPORTS["instructgpt"], edited, "README.md")
    before, after = edited[: edited.index(BEGIN)], edited[edited.index(END) :]
    assert again.startswith(before)
    assert again.endswith(after)
    assert "InstructGPT" in again
    assert "MovieLens" not in again
    assert into_card(REPORTS["instructgpt"], again, "README.md") == again


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("---\na: [\n---\n", r"README\.md:3:1: the front matter is not valid YAML"),
        (f"{BEGIN}\n", "once each"),
        (f"{END}\n{BEGIN}\n", "once each"),
        (f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n", "once each"),
    ],
)
def test_a_card_that_is_broken_is_left_alone(card, said):
    with pytest.raises(InputError, match=said):
        put_into(card, "x", "README.md")


@given(st.text(max_size=200) | st.text("a\r\n ", max_size=12))
@example("0\r")
@example("0\n\r")
@example("0\r\r\n")
def test_whatever_is_in_a_card_stays(words):
    card = words.replace("---", "").replace("<!--", "")
    made = put_into(card, f"{BEGIN}\nx\n{END}\n", "README.md")
    assert made.startswith(card) or not card.strip()
    assert put_into(made, f"{BEGIN}\nx\n{END}\n", "README.md") == made


def test_hostile_text_stays_text_in_a_card():
    report = load_text(
        SMALL.replace("title: A,", 'title: "<script>a</script> | [x](javascript:b) ---",')
        + 'optimization_intent: {known_failure_modes: [{id: f, name: "<img src=x> | a\\n# b"}]}\n'
    ).report
    text = export(report, "model-card")
    body = text.split("---\n", 2)[2]
    assert not re.search(r"(?<!\\)<(?:script|img)", body)
    assert not re.search(r"(?<!\\)\]\(javascript", body)
    assert "\n# b" not in body
    assert yaml.safe_load(text.split("---\n", 2)[1])["tags"] == ["reward-report"]


def test_the_command(tmp_path, run):
    (tmp_path / "r.yaml").write_text((ROOT / "examples/instructgpt/reward-report.yaml").read_text("utf-8"), "utf-8")
    assert run("export", "r.yaml", "--to", "cyclonedx", "-o", "m.cdx.json").returncode == 0
    assert json.loads((tmp_path / "m.cdx.json").read_text())["bomFormat"] == "CycloneDX"
    (tmp_path / "README.md").write_bytes(CARD.encode())
    assert run("export", "r.yaml", "--into", "README.md").returncode == 0
    assert (tmp_path / "README.md").read_bytes().startswith(CARD.encode().rstrip(b"\n"))
    assert run("export", "r.yaml").returncode == 2
    assert run("export", "r.yaml", "--into", "nowhere.md").stderr.startswith("error: nowhere.md does not exist")
    (tmp_path / "bad.md").write_bytes(b"\xff")
    assert "not UTF-8" in run("export", "r.yaml", "--into", "bad.md").stderr


@pytest.mark.parametrize("card", ["r.yaml", "sub/../r.yaml", "link.md"])
def test_a_report_is_no_card_to_write_into(card, tmp_path, run):
    report = (ROOT / "examples/instructgpt/reward-report.yaml").read_bytes()
    (tmp_path / "r.yaml").write_bytes(report)
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.md").symlink_to("r.yaml")
    done = run("export", "r.yaml", "--into", card)
    assert done.returncode == 2
    assert "not overwritten" in done.stderr
    assert (tmp_path / "r.yaml").read_bytes() == report
