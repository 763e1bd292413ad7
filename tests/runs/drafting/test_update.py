"""An update writes again what a draft wrote, and leaves what people wrote, byte for byte."""

from __future__ import annotations

import pytest

from reward_reports.report.loading import load_text
from reward_reports.runs.drafting import draft, update
from reward_reports.runs.drafting.errors import DraftError


@pytest.fixture
def report(tmp_path):
    (tmp_path / "args.yaml").write_text("gamma: 0.9\nseed: 1\n")
    file = tmp_path / "reward-report.yaml"
    file.write_text(draft([tmp_path / "args.yaml"], title="T").yaml)
    return file


def again(report, settings, **more):
    (report.parent / "args.yaml").write_text(settings)
    return update(report, [report.parent / "args.yaml"], **more)


def settings(text):
    return load_text(text).report.implementation.algorithmic_details.hyperparameters


def test_nothing_new_changes_nothing(report):
    done = again(report, "gamma: 0.9\nseed: 1\n")
    assert done.text == report.read_text()
    assert done.changed == done.kept == ()


def test_a_new_value_takes_the_place_of_the_old_and_what_people_wrote_stays(report):
    text = report.read_text().replace("  system_owner:", "  system_owner: The city   # asked on 3 May")
    text = text.replace("      seed: 1 ", "      seed: 42   # chosen by us\n      x: 1 ")
    report.write_text(text)
    done = again(report, "gamma: 0.95\nseed: 2\n")
    before, after = text.splitlines(), done.text.splitlines()
    different = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(different) == 2
    assert all("gamma" in b or "discount" in b for _, b in different)
    assert settings(done.text)["seed"] == 42
    assert any("people wrote 42" in one for one in done.kept)


def test_a_new_setting_joins_those_that_were_drafted(report):
    done = again(report, "gamma: 0.9\nseed: 1\nn_steps: 64\nbatch_size: 32\n")
    assert settings(done.text) == {"gamma": 0.9, "seed": 1, "n_steps": 64, "batch_size": 32}
    assert len(done.changed) == 2
    report.write_text(done.text)
    assert again(report, "gamma: 0.9\nseed: 1\nn_steps: 64\nbatch_size: 32\n").changed == ()


def test_sources_that_come_to_differ_take_the_value_away(report, tmp_path):
    (tmp_path / "b.yaml").write_text("gamma: 0.5\nseed: 1\n")
    done = update(report, [tmp_path / "args.yaml", tmp_path / "b.yaml"])
    assert settings(done.text)["gamma"] is None
    report.write_text(done.text)
    back = update(report, [tmp_path / "args.yaml"])
    assert settings(back.text)["gamma"] == 0.9


def test_lines_that_end_as_on_windows_stay_so(report):
    report.write_bytes(report.read_text().replace("\n", "\r\n").encode())
    done = again(report, "gamma: 0.7\nseed: 1\nn_steps: 3\n")
    assert done.text.count("\r\n") == done.text.count("\n")
    assert settings(done.text) == {"gamma": 0.7, "seed": 1, "n_steps": 3}


def test_a_report_that_does_not_load_is_left_alone(report):
    report.write_text("nonsense: [")
    with pytest.raises(DraftError, match="fix it first"):
        again(report, "gamma: 0.7\n")


def test_the_command_writes_in_place(report, run):
    (report.parent / "args.yaml").write_text("gamma: 0.5\nseed: 1\n")
    done = run("draft", "--update", "reward-report.yaml", "args.yaml")
    assert done.returncode == 0, done.stderr
    assert settings(report.read_text())["gamma"] in (0.5, 0.9)
    assert run("draft", "--update", "reward-report.yaml", "args.yaml", "-o", "x").returncode == 2
