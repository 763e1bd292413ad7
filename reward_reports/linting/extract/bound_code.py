"""The code that a report names, held against the digests that the report keeps of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.linting.extract.bound_files import read_bound
from reward_reports.linting.extract.drift import Drift
from reward_reports.linting.extract.prose import shortened
from reward_reports.report.text_edits import add_key, quoted, replace_value
from reward_reports.runs.bound import KINDS, NOTEBOOK, FoundCode, UnreadableError, read_code

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Edit, Path
    from reward_reports.changes.comparing.change import Change
    from reward_reports.linting.context import Context
    from reward_reports.report.model.code import Code

_SHOWN = 4


def drifts_of_code(context: Context) -> list[Drift]:
    """Return a drift for each piece of code that has changed, has no digest, or cannot be found."""
    return [drift for named in _codes(context) for drift in [_drift(context, *named)] if drift]


def _codes(context: Context) -> Iterator[tuple[Code, Path, str]]:
    """Yield the code that the report names, where, and what it is the code of."""
    for path, term in context.items(
        "implementation", "reward_details", context.report.implementation.reward_details.items
    ):
        if term.code is not None:
            yield term.code, (*path, "code"), f"reward term {term.id}"
    if context.report.rlhf is not None:
        for path, judge in context.items("rlhf", "ai_feedback", context.report.rlhf.ai_feedback.items):
            if judge.code is not None:
                yield judge.code, (*path, "code"), f"AI feedback {judge.id}"


def _drift(context: Context, code: Code, path: Path, owner: str) -> Drift | None:
    file = shortened(code.path)
    try:
        raw = read_bound(context, code.path)
        if raw is None:
            return None
        code_found = read_code(raw, code.path, code.symbol)
    except UnreadableError as error:
        return Drift(f"the code of the {owner}: {file} {error}", error.advice, (*path, "path"))
    name = f"`{shortened(code.symbol)}` in {file}" if code.symbol else file
    place = f"{name}, {_lines(code_found)}{' of its code cells' if code.path.lower().endswith(NOTEBOOK) else ''}"
    if not code.digest:
        message = f"the code of the {owner} has no digest, so that nobody notices when it changes: {place}"
        return Drift(
            message, f"Add `digest: {code_found.digest}`; `--fix` does", path, _edit(context, path, None, code_found)
        )
    if code.digest == code_found.digest:
        return None
    happened = (
        f"has changed since the report was written: {place}{_uses(code_found)}"
        if code.digest.startswith(KINDS)
        else f"has a digest that cannot be compared, {shortened(code.digest)!r}: {place}"
    )
    return Drift(
        f"the code of the {owner} {happened}",
        f"Set `digest: {code_found.digest}`, and add a changelog entry of kind `reward_change` that says what changed in "
        f"{name} and why; `--fix` drafts it",
        (*path, "digest"),
        _edit(context, path, code.digest, code_found),
        _change(path, owner, name, code.digest, code_found.digest, _audience(context, path)),
        (code.symbol or code.path,),
    )


def _audience(context: Context, path: Path) -> str:
    """Return for whom the register is that the code stands in."""
    section, register = path[:2]
    audience: str = getattr(getattr(context.report, str(section)), str(register)).audience
    return audience


def _lines(code: FoundCode) -> str:
    return f"line {code.first}" if code.first == code.last else f"lines {code.first}-{code.last}"


def _uses(code: FoundCode) -> str:
    """Return what else the change may be in."""
    if not code.uses:
        return ""
    listed = [f"`{name}` (line {line})" for name, line in code.uses[:_SHOWN]]
    more = len(code.uses) - len(listed)
    return f", or what it uses of that file: {', '.join(listed)}{f' and {more} more' if more else ''}"


def _edit(context: Context, path: Path, old: str | None, code: FoundCode) -> Edit | None:
    if old is None:
        return add_key(context.document, path, "digest", quoted(code.digest))
    return replace_value(context.document, (*path, "digest"), quoted(code.digest))


def _change(path: Path, owner: str, name: str, old: str, new: str, audience: str) -> Change:
    from reward_reports.changes.comparing.change import Change

    # As mappings, so that the sentence of it says "changed" and shows no digests.
    before, after = {"digest": old}, {"digest": new}
    field, item, what = ".".join(map(str, path[:2])), owner.rsplit(" ", 1)[-1], f"the code of the {owner}, {name}"
    return Change("changed", "reward", field, item, path, what, before, after, audience)
