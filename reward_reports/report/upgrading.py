"""Rewrites a report of an earlier version of the format as text edits: comments, order and meaning stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_args

from reward_reports.base.errors import InvalidReportError
from reward_reports.report.loading import load_text
from reward_reports.report.model import Register
from reward_reports.report.model.fields import info_of, model_in
from reward_reports.report.model.report import CURRENT_VERSION, Report
from reward_reports.report.model.values import FormerNames
from reward_reports.report.text_edits import apply_edits, is_alias, replace_value

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Edit, Path
    from reward_reports.report.loading import Document
    from reward_reports.report.model import Base

_VERSION = ("schema_version",)


def upgrade(document: Document) -> str:
    """Return the text of a report in the current version of the format; of one that is current already, its own text.

    Raises:
        InvalidReportError: if the file is not a report that loads, or its version cannot be rewritten.
    """
    report = document.require()
    if report.schema_version == CURRENT_VERSION:
        return document.text
    version = replace_value(document, _VERSION, f'"{CURRENT_VERSION}"')
    if version is None:
        raise InvalidReportError(
            f"{document.name}: `schema_version` cannot be rewritten, since an anchor stands before its value; "
            f'write `schema_version: "{CURRENT_VERSION}"`'
        )
    upgraded = apply_edits(document.text, [version, *_renamed(document)])
    if not _same(report, load_text(upgraded, document.name).report):
        raise InvalidReportError(f"{document.name} cannot be upgraded without changing what it says")
    return upgraded


def _same(old: Report, new: Report | None) -> bool:
    return new is not None and new.model_copy(update={"schema_version": old.schema_version}) == old


def _renamed(document: Document) -> Iterator[Edit]:
    """Give the edits that write values under their present names; a value behind an anchor is read under its former one."""
    for path, value, now in _former_values(document.data, (), Report):
        edit = None if is_alias(document, path) else replace_value(document, path, now[value])
        if edit is not None:
            yield edit


def _former_values(data: Any, path: Path, model: type[Base]) -> Iterator[tuple[Path, str, dict[str, str]]]:
    if isinstance(data, list):
        if issubclass(model, Register):  # in its short form
            model = model_in(model.model_fields["items"].annotation) or model
        for index, one in enumerate(data):
            yield from _former_values(one, (*path, index), model)
        return
    for key, value in data.items() if isinstance(data, dict) else ():
        info = info_of(model, key)
        if info is None:
            continue
        now, inner = _former_names((*info.metadata, info.annotation)), model_in(info.annotation)
        if isinstance(value, str) and value in now:
            yield (*path, key), value, now
        elif inner is not None:
            yield from _former_values(value, (*path, key), inner)


def _former_names(annotation: Any) -> dict[str, str]:
    if isinstance(annotation, FormerNames):
        return annotation.now
    inside = annotation if isinstance(annotation, tuple) else get_args(annotation)
    return next((names for part in inside if (names := _former_names(part))), {})
