"""What the server answers about one state of a report: hover, completion, ids, outline."""

from __future__ import annotations

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from reward_reports.base.diagnostics import Span
from reward_reports.base.errors import InputError
from reward_reports.editing.completing import Candidate, suggestions
from reward_reports.editing.hovering import hover
from reward_reports.editing.identifiers import Definition
from reward_reports.editing.lsp.documents import View
from reward_reports.editing.outline import Symbol, folds, states, symbols

_ITEM_KINDS = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "id": types.CompletionItemKind.Reference,
}
_SYMBOL_KINDS = {
    "section": types.SymbolKind.Module,
    "field": types.SymbolKind.Field,
    "entry": types.SymbolKind.Object,
    "key": types.SymbolKind.Property,
}


def hover_at(view: View, params: types.HoverParams) -> types.Hover | None:
    """Return what is known about the key, value or id at a place."""
    hovered = hover(view.snapshot, view.identifiers, view.offset(params.position))
    return types.Hover(_markdown(hovered[0]), view.range(hovered[1])) if hovered else None


def completions_at(view: View, params: types.CompletionParams) -> types.CompletionList:
    """Return the keys, values and ids that may stand at a place."""
    offered = suggestions(view.snapshot, view.identifiers, view.offset(params.position))
    return types.CompletionList(is_incomplete=False, items=[_item(view, one) for one in offered])


def _item(view: View, one: Candidate) -> types.CompletionItem:
    return types.CompletionItem(
        label=one.label,
        kind=_ITEM_KINDS[one.kind],
        detail=one.detail or None,
        documentation=_markdown(one.meaning) if one.meaning else None,
        sort_text=f"{one.order:04}",
        filter_text=one.label,
        text_edit=types.TextEdit(view.range(one.replaces), one.text),
    )


def _markdown(text: str) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def definition_at(view: View, params: types.DefinitionParams) -> types.Location | None:
    """Return where the id at a place is defined."""
    definition = _definition(view, params.position)
    return view.location(definition.span) if definition else None


def references_at(view: View, params: types.ReferenceParams) -> list[types.Location]:
    """Return the places that name the id at a place."""
    spans = _spans(view, params.position, with_definition=params.context.include_declaration)
    return [view.location(span) for span in spans]


def highlights_at(view: View, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    """Return the places to mark while the cursor is in an id."""
    return [types.DocumentHighlight(view.range(span)) for span in _spans(view, params.position, with_definition=True)]


def _spans(view: View, position: types.Position, *, with_definition: bool) -> list[Span]:
    definition = _definition(view, position)
    if definition is None or view.identifiers is None:
        return []
    used = [use.span for use in view.identifiers.uses_of(definition) if use.span]
    return [definition.span, *used] if with_definition else used


def _definition(view: View, position: types.Position) -> Definition | None:
    return view.identifiers.at(view.offset(position)) if view.identifiers else None


def prepare_rename(view: View, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """Return the id at a place, if one that can be renamed stands there."""
    offset = view.offset(params.position)
    definition = _definition(view, params.position)
    span = view.identifiers.span_at(offset) if view.identifiers else None
    return types.PrepareRenamePlaceholder(view.range(span), definition.id) if definition and span else None


def rename(view: View, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Return the edits that give an entry another id at every place.

    Raises:
        JsonRpcException: if it cannot have that id; the editor shows the message.
    """
    definition = _definition(view, params.position)
    if definition is None or view.identifiers is None:
        return None
    try:
        return view.workspace_edit(view.identifiers.rename(definition, params.new_name))
    except InputError as error:
        raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed) from error


def outline(view: View, _params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """Return the sections, fields and entries."""
    return [_symbol(view, one) for one in symbols(view.snapshot)]


def _symbol(view: View, one: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=one.name or one.detail,
        kind=_SYMBOL_KINDS[one.kind],
        range=view.range(one.span),
        selection_range=view.range(one.word),
        detail=one.detail or None,
        children=[_symbol(view, child) for child in one.children],
    )


def foldings(view: View, _params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """Return what can be folded."""
    return [types.FoldingRange(first, last) for first, last in folds(view.snapshot)]


def hints(view: View, params: types.InlayHintParams) -> list[types.InlayHint]:
    """Return the state of each field in a stretch of the text, to be shown behind its key."""
    first, last = view.offset(params.range.start), view.offset(params.range.end)
    shown = [one for one in states(view.snapshot) if first <= one.offset <= last]
    return [types.InlayHint(view.position(one.offset), one.words, padding_left=True) for one in shown]
