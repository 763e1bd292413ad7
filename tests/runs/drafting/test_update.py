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
    assert any("says 42, written by hand; " in one and one.endswith("seed says 2") for one in done.kept)


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


def test_an_entry_is_added_behind_a_line_that_ends_otherwise_than_the_first(tmp_path):
    source, file = tmp_path / "grpo.yaml", tmp_path / "reward-report.yaml"
    source.write_text("reward_funcs: [accuracy, format]\nreward_weights: [1.0, 0.5]\n")
    file.write_bytes(draft([source]).yaml.encode().replace(b"\n", b"\r\n", 1))
    source.write_text("reward_funcs: [accuracy, format, length]\nreward_weights: [1.0, 0.5, 0.2]\n")
    before, _, after = update(file, [source]).text.partition("\r\n      - id: length\r\n")
    assert before.endswith("grpo.yaml: reward_weights")
    assert "grpo.yaml: reward_weights\n" in after


def test_an_entry_and_a_key_behind_it_come_together(tmp_path):
    source, file = tmp_path / "grpo.yaml", tmp_path / "reward-report.yaml"
    source.write_text("reward_funcs: [accuracy]\nreward_weights: [1.0]\n")
    file.write_text(draft([source]).yaml)
    source.write_text("reward_funcs: [accuracy, length]\nreward_weights: [1.0, 0.5]\n")
    reward = load_text(update(file, [source]).text).require().implementation.reward_details
    assert [(one.id, one.weight) for one in reward.items] == [("accuracy", 1), ("length", 0.5)]
    assert reward.combination == "weighted_sum"


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


RECIPE = """\
model_name_or_path: org/base
dataset_name: org/prompts
num_generations: 16
beta: 0.04
reward_funcs: [accuracy, format]
reward_weights: [1.0, 0.5]
"""


@pytest.fixture
def grpo(tmp_path, run):
    """Return what drafts a report once and then checks it against other settings and a report that people changed."""
    (tmp_path / "grpo.yaml").write_text(RECIPE)
    assert run("draft", "grpo.yaml", "-o", "reward-report.yaml", "--title", "T").returncode == 0
    report = tmp_path / "reward-report.yaml"

    def check(recipe=RECIPE, people=lambda text: text, *, update=False):
        (tmp_path / "grpo.yaml").write_text(recipe)
        report.write_text(people(report.read_text("utf-8")), "utf-8")
        return run("draft", "--update" if update else "--check", "reward-report.yaml", "grpo.yaml")

    check.report = report
    return check


def test_a_report_that_says_what_its_sources_say_passes(grpo):
    before = grpo.report.read_bytes()
    done = grpo()
    assert (done.returncode, done.stdout) == (0, "")
    assert "says what the sources say" in done.stderr
    assert grpo.report.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("[1.0, 0.5]", "[1.0, 1.0]", "+        weight: 1  # drafted from grpo.yaml: reward_weights"),
        ("beta: 0.04", "beta: 0.1", "+          value: 0.1  # drafted from grpo.yaml: beta"),
        ("org/base", "org/other", "+    name: org/other  # drafted from grpo.yaml: model_name_or_path"),
    ],
)
def test_a_value_that_differs_fails_with_a_diff_and_writes_nothing(grpo, old, new, shown):
    before = grpo.report.read_bytes()
    done = grpo(RECIPE.replace(old, new))
    assert done.returncode == 1
    assert shown in done.stdout
    assert grpo.report.read_bytes() == before


def test_a_reward_that_is_new_fails_and_an_update_adds_it(grpo):
    recipe = RECIPE.replace("format]", "format, length]").replace("0.5]", "0.5, 0.2]")
    done = grpo(recipe)
    assert done.returncode == 1
    assert "+      - id: length" in done.stdout
    assert grpo(recipe, update=True).returncode == 0
    report = load_text(grpo.report.read_text("utf-8")).report
    weights = {one.id: one.weight for one in report.implementation.reward_details.items}
    assert weights == {"accuracy": 1.0, "format": 0.5, "kl-penalty-in-the-loss": 0.04, "length": 0.2}
    assert grpo(recipe).returncode == 0


def test_a_reward_that_is_gone_fails_and_stays_for_people_to_remove(grpo):
    recipe = RECIPE.replace(", format]", "]").replace(", 0.5]", "]")
    done = grpo(recipe)
    assert done.returncode == 1
    assert (
        "gone: implementation.reward_details.items.format.weight: grpo.yaml: reward_weights does not say this any more"
        in done.stderr
    )
    grpo(recipe, update=True)
    assert "id: format" in grpo.report.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("        weight: 0.5  # drafted from grpo.yaml: reward_weights", "        weight: 0.9", 1),
        ("      - id: format", "      - id: our-format", 0),
        ("          value: 0.04  # drafted from grpo.yaml: beta", "          value: 0.02", 1),
        ("    name: org/base  # drafted from grpo.yaml: model_name_or_path", "    name: Our base", 0),
        ("# drafted from grpo.yaml: beta", "# drafted from ../elsewhere/grpo.yaml: beta", 0),
    ],
)
def test_what_people_wrote_stays_and_is_named_where_a_source_contradicts_it(grpo, old, new, code):
    def people(text):
        assert old in text
        return text.replace(old, new)

    done = grpo(RECIPE, people)
    assert done.returncode == code
    written = new.partition(": ")[2]
    assert (f"says {written}, written by hand" in done.stderr) == (code == 1 or "Our base" in new)


def test_quantities_and_registers_in_short_forms_are_found(grpo):
    text = 'schema_version: "1.0"\nreport: {id: t, title: T, version: "1"}\nimplementation:\n  reward_details:\n'
    text += "    - {id: a, name: accuracy, weight: 3}\nrlhf:\n  policy_optimization: [{id: policy-run, kl_coefficient: 0.5}]\n"
    done = grpo(RECIPE, lambda _: text)
    assert done.returncode == 1
    assert "5 says 3, written by hand; grpo.yaml: reward_weights says 1" in done.stderr
    assert "7 says 0.5, written by hand; grpo.yaml: beta says 0.04" in done.stderr


def test_a_weight_written_by_hand_is_shown_as_a_diff_and_left_alone(grpo):
    def people(text):
        return text.replace("weight: 0.5  # drafted from grpo.yaml: reward_weights", "weight: 0.9   # since May")

    done = grpo(RECIPE, people)
    place = "implementation.reward_details.items.format.weight"
    line = grpo.report.read_text("utf-8").split("\n").index("        weight: 0.9   # since May") + 1
    assert done.returncode == 1
    assert "-        weight: 0.9   # since May\n+        weight: 0.5   # since May\n" in done.stdout
    said = f"{place}: reward-report.yaml:{line} says 0.9, written by hand; grpo.yaml: reward_weights says 0.5\n"
    assert f"differs: {said}" in done.stderr
    assert done.stderr.count(place) == 1
    before = grpo.report.read_bytes()
    done = grpo(RECIPE, update=True)
    assert done.returncode == 0
    assert f"kept: {said}" in done.stderr
    assert grpo.report.read_bytes() == before


@pytest.mark.parametrize("written", ["", " null", " ~", "  # not decided"])
def test_a_weight_that_is_left_empty_contradicts_nothing(grpo, written):
    done = grpo(RECIPE, lambda text: text.replace(" 0.5  # drafted from grpo.yaml: reward_weights", written))
    assert done.returncode == 0
    assert "is empty; grpo.yaml: reward_weights says 0.5" in done.stderr


def test_options_that_do_not_go_together(run):
    assert run("draft", "--check", "a.yaml", "--update", "a.yaml", "b.yaml").returncode == 2
    assert run("draft", "--check", "a.yaml", "-o", "c.yaml", "b.yaml").returncode == 2
