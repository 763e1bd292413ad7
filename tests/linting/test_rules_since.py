"""Cases at the edge of the rules that compare with a base revision."""

from __future__ import annotations

from datetime import date

import pytest

from reward_reports.linting.documentation import complete
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text

NOTHING = "x-nothing: 1\n"
TODAY = date(2026, 6, 1)
GOAL = "optimization_intent: {{goal_of_reinforcement: {{{0}}}}}\n"
LOG = "system_maintenance:\n  changelog:\n"
OLD = '    - {id: one, version: "1.0", date: 2025-01-01, summary: One thing., motivation: A cause.}\n'
NEW = '    - {{id: two, version: "1.1", date: 2026-02-01, summary: Another., {0}}}\n'


def findings(code: str, old: str, new: str, *, frame: bool = True):
    before, after = (load_text(complete(text) if frame else text) for text in (old, new))
    assert before.report, before.problems
    assert after.report, after.problems
    return lint_document(after, Settings(select=(code,)), TODAY, before)[0]


def goal(text: str) -> str:
    return GOAL.format(f"text: {text}")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (goal("Less waiting."), goal("Less waiting."), False),
        (goal("Less waiting."), goal("Less waiting and noise."), True),
        # a slip of the pen, and what only looks like one
        (goal("Less waitting for all."), goal("'Less waiting, for ALL'"), False),
        (goal("It is safe for people."), goal("It is unsafe for people."), True),
        (goal("At most 5 people."), goal("At most 6 people."), True),
        (goal("At most 1.5 people."), goal("At most 15 people."), True),
        (goal("Speed > limit here."), goal("Speed < limit here."), True),
        (goal("It does wait."), goal("It does not wait."), True),
        # layout and short or long form do not count as changes
        (goal("Less waiting."), "optimization_intent:\n  goal_of_reinforcement: Less waiting.\n", False),
        # named: as field, as section, deeper; not named
        (goal("A b c."), goal("D e f.") + LOG + NEW.format("fields_changed: [optimization_intent]"), False),
        (goal("A b c."), goal("D e f.") + LOG + NEW.format("fields_changed: [optimization_intent.goal_of_reinforcement.text]"), False),
        (goal("A b c."), goal("D e f.") + LOG + NEW.format("fields_changed: [evaluation]"), True),
        (goal("A b c."), goal("D e f.") + LOG + NEW.format("kind: correction"), True),
        # an old entry does not tell of a new change, unless it is dated today
        (goal("A b c.") + LOG + NEW.format("fields_changed: [optimization_intent]"), goal("D e f.") + LOG + NEW.format("fields_changed: [optimization_intent]"), True),
        (
            goal("A b c.") + LOG + NEW.format("fields_changed: [optimization_intent]").replace("2026-02-01", "2026-06-01"),
            goal("D e f.") + LOG + NEW.format("fields_changed: [optimization_intent]").replace("2026-02-01", "2026-06-01"),
            False,
        ),
        (NOTHING, "references: [{id: a, title: A}]\nx-own: 1\n", False),
        (NOTHING, LOG + OLD, False),
    ],
)  # fmt: skip
def test_content_needs_an_entry_that_names_it(old, new, found):
    assert bool(findings("LIV008", old, new)) is found


def test_the_dates_and_state_of_the_document_need_no_entry():
    text = (
        'schema_version: "1.0"\nreport: {{id: a, title: {}, version: "{}", kind: hypothetical, status: {}, date: {}}}\n'
    )
    old = text.format("A", "1.0", "draft", "2025-01-01")
    assert not findings("LIV008", old, text.format("A", "1.1", "published", "2026-01-01"), frame=False)
    (found,) = findings("LIV008", old, text.format("B", "1.1", "published", "2026-01-01"), frame=False)
    assert "report.title" in found.message


def test_a_first_draft_needs_no_entry():
    text = 'schema_version: "1.0"\nreport: {{id: a, title: {}, version: "0.1", kind: hypothetical{}}}\n'
    draft = ", status: draft"
    assert not findings("LIV008", text.format("A", draft), text.format("B", draft), frame=False)
    assert findings("LIV008", text.format("A", ""), text.format("B", ""), frame=False)
    assert findings("LIV008", text.format("A", draft) + LOG + OLD, text.format("B", draft) + LOG + OLD, frame=False)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (OLD, False),
        (OLD.replace("One thing", "Two things"), True),
        (OLD.replace("2025-01-01", "2025-01-02"), True),
        (OLD.replace('"1.0"', '"1.1"'), True),
        (OLD.replace("id: one", "id: uno"), True),
        (OLD.replace("motivation: A cause.", ""), True),
        (OLD.replace("}", ", kind: correction}"), False),
        (OLD.replace("}", ", triggered_by: [x]}"), False),
        (OLD.replace("}", ", lessons: Learned.}"), False),
        (OLD.replace("}", ", outcomes: [{expectation: e, result: partly}]}"), False),
        (OLD.replace("}", ", expectations: [{id: e}]}"), True),
        (OLD + NEW.format("kind: release"), False),
        (NEW.format("kind: release") + OLD, False),
        ("    []\n", True),
    ],
)
def test_history_is_not_rewritten(changed, found):
    assert bool(findings("LIV010", LOG + OLD, LOG + changed)) is found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (", fields_changed: [Rewards]}", ", fields_changed: [implementation.reward_details]}", False),
        (", fields_changed: [implementation.reward_details]}", "}", True),
        (", lessons: One.}", ", lessons: One. And two.}", False),
        (", lessons: One bad thing.}", ", lessons: All went well.}", True),
        (
            ", outcomes: [{expectation: e, result: partly}]}",
            ", outcomes: [{expectation: e, result: as_expected}]}",
            True,
        ),
        (
            ", outcomes: [{expectation: e, result: partly}]}",
            ", outcomes: [{expectation: e, result: partly, evidence: A log.}]}",
            False,
        ),
    ],
)
def test_old_entries_may_grow(old, new, found):
    assert bool(findings("LIV010", LOG + OLD.replace("}", old), LOG + OLD.replace("}", new))) is found


def test_an_entry_of_today_is_still_open_and_a_placeholder_is_filled():
    today = OLD.replace("2025-01-01", str(TODAY))
    assert not findings("LIV010", LOG + today, LOG + today.replace("One", "Two"))
    todo = OLD.replace("A cause.", '"TODO(author): say why"')
    assert not findings("LIV010", LOG + todo, LOG + OLD)


def test_a_rewritten_entry_is_shown_where_it_stands():
    old = LOG + OLD + NEW.format("kind: release")
    (found,) = findings("LIV010", old, old.replace("Another.", "Quite another."))
    assert (found.path, found.line) == ("system_maintenance.changelog.items[1]", 6)


METRICS = "optimization_intent:\n  {}_metrics:\n    - {{id: wait, name: Waiting, definition: {}}}\n"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (METRICS.format("oversight", "A b."), METRICS.format("oversight", "C d."), ["is defined otherwise"]),
        (METRICS.format("oversight", "Waitting time."), METRICS.format("oversight", "Waiting time."), []),
        (METRICS.format("oversight", "A b."), METRICS.format("performance", "A b."), ["moved to another"]),
        (METRICS.format("oversight", "A b."), NOTHING, ["is gone"]),
        (METRICS.format("oversight", "A b."), LOG + NEW.format("motivation: Waiting was never used."), []),
        (NOTHING, METRICS.format("oversight", "A b."), []),
    ],
)
def test_metrics_are_spoken_of(old, new, found):
    shown = findings("LIV011", old, new)
    assert len(shown) == len(found)
    assert all(words in one.message for words, one in zip(found, shown, strict=True))


TRIGGER = "system_maintenance:\n  update_triggers:\n    - {{id: t, kind: incident, respond_within: {}}}\n"


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (TRIGGER.format("P3D"), True),
        (TRIGGER.format("P1D"), False),
        (NOTHING, True),
        (TRIGGER.format("P3D") + LOG.split("\n", 1)[1] + NEW.format("kind: release"), True),
        (TRIGGER.format("P3D") + LOG.split("\n", 1)[1] + NEW.format("motivation: TBD"), True),
        (TRIGGER.format("P3D") + LOG.split("\n", 1)[1] + NEW.format("motivation: A cause."), False),
        (TRIGGER.format("P3D") + LOG.split("\n", 1)[1] + NEW.format("motivation: A cause., fields_changed: [evaluation]"), True),
        (TRIGGER.format("P3D") + LOG.split("\n", 1)[1] + NEW.format("triggered_by: [t], fields_changed: [system_maintenance.update_triggers]"), False),
    ],
)  # fmt: skip
def test_a_loosened_limit_needs_a_motive(new, found):
    assert bool(findings("LIV013", TRIGGER.format("P2D"), new)) is found


WATCHED = "optimization_intent: {{oversight_metrics: {{items: [{{id: m, name: M{0}}}]}}}}\n"
WEIGHTED = "implementation:\n  reward_details: {{items: [{{id: clicks, weight: {0}}}]}}\n"


@pytest.mark.parametrize(
    ("beside_old", "beside_new", "found"),
    [
        ("", "", True),
        ("", "evaluation: {offline_evaluations: A replay of last month.}\n", False),
        ("", "rlhf: {red_teaming: Ten people for a week.}\n", False),
        (WATCHED.format(""), WATCHED.format(", observations: [{value: 1}]"), False),
        ("", "optimization_intent: {goal_of_reinforcement: {text: Less waiting.}}\n", True),
        ("evaluation: {offline_evaluations: A replay of last month.}\n", "", True),
        (
            "evaluation: {offline_evaluations: {text: A replay., audience: auditor}}\n",
            "evaluation: {offline_evaluations: {text: A replay., audience: internal}}\n",
            True,
        ),
    ],
)
def test_a_changed_reward_wants_something_new_that_examines_it(beside_old, beside_new, found):
    old, new = (
        WEIGHTED.format(1) + beside_old,
        WEIGHTED.format(0.5) + beside_new + LOG + NEW.format("motivation: A cause."),
    )
    assert bool(findings("LIV012", old, new)) == found


def test_an_equal_file_and_a_base_that_does_not_load_are_not_compared():
    document = load_text(complete(goal("A b c.")))
    for base in (None, document, load_text("a: ["), load_text("x: 1")):
        assert not lint_document(document, Settings(select=("LIV",)), TODAY, base)[0]
