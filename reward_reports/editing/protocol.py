"""The operations on a report that is being edited, one list for every transport: a request in, an answer out, both plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from reward_reports.base.errors import InputError, RewardReportsError
from reward_reports.editing import changing, form
from reward_reports.editing.identifiers import Identifiers
from reward_reports.editing.session import LintFrame, Session
from reward_reports.linting.settings import Strictness

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Edit, Path

Data = dict[str, Any]
_DEEPEST = 20
"""Levels of a value that is put into a report."""
Preview = Callable[[Session], str]
"""Makes a page of the report, as HTML."""


class Protocol:
    """Answers the requests of one form.

    A request is a mapping with the name of an operation as `op` and its arguments. The answer is the new state (see
    `form.state_of`), or a mapping with `error`, a sentence for the author; nothing has changed then.
    """

    def __init__(self, text: str, frame: LintFrame, preview: Preview) -> None:
        self._preview = preview
        self.session = Session.of(text, frame)

    def answer(self, request: Any) -> Data:
        """Carry out a request."""
        try:
            name = _taken(request, "op", str)
            if name not in OPERATIONS:
                raise InputError(f"there is no operation {name!r}; choose {', '.join(OPERATIONS)}")
            return OPERATIONS[name](self, request) or self.state()
        except RewardReportsError as error:
            return {"error": str(error)}

    def state(self) -> Data:
        """Return the present state."""
        state = form.state_of(self.session.snapshot, self.session.findings)
        undo = {"can_undo": self.session.can_undo, "can_redo": self.session.can_redo}
        return state | undo | {"level": self.session.frame.settings.strictness}

    def _edit(self, edits: tuple[Edit, ...]) -> None:
        self.session.apply(edits)


def _open(protocol: Protocol, request: Data) -> Data:
    protocol.session = Session.of(_taken(request, "text", str), protocol.session.frame)
    return protocol.state() | {"sections": form.sections(), "shapes": form.shapes()}


def _state(protocol: Protocol, request: Data) -> None:
    level = request.get("level", protocol.session.frame.settings.strictness)
    if level not in get_args(Strictness):
        raise InputError(f"the level {level!r} is unknown; choose {', '.join(get_args(Strictness))}")
    frame = protocol.session.frame
    if level != frame.settings.strictness:
        protocol.session.judge_by(replace(frame, settings=replace(frame.settings, strictness=level)))


def _set(protocol: Protocol, request: Data) -> None:
    value = _plain(request.get("value"))
    protocol._edit(changing.set_value(protocol.session.snapshot.document, _path(request), value))


def _clear(protocol: Protocol, request: Data) -> None:
    protocol._edit(changing.clear(protocol.session.snapshot.document, _path(request)))


def _add(protocol: Protocol, request: Data) -> None:
    entry = _plain(request.get("entry"))
    protocol._edit(changing.add(protocol.session.snapshot.document, _path(request), entry))


def _remove(protocol: Protocol, request: Data) -> None:
    index = _taken(request, "index", int)
    protocol._edit(changing.remove(protocol.session.snapshot.document, _path(request), index))


def _move(protocol: Protocol, request: Data) -> None:
    index, to = _taken(request, "index", int), _taken(request, "to", int)
    protocol._edit(changing.move(protocol.session.snapshot.document, _path(request), index, to))


def _undo(protocol: Protocol, _request: Data) -> None:
    if not protocol.session.undo():
        raise InputError("there is nothing to undo")


def _redo(protocol: Protocol, _request: Data) -> None:
    if not protocol.session.redo():
        raise InputError("there is nothing to redo")


def _rename(protocol: Protocol, request: Data) -> None:
    path, name = _path(request), _taken(request, "name", str)
    context = protocol.session.snapshot.context
    identifiers = Identifiers(context) if context else None
    plain = tuple(step for step in path if step != "items")
    for one in identifiers.definitions if identifiers else ():
        if identifiers and tuple(step for step in one.path if step != "items") == plain:
            protocol._edit(identifiers.rename(one, name))
            return
    raise InputError("no entry with an id stands there")


def _fix(protocol: Protocol, request: Data) -> None:
    """Fix one finding, by its place in the list, or all that can be fixed without changing what the report says."""
    if request.get("all") is True:
        protocol.session.fix_all()
        return
    index, code = _taken(request, "index", int), _taken(request, "code", str)
    findings = protocol.session.findings
    finding = findings[index].finding if 0 <= index < len(findings) else None
    if finding is None or finding.code != code or finding.fix is None:
        raise InputError("there is no such fix any more")
    protocol._edit(finding.fix.edits)


def _preview(protocol: Protocol, _request: Data) -> Data:
    return {"html": protocol._preview(protocol.session)}


def _text(protocol: Protocol, request: Data) -> Data | None:
    """Return the text, or put another in its place."""
    if "text" not in request:
        return {"text": protocol.session.text}
    text, now = _taken(request, "text", str), protocol.session.text
    if "\r\n" in now and "\r\n" not in text:  # a browser has none in what was typed
        text = text.replace("\n", "\r\n")
    protocol.session.replace(text)
    return None


OPERATIONS: dict[str, Callable[[Protocol, Data], Data | None]] = {
    "open": _open,
    "state": _state,
    "set": _set,
    "clear": _clear,
    "add": _add,
    "remove": _remove,
    "move": _move,
    "undo": _undo,
    "redo": _redo,
    "rename": _rename,
    "fix": _fix,
    "preview": _preview,
    "text": _text,
}
"""What can be asked for, by name."""


def _taken(request: Any, key: str, kind: type[Any]) -> Any:
    """Return an argument of a request.

    Raises:
        InputError: if it is missing or of another type.
    """
    value = request.get(key) if isinstance(request, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool):
        raise InputError(f"the request needs `{key}`, a {'text' if kind is str else 'whole number'}")
    return value


def _path(request: Data) -> Path:
    path = request.get("path")
    if not isinstance(path, list) or not path or not all(type(step) in (str, int) for step in path):
        raise InputError("the request needs `path`, a list of keys and positions")
    return tuple(path)


def _plain(value: Any) -> Any:
    """Return a value for a report; texts end without spaces, since YAML would need quotes for them.

    Raises:
        InputError: if it is nested deeper than a report may be.
    """
    return _trimmed(value, 0)


def _trimmed(value: Any, depth: int) -> Any:
    if depth > _DEEPEST:
        raise InputError("the value is nested too deeply")
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, list):
        return [_trimmed(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {str(key): _trimmed(one, depth + 1) for key, one in value.items()}
    return value
