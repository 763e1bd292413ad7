"""iCalendar (RFC 5545): one event of a whole day for each thing that is due."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from reward_reports._version import __version__
from reward_reports.base.escaping.visible import visible
from reward_reports.runs.monitoring.due import VERBS, Due

_OCTETS = 75
_ESCAPED = re.compile(r"[\\;,]")
_END = "\r\n"


def calendar(items: Sequence[Due], today: date, *, colour: bool = False, errors: Sequence[str] = ()) -> str:
    """Return the text of a calendar file, with CRLF at line ends.

    An event's UID is made of the report's id, the kind, the item and the day a trigger went off, so that a calendar that reads the file again moves
    the event and does not add a second one. What has no day stands on today: it is late, or nobody knows how late.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//reward-reports//due {__version__}//EN", "CALSCALE:GREGORIAN"]
    seen: dict[str, int] = {}
    for one in items:
        key = "\n".join((one.report, one.kind, one.item, one.since))
        seen[key] = seen.get(key, 0) + 1
        lines += _event(one, today, f"{key}\n{seen[key]}" if seen[key] > 1 else key)
    return "".join(_folded(line) + _END for line in (*lines, "END:VCALENDAR"))


def _event(one: Due, today: date, key: str) -> Iterator[str]:
    day = one.date or today
    late = f" ({-one.days} days late)" if one.days is not None and one.days < 0 else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(key.encode()).hexdigest()[:32]}@reward-reports"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(day)}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}"
    yield "SUMMARY:" + _escaped(f"{one.report}: {VERBS[one.kind]} {one.item}".rstrip() + late)
    yield "DESCRIPTION:" + _escaped(". ".join(part for part in (one.about, one.owner and f"For {one.owner}") if part))
    yield "CATEGORIES:" + _escaped("overdue" if one.overdue else "due")
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    """Return a text as an iCalendar value: on one line, with nothing invisible, and what would end it escaped.

    Where a line is folded another begins, and `::` there would be a command in the log of a CI job.
    """
    return _ESCAPED.sub(lambda match: "\\" + match[0], visible(text).replace("::", r":\x3a"))


def _folded(line: str) -> str:
    """Return a line of no more than 75 octets, continued on lines that begin with a blank; no character is broken up."""
    folded, room = "", _OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            folded += _END + " "
            room = _OCTETS - 1
        folded += character
        room -= size
    return folded
