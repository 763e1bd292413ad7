"""Logs in text: CSV and JSON lines, whole, cut off and hostile."""

import contextlib
import json
import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.base.errors import LogError
from reward_reports.base.formats import function_at
from reward_reports.runs.logs import FORMATS, LogLimits, Point, read_log


@pytest.fixture
def write(tmp_path):
    def make(name, text):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


READ = {
    "plain.csv": ("step,reward,name\n1,2,x\n2,,y\n3,4.5,z\n", {"reward": [(1, None, 2.0), (3, None, 4.5)]}),
    "sb3.csv": ("time/fps,time/total_timesteps\n9,2048\n", {"time/fps": [(2048, None, 9.0)]}),
    "semicolons.csv": ("a;_step\n0.5;7\n", {"a": [(7, None, 0.5)]}),
    "tabs.tsv": ("date\ta\n2026-01-02\t1\n", {"a": [(None, 1767312000.0, 1.0)]}),
    "monitor.csv": ('#{"t_start": 1700000000.5}\nr,l,t\n1.0,3,0.5\n', {"r": [(None, 1700000001.0, 1.0)], "l": [(None, 1700000001.0, 3.0)]}),
    "export.csv": ("Wall time,Step,Value\n1700000000,1,2\n", {"Value": [(1, 1700000000.0, 2.0)]}),
    "elapsed.csv": ("time,a\n12.5,1\n", {"time": [(None, None, 12.5)], "a": [(None, None, 1.0)]}),
    "epochs.csv": ("epoch,a\n0.5,1\n", {"epoch": [(None, None, 0.5)], "a": [(None, None, 1.0)]}),
    "crlf.csv": ('step,"a, b"\r\n1,-inf\r\n', {"a, b": [(1, None, -math.inf)]}),
    "decimal-comma.csv": ("step;a;b\n1;0,5;2\n2;1,25e3;-3,0\n", {"a": [(1, None, 0.5), (2, None, 1250.0)], "b": [(1, None, 2.0), (2, None, -3.0)]}),
    "quoted-comma.csv": ('step,a\n1,"1,234"\n2,"0,5"\n', {"a": [(1, None, 1.234), (2, None, 0.5)]}),
    "decimal-comma-time.csv": ("timestamp;a\n1700000000,5;0,5\n", {"a": [(None, 1700000000.5, 0.5)]}),
    "spreadsheet.csv": ("\ufeffsep=;\r\nstep;a\r\n1;2\r\n", {"a": [(1, None, 2.0)]}),
    "appended.csv": ("step,a\n1,2\nstep,a\n1,3\n", {"a": [(1, None, 2.0), (1, None, 3.0)]}),
    "newest-first.csv": ("step,a\n30,3\n20,2\n10,1\n", {"a": [(10, None, 1.0), (20, None, 2.0), (30, None, 3.0)]}),
    "infinite.jsonl": ('{"step": 1, "a": "-inf", "b": "+Infinity", "c": "nan?"}\n', {"a": [(1, None, -math.inf)], "b": [(1, None, math.inf)]}),
    "no-suffix": ("step,a\n1,2\n", {"a": [(1, None, 2.0)]}),
    "bom.csv": ("\ufeffstep,a\n1,2\n", {"a": [(1, None, 2.0)]}),
    "nested.jsonl": ('{"step": 1, "a": {"b": 2.5}, "on": true, "word": "x"}\n', {"a/b": [(1, None, 2.5)]}),
    "progress.json": ('{"time/total_timesteps": 8, "r": null, "s": "Infinity"}\n\n{"time/total_timesteps": 9, "r": 1}', {"s": [(8, None, math.inf)], "r": [(9, None, 1.0)]}),
    "times.jsonl": ('{"timestamp": "2026-01-02T00:00:00+01:00", "a": 1}\n', {"a": [(None, 1767308400.0, 1.0)]}),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_is_read(write, name):
    text, log = READ[name]
    assert read_log(write(name, text)) == {tag: [Point(*point) for point in points] for tag, points in log.items()}


def test_nan_is_a_value(write):
    for name, text in (("a.csv", "a\nnan\n"), ("a.jsonl", '{"a": NaN}\n{"a": "NaN"}\n')):
        assert all(math.isnan(point.value) for point in read_log(write(name, text))["a"])


BROKEN = {
    "text.csv": ("step,a\n1,2\n2,x\n", "line 3, column 2 (a)", "'x' is not a number"),
    "huge.csv": ("step,a\n1,2\n2,1e999\n", "line 3, column 2 (a)", "not a number"),
    "underscore.csv": ("a\n1\n1_000\n", "line 3", "not a number"),
    "step.csv": ("step,a\n1,2\nx,3\n", "line 3, column 1 (step)", "whole number"),
    "wide.csv": ("a\n1,2\n", "line 2", "2 cells stand under 1 names"),
    "nameless.csv": ("1,2\n3,4\n", "line 1", "names of the columns"),
    "twice.csv": ("a,a\n1,2\n", "line 1", "two columns are named 'a'"),
    "columns.csv": (",".join(f"c{n}" for n in range(100_000)) + "\n", "line 1", "more than 10,000 columns"),
    "field.csv": ("a,b\n1," + "9" * 200_000 + "\n", "line 2", "field"),
    "quote.csv": ('a,b\n1,"2\n', "line 2", "not a well-formed table"),
    "latin.csv": ("a\n1\n\u00e9\n".encode("latin-1"), "line 3, byte 1", "0xe9 is not valid UTF-8"),
    "nul.csv": ("a\n1\0\n", "line 2", "NUL"),
    "empty.csv": ("", "empty.csv", "no whole line"),
    "empty": ("", "empty", "not a supported log"),
    "list.jsonl": ("[1]\n", "line 1", "an object"),
    "middle.jsonl": ('{"a": 1}\n{"a": \n{"a": 2}\n', "line 2", "not valid JSON"),
    "huge.jsonl": ('{"a": 1e999}\n', "line 1", "too large"),
    "digits.jsonl": ('{"a": ' + "9" * 5000 + "}\n", "line 1", "too large"),
    "brackets.jsonl": ("[" * 100_000 + "\n", "line 1", "too deep"),
    "objects.jsonl": ('{"a":' * 50 + "1" + "}" * 50 + "\n", "line 1", "deep"),
    "step.jsonl": ('{"step": 1, "a": 1}\n{"step": 1.5, "a": 1}\n', "line 2", "not a whole number"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_is_refused_with_the_place(write, name):
    raw, place, what = BROKEN[name]
    with pytest.raises(LogError) as caught:
        read_log(write(name, raw))
    assert place in str(caught.value)
    assert what in str(caught.value)


TOLD = {
    "percent.csv": ("step,a\n1,12 %\n", "the column 'a' is left out: line 2 holds '12 %', which is not read as a number"),
    "thousands.csv": ('step,a\n1,"1,234"\n', "line 2 holds '1,234', which is not read as a number"),
    "mixed.csv": ("a;b\n0.5;0,5\n", "the column 'b' is left out: line 2 holds '0,5'"),
    "appended.csv": ("step,a\n1,2\nstep,a\n", "skipped repeated header lines: 1"),
    "restart.csv": ("step,a\n1,2\n2,2\n1,3\n2,1\n", "the steps of 'a' go backwards, as after a restart"),
    "newest-first.csv": ("step,a\n3,3\n2,2\n1,1\n", "the points of 'a' are listed newest first and were reversed"),
    "header.csv": ("step,a\n", "the log holds no numbers"),
    "blank.jsonl": ("\n", "the log holds no numbers"),
    "words.jsonl": ('{"a": "b"}\n', "the log holds no numbers"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_may_surprise_is_told(write, name):
    raw, said = TOLD[name]
    notes = []
    read_log(write(name, raw), note=notes.append)
    assert any(said in one for one in notes), notes


@pytest.mark.parametrize("name", READ)
def test_nothing_is_told_of_a_plain_log(write, name):
    notes = []
    read_log(write(name, READ[name][0]), note=notes.append)
    surprising = {"appended.csv", "newest-first.csv", "progress.json"}
    assert (notes == []) or name in surprising


def test_an_empty_log_has_no_tag(write):
    with pytest.raises(LogError, match="has no tag 'a': it holds no numbers"):
        read_log(write("a.csv", "step,b\n"), tags=["a"])


def test_a_point_among_commas_is_refused_wherever_it_stands(write):
    rows = "1;0,5\n" * 60_000
    with pytest.raises(LogError, match=r"line 60002, column 2 \(a\): '1\.5' is not a number"):
        read_log(write("a.csv", f"step;a\n{rows}2;1.5\n"))


_CELLS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False, width=32).map(lambda one: f"{one:.4f}".replace(".", ",")),
    st.integers(-9, 9).map(str),
)


@given(st.lists(_CELLS, min_size=1, max_size=30))
def test_decimal_commas_are_read_as_they_are_meant(tmp_path_factory, cells):
    path = tmp_path_factory.getbasetemp() / "decimal.csv"
    path.write_text("a;b\n0,5;0\n" + "".join(f"{cell};0\n" for cell in cells), "utf-8")
    assert [point.value for point in read_log(path)["a"][1:]] == [float(cell.replace(",", ".")) for cell in cells]


def test_a_half_written_end_is_left_out_and_told(write):
    notes = []
    assert read_log(write("a.csv", "step,a\n1,2\n2,3"), note=notes.append) == {"a": [Point(1, None, 2.0)]}
    assert read_log(write("a.jsonl", '{"a": 1}\n{"a": 1'), note=notes.append) == {"a": [Point(None, None, 1.0)]}
    assert ["line 3" in notes[0], "line 2" in notes[1], len(notes)] == [True, True, 2]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_every_truncation_gives_a_prefix_or_an_error(write, name):
    rows = [(n * 137, n * 1234.5678) for n in range(1, 9)]
    raw = {
        "a.csv": "step,reward\n" + "".join(f"{step},{value}\n" for step, value in rows),
        "a.jsonl": "".join(json.dumps({"step": step, "reward": value}) + "\n" for step, value in rows),
    }[name].encode()
    true = read_log(write(name, raw))["reward"]
    for length in range(len(raw)):
        try:
            got = read_log(write(name, raw[:length])).get("reward", [])
        except LogError:
            continue
        assert got == true[: len(got)], length


@given(raw=st.binary(max_size=300), name=st.sampled_from(["csv", "jsonl", None]))
def test_any_bytes_are_read_or_refused(tmp_path_factory, raw, name):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(raw)
    with contextlib.suppress(LogError):
        read_log(path, format=name)


def test_limits(write):
    path = write("a.csv", "a,b\n" + "1,2\n" * 100)
    for limits, what in (
        (LogLimits(points=150), "150 points"),
        (LogLimits(bytes=100), "100 bytes"),
        (LogLimits(line_bytes=3), "3 bytes"),
    ):
        with pytest.raises(LogError, match=what):
            read_log(path, limits=limits)
    assert len(read_log(path, tags=["a"], limits=LogLimits(points=150))["a"]) == 100


def test_a_missing_tag_is_told_with_those_that_come_close(write):
    path = write("a.csv", "step,eval/reward,loss\n1,2,low\n")
    for tag, advice in (("eval/rewrad", "'eval/reward'"), ("reward", "'eval/reward'"), ("qqq", "'eval/reward'"), ("loss", "line 2 holds 'low'")):  # fmt: skip
        with pytest.raises(LogError, match=advice):
            read_log(path, tags=[tag])


def test_what_is_no_file_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "absent", tmp_path / "a\0b"):
        with pytest.raises(LogError):
            read_log(path, format="csv")
    with pytest.raises(LogError, match="no format is called 'pickle'"):
        read_log(tmp_path, format="pickle")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    import os

    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(LogError, match="is not a regular file"):
        read_log(tmp_path / "pipe.csv")


def test_the_import_is_light():
    heavy = "{'pydantic', 'yaml', 'jinja2', 'csv', 'sqlite3', 'pyarrow', 'json'}"
    code = f"import sys, reward_reports.runs.logs; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_every_format_has_a_reader():
    for form in FORMATS.values():
        assert callable(function_at(form.reader))
