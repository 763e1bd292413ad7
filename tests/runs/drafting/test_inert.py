"""Pickles are read without running them, and no pickle takes long, much memory, or the process down."""

from __future__ import annotations

import builtins
import os
import pickle
import struct
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.inert import Inert, read_pickle, read_torch


class Runs:
    """A pickle of it calls something when it is opened."""

    def __init__(self, call, *given):
        self.call, self.given = call, given

    def __reduce__(self):
        return self.call, self.given


def nested(depth):
    """Return a pickle of tuples within tuples, used as a key: its hash would go all the way down."""
    return b"\x80\x04}" + b"N" + b"\x85" * depth + b"Ns."


HOSTILE = {
    "empty": b"",
    "text": b"hello",
    "cut off": pickle.dumps({"a": [1, 2, 3]})[:-4],
    "no end": b"\x80\x04]" + b"N" * 10,
    "huge index of the memo": b"\x80\x04Nr" + struct.pack("<I", 4_000_000_000) + b".",
    "huge index in text": b"Np4000000000\n.",
    "huge string": b"\x80\x04\x8d" + struct.pack("<Q", 1 << 40) + b"a.",
    "huge bytes": b"\x80\x05\x96" + struct.pack("<Q", 1 << 40) + b"a.",
    "huge number": b"L" + b"9" * 100_000 + b"L\n.",
    "many instructions": b"\x80\x04" + b"]0" * 100_000 + b"N.",
    "deep": nested(500_000),
    "extension": b"\x80\x02\x82\x01.",
    "buffer": b"\x80\x05\x97.",
    "unhashable key": b"\x80\x04}]Ns.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pickle_is_refused_in_a_moment(name):
    begin = time.perf_counter()
    with pytest.raises(DraftError, match="the file"):
        read_pickle(HOSTILE[name], "the file")
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    "what",
    [
        Runs(os.system, "touch {}"),
        Runs(builtins.eval, "open({!r}, 'w')"),
        Runs(builtins.exec, "open({!r}, 'w')"),
        Runs(open, "{}", "w"),
        Runs(getattr, os, "system"),
        Runs(__import__, "antigravity"),
    ],
    ids=["system", "eval", "exec", "open", "getattr", "import"],
)
def test_nothing_in_a_pickle_runs(tmp_path, what):
    target = tmp_path / "made"
    what.given = tuple(one.format(target) if isinstance(one, str) else one for one in what.given)
    try:
        data = pickle.dumps({"args": what})
    except TypeError:
        data = b"\x80\x04cbuiltins\ngetattr\n(cos\npath\nX\x06\x00\x00\x00systemtR."
    held = read_pickle(data, "the file")
    held = held["args"] if isinstance(held, dict) else held
    assert isinstance(held, Inert)
    assert not target.exists()


def test_objects_are_told_by_their_names_and_attributes():
    held = read_pickle(pickle.dumps(time.struct_time), "the file")
    assert issubclass(held, Inert)
    held = read_pickle(pickle.dumps(time.struct_time(range(9))), "the file")
    assert held.named == "time.struct_time"


@pytest.mark.parametrize("depth", [1_000, 6_000, 9_900, 19_000])
def test_a_deep_pickle_ends_no_process(depth):
    with suppress(DraftError):
        read_pickle(nested(depth), "the file")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with suppress(DraftError):
        read_pickle(data, "the file")


@given(st.binary(max_size=60), st.integers(0, 80))
def test_a_changed_pickle_is_read_or_refused(extra, at):
    whole = pickle.dumps({"a": 1, "b": [Inert.__name__, 2.5, ("x",)], "c": range(3)})
    with suppress(DraftError):
        read_pickle(whole[:at] + extra + whole[at:], "the file")


def torch_file(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"a/other": b""}, "without the one data.pkl"),
        ({"a/data.pkl": b"x", "b/data.pkl": b"x"}, "without the one data.pkl"),
        ({"../../data.pkl": b"no pickle"}, "is no pickle"),
        ({"a/data.pkl": b"\0" * 20_000_000}, "is larger than"),
    ],
)
def test_an_archive_that_is_not_of_torch_is_refused(tmp_path, parts, said):
    with pytest.raises(DraftError, match=said):
        read_torch(torch_file(tmp_path / "training_args.bin", parts))
    assert [one.name for one in tmp_path.iterdir()] == ["training_args.bin"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"plain"])
def test_a_file_that_is_no_archive_is_refused(tmp_path, data):
    (tmp_path / "training_args.bin").write_bytes(data)
    with pytest.raises(DraftError, match=r"training_args\.bin"):
        read_torch(tmp_path / "training_args.bin")
