"""Writes the small parts of a page in GitHub-flavoured Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from reward_reports.publishing.rendering import prose_markdown
from reward_reports.publishing.rendering.markdown_escaping import Md, code_block, escaped
from reward_reports.publishing.rendering.markdown_words import picture
from reward_reports.publishing.rendering.writer import Writer
from reward_reports.report.model.values import PartialDate


class MarkdownWriter(Writer):
    """GitHub-flavoured Markdown without HTML."""

    def plain(self, text: str) -> Md:
        return escaped(text)

    def block(self, text: str) -> Md:
        return prose_markdown.block(text)

    def inline(self, text: str) -> Md:
        return prose_markdown.block(text)

    def cell(self, text: str) -> Md:
        return prose_markdown.cell(text)

    def code(self, text: str) -> Md:
        return escaped(text) if any(char in text for char in "`|\n") or not text.strip() else Md(f"`{text}`")

    def link(self, address: str | None, label: str) -> Md:
        if address is None:
            return _written(label)
        return Md(f"<{address}>") if label == address else Md(f"[{_written(label)}](<{address}>)")

    def within(self, anchor: str, label: str) -> Md:
        return Md(f"[{escaped(label)}](#{_heading_anchor(label)})")

    def ref(self, kinds: Collection[str], id_: str) -> Md:
        target = self.targets.find(kinds, id_)
        return Md(f"{escaped(target.name)} ({self.code(id_)})") if target and target.name != id_ else self.code(id_)

    def named(self, kinds: Collection[str], id_: str, name: str) -> Md:
        return escaped(name)

    def date(self, date: PartialDate) -> Md:
        return Md(date.text)

    def formula(self, tex: str, *, display: bool = False) -> Md:
        source = tex.strip()
        if display:
            return Md(code_block(source, "math"))
        return Md(f"$`{source}`$") if not any(char in source for char in "`|$\n") else escaped(source)

    def join(self, parts: Sequence[str], between: str | None = None) -> Md:
        between = self.translation.separator(between)
        return Md(between.join(_with_gaps(part) for part in parts))

    def cite(self, id_: str, words: str = "") -> Md:
        return Md(f"[@{escaped(id_)}{escaped(words)}]")

    def bracketed(self, id_: str) -> Md:
        return self.cite(id_)

    def picture(self, path: str, alt: str) -> Md:
        return picture(path, alt)


def _written(text: str) -> Md:
    return text if isinstance(text, Md) else escaped(text)


def _with_gaps(text: str) -> Md:
    """Return a part of a line; words of ours keep the blanks at their ends, which set them off from their neighbours."""
    if isinstance(text, Md):
        return text
    if not text.strip():
        return Md(" " if text else "")
    before, after = " " * text[0].isspace(), " " * text[-1].isspace()
    return Md(f"{before}{escaped(text)}{after}")


def _heading_anchor(title: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
