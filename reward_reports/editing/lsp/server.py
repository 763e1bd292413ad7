"""The server: it takes in texts, answers, and shows findings when the author pauses."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from typing import Any, BinaryIO, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from reward_reports._version import __version__
from reward_reports.base.errors import RewardReportsError
from reward_reports.editing.lsp import answers, findings
from reward_reports.editing.lsp.documents import Documents, View
from reward_reports.editing.lsp.frames import Frames, ServerOptions

PAUSE = 0.1
"""Seconds without a change after which findings are shown."""
_SETTINGS_FILES = ("**/.reward-reports.toml", "**/pyproject.toml")

Answer = Callable[[View, Any], Any]
ANSWERS: dict[str, tuple[Answer, Any]] = {
    types.TEXT_DOCUMENT_HOVER: (answers.hover_at, None),
    types.TEXT_DOCUMENT_COMPLETION: (
        answers.completions_at,
        types.CompletionOptions(trigger_characters=["@", "[", " "]),
    ),
    types.TEXT_DOCUMENT_DEFINITION: (answers.definition_at, None),
    types.TEXT_DOCUMENT_REFERENCES: (answers.references_at, None),
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: (answers.highlights_at, None),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (answers.prepare_rename, None),
    types.TEXT_DOCUMENT_RENAME: (answers.rename, types.RenameOptions(prepare_provider=True)),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (answers.outline, None),
    types.TEXT_DOCUMENT_FOLDING_RANGE: (answers.foldings, None),
    types.TEXT_DOCUMENT_INLAY_HINT: (answers.hints, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        findings.actions_at,
        types.CodeActionOptions(code_action_kinds=findings.KINDS),
    ),
}
"""What answers each request about a report, with the options that the server announces."""


class ReportServer(LanguageServer):
    """A language server for reports."""

    def __init__(self, options: ServerOptions) -> None:
        super().__init__("reward-reports", __version__, types.TextDocumentSyncKind.Full)
        self._documents = Documents(Frames(options, self._show_once))
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._shown: set[str] = set()
        for method, (answer, announced) in ANSWERS.items():
            self.feature(method, announced)(self._answering(answer))
        self._follow_files()

    def _answering(self, answer: Answer) -> Callable[[Any], Any]:
        def respond(params: Any) -> Any:
            view = self._documents.view(params.text_document.uri)
            return answer(view, params) if view else None

        return respond

    def _follow_files(self) -> None:
        """Register what follows the files that are opened, changed, saved and closed."""

        @self.feature(types.INITIALIZED)
        def begin(_params: types.InitializedParams) -> None:
            self._documents.encoding = str(getattr(self._encoding, "value", self._encoding))
            self._watch_settings()

        @self.feature(types.TEXT_DOCUMENT_DID_OPEN)
        def opened(params: types.DidOpenTextDocumentParams) -> None:
            self._documents.open(params.text_document.uri, params.text_document.text)
            self._publish(params.text_document.uri)

        @self.feature(types.TEXT_DOCUMENT_DID_CHANGE)
        def changed(params: types.DidChangeTextDocumentParams) -> None:
            uri = params.text_document.uri
            self._documents.change(uri, self.workspace.get_text_document(uri).source)
            self._publish_soon(uri)

        @self.feature(types.TEXT_DOCUMENT_DID_SAVE)
        def saved(params: types.DidSaveTextDocumentParams) -> None:
            self._judge_again(params.text_document.uri)

        @self.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
        def settings_changed(_params: types.DidChangeWatchedFilesParams) -> None:
            for uri in self._documents.uris():
                self._judge_again(uri)

        @self.feature(types.TEXT_DOCUMENT_DID_CLOSE)
        def closed(params: types.DidCloseTextDocumentParams) -> None:
            self._stop_waiting(params.text_document.uri)
            if self._documents.close(params.text_document.uri):
                self._send(params.text_document.uri, [])

    @property
    def _encoding(self) -> types.PositionEncodingKind | str:
        return self.server_capabilities.position_encoding or "utf-16"

    def _watch_settings(self) -> None:
        """Ask the editor to say when a settings file changes, if it can."""
        workspace = self.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching is None or not watching.dynamic_registration:
            return
        watchers = [types.FileSystemWatcher(pattern) for pattern in _SETTINGS_FILES]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        self.client_register_capability(types.RegistrationParams([registration]))

    def _judge_again(self, uri: str) -> None:
        self._shown.clear()
        self._documents.judge_again(uri)
        self._publish(uri)

    def _publish_soon(self, uri: str) -> None:
        self._stop_waiting(uri)
        self._waiting[uri] = asyncio.get_running_loop().call_later(PAUSE, self._publish, uri)

    def _stop_waiting(self, uri: str) -> None:
        waiting = self._waiting.pop(uri, None)
        if waiting:
            waiting.cancel()

    def _publish(self, uri: str) -> None:
        self._stop_waiting(uri)
        view = self._documents.view(uri)
        if view is None:
            return
        try:
            diagnostics = findings.diagnostics(view)
        except RewardReportsError as error:  # an own schema or a rule of a plugin that cannot be used
            self._show_once(str(error))
            return
        self._send(uri, diagnostics)

    def _send(self, uri: str, diagnostics: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics))

    def _show_once(self, message: str) -> None:
        """Show a message once."""
        if message not in self._shown:
            self._shown.add(message)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"reward-reports: {message}"))


def serve(options: ServerOptions) -> None:
    """Talk to an editor over standard input and output until it ends the server."""
    answers_go_to = cast("BinaryIO", sys.stdout.buffer)
    with redirect_stdout(sys.stderr):  # what a rule of a plugin prints would be taken for an answer
        ReportServer(options).start_io(stdout=answers_go_to)
