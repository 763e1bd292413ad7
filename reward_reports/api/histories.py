"""In which revision of a report its predictions appear first, from git, for `lint`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reward_reports.base.errors import UncommittedError

if TYPE_CHECKING:
    from reward_reports.linting.predictions import Firsts
    from reward_reports.linting.running import Histories
    from reward_reports.linting.settings import Settings


def histories(settings: Settings) -> Histories:
    """Return what reads the revisions of reports in git; a file that is not committed has none.

    Args:
        settings: how much of each revision is read.
    """
    from reward_reports.changes.history.revisions import history_of
    from reward_reports.linting.predictions import Firsts, firsts_of
    from reward_reports.report.loading import Limits

    limits = Limits(max_bytes=settings.max_bytes)

    def read(name: str) -> Firsts:
        try:
            return firsts_of([(one.name, one.report) for one in history_of(name, limits=limits)])
        except UncommittedError:
            return Firsts()

    def read_all(names: list[str]) -> Mapping[str, Firsts]:
        return {name: read(name) for name in names}

    return read_all
