"""Words and addresses in the fields of a BibTeX file, which are LaTeX, as plain ones."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reward_reports.base.escaping.quiet import silence

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

LONGEST = 2_000
"""Characters of a field that are read."""
_LINK = re.compile(r"\\(?:url|nolinkurl|path|href)\s*(?=\{)")
_PART = re.compile(rf"{_LINK.pattern}|https?://[^\s{{}}<>]*[^\s{{}}<>.,;:]", re.IGNORECASE)
_SIGNS = re.compile(r"\\textasciitilde\s*(?:\{\})?|\$\\sim\$|\\([%_#&$~{}])(?:\{\})?|\\-|[{}]")
_PERCENT = re.compile(r"(?<!\\)%")
_DOI_SITE = re.compile(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)

_COMMANDS = {name: name for name in ("TeX", "LaTeX", "BibTeX")} | {
    "pounds": "£",
    "euro": "€",
    "copyright": "©",
    "S": "§",
}
"""Commands that stand for words and signs, which the converter does not know."""


class FieldWords(NamedTuple):
    """A field in words.

    Attributes:
        text: the words.
        address: the first address in them.
    """

    text: str
    address: str | None = None


def read_words(tex: str) -> FieldWords:
    """Return LaTeX as plain words; as they are where they cannot be read. Links are told by their words."""
    tex, parts, address, at = tex[:LONGEST], [], None, 0
    for link in _PART.finditer(tex):
        group = _group(tex, link.end()) if link[0].startswith("\\") else link[0]
        if link.start() < at or group is None:
            continue
        target, end = read_address(group), link.end() + (len(group) + 2 if group != link[0] else 0)
        gap = len(tex[end:]) - len(tex[end:].lstrip())
        label = _group(tex, end + gap) if link[0].startswith("\\href") else None
        parts += [_plain(tex[at : link.start()]), target if label is None else _plain(label)]
        address = address or target
        at = end if label is None else end + gap + len(label) + 2
    words = "".join([*parts, _plain(tex[at:])])
    return FieldWords(" ".join(words.split()), address)


def read_address(tex: str) -> str:
    """Return an address or a number as it is typed elsewhere."""
    link = _LINK.search(tex)
    group = _group(tex, link.end()) if link else None
    address = _SIGNS.sub(_sign, tex if group is None else group).strip()
    return address[1:-1].strip() if address[:1] == "<" and address[-1:] == ">" else address


def read_doi(tex: str) -> str:
    """Return a DOI without the site that resolves it."""
    return _DOI_SITE.sub("", read_address(tex))


def _sign(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    return "~" if "sim" in match[0] or "tilde" in match[0] else ""


def _group(tex: str, at: int) -> str | None:
    """Return what stands between the brace at a place and the one that closes it."""
    if tex[at : at + 1] != "{":
        return None
    depth = 0
    for end in range(at, len(tex)):
        if tex[end] in "{}" and tex[end - 1] != "\\":
            depth += 1 if tex[end] == "{" else -1
            if not depth:
                return tex[at + 1 : end]
    return None


def _plain(tex: str) -> str:
    """Return words of LaTeX as plain ones, with the blanks around them."""
    if not tex.strip():
        return tex
    try:
        # A percent sign begins no comment in a BibTeX file, as it would in LaTeX.
        words: str = _converter().latex_to_text(_PERCENT.sub(r"\\%", tex))
    except Exception:  # on what is not LaTeX the library fails in many ways
        words = tex
    before, behind = tex[: len(tex) - len(tex.lstrip())], tex[len(tex.rstrip()) :]
    return f"{before}{words.strip()}{behind}"


@cache
def _converter() -> LatexNodes2Text:
    """Return what turns LaTeX into text; of a command that it does not know, the words stay."""
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    silence("pylatexenc")
    known = get_default_latex_context_db()
    own = [MacroTextSpec(name, text) for name, text in _COMMANDS.items()]
    known.add_context_category("bibliography", prepend=True, macros=own)
    known.set_unknown_macro_spec(MacroTextSpec("", discard=False))
    return LatexNodes2Text(math_mode="text", latex_context=known)
