"""A report as one audience may see it, on its way to a format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reward_reports.base.catalogues import SOURCE
from reward_reports.base.errors import ConfigError
from reward_reports.publishing.rendering.anchors import targets_of
from reward_reports.publishing.rendering.bibtex import with_sources
from reward_reports.publishing.rendering.context import Context
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.page import context_of, page_view
from reward_reports.publishing.rendering.pictures import Pictures
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.rendering.views import PageView
from reward_reports.publishing.rendering.writer import Writer
from reward_reports.report.model import LAYOUTS, Layout, Report
from reward_reports.report.model.base import AUDIENCES
from reward_reports.report.model.redaction import redact


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
    ) -> Context:
        """Return what every part of a page needs to know."""
        words = translation or self.translation
        made = writer(targets_of(self.report, self.layout), pictures or Pictures(self.files), words)
        return context_of(self.report, made, self.layout, self.audience, self.today, self.files)

    def view(
        self, writer: type[Writer], pictures: Pictures | None = None, translation: Translation | None = None
    ) -> PageView:
        """Return what a page shows, its values written by a writer of the format.

        Args:
            writer: the writer.
            pictures: the pictures beside the report.
            translation: the language of our words, where the format cannot have that of the report.
        """
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
    return Edition(with_sources(redact(report, audience), files), chosen, audience, files, today, templates)


def check_choice(what: str, value: str, known: object) -> None:
    """Refuse a value that is not among the known ones.

    Raises:
        ConfigError: naming the known ones.
    """
    choices = list(known)  # type: ignore[call-overload]
    if value not in choices:
        raise ConfigError(f"there is no {what} {value!r}; choose {' or '.join(choices)}")
