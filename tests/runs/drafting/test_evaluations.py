"""Results of evaluations: value, uncertainty, number of cases, harness and settings; nothing of a run that failed."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from reward_reports.report.loading import load_text
from reward_reports.runs.drafting import draft
from reward_reports.runs.drafting.errors import DraftError

FIXTURES = Path(__file__).resolve().parent / "fixtures"


def results(path):
    return load_text(draft([path]).yaml).report.evaluation.offline_evaluations.items


@pytest.mark.parametrize(
    ("source", "value", "interval", "n", "said"),
    [
        (
            "inspect/run.json",
            0.75,
            "standard error 0.25",
            4,
            "say, accuracy of match, Inspect 0.3.285, model mockllm/model, temperature 0.5",
        ),
        (
            "inspect/run.eval",
            0.75,
            "standard error 0.25",
            4,
            "say, accuracy of match, Inspect 0.3.285, model mockllm/model, temperature 0.5",
        ),
        ("harness", 1 / 3, "standard error 0.2108", 6, "tiny_sums, acc, lm-evaluation-harness 0.4.13"),
        (
            "every-eval-ever.json",
            0.44,
            "95% CI 0.41–0.47",
            150,
            "Quiz, Accuracy, inspect_ai 0.3.1, model org/model, temperature 0.0",
        ),
        ("helm", 0.5, None, 8, "quiz:subject=philosophy, exact_match, HELM, model org/model, shots 5"),
    ],
)
def test_results_of_the_harnesses(source, value, interval, n, said):
    first, *others = results(FIXTURES / source)
    assert first.value == pytest.approx(value)
    assert (first.interval, first.n, first.kind) == (interval, n, "offline")
    assert first.what.startswith(said)
    assert [(one.value, one.slice) for one in others] == ([(0.25, "test, robustness")] if source == "helm" else [])


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"status": "error"}, "did not succeed (status error)"),
        ({"status": "cancelled"}, "did not succeed (status cancelled)"),
        ({"invalidated": True}, "was declared invalid"),
    ],
)
def test_an_evaluation_that_did_not_succeed_gives_no_result(tmp_path, change, state):
    held = json.loads((FIXTURES / "inspect" / "run.json").read_text("utf-8"))
    (tmp_path / "log.json").write_text(json.dumps(held | change))
    (tmp_path / "args.json").write_text('{"gamma": 0.9}')
    made = draft([tmp_path / "log.json", tmp_path / "args.json"])
    assert load_text(made.yaml).report.evaluation.offline_evaluations.items == ()
    assert any(f"the evaluation {state}, so no result was taken" in note for note in made.notes)


@pytest.mark.parametrize("harm", ["cut", "other", "large"])
def test_an_archive_that_is_damaged_or_too_large_is_refused(tmp_path, harm):
    path = tmp_path / "run.eval"
    shutil.copy(FIXTURES / "inspect" / "run.eval", path)
    raw = path.read_bytes()
    if harm == "cut":
        path.write_bytes(raw[: len(raw) // 2])
    elif harm == "other":
        path.write_bytes(raw.replace(b"\x28\xb5\x2f\xfd", b"\x00\x00\x00\x00"))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("header.json", b" " * 20_000_000)
    with pytest.raises(DraftError, match=r"run\.eval"):
        draft([path])


def test_many_results_are_cut_off_and_counted(tmp_path):
    held = {"results": {f"task{n}": {"acc,none": 0.5} for n in range(100)}, "versions": {}}
    (tmp_path / "results_1.json").write_text(json.dumps(held))
    made = draft([tmp_path / "results_1.json"])
    assert len(load_text(made.yaml).report.evaluation.offline_evaluations.items) == 60
    assert any("40 of 100 results were left out" in note for note in made.notes)


def test_tasks_of_a_group_are_told_by_the_group(tmp_path):
    held = {
        "results": {"all": {"acc,none": 0.5}, "a": {"acc,none": 0.4}, "b": {"acc,none": 0.6}},
        "group_subtasks": {"all": ["a", "b"]},
    }
    (tmp_path / "results_1.json").write_text(json.dumps(held))
    assert [one.id for one in results(tmp_path)] == ["all-acc"]
