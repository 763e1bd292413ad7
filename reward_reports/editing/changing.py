"""Changes to a report as text edits: set, clear, add, remove and move.

Each is checked before it is given: the edited text holds what was asked for, every other value and every comment.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from itertools import pairwise
from typing import Any

from reward_reports.base.diagnostics import Edit, Path, Span
from reward_reports.base.errors import InputError
from reward_reports.editing.comments import comments
from reward_reports.editing.long_form import in_long_form, is_absent
from reward_reports.editing.tree_edits import TreeEditor, UneditableError
from reward_reports.report.loading import Document, Limits
from reward_reports.report.loading.document import load_data
from reward_reports.report.model import Report
from reward_reports.report.text_edits import apply_edits

Data = dict[Any, Any]
Edits = tuple[Edit, ...]


def set_value(document: Document, path: Path, value: Any) -> Edits:
    """Return the edits that put a value at a path; what it stands in is made if it is not there.

    Args:
        document: the report; it must be valid YAML.
        path: where, in the long form: `items` for the entries of a register, `text` for the words of an answer.
        value: plain data; None clears the place.

    Raises:
        InputError: if the place cannot be edited without a loss.
    """
    if is_absent(value):
        return clear(document, path)
    wanted = _section_of(document, path)
    _put(wanted, path, value)
    return _checked(document, path[0], wanted, lambda editor: editor.put(path, value))


def clear(document: Document, path: Path) -> Edits:
    """Return the edits that remove the key or the entry at a path; none where nothing stands there.

    Raises:
        InputError: if it cannot be removed without a loss.
    """
    wanted = _section_of(document, path)
    if not _take(wanted, path):
        return ()
    return _checked(document, path[0], wanted, lambda editor: editor.remove(path))


def add(document: Document, path: Path, entry: Any) -> Edits:
    """Return the edits that add an entry at the end of the list at a path, which is made if it is not there.

    Raises:
        InputError: if it cannot be added without a loss.
    """
    return set_value(document, (*path, _length(document, path)), entry)


def remove(document: Document, path: Path, index: int) -> Edits:
    """Return the edits that remove an entry of the list at a path. Its comments stay.

    Raises:
        InputError: if there is no such entry, or it cannot be removed without a loss.
    """
    _check_index(document, path, index)
    return clear(document, (*path, index))


def move(document: Document, path: Path, index: int, to: int) -> Edits:
    """Return the edits that move an entry of the list at a path, with the comments above and in it.

    Raises:
        InputError: if there is no such entry or place, or it cannot be moved without a loss.
    """
    _check_index(document, path, index)
    _check_index(document, path, to)
    if index == to:
        return ()
    wanted = _section_of(document, path)
    entries = _at(wanted, path)
    entries.insert(to, entries.pop(index))
    return _checked(document, path[0], wanted, lambda editor: editor.move(path, index, to))


def _checked(document: Document, section: str | int, wanted: Any, edit: Any) -> Edits:
    """Return the edits, if the text after them holds what is wanted in the section, all the others and all comments."""
    try:
        editor = TreeEditor(document)
        edits: Edits = tuple(edit(editor))
        text = apply_edits(document.text, edits)
    except (UneditableError, ValueError) as error:
        raise InputError(f"this place cannot be changed in the form: {error}; change it in the YAML") from error
    limits = Limits(max_bytes=max(len(text.encode()), 1))
    after = load_data(text, document.name, limits=limits, sections=document.sections)
    if not isinstance(after.data, dict) or not _is_wanted(after.data, document.data, section, wanted):
        raise InputError("this place cannot be changed in the form without changing others; change it in the YAML")
    if _words(after.text, comments(after)) != _words(document.text, editor.comments):
        raise InputError("this place cannot be changed in the form without losing a comment; change it in the YAML")
    return edits


def _is_wanted(after: Data, before: Data, section: str | int, wanted: Data) -> bool:
    """Whether a section holds what is wanted, and all others what they held."""
    now = {section: after[section]} if section in after else {}
    others = [{key: value for key, value in data.items() if key != section} for data in (after, before)]
    # The text of a value tells its type too: 1 is not 1.0, and a number that is none is itself.
    return repr(others[0]) == repr(others[1]) and _pruned(in_long_form(now)) == _pruned(in_long_form(wanted))


def _words(text: str, spans: list[Span]) -> Counter[str]:
    return Counter(text[span.start : span.end].rstrip() for span in spans)


def _section_of(document: Document, path: Path) -> Data:
    """Return the section that a path leads into, in the long form, under its key; nothing if it is not there."""
    if document.root is None or not isinstance(document.data, dict):
        raise InputError("the report is not valid YAML at the moment; correct it in the YAML first")
    held = {key: value for key, value in document.data.items() if key in path[:1]}
    section: Data = in_long_form(deepcopy(held), Report)
    return section


def _pruned(data: Any) -> Any:
    """Return data without keys that hold nothing, however deep: a part that is empty is the same as none."""
    if isinstance(data, dict):
        pairs = ((key, _pruned(value)) for key, value in data.items())
        return {key: value for key, value in pairs if not is_absent(value)}
    return [_pruned(entry) for entry in data] if isinstance(data, list) else (data, type(data))


def _put(data: Any, path: Path, value: Any) -> None:
    """Put a value at a path of plain data in the long form."""
    for step, following in pairwise(path):
        data = _enter(data, step, [] if isinstance(following, int) else {})
    if isinstance(data, list) and isinstance(path[-1], int) and path[-1] == len(data):
        data.append(value)
    else:
        _check_holder(data, path[-1])
        data[path[-1]] = value


def _enter(data: Any, step: str | int, otherwise: Any) -> Any:
    if isinstance(data, list) and step == len(data):
        data.append(otherwise)
    _check_holder(data, step)
    if isinstance(data, dict) and is_absent(data.get(step)):
        data[step] = otherwise
    return data[step]


def _check_holder(data: Any, step: str | int) -> None:
    fits = isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data)
    if not fits and not (isinstance(data, dict) and isinstance(step, str)):
        raise InputError(f"there is no place {step} in the report")


def _take(data: Any, path: Path) -> bool:
    """Remove what stands at a path of plain data; return whether something stood there."""
    if not path:
        raise InputError("the whole report cannot be removed")
    holder = _at(data, path[:-1])
    if isinstance(holder, dict) and path[-1] in holder:
        del holder[str(path[-1])]
        return True
    if isinstance(holder, list) and isinstance(path[-1], int) and path[-1] < len(holder):
        del holder[path[-1]]
        return True
    return False


def _at(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, dict):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            data = data[step]
        else:
            return None
    return data


def _length(document: Document, path: Path) -> int:
    entries = _at(_section_of(document, path), path)
    if entries is not None and not isinstance(entries, list):
        raise InputError(f"{'.'.join(map(str, path))} is not a list")
    return len(entries or ())


def _check_index(document: Document, path: Path, index: int) -> None:
    if not 0 <= index < _length(document, path):
        raise InputError(f"{'.'.join(map(str, path))} has no entry at position {index}")
