"""What a check writes into a report: the new and nothing else, once, in the author's own layout."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from reward_reports.base.errors import OutputError
from reward_reports.linting.documentation import complete
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text
from reward_reports.runs.monitoring.check import Checker
from reward_reports.runs.monitoring.metric_logs import Logs
from reward_reports.runs.monitoring.recording import record

REPORT = """\
# the report of a shop
report: {id: shop, title: Shop, version: "1.0", kind: first_party}
optimization_intent:
  oversight_metrics:
    - id: complaints   # letters a week
      name: Complaints
      observations:    # by hand
        - date: 2026-01-10
          value: 9     # few
    - {id: calls, name: Calls}
system_maintenance:
  update_triggers:
    - id: rush
      kind: metric
      condition: {metric: complaints, op: ">", value: 20}  # agreed in May
    - {id: calm, kind: metric, state: armed, condition: {metric: calls, op: ">", value: 2}}
# the end
"""
WRITTEN = """\
# the report of a shop
report: {id: shop, title: Shop, version: "1.0", kind: first_party}
optimization_intent:
  oversight_metrics:
    - id: complaints   # letters a week
      name: Complaints
      observations:    # by hand
        - date: 2026-01-10
          value: 9     # few
        - date: 2026-05-03
          value: 31
    - {id: calls, name: Calls, observations: [{date: 2026-05-02, value: 2.5}]}
system_maintenance:
  update_triggers:
    - id: rush
      kind: metric
      condition: {metric: complaints, op: ">", value: 20}  # agreed in May
      fired: [{date: 2026-05-02, evidence: "31 (2026-05-03) is > 20"}]
      state: fired
    - {id: calm, kind: metric, state: fired, condition: {metric: calls, op: ">", value: 2}, fired: [{date: 2026-05-02, evidence: "2.5 (2026-05-02) is > 2"}]}
# the end
"""


def points(*values):
    start = datetime(2026, 5, 1, 15, tzinfo=UTC)
    return [
        SimpleNamespace(time=(start + timedelta(days=at)).timestamp(), value=value) for at, value in enumerate(values)
    ]


LOGS = {"complaints": points(9.0, 22.0, 31.0), "calls": points(1.0, 2.5)}


def recorded(text, today, logs=LOGS):
    document = load_text(text)
    return record(document, Checker(document.report, Logs(points=logs), today))


def test_the_newest_values_and_the_firings_are_written_in_the_authors_layout(today):
    text = complete(REPORT)
    made = recorded(text, today)
    assert made.text == text.replace(REPORT, WRITTEN)
    assert made.done == (
        "complaints was 31 on 2026-05-03",
        "calls was 2.5 on 2026-05-02",
        "rush fired on 2026-05-02: 31 (2026-05-03) is > 20",
        "rush has the state fired",
        "calm fired on 2026-05-02: 2.5 (2026-05-02) is > 2",
        "calm has the state fired",
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("days", [0, 1, 40])
def test_a_second_run_writes_nothing(today, newline, days):
    first = recorded(complete(REPORT).replace("\n", newline), today).text
    assert first.count("\r\n") == (first.count("\n") if newline == "\r\n" else 0)
    again = recorded(first, today + timedelta(days=days))
    assert (again.text, again.done) == (first, ())
    alone = recorded(first, today + timedelta(days=days), {})
    assert (alone.text, alone.done) == (first, ())


def test_a_value_that_stays_bad_is_one_firing_and_one_that_returns_is_two(today):
    first = recorded(complete(REPORT), today).text
    longer = LOGS | {"complaints": [*LOGS["complaints"], *points(9, 9, 9, 40.0)[3:]]}
    assert recorded(first, today, longer).done == ("complaints was 40 on 2026-05-04",)
    returned = LOGS | {"complaints": points(9.0, 22.0, 31.0, 9.0, 33.0)}
    done = recorded(first, today, returned).done
    assert done == ("complaints was 33 on 2026-05-05", "rush fired on 2026-05-05: 33 (2026-05-05) is > 20")


def test_the_rules_find_nothing_to_say_about_what_was_written(today):
    made = load_text(recorded(complete(REPORT), today).text)
    settings = Settings(select=("SYN", "SCH", "CON002"), strictness="publishable", preview=True)
    assert lint_document(made, settings, today)[0] == []


@pytest.mark.parametrize(
    ("logged", "word"),
    [
        (points(math.nan), "nan of 2026-05-01 is not a number"),
        (points(math.inf), "inf of 2026-05-01 is not a number"),
        ([SimpleNamespace(time=None, value=1.0)], "no point of its log has a time"),
    ],
)
def test_what_cannot_be_recorded_is_said(today, logged, word):
    made = recorded(complete(REPORT), today, {"complaints": logged})
    assert word in made.left[0]
    assert not any(line.startswith("complaints was") for line in made.done)


def test_of_two_triggers_with_one_id_none_is_recorded(today):
    made = recorded(complete(REPORT.replace("id: calm", "id: rush")), today)
    assert made.left == ("rush: 2 triggers have this id",)
    assert not any("fired on" in line for line in made.done)


def test_a_value_from_the_future_is_not_recorded(today):
    early = date(2026, 5, 2)
    assert (
        "complaints was 22 on 2026-05-02" in recorded(complete(REPORT), early, {"complaints": LOGS["complaints"]}).done
    )


@pytest.mark.parametrize(
    "text",
    [
        REPORT.replace("observations:    # by hand\n        - date", "observations: &all\n        - date").replace(
            "name: Calls}", "name: Calls, observations: *all}"
        ),
        REPORT.replace("- date: 2026-01-10", "- # by letter\n          date: 2026-01-10"),
    ],
)
def test_a_file_that_cannot_be_edited_alone_stays_as_it_is(today, text):
    document = load_text(complete(text))
    if document.report is None:
        pytest.fail(str(document.problems))
    with pytest.raises(OutputError, match="write by hand"):
        recorded(complete(text), today)


def test_the_command_writes_once_and_keeps_a_byte_order_mark(run, write):
    file = write(REPORT.replace("date: 2026-01-10", "date: 2026-05-10").replace("value: 9 ", "value: 29 "))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    shown = run("check", "--diff", "--today", "2026-06-01")
    assert (shown.returncode, file.read_bytes()) == (1, before)
    assert "+      state: fired" in shown.stdout
    assert "trigger " not in shown.stdout
    done = run("check", "--write", "--today", "2026-06-01")
    assert (done.returncode, "rush fired on 2026-05-10" in done.stderr) == (1, True)
    after = file.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\r\n") == after.count(b"\n")
    again = run("check", "--write", "--today", "2026-06-01")
    assert (again.stderr, file.read_bytes()) == ("", after)
    assert run("check", "--diff", "--today", "2026-06-01").stdout == ""


def test_a_log_that_ends_before_what_the_report_holds_adds_nothing(today):
    made = recorded(complete(REPORT.replace("2026-01-10", "2026-05-10")), today)
    assert not any(line.startswith("complaints was") for line in made.done)
