"""Pickles are read without running them, and no pickle takes long, much memory, or the process down."""

from __future__ import annotations

import builtins
import os
import pickle
import pickletools
import random
import struct
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.inert import MAX_BYTES, Inert, read_pickle, read_torch


class Runs:
    """A pickle of it calls something when it is opened."""

    def __init__(self, call, *given):
        self.call, self.given = call, given

    def __reduce__(self):
        return self.call, self.given


def nested(depth):
    """Return a pickle of tuples within tuples, used as a key: its hash would go all the way down."""
    return b"\x80\x04}" + b"N" + b"\x85" * depth + b"Ns."


def doubled(before, after, times=60):
    """Return a pickle of a tuple that holds the same tuple twice, and so on: small to write, large to hash or walk through."""
    steps = b"".join(b"h%ch%c\x86q%c0" % (n, n, n + 1) for n in range(times))
    return b"\x80\x04" + before + b")q\x000" + steps + b"h%c" % times + after


HOSTILE = {
    "empty": b"",
    "text": b"hello",
    "cut off": pickle.dumps({"a": [1, 2, 3]})[:-4],
    "no end": b"\x80\x04]" + b"N" * 10,
    "huge string": b"\x80\x04\x8d" + struct.pack("<Q", 1 << 40) + b"a.",
    "huge bytes": b"\x80\x05\x96" + struct.pack("<Q", 1 << 40) + b"a.",
    "huge number": b"L" + b"9" * 100_000 + b"L\n.",
    "many instructions": b"\x80\x04" + b"]0" * 100_000 + b"N.",
    "deep": nested(500_000),
    "extension": b"\x80\x02\x82\x01.",
    "buffer": b"\x80\x05\x97.",
    "unhashable key": b"\x80\x04}]Ns.",
    "a key that doubles": doubled(b"}", b"Ns."),
    "an entry of a set that doubles": doubled(b"\x8f(", b"\x90."),
    "an entry of a frozen set that doubles": doubled(b"(", b"\x91."),
    "tuples that double": doubled(b"", b"."),
    "lists that double": b"\x80\x04]q\x00" + b"".join(b"0](h%ch%ceq%c" % (n, n, n + 1) for n in range(60)) + b".",
    "a text that is repeated": b"\x80\x04]\x8d"
    + struct.pack("<Q", 1 << 20)
    + b"a" * (1 << 20)
    + b"q\x00a("
    + b"h\x00" * 1000
    + b"e.",
    "a list that holds itself": b"\x80\x04]q\x00h\x00a.",
    "a mapping that holds itself": b"\x80\x04}q\x00X\x01\x00\x00\x00ah\x00s.",
    "a large number": b"\x80\x04\x8b" + struct.pack("<i", 2048) + b"\x01" * 2048 + b".",
    "a large number in text": b"L" + b"9" * 4000 + b"L\n.",
    "a number of many digits": b"I" + b"9" * 5000 + b"\n.",
    "nothing on the stack": b"\x80\x04\x85.",
    "no mark": b"\x80\x04t.",
    "never remembered": b"\x80\x04h\x07.",
    "an object of a text": b"\x80\x04X\x01\x00\x00\x00a)R.",
    "entries of a number": b"\x80\x04K\x01(K\x01K\x02u.",
    "a class without a name": b"\x80\x04NN\x93.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pickle_is_refused_in_a_moment(name):
    with pytest.raises(DraftError, match=r"\Athe file: byte [\d,]+: "):
        read_pickle(HOSTILE[name], "the file")


def test_a_pickle_that_is_too_large_is_not_looked_at():
    with pytest.raises(DraftError, match="the file is larger than"):
        read_pickle(b"\0" * (MAX_BYTES + 1), "the file")


@pytest.mark.parametrize(
    ("data", "held"),
    [
        (b"\x80\x04Nr" + struct.pack("<I", 4_000_000_000) + b".", None),
        (b"Np4000000000\n.", None),
        (b"\x80\x04}K\x01K\x02\x86K\x03sX\x01\x00\x00\x00aK\x04s.", {"a": 4}),
        (b"\x80\x04}" + pickle.dumps(1.5, 4)[2:-1] + b"K\x01s.", {}),
        (b"\x80\x04(K\x01K\x02\x91.", [1, 2]),
        (pickle.dumps(2**200), 2**200),
    ],
    ids=["a huge number in the memo", "the same in text", "a pair for a key", "a fraction for a key", "a set", "a state of random numbers"],
)  # fmt: skip
def test_odd_but_harmless_pickles_are_read(data, held):
    assert read_pickle(data, "the file") == held


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.binary(max_size=9),
    lambda one: st.lists(one, max_size=4) | st.tuples(one, one) | st.dictionaries(st.text(max_size=9), one, max_size=4),
    max_leaves=20,
)


@given(PLAIN, st.integers(2, pickle.HIGHEST_PROTOCOL))
def test_plain_values_are_read_as_they_are(value, protocol):
    data = pickle.dumps(value, protocol)
    calls = any(function in data for function in (b"c_codecs\nencode", b"c__builtin__\nbytes"))  # bytes in protocol 2
    assert read_pickle(data, "the file") == value or calls


CODES = st.sampled_from([opcode.code.encode("latin-1") for opcode in pickletools.opcodes])
ARGUMENTS = st.sampled_from(
    [b"", b"\x00", b"\x01", b"\x02", b"\x01\x00\x00\x00", b"\x02\x00\x00\x00ab", b"1\n", b"a\nb\n", b"\xff" * 4]
)


@given(st.lists(st.tuples(CODES, ARGUMENTS).map(b"".join), max_size=60).map(b"".join))
def test_any_instructions_are_carried_out_or_refused(data):
    for tail in (b"", b"."):
        with suppress(DraftError):
            held = read_pickle(b"\x80\x04" + data + tail, "the file")
            assert "Inert" in str(type(held)) or isinstance(
                held, str | int | float | bytes | bytearray | list | tuple | dict | None
            )


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
    assert (held.named, held.given) == ("time.struct_time", ())
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
        ({"../../data.pkl": b"no pickle"}, "data.pkl: byte 0: this is not a pickle"),
        ({"a/data.pkl": b"\x80\x04]q\x00h\x00a."}, "data.pkl: byte 8: more than"),
        ({"a/data.pkl": b"\0" * 20_000_000}, "is larger than"),
    ],
)
def test_an_archive_that_is_not_of_torch_is_refused(tmp_path, parts, said):
    with pytest.raises(DraftError, match=said):
        read_torch(torch_file(tmp_path / "training_args.bin", parts))
    assert [one.name for one in tmp_path.iterdir()] == ["training_args.bin"]


def test_an_archive_packed_in_a_way_that_may_ask_for_gigabytes_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "training_args.bin", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a/data.pkl", pickle.dumps({}))
    with pytest.raises(DraftError, match="packed in a way that training tools do not use"):
        read_torch(tmp_path / "training_args.bin")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_archive_is_refused_or_read(tmp_path, method):
    from reward_reports.runs.drafting.fact import SourceFacts
    from reward_reports.runs.drafting.from_sb3 import MARK, is_archive, model

    file, chance = tmp_path / "training_args.bin", random.Random(1)
    with zipfile.ZipFile(file, "w", method) as archive:
        for name in ("a/data.pkl", "data", MARK):
            archive.writestr(name, pickle.dumps({"a": [1, 2]}) if name == "a/data.pkl" else '{"gamma": 0.5}')
    whole = file.read_bytes()
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        file.write_bytes(broken)
        with suppress(DraftError):
            read_torch(file)
        with suppress(DraftError):
            if is_archive(file):
                model(file, SourceFacts())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"plain"])
def test_a_file_that_is_no_archive_is_refused(tmp_path, data):
    (tmp_path / "training_args.bin").write_bytes(data)
    with pytest.raises(DraftError, match=r"training_args\.bin"):
        read_torch(tmp_path / "training_args.bin")
