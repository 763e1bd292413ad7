"""Logs as the tools themselves wrote them, compared with what the tools read; cut off, damaged and hostile ones."""

import json
import random
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
from reward_reports.runs.logs import FORMATS, LogLimits, read_log
from reward_reports.runs.logs.columns import STEPS, TIMES
from reward_reports.runs.logs.crc32c import masked

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
    with pytest.raises(LogError, match="line 1: '1000 fast 0' is no value of a metric"):
        read_log(tmp_path)


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
    path, raw, told = tmp_path / EVENTS.name, EVENTS.read_bytes(), []
    path.write_bytes(raw[:3020] + bytes([raw[3020] ^ 4]) + raw[3021:])
    with pytest.raises(LogError, match=r"byte \d+: .*checksum"):
        read_log(path)
    path.write_bytes(raw[:-3])
    read_log(path, tell=told.append)
    assert len(told) == 1
    assert "cut off" in told[0]


def record(data, size=None):
    head = struct.pack("<Q", len(data) if size is None else size)
    return head + struct.pack("<I", masked([head])[0]) + data + struct.pack("<I", masked([data])[0])


@pytest.mark.parametrize(
    "raw",
    [record(b"\0\0\0\0", 2**63), record(b"\xff" * 40), record(b"\x2a\x7fab"), record(b"\x09abc"), b"\0" * 64],
    ids=["length of 2^63", "endless number", "field too long", "double too short", "zeros"],
)
def test_a_hostile_event_file_is_refused(tmp_path, raw):
    (tmp_path / "x.tfevents.y").write_bytes(raw)
    with pytest.raises(LogError, match="byte 0"):
        read_log(tmp_path)


@pytest.mark.parametrize("length", [4, 5, 31, 32, 33, 64, 65, 1000])
def test_the_checksum_is_that_of_its_definition(length):
    data = random.Random(length).randbytes(length)
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
    value ^= 0xFFFFFFFF
    assert masked([b"12345", data])[1] == ((value >> 15 | value << 17) + 0xA282EAD8) & 0xFFFFFFFF


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
    with pytest.raises(LogError, match="no JSON"):
        read_log(path)


def test_parquet_without_its_library_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingToolError, match=r'pip install "reward-reports\[parquet\]"'):
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
    for name, form in FORMATS.items():
        assert f"| `{name}` | {form.title} | {form.recognised} | {form.step} |" in page
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
    with pytest.raises(LogError, match="line 1: this is no well-formed table"):
        read_log(tmp_path / "a.csv")
