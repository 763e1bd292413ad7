"""`fmt` tidies layout: values, comments and order are what they were, and a second time nothing changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.base.errors import InvalidReportError
from reward_reports.report.formatting import tidy
from reward_reports.report.loading import load_text

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*/reward-report.yaml"))


def tidied(text: str) -> str:
    """Tidy a text, and hold what must hold of any."""
    document = load_text(text)
    made = tidy(document)
    again = load_text(made)
    assert again.data == load_text(text.replace("\r\n", "\n")).data
    assert "".join(made.split()) == "".join(text.lstrip("\ufeff").split())
    assert tidy(again) == made
    return made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n\n\n\nb: 2\n", "a: 1\n\nb: 2\n"),
        ("a: 1\n \n\n  \nb: 2\n", "a: 1\n\nb: 2\n"),
        ("\n\n\na: 1\n", "a: 1\n"),
        ("a: 1\n\n\n# c\n\n\n# d\nb: 2\n", "a: 1\n\n# c\n\n# d\nb: 2\n"),
        ("a:   1\nb :  two\nc:\t3\n", "a: 1\nb: two\nc: 3\n"),
        ('"a"  :  "x:   y"\n', '"a": "x:   y"\n'),
        ("a:   {b:   1, c :  [1,  2]}\n", "a: {b: 1, c: [1,  2]}\n"),
        ("a:   [1]\nb:  &x y\nc:   *x\n", "a: [1]\nb: &x y\nc: *x\n"),
        ("a:    # c:   d\n  b: 1\n", "a:    # c:   d\n  b: 1\n"),
        ("a: 1    # c:   d\n", "a: 1    # c:   d\n"),
        ("a:   |  # c\n  x:   y  \n\n\n  z\n\n\n\nb: 1\n", "a: |  # c\n  x:   y  \n\n\n  z\n\nb: 1\n"),
        ("a: >+\n  x\n\n\n\nb: 1\n", "a: >+\n  x\n\n\n\nb: 1\n"),
        ("a: |2+\n  x\n\n\n\nb: 1\n", "a: |2+\n  x\n\n\n\nb: 1\n"),
        ("a: |\n  x\n      \n\n\nb: 1\n", "a: |\n  x\n      \n\nb: 1\n"),
        ("a:\n  b: |-\n    x\n\n\n\n  c: 1\n", "a:\n  b: |-\n    x\n\n  c: 1\n"),
        ("a: |\n  x\n\n\n\n", "a: |\n  x\n"),
        ("a: |\n  x", "a: |\n  x"),
        ("a: |+\n  x\n\n\n", "a: |+\n  x\n\n\n"),
        ("a: |\n\n\n\nb: 1\n", "a: |\n\nb: 1\n"),
        ("a: |", "a: |\n"),
        ("a: x\n\n\n\n  y\nb:\n", "a: x\n\n\n\n  y\nb:\n"),
        ("a: 'x  \n\n\n\n  y'\n", "a: 'x  \n\n\n\n  y'\n"),
        ("a:\n   -   x\n   -   b:  1\n       c:  2\n", "a:\n   -   x\n   -   b: 1\n       c: 2\n"),
        ("a: 1\n#c\n   # d  \n", "a: 1\n#c\n   # d\n"),
        ("a:\n\n\n\n  b: 1", "a:\n\n  b: 1\n"),
        ("a:  ", "a:\n"),
        ("? a\n:   1\n", "? a\n:   1\n"),
        ("a: https://x.example:80/  \n", "a: https://x.example:80/\n"),
        ("\ufeffa:  1\r\n\r\n\r\n\r\nb: 2\r\n", "a: 1\n\nb: 2\n"),
        ("---\n\n\n\na: 1\n...\n", "---\n\na: 1\n...\n"),
    ],
)
def test_what_is_tidied_and_what_is_left(before, after):
    assert tidied(before) == after


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_the_examples_are_tidy_and_can_be_made_so_again(file):
    text = file.read_text("utf-8")
    assert tidied(text) == text
    loose = re.sub(r"(?m)^(  )?(\w+):( (?![|>])|$)", r"\1\2:   \3", "\n\n" + text + "\n \n")
    assert loose != text
    assert tidied(loose) == text


BLANKS = st.sampled_from(["", " ", "  ", "\t"])
KEYS = st.sampled_from(["a", "b", "c", '"d e"', "'f'"])
WORDS = st.sampled_from(["x", "x:y", "'q  #  r'", '"s:  t"', "2", "no", "[1,  2]", "{g:   h}", "{}", "", "x  y"])
COMMENTS = st.sampled_from(["", "# c", "#c:   d", "# |+", "   # e"])


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> str:
    """Make a mapping in block style with odd blanks, comments and blank lines."""
    indent = "   " * depth
    lines = []
    for key in draw(st.lists(KEYS, min_size=1, max_size=3, unique=True)):
        lines += [" " * draw(st.integers(0, 5)) for _ in range(draw(st.integers(0, 3)))]
        if comment := draw(COMMENTS):
            lines.append(indent + comment)
        kind = draw(st.sampled_from(["word", "word", "block", "mapping", "list", "lines"]))
        head = f"{indent}{key}{draw(BLANKS)}:"
        if kind == "mapping" and depth < 2:
            lines += [head + draw(BLANKS), draw(blocks(depth + 1))]
        elif kind == "block":
            style = draw(st.sampled_from(["|", ">", "|-", ">+", "|+"]))
            words = draw(st.lists(st.sampled_from(["x", "x: y  ", "# no", "", "   deeper", "- z"]), max_size=4))
            lines += [
                f"{head}{draw(BLANKS)} {style}{draw(BLANKS)}",
                *[f"{indent}  {word}" if word else "" for word in ["b", *words]],
            ]
        elif kind == "list":
            lines += [
                head,
                *[f"{indent}  -{draw(BLANKS)} {word}" for word in draw(st.lists(WORDS, min_size=1, max_size=3))],
            ]
        elif kind == "lines":
            lines += [f"{head}{draw(BLANKS)} one", "", "", f"{indent}    two{draw(BLANKS)}"]
        else:
            lines.append(f"{head}{draw(BLANKS)} {draw(WORDS)}{draw(BLANKS)}")
    return "\n".join(lines)


@given(blocks(), st.sampled_from(["", "\n", "\n\n\n", "\n  \n", "\n# end"]), st.booleans())
def test_whatever_is_tidied_says_what_it_said(text, end, windows):
    text += end
    text = text.replace("\n", "\r\n") if windows else text
    if load_text(text).data is None:
        with pytest.raises(InvalidReportError):
            tidy(load_text(text))
        return
    tidied(text)
