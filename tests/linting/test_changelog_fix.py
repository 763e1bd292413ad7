"""A drafted changelog entry: what it says, and that it keeps the author's file, whichever way that is written."""

from __future__ import annotations

from datetime import date

import pytest

from reward_reports.linting.engine import lint_document
from reward_reports.linting.fixing import fix_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text

TODAY = date(2026, 6, 1)
SETTINGS = Settings(strictness="standard")
HEAD = """\
schema_version: "1.0"  # the format
report: {id: a, title: A report, version: "1.0", kind: hypothetical}
implementation:
  reward_details: [{id: speed, weight: WEIGHT}]   # a comment
"""
ENTRY = 'id: one, version: "1.0", date: 2025-01-01, summary: One.'
ENTRIES = """
    # about the first
    - id: one   # its name
      version: "1.0"
      date: 2025-01-01
      summary: >
        One.

    # at the end
"""
TWO = """
    - {id: two, version: "1.0", date: 2025-03-01, summary: Two.}
    - {id: one, version: "0.9", date: 2025-01-01, summary: One.}
"""
FORMS = {
    "no section": "",
    "an empty section": "system_maintenance:\n",
    "an empty section and more": "system_maintenance: {}  # later\nx-own: 1\n",
    "no changelog": "system_maintenance:\n  reporting_cadence: {every: P6M}\nx-own: 1\n",
    "an empty changelog": "system_maintenance:\n  changelog:  # none yet\n  reporting_cadence: {every: P6M}\n",
    "null": "system_maintenance:\n  changelog: null  # none yet\nx-own: 1\n",
    "an empty list": "system_maintenance:\n  changelog: []  # none yet\n",
    "an empty mapping": "system_maintenance:\n  changelog: {}",
    "a list": f"system_maintenance:\n  changelog:{ENTRIES}x-own: 1\n",
    "a list without indent": f"system_maintenance:\n  changelog:\n  - {{{ENTRY}}}\n  - {{{ENTRY.replace('one', 'two')}}}\n",
    "newest first": f"system_maintenance:\n  changelog:{TWO}",
    "items": f"system_maintenance:\n  changelog:\n    audience: public\n    items:{ENTRIES.replace('    ', '      ')}",
    "items that are not there": "system_maintenance:\n  changelog:\n    audience: public\nx-own: 1\n",
    "empty items": "system_maintenance:\n  changelog:\n    audience: public\n    items:\nx-own: 1\n",
    "flow": f"system_maintenance: {{changelog: [{{{ENTRY}}}]}}\n",
    "flow, newest first": (
        "system_maintenance: {changelog: [{id: two, version: '1.0', date: 2025-03-01, summary: Two.}, "
        "{id: one, version: '0.9', date: 2025-01-01, summary: One.}]}\n"
    ),
    "flow with items": f"system_maintenance: {{changelog: {{audience: public, items: [{{{ENTRY}}}]}}}}\n",
    "flow and empty": "system_maintenance: {changelog: [], reporting_cadence: {every: P6M}}\n",
    "flow without changelog": "system_maintenance: {reporting_cadence: {every: P6M}}\n",
    "flow without items": "system_maintenance: {changelog: {audience: public}}\n",
}


def pair(text: str, weights=("0.5", "0.8")):
    return tuple(load_text((HEAD + text).replace("WEIGHT", weight)) for weight in weights)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("form", FORMS)
def test_the_entry_is_put_where_the_changelog_is(form, newline):
    base, document = pair(FORMS[form].replace("\n", newline)) if newline == "\n" else pair(FORMS[form])
    if newline != "\n":
        base, document = (load_text(one.text.replace("\n", newline)) for one in (base, document))
    assert document.report, document.problems
    fixed = fix_document(document, SETTINGS, TODAY, base=base)
    made = load_text(fixed.text)
    assert fixed.titles == ("Draft a changelog entry",)
    assert made.report
    before = document.report.system_maintenance.changelog.items
    entries = made.report.system_maintenance.changelog.items
    new = entries[0] if "first" in form and "newest" in form else entries[-1]
    assert [entry for entry in entries if entry is not new] == list(before)
    assert (new.version, str(new.date), new.kind) == ("1.1", "2026-06-01", "reward_change")
    assert new.fields_changed == ("implementation.reward_details",)
    assert new.summary == "Weight of the reward term speed: 0.5 -> 0.8 (raised)."
    assert made.report.report.version == "1.1"
    kept = document.text.replace('version: "1.0", kind', 'version: "1.1", kind')
    assert all(comment in fixed.text for comment in ("# the format", "# a comment"))
    assert kept.count("#") == fixed.text.count("#")
    assert (newline == "\n") == ("\r" not in fixed.text)
    if newline != "\n":
        assert fixed.text.count("\n") == fixed.text.count("\r\n")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_left_is_a_placeholder_for_the_author(form):
    base, document = pair(FORMS[form])
    made = load_text(fix_document(document, SETTINGS, TODAY, base=base).text)
    found = lint_document(made, SETTINGS, TODAY, base)[0]
    assert "LIV008" not in {finding.code for finding in found}
    assert [finding.message for finding in found if finding.code == "CMP003"] == [
        '"TODO(author): say why, and what you expect of it" is a placeholder, not a value for motivation'
    ]


def test_a_version_that_the_author_has_set_is_kept():
    base, document = pair("")
    document = load_text(document.text.replace('version: "1.0", kind', 'version: "2.0", kind'))
    made = load_text(fix_document(document, SETTINGS, TODAY, base=base).text)
    assert made.report.report.version == made.report.system_maintenance.changelog.items[0].version == "2.0"


@pytest.mark.parametrize(("dated", "becomes"), [("2025-01-01", "2026-06-01"), ("2026-06", "2026-06"), (None, None)])
def test_a_report_is_not_older_than_its_new_entry(dated, becomes):
    base, document = pair(f"system_maintenance:\n  changelog:{ENTRIES}")
    more = f"kind: hypothetical, date: {dated}}}" if dated else "kind: hypothetical}"
    base, document = (load_text(one.text.replace("kind: hypothetical}", more)) for one in (base, document))
    made = load_text(fix_document(document, SETTINGS, TODAY, base=base).text).report
    assert [entry.version for entry in made.system_maintenance.changelog.items] == ["1.0", "1.1"]
    assert made.report.date is None if becomes is None else made.report.date.text == becomes


def test_without_a_base_or_a_change_nothing_is_drafted():
    _base, document = pair("")
    assert fix_document(document, SETTINGS, TODAY).count == 0
    assert fix_document(document, SETTINGS, TODAY, base=document).count == 0


@pytest.mark.parametrize("version", ["spring", "2026-05", "rc1"])
def test_a_version_without_a_successor_is_left_to_the_author(version):
    base, document = (
        load_text(one.text.replace('"1.0"', f'"{version}"', 2).replace(f'"{version}"', '"1.0"', 1)) for one in pair("")
    )
    assert base.report, base.problems
    assert fix_document(document, SETTINGS, TODAY, base=base).count == 0


def test_restricted_words_are_not_told():
    text = "evaluation:\n  offline_evaluations: {text: WEIGHT, audience: internal}\n"
    base, document = (
        load_text(HEAD.replace("WEIGHT", "1.0") + text.replace("WEIGHT", word)) for word in ("Alpha", "Beta")
    )
    made = fix_document(document, SETTINGS, TODAY, base=base).text
    assert "only the audience internal may read" in made
    assert "Alpha" not in made
    assert made.count("Beta") == 1


def test_hostile_words_stay_one_value():
    base, document = pair("optimization_intent: {goal_of_reinforcement: {text: Old words here}}\n", ("1", "1"))
    document = load_text(document.text.replace("Old words here", '"}\\n- {id: x # \\u202e [a]: &b \\"q\\""'))
    made = load_text(fix_document(document, Settings(select=("LIV008",)), TODAY, base=base).text)
    assert made.report
    assert len(made.report.system_maintenance.changelog.items) == 1
    assert made.report.optimization_intent == document.report.optimization_intent
