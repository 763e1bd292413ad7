"""One change between two reports."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from reward_reports.base.diagnostics import Path
from reward_reports.changes.comparing.entry_names import Names, with_names
from reward_reports.changes.comparing.words import LONG, Word, several, word_changes
from reward_reports.report.model.about import ImpactName

Impact: TypeAlias = ImpactName

ChangeKind: TypeAlias = Literal[
    "added", "removed", "renamed", "redefined", "moved", "reordered",
    "loosened", "tightened", "status", "disclosure", "changed", "prose", "held_back",
]  # fmt: skip
"""What was done.

`added` and `removed`: an entry or a value that was not there, or is gone. `renamed`: the same thing under another id or
name. `redefined`: the name stayed and what it stands for did not. `moved`: a metric went to another register or role.
`reordered`: only the order differs, where order has a meaning. `loosened` and `tightened`: a limit that lets more pass, or
less; one side is None where the limit came or went as a whole. `status`: where something stands. `disclosure`: what is
answered, or for whom. `prose`: words. `changed`: any other value. `held_back`: something the audience may not read.
"""

IMPACTS: tuple[Impact, ...] = get_args(Impact)
"""From the weightiest to the lightest."""

CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

KIND_WORDS: dict[ChangeKind, str] = {kind: kind.replace("_", " ") for kind in CHANGE_KINDS}
"""What each kind is called on a page."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that differs between an old and a new report.

    Attributes:
        kind: what was done.
        impact: what it touches.
        field: the field, as `fields_changed` of the changelog writes it: `implementation.reward_details`, `report.title`.
        item: the id of the entry it is in, in the new report (in the old one where it was removed), or "".
        path: where it stands in the new report (in the old one where it was removed), in the long form.
        what: what is it called in plain words: `the weight of the reward term speed`. It may quote the report.
        old: the old value as plain JSON data, None where there was none.
        new: the new value as plain JSON data, None where there is none.
        audience: the narrowest circle that one of the answers around it is for, in the old report or the new.
    """

    kind: ChangeKind
    impact: Impact
    field: str
    item: str
    path: Path
    what: str
    old: Any
    new: Any
    audience: str = "public"
    _names: tuple[Names, Names] = dataclasses.field(default=({}, {}), repr=False, compare=False)

    @property
    def named(self) -> tuple[Any, Any]:
        """The old and the new value as `old` and `new` have them, but with names of entries for the ids that point to them."""
        old, new = (
            with_names(value, self.path, names, self.audience)
            for value, names in zip((self.old, self.new), self._names, strict=True)
        )
        return old, new

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that stayed, came and went, where one text became another, or free data did; worked out when asked for."""
        from reward_reports.changes.comparing.data_lines import lines_of

        old, new = self.old, self.new
        if self.kind == "changed" and isinstance(old, dict | list) and isinstance(new, dict | list):
            return word_changes("\n".join(lines_of(old)), "\n".join(lines_of(new)))
        if not isinstance(old, str) or not isinstance(new, str):
            return ()
        return word_changes(old, new) if several(old) or several(new) or max(len(old), len(new)) > LONG else ()

    @property
    def summary(self) -> str:
        """The change in one plain sentence without a full stop: `Weight of the reward term speed: 0.5 -> 0.8 (raised)`."""
        from reward_reports.changes.comparing.summary import summary_of

        return summary_of(self)
