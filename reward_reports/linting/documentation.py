"""A rule's docstring as data: what is wrong, why it matters, bad and good fragments."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

_FRAGMENT = re.compile(r"^(Base|Bad|Good):[^\n]*\n+```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class RuleDocumentation:
    """What a rule's module says about it.

    Attributes:
        summary: what is wrong, in a sentence.
        why: why it matters, and to whom.
        bad: fragments that the rule finds something in.
        good: fragments that it is silent on.
        base: the fragment that the others came of, for a rule that compares; else "".
    """

    summary: str
    why: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
    base: str = ""


def document(doc: str) -> RuleDocumentation:
    """Read a rule's docstring."""
    clean = inspect.cleandoc(doc)
    prose = re.split(r"^(?:Base|Bad|Good):", clean, maxsplit=1, flags=re.MULTILINE)[0].strip()
    summary, _, why = prose.partition("\n\n")
    fragments = _FRAGMENT.findall(clean + "\n")
    bad = tuple(text for kind, text in fragments if kind == "Bad")
    good = tuple(text for kind, text in fragments if kind == "Good")
    base = next((text for kind, text in fragments if kind == "Base"), "")
    return RuleDocumentation(" ".join(summary.split()), why.strip(), bad, good, base)


FRAME = 'schema_version: "1.0"\nreport: {id: example, title: An example, version: "1.0", kind: first_party}\n'
"""What a fragment needs around it to be a report."""


def complete(fragment: str) -> str:
    """Make a report of a fragment: put the frame before it, unless it brings its own `report` or is all comments."""
    if not re.search(r"^[^#\s]", fragment, re.MULTILINE):
        return fragment
    if re.search(r"^report:", fragment, re.MULTILINE):
        return fragment if "schema_version:" in fragment else 'schema_version: "1.0"\n' + fragment
    return FRAME + fragment
