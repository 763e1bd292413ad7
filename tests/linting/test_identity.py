"""By what a finding is known again: not by line 1, not by the file's place, and not by text that it is not about."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from reward_reports.linting.documentation import complete, document
from reward_reports.linting.engine import lint_document
from reward_reports.linting.registry import all_rules
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text

TODAY = date(2026, 6, 1)
ALL = Settings(strictness="publishable", preview=True)
REPORT = """\
schema_version: "1.0"
report:
  id: shelf
  title: Shelf
  version: "0.2"
  status: draft
  kind: first_party
optimization_intent:
  goal_of_reinforcement: Readers currently borrow what they finish, and that is all there is to say.
  known_failure_modes:
    - {id: loop, name: Bestsellers recommend themselves, status: observed}
    - {id: gap, name: Small presses vanish, status: observed, mitigation: TBD}
  performance_metrics:
    - id: found
      name: Found
      role: reward
"""


def identities(text, name="a.reward-report.yaml", settings=ALL):
    return Counter(one.identity for one in lint_document(load_text(text, name), settings, TODAY)[0])


def codes(identities):
    return {identity.split(":")[1] for identity in identities}


BAD = [
    pytest.param(entry.rule.code, complete(text), id=f"{entry.rule.code}-{number}")
    for entry in all_rules().values()
    if not entry.rule.needs_base
    for number, text in enumerate(document(entry.doc).bad)
]


@pytest.mark.parametrize(("code", "text"), BAD)
def test_every_finding_outlives_a_comment_on_line_1_and_another_folder(code, text):
    settings = Settings(select=(code,), strictness="publishable", preview=True)
    before = identities(text, settings=settings)
    after = identities(f"# yaml-language-server: $schema=x.json\n{text}", "elsewhere/a.reward-report.yaml", settings)
    assert after == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("schema_version:", "# yaml-language-server: $schema=x.json\n\nschema_version:"),
        ("title: Shelf", "title: The shelf"),
        ("  known_failure_modes:\n", "  known_failure_modes:\n    - {id: new, name: New, status: resolved, mitigation: It ended.}\n"),
        ("that is all there is to say", "they come back for more of the same"),
        ("      name: Found\n", "      name: Found\n\n      # a comment\n"),
        ("    - {id: loop, name: Bestsellers recommend themselves, status: observed}\n", ""),
    ],
)  # fmt: skip
def test_unrelated_text_makes_no_finding_a_new_one(old, new):
    assert old in REPORT
    assert identities(REPORT.replace(old, new)) - identities(REPORT) == Counter()


def test_neither_the_order_of_entries_and_keys_nor_short_forms_matter():
    data = yaml.safe_load(REPORT)
    intent = data["optimization_intent"]
    intent["known_failure_modes"] = {"items": intent["known_failure_modes"][::-1]}
    intent["goal_of_reinforcement"] = {"text": intent["goal_of_reinforcement"]}
    turned = yaml.safe_dump({**data, "optimization_intent": dict(reversed(intent.items()))}, sort_keys=False)
    assert identities(turned) == identities(REPORT)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("mitigation: TBD", "mitigation: to be added", "CMP003"),
        ("currently", "nowadays", "LIV007"),
        ("id: gap", "id: hole", "CMP003"),
    ],
)
def test_what_a_finding_is_about_makes_it_a_new_one(old, new, code):
    come = identities(REPORT.replace(old, new)) - identities(REPORT)
    assert code in codes(come)


def test_keys_that_are_missing_in_one_place_are_told_apart():
    missing = {key: identities(REPORT.replace(f"  {key}: Shelf\n", "").replace(f'  {key}: "0.2"\n', "")) for key in ("title", "version")}  # fmt: skip
    first, second = ({one for one in missing[key] if ":SCH002:" in one} for key in ("title", "version"))
    assert first
    assert second
    assert not first & second


def test_equal_findings_are_counted():
    text = REPORT + "    - id: found\n      name: Found\n      role: reward\n"
    assert max(identities(text, settings=Settings(select=("CMP004",))).values()) == 2


def test_a_report_without_an_id_goes_by_the_name_of_its_file():
    broken = "schema_version: [\n"
    assert identities(broken, "x/a.yaml") == identities(broken, "y/z/a.yaml")
    assert identities(broken, "x/a.yaml") != identities(broken, "x/b.yaml")


@pytest.fixture
def known(run, tmp_path):
    (tmp_path / "a.reward-report.yaml").write_text(REPORT)
    assert run("lint", ".", "--no-cache", "--write-baseline", "known.json").returncode == 0
    return tmp_path / "a.reward-report.yaml"


def hidden(run, *options):
    done = run("lint", ".", "--baseline", "known.json", "-f", "json", *options)
    shown = json.loads(done.stdout)["findings"]
    return [one["code"] for one in shown]


@pytest.mark.parametrize("cache", [[], ["--no-cache"]])
def test_a_baseline_holds_when_the_file_moves_and_line_1_changes(run, known, cache):
    assert hidden(run, *cache) == []
    assert hidden(run, *cache) == []
    known.write_text("# yaml-language-server: $schema=x.json\n" + REPORT)
    assert hidden(run, *cache) == []
    (known.parent / "deep" / "er").mkdir(parents=True)
    known.rename(known.parent / "deep" / "er" / "b.reward-report.yaml")
    assert hidden(run, *cache) == []


def test_a_second_finding_of_the_same_sort_is_shown(run, known):
    known.write_text(REPORT + "    - id: found\n      name: Found\n      role: reward\n")
    assert "CMP004" in hidden(run)


def test_a_baseline_of_an_earlier_format_says_what_to_do(run, known):
    (known.parent / "known.json").write_text('{"version": 1, "findings": {}}')
    done = run("lint", ".", "--baseline", "known.json")
    assert done.returncode == 2
    assert "version 1" in done.stderr
    assert "--write-baseline" in done.stderr


MARKS = {
    "gitlab": lambda said: [one["fingerprint"] for one in said],
    "sarif": lambda said: [one["partialFingerprints"]["rewardReports/v1"] for one in said["runs"][0]["results"]],
}


@pytest.mark.parametrize("form", MARKS)
def test_services_know_a_finding_by_the_same(run, tmp_path, form):
    def marks(folder: Path, text: str) -> list[str]:
        folder.mkdir()
        (folder / "a.reward-report.yaml").write_text(text)
        return MARKS[form](json.loads(run("lint", ".", "--no-cache", "-f", form, cwd=folder).stdout))

    before = marks(tmp_path / "one", REPORT)
    assert len(set(before)) == len(before)
    assert marks(tmp_path / "two", "# a\n# b\n" + REPORT) == before
