"""Writes the small parts of a page for LaTeX: as HTML, with formulas and pictures left as the author gave them."""

from __future__ import annotations

import re

from markupsafe import Markup

from reward_reports.rendering.html_writer import HtmlWriter
from reward_reports.rendering.markup import filled
from reward_reports.rendering.pictures import Pictures

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_/-]*\.(?:png|jpe?g)\Z", re.IGNORECASE)


class LatexWriter(HtmlWriter):
    """HTML with two elements more, `formula` and `picture`; `latex.to_latex` makes LaTeX of it."""

    def formula(self, tex: str, *, display: bool = False) -> Markup:
        return filled('<formula display="%s">%s</formula>', "yes" if display else "", tex.strip())

    def picture(self, path: str, alt: str) -> Markup:
        """Return a picture that LaTeX can read by its path, else the note that says why there is none."""
        note = super().picture(path, alt)
        if _FILE.match(path) and "<img" in note:
            return filled('<picture src="%s" alt="%s">', path, alt)
        if "<img" in note:
            return filled("The picture %s is beside the report. It shows: %s", self.code(path), alt)
        return note


def nowhere(data: bytes, media_type: str) -> str:
    """Return an address for a picture that is not written anywhere; see `Pictures`."""
    return ""


def pictures_of(folder: object) -> Pictures:
    """Return the pictures of a report without their bytes."""
    from pathlib import Path

    return Pictures(folder if isinstance(folder, Path) else None, nowhere)
