"""The digest of a piece of code: what changes it, what does not, and what cannot be read."""

from __future__ import annotations

import json
import sys
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.runs.bound import NotFoundError, UnreadableError, read_code
from reward_reports.runs.bound.code import MOST

REWARDS = '''\
"""The rewards."""
import math
from math import log as ln, exp

TARGET = 0.5
SCALES = {"short": 1}
SCALES["long"] = 2
UNUSED = 7


def _part(x):
    return x * TARGET


@cached(size=1)
def penalty(completions, power=2, *, strict: bool = True):
    """Longer answers earn less."""
    # a comment
    values = [_part(len(one)) ** power for one in completions]
    return [f"{ln(one):.2f}" + SCALES["short"] for one in values]


class Rewards:
    """All of them."""

    SCALE = 3

    def total(self, rows):
        def one(row):
            return row - 1
        return sum(one(row) for row in rows) * self.SCALE
'''


def digest(text: str, symbol: str | None = "penalty", path: str = "rewards.py") -> str:
    return read_code(text.encode(), path, symbol).digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# a comment", "# another\n    # and one more"),
        ('"""Longer answers earn less."""', '"""Shorter answers earn more."""'),
        ('    """Longer answers earn less."""\n', ""),
        ("completions, power=2, *,", "completions,\n            power = 2, *,"),
        ('["short"]', "['short']"),
        ("0.5", "5e-1"),
        ("power=2", "power=0x2"),
        ("* TARGET", "*  (TARGET)"),
        ("log as ln, exp", "log as ln, exp, sin"),
        ("UNUSED = 7", "UNUSED = 8"),
        ("SCALE = 3", "SCALE = 4"),
        ("import math\n", "import math, json\n"),
        ("    return x * TARGET", "    pass\n    return x * TARGET"),
        ("\n", "\r\n"),
        ("{ln(one):.2f}", "{ ln(one) :.2f}"),
        ("TARGET = 0.5", "completions = 3\nTARGET = 0.5"),
        ("TARGET = 0.5", "one = 3\nTARGET = 0.5"),
    ],
)
def test_what_changes_nothing_leaves_the_digest(old, new):
    assert old in REWARDS
    assert digest(REWARDS.replace(old, new)) == digest(REWARDS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("power=2", "power=3"),
        ("power=2", "power=2.0"),
        ("strict: bool = True", "strict: bool = False"),
        ("strict: bool", "strict: int"),
        ("size=1", "size=2"),
        ("@cached(size=1)\n", ""),
        ("** power", "* power"),
        (".2f", ".3f"),
        ("TARGET = 0.5", "TARGET = 0.6"),
        ("TARGET = 0.5", "TARGET: float = 0.5"),
        ("TARGET = 0.5", "TARGET = 0.5\nTARGET *= 2"),
        ("TARGET = 0.5", "TARGET = 0.5\nif math: TARGET = 0.6"),
        ("TARGET = 0.5", "TARGET = 0.5\nfor TARGET in (): pass"),
        ("return x * TARGET", "return x + TARGET"),
        ('SCALES["long"] = 2', 'SCALES["short"] = 2'),
        ('SCALES["long"] = 2', "SCALES.update(short=2)"),
        ("log as ln", "log2 as ln"),
        ("from math import log as ln", "from cmath import log as ln"),
        ("def penalty(completions", "async def penalty(completions"),
        ("for one in values", "for one in values[1:]"),
    ],
)
def test_what_may_change_the_reward_changes_the_digest(old, new):
    assert old in REWARDS
    assert digest(REWARDS.replace(old, new)) != digest(REWARDS)


def test_an_annotation_alone_does_not_hide_the_value_before_it():
    text = "TARGET = {}\nTARGET: float\ndef f(x):\n    return x * TARGET\n"
    assert digest(text.format(1), "f") != digest(text.format(2), "f")


@pytest.mark.parametrize(
    ("symbol", "lines"),
    [
        ("penalty", (15, 20)),
        ("rewards.penalty", (15, 20)),
        ("TARGET", (5, 5)),
        ("SCALES", (6, 7)),
        ("Rewards", (23, 31)),
        ("Rewards.SCALE", (26, 26)),
        ("Rewards.total", (28, 31)),
        ("Rewards.total.one", (29, 30)),
        (None, (1, 31)),
    ],
)
def test_a_symbol_may_be_a_function_a_class_a_constant_or_something_inside(symbol, lines):
    found = read_code(REWARDS.encode(), "train/rewards.py", symbol)
    assert (found.first, found.last) == lines
    assert found.digest.startswith("python1-")


def test_what_it_uses_of_its_file_is_named_with_its_line():
    found = read_code(REWARDS.encode(), "rewards.py", "penalty")
    assert found.uses == (("SCALES", 6), ("TARGET", 5), ("_part", 11), ("ln", 3))


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("def f(): return 1\ndef f(): return 2\n", "def f(): return 2\n"),
        ("@overload\ndef f(x: int): ...\n@overload\ndef f(x: str): ...\ndef f(x): return x\n", "def f(x): return x\n"),
        ("f = 1\nf = 2\n", "f = 2\n"),
        ("try:\n    import a\nexcept ImportError:\n    a = None\ndef f(): return 1\n", "def f(): return 1\n"),
        ("if a:\n    def f(): return 1\nelse:\n    pass\n", "def f(): return 1\n"),
    ],
)
def test_the_last_definition_counts(text, same_as):
    assert digest(text, "f") == digest(same_as, "f")


@pytest.mark.parametrize(
    "text",
    [
        "def f(x): return {}\nf = fast(f)\n",
        "class A:\n    @property\n    def f(self): return {}\n    @f.setter\n    def f(self, new): pass\n",
        "@singledispatch\ndef f(x): return 1\n@f.register\ndef _(x: int): return {}\n",
        "f = 1\nf += {}\n",
        "f, g = {}, 2\n",
        "f: int = {}\n",
        "with a({}) as f: pass\n",
    ],
)
def test_a_definition_that_builds_on_an_earlier_one_brings_it_along(text):
    symbol = "A.f" if "class" in text else "f"
    assert digest(text.format(1), symbol) != digest(text.format(2), symbol)


SAMPLE = """\
from __future__ import annotations
import numpy as np

A, *B = 1, -2.5e-3, 3j, 0xFFFF_FFFF_FFFF_FFFF_FFFF, True, None, ..., b"\\xff\\x00", "é\\U0001f600\\n", u"u"


@np.vectorize
async def f(a, /, b: int = 1, *args, c="x" "y", **kw) -> str:
    global A
    async with a as b, c: await d
    async for i in b: yield i
    try: del kw["x"]
    except (ValueError, TypeError) as e: raise KeyError from e
    else: A += 1
    finally: assert b, "no"
    match a:
        case {"k": [1, *rest], **more} if rest: return
        case np.Point(x=0) | None as p: pass
        case -1 | "s": pass
    while (n := len(args)) > 1 < 2: break
    return f"{a!r:>{b}}{c=} {'x'}" f"{b:}" "tail" if not a else lambda q=1, *r: {**kw, 1: 2, **{}}


class C(Base, metaclass=M):
    x: int
    y: list[int] = [i for i in range(3) if i if not i]
    z = {i async for i in f(1)} | {1, 2} @ a[1:2, ::3, ...]
"""


def test_the_digest_is_the_same_on_every_python():
    """The values were made once; each Python in CI must make them again."""
    assert digest(SAMPLE, "f") == "python1-f771c1c121ca72866a714ed1c16f17855c4b3cb8"
    assert digest(SAMPLE, "C") == "python1-0044b01c29cedfaa40c123dfcf996a8a30ff32a4"
    assert digest(SAMPLE, None) == "python1-8d4f984f9725e70b28d18e6323b5b73f0a43e531"
    assert digest(REWARDS) == "python1-22743e19eb9c564bb59280e6a7415c70a8c59d72"


@pytest.mark.parametrize(
    ("text", "symbol", "words"),
    [
        ("x = 1", "y", "does not define `y`"),
        ("x = 1", "x.y", "defines `x`, which is neither a class nor a function"),
        ("class A: pass", "A.b", "does not define `A.b`"),
        ("from elsewhere import f", "f", "only imports `f`"),
        ("if a:\n    def f(): return 1\nelse:\n    def f(): return 2\n", "f", "in several branches, in lines 2 and 4"),
        (
            "try:\n    from a import f\nexcept ImportError:\n    def f(): pass\n",
            "f",
            "in several branches, in lines 2 and 4",
        ),
    ],
)
def test_a_symbol_that_is_not_there_once_is_told(text, symbol, words):
    with pytest.raises(NotFoundError, match=words) as caught:
        read_code(text.encode(), "rewards.py", symbol)
    assert caught.value.advice


HOSTILE = {
    "syntax": (b"def f(:\n", "is not valid Python, in line 1"),
    "null": (b"x = 1\0", "is not valid Python"),
    "latin": (b"x = '\xe9'", "is not UTF-8: byte 6"),
    "utf-7": (b"# -*- coding: utf-7 -*-\n# +AAo-evil()\nx = 1\n", "declares the encoding utf-7"),
    "second line": (b"#!/bin/sh\n# vim: set fileencoding=latin-1\nx = 1\n", "declares the encoding latin-1"),
    "size": (b"x = 1\n" * 40_000, "is larger than 200,000 bytes"),
    "unary": (b"x = " + b"-" * 60_000 + b"1", "nests deeper"),
    "not": (b"x = " + b"not " * 30_000 + b"1", "nests deeper"),
    "sums": (b"x = 1" + b"+1" * 30_000, "nests deeper"),
    "attributes": (b"x = a" + b".b" * 30_000, "nests deeper"),
    "calls": (b"x = a" + b"()" * 30_000, "nests deeper"),
    "powers": (b"x = 1" + b"**1" * 60_000, "nests deeper"),
    "lambdas": (b"x = " + b"lambda:" * 20_000 + b"1", "nests deeper"),
    "branches": (b"if 1:\n x=1\n" + b"elif 1:\n x=1\n" * 6_000, "nests deeper"),
    "brackets": (b"x = " + b"(" * 60_000, "is not valid Python"),
    "digits": (b"x = " + b"9" * 10_000, "is not valid Python"),
    "indents": (b"".join(b" " * at + b"if 1:\n" for at in range(200)), "is not valid Python"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_code_is_refused(name):
    raw, words = HOSTILE[name]
    with pytest.raises(UnreadableError, match=words) as caught:
        read_code(raw, "rewards.py", "x")
    assert caught.value.advice


@pytest.mark.parametrize(
    "text",
    [
        "x = 0x" + "f" * 100_000,
        "x = [" + "1," * 20_000 + "]",
        "x = '\\ud800\\udc00' '\\N{DIGIT ONE}'",
        "x = 1e999, '\\d', 1 is 1",
        "x = " + "[" * 150 + "]" * 150,
        "".join(f"def f{at}(): return f{at + 1}()\n" for at in range(2_000)) + "x = f0\n",
        "".join(f"x = x + {at}\n" for at in range(2_000)),
    ],
)
def test_odd_code_has_a_digest(text, recwarn):
    assert digest(text, "x").startswith("python1-")
    assert not recwarn.list


def test_nothing_is_imported_or_run(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "evil_module_of_test.py").write_text("raise SystemExit(9)")
    text = (
        f"import evil_module_of_test\nopen({str(tmp_path / 'made')!r}, 'w')\nraise SystemExit(9)\ndef f(): return 1\n"
    )
    assert digest(text, "f")
    assert not (tmp_path / "made").exists()
    assert "evil_module_of_test" not in sys.modules


@given(st.text(alphabet="abxf =1+-*()[]{}:,.'\"\n\\#@", max_size=60))
def test_any_text_has_a_digest_or_a_message(text):
    try:
        made = read_code(text.encode(), "a.py", None).digest
    except UnreadableError as error:
        made = str(error)
    assert made.startswith(("python1-", "is not valid Python", "nests"))


@given(st.text(alphabet="ab \n", max_size=40), st.text(alphabet="ab \n", max_size=40))
def test_two_texts_have_one_digest_only_if_they_are_the_same(one, other):
    same = one.removesuffix("\n") == other.removesuffix("\n")
    assert (digest(one, None, "a.rs") == digest(other, None, "a.rs")) is same


RUST = dedent("""\
    use std::f64;
    // reward-report: begin shaping
    fn shaping(x: f64) -> f64 { x * 0.5 }
    // reward-report: end shaping
    fn other() {}
    """)


def test_other_languages_count_by_their_text_or_between_markers():
    whole, part = (read_code(RUST.encode(), "src/reward.rs", symbol) for symbol in (None, "shaping"))
    assert (whole.first, whole.last, part.first, part.last) == (1, 5, 3, 3)
    assert part.digest.startswith("text1-")
    other = RUST.replace("other()", "another()")
    assert digest(other, "shaping", "src/reward.rs") == part.digest
    assert digest(other, None, "src/reward.rs") != whole.digest
    assert digest(RUST.replace("0.5", "0.6"), "shaping", "src/reward.rs") != part.digest
    assert digest(RUST.replace("\n", "\r\n"), None, "src/reward.rs") == whole.digest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fn f() {}", "has no line with `reward-report: begin f`"),
        ("# reward-report: begin f\nx\n", "has no line with `reward-report: end f`"),
        ("# reward-report: begin f\n# reward-report: end f\n", "has no lines between"),
        ("# reward-report: end f\nx\n# reward-report: begin f\n", "has no lines between"),
        ("# reward-report: begin f\n" * 2 + "x\n# reward-report: end f\n", "more than once, in lines 1 and 2"),
        ("# reward-report: begin ff\nx\n# reward-report: end ff\n", "has no line with"),
    ],
)
def test_markers_that_are_missing_or_doubled_are_told(text, words):
    with pytest.raises(NotFoundError, match=words) as caught:
        read_code(text.encode(), "reward.toml", "f")
    assert caught.value.advice


def test_a_text_past_the_limit_is_refused():
    with pytest.raises(UnreadableError, match="larger than"):
        read_code(b"x" * (MOST + 1), "a.rs", None)


def notebook(*sources, kind="code", **more):
    """Return a notebook with these cells."""
    cells = [{"cell_type": kind, "source": one, "outputs": [], "execution_count": 1, **more} for one in sources]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}).encode()


def test_a_function_in_a_notebook_counts_as_in_a_file():
    code = "TARGET = 4\n\ndef penalty(x):\n    return x / TARGET\n"
    cells = [
        "%matplotlib inline\n!pip install trl\nimport math",
        "%%bash\nls -l",
        ["TARGET = 4\n", "\n"],
        code.split("\n\n")[1],
    ]
    found = read_code(notebook(*cells), "a/rewards.ipynb", "penalty")
    assert found.digest == read_code(code.encode(), "rewards.py", "penalty").digest
    run_again = notebook(*cells, outputs=[{"output_type": "stream", "text": "4"}], execution_count=9)
    assert read_code(run_again, "rewards.ipynb", "penalty").digest == found.digest
    assert (
        read_code(run_again, "rewards.ipynb", None).digest == read_code(notebook(*cells), "rewards.ipynb", None).digest
    )
    changed = notebook(*cells[:2], "TARGET = 5", cells[3])
    assert read_code(changed, "rewards.ipynb", "penalty").digest != found.digest
    words = read_code(notebook("def penalty(x): return 1", kind="markdown"), "a.ipynb", None)
    assert words.digest != found.digest


@pytest.mark.parametrize("magic", ["", "%time\n", "help?\n"])
def test_no_line_of_a_text_in_a_notebook_is_lost(magic):
    def digest(line):
        return read_code(notebook(f'{magic}PROMPT = """\n{line}\n"""'), "a.ipynb", "PROMPT").digest

    assert digest("!Is it right?") != digest("!Is it wrong?")
    assert digest("%good") != digest("%bad")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"{", "is not a notebook"),
        (b"[]", "is not a notebook: it has no `cells`"),
        (b'{"worksheets": []}', "is not a notebook: it has no `cells`"),
        (b"[" * 100_000, "is not a notebook"),
        (notebook("def ("), "is not valid Python"),
        (notebook(3), "does not define `penalty`"),
        (notebook("a = 1", kind="raw"), "does not define `penalty`"),
        (b'{"cells": [null, 3, [], {}]}', "does not define `penalty`"),
    ],
)
def test_what_is_no_notebook_is_told(raw, words):
    with pytest.raises(UnreadableError, match=words):
        read_code(raw, "a.ipynb", "penalty")


NAMES = [f"a{n}" for n in range(6000)]


@pytest.mark.parametrize(
    "setting",
    [
        f"{','.join(NAMES)} = range(6000)\n",
        f"def g():\n  global {','.join(NAMES)}\n  a1 = 2\n",
        f"print({','.join(f'({name}:=1)' for name in NAMES)})\n",
        "".join(f"{name} = 1\n" for name in NAMES),
        "@a\n" * 20_000 + f"def g():\n  global {','.join(NAMES)}\n",
    ],
    ids=["one assignment", "global", "in passing", "many assignments", "decorators"],
)
def test_a_function_that_uses_thousands_of_names_is_read_in_no_time(setting):
    code = f"{setting}\ndef f():\n  return [{','.join(NAMES)}]\n"
    assert read_code(code.encode(), "a.py", "f").digest.startswith("python1-")


def test_a_function_that_was_renamed_is_named():
    with pytest.raises(NotFoundError) as caught:
        read_code(b"def len_penalty(x): return x\n", "rewards.py", "length_penalty")
    assert caught.value.advice == "Correct `symbol`, or the path; `len_penalty` is defined there"
    with pytest.raises(NotFoundError) as caught:
        read_code(b"def other(x): return x\n", "rewards.py", "length_penalty")
    assert caught.value.advice == "Correct `symbol`, or the path"


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        ("if (A := 1): pass", "1", "2"),
        ("print(A := 1)", "1", "2"),
        ("B = [A := 1]", "1", "2"),
        ("B, (C, *A) = 0, (0, 1)", "1", "2"),
        ("with open(A := 1): pass", "1", "2"),
        ("A = 1\ndef g():\n    global A\n    A = 3", "3", "4"),
        ("def g():\n    global A\n    A = 3\nA = 1", "3", "4"),
        ("class G:\n    def g(self):\n        global A\n        A = 3\nA = 1", "3", "4"),
        ("A = {1: 2}\ndel A[1]", "A[1]", "A[2]"),
    ],
)
def test_a_constant_that_is_set_in_unusual_ways_counts(before, old, new):
    code = "{before}\n\ndef f():\n    return A\n"
    first = read_code(code.format(before=before).encode(), "a.py", "f")
    second = read_code(code.format(before=before.replace(old, new)).encode(), "a.py", "f")
    assert old in before
    assert first.digest != second.digest
