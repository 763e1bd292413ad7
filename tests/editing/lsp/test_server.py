"""The language server as an editor meets it: a process that is spoken to over its standard streams."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

from reward_reports.editing.lsp.server import ANSWERS
from reward_reports.linting.running import lint_text
from reward_reports.linting.settings import Settings

from ...git import commit_all, git

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/reward-report.yaml"))
TODAY = date(2026, 6, 1)
TEXT = """\
schema_version: "1.1"
report: {id: shop, title: Shop, version: "1.0", kind: first_party}
optimization_intent:
  goal_of_reinforcement: 😀 To answer letters [@nobody].
  oversight_metrics:
    - {id: small-press, name: 😀 Letters}
  known_failure_modes:
    - {id: loop, name: A loop, detected_by: [small_press]}
references:
  - {id: book, title: A book}
"""


def make_client() -> LanguageClient:
    client = make_test_lsp_client()

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        client.registered = [one.method for one in params.registrations]

    return client


@pytest.fixture
def connected(warm):
    """Start a server as a copy of a process that has imported it, and connect an editor to it."""
    command = warm("reward_reports", "reward_reports.editing.lsp.server")

    @asynccontextmanager
    async def connect(capabilities: str, *options: str) -> AsyncIterator[LanguageClient]:
        client = make_client()
        await client.start_io(*command, "server", "--today", str(TODAY), *options)
        await client.initialize_session(types.InitializeParams(capabilities=client_capabilities(capabilities)))
        yield client
        await client.shutdown_session()
        await client.stop()

    return connect


@pytest.fixture
async def client(connected) -> AsyncIterator[LanguageClient]:
    async with connected("visual-studio-code") as client:
        yield client


@pytest.fixture
async def strict_client(connected) -> AsyncIterator[LanguageClient]:
    async with connected("neovim", "--since", "HEAD", "--strictness", "minimal") as client:
        yield client


class Editor:
    """An editor with one file open."""

    def __init__(self, client: LanguageClient, file: Path) -> None:
        self.client = client
        self.uri = file.as_uri()
        self.text = ""
        self.document = types.TextDocumentIdentifier(self.uri)
        self._version = 0

    async def open(self, text: str) -> None:
        self.text = text
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(self.uri, "yaml", 0, text))
        )
        await self.findings_published()

    async def write(self, *texts: str) -> None:
        for text in texts:
            self._version += 1
            self.text = text
            self.client.text_document_did_change(
                types.DidChangeTextDocumentParams(
                    types.VersionedTextDocumentIdentifier(self._version, self.uri),
                    [types.TextDocumentContentChangeWholeDocument(text)],
                )
            )
        await self.findings_published()

    async def findings_published(self) -> None:
        await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)

    @property
    def diagnostics(self) -> list[types.Diagnostic]:
        return list(self.client.diagnostics.get(self.uri, ()))

    @property
    def codes(self) -> set[str]:
        return {str(one.code) for one in self.diagnostics}

    def at(self, words: str, behind: str = "") -> types.Position:
        """Return where words begin, or where those inside them do."""
        offset = self.text.index(words) + (words.index(behind) if behind else 0)
        return self.place(offset)

    def place(self, offset: int) -> types.Position:
        line = self.text.count("\n", 0, offset)
        start = self.text.rfind("\n", 0, offset) + 1
        return types.Position(line, len(self.text[start:offset].encode("utf-16-le")) // 2)

    def words(self, range_: types.Range) -> str:
        return self.text[self.offset(range_.start) : self.offset(range_.end)]

    def offset(self, position: types.Position) -> int:
        lines = self.text.split("\n")
        line = lines[position.line].encode("utf-16-le")[: 2 * position.character].decode("utf-16-le")
        return sum(len(one) + 1 for one in lines[: position.line]) + len(line)

    def edited(self, edit: types.WorkspaceEdit) -> str:
        text = self.text
        for one in sorted(edit.changes[self.uri], key=lambda one: self.offset(one.range.start), reverse=True):
            text = text[: self.offset(one.range.start)] + one.new_text + text[self.offset(one.range.end) :]
        return text

    async def actions(self, range_: types.Range, only: list[str] | None = None) -> list[types.CodeAction]:
        params = types.CodeActionParams(self.document, range_, types.CodeActionContext([], only=only))
        return list(await self.client.text_document_code_action_async(params) or ())


@pytest.fixture
def editor(client: LanguageClient, tmp_path: Path) -> Editor:
    return Editor(client, tmp_path / "shop.reward-report.yaml")


async def test_the_editor_is_shown_what_the_command_finds(editor: Editor):
    for example in EXAMPLES[:3]:
        raw = example.read_bytes()
        there = Editor(editor.client, example)
        await there.open(raw.decode())
        found = lint_text(raw, example.name, Settings(), TODAY).findings
        said = [(one.code, one.range.start.line + 1, one.message.split("\n")[0]) for one in there.diagnostics]
        assert said == [(one.code, one.line, one.message) for one in found]


async def test_a_diagnostic_marks_its_words_beside_an_emoji(editor: Editor):
    await editor.open(TEXT)
    (cited,) = (one for one in editor.diagnostics if one.code == "REF004")
    assert editor.words(cited.range) == "@nobody"
    assert cited.source == "reward-reports"


async def test_findings_follow_the_text_and_stay_while_it_is_broken(editor: Editor):
    await editor.open(TEXT)
    assert {"REF001", "REF004"} <= editor.codes
    await editor.write(TEXT.replace("[small_press]", "[small-p"), TEXT.replace("[small_press]", "[small-press"))
    assert "REF004" in editor.codes
    assert any(code.startswith("SYN") for code in editor.codes)
    await editor.write(TEXT.replace("[small_press]", "[small-press]").replace(" [@nobody]", ""))
    assert not {"REF001", "REF004"} & editor.codes


async def test_every_fix_is_offered_at_its_finding(editor: Editor):
    await editor.open(TEXT)
    (wrong,) = (one for one in editor.diagnostics if one.code == "REF001")
    (fix,) = (one for one in await editor.actions(wrong.range, ["quickfix"]))
    assert editor.edited(fix.edit) == TEXT.replace("small_press", "small-press")
    assert [one.code for one in fix.diagnostics] == ["REF001"]
    elsewhere = types.Range(types.Position(0, 0), types.Position(0, 0))
    assert "REF001" not in {
        one.code for fix in await editor.actions(elsewhere, ["quickfix"]) for one in fix.diagnostics
    }


async def test_all_safe_fixes_are_one_action(editor: Editor):
    await editor.open(TEXT)
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    (fix,) = await editor.actions(start, ["source.fixAll"])
    assert "[small-press]" in editor.edited(fix.edit)
    assert await editor.actions(start, ["refactor"]) == []


async def test_an_id_is_followed_and_renamed(editor: Editor):
    await editor.open(TEXT.replace("[small_press]", "[small-press]").replace("nobody", "book"))
    here = editor.at("[small-press]", "press")
    found = await editor.client.text_document_definition_async(types.DefinitionParams(editor.document, here))
    assert found.range.start == editor.at("small-press")
    context = types.ReferenceContext(include_declaration=True)
    places = await editor.client.text_document_references_async(types.ReferenceParams(context, editor.document, here))
    assert [editor.words(one.range) for one in places] == ["small-press"] * 2
    marked = await editor.client.text_document_document_highlight_async(
        types.DocumentHighlightParams(editor.document, here)
    )
    assert [one.range for one in marked] == [one.range for one in places]
    asked = await editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(editor.document, here))
    assert asked.placeholder == "small-press"
    edit = await editor.client.text_document_rename_async(types.RenameParams(editor.document, here, "presses"))
    assert editor.edited(edit) == editor.text.replace("small-press", "presses")


async def test_a_reference_is_renamed_in_the_text(editor: Editor):
    await editor.open(TEXT.replace("nobody", "book"))
    here = editor.at("@book", "book")
    edit = await editor.client.text_document_rename_async(types.RenameParams(editor.document, here, "tome"))
    assert editor.edited(edit) == editor.text.replace("@book", "@tome").replace("id: book", "id: tome")


async def test_a_name_that_cannot_be_an_id_is_refused_with_a_message(editor: Editor):
    await editor.open(TEXT)
    params = types.RenameParams(editor.document, editor.at("small-press"), "two words")
    with pytest.raises(JsonRpcException, match="'two words' is not an id"):
        await editor.client.text_document_rename_async(params)


async def test_keys_values_and_ids_are_offered(editor: Editor):
    await editor.open(TEXT)

    async def offered(text: str) -> dict[str, types.CompletionItem]:
        await editor.write(text.replace("|", ""))
        params = types.CompletionParams(editor.document, editor.place(text.index("|")))
        found = await editor.client.text_document_completion_async(params)
        return {one.label: one for one in found.items}

    assert "third_party" in await offered(TEXT.replace("first_party", "|"))
    assert "evaluation" in await offered(TEXT.replace("references:", "|\nreferences:"))
    cited = (await offered(TEXT.replace("@nobody", "@b|")))["book"]
    assert cited.text_edit.new_text == "book"
    assert editor.words(cited.text_edit.range) == "b"


async def test_a_key_is_explained(editor: Editor):
    await editor.open(TEXT)
    found = await editor.client.text_document_hover_async(
        types.HoverParams(editor.document, editor.at("oversight_metrics"))
    )
    assert editor.words(found.range) == "oversight_metrics"
    assert "oversight" in found.contents.value


async def test_the_outline_the_folds_and_the_states_are_shown(editor: Editor):
    await editor.open(TEXT)
    outline = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(editor.document))
    assert [one.detail or one.name for one in outline][:3] == ["schema_version", "report", "optimization_intent"]
    folds = await editor.client.text_document_folding_range_async(types.FoldingRangeParams(editor.document))
    assert (2, 7) in [(one.start_line, one.end_line) for one in folds]
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    hints = await editor.client.text_document_inlay_hint_async(types.InlayHintParams(editor.document, whole))
    assert {one.label for one in hints} == {"1 entry"}


async def test_settings_of_the_project_count_and_are_read_again_when_saved(editor: Editor, tmp_path: Path):
    (tmp_path / ".reward-reports.toml").write_text('select = ["REF004"]\n', "utf-8")
    await editor.open(TEXT)
    assert editor.codes == {"REF004"}
    (tmp_path / ".reward-reports.toml").write_text('select = ["REF001"]\n', "utf-8")
    editor.client.text_document_did_save(types.DidSaveTextDocumentParams(editor.document))
    await editor.findings_published()
    assert editor.codes == {"REF001"}
    (tmp_path / ".reward-reports.toml").write_text("selct = []\n", "utf-8")
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
    await editor.findings_published()
    assert {"REF001", "REF004"} <= editor.codes
    assert "unknown setting selct" in editor.client.messages[-1].message


async def test_findings_of_the_baseline_are_not_shown(editor: Editor, tmp_path: Path, run):
    file = tmp_path / "shop.reward-report.yaml"
    file.write_text(TEXT, "utf-8")
    run("lint", file.name, "--write-baseline", "known.json", "--today", str(TODAY), cwd=tmp_path)
    (tmp_path / ".reward-reports.toml").write_text('baseline = "known.json"\n', "utf-8")
    await editor.open(TEXT.replace("@nobody", "@nobody; @other"))
    assert [one.message for one in editor.diagnostics if "`other`" in one.message or "@other" in one.message]
    assert editor.codes == {"REF004"}


async def test_a_yaml_file_that_is_no_report_is_left_alone(client: LanguageClient, tmp_path: Path):
    editor = Editor(client, tmp_path / "other.yaml")
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(editor.uri, "yaml", 0, "a: [\n"))
    )
    params = types.HoverParams(editor.document, types.Position(0, 0))
    assert await client.text_document_hover_async(params) is None
    assert editor.uri not in client.diagnostics
    await editor.write(TEXT)  # it has become one
    assert "REF001" in editor.codes
    client.text_document_did_close(types.DidCloseTextDocumentParams(editor.document))
    await editor.findings_published()
    assert editor.diagnostics == []


@pytest.mark.tool("git")
async def test_findings_compare_with_a_base(strict_client: LanguageClient, tmp_path: Path):
    editor = Editor(strict_client, tmp_path / "reward-report.yaml")
    (tmp_path / "reward-report.yaml").write_text(TEXT, "utf-8")
    git(tmp_path, "init", "-q")
    commit_all(tmp_path)
    await editor.open(TEXT)
    assert "LIV008" not in editor.codes
    await editor.write(
        TEXT.replace("- {id: loop, name: A loop, detected_by: [small_press]}", "- {id: trap, name: A trap}")
    )
    assert "LIV008" in editor.codes


async def test_a_base_that_is_not_there_is_a_message(strict_client: LanguageClient, tmp_path: Path):
    editor = Editor(strict_client, tmp_path / "reward-report.yaml")
    await editor.open(TEXT)
    assert "REF001" in editor.codes
    assert "nothing is compared" in strict_client.messages[-1].message


async def test_every_answer_stands_broken_and_empty_texts(editor: Editor):
    position = types.Position(3, 40)
    whole = types.Range(types.Position(0, 0), types.Position(99, 99))
    extra = {
        types.TEXT_DOCUMENT_REFERENCES: {"position": position, "context": types.ReferenceContext(True)},
        types.TEXT_DOCUMENT_RENAME: {"position": position, "new_name": "x"},
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: {},
        types.TEXT_DOCUMENT_FOLDING_RANGE: {},
        types.TEXT_DOCUMENT_INLAY_HINT: {"range": whole},
        types.TEXT_DOCUMENT_CODE_ACTION: {"range": whole, "context": types.CodeActionContext([])},
    }
    await editor.open(TEXT)
    for text in (
        "",
        "\n",
        "- a\n- b\n",
        "a: [",
        TEXT[:200],
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        "\0",
        "x: " * 999,
        TEXT.replace("name: 😀 Letters", "name: [1]").replace("references:", "references:\n  - 3"),
    ):
        await editor.write(text)
        for method in ANSWERS:
            given = types.METHOD_TO_TYPES[method][2]
            arguments = extra.get(method, {"position": position})
            with (
                contextlib.suppress(JsonRpcException)
                if method == types.TEXT_DOCUMENT_RENAME
                else contextlib.nullcontext()
            ):
                await editor.client.protocol.send_request_async(
                    method, given(text_document=editor.document, **arguments)
                )


def test_a_missing_extra_is_said(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "pygls", None)
    done = run("server")
    assert done.returncode == 2
    assert 'the language server needs pygls: pip install ".[lsp]"' in done.stderr


def test_the_server_ends_when_the_editor_is_gone(run_process):
    assert run_process("server").returncode == 0
