r"""A report to LaTeX in the manner of the field's template: `\SystemDetails{…}{…}{…}{…}` and its sisters, all in one file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from reward_reports.publishing.rendering.latex_nodes import fragment, place, table
from reward_reports.publishing.rendering.latex_text import words
from reward_reports.publishing.rendering.latex_writer import LatexWriter, by_type
from reward_reports.publishing.rendering.pictures import MAX_COPIED, Pictures
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.publishing.rendering.reward_map.sentences import as_list
from reward_reports.publishing.rendering.templates import environment, filled
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.views import SectionView

_MACROS = {
    "System Details": "SystemDetails",
    "Optimization Intent": "OptIntent",
    "Institutional Interface": "Interfaces",
    "System Maintenance": "Maintenance",
}
"""What the field's template calls the macro of a section."""
_BABEL = {"en": "", "de": "ngerman", "es": "spanish", "fr": "french"}
"""What babel calls the languages whose letters LaTeX's usual fonts have; our words stand in English beside all others."""
_TEMPLATE_ARGUMENTS = {"Maintenance": 3}
_MAX_ARGUMENTS = 9
_GAPS = re.compile(r"\n[ \t]*\n[ \t\n]*")


class Tex(str):
    """Text that is LaTeX already; every other string is escaped when a template prints it."""

    __slots__ = ()


def as_latex(edition: Edition) -> str:
    """Return a report as a LaTeX article that compiles without further files of ours."""
    pictures, wanted = Pictures(edition.files, by_type, MAX_COPIED), edition.translation
    page = edition.view(LatexWriter, pictures, wanted if wanted.name in _BABEL else ENGLISH)
    words = as_list(page.first.map)
    more = {"map_words": words, "babel": _BABEL[page.translation.name or "en"]}
    text = filled(latex_templates, edition.templates, "report.tex", page.translation, page=page, **more)
    return f"{_GAPS.sub(chr(10) * 2, text).strip()}\n"


@cache
def latex_templates(own: Path | None, translation: Translation = ENGLISH) -> Environment:
    """Return the LaTeX templates; their marks are `<% %>` and `<< >>`, for LaTeX uses braces itself."""
    templates = environment(
        "latex",
        own,
        translation,
        lambda message: Tex(words(message)),
        finalize=to_latex,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
    )
    templates.filters.update(
        made=Tex,
        table=lambda view: Tex(table(view)),
        macro=macro,
        arguments=arguments,
        anchor=lambda name: Tex(place(name)),
    )
    return templates


def to_latex(value: object) -> object:
    """Return a value of a page as LaTeX: HTML of our writers turned into it, other words escaped."""
    if isinstance(value, Tex) or not isinstance(value, str):
        return value
    return Tex(fragment(value) if isinstance(value, Markup) else words(value))


def macro(section: SectionView) -> Tex:
    """Return the name of a section's macro."""
    return Tex(_MACROS.get(section.name) or re.sub(r"[^A-Za-z]", "", section.name.title()))


def arguments(section: SectionView) -> int:
    """Return how many fields of a section are arguments of its macro; those behind them follow it."""
    return min(len(section.fields), _TEMPLATE_ARGUMENTS.get(macro(section), _MAX_ARGUMENTS))
