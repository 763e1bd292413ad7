"""PyYAML has a parser in C and one in Python, as in a browser. What an author is told must not depend on which one is there."""

from __future__ import annotations

import pytest

from reward_reports.report.loading.parsing import CParser, Limits, compose

BROKEN = [
    "a: 'x' y\nb: 1\n",
    "a: &x &y 1\n",
    "a: 'x'\n  b: 1\n",
    "a:\n    b: 1\n  c: 2\n",
    "a: 1\n- b\n",
    "a:\n  - x\n  y: 1\n",
    "- a\nb: 1\n",
    "a: [1,, 2]\n",
    "a: [1, 2\nb: 3\n",
    "a: {x: 1\nb: 2\n",
    "a: ]\n",
    "a: }\n",
    "a: ,\n",
    "a: - b\n",
    "a: b: c\n",
    "key\nb: 1\n",
    "a: *x\n",
    "a: @x\n",
    "a: |x\n b\n",
    "{a: 1} b\n",
    "a: !<x y\n",
    'a: "x\n',
    "\ta: 1\n",
    "a: 1\n---\nb: 1\n",
]


@pytest.mark.skipif(CParser is None, reason="needs PyYAML with its C part")
@pytest.mark.parametrize("text", BROKEN)
def test_both_parsers_explain_a_broken_text_alike(text):
    fast, pure = (compose(text, Limits(), pure=pure)[1] for pure in (False, True))
    assert pure == fast
    assert fast


@pytest.mark.skipif(CParser is None, reason="needs PyYAML with its C part")
def test_both_parsers_know_no_such_escape():
    fast, pure = (compose('a: "\\q"\n', Limits(), pure=pure)[1][0] for pure in (False, True))
    assert pure.message == fast.message
