"""Values by the names that authors write for them: `implementation.reward_details.speed.weight`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reward_reports.changes.comparing.to_json import plain
from reward_reports.report.model import Base
from reward_reports.report.model.base import AUDIENCES, Answer, Quantity, Register

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path
    from reward_reports.report.model import Report


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value of a report.

    Attributes:
        path: where it stands, in the long form.
        value: as plain data.
        audience: the narrowest circle that an answer around it is for.
    """

    path: Path
    value: Any
    audience: str


def find_field(report: Report, name: str) -> FoundValue | None:
    """Return the value with a name: sections, fields, ids or positions of entries and keys, with dots between them."""
    here: Any = report
    path: Path = ()
    audience = AUDIENCES[0]
    rest = name.replace("[", ".").replace("]", "")
    while rest:
        if isinstance(here, Register) and not _is_key(here, rest):
            here, path = here.items, (*path, "items")
        step = _step(here, rest)
        if step is None:
            return None
        at, written = step
        here = getattr(here, str(at)) if isinstance(here, Base) else here[at]
        path, rest = (*path, at), rest[len(written) + 1 :]
        if isinstance(here, Answer):
            audience = max(audience, here.audience, key=AUDIENCES.index)
    if isinstance(here, Answer) and not isinstance(here, Register):
        key = "value" if isinstance(here, Quantity) else "text"
        here, path = getattr(here, key), (*path, key)
    return FoundValue(path, plain(here), audience) if path and not isinstance(here, Base) else None


def _is_key(register: Register, rest: str) -> bool:
    return rest.split(".", 1)[0] in type(register).model_fields


def _step(here: Any, rest: str) -> tuple[str | int, str] | None:
    """Return the next step and the words that stand for it, the longest where an id or a key has dots in it."""
    head = rest.split(".", 1)[0]
    if isinstance(here, Base):
        return (head, head) if head in type(here).model_fields else None
    named: list[tuple[str | int, str]] = []
    if isinstance(here, dict):
        named = [(key, key) for key in here]
    elif isinstance(here, tuple | list):
        named = [(at, str(one.id)) for at, one in enumerate(here) if getattr(one, "id", None)]
        if head.isascii() and head.isdecimal() and len(head) < 9 and int(head) < len(here):
            named.append((int(head), head))
    fitting = [one for one in named if rest == one[1] or rest.startswith(f"{one[1]}.")]
    return max(fitting, key=lambda one: len(one[1]), default=None)
