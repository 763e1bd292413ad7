"""A changelog in prose to entries, where every line of its list says its version and its date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reward_reports.exchange.importing.titles import field_of

_ITEM = re.compile(
    r"v?(?P<version>\d{1,6}(?:\.\d{1,6}){1,3})\s*\((?P<date>[^()\n]{4,40})\)\s*[-–—:]*\s*(?P<rest>.*)", re.DOTALL
)
_MONTHS = {
    name: number
    for number, full in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
    for name in (full, full[:3])
}
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_DAY_MONTH = re.compile(r"(?:(\d{1,2})[/ .-]+)?([A-Za-z]{3,9})\.?[/ .,-]+(\d{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ANNOUNCED = re.compile(r"(?:\A|(?<=[.\n]) *)([A-Z][\w&/ -]{2,50}?) section was updated")


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """An entry of the changelog; `fields` are the changed fields as the report names them."""

    id: str
    version: str
    date: str
    summary: str
    fields: tuple[str, ...] = ()


def entries_of(text: str) -> tuple[str, tuple[ImportedEntry, ...]]:
    """Return the text that stands around the list of a changelog, and the entries; all as text if one does not fit."""
    prose, items = _split(text)
    parsed = [_entry(item) for item in items]
    entries = tuple(entry for entry in parsed if entry is not None)
    if not entries or len(entries) < len(parsed) or len({entry.id for entry in entries}) < len(entries):
        return text, ()
    return prose, entries


def _split(text: str) -> tuple[str, list[str]]:
    """Return what is not a list, and the items of the list at the margin."""
    prose: list[str] = []
    items: list[list[str]] = []
    inside = False
    for line in text.split("\n"):
        if line[:2] in ("- ", "* ", "+ "):
            items.append([line[2:]])
            inside = True
        elif inside and (line.startswith("  ") or not line.strip()):
            items[-1].append(line[2:])
        else:
            inside = False
            prose.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(prose)).strip(), ["\n".join(item).strip() for item in items]


def _entry(item: str) -> ImportedEntry | None:
    match = _ITEM.fullmatch(item)
    if match is None or not match["rest"]:
        return None
    day, whole = date_of(match["date"])
    if not day:
        return None
    summary = match["rest"] if whole else f"({match['date']}) {match['rest']}"
    named = dict.fromkeys(name.strip() for name in _ANNOUNCED.findall(match["rest"]))
    fields = tuple(".".join(field_of(name) or (name,)) for name in named)
    return ImportedEntry(f"v{match['version']}", match["version"], day, summary, fields)


def date_of(words: str) -> tuple[str, bool]:
    """Return a date as ISO 8601, as far as it is surely known, and whether that says all that the words say."""
    from reward_reports.report.model.values import PartialDate

    words = words.strip()
    text = words if _ISO.fullmatch(words) else _with_month(words)
    try:
        if text:
            return PartialDate.parse(text).text, True
    except ValueError:
        pass
    year = _YEAR.search(words)
    return (year[0], False) if year else ("", False)


def _with_month(words: str) -> str:
    if match := _DAY_MONTH.fullmatch(words):
        day, name, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(words):
        name, day, year = match.groups()
    else:
        return ""
    month = _MONTHS.get(name.lower())
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "") if month else ""
