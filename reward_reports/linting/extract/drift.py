"""Where a report and the files of the system part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Edit, Path
    from reward_reports.changes.comparing.change import Change


@dataclass(frozen=True, slots=True)
class Drift:
    """One place where a report and a file of the system do not say the same.

    Attributes:
        message: what is wrong.
        advice: what to do.
        path: where it stands in the report.
        edit: what brings the report up to date; None if only a person can.
        change: what the changelog must tell of it; None if nothing.
        words: by one of them an entry of the changelog shows that it speaks of the change.
    """

    message: str
    advice: str
    path: Path
    edit: Edit | None = None
    change: Change | None = None
    words: tuple[str, ...] = ()
