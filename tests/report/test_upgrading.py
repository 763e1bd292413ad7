"""`upgrade` rewrites the version and former names, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reward_reports.base.errors import InvalidReportError
from reward_reports.report.loading import load_text
from reward_reports.report.upgrading import upgrade

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/reward-report.yaml"))
HEAD = 'schema_version: "1.0"  # ours\nreport: {id: a, title: A, version: "1"}\n'
PEOPLE = "institutional_interface:\n  stakeholders:\n"
CASES = [
    (HEAD, HEAD.replace('"1.0"', '"1.1"')),
    (HEAD.replace('"1.0"', "'1.0'"), HEAD.replace('"1.0"', '"1.1"')),
    (
        HEAD + PEOPLE + "  - {id: a, name: none, reporting_role: none}  # none\n",
        HEAD.replace('"1.0"', '"1.1"') + PEOPLE + "  - {id: a, name: none, reporting_role: not_stated}  # none\n",
    ),
    (
        HEAD + PEOPLE + "    - id: a\n      name: A\n      reporting_role: 'none' # why\n\n      in_scope: false\n",
        HEAD.replace('"1.0"', '"1.1"')
        + PEOPLE
        + "    - id: a\n      name: A\n      reporting_role: not_stated # why\n\n      in_scope: false\n",
    ),
    (
        HEAD + PEOPLE + "  - {id: a, name: A, reporting_role: &r none}\n  - {id: b, name: B, reporting_role: *r}\n",
        HEAD.replace('"1.0"', '"1.1"')
        + PEOPLE
        + "  - {id: a, name: A, reporting_role: &r none}\n  - {id: b, name: B, reporting_role: *r}\n",
    ),
    (HEAD.replace("\n", "\r\n"), HEAD.replace('"1.0"', '"1.1"').replace("\n", "\r\n")),
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_only_the_version_and_former_names_are_rewritten(before, after):
    assert upgrade(load_text(before)) == after


@pytest.mark.parametrize("text", ["a: [", "just words", 'schema_version: "1.0"\n', HEAD.replace('"1.0"', '&v "1.0"')])
def test_what_cannot_be_upgraded_is_refused(text):
    with pytest.raises(InvalidReportError):
        upgrade(load_text(text))


ROLES = st.sampled_from(["none", "not_stated", "informed", "veto", '"none"', "'none'"])
COMMENTS = st.sampled_from(["", "  # none", "\n      # reporting_role: none"])


@st.composite
def reports(draw):
    """An example, or people with any role in any style, with comments that look like what is rewritten."""
    if draw(st.booleans()):
        return draw(st.sampled_from(EXAMPLES)).read_text("utf-8")
    people = [
        f"    - id: p{number}\n      name: none{draw(COMMENTS)}\n      reporting_role: {draw(ROLES)}{draw(COMMENTS)}\n"
        for number in range(draw(st.integers(1, 5)))
    ]
    return HEAD + PEOPLE + "".join(people) + "x-ours: {reporting_role: none}\n"


@settings(max_examples=40, deadline=None)
@given(reports())
def test_upgrade_changes_no_meaning_and_nothing_twice(text):
    before = load_text(text)
    once = upgrade(before)
    after = load_text(once)
    assert after.report is not None
    assert after.report.model_copy(update={"schema_version": before.report.schema_version}) == before.report
    assert upgrade(after) == once
    assert [line.partition("#")[2] for line in once.splitlines()] == [
        line.partition("#")[2] for line in text.splitlines()
    ], "comments stay"


def test_the_command_writes_shows_and_checks(run, tmp_path):
    file = tmp_path / "reward-report.yaml"
    file.write_bytes(HEAD.encode())
    checked = run("upgrade", "--check", str(file))
    assert (checked.returncode, file.read_bytes()) == (1, HEAD.encode())
    shown = run("upgrade", "--diff", str(file))
    assert shown.returncode == 1
    assert '+schema_version: "1.1"  # ours' in shown.stdout
    assert run("upgrade", str(file)).returncode == 0
    assert file.read_bytes() == HEAD.replace('"1.0"', '"1.1"').encode()
    assert run("upgrade", "--check", str(file)).returncode == 0


def test_the_command_refuses_what_is_no_report(run, tmp_path):
    file = tmp_path / "reward-report.yaml"
    file.write_text("a: [")
    done = run("upgrade", str(file))
    assert (done.returncode, file.read_text()) == (2, "a: [")
