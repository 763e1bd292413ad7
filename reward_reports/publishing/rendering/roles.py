"""The page of a report in the order of one role: the same fields, asked in that role's words."""

from __future__ import annotations

from dataclasses import replace

from reward_reports.publishing.rendering.views import FieldView, PageView, SectionView
from reward_reports.report.model.layouts import FieldPath
from reward_reports.report.model.roles import Role

_REST = "The rest of the report"
_WHY_REST = "Nothing is left out: what this order does not begin with stands here, in the order of the report."


def for_role(page: PageView, role: Role) -> PageView:
    """Return a page with its fields in the order of a role; a part without a field in this report is left out."""
    fields = {_path(field): field for section in page.sections for field in section.fields}
    parts = [(part.title, part.why, part.fields) for part in role.parts]
    parts.append((_REST, _WHY_REST, role.rest(fields)))
    sections: list[SectionView] = []
    for title, why, paths in parts:
        found: list[FieldView] = [fields[path] for path in paths if path in fields]
        if found:
            number = len(sections) + 1
            heading = (page.translation.gettext(title), page.translation.gettext(why))
            sections.append(SectionView(f"part-{number}", number, *heading, found))
    return replace(page, sections=sections)


def _path(field: FieldView) -> FieldPath:
    section, name = field.anchor.split(".")
    return section, name
