"""Which lines of an imported text belong to which block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.exchange.importing.markdown_blocks import blocks_of, code_lines


@pytest.fixture(params=["the parser of the pages", "the parser of the browser"], autouse=True)
def parser(request, monkeypatch):
    if "browser" in request.param:
        monkeypatch.setattr("reward_reports.exchange.importing.markdown_blocks.HAS_PARSER", False)


DEEP = "> " * 100_000
WIDE = "|a" * 200 + "|\n" + "|-" * 200 + "|"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# Goal\n\na\nb", [("h1", 0, 1), ("p", 2, 4)]),
        ("a\nb\n---\n\n***", [("h2", 0, 3), ("hr", 4, 5)]),
        ("[a]: b\nGoal\n====", [("html", 0, 1), ("h1", 1, 3)]),
        ("- a\n- b\n\n[a]: b\n\n[c]: d", [("ul", 0, 2), ("html", 3, 4), ("html", 5, 6)]),
        ("1. a\n\n   b\n\n\nc", [("ol", 0, 3), ("p", 5, 6)]),
        ("- \n\nc", [("ul", 0, 1), ("p", 2, 3)]),
        ("> - a\n> ```\n> b\n\nc", [("blockquote", 0, 3), ("p", 4, 5)]),
        ("a\n| b |\n|---|\n| 1 |\n\n    d\n\n    e\n\n", [("p", 0, 1), ("table", 1, 4), ("pre", 5, 8)]),
        ("```\na\n\nb\n```\n<div>\n\n# a\n</div>", [("pre", 0, 5), ("html", 5, 6), ("h1", 7, 8), ("html", 8, 9)]),
        (f"# Goal\n\n{DEEP}\n\n# Dates", [("h1", 0, 1), ("html", 2, 3), ("h1", 4, 5)]),
        (f"# Goal\n\n{WIDE}\n|1|\n\n# Dates", [("h1", 0, 1), ("p", 2, 3), ("html", 3, 4), ("p", 4, 5), ("h1", 6, 7)]),
        ("", []),
    ],
)
def test_blocks_have_their_lines(text, blocks):
    assert [(block.kind, block.start, block.end) for block in blocks_of(text, text.split("\n"))] == blocks


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# *a* [b][C  d] & é\n\n[c d]: http://e", '<h1><em>a</em> <a href="http://e">b</a> &amp; é</h1>\n'),
        ("é [b]\n===\n\n[c]: http://e", "<h1>é [b]</h1>\n"),
        ("é\n\n## a ##\n[b]: c", "<h2>a</h2>\n"),
    ],
)
def test_a_heading_has_its_links_whose_ends_stand_elsewhere(text, html):
    (heading,) = [block for block in blocks_of(text, text.split("\n")) if block.kind in ("h1", "h2")]
    assert heading.html == html


def test_code_in_lists_and_quotations_is_code():
    assert code_lines("- a\n\n  ```\n  b\n  ```\n\n> ~~~\n> c\n\nd `e`") == {2, 3, 4, 6, 7}
    assert [
        block.holds_code for block in blocks_of("- a\n\n      b\n\nc `d`", ["- a", "", "      b", "", "c `d`"])
    ] == [
        True,
        False,
    ]


@given(
    st.lists(
        st.sampled_from(
            ["# a", "===", "- b", "  - c", "> d", "```", "    e", "", "<!--", "[a]: b", "|a|\n|-|", "é", "***"]
        ),
        max_size=12,
    )
)
def test_every_line_with_words_is_in_one_block(bits):
    lines = "\n".join(bits).split("\n")
    covered = [number for block in blocks_of("\n".join(bits), lines) for number in range(block.start, block.end)]
    assert covered == sorted(set(covered))
    assert {number for number, line in enumerate(lines) if line.strip()} <= set(covered)
