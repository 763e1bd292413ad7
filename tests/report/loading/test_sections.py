"""The parser for a text that changes gives, after every change, the tree that parsing the whole text gives."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml.nodes import ScalarNode

from reward_reports.report.loading import Limits, load_text
from reward_reports.report.loading.parsing import compose
from reward_reports.report.loading.sections import Sections

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/reward-report.yaml"))
SHORT = min(EXAMPLES, key=lambda file: file.stat().st_size).read_text("utf-8")
HEAD = 'schema_version: "1.1"\nreport: {id: a, title: A, version: "1"}\n'
ODD = {
    "comments": "# a word\n\nreport: {id: a}  # b\n# c\nprofiles: [game]\n# d\n",
    "a list at the margin": HEAD + "profiles:\n- game\n- control\n",
    "a block that keeps its end": HEAD + "a:\n  b: |+\n    We\n\n\nc: d\n",
    "a block at the end": HEAD + "a:\n  b: |\n    We",
    "a block at the end in blanks": HEAD + "a:\n  b: >\n    We\n   ",
    "Windows": (HEAD + "a:\n- game\n# b\nc: d\n").replace("\n", "\r\n"),
    "other characters": HEAD + "a: ü𝒳\u2028b\nc: \x85d\n",
    "one section twice": "a: b\na: b\nc: d\n",
    "an anchor": HEAD + "a: &x 1\nb: *x\n",
    "a quote over the margin": HEAD + 'a: "b\nc: d"\ne: f\n',
    "a bracket over the margin": HEAD + "a: [b,\nc: d]\n",
    "a question": HEAD + "? a\n: b\nc: d\n",
    "a quoted key": HEAD + '"a": b\nc: d\n',
    "two documents": HEAD + "---\n" + HEAD,
    "a literal document": "--- |\n" + HEAD,
    "a directive": "%YAML 1.2\n---\n" + HEAD,
    "an unclear mark": HEAD + 'a: "b"#c\nd: e\n',
    "a tab": HEAD + "a:\n\tb: c\n",
    "old ends of lines": HEAD.replace("\n", "\r"),
    "nothing": "",
    "no keys": "a\n",
}
PIECES = [
    "\n",
    "a: b\n",
    "  ",
    "#",
    "- x\n",
    '"',
    "[",
    "]",
    ": ",
    "'",
    "|\n",
    "\r\n",
    "&x ",
    "*x",
    "---\n",
    "ü𝒳\u2028",
    "\t",
    "report:\n",
]


def tree(node):
    """Return all that a tree holds."""
    marks = [(mark.index, mark.line, mark.column) for mark in (node.start_mark, node.end_mark)]
    if isinstance(node, ScalarNode):
        return type(node), node.tag, marks, node.style, node.value
    children = [tuple(map(tree, one)) if isinstance(one, tuple) else tree(one) for one in node.value]
    return type(node), node.tag, marks, bool(node.flow_style), children


def composed(how, text):
    root, problems = how(text, Limits())
    return (root and tree(root)), problems


def edited(text, at, length, piece):
    at %= len(text) + 1
    return text[:at] + piece + text[at + length :]


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_a_text_is_read_as_a_whole_would_be_when_its_sections_are_known_and_when_they_are_not(text):
    sections = Sections()
    for state in (text, f"# more\n{text}", text, f"{text}\nz: 1\n", HEAD, text):
        assert composed(sections.compose, state) == composed(compose, state)


@given(
    st.sampled_from([SHORT, *ODD.values()]),
    st.lists(
        st.tuples(st.integers(0, 30_000), st.integers(0, 40), st.sampled_from(PIECES) | st.text(max_size=8)),
        min_size=1,
        max_size=4,
    ),
)
def test_after_any_changes_the_tree_is_that_of_the_whole_text(text, changes):
    sections = Sections()
    sections.compose(text, Limits())
    for at, length, piece in changes:
        text = edited(text, at, length, piece.encode("utf-8", "replace").decode())
        assert composed(sections.compose, text) == composed(compose, text)


@pytest.mark.parametrize("file", EXAMPLES, ids=[file.parent.name for file in EXAMPLES])
def test_a_document_is_the_same_in_all_it_holds(file):
    text, sections = file.read_text("utf-8"), Sections()
    load_text(text.replace("report:\n", "report:\n  # one line more\n", 1), sections=sections)
    known, fresh = load_text(text, sections=sections), load_text(text)
    assert (known.data, known.report, known.problems) == (fresh.data, fresh.report, fresh.problems)
    assert tree(known.root) == tree(fresh.root)


def test_a_section_that_stays_is_not_parsed_again(monkeypatch):
    from reward_reports.report.loading import sections as module

    parsed = []
    monkeypatch.setattr(module, "compose", lambda text, limits: parsed.append(text) or compose(text, limits))
    sections = Sections()
    sections.compose("a: 1\nb: 2\nc: 3\n", Limits())
    del parsed[:]
    sections.compose("a: 1\nb: 2 and more\nc: 3\n", Limits())
    assert parsed == ["b: 2 and more\n"]


def test_what_an_earlier_tree_says_stays():
    sections = Sections()
    before, _ = sections.compose("a: 1\nb: 2\n", Limits())
    held = tree(before)
    sections.compose("# more\na: 1\nb: 2\n", Limits())
    assert tree(before) == held


def test_limits_hold_for_the_text_as_a_whole():
    text = "".join(f"a{index}: 1\n" for index in range(20))
    limits = Limits(max_nodes=15)
    assert Sections().compose(text, limits) == compose(text, limits)
    assert compose(text, limits)[1]
