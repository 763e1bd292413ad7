"""What YAML 1.2 and libyaml read differently is read right or refused, by both parsers alike."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reward_reports.report.loading import Limits, load_text
from reward_reports.report.loading.node_values import Walker
from reward_reports.report.loading.parsing import compose

PARSERS = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])


def read(text, *, pure):
    """Return the value of a text, or the first problem with its place."""
    root, problems = compose(text, Limits(), pure=pure)
    if root is None:
        return problems[0].message, problems[0].span.start
    return Walker(text, Limits()).walk(root)


@PARSERS
@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("a: ! 12\n", "the tag ! cannot be used here", 3),
        ("a: !\n", "the tag ! cannot be used here", 3),
        ("- ! x\n", "the tag ! cannot be used here", 2),
        ("[! x, y]\n", "the tag ! cannot be used here", 1),
        ("a: &b ! x\n", "the tag ! cannot be used here", 6),
        ("a: &b:c d\n", "the name of an anchor", 3),
        ("a: &b?c d\n", "the name of an anchor", 3),
        ("a: &b%20c d\n", "a value cannot begin with this character", 5),
        ("a: &b x\n*b: c\n", "the name of an anchor", 8),
        ("{?foo: bar}\n", "a text in brackets begins with ?", 1),
        ("[a, ?x]\n", "a text in brackets begins with ?", 4),
        ("[a,\n  ?x]\n", "a text in brackets begins with ?", 6),
        ('a: "b"#c\n', "a # follows without a space", 6),
        ("a: 'b'#c\n", "a # follows without a space", 6),
        ("a: [b]#c\n", "a # follows without a space", 6),
        ("a: {b: c}#d\n", "a # follows without a space", 9),
        ("a: [b,#c\n  d]\n", "a # follows without a space", 6),
        ("a: |#c\n  b\n", "a # follows without a space", 4),
        ("a: >-#c\n  b\n", "a # follows without a space", 5),
        ("a: |2+#c\n  b\n", "a # follows without a space", 6),
        ('"a"#b: c\n', "a # follows without a space", 3),
        ("%YAML 1.1#x\n---\na\n", "this line begins with %", 0),
        ("%TAG ! tag:a,2000:\n--- a\n", "this line begins with %", 0),
        ("%FOO\n--- a\n", "this line begins with %", 0),
        ("a: {url: :b}\n", "a colon stands in brackets", 9),
        ('a: {"k"::v}\n', "a colon stands in brackets", 8),
        ("a: [b:, c]\n", "a colon stands in brackets", None),
        ("a: |\n  \tb\n", "the first line of a block begins with a tab", 7),
        ("a:\n\tb: c\n", "a tab is used for indentation", 3),
    ],
)
def test_is_refused_at_its_place(text, message, at, pure):
    said, place = read(text, pure=pure)
    assert said.startswith(message)
    assert at in (None, place)


@PARSERS
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: x!y ! z\n", {"a": "x!y ! z"}),
        ('a: Who? Me &you:all *now:b "b"#c\n', {"a": 'Who? Me &you:all *now:b "b"#c'}),
        ("a: 'b' # \"c\"#d &e:f ! {?g}\n", {"a": "b"}),
        ('# see &a:b, {?c} "d"#e ! f\na: b\n', {"a": "b"}),
        ('a: |\n  "b"#c\n  {?d} &e:f ! g\n', {"a": '"b"#c\n{?d} &e:f ! g\n'}),
        ('a: | # "b"#c\n  d\n', {"a": "d\n"}),
        ('a: "b, ?c ! d"\n', {"a": "b, ?c ! d"}),
        ("- [a, 'b, ?c']\n- d\n", [["a", "b, ?c"], "d"]),
        ("a: [b, c d? e]\n", {"a": ["b", "c d? e"]}),
        ("a: &b c\nd: *b\n", {"a": "c", "d": "c"}),
        ("a: {&b c: d}\n", {"a": {"c": "d"}}),
        ("a: !!str 12\n", {"a": "12"}),
        ("%YAML 1.2 # x\n---\na: b\n", {"a": "b"}),
        ("a: b\t# c\nd:\te\n", {"a": "b", "d": "e"}),
        ("a: |2\n  \tb\n", {"a": "\tb\n"}),
        ("a: |\n  b\n  \tc\n", {"a": "b\n\tc\n"}),
        ("a: |\n  b\n   ", {"a": "b\n \n"}),
        ("a: b\u2028c\n# d\u2028e: f\n", {"a": "b\u2028c"}),
        ("a: |\n  b\u2029c\n  d\x85e\n", {"a": "b\u2029c\nd\x85e\n"}),
        ("'a\x85b': \"c\u2028d\ue000\"\n", {"a\x85b": "c\u2028d\ue000"}),
        ("a: b # c\x85d: e\n", {"a": "b"}),
    ],
)
def test_is_read_as_yaml_1_2_says(text, value, pure):
    assert read(text, pure=pure) == value


def test_a_dash_alone_in_brackets_is_read_and_told():
    document = load_text("a: [-, b]\n")
    (problem,) = [one for one in document.problems if one.kind == "yaml-1.1"]
    assert (document.data, problem.message) == ({"a": ["-", "b"]}, "- is text here, and an error to other YAML tools")


SIGNS = [*"ab:-?#'\"{}[],|>&*!%~\t\n", "\x85", "\u2028", "é"]
TOKENS = [
    ": ",
    "- ",
    "? ",
    "\n  ",
    " ",
    "\r\n",
    "'q'",
    '"d"',
    "|\n",
    "|2\n",
    ">-\n",
    "&a ",
    "*a",
    "!!str ",
    "%YAML 1.2\n",
    "---\n",
]
TEXTS = ["...\n", "--- ", "<<: ", "12", "x y", "http://a.b/c", '"\\u0041"', '"\\ud800"', "!<tag:yaml.org,2002:str> "]
PIECES = st.sampled_from([*SIGNS, *TOKENS, *TEXTS])


@settings(max_examples=500)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_both_parsers_read_the_same(text):
    fast, slow = (compose(text, Limits(), pure=pure)[0] for pure in (False, True))
    assert (fast is None) == (slow is None)
    if fast is not None and slow is not None:
        walkers = Walker(text, Limits()), Walker(text, Limits())
        values = [walker.walk(root) for walker, root in zip(walkers, (fast, slow), strict=True)]
        assert repr(values[0]) == repr(values[1])
        assert [problem.message for problem in walkers[0].problems] == [
            problem.message for problem in walkers[1].problems
        ]


ODD = st.lists(st.sampled_from([*"ab #?!&*:%'\"[]{},|>-\n", ' "x"#y', "{?z}", "! ", "&n:m "]), max_size=12).map("".join)


@given(
    st.dictionaries(st.sampled_from(["a", "b c", "d"]), ODD | st.lists(ODD, max_size=3)),
    st.sampled_from([None, True, False]),
)
def test_texts_that_are_written_well_are_never_unclear(data, flow):
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True)
    root, problems = compose(text, Limits())
    assert problems == []
    assert Walker(text, Limits()).walk(root) == data
