"""The parts of Markdown prose that need our own care: code, links, formulas, citations."""

from __future__ import annotations

import re

_ID = r"[A-Za-z0-9_][A-Za-z0-9._:/+-]*"
_NO_BLANK_LINE = r"(?:(?!\n[ \t]*\n).)"

MARKS = re.compile(
    rf"""
    (?P<fence>^[ ]{{0,3}}(?P<bars>`{{3,}}|~{{3,}})[^\n]*\n(?:.*?^[ ]{{0,3}}(?P=bars)[`~]*[ \t]*$|.*\Z))
    | (?P<code>(?P<ticks>`+)(?!`){_NO_BLANK_LINE}*?(?<!`)(?P=ticks)(?!`))
    | (?P<escape>\\[\\`$\[\]<])
    | (?P<autolink><(?:(?:https?://|mailto:)[^\s<>]+|[\w.+-]+@[\w.-]+)>)
    | (?P<target>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)
    | (?P<address>(?:https?://|www\.)[^\s<]+)
    | \$\$(?P<display>(?:[^$\n]|\n(?![ \t]*\n))+)\$\$
    | (?<![\w$])\$(?![\s$])(?P<formula>(?:[^$\n]|\n(?![ \t]*\n))*?)(?<![\s\\])\$(?![\d$])
    | \[(?P<cites>@{_ID}(?:[ ]*[,;][^\]\n]*)?)\](?!\()
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
"""One part per match; whatever a code span, a fence or an address holds is never taken for a formula or a citation."""

_PART = re.compile(rf"\s*(?:@(?P<id>{_ID}))?(?P<rest>.*)", re.DOTALL)


def citations(text: str) -> list[tuple[str, str]]:
    """Return the ids in `@a, p. 3; @b` with the words behind each.

    Returns:
        Pairs of an id and its words; a part without an id has an empty one.
    """
    found = []
    for part in text.split(";"):
        match = _PART.match(part)
        assert match is not None, "the pattern fits every text"  # noqa: S101
        name = (match["id"] or "").rstrip(".:")
        dropped = (match["id"] or "")[len(name) :]
        found.append((name, (dropped + match["rest"]).strip()))
    return found
