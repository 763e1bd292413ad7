"""What a kind of page says about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reward_reports.report.model import Report

if TYPE_CHECKING:
    from reward_reports.publishing.site.subpages import Subpages


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page; a module in `kinds/` holds one as its `KIND`.

    Attributes:
        name: the folder of its pages, and the name of its template.
        label: what links to it are called.
        write: writes the page of a report, and what else belongs to it.
        place: where it stands among the links, from the left.
        applies: says whether a report has such a page.
    """

    name: str
    label: str
    write: Callable[[Subpages], None]
    place: int
    applies: Callable[[Report], bool] = lambda _report: True
