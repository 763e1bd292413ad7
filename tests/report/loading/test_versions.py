"""Versions of one report: equal sections are read once, and never as something else than the whole file would be."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.report.loading import Limits, load_bytes
from reward_reports.report.loading.versions import Versions

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/reward-report.yaml"))
HEAD = 'schema_version: "1.1"\nreport: {id: a, title: A, version: "1"}\n'
WHOLE = {
    "plain": HEAD,
    "a comment before": "# yaml-language-server: $schema=x\n\n" + HEAD,
    "a list at the margin": HEAD + "profiles:\n- game\n- control\n",
    "a block that ends in empty lines": HEAD + "system_details:\n  system_owner: |+\n    We\n\n\nbibliography: a.bib\n",
    "a block at the end": HEAD + "system_details:\n  system_owner: |\n    We",
    "a block at the end in blanks": HEAD + "system_details:\n  system_owner: |\n    We\n   ",
    "comments between": HEAD + "bibliography: a.bib\n# a word\nprofiles: [game]\n",
    "Windows": (HEAD + "profiles:\n- game\n").replace("\n", "\r\n"),
    "byte order mark": "\ufeff" + HEAD,
    "free keys": HEAD + "x-team: {a: [1, 2]}\nx-other: 3\n",
    "nothing behind a key": HEAD + "rlhf:\nreferences:\nprofiles: [game]\n",
    "a plain text on two lines": HEAD + "bibliography: a\n  b.bib\n",
    "an and in words": HEAD + "system_details: {system_owner: R&D}\n",
}
"""Files that load."""
OTHER = {
    "an alias within a section": HEAD + "x-team: [&a 1, *a]\n",
    "an alias of another section": HEAD + "x-a: &a 1\nx-b: *a\n",
    "one anchor twice": HEAD + "x-a: [&a 1, *a]\nx-b: [&a 2, *a]\n",
    "one key twice": HEAD + "bibliography: a.bib\nbibliography: b.bib\n",
    "two documents": HEAD + "---\n" + HEAD,
    "an end in the midst": HEAD + "...\nprofiles: [game]\n",
    "a document behind an end": HEAD + "...\n" + HEAD,
    "a beginning": "---\n" + HEAD,
    "a directive": "%YAML 1.2\n---\n" + HEAD,
    "a text that looks like keys": "--- |\n " + HEAD.replace("\n", "\n "),
    "a literal document": "--- |\n" + HEAD,
    "an indented first key": " x-a: |\n  x\n" + HEAD,
    "a quote over the margin": HEAD + 'bibliography: "a\nprofiles: b"\n',
    "a bracket over the margin": HEAD + "profiles: [game,\ncontrol]\n",
    "a bracket that stays open": HEAD + "profiles: [game,\nbibliography: a]\n",
    "a quoted key": HEAD + '"bibliography": a.bib\n',
    "a question": HEAD + "? bibliography\n: a.bib\n",
    "old ends of lines": HEAD.replace("\n", "\r") + "bibliography: a.bib\r",
    "another line separator": HEAD + "x-a: b # c\u2028bibliography: a.bib\n",
    "merged": "<<: {bibliography: a.bib}\n" + HEAD,
    "unknown key": HEAD + "bibliografy: a.bib\n",
    "extensions": HEAD + "extensions: {x-a: 1}\nx-b: 2\n",
    "a list": "- a\n",
    "words": "a\n",
    "empty": "",
    "a tag": HEAD + "bibliography: !!str a.bib\n",
    "a tab": HEAD + "bibliography:\ta.bib\n",
}
"""Files that do not load, or that cannot be taken apart."""


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_a_file_is_what_it_is_as_a_whole(text: str) -> None:
    found = Versions(Limits()).report(text.encode())
    assert found == load_bytes(text.encode(), "a").report
    assert found is not None


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_nothing_is_read_that_the_whole_does_not_say(text: str) -> None:
    found = Versions(Limits()).report(text.encode())
    assert found is None or found == load_bytes(text.encode(), "a").report


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_examples_are_read_in_parts(path: Path) -> None:
    raw = path.read_bytes()
    assert Versions(Limits()).report(raw) == load_bytes(raw, "a").report


_TEXTS = [path.read_text("utf-8") for path in EXAMPLES[:3]]
_PIECES = [
    "\n",
    " ",
    "- ",
    "a: ",
    "#",
    '"',
    "'",
    "|",
    "[",
    "]",
    "{",
    "}",
    "&a",
    "*a",
    "---\n",
    "...\n",
    "\r",
    "\t",
    "x-b: 1\n",
    "?",
    ":",
]


@given(
    st.sampled_from(_TEXTS),
    st.lists(st.tuples(st.integers(0, 2**16), st.sampled_from(_PIECES)), min_size=1, max_size=3),
    st.booleans(),
)
def test_what_is_typed_anywhere_changes_nothing_in_that(text: str, typed: list[tuple[int, str]], line: bool) -> None:
    versions = Versions(Limits())
    versions.report(text.encode())
    for place, piece in typed:
        at = place % (len(text) + 1)
        at = text.rfind("\n", 0, at) + 1 if line else at
        text = text[:at] + piece + text[at:]
    found = versions.report(text.encode())
    assert found is None or found == load_bytes(text.encode(), "a").report


@given(st.randoms(use_true_random=False))
def test_lines_that_are_lost_change_nothing_in_that(draw: random.Random) -> None:
    versions, lines = Versions(Limits()), draw.choice(_TEXTS).split("\n")
    for _ in range(3):
        del lines[draw.randrange(len(lines))]
        text = "\n".join(lines)
        found = versions.report(text.encode())
        assert found is None or found == load_bytes(text.encode(), "a").report


def test_equal_sections_are_one_object() -> None:
    versions = Versions(Limits())
    old = versions.report(
        (HEAD + "evaluation: {evaluation_validity: Good}\nimplementation: {limitations: A}\n").encode()
    )
    new = versions.report(
        (HEAD + "evaluation: {evaluation_validity: Good}\nimplementation: {limitations: B}\n").encode()
    )
    assert old is not None
    assert new is not None
    assert old.evaluation is new.evaluation
    assert old.implementation.limitations.text == "A"
    assert new.implementation.limitations.text == "B"


@pytest.mark.parametrize(
    "limits", [Limits(max_bytes=50), Limits(max_nodes=5), Limits(max_depth=1)], ids=["bytes", "nodes", "depth"]
)
def test_limits_hold(limits: Limits) -> None:
    assert load_bytes(HEAD.encode(), "a", limits=limits).report is None
    assert Versions(limits).report(HEAD.encode()) is None
