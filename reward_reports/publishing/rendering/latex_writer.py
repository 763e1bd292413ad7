"""Writes the small parts of a page for LaTeX: as HTML, with formulas and pictures left as the author gave them."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from reward_reports.publishing.rendering.files import NotRead
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.markup import filled

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_/-]*\.(png|jpe?g)\Z", re.IGNORECASE)
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


class LatexWriter(HtmlWriter):
    """HTML with two elements more, `formula` and `picture`; `latex.to_latex` makes LaTeX of it."""

    def formula(self, tex: str, *, display: bool = False) -> Markup:
        return filled('<formula display="%s">%s</formula>', "yes" if display else "", tex.strip())

    def picture(self, path: str, alt: str) -> Markup:
        """Return a picture by its path if LaTeX can read it, else the note that says why there is none."""
        found, name = self.pictures.find(path), _FILE.match(path)
        if isinstance(found, NotRead):
            return super().picture(path, alt)
        if name and _TYPES[name[1].lower()] == found.source:
            return filled('<picture src="%s" alt="%s">', path, alt)
        note = escape(self.translation.gettext("The picture %(file)s is beside the report. It shows: %(words)s"))
        return note % {"file": self.code(path), "words": alt}


def by_type(data: bytes, media_type: str) -> str:
    """Return the type of a picture in place of an address: LaTeX reads the file itself, and fails if its name is wrong."""
    return media_type
