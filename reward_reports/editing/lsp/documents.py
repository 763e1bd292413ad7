"""The reports that are open in the editor, each with what was found in its text once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types

from reward_reports.base.diagnostics import Edit, Span
from reward_reports.editing.identifiers import Identifiers
from reward_reports.editing.lsp.frames import Frames, begins_like_a_report, is_named_like_a_report, path_of
from reward_reports.editing.session import Session, Snapshot
from reward_reports.editing.text_positions import TextPositions


@dataclass
class View:
    """One state of an open report, with columns as the editor counts them.

    Attributes:
        uri: the address of the file.
        session: the editing of it.
        snapshot: the state.
        encoding: what columns are counted in.
    """

    uri: str
    session: Session
    snapshot: Snapshot
    encoding: str

    @cached_property
    def identifiers(self) -> Identifiers | None:
        """The ids of the report, if a part of it can be read."""
        context = self.snapshot.context
        return Identifiers(context) if context else None

    @cached_property
    def _positions(self) -> TextPositions:
        return TextPositions(self.snapshot.text, self.encoding)

    def offset(self, position: types.Position) -> int:
        """Return the offset of a place in the editor."""
        return self._positions.offset(position.line, position.character)

    def position(self, offset: int) -> types.Position:
        """Return the place of an offset in the editor."""
        return types.Position(*self._positions.at(offset))

    def range(self, span: Span) -> types.Range:
        """Return a stretch of the text as the editor writes it."""
        return types.Range(self.position(span.start), self.position(span.end))

    def location(self, span: Span) -> types.Location:
        """Return a stretch of the text with its file."""
        return types.Location(self.uri, self.range(span))

    def workspace_edit(self, edits: tuple[Edit, ...]) -> types.WorkspaceEdit:
        """Return text edits as the editor makes them."""
        edits_of_text = [types.TextEdit(self.range(Span(edit.start, edit.end)), edit.text) for edit in edits]
        return types.WorkspaceEdit(changes={self.uri: edits_of_text})


class Documents:
    """The open reports by address; a YAML file that is not a report is left alone."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._views: dict[str, View] = {}
        self.encoding = "utf-16"

    def uris(self) -> list[str]:
        """Return the addresses of all open reports."""
        return list(self._views)

    def view(self, uri: str) -> View | None:
        """Return the state of a report, or None for a file that is not one."""
        return self._views.get(uri)

    def open(self, uri: str, text: str) -> None:
        """Take in a file, if it is a report by its name or its text."""
        file = path_of(uri)
        if begins_like_a_report(text) or is_named_like_a_report(file, self._frames.settings_of(file)):
            self._put(uri, Session.of(text, self._frames.frame_of(file)))

    def change(self, uri: str, text: str) -> None:
        """Take in the new text of a file; one that was none may have become a report."""
        known = self._views.get(uri)
        if known:
            known.session.replace(text)
            self._put(uri, known.session)
        elif begins_like_a_report(text):
            self.open(uri, text)

    def judge_again(self, uri: str) -> None:
        """Read the settings and the base of a report again."""
        view = self._views.get(uri)
        if view:
            view.session.judge_by(self._frames.frame_of(path_of(uri)))
            self._put(uri, view.session)

    def close(self, uri: str) -> bool:
        """Forget a file; return whether it was a report."""
        return self._views.pop(uri, None) is not None

    def _put(self, uri: str, session: Session) -> None:
        self._views[uri] = View(uri, session, session.snapshot, self.encoding)
