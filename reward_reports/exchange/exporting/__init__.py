"""A report in the forms that other tools and other questions ask for. Nothing here claims that a law is complied with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reward_reports.exchange.exporting.formats import EXPORTERS

if TYPE_CHECKING:
    from reward_reports.exchange.exporting.writing import export, into_card

__all__ = ["EXPORTERS", "FORMATS", "export", "into_card"]

FORMATS = {one.name: one for one in sorted(EXPORTERS, key=lambda one: one.framework != "")}
"""The formats by their names, frameworks last."""


def __getattr__(name: str) -> Any:
    """Import what exports when it is first used: the list of formats is needed for the help."""
    if name not in ("export", "into_card"):
        raise AttributeError(name)
    from reward_reports.exchange.exporting import writing

    return getattr(writing, name)
