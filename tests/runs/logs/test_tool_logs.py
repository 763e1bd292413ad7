"""Logs as the tools themselves wrote them, compared with what the tools read; cut off, damaged and hostile ones."""

import json
import random
import re
import shutil
import sqlite3
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.base.errors import LogError, MissingToolError
from reward_reports.base.installing import how_to_install
from reward_reports.runs.logs import FORMATS, LogLimits, read_log
from reward_reports.runs.logs.columns import STEPS, TIMES
from reward_reports.runs.logs.event_records import masked

FIXTURES = Path(__file__).parent / "fixtures"
EVENTS = FIXTURES / "tensorboard" / "events.out.tfevents.1700000000.host"
MADE = {"tensorboard": EVENTS, "mlflow": FIXTURES / "mlflow.db", "mlflow_files": FIXTURES / "mlruns", "wandb": FIXTURES / "run.wandb", "trackio": FIXTURES / "trackio.db", "parquet": FIXTURES / "table.parquet"}  # fmt: skip


def same(one, other):
    return one == other or (one != one and other != other)


@pytest.mark.parametrize("name", MADE)
def test_the_points_are_those_that_the_tool_gives(name):
    wanted = json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))
    log = read_log(MADE[name])
    assert set(log) - {"_runtime"} == set(wanted)
    for tag, points in wanted.items():
        assert len(log[tag]) == len(points) == 40
        for got, (step, time, value) in zip(log[tag], points, strict=True):
            assert got.step == step
            assert time is None or got.time == time
            assert same(got.value, value)


def test_folders_of_mlflow_with_several_runs_a_link_and_a_deleted_one(tmp_path):
    for run in ("a", "b", ".trash/c"):
        (tmp_path / "1" / run / "metrics" / "road").mkdir(parents=True)
        (tmp_path / "1" / run / "metrics" / "road" / "speed").write_text("1000 2.5 0\n2000 nan 1\n3000 5", "utf-8")
    (tmp_path / "1" / "a" / "metrics" / "link").symlink_to("/etc/passwd")
    log = read_log(tmp_path)
    assert repr(log["a/road/speed"]) == "[Point(step=0, time=1.0, value=2.5), Point(step=1, time=2.0, value=nan)]"
    assert set(log) == {"a/road/speed", "b/road/speed"}
    assert set(read_log(tmp_path / "1" / "a")) == {"road/speed"}
    (tmp_path / "1" / "b" / "metrics" / "road" / "speed").write_text("1000 fast 0\n", "utf-8")
    with pytest.raises(LogError, match="line 1: '1000 fast 0' is not a value of a metric"):
        read_log(tmp_path)


def mlflow_run(folder, stage, values="1700000000000 0.5 1\n"):
    (folder / "metrics").mkdir(parents=True)
    (folder / "metrics" / "loss").write_text(values, "utf-8")
    (folder / "meta.yaml").write_text(f"run_id: {folder.name}\nlifecycle_stage: {stage}\n", "utf-8")


def test_deleted_runs_in_folders_of_mlflow_are_left_out_and_told(tmp_path):
    mlflow_run(tmp_path / "1" / "abc", "deleted", "1700000000000 9 1\n")
    mlflow_run(tmp_path / "1" / "def", "active")
    notes = []
    assert read_log(tmp_path, note=notes.append) == {"loss": [(1, 1700000000.0, 0.5)]}
    assert notes == [f"{tmp_path}: skipped deleted runs: 1"]
    assert read_log(tmp_path / "1") == read_log(tmp_path)
    assert read_log(tmp_path / "1" / "abc") == {"loss": [(1, 1700000000.0, 9.0)]}
    mlflow_run(tmp_path / "2" / "ghi", "active")
    assert set(read_log(tmp_path)) == {"def/loss", "ghi/loss"}
    (tmp_path / "2" / "meta.yaml").write_text('lifecycle_stage: "deleted"\n')
    assert set(read_log(tmp_path)) == {"loss"}
    assert set(read_log(tmp_path / "2")) == {"loss"}
    (tmp_path / "1" / "def" / "meta.yaml").write_text("lifecycle_stage: deleted\n")
    notes.clear()
    assert read_log(tmp_path, note=notes.append) == {}
    assert notes == [f"{tmp_path}: skipped deleted runs: 3", f"{tmp_path}: the log holds no numbers"]
    with pytest.raises(LogError, match="has no tag 'loss': it holds no numbers"):
        read_log(tmp_path, tags=["loss"])


def test_values_of_mlflow_that_are_not_finite(tmp_path):
    mlflow_run(tmp_path / "a", "active", "1000 inf 1\n2000 -inf 2\n3000 nan 3\n")
    assert repr([point.value for point in read_log(tmp_path)["loss"]]) == "[inf, -inf, nan]"
    for wrong in ("1e999", "1_0"):
        (tmp_path / "a" / "metrics" / "loss").write_text(f"1000 {wrong} 1\n")
        with pytest.raises(LogError, match="is not a value of a metric"):
            read_log(tmp_path)


def test_two_folders_of_mlflow_that_are_called_alike_are_two_runs(tmp_path):
    mlflow_run(tmp_path / "1" / "abc", "active")
    mlflow_run(tmp_path / "2" / "abc", "active")
    assert set(read_log(tmp_path)) == {"1/abc/loss", "2/abc/loss"}


def mlflow_base(path, runs, metrics, deleted_experiment=None):
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE runs (run_uuid, name, lifecycle_stage, experiment_id)")
        made.execute(
            "CREATE TABLE metrics (run_uuid, key, step INTEGER, timestamp INTEGER, value REAL, is_nan INTEGER)"
        )
        made.execute("CREATE TABLE params (run_uuid, key, value)")
        made.executemany("INSERT INTO runs VALUES (?, ?, ?, ?)", runs)
        made.executemany("INSERT INTO metrics VALUES (?, ?, ?, 1700000000000, ?, ?)", metrics)
        made.executemany("INSERT INTO params VALUES (?, 'seed', '1')", [run[:1] for run in runs])
        if deleted_experiment is not None:
            made.execute("CREATE TABLE experiments (experiment_id, lifecycle_stage)")
            made.execute("INSERT INTO experiments VALUES (?, 'deleted')", (deleted_experiment,))
    made.close()


def test_deleted_runs_and_infinite_values_in_a_database_of_mlflow(tmp_path):
    from reward_reports.runs.logs.from_mlflow import parameters
    from reward_reports.runs.logs.log import Collector

    path, most = tmp_path / "a.db", 1.7976931348623157e308
    runs = [("u1", "first", "active", 1), ("u2", "gone", "deleted", 1), ("u3", "lost", "active", 2)]
    metrics = [("u1", "loss", 1, most, 0), ("u1", "loss", 2, -most, 0), ("u1", "loss", 3, 0.0, 1)]
    metrics += [("u2", "loss", 1, 9.0, 0), ("u3", "loss", 1, 8.0, 0)]
    mlflow_base(path, runs, metrics, deleted_experiment=2)
    notes = []
    log = read_log(path, note=notes.append)
    assert {tag: repr([point.value for point in points]) for tag, points in log.items()} == {"loss": "[inf, -inf, nan]"}
    assert notes == [f"{path}: skipped deleted runs: 2"]
    assert parameters(path, Collector(path, LogLimits(), (), notes.append)) == {"first": {"seed": "1"}}


def test_runs_of_a_database_are_known_by_what_they_are(tmp_path):
    path = tmp_path / "a.db"
    runs = [
        ("u1", "a", "active", 1),
        ("u2", "a/b", "active", 1),
        ("u3", "u1", "active", 1),
        ("u4", "x", "active", 1),
        ("u5", "x", "active", 1),
    ]
    mlflow_base(
        path,
        runs,
        [
            ("u1", "b/c", 1, 1.0, 0),
            ("u2", "c", 1, 2.0, 0),
            ("u3", "c", 1, 3.0, 0),
            ("u4", "c", 1, 4.0, 0),
            ("u5", "c", 1, 5.0, 0),
        ],
    )
    notes = []
    log = read_log(path, note=notes.append)
    assert {tag: points[0].value for tag, points in log.items()} == {
        "a//b/c": 1.0,
        "a/b//c": 2.0,
        "u3/c": 3.0,
        "u4/c": 4.0,
        "u5/c": 5.0,
    }
    assert notes == [f"{path}: several runs have the tag 'a/b/c'; they are named 'a//b/c' and 'a/b//c'"]
    assert list(read_log(path, tags=["a/b//c"])) == ["a/b//c"]
    with pytest.raises(LogError, match="several runs have the tag 'a/b/c'"):
        read_log(path, tags=["a/b/c"])


def scalar(step, value, tag="loss"):
    from tensorboard.compat.proto import event_pb2, summary_pb2

    one = summary_pb2.Summary.Value(tag=tag, simple_value=value)
    return event_pb2.Event(wall_time=1.7e9 + step, step=step, summary=summary_pb2.Summary(value=[one]))


def version():
    from tensorboard.compat.proto import event_pb2

    return event_pb2.Event(wall_time=1.7e9, file_version="brain.Event:2")


def begin(step):
    from tensorboard.compat.proto import event_pb2

    started = event_pb2.SessionLog(status=event_pb2.SessionLog.START)
    return event_pb2.Event(wall_time=1.7e9, step=step, session_log=started)


RUNS = {
    "a restart of the root": {"-a": [[scalar(0, 0.9), scalar(1, 0.8)]], "(old) b": [[scalar(0, 0.7)]], ".": [[begin(0), scalar(0, 0.1), begin(0), scalar(0, 0.2)]]},
    "a restart of a run whose name begins another": {"a": [[scalar(0, 0.9), begin(0), scalar(0, 0.8)]], "a-2": [[scalar(0, 0.7)]], "a/b": [[scalar(0, 0.6)]]},
    "a restart in a second file": {".": [[begin(0), scalar(0, 0.9), scalar(1, 0.8), scalar(2, 0.7)], [begin(1), scalar(1, 0.6), scalar(2, 0.5)]]},
    "a tag that reads like a run": {".": [[scalar(0, 0.1, "eval/loss")]], "eval": [[scalar(0, 0.9)]]},
    "a tag that reads like a run below": {"a": [[scalar(0, 0.1, "b/loss")]], "a/b": [[scalar(0, 0.9)]]},
    "steps twice and back": {".": [[scalar(1, 0.1), scalar(1, 0.2), scalar(3, 0.3), scalar(2, 0.4)]]},
    "steps of any size": {".": [[scalar(step, step / 3) for step in (0, 1, 127, 128, 2**14, 2**21 - 1, 2**21, 2**40, -1, 0, 1)]]},
    "tags of one length": {".": [[scalar(step, step / 3, tag) for step in range(200) for tag in ("train/a", "train/b", "no/numb")]]},
    "not finite": {".": [[scalar(1, float("nan")), scalar(2, float("inf")), scalar(3, float("-inf"))]]},
    "an empty file": {".": [[scalar(1, 0.1)], []]},
}  # fmt: skip


@pytest.mark.parametrize("kind", RUNS)
def test_runs_of_tensorboard_have_the_points_that_it_shows(tmp_path, kind):
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    wanted = []
    for run, files in RUNS[kind].items():
        folder = tmp_path / "log" / run
        folder.mkdir(parents=True, exist_ok=True)
        for number, events in enumerate(files, 1):
            raw = b"".join(record(event.SerializeToString()) for event in [version(), *events])
            (folder / f"events.out.tfevents.{number}.host").write_bytes(raw)
        read = EventAccumulator(str(folder), size_guidance={"scalars": 0}).Reload()
        scalars = [read.Scalars(tag) for tag in read.Tags()["scalars"]]
        wanted += [repr([(one.step, one.wall_time, one.value) for one in points]) for points in scalars]
    log = read_log(tmp_path / "log")
    assert sorted(repr([tuple(point) for point in points]) for points in log.values()) == sorted(wanted)


def test_two_runs_of_tensorboard_never_share_a_name(tmp_path):
    for run, tag in ((".", "eval/loss"), ("eval", "loss"), ("eval", "other")):
        folder = tmp_path / run
        folder.mkdir(exist_ok=True)
        (folder / f"events.out.tfevents.{tag.replace('/', '-')}").write_bytes(
            record(scalar(0, 0.5, tag).SerializeToString())
        )
    notes = []
    assert set(read_log(tmp_path, note=notes.append)) == {".//eval/loss", "eval//loss", "eval/other"}
    assert notes == [
        f"{tmp_path}: several runs have the tag 'eval/loss'; they are named './/eval/loss' and 'eval//loss'"
    ]


def wandb_file(path, rows):
    """Write a file as W&B does, with rows of numbers, all in one block."""

    def field(number, data):
        return (
            bytes(
                [
                    number << 3 & 0x7F | 2 | (0x80 if number > 15 else 0),
                    *([number >> 4] if number > 15 else []),
                    len(data),
                ]
            )
            + data
        )

    path.parent.mkdir(parents=True)
    raw = b":W&B\xe1\xbe\0"
    for row in rows:
        items = b"".join(
            field(1, field(2, key.encode()) + field(16, json.dumps(value).encode())) for key, value in row.items()
        )
        data = field(2, items)
        raw += struct.pack("<IH", zlib.crc32(data, zlib.crc32(b"\1")), len(data)) + b"\1" + data
    path.write_bytes(raw)


def test_runs_of_wandb_that_were_resumed_go_on_and_others_stand_apart(tmp_path):
    rows = [{"_step": step, "loss": 1.0 - step / 10} for step in range(3)]
    wandb_file(
        tmp_path / "offline-run-20260102_000000-one" / "run-one.wandb",
        [{"_step": 2, "loss": 0.5}, {"_step": 3, "loss": 0.4}],
    )
    wandb_file(tmp_path / "run-20260101_000000-one" / "run-one.wandb", rows)
    (tmp_path / "latest-run").symlink_to(tmp_path / "run-20260101_000000-one", target_is_directory=True)
    assert [(one.step, one.value) for one in read_log(tmp_path)["loss"]] == [(0, 1.0), (1, 0.9), (2, 0.5), (3, 0.4)]
    wandb_file(tmp_path / "run-20260103_000000-one-2" / "run-one-2.wandb", [{"_step": 0, "loss": "Infinity"}])
    log = read_log(tmp_path)
    assert {tag: len(points) for tag, points in log.items()} == {"one/loss": 4, "one-2/loss": 1}
    assert log["one-2/loss"][0].value == float("inf")


def test_the_event_file_against_the_installed_tensorboard():
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    read = EventAccumulator(str(EVENTS), size_guidance={"scalars": 0}).Reload()
    log = read_log(EVENTS.parent)
    assert sorted(log) == sorted(read.Tags()["scalars"])
    for tag, points in log.items():
        assert repr(points) == repr([type(points[0])(e.step, e.wall_time, e.value) for e in read.Scalars(tag)])


def prefix_or_error(path, true):
    try:
        got = read_log(path, format="tensorboard" if "tfevents" in path.name else None)
    except LogError:
        return
    for tag, points in got.items():
        assert all(same(a, b) for p, q in zip(points, true[tag], strict=False) for a, b in zip(p, q, strict=True))
        assert len(points) <= len(true[tag])


CHECKED = ["tensorboard", "wandb"]


@pytest.mark.parametrize("name", [*CHECKED, "mlflow", "trackio"])
def test_every_truncation_gives_a_prefix_or_an_error(tmp_path, name):
    raw, true, path = MADE[name].read_bytes(), read_log(MADE[name]), tmp_path / MADE[name].name
    lengths = range(0, len(raw), 509) if len(raw) > 20_000 else [*range(300), *range(300, len(raw), 41)]
    for length in lengths:
        path.write_bytes(raw[:length])
        prefix_or_error(path, true)


@pytest.mark.parametrize("name", CHECKED)
def test_a_flipped_bit_never_gives_another_number(tmp_path, name):
    raw, true, path = MADE[name].read_bytes(), read_log(MADE[name]), tmp_path / MADE[name].name
    chance = random.Random(7)
    for _ in range(400):
        damaged = bytearray(raw)
        damaged[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        prefix_or_error(path, true)


def test_a_damaged_middle_is_an_error_with_its_place_and_a_cut_end_is_told(tmp_path):
    path, raw, notes = tmp_path / EVENTS.name, EVENTS.read_bytes(), []
    path.write_bytes(raw[:3020] + bytes([raw[3020] ^ 4]) + raw[3021:])
    with pytest.raises(LogError, match=r"byte \d+: .*checksum"):
        read_log(path)
    path.write_bytes(raw[:-3])
    read_log(path, note=notes.append)
    assert len(notes) == 1
    assert "cut off" in notes[0]


def record(data, size=None):
    head = struct.pack("<Q", len(data) if size is None else size)
    return head + struct.pack("<I", masked(head)) + data + struct.pack("<I", masked(data))


@pytest.mark.parametrize(
    "raw",
    [record(b"\0\0\0\0", 2**63), record(b"\xff" * 40), record(b"\x2a\x7fab"), record(b"\x09abc"), b"\0" * 64],
    ids=["length of 2^63", "endless number", "field too long", "double too short", "zeros"],
)
def test_a_hostile_event_file_is_refused(tmp_path, raw):
    (tmp_path / "x.tfevents.y").write_bytes(raw)
    with pytest.raises(LogError, match="byte 0"):
        read_log(tmp_path)


@pytest.mark.parametrize("length", [4, 5, 31, 127, 128, 129, 131, 132, 256, 257, 1000])
def test_the_checksum_is_that_of_its_definition(length):
    data = random.Random(length).randbytes(length)
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
    value ^= 0xFFFFFFFF
    assert masked(data) == ((value >> 15 | value << 17) + 0xA282EAD8) & 0xFFFFFFFF


def test_several_runs_stand_before_their_tags(tmp_path):
    for run in ("PPO_1", "PPO_2"):
        shutil.copytree(EVENTS.parent, tmp_path / run)
    assert {"PPO_1/reward", "PPO_2/reward"} <= set(read_log(tmp_path))
    base = tmp_path / "mlflow.db"
    shutil.copy(MADE["mlflow"], base)
    with sqlite3.connect(base) as made:
        made.execute("INSERT INTO runs (run_uuid, name, lifecycle_stage) VALUES ('b', 'second', 'active')")
        made.execute("INSERT INTO metrics VALUES ('reward', 3.0, 1700000000000, 'b', 1, 0)")
    made.close()
    assert {"first/reward", "second/reward"} <= set(read_log(base))
    with pytest.raises(LogError, match="'first/reward'"):
        read_log(base, tags=["reward"])


def test_a_view_in_the_place_of_a_table_is_refused(tmp_path):
    base = tmp_path / "x.db"
    with sqlite3.connect(base) as made:
        made.execute(
            "CREATE VIEW metrics AS SELECT 1 AS run_name, 2 AS step, 3 AS timestamp, load_extension('x') AS metrics"
        )
    made.close()
    with pytest.raises(LogError, match="no table 'metrics'"):
        read_log(base)


def test_reading_a_database_leaves_it_and_its_folder_as_they_were(tmp_path):
    for name in ("mlflow", "trackio"):
        shutil.copy(MADE[name], tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for name in sorted(before):
        read_log(tmp_path / name)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_wandb_record_over_blocks_and_a_hostile_one(tmp_path):
    path, kind = tmp_path / "x.wandb", bytes([1])
    for data in (b"\xff" * 20, b"\x12\x7f", b"\x12\x05\x0a\x03\x0a\x01\xff"):
        checksum = zlib.crc32(data, zlib.crc32(kind))
        path.write_bytes(b":W&B\xe1\xbe\0" + struct.pack("<IH", checksum, len(data)) + kind + data)
        with pytest.raises(LogError, match="byte 7"):
            read_log(path)


def test_a_trainer_state_is_read(tmp_path):
    path = tmp_path / "trainer_state.json"
    history = [{"step": 5, "epoch": 0.1, "reward": 1.5, "rewards/a/mean": 2}, {"step": 10, "kl": float("nan")}]
    path.write_text(json.dumps({"global_step": 10, "log_history": history}, indent=2))
    for place in (path, tmp_path, path.rename(tmp_path / "other.json")):
        if place.exists() and place.name != "trainer_state.json" and place != tmp_path:
            assert read_log(place)["reward"] == [(5, None, 1.5)]
            assert read_log(place)["rewards/a/mean"] == [(5, None, 2.0)]
    path.write_text('{"log_history": 3}')
    with pytest.raises(LogError, match="no list"):
        read_log(tmp_path)
    path.write_text('{"log_history": [')
    with pytest.raises(LogError, match="not valid JSON"):
        read_log(path)


def test_parquet_without_its_library_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingToolError, match=re.escape(how_to_install("parquet"))):
        read_log(MADE["parquet"])


def test_a_damaged_parquet_is_refused(tmp_path):
    path = tmp_path / "x.parquet"
    path.write_bytes(MADE["parquet"].read_bytes()[:-100])
    with pytest.raises(LogError, match="cannot be read"):
        read_log(path)


@pytest.mark.parametrize("name", MADE)
def test_limits_hold_for_every_format(name):
    for limits in (LogLimits(points=50), LogLimits(bytes=1000), LogLimits(tags=1)):
        with pytest.raises(LogError, match=r"more than|over the limits"):
            read_log(MADE[name], limits=limits)


def test_the_page_about_logs_says_what_the_code_does():
    page = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "logs.md").read_text("utf-8")
    rows = [f"| `{name}` | {form.title} | {form.recognised} | {form.step} |" for name, form in FORMATS.items()]
    assert [line for line in page.split("\n") if line.startswith("| `")] == rows
    for names in (STEPS, TIMES):
        assert ", ".join(f"`{name}`" for name in names) in page
    limits = LogLimits()
    assert f"{limits.bytes >> 20} MiB" in page
    assert f"{limits.points:,} points" in page


BROKEN_TEXT = {
    "mlflow": (b"CREATE TABLE", b"CREA\xd0E TABLE"),
    "trackio": (b"CREATE TABLE", b"CREA\xafE TABLE"),
    "parquet": (b"reward", b"\x97eward"),
}


@pytest.mark.parametrize("name", BROKEN_TEXT)
def test_a_text_that_is_not_utf_8_is_an_error_with_the_file(tmp_path, name):
    old, new = BROKEN_TEXT[name]
    raw, path = MADE[name].read_bytes(), tmp_path / MADE[name].name
    assert old in raw
    path.write_bytes(raw.replace(old, new))
    with pytest.raises(LogError, match=path.name):
        read_log(path)


def test_names_in_a_database_that_are_not_utf_8_are_shown_with_a_replacement(tmp_path):
    path = tmp_path / "mlflow.db"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE runs (run_uuid, name, lifecycle_stage)")
        base.execute("CREATE TABLE metrics (run_uuid, key, step, timestamp, value, is_nan)")
        base.execute("INSERT INTO runs VALUES ('a', CAST(x'61ff' AS TEXT), 'active')")
        base.execute("INSERT INTO metrics VALUES ('a', CAST(x'62ff' AS TEXT), 1, 1000, 2.5, 0)")
    base.close()
    assert list(read_log(path)) == ["b\ufffd"]


@pytest.mark.parametrize("name", ["mlflow", "trackio", "parquet", "wandb", "tensorboard"])
def test_a_damaged_log_is_read_or_refused(tmp_path, name):
    raw, path, chance = MADE[name].read_bytes(), tmp_path / MADE[name].name, random.Random(1)
    for _ in range(150):
        broken = bytearray(raw)
        for _ in range(chance.choice([1, 2, 20])):
            broken[chance.randrange(len(broken))] = chance.choice([0, 0x80, 0xC3, 0xFF, chance.randrange(256)])
        path.write_bytes(broken)
        with suppress(LogError):
            read_log(path)


CELLS = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.sampled_from(["a", "active", "", "{}", '{"a": 1}', b"\xff", b"active"])
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS, CELLS), max_size=6))
def test_any_cells_of_a_database_are_read_or_refused(tmp_path_factory, rows):
    from reward_reports.runs.logs.from_mlflow import parameters
    from reward_reports.runs.logs.log import Collector

    path = tmp_path_factory.mktemp("cells") / "mlflow.db"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE runs (run_uuid, name, lifecycle_stage)")
        base.execute("CREATE TABLE params (run_uuid, key, value)")
        base.execute("CREATE TABLE metrics (run_uuid, key, step, timestamp, value, is_nan)")
        base.executemany("INSERT INTO runs VALUES (?, ?, 'active')", [row[:2] for row in rows])
        base.executemany("INSERT INTO params VALUES (?, ?, ?)", [row[:3] for row in rows])
        base.executemany("INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?)", rows)
    base.close()
    read_log(path)
    parameters(path, Collector(path, LogLimits(), None, print))


def test_a_table_whose_line_of_names_is_malformed_is_an_error_with_the_line(tmp_path):
    (tmp_path / "a.csv").write_text('"step"x,a\n1,2\n', "utf-8")
    with pytest.raises(LogError, match="line 1: this is not a well-formed table"):
        read_log(tmp_path / "a.csv")
