"""What of a LaTeX source is left out, or cannot be followed: for the account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator


class LeftOut:
    """Gathers what the account tells.

    Attributes:
        hidden: what LaTeX does not print, by what hides it.
        silent: the macros that print nothing of what is given to them.
        unknown: the conditions that cannot be judged.
        too_much: the macros that stand for more than is read.
    """

    def __init__(self) -> None:
        self.hidden: Counter[str] = Counter()
        self.silent: set[str] = set()
        self.unknown: set[str] = set()
        self.too_much: set[str] = set()

    def notes(self) -> Iterator[str]:
        """Give a sentence for each kind."""
        if self.hidden:
            counts = (f"{what} ({count} times)" if count > 1 else what for what, count in sorted(self.hidden.items()))
            yield f"left out because LaTeX does not print it: {', '.join(counts)}"
        if self.silent:
            yield f"left out because these macros print nothing of their arguments: {', '.join(sorted(self.silent))}"
        if self.unknown:
            names = ", ".join(sorted(self.unknown))
            yield f"conditions that only LaTeX can evaluate, with both branches kept: {names}"
        if self.too_much:
            yield f"macros that expand to too much text, kept as they are typed: {', '.join(sorted(self.too_much))}"
