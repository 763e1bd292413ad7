"""A survey from end to end: what is read, what is written, and what is left when something goes wrong on the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reward_reports import cli
from reward_reports.cli.survey import _in_words
from reward_reports.survey import FINDINGS, Options, parts
from reward_reports.survey.engines import _on_ray
from reward_reports.survey.store import Bucket
from reward_reports.survey.summary import SampleShare
from reward_reports.survey.working import Job

from .hub import hub

DAY = ("--today", "2026-06-01", "-j", "1")
NUMBER = 24
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and limits of files")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(parts, "MOST", 5)


@pytest.fixture
def rows() -> list[dict]:
    return [{key: one[key] for key in ("id", "text", "format", "revision", "date")} for one in hub(NUMBER)]


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory) -> Path:
    """A folder with the same documents as Parquet and as JSON lines, and what a survey of them writes."""
    folder = tmp_path_factory.mktemp("surveyed")
    given = [{key: one[key] for key in ("id", "text", "format", "revision", "date")} for one in hub(NUMBER)]
    (folder / "parquet").mkdir()
    pq.write_table(pa.Table.from_pylist(given), folder / "parquet" / "a.parquet", row_group_size=11)
    (folder / "lines").mkdir()
    (folder / "lines" / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in given), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(parts, "MOST", 5)
        assert cli.run(["survey", "parquet", "-o", "expected", *DAY]) == 0
    return folder


@pytest.fixture
def work(tmp_path, surveyed) -> Path:
    """A folder with the same documents as Parquet and as JSON lines."""
    for name in ("parquet", "lines"):
        shutil.copytree(surveyed / name, tmp_path / name)
    return tmp_path


def table(folder: Path, name: str) -> list[dict]:
    """Return the rows of a data set in the order of its parts."""
    return [row for file in sorted((folder / name).iterdir()) for row in pq.read_table(file).to_pylist()]


def both(folder: Path) -> tuple[list[dict], list[dict]]:
    return table(folder, "findings"), table(folder, "answers")


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def expected(work, surveyed) -> tuple[list[dict], list[dict]]:
    """Put there what a survey has written, and return its rows."""
    shutil.copytree(surveyed / "expected", work / "expected")
    return both(work / "expected")


def test_every_document_has_its_answers(expected, rows):
    assert list(dict.fromkeys(row["id"] for row in expected[1])) == [row["id"] for row in rows]
    assert {row["format"] for row in expected[1]} >= {"report", "model-card"}


def test_a_survey_says_where_its_page_is(run, work, expected):
    done = run("survey", "lines", "-o", "out", *DAY, cwd=work)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{NUMBER} documents: out/index.html\n"
    assert both(work / "out") == expected


def test_two_processes_and_other_files_give_the_same_rows(run, work, expected):
    for source, jobs in (("parquet", "2"), ("lines/a.jsonl", "1"), ((work / "parquet").as_uri(), "1")):
        shutil.rmtree(work / "out", ignore_errors=True)
        done = run("survey", source, "-o", "out", *DAY, "-j", jobs, cwd=work)
        assert done.returncode == 0, done.stderr
        assert both(work / "out") == expected, source


def test_blocks_of_lines_lose_none(run, work, expected, monkeypatch):
    for size in (700, 4096):
        monkeypatch.setattr(parts, "BLOCK", size)
        shutil.rmtree(work / "out", ignore_errors=True)
        assert run("survey", "lines", "-o", "out", *DAY, cwd=work).returncode == 0
        assert both(work / "out") == expected


def test_columns_of_another_name_and_values_in_the_path(run, work, rows):
    folder = work / "hive" / "format=model-card" / "date=2024-02-03"
    folder.mkdir(parents=True)
    cards = [row for row in rows if row["format"] == "model-card"][:3]
    pq.write_table(
        pa.Table.from_pylist([{"modelId": row["id"], "card": row["text"]} for row in cards]), folder / "0.parquet"
    )
    done = run("survey", "hive", "-o", "out", "--column", "id=modelId", "--column", "text=card", *DAY, cwd=work)
    assert done.returncode == 0, done.stderr
    _, answers = both(work / "out")
    assert {(row["id"], str(row["date"]), row["format"]) for row in answers} == {
        (row["id"], "2024-02-03", "model-card") for row in cards
    }


def test_a_missing_column_is_named_with_what_to_do(run, work):
    pq.write_table(pa.table({"name": ["a"], "text": ["b"]}), work / "b.parquet")
    done = run("survey", "b.parquet", "-o", "out", cwd=work)
    assert done.returncode == 2
    assert "b.parquet: there is no column 'id'; the columns are text; name yours with --column" in done.stderr


def test_a_folder_of_files_is_surveyed_and_links_are_not_followed(run, work, rows):
    folder = work / "files"
    (folder / "b").mkdir(parents=True)
    (folder / "a.reward-report.yaml").write_text(
        next(row["text"] for row in rows if row["format"] == "report"), "utf-8"
    )
    (folder / "b" / "card.md").write_text(rows[0]["text"], "utf-8")
    (folder / "other.yaml").write_text("a: 1\n")
    (folder / ".hidden.md").write_text("# A\n")
    if os.name != "nt":
        (work / "outside.md").write_text("# Secret\n\n## Intended use\n\nx\n")
        (folder / "link.md").symlink_to("../outside.md")
        (folder / "circle").symlink_to(".")
        os.mkfifo(folder / "pipe.md")
    assert run("survey", "files", "-o", "out", *DAY, cwd=work).returncode == 0
    assert {row["id"] for row in both(work / "out")[1]} == {"a.reward-report.yaml", "b/card.md"}


def test_a_finished_part_is_kept_and_a_damaged_one_done_again(run, work, expected):
    out = work / "expected"
    before = {file: file.stat().st_mtime_ns for file in out.rglob("*.parquet")}
    first, second, *others = sorted((out / "answers").iterdir())
    whole = first.read_bytes()
    first.write_bytes(whole[: len(whole) // 2])
    damaged = bytearray(second.read_bytes())
    damaged[60] ^= 0xFF
    second.write_bytes(damaged)
    assert run("survey", "parquet", "-o", "expected", "-j", "1", cwd=work).returncode == 0, (
        "and the day is that of the first run"
    )
    assert both(out) == expected
    assert all(file.stat().st_mtime_ns == before[file] for file in others)


def test_parts_of_other_documents_go_and_foreign_files_stay(run, work, expected, rows):
    out = work / "expected"
    (out / "answers" / "mine.parquet").write_bytes(b"mine")
    (out / "notes.txt").write_bytes(b"mine")
    pq.write_table(pa.Table.from_pylist(rows[:3]), work / "parquet" / "a.parquet")
    assert run("survey", "parquet", "-o", "expected", "-j", "1", cwd=work).returncode == 0
    assert (out / "answers" / "mine.parquet").read_bytes() == (out / "notes.txt").read_bytes() == b"mine"
    assert len(list((out / "answers").iterdir())) == 2


@pytest.mark.parametrize("name", ["summary.md", "index.html", "answers"])
def test_a_folder_that_is_not_from_a_survey_is_refused(run, work, name):
    (work / "out").mkdir()
    (work / "out" / name).write_bytes(b"mine")
    done = run("survey", "parquet", "-o", "out", cwd=work)
    assert (done.returncode, files(work / "out")) == (2, {name: b"mine"})
    assert "not from a survey" in done.stderr


@pytest.mark.parametrize(
    ("source", "output"),
    [("parquet", "parquet"), ("parquet", "parquet/out"), ("parquet", "."), ("./parquet/", "lines/../parquet/x")],
)
def test_input_and_output_are_apart(run, work, source, output):
    before = files(work)
    done = run("survey", source, "-o", output, cwd=work)
    assert (done.returncode, files(work) == before) == (2, True)
    assert "choose" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), "nowhere does not exist"),
        (("empty",), "no document found in empty"),
        (("parquet", "--column", "name=x"), "OURS=YOURS"),
        (("parquet", "--address", "auto"), "add --engine ray"),
        (("what://x",), "what://x cannot be opened"),
    ],
)
def test_what_cannot_be_done_is_said(run, work, arguments, said):
    (work / "empty").mkdir()
    done = run("survey", *arguments, "-o", "out", cwd=work)
    assert done.returncode == 2
    assert said in done.stderr
    assert not list((work / "out").glob("*/*")) if (work / "out").exists() else True


def test_faults_are_rows_and_the_rest_is_surveyed(run, work, expected):
    faulty = work / "faulty"
    shutil.copytree(work / "parquet", faulty)
    (faulty / "b.parquet").write_bytes(b"PAR1 no table")
    whole = (work / "parquet" / "a.parquet").read_bytes()
    (faulty / "c.parquet").write_bytes(whole[:100] + bytes(400) + whole[500:])
    done = run("survey", "faulty", "-o", "out", *DAY, cwd=work)
    assert done.returncode == 1
    assert (
        "could not be surveyed, because the file cannot be read; the code in the findings is unreadable" in done.stderr
    )
    findings, answers = both(work / "out")
    unreadable = {row["id"] for row in findings if row["code"] == "unreadable"}
    assert {name.rsplit("/", 1)[-1] for name in unreadable} == {"b.parquet", "c.parquet"}
    assert answers[: len(expected[1])] == expected[1]
    assert "the file cannot be read" in (work / "out" / "summary.md").read_text("utf-8")


def test_lines_that_are_no_rows_are_said(run, work, rows):
    long = json.dumps({"id": "long", "text": "a" * 8_000_000})
    lines = ["{", "[1]", long, '{"id": "no text"}', '{"id": "\\ud800", "text": "\\ud800"}', json.dumps(rows[0])]
    (work / "x.jsonl").write_text("\n".join(lines), "utf-8")
    assert run("survey", "x.jsonl", "-o", "out", *DAY, cwd=work).returncode == 1
    findings, answers = both(work / "out")
    assert [(row["id"], row["code"]) for row in findings if row["code"] in ("failed", "too-large")] == [
        ("x.jsonl@0", "failed"), ("x.jsonl@2", "failed"), ("x.jsonl@6", "too-large"), ("no text", "failed"), ("?", "failed"),
    ]  # fmt: skip
    assert {row["id"] for row in answers} == {rows[0]["id"]}


COMMAND = (sys.executable, "-c", "import sys; from reward_reports.survey import parts; parts.MOST = 5; from reward_reports.__main__ import main; sys.argv[0] = 'x'; main()", "survey", "parquet", "-o", "out", *DAY)  # fmt: skip


def finished(folder: Path) -> set[str]:
    return {file.name for file in (folder / "findings").glob("*.parquet")} if (folder / "findings").is_dir() else set()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (89, "89 s"), (90, "2 min"), (5399, "90 min"), (5400, "1.5 h"), (90_000, "25.0 h")],
)
def test_the_time_that_is_left_is_in_seconds_minutes_or_hours(seconds, words):
    assert _in_words(seconds) == words


@POSIX
@pytest.mark.parametrize(
    ("how", "code", "after"), [(signal.SIGKILL, -9, (1, 3)), (signal.SIGTERM, 143, (1,)), (signal.SIGINT, 130, (2,))]
)
def test_a_run_that_is_stopped_and_continued_gives_the_same(work, expected, how, code, after):
    for wanted in after:
        running = subprocess.Popen(COMMAND, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while len(finished(work / "out")) < wanted and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(how)
        said = running.communicate()[1]
        assert "Traceback" not in said
        assert running.returncode in (code, 0), "on a quick machine it has ended by itself"
    kept = {file: (work / "out" / "findings" / file).stat().st_mtime_ns for file in finished(work / "out")}
    done = subprocess.run(COMMAND, cwd=work, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert both(work / "out") == expected
    assert {name: (work / "out" / "findings" / name).stat().st_mtime_ns for name in kept} == kept
    named = (work / "out" / "summary.md").read_text("utf-8"), (work / "expected" / "summary.md").read_text("utf-8")
    assert named[0] == named[1]
    assert not list((work / "out").rglob(".reward-reports-*"))


@POSIX
def test_a_full_disk_is_an_error_and_the_run_continues_later(work, expected):
    limited = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)); "
    call = [COMMAND[0], COMMAND[1], limited + COMMAND[2], *COMMAND[3:]]
    done = subprocess.run(call, cwd=work, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "cannot be written: File too large" in done.stderr
    assert all(file.stat().st_size <= 3000 for file in (work / "out").rglob("*.parquet"))
    assert subprocess.run(COMMAND, cwd=work, capture_output=True, check=False).returncode == 0
    assert both(work / "out") == expected


def test_what_a_library_writes_in_a_bucket_is_whole_or_not_there(tmp_path):
    from pyarrow.fs import LocalFileSystem

    bucket = Bucket(LocalFileSystem(), str(tmp_path / "bucket"))
    bucket.write("a/b", b"1")
    bucket.write("a/b", b"2")
    assert (bucket.read("a/b"), bucket.read("a/c"), bucket.names("a"), bucket.names("z")) == (b"2", None, ["b"], [])
    bucket.remove("a/b")
    assert bucket.names("a") == []


def test_an_output_may_be_a_uri(run, work, expected):
    out = (work / "bucket").as_uri()
    for _ in range(2):
        assert run("survey", "parquet", "-o", out, *DAY, cwd=work).returncode == 0
    assert both(work / "bucket") == expected


class Tags(HTMLParser):
    """Counts the tags of a page, and keeps its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_says_what_the_rows_say(run, work, expected):
    page = Tags()
    page.feed((work / "expected" / "index.html").read_text("utf-8"))
    assert "script" not in page.tags
    markdown = (work / "expected" / "summary.md").read_text("utf-8")
    field = "implementation.limitations"
    number = sum(row["field"] == field and row["state"] in ("whole", "part") for row in expected[1])
    share = SampleShare(number, NUMBER).in_words()
    assert share in page.text
    assert share in markdown
    rule = SampleShare(len({row["id"] for row in expected[0] if row["code"] == "CMP001"}), NUMBER).in_words()
    assert rule in page.text
    assert "CMP001 field empty" in page.text
    counted = [row["known"] for row in expected[1] if row["counted"]]
    for text in (page.text, markdown):
        assert f"These documents answer {sum(counted) / len(counted):.0%} of the questions that apply to them." in text
    for year in {str(row["date"].year) for row in expected[1]}:
        assert f"| {year} | {len({row['id'] for row in expected[1] if row['date'].year == int(year)})} |" in markdown


def test_a_survey_in_which_nothing_could_be_read_says_so(run, work):
    pq.write_table(pa.table({"id": ["a"], "text": ["nothing of a report"]}), work / "no-report.parquet")
    assert run("survey", "no-report.parquet", "-o", "out", *DAY, cwd=work).returncode == 1
    for name in ("index.html", "summary.md"):
        assert "No document could be surveyed." in (work / "out" / name).read_text("utf-8")


def test_hostile_names_do_not_act_on_the_pages(run, work):
    nasty = "<script>alert(1)</script>|`x`"
    card = f"---\nlicense: mit\npipeline_tag: '{nasty}'\n---\n# {nasty}\n\n## Intended use\n\nx\n"
    pq.write_table(
        pa.table({"id": [nasty], "text": [card], "format": [None]}), work / f"{nasty.replace('/', '')}.parquet"
    )
    source = f"{nasty.replace('/', '')}.parquet"
    assert run("survey", source, "-o", "out", *DAY, cwd=work).returncode == 0
    for name in ("index.html", "summary.md"):
        assert "<script" not in (work / "out" / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("number", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 100, 0.0018, 0.0545)],
)
def test_intervals_are_those_of_wilson(number, total, low, high):
    """The values are those of R's `prop.test(x, n, correct = FALSE)`."""
    assert SampleShare(number, total).interval == pytest.approx((low, high), abs=6e-5)


def test_the_rows_hold_the_schema(work, expected):
    file = next((work / "expected" / "findings").iterdir())
    assert pq.read_schema(file).equals(FINDINGS, check_metadata=True)


def test_a_task_of_ray_gives_the_same_rows(work, expected):
    """The function that Ray calls, with what Ray gives it."""
    job = Job(str(work / "task"), Options(today=date(2026, 6, 1)))
    rows = [json.dumps(asdict(part)) for part in parts.parts_of([str(work / "parquet")])]
    for number in reversed(range(len(rows))):
        _on_ray({"number": [number], "part": [rows[number]]}, job.to_json())
    assert both(work / "task") == expected


def test_a_cluster_that_is_not_there_is_an_error(run, work):
    pytest.importorskip("ray")
    done = run("survey", "parquet", "-o", "out", *DAY, "--engine", "ray", "--address", "nowhere", cwd=work)
    assert done.returncode == 2
    assert "error: Ray did not start" in done.stderr


def test_without_pyarrow_the_message_says_what_to_install(run, work, monkeypatch):
    for name in [name for name in sys.modules if name.startswith(("reward_reports.survey", "pyarrow"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("survey", "parquet", "-o", "out", cwd=work)
    assert done.returncode == 2
    assert 'a survey needs the package pyarrow: pip install ".[survey]"' in done.stderr


def test_a_log_beside_a_report_is_no_table_of_documents(run, tmp_path):
    folder = tmp_path / "hub"
    folder.mkdir()
    (folder / "a.reward-report.yaml").write_text('schema_version: "1.1"\nreport: {id: a, title: A, version: "1.0"}\n')
    (folder / "values.jsonl").write_text('{"step": 1, "reward": 2}\n')
    done = run("survey", "hub", "-o", "out", *DAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 document" in done.stdout
