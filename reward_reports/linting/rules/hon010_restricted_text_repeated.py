"""A sentence of an answer that is held back stands in another part that more people may read.

A build for the public leaves out what only auditors or the owner's people may read. A sentence that was copied elsewhere
goes out all the same, and nobody notices. The reason of a restricted answer is shown to everybody too.

Bad:
```yaml
implementation:
  reward_details: {audience: auditor, text: The weight of the complaint term was set to 0.3 after the trial in Oakland.}
  engineering_tricks: |
    Gradients are clipped.
    The weight of the complaint term was set to 0.3 after the trial in Oakland.
```

Good:
```yaml
implementation:
  reward_details: {audience: auditor, text: The weight of the complaint term was set to 0.3 after the trial in Oakland.}
  engineering_tricks: Gradients are clipped.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("HON010", "restricted-text-repeated", "error")
_RANK = {"public": 0, "auditor": 1, "internal": 2}
_READERS = ("everybody", "auditors")
_END = lazy(r"(?<=[.!?])\s+|\n\s*(?:[-*]\s+|\n)|\n(?=\s*[A-Z0-9])")
_LEAST = 40  # characters that make a sentence its author's own


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each text that repeats a sentence of a more restricted answer."""
    ranks = {path: _RANK[answer.audience] for path, answer in context.all_framed if answer.audience != "public"}
    if not ranks:
        return
    texts = [(path, text, _rank(path, ranks)) for path, text in _texts(context)]
    held: dict[str, tuple[int, Path]] = {}
    for path, text, rank in sorted(texts, key=lambda entry: entry[2]):  # the strictest comes last and stays
        if rank:
            held.update((sentence, (rank, path)) for _, sentence in _sentences(text))
    for path, text, rank in texts:
        for within, sentence in _sentences(text):
            other, home = held.get(sentence, (0, ()))
            if other > rank:
                yield Problem(
                    f"{_READERS[rank]} may read this sentence here, and {'.'.join(map(str, home[:2]))} holds it back",
                    "Say it in one of the two places only, or restrict this one in the same way",
                    path,
                    within=within,
                )
                break


def _texts(context: Context) -> Iterator[tuple[Path, str]]:
    """Give the long texts; without those in parts that do not load, since nobody can say who may read them."""
    for path, text in context.strings:
        if len(text) >= _LEAST and not str(path[0]).startswith("x-"):
            place = long_form(path)
            if not any(place[: len(part)] == part for part in context.unloaded):
                yield place, text


def _rank(path: Path, ranks: dict[Path, int]) -> int:
    """Return how restricted a text is: by the answers it stands in, of which the strictest counts."""
    return max((rank for end in range(2, len(path)) if (rank := _held(path, end, ranks))), default=0)


def _held(path: Path, end: int, ranks: dict[Path, int]) -> int:
    """Return the rank of the answer at the beginning of a path; its own reason is for everybody."""
    return 0 if path[end:] == ("reason",) else ranks.get(path[:end], 0)


def _sentences(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    at = 0
    for start, end in [*(match.span() for match in _END.finditer(text)), (len(text), len(text))]:
        words = " ".join(text[at:start].split())
        if len(words) >= _LEAST:
            yield (at, start), words.rstrip(".!?").casefold()
        at = end
