"""Consistency: what contradicts itself is said, and what can be true is left alone."""

from __future__ import annotations

import pytest

from reward_reports.linting.extract.version_order import same_version, version_of

from .fragments import findings

LOG = "system_maintenance:\n  changelog:\n"


def brief(fragment, code):
    return [(finding.path, finding.message) for finding in findings(fragment, code)]


def check(fragment, code, expected):
    """Compare with a list of paths and words of the message."""
    found = brief(fragment, code)
    assert [path for path, _ in found] == [path for path, _ in expected], found
    for (_, message), (_, word) in zip(found, expected, strict=True):
        assert word in message


def info(**more):
    fields = {"id": "x", "title": "X", "version": '"1.0"', "kind": "first_party"} | more
    return "report: {" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}\n"


def entry(name, version, day, more="summary: s"):
    return f'    - {{id: {name}, version: "{version}", date: {day}, {more}}}\n'


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1.0", (1,)),
        ("v1.10", (1, 10)),
        ("0.0", (0,)),
        ("1.2.3", (1, 2, 3)),
        ("1.0-rc1", None),
        ("", None),
        ("2015-03", None),
    ],
)
def test_versions_are_numbers(text, key):
    assert version_of(text) == key


def test_versions_are_the_same_however_written():
    assert same_version("v1.0", "1")
    assert same_version("beta ", "beta")
    assert not same_version("1.1", "1.10")


# CON001

OLD, NEW = entry("a", "0.9", "2025-01-01"), entry("b", "0.10", "2026-01-01")


@pytest.mark.parametrize(
    ("version", "entries", "word"),
    [
        ("0.10", OLD + NEW, None),
        ("v0.10", NEW + OLD, None),
        ("0.9", OLD + NEW, "0.10"),
        ("0.9", NEW + OLD, "0.10"),
        ("0.11", OLD + NEW, "0.11"),
        ("0.9", "", None),
        # the year alone may be later or earlier than the day: then the greater version counts
        ("0.10", entry("a", "0.9", "2026-01-01") + entry("b", "0.10", "2026"), None),
        # the changelog contradicts itself: both readings are accepted here, CON002 speaks of it
        ("0.10", entry("a", "0.9", "2026-01-01") + entry("b", "0.10", "2025-01-01"), None),
        ("0.9", entry("a", "0.9", "2026-01-01") + entry("b", "0.10", "2025-01-01"), None),
        ("spring", entry("a", "winter", "2025") + entry("b", "spring", "2026"), None),
        ("winter", entry("a", "winter", "2025") + entry("b", "spring", "2026"), "spring"),
    ],
)
def test_the_version_is_the_newest_of_the_changelog(version, entries, word):
    fragment = info(version=f'"{version}"') + (LOG + entries if entries else "")
    check(fragment, "CON001", [("report.version", word)] if word else [])


def test_an_older_version_has_an_unsafe_fix_and_a_newer_one_none():
    (older,) = findings(info(version='"0.9"') + LOG + OLD + NEW, "CON001")
    (newer,) = findings(info(version='"0.11"') + LOG + OLD + NEW, "CON001")
    assert older.fix is not None
    assert not older.fix.safe
    assert newer.fix is None


# CON002

DATES = "system_details:\n  dates: {{active_from: {0}, active_to: {1}}}\n"


@pytest.mark.parametrize(
    ("begin", "end", "bad"),
    [
        ("2021-06-01", "2021-01-01", True),
        ("2021", "2020", True),
        ("2021", "2021", False),
        ("2021-06-01", "2021", False),
        ("2021-06", "2021-06-01", False),
    ],
)
def test_periods_that_overlap_are_in_order(begin, end, bad):
    check(DATES.format(begin, end), "CON002", [("system_details.dates.active_to", "before")] if bad else [])


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        (info(date="2025-01-01") + LOG + NEW, [("report.date", "newest changelog entry")]),
        (info(date="2026") + LOG + NEW, []),
        (
            info(last_reviewed="2025-12-01")
            + LOG
            + entry("b", "1.0", "2026-01-01", "summary: s, kind: review_no_change"),
            [("report.last_reviewed", "review")],
        ),
        (info(last_reviewed="2025-12-01") + LOG + NEW, []),  # a change is not a review of the whole
        (info(last_reviewed="2026-06-03"), [("report.last_reviewed", "future")]),
        (info(last_reviewed="2026-06-02"), []),  # it is tomorrow already elsewhere
        (info(last_reviewed="2026"), []),
        (info(date="2027-01-01", status="published"), [("report.date", "future")]),
        (info(date="2027-01-01", status="draft"), []),
        (info(date="2027-01-01", status="published", kind="hypothetical"), []),
        (LOG + entry("a", "1.0", "2030-01-01"), [("system_maintenance.changelog.items[0].date", "future")]),
    ],
)
def test_the_dates_of_the_document(fragment, expected):
    check(fragment, "CON002", expected)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (OLD + NEW, []),
        (NEW + OLD, []),
        (entry("a", "0.9", "2026-01-01") + entry("b", "0.10", "2025-01-01"), ["items[1]"]),
        (entry("b", "0.10", "2025-01-01") + entry("a", "0.9", "2026-01-01"), ["items[0]"]),
        (entry("a", "0.9", "2026-01-01") + entry("b", "0.10", "2026"), []),
        # a correction of an old version, and a branch of one, come later than a newer version
        (entry("a", "1.0", "2024-01-01") + entry("b", "1.1", "2025-01-01") + entry("c", "1.0", "2026-01-01", "summary: s, kind: correction"), []),
        (entry("a", "1.2.1", "2026-01-01") + entry("b", "2.0", "2025-01-01"), []),
        (entry("a", "spring", "2026-01-01") + entry("b", "summer", "2025-01-01"), []),
    ],
)  # fmt: skip
def test_later_versions_are_not_older(entries, expected):
    found = brief(LOG + entries, "CON002")
    assert [path for path, _ in found] == [f"system_maintenance.changelog.{place}.date" for place in expected]


@pytest.mark.parametrize(("day", "bad"), [("2025-12-31", True), ("2026-01-01", False), ("2026", False)])
def test_an_expectation_is_checked_after_the_change(day, bad):
    fragment = LOG + entry("b", "1.0", "2026-01-01", f"summary: s, expectations: [{{id: e, check_by: {day}}}]")
    path = "system_maintenance.changelog.items[0].expectations[0].check_by"
    check(fragment, "CON002", [(path, "before the change")] if bad else [])


@pytest.mark.parametrize(
    ("fragment", "path"),
    [
        (
            "optimization_intent:\n  oversight_metrics:\n    - {id: m, name: M, observations: [{date: 2027-01, value: 1}]}",
            "optimization_intent.oversight_metrics.items[0].observations[0].date",
        ),
        (
            "evaluation:\n  offline_evaluations:\n    - {id: e, date: 2027-01}",
            "evaluation.offline_evaluations.items[0].date",
        ),
        (
            "system_maintenance:\n  update_triggers:\n    - {id: t, fired: [{date: 2027-01}]}",
            "system_maintenance.update_triggers.items[0].fired[0].date",
        ),
        ("references:\n  - {id: r, title: R, accessed: 2027-01}", "references[0].accessed"),
    ],
)
def test_what_happened_is_not_in_the_future(fragment, path):
    check(fragment, "CON002", [(path, "future")])
    assert brief(fragment.replace("2027-01", "2026"), "CON002") == []


def test_plans_may_be_in_the_future():
    plans = "system_details:\n  dates: {active_from: 2025, active_to: 2030}\nsystem_maintenance:\n  recommendations:\n    - {id: r, what: w, due: 2030}\n"
    assert brief(plans, "CON002") == []


# CON003


@pytest.mark.parametrize(
    "name",
    [
        "implementation.reward_details", "optimization_intent", "report", "report.title", "references", "figures", "rlhf",
        "rlhf.preference_data", "x-review", "implementation.reward_details.formula", "references.r",
        '"system_maintenance.changelog[0]"', "optimization_intent.oversight_metrics.small-press",
    ],
)  # fmt: skip
def test_names_of_fields_are_accepted(name):
    assert brief(LOG + entry("a", "1.0", "2026-01-01", f"summary: s, fields_changed: [{name}]"), "CON003") == []


@pytest.mark.parametrize(
    ("name", "meant", "safe"),
    [
        ("reward_details", "implementation.reward_details", True),
        ("Known Failure Modes", "optimization_intent.known_failure_modes", True),
        ("Legacy System(s)", "institutional_interface.deployment_agency", True),
        ("implementation.reward_detail", "implementation.reward_details", False),
        ("Failure modes section", "optimization_intent.known_failure_modes", False),
        ("Intended feedback", None, None),
        ("Computation footprint", None, None),
    ],
)
def test_names_that_lead_nowhere(name, meant, safe):
    (found,) = findings(LOG + entry("a", "1.0", "2026-01-01", f'summary: s, fields_changed: ["{name}"]'), "CON003")
    assert found.path == "system_maintenance.changelog.items[0].fields_changed[0]"
    assert (found.fix and found.fix.safe) == safe
    assert meant is None or meant in found.advice


# CON004

METRICS = "optimization_intent:\n  oversight_metrics:\n    - {id: throughput, name: Throughput}\n"


def summary(text, kind="metric_change"):
    return METRICS + LOG + f'    - {{id: a, version: "1.0", date: 2026-01-01, kind: {kind}, summary: "{text}"}}\n'


@pytest.mark.parametrize(
    "text",
    [
        "We added the oversight metric `diesel`.",
        "Two new metrics `throughput` and `diesel` are watched.",
        "Added `diesel` to the oversight metrics.",
        "`diesel` was added as an oversight metric.",
        "Introduced `diesel` as a safety metric after complaints.",
        "We now track the metric `diesel`.",
        "`diesel` is now tracked as an oversight metric.",
        "We added the metric called “diesel”.",
        "Added the *diesel* metric.",
        "We added the metrics ‘throughput’ and ‘diesel’.",
    ],
)
def test_an_announced_metric_is_missing(text):
    check(summary(text), "CON004", [("system_maintenance.changelog.items[0].summary", "diesel")])


@pytest.mark.parametrize("kind", ["metric_change", "release", "incident"])
def test_a_name_is_the_name_of_a_metric_whatever_its_case_and_order(kind):
    for name in ("throughput", "Throughput", "THROUGHPUT"):
        assert brief(summary(f"We added the oversight metric “{name}”.", kind), "CON004") == []
    more = METRICS + "    - {id: d, name: Throughput of diesel vehicles}\n"
    assert brief(summary("We added the oversight metric *diesel throughput*.").replace(METRICS, more), "CON004") == []


# CON012


@pytest.mark.parametrize(
    ("text", "what"),
    [
        # as a report of the field words it
        ("It was decided to add new metrics for diesel-powered vehicle throughput and congestion to the list of oversight metrics.", ["diesel-powered vehicle throughput", "congestion"]),
        ("New oversight metrics for diesel-powered vehicle throughput were added.", ["diesel-powered vehicle throughput"]),
        ("Added a sycophancy metric.", ["sycophancy"]),
        ("We now track a metric of noise at night, since residents complained.", ["noise"]),
        ("Added a throughput metric.", []),
        ("Added metrics for throughput per hour.", []),
        ("Introduced two new metrics.", []),
        ("Added a new oversight metric.", []),
        ("We did not add a sycophancy metric.", []),
        ("No new metrics for noise were added.", []),
        ("Added a sycophancy metric, which was removed in March.", []),
        ("Added the metric `throughput` for lorries.", []),
        ("The reward metrics were reviewed.", []),
        ("Added logging to the metrics, and introduced plots of all metrics.", []),
        ("The metrics are now reported every week.", []),
    ],
)  # fmt: skip
def test_a_metric_that_is_announced_in_words(text, what):
    report = summary(text)
    assert [message.split('"')[1] for _, message in brief(report, "CON012")] == what


def test_what_was_announced_as_the_field_does_is_found_once_it_is_there():
    text = "It was decided to add new metrics for diesel-powered vehicle throughput and congestion to the list of oversight metrics."
    more = (
        METRICS
        + "    - {id: diesel-t, name: Throughput of diesel vehicles}\n    - {id: jam, name: Jams, definition: How congested the exit is.}\n"
    )
    assert brief(summary(text).replace(METRICS, more), "CON012") == []


@pytest.mark.parametrize(
    "text",
    [
        "We added the oversight metric `throughput`.",
        "No new metric `diesel` was added.",
        "We did not add the metric `diesel`.",
        "The metric `diesel` was replaced by `throughput`.",
        "The new metric `throughput` replaces `diesel`.",
        "Added the metric `diesel`, which was removed again in the same month.",
        "We added a metric for diesel vehicles.",
        "The run `diesel` was added to the data; no metric changed.",
    ],
)
def test_nothing_was_announced(text):
    assert brief(summary(text), "CON004") == []


def test_a_metric_that_went_again_is_not_missing():
    gone = entry("b", "1.1", "2026-02-01", 'summary: "We removed the metric `diesel`."')
    assert brief(summary("We added the metric `diesel`.") + gone, "CON004") == []


# CON005

LONG = "Diesel vehicles were slowed down more than others near the exit"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (
            entry("a", "0.3", "2021-02", f"kind: incident, summary: {LONG}"),
            entry("b", "0.4", "2021-04", f"kind: incident, summary: {LONG}"),
            1,
        ),
        (entry("a", "0.3", "2021-02", f"summary: {LONG}"), entry("b", "0.3", "2021-04", f"summary: {LONG}."), 1),
        (
            entry("a", "0.3", "2021-02", f"kind: retrain, summary: {LONG}"),
            entry("b", "0.4", "2021-04", f"kind: retrain, summary: {LONG}"),
            0,
        ),
        (
            entry("a", "0.3", "2021-02", f"kind: review_no_change, summary: {LONG}"),
            entry("b", "0.4", "2021-04", f"kind: review_no_change, summary: {LONG}"),
            0,
        ),
        (
            entry("a", "0.3", "2021-02", "summary: New release."),
            entry("b", "0.4", "2021-04", "summary: New release."),
            0,
        ),
        (entry("a", "0.3", "2021-02", f"summary: {LONG}"), entry("b", "0.4", "2021-04", f"summary: {LONG} again"), 0),
    ],
)
def test_an_event_is_told_once(first, second, found):
    expected = [("system_maintenance.changelog.items[1].summary", "0.3")] * found
    check(LOG + first + second, "CON005", expected)


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("incident", LONG, 1),
        ("retrain", LONG, 1),
        ("review_no_change", LONG + "!", 1),
        ("metric_change", "Threshold raised.", 0),
        ("incident", LONG + " again", 0),
    ],
)
def test_an_entry_is_not_copied_within_its_version_and_day(kind, text, found):
    log = LOG + entry("a", "0.3", "2021-02", f"kind: {kind}, summary: {LONG if found else text.removesuffix(' again')}")
    log += entry("b", "0.3", "2021-02", f"kind: {kind}, summary: {text}")
    check(log, "CON005", [("system_maintenance.changelog.items[1].summary", "same version and date")] * found)


# CON013


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (LONG, f"{LONG}, as officials reported", 1),
        ("Officials reported that diesel vehicles were slowed down near the exit", "Officials reported: vehicles with diesel were slowed down near the exit", 1),
        (LONG, LONG, 0),  # CON005 says that
        (f"{LONG} 17", f"{LONG} 20", 0),
        (f"{LONG} in May", f"{LONG} in June", 0),
        (LONG, "Passenger cars were slowed down less than trucks at the toll bridge", 0),
        ("Threshold of noise raised again", "Threshold of noise raised", 0),
    ],
)  # fmt: skip
def test_an_event_told_in_nearly_the_same_words(first, second, found):
    log = (
        LOG + entry("a", "0.3", "2021-02", f'summary: "{first}"') + entry("b", "0.4", "2021-04", f'summary: "{second}"')
    )
    check(log, "CON013", [("system_maintenance.changelog.items[1].summary", "0.3")] * found)


def test_a_routine_may_return_in_nearly_the_same_words():
    log = LOG + entry("a", "0.3", "2021-02", f"kind: retrain, summary: {LONG}")
    log += entry("b", "0.4", "2021-04", f"kind: retrain, summary: {LONG} again")
    assert brief(log, "CON013") == []


def test_many_entries_are_compared_with_a_few_each():
    log = LOG + "".join(entry(f"e{n}", "0.3", "2021-02", f"summary: {LONG} word{'x' * (n % 90)}") for n in range(400))
    assert len(brief(log, "CON013")) < 400


# CON006


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (LONG, LONG, 1),
        (LONG, LONG.upper().capitalize() + "!", 1),
        (LONG, f"{LONG}.", 1),
        (LONG, LONG.replace(" ", ", "), 1),
        (LONG, LONG.replace(" ", "-", 1), 1),
        (LONG, f'"**{LONG[:5]}**{LONG[5:]}"', 1),
        (LONG, f'"_{LONG}_"', 1),
        (LONG, f'"\\n\\n- {LONG}"', 1),
        (LONG, LONG.replace(" ", "\u00a0", 2), 1),
        (LONG, LONG[:3] + "\u00ad" + LONG[3:], 1),
        (LONG.replace("e", "\u00e9"), LONG.replace("e", "e\u0301"), 1),
        (LONG, LONG.replace(" ", " not ", 1), 0),
        (LONG, LONG[:-1], 0),
        (f"{LONG} 10", f"{LONG} 100", 0),
        (LONG, f"{LONG} {LONG}", 0),
        ("Short answer.", "Short answer.", 0),
        (f"{{text: {LONG}, disclosure: partial, reason: r}}", LONG, 0),
    ],
)
def test_a_text_stands_in_one_field(one, other, found):
    fragment = f"implementation:\n  measurement_details: {one}\nevaluation:\n  evaluation_validity: {other}\n"
    if found:
        check(fragment, "CON006", [("evaluation.evaluation_validity.text", "implementation.measurement_details")])
    else:
        assert brief(fragment, "CON006") == []


# CON007


def pair(reward, oversight):
    return f"optimization_intent:\n  performance_metrics:\n    - {reward}\n  oversight_metrics:\n    - {oversight}\n"


@pytest.mark.parametrize(
    ("reward", "oversight", "found"),
    [
        ("{id: unsafe, name: Unsafe answers, role: reward}", "{id: unsafe, name: Share of unsafe answers}", 1),
        ("{id: a, name: Unsafe answers, role: reward}", "{id: b, name: unsafe answers}", 1),
        ("{id: a, name: Unsafe answers, role: tuning}", "{id: b, name: unsafe answers}", 0),
        ("{id: a, name: Unsafe answers, role: reward}", "{id: b, name: Unsafe answers, slices: [children]}", 0),
        (
            "{id: a, name: Unsafe answers, role: reward, definition: by the classifier}",
            "{id: b, name: Unsafe answers, definition: by people}",
            0,
        ),
        (
            "{id: a, name: Unsafe answers, role: reward}",
            "{id: b, name: Unsafe answers, exclusion_rationale: It is also in the reward; here it is watched for children.}",
            0,
        ),
    ],
)
def test_a_metric_is_watched_or_optimised(reward, oversight, found):
    expected = [("optimization_intent.oversight_metrics.items[0]", "reward")] * found
    check(pair(reward, oversight), "CON007", expected)


def test_a_term_made_from_an_oversight_metric():
    fragment = METRICS + "implementation:\n  reward_details:\n    - {id: t, metric: throughput}\n"
    check(fragment, "CON007", [("optimization_intent.oversight_metrics.items[0]", "term of the reward")])


# CON008

DEPLOYED = "system_details:\n  dates: {active_from: 2023, lifecycle: deployed}\n"
SEEN = "optimization_intent:\n  performance_metrics:\n    - {{id: m, name: M, observations: [{{value: 1{0}}}]}}\n"


@pytest.mark.parametrize(
    ("more", "bad"),
    [
        ("", True),
        (SEEN.format(", setting: offline"), True),
        (SEEN.format(", setting: simulation"), True),
        (SEEN.format(", setting: online"), False),
        (SEEN.format(", setting: survey"), False),
        (SEEN.format(""), False),  # it is not said where: it may be from the running system
        ("evaluation:\n  evaluation_validity: Nothing is known.\n", False),
        ("evaluation:\n  evaluation_validity: {disclosure: unknown, reason: r}\n", False),
        ("evaluation:\n  offline_evaluations:\n    - {id: e, kind: ab_test}\n", False),
        ("evaluation:\n  offline_evaluations:\n    - {id: e, kind: offline}\n", True),
        ("system_maintenance:\n  comments_on_performance: It fell.\n", False),
        (
            "optimization_intent:\n  performance_metrics:\n    - {id: m, name: M, observations_from: {path: log.csv}}\n",
            False,
        ),
    ],
)
def test_a_deployed_system_has_a_word_from_the_world(more, bad):
    check(DEPLOYED + more, "CON008", [("system_details.dates.lifecycle", "running system")] if bad else [])


def test_a_simulated_system_needs_none():
    assert brief(DEPLOYED.replace("deployed", "simulation"), "CON008") == []


# CON009


@pytest.mark.parametrize(
    ("combination", "weights", "bad"),
    [
        ("weighted_shares", ("0.9", "0.2"), True),
        ("weighted_shares", ("0.9", "0.1"), False),
        ("weighted_shares", ("0.333333", "0.333333", "0.333334"), False),
        ("weighted_shares", ("0.9", "null"), False),
        ("weighted_shares", (), False),
        ("weighted_sum", ("0.9", "0.2"), False),
    ],
)
def test_shares_make_a_whole(combination, weights, bad):
    items = ", ".join(f"{{id: t{index}, weight: {weight}}}" for index, weight in enumerate(weights))
    fragment = f"implementation:\n  reward_details: {{combination: {combination}, items: [{items}]}}\n"
    check(fragment, "CON009", [("implementation.reward_details.combination", "1.1")] if bad else [])


# CON010


@pytest.mark.parametrize(
    ("title", "bad"),
    [
        ("Reward Report", True),
        ("A Reward Report Template", True),
        ("<Title of the report>", True),
        ("Reward Report for [your system]", True),
        ("Untitled", True),
        ("Reward Report for MovieLens", False),
        ("Title search at the land registry", False),
        ("Systema", False),
        ("Отчёт", False),
        ("Shelf, a city library's book recommender", False),
    ],
)
def test_the_title_names_a_system(title, bad):
    check(info(title=f'"{title}"'), "CON010", [("report.title", "names no system")] if bad else [])


# CON011


@pytest.mark.parametrize(
    ("dates", "more", "place"),
    [
        ("lifecycle: retired", {}, "lifecycle"),
        ("lifecycle: retired, text: Nobody recorded when it ended.", {}, None),
        ("lifecycle: retired, disclosure: unknown, reason: r", {}, None),
        ("lifecycle: retired, active_to: 2027-01", {}, "active_to"),
        ("lifecycle: retired, active_to: 2026", {}, None),
        ("lifecycle: deployed, active_to: 2026-05-31", {}, "active_to"),
        ("lifecycle: pilot, active_to: 2025", {}, "active_to"),
        ("lifecycle: deployed, active_to: 2026-05, text: Training ended in May; the model is still served.", {}, None),
        ("lifecycle: deployed, active_to: 2026", {}, None),
        ("lifecycle: suspended, active_to: 2025", {}, None),
        ("lifecycle: deployed, active_from: 2027", {}, "active_from"),
        ("lifecycle: simulation, active_from: 2027", {}, None),
        ("active_from: 2027, active_to: 2028", {}, None),
        # an old report speaks of its own day
        ("lifecycle: deployed, active_to: 2025", {"status": "superseded", "date": "2024-01-01"}, None),
        ("lifecycle: deployed, active_to: 2025", {"status": "superseded"}, None),
        ("lifecycle: deployed, active_to: 2023", {"status": "superseded", "date": "2024-01-01"}, "active_to"),
        ("lifecycle: deployed, active_from: 2031", {"kind": "hypothetical", "date": "2031-06-01"}, None),
    ],
)
def test_dates_and_lifecycle(dates, more, place):
    fragment = info(**more) + f"system_details:\n  dates: {{{dates}}}\n"
    assert [path for path, _ in brief(fragment, "CON011")] == ([f"system_details.dates.{place}"] if place else [])
