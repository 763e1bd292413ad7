"""The command: what it finds in a report and its logs, what must be answered, and what it shows to whom."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from reward_reports._version import __version__
from reward_reports.base.errors import ConfigError, InputError
from reward_reports.runs.monitoring.check import Checker
from reward_reports.runs.monitoring.metric_logs import LogOption, Logs, MetricLogReader, inside, parse_option

REPORT = """\
report: {id: shop, title: Shop, version: "1.0", kind: first_party, last_reviewed: 2026-01-15}
optimization_intent:
  oversight_metrics:
    - id: complaints
      name: Complaints a week
      slices: [old, young]
      thresholds: [{op: ">", value: 10, severity: critical}]
      observations: [{date: 2026-01-10, value: 9}, {date: 2026-05-20, value: 31}, {date: 2026-03-10, value: 25, slice: old}]
    - {id: calls, name: Calls}
    - {id: stale, name: Old, observations: [{date: 2025-01-10, value: 1}]}
evaluation:
  performance_standards:
    - {id: few, requirement: Few, metric: complaints, threshold: {op: "<", value: 15}, status: met}
    - {id: words, requirement: To be kind.}
system_maintenance:
  reporting_cadence: {every: P3M, tolerance: P1M, text: The range changes with the season.}
  update_triggers:
    - {id: rush, kind: metric, respond_within: P2W, condition: {metric: complaints, op: ">", value: 20}}
    - {id: calm, kind: metric, condition: {metric: complaints, op: ">", value: 200}}
    - {id: nobody, kind: metric, condition: {metric: calls, op: ">", value: 8, window: P4W}}
    - {id: typo, kind: metric, condition: {metric: complaint, op: ">", value: 8}}
    - {id: vague, kind: metric, description: When it gets bad.}
    - {id: young, kind: metric, condition: {metric: complaints, op: ">", value: 8, slice: young}}
    - {id: dusty, kind: metric, condition: {metric: stale, op: ">", value: 8}}
    - {id: gone, kind: metric, state: retired, condition: {metric: complaints, op: ">", value: 8}}
    - {id: law, kind: regulatory}
"""


def found(report, today, logs=None, audience="internal"):
    return Checker(report, logs or Logs(), today).rows(audience)


def one(report, today, item, **more):
    return next(row for row in found(report, today, **more) if row.item == item)


def test_what_each_comes_to(report_of, today):
    rows = found(report_of(REPORT), today)
    assert [(row.subject, row.item, row.part, row.result) for row in rows] == [
        ("trigger", "rush", None, "fires"),
        ("trigger", "calm", None, "quiet"),
        ("trigger", "nobody", None, "cannot_tell"),
        ("trigger", "typo", None, "cannot_tell"),
        ("trigger", "vague", None, "cannot_tell"),
        ("trigger", "young", "young", "cannot_tell"),
        ("trigger", "dusty", None, "quiet"),
        ("trigger", "gone", None, "retired"),
        ("threshold", "complaints", None, "past"),
        ("threshold", "complaints", "old", "past"),
        ("threshold", "complaints", "young", "cannot_tell"),
        ("standard", "few", None, "not_met"),
    ]
    reasons = {row.item: " ".join((row.why, *row.notes)) for row in rows}
    assert "no observation" in reasons["nobody"]
    assert "no metric complaint" in reasons["typo"]
    assert "names no metric" in reasons["vague"]
    assert "never measured for young" in reasons["young"]
    assert "2025-01-10, too old for a report that is reviewed every 3 months" in reasons["dusty"]
    assert "the report says that it is met" in reasons["few"]
    assert [row.item for row in rows if row.alarm] == ["rush"]


ANSWER = '  changelog: [{{id: looked, version: "1", date: {}, summary: Read., triggered_by: [rush]{}}}]\n'


@pytest.mark.parametrize(
    ("recorded", "entry", "alarm", "new", "word"),
    [
        ("", "", True, date(2026, 5, 20), "not recorded and not answered, an answer is due by 2026-06-03"),
        ("", ANSWER.format("2026-05-25", ""), False, date(2026, 5, 20), "answered by looked"),
        ("", ANSWER.format("2026-05-19", ""), True, date(2026, 5, 20), "not recorded and not answered"),
        # recorded: somebody knows, and has time
        ("2026-05-20", "", False, None, "an answer is due by 2026-06-03"),
        ("2026-05", "", False, None, "an answer is due by 2026-06-14"),
        # recorded before the values went wrong again
        ("2026-05-01", "", True, date(2026, 5, 20), "not answered by 2026-05-15"),
        ("2026-05-01", ANSWER.format("2026-05-02", ""), True, date(2026, 5, 20), "not recorded"),
        ("2026-05-01", ANSWER.format("2026-05-21", ""), True, date(2026, 5, 20), "too late"),
        (
            "2026-05-01",
            ANSWER.format("2026-05-21", ", lessons: We were away."),
            False,
            date(2026, 5, 20),
            "answered by",
        ),
    ],
)
def test_a_firing_needs_an_answer_in_time(report_of, today, recorded, entry, alarm, new, word):
    fired = f", state: fired, fired: [{{date: {recorded}}}]" if recorded else ""
    text = REPORT.replace("value: 20}}", f"value: 20}}{fired}}}") + entry
    text = text.replace("2026-01-10", "2026-05-10")  # a good value after the first of May
    row = one(report_of(text), today, "rush")
    assert (row.result, row.alarm, row.new) == ("fires", alarm, new)
    assert word in " ".join(row.notes)


def test_a_firing_is_the_same_while_no_good_value_shows_that_it_was_over(report_of, today):
    text = REPORT.replace("value: 20}}", "value: 20}, fired: [{date: 2026-05-01}]}")
    assert one(report_of(text), today, "rush").new is None
    assert one(report_of(text.replace("2026-01-10", "2026-05-01")), today, "rush").new == date(2026, 5, 20)


def test_a_recorded_firing_is_not_answered_by_better_values(report_of, today):
    text = REPORT.replace("value: 200}}", "value: 200}, respond_within: P1W, fired: [{date: 2026-02-01}]}")
    row = one(report_of(text), today, "calm")
    assert (row.result, row.alarm) == ("quiet", True)


def test_a_trigger_that_no_metric_watches_is_shown_once_it_is_late(report_of, today):
    row = one(report_of(REPORT.replace("kind: regulatory}", "kind: regulatory, state: fired}")), today, "law")
    assert (row.result, row.alarm) == ("unanswered", True)


def test_values_without_dates_fire_once(report_of, today):
    text = REPORT.replace("{date: 2025-01-10, value: 1}", "{value: 10}")
    assert one(report_of(text), today, "dusty").new == today
    fired = text.replace(
        'metric: stale, op: ">", value: 8}}', 'metric: stale, op: ">", value: 8}, fired: [{date: 2026-04-01}]}'
    )
    assert one(report_of(fired), today, "dusty").new is None


@pytest.mark.parametrize(
    ("register", "items"),
    [
        ("update_triggers", {"": "held_back", "few": "not_met"}),
        ("oversight_metrics", {"rush": "held_back", "few": "held_back", "vague": "cannot_tell"}),
        ("performance_standards", {"": "held_back", "rush": "fires"}),
    ],
)
def test_what_an_audience_may_not_read_is_not_shown(report_of, today, register, items):
    report = report_of(REPORT.replace(f"  {register}:\n", f"  {register}:\n    audience: auditor\n    items:\n"))
    rows = found(report, today, audience="public")
    assert {row.item: row.result for row in rows if row.item in items} == items
    hidden = [row for row in rows if row.result == "held_back"]
    assert all((row.metric, row.asked, row.value, row.newest, row.notes) == ("", "", None, None, ()) for row in hidden)
    assert not any(row.alarm for row in hidden)  # it would tell on which side of its limit a value lies
    assert "held_back" not in {row.result for row in found(report, today, audience="auditor")}


def points(*values, start=datetime(2026, 5, 1, tzinfo=UTC)):
    return [
        SimpleNamespace(time=(start + timedelta(days=at)).timestamp(), value=value) for at, value in enumerate(values)
    ]


def reader(logs, *options):
    def read(path, *, format=None, note=None):  # noqa: A002
        return logs[Path(path).name]

    return MetricLogReader(options, read)


def test_a_log_goes_before_what_the_report_names(report_of, tmp_path):
    report = report_of(REPORT.replace("name: Calls}", "name: Calls, observations_from: {path: a.csv, tag: n}}"))
    (tmp_path / "a.csv").touch()
    logs = {"a.csv": {"n": points(1.0)}, "b.csv": {"n": points(2.0), "calls": points(3.0)}}

    def value(*options):
        return reader(logs, *options).logs_of(report, tmp_path).points["calls"][0].value

    b = tmp_path / "b.csv"
    assert value() == 1
    assert value(LogOption(b)) == 2
    assert value(LogOption(b, "calls", "calls")) == 3
    assert value(LogOption(b, None, "calls")) == 3
    assert value(LogOption(b, None, "other")) == 1
    assert value(LogOption(b, "complaints", "n")) == 1
    with pytest.raises(InputError, match="has no tag other; it has calls, n"):
        value(LogOption(b, "calls", "other"))


def test_a_log_for_a_metric_that_no_report_has_is_refused(report_of):
    with pytest.raises(ConfigError, match="no report has a metric x"):
        reader({}, LogOption(Path("a"), "x")).check_metrics([report_of(REPORT)])


def test_a_log_that_fails_is_an_error_and_no_pass(report_of, tmp_path, today):
    report = report_of(REPORT.replace("name: Calls}", "name: Calls, observations_from: {path: a.csv}}"))
    logs = reader({"a.csv": {"other": points(1.0)}}).logs_of(report, tmp_path)
    assert logs.errors == ["the log of calls: a.csv does not exist"]
    assert one(report, today, "nobody", logs=logs).why == "a.csv does not exist"
    (tmp_path / "a.csv").touch()
    logs = reader({"a.csv": {"other": points(1.0)}}).logs_of(report, tmp_path)
    assert one(report, today, "nobody", logs=logs).why == "a.csv has no tag calls; it has other"
    logs = reader({"a.csv": {"calls": []}}).logs_of(report, tmp_path)
    assert (one(report, today, "nobody", logs=logs).why, logs.errors) == ("a.csv holds no point of calls", [])


@pytest.mark.parametrize("path", ["../a.csv", "/etc/passwd", "sub/../../a.csv", "link/a.csv", "a\0b", "~/a.csv"])
def test_a_report_names_no_log_outside_its_folder(tmp_path, path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (tmp_path / "a.csv").touch()
    (folder / "link").symlink_to(tmp_path)
    with pytest.raises(InputError):
        inside(folder, path)


def test_a_link_within_the_folder_is_followed(tmp_path):
    (tmp_path / "a.csv").touch()
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    assert inside(tmp_path, "b.csv") == (tmp_path / "a.csv").resolve()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("run.csv", ("run.csv", None, None)),
        ("m=run.csv", ("run.csv", "m", None)),
        ("run.csv:eval/mean", ("run.csv", None, "eval/mean")),
        ("m=run.csv:a:b", ("run.csv", "m", "a:b")),
        ("a=b.csv", ("a=b.csv", None, None)),
        ("m=a=b.csv:t", ("a=b.csv", "m", "t")),
        ("c:d.csv:t", ("c:d.csv", None, "t")),
        ("./a=b.csv:t", ("a=b.csv", None, "t")),
    ],
)
def test_what_a_log_option_means(tmp_path, monkeypatch, text, expected):
    monkeypatch.chdir(tmp_path)
    for name in ("run.csv", "a=b.csv", "c:d.csv"):
        (tmp_path / name).touch()
    made = parse_option(text)
    assert (str(made.path), made.metric, made.tag) == expected


def test_a_log_that_is_not_there_is_said(run, write):
    write(REPORT)
    done = run("check", "--log", "calls=none.csv")
    assert (done.returncode, "does not exist; write METRIC=PATH" in done.stderr) == (2, True)


@pytest.mark.parametrize("target", ["/etc/passwd", "../../outside.csv"])
def test_a_folder_that_is_named_as_a_log_holds_no_link_out_of_the_reports_folder(tmp_path, target):
    folder = tmp_path / "reports" / "run"
    folder.mkdir(parents=True)
    (folder / "events").symlink_to(target)
    with pytest.raises(InputError, match="holds a link out of"):
        inside(tmp_path / "reports", "run")


LOG = "date,letters,calls\n2026-05-20,12,3\n2026-05-27,31,1\n"
WATCHED = REPORT.replace("slices: [old, young]", "observations_from: {path: logs/letters.csv, tag: letters}")


def test_the_command_reads_real_logs(run, write, tmp_path):
    write(WATCHED)
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "letters.csv").write_text(LOG)
    done = run("check", "--today", "2026-06-01")
    assert (done.returncode, done.stderr) == (1, "")
    assert "31 (2026-05-27) is > 20" in done.stdout
    (tmp_path / "new.csv").write_text("date,letters,other\n2026-05-28,5,300\n")
    for option, shown in (
        ("new.csv", "5 (2026-05-28) is not > 20"),
        ("complaints=new.csv:other", "300 (2026-05-28) is > 200"),
        ("logs/letters.csv:calls", "because the values begin with 2026-05-20"),
    ):
        assert shown in run("check", "--log", option, "--today", "2026-06-01").stdout
    wrong = run("check", "--log", "calls=new.csv")
    assert (wrong.returncode, "has no tag calls; it has letters, other" in wrong.stderr) == (2, True)


def test_a_second_write_with_a_real_log_changes_nothing(run, write, tmp_path):
    file = write(WATCHED)
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "letters.csv").write_text(LOG)
    first = run("check", "--write", "--today", "2026-06-01")
    assert (first.returncode, "complaints was 31 on 2026-05-27" in first.stderr) == (1, True)
    written = file.read_bytes()
    again = run("check", "--write", "--today", "2026-06-02")
    assert (again.returncode, again.stderr, file.read_bytes()) == (0, "", written)


def test_a_log_that_is_missing_is_an_error_and_the_rest_is_shown(run, write):
    write(WATCHED)
    done = run("check", "--today", "2026-06-01")
    assert done.returncode == 2
    assert "because logs/letters.csv does not exist" in done.stdout
    assert "error: reward-report.yaml: the log of complaints: logs/letters.csv does not exist" in done.stderr
    assert "dusty" in done.stdout


@pytest.mark.parametrize(("form", "name"), [("text", "check.txt"), ("json", "check.json"), ("markdown", "check.md")])
def test_formats(run, write, golden, form, name):
    write(REPORT.replace("slices: [old, young]", 'slices: ["@team <b>|x\\e[1m"]'), "a/reward-report.yaml")
    write("report: {id: empty, title: Empty, version: '0', kind: first_party}", "b/reward-report.yaml")
    done = run("check", "--format", form, "--today", "2026-06-01")
    assert (done.returncode, done.stderr) == (1, "")
    golden(done.stdout.replace(__version__, "9.9.9"), name)


def test_exit_codes(run, write, tmp_path):
    write(REPORT.replace("value: 20}}", "value: 20}, state: fired, fired: [{date: 2026-05-20}]}"))
    assert run("check", "--today", "2026-06-03").returncode == 0
    assert run("check", "--today", "2026-06-04").returncode == 1
    (tmp_path / "bad.reward-report.yaml").write_text("a: [")
    done = run("check", "--today", "2026-06-03", "-f", "json")
    assert (done.returncode, len(json.loads(done.stdout)["errors"])) == (2, 1)
    assert "error: bad.reward-report.yaml:1:" in done.stderr


def test_the_exit_code_counts_what_an_audience_does_not_see(run, write):
    write(REPORT.replace("  oversight_metrics:\n", "  oversight_metrics:\n    audience: auditor\n    items:\n"))
    done = run("check", "--audience", "public", "--today", "2026-06-01", "-f", "json")
    assert (done.returncode, json.loads(done.stdout)["alarms"]) == (1, 0)
    assert "31" not in done.stdout.replace("2026", "")


def test_what_is_odd_about_a_log_is_said(run, write, tmp_path):
    write(WATCHED.replace("letters.csv, tag: letters", "letters.jsonl, tag: letters"))
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "letters.jsonl").write_text(
        '{"date": "2026-05-20", "letters": 3}\n{"date": "2026-05-21", "let'
    )
    done = run("check", "--today", "2026-06-01")
    assert done.returncode == 0
    assert "3 (2026-05-20) is not > 20" in done.stdout
    assert done.stderr.startswith("note: ")


def test_words_of_a_report_cannot_steer_the_terminal(run, write):
    write(REPORT.replace("slice: young", 'slice: "\\e[31m\\u202e"'))
    assert "\x1b" not in run("check", "--today", "2026-06-01").stdout
