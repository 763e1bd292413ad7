"""LaTeX formulas to MathML that is safe to put on a page."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markupsafe import Markup

MAX_LENGTH = 2000
"""Longer formulas are shown as their source: the converter's work grows faster than its input."""
MAX_DEPTH = 60

_TAGS = frozenset(
    "math mrow mi mn mo mtext mspace ms msup msub msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd mstyle mpadded "
    "mphantom menclose mmultiscripts mprescripts none".split()
)
_ANY = frozenset({"mathvariant", "displaystyle", "scriptlevel", "dir"})
_ATTRIBUTES = {
    "*": set(_ANY),
    "math": {"display"},
    "mo": {
        "stretchy",
        "fence",
        "separator",
        "form",
        "lspace",
        "rspace",
        "largeop",
        "movablelimits",
        "symmetric",
        "accent",
        "minsize",
        "maxsize",
    },
    "mspace": {"width", "height", "depth", "linebreak"},
    "mfrac": {"linethickness", "bevelled"},
    "mtable": {"columnalign", "rowspacing", "columnspacing", "columnlines", "rowlines", "frame", "displaystyle"},
    "mtd": {"columnalign", "columnspan", "rowspan"},
    "mtr": {"columnalign"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "menclose": {"notation"},
    "mpadded": {"width", "height", "depth", "lspace", "voffset"},
}
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS), attributes=_ATTRIBUTES, clean_content_tags=set(), url_schemes=set(), link_rel=None
)
_OPENING = re.compile(r"<([A-Za-z!?][^\s/>]*)")
_UNREAD_COMMAND = re.compile(r"\\[A-Za-z]+")


@lru_cache(1024)
def mathml(tex: str, *, display: bool = False) -> Markup | None:
    """Return a formula as MathML, or None if it cannot be read.

    Args:
        tex: LaTeX without the dollar signs.
        display: whether it stands on a line of its own.
    """
    source = tex.strip()
    if not source or len(source) > MAX_LENGTH or _depth(source) > MAX_DEPTH:
        return None
    converted = _convert(source, display)
    if converted is None or not _is_one_formula(converted):
        return None
    safe = _CLEANER.clean(converted)
    return Markup(safe.replace(' display="inline"', "", 1))  # noqa: S704 cleaned on the line above


def _convert(source: str, display: bool) -> str | None:
    from latex2mathml.converter import convert

    try:
        return convert(source, display="block" if display else "inline")
    except Exception:
        return None


def _is_one_formula(converted: str) -> bool:
    """Whether the converter made MathML and nothing else: it hands on tags inside `\\text{…}` and commands it does not know."""
    names = set(_OPENING.findall(converted))
    whole = converted.count("<math") == 1 and converted.count("</math") == 1 and converted.endswith("</math>")
    return whole and names <= _TAGS and not _UNREAD_COMMAND.search(converted)


def _depth(source: str) -> int:
    deepest = depth = 0
    for char in source:
        depth += {"{": 1, "}": -1}.get(char, 0)
        deepest = max(deepest, depth)
    return deepest
