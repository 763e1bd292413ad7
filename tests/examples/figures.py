"""The figures in a report's text: every number that claims something, with the field in which it stands.

What is no claim about the system is left out, by kind: dates and years, ids and versions, addresses and citations with
their locators, times that the authors set themselves, and numbers that belong to a name (GPT-4, H800).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

DATES_AND_TIMES = frozenset(
    "date last_reviewed as_of accessed active_from active_to since from to on check_by due stated_on first_observed "
    "synced data_cutoff every tolerance respond_within window sustained_for year collected_on".split()
)
IDS_AND_VERSIONS = frozenset(
    "id version schema_version revision digest fields_changed bindings code supersedes".split()
)
ADDRESSES = frozenset("url email doi arxiv path sources searched contact".split())
NO_CLAIMS = DATES_AND_TIMES | IDS_AND_VERSIONS | ADDRESSES
SECTIONS_WITHOUT_CLAIMS = frozenset(("schema_version", "profiles", "references", "figures", "bindings"))

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
PARTS = r"sections?|secs?\.|tables?|tabs?\.|figures?|figs?\.|appendix|appendices|apps?\.|lines?|pages?|footnotes?|equations?|eq\."
NUMBERED = rf"(?i:\b(?:{PARTS})|§)" + r" ?[A-Z]?\.?\d+(?:\.\d+)*(?:(?:[-–]| to | and |, )[A-Z]?\.?\d+(?:\.\d+)*)*"
NO_FIGURES = re.compile(
    "|".join(
        (
            r"\[@[^\]]*\]",
            r"https?://\S+",
            r"\b\d{4}-\d{2}(?:-\d{2})?\b",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:(?: and |, | to |–)\d{{1,2}})*(?: of)? {MONTH}\b",
            rf"\b{MONTH} \d{{1,2}}\b",
            r"\b(?:19|20)\d\d(?:[-–/]\d\d)?\b(?![.,]?\d)",
            r"\bthe \d{1,2}(?:st|nd|rd|th)\b",
            NUMBERED,
            r"(?i:\bversions?) v?\d+(?:\.\d+)*(?:(?:[-–]| to | and |, )\d+(?:\.\d+)*)*",
            r"(?<![\w.])[A-Za-z][\w.]*-\d[\w.]*",
            r"[_^]\{[^}]*\}",
        )
    )
)
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?")


def numbers_in(text: str, names: tuple[str, ...] = ()) -> set[float]:
    """Return the figures of a text, without sign: 1,700 is 1700 and −74 is 74."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    found = NUMBER.findall(NO_FIGURES.sub(" ", text))
    return {float(number.replace(",", "")) for number in found}


def texts_in(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Give every text of a report that may claim something, with its field as section.field."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key not in NO_CLAIMS and not (not path and key in SECTIONS_WITHOUT_CLAIMS):
                yield from texts_in(below, (*path, key))
    elif isinstance(value, list):
        for below in value:
            yield from texts_in(below, path)
    elif value and path[0] != "report":
        yield ".".join(path[:2]), value
    elif value and path[1] in ("title", "summary"):
        yield f"report.{path[1]}", value
