"""Nodes of LaTeX to Markdown: citations, lists, formulas, addresses and emphasis are kept."""

from __future__ import annotations

import re
from typing import Any

from reward_reports.exchange.importing.latex_macros import LAYOUT, SECTIONS
from reward_reports.exchange.importing.latex_nodes import (
    arguments,
    as_id,
    as_typed,
    below,
    citation,
    code,
    display,
    fenced,
    first_of,
    holds,
    inline_math,
    inner,
    raw_text,
    tidy,
    unescaped,
)
from reward_reports.exchange.importing.latex_signs import sign
from reward_reports.exchange.importing.latex_tables import table
from reward_reports.exchange.importing.source import Picture, Piece

_MATH = re.compile(r"(?:equation|align|gather|multline|eqnarray|displaymath|flalign|math|alignat)\*?\Z")
_VERBATIM = ("verbatim", "lstlisting", "minted", "algorithmic", "tikzpicture")
_PLAIN = re.compile(r"\\begin\{verbatim\}\n?(.*?)\n?\\end\{verbatim\}", re.DOTALL)
_TABLES = ("tabular", "tabular*", "tabularx", "longtable")
_LISTS = {"itemize": "- ", "enumerate": "1. ", "description": "- ", "compactitem": "- ", "compactenum": "1. "}
_MARKS = {"emph": "*", "textit": "*", "textsl": "*", "textbf": "**", "hl": "**"}
_CITES = frozenset("cite citep citet citealp citeauthor citeyear parencite textcite footcite autocite".split())
_REFERENCES = frozenset("ref eqref cref Cref autoref nameref".split())
_FIGURE_WORD = re.compile(r"\b(?:Figures?|Figs?\.?|figures?|figs?\.?)\s+(?=\[@([^\]\s]+)\])")
_SPECIALS = {"~": " ", "``": "“", "''": "”", "---": "—", "--": "–", "&": "&", "!`": "¡", "?`": "¿"}
_ESCAPED = re.compile(r"[*\\]|<(?=[A-Za-z/!?])|(?<=\[)@|^[-+>](?=\s)", re.MULTILINE)


class MarkdownWords:
    """Turns nodes into Markdown, and gathers figures on the way."""

    def __init__(self) -> None:
        self.pictures: list[Picture] = []
        self.set_apart: list[Piece] = []
        self.unknown: set[str] = set()
        self.bibliographies: list[str] = []
        self.elsewhere: list[str] = []
        """Files whose text the document takes in, which is not read."""
        self._figures: dict[str, str] = {}

    def collect(self, nodes: list[Any]) -> None:
        """Learn the labels of the figures that have a file, so that text before them can point there."""
        for figure in below(nodes, lambda node: "figure" in getattr(node, "environmentname", "").lower()):
            inside = figure.nodelist
            label = first_of(inside, "label")
            if label and below(inside, lambda node: getattr(node, "macroname", "") == "includegraphics"):
                self._figures[label] = as_id(label)

    def inline(self, nodes: list[Any]) -> str:
        """Return nodes as one line."""
        return self._pointing(" ".join(self.text(nodes).split()))

    def block(self, nodes: list[Any]) -> str:
        """Return nodes as paragraphs."""
        block = self._pointing(re.sub(r"(?m)^ (?=\S)", "", re.sub(r"[ \t]+\n", "\n", self.text(nodes))))
        return re.sub(r"\A(?:[ \t]*\n)+", "", re.sub(r"\n{3,}", "\n\n", block)).strip()

    def text(self, nodes: list[Any]) -> str:
        """Return nodes as they stand, with blank lines around what is a block."""
        return "".join(self._node(node) for node in nodes if node is not None)

    def figure_apart(self, node: Any, line: int) -> None:
        """Take a figure that stands outside all fields; what is not a picture in it is kept as a text of its own."""
        before = len(self.pictures)
        rest = self._figure(node)
        if len(self.pictures) > before:
            rest = rest.rpartition("[@")[0]  # nothing stands around it that it would belong to
        if rest.strip():
            self.set_apart.append(Piece(f"Figure {first_of(node.nodelist, 'label')}".strip(), None, tidy(rest), line))

    def _node(self, node: Any) -> str:
        try:
            return self._written(node)
        except (AttributeError, LookupError, TypeError, ValueError):
            # An argument that is a bare macro has lost its own, as in `\emph\citep`. What cannot be read stays as it is typed.
            self.unknown.add(f"\\{getattr(node, 'macroname', '') or getattr(node, 'environmentname', '')}")
            return as_typed(node.latex_verbatim())

    def _written(self, node: Any) -> str:
        kind = type(node).__name__
        if kind == "LatexCharsNode":
            return (
                _ESCAPED.sub(r"\\\g<0>", re.sub(r"[ \t]*\n[ \t]*", "\n", node.chars))
                .replace("`", "‘")
                .replace("'", "’")
            )
        if kind == "LatexGroupNode":
            return self.text(node.nodelist)
        if kind == "LatexMathNode":
            return (
                display(node.latex_verbatim()) if node.displaytype == "display" else inline_math(node.latex_verbatim())
            )
        if kind == "LatexSpecialsNode":
            characters: str = node.specials_chars
            return _SPECIALS.get(characters, characters)
        if kind == "LatexEnvironmentNode":
            return self._environment(node)
        return self._macro(node) if kind == "LatexMacroNode" else ""

    def _environment(self, node: Any) -> str:
        name = node.environmentname
        if name in _LISTS:
            return self._list(node)
        if _MATH.match(name):
            return display(node.latex_verbatim())
        if name in _TABLES and (markdown := table(node, self.inline)) is not None:
            return f"\n\n{markdown}\n\n"
        if name in _VERBATIM or name in _TABLES:
            raw = node.latex_verbatim()
            plain = _PLAIN.fullmatch(raw)
            return fenced(plain[1], "") if plain else fenced(raw)
        if "figure" in name.lower():
            return f"\n\n{self._figure(node)}\n\n"
        if name in ("quote", "quotation", "verse"):
            return "\n\n" + "\n".join(f"> {line}" for line in tidy(self.text(node.nodelist)).split("\n")) + "\n\n"
        if name == "thebibliography":
            return f"\n\n{self.text(node.nodelist)}\n\n"
        return f"\n\n{self.text(arguments(node))}{self.text(node.nodelist)}\n\n" if node.nodelist else ""

    def _list(self, node: Any) -> str:
        mark = _LISTS[node.environmentname]
        items: list[list[Any]] = []
        before: list[Any] = []
        for one in node.nodelist:
            if getattr(one, "macroname", "") == "item":
                items.append(arguments(one)[:1])
            else:
                (items[-1] if items else before).append(one)
        inner = "\n" + " " * len(mark)
        lines = [mark + tidy(self.text(item)).replace("\n", inner).replace(inner + "\n", "\n\n") for item in items]
        return f"{self.text(before).rstrip()}\n\n" + "\n".join(lines) + "\n\n"

    def _figure(self, node: Any) -> str:
        """Take the pictures of a figure; return a pointer to them, or all that it says if it has none."""
        inside = node.nodelist
        files = below(inside, lambda one: getattr(one, "macroname", "") == "includegraphics")
        captions = below(inside, lambda one: getattr(one, "macroname", "") in ("caption", "captionof"))
        caption = self.inline([arg for one in captions for arg in arguments(one)[-1:]])
        if not files:
            return self.text(inside)
        identity = as_id(first_of(inside, "label")) if first_of(inside, "label") else f"fig-{len(self.pictures) + 1}"
        for number, file in enumerate(files, 1):
            path = raw_text(arguments(file)[-1])
            own = identity if number == 1 else f"{identity}-{number}"
            if own in {one.id for one in self.pictures}:
                own = f"{own}.{len(self.pictures) + 1}"
            self.pictures.append(Picture(own, path, caption if number == 1 else ""))
        left_out = {id(one) for one in (*files, *captions)}
        rest = tidy(self.text([one for one in inside if id(one) not in left_out and not holds(one, left_out)]))
        if node.environmentname.endswith("*") and not rest:
            return rest
        return "\n\n".join(filter(None, (rest, f"[@{identity}]")))

    def _macro(self, node: Any) -> str:
        name, given = node.macroname, arguments(node)
        if name in ("input", "include", "subfile"):
            self.elsewhere.append(raw_text(given[-1]) if given else name)
            return ""
        if name in LAYOUT:
            return " " if name in ("par", "newpage", "pagebreak") else ""
        if name in _MARKS:
            inside = self.inline(given)
            return f"{_MARKS[name]}{inside}{_MARKS[name]}" if inside else ""
        if name in ("texttt", "verb"):
            return code(unescaped(raw_text(given[-1])) if given else "")
        if name in _CITES:
            return citation(given)
        if name in _REFERENCES:
            return self._reference(name, given)
        if name in ("url", "nolinkurl", "href"):
            return self._address(given)
        if name in SECTIONS:
            return f"\n\n**{self.inline(given[-1:])}**\n\n"
        return self._other(node, name, given)

    def _other(self, node: Any, name: str, given: list[Any]) -> str:
        if name in ("bibliography", "addbibresource"):
            named = [one.strip() for one in raw_text(given[-1]).split(",")]
            self.bibliographies += [one if one.endswith(".bib") else f"{one}.bib" for one in named if one]
            return ""
        if name == "and":  # between authors
            return ", "
        if name == "includegraphics":
            path = raw_text(given[-1])
            identity = f"fig-{len(self.pictures) + 1}"
            self.pictures.append(Picture(identity, path, ""))
            return f"[@{identity}]"
        if name == "footnote":
            return f" (Footnote: {self.inline(given[-1:])})"
        if name in ("caption", "captionof", "textcolor", "hypertarget", "hyperlink", "parbox"):
            return self.text(given[-1:])
        if name == "texorpdfstring":
            return self.text(given[:1])
        if name in ("\\", "newline"):
            return "\n"
        plain = sign(node, [inner(one) for one in given])
        if plain is not None:
            return plain
        if name != "descr":
            self.unknown.add(f"\\{name}")
        return self.text(given)

    def _reference(self, name: str, given: list[Any]) -> str:
        labels = [label.strip() for label in raw_text(given[-1]).split(",")] if given else []
        named = [f"[@{self._figures[label]}]" if label in self._figures else f"`{label}`" for label in labels]
        return ", ".join(named)

    def _pointing(self, text: str) -> str:
        """Return text without the word before a pointer to a figure, which brings its own."""
        return _FIGURE_WORD.sub(lambda match: "" if match[1] in self._figures.values() else match[0], text)

    def _address(self, given: list[Any]) -> str:
        address = unescaped(raw_text(given[0])).replace(" ", "%20").replace(">", "%3E") if given else ""
        if len(given) < 2:
            return f"<{address}>" if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address) else address
        return f"[{self.inline(given[1:])}]({address.replace('(', '%28').replace(')', '%29')})"
