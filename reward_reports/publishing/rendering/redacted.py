"""A report as one audience may see it, on its way to a format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reward_reports.base.catalogues import SOURCE
from reward_reports.base.errors import ConfigError
from reward_reports.publishing.rendering.anchors import targets_of
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.pictures import Pictures
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.rendering.writer import Writer
from reward_reports.report.model import LAYOUTS, Layout, Report
from reward_reports.report.model.base import AUDIENCES
from reward_reports.report.model.redaction import redact

if TYPE_CHECKING:  # JSON and the exports need no page
    from reward_reports.publishing.rendering.views import PageView


@dataclass(frozen=True, slots=True)
class Edition:
    """What every format is made from.

    Attributes:
        report: the report without what the audience may not read.
        layout: the order and titles of the fields.
        audience: who reads.
        files: what lies beside the report, such as its figures.
        today: the date that counts as today, if any.
        templates: a folder of templates that go before ours, if any.
        map_file: the address of the picture of the reward map, for a format that cannot hold it; "" where there is none.
    """

    report: Report
    layout: Layout
    audience: str
    files: Files = field(default_factory=Files)
    today: date | None = None
    templates: Path | None = None
    map_file: str = ""

    @property
    def translation(self) -> Translation:
        """Our words in the language of the report."""
        return Translation(self.report.report.language or SOURCE)

    def context(
        self, writer: type[Writer], pictures: Pictures | None = None, translation: Translation | None = None
    ) -> RenderContext:
        """Return what every part of a page needs to know."""
        from reward_reports.publishing.rendering.logged import logs_of

        report, words = self.report, translation or self.translation
        page_writer = writer(targets_of(report, self.layout), pictures or Pictures(self.files), words)
        units = {metric.id: metric.unit for metric in report.optimization_intent.metrics if metric.unit}
        logs = logs_of(report, self.files, self.audience)
        return RenderContext(report, page_writer, self.layout, self.audience, self.today, units, logs=logs)

    def view(
        self, writer: type[Writer], pictures: Pictures | None = None, translation: Translation | None = None
    ) -> PageView:
        """Return what a page shows, its values written by a writer of the format.

        Args:
            writer: the writer.
            pictures: the pictures beside the report.
            translation: the language of our words, where the format cannot have that of the report.
        """
        from reward_reports.publishing.rendering.page import page_view

        return page_view(self.context(writer, pictures, translation))


def edition(
    report: Report,
    layout: str,
    audience: str,
    files: Files | None = None,
    today: date | None = None,
    templates: Path | None = None,
) -> Edition:
    """Return the report as this audience may see it, with the sources it cites from a file beside it.

    Raises:
        ConfigError: if the layout or the audience is not known, or the folder of templates is none.
    """
    check_choice("layout", layout, LAYOUTS)
    check_choice("audience", audience, AUDIENCES)
    if templates is not None and not templates.is_dir():
        raise ConfigError(f"{templates.as_posix()} is not a folder of templates")
    chosen = next(one for one in LAYOUTS if one == layout)
    files = files or Files()
    seen = redact(report, audience)
    if seen.bibliography is not None:
        from reward_reports.publishing.rendering.bibtex import with_sources

        seen = with_sources(seen, files)
    return Edition(seen, chosen, audience, files, today, templates)


def check_choice(what: str, value: str, known: object) -> None:
    """Refuse a value that is not among the known ones.

    Raises:
        ConfigError: naming the known ones.
    """
    choices = list(known)  # type: ignore[call-overload]
    if value not in choices:
        raise ConfigError(f"there is no {what} {value!r}; choose {' or '.join(choices)}")
