"""The history of a report, and a page for each earlier version and each step between two."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from reward_reports.changes.comparing.formats.values import total
from reward_reports.publishing.rendering.bibtex import with_sources
from reward_reports.publishing.rendering.changes import render as changes_page
from reward_reports.publishing.rendering.data import as_json
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.html import page_of_site
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.markup import filled
from reward_reports.publishing.rendering.pictures import Pictures
from reward_reports.publishing.rendering.time_strip import time_strip
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.rendering.views import Banner
from reward_reports.publishing.rendering.words import date_in_words
from reward_reports.publishing.site.page_kind import PageKind
from reward_reports.publishing.site.subpages import Subpages
from reward_reports.publishing.site.timeline import ahead, past
from reward_reports.publishing.site.versions import NEWEST, Version

EARLIER = Banner("Earlier version.", "The report has changed since; what it says here may be out of date.", "warn")


def _write(beside: Subpages) -> None:
    rows = [_version(beside, one) for one in beside.versions]
    context = beside.context
    beside.write(KIND, past=past(context), ahead=ahead(context), versions=rows, strip=time_strip(context))


def _version(beside: Subpages, version: Version) -> dict[str, str]:
    info = version.seen.report
    row = {
        "version": info.version,
        "date": date_in_words(version.day, beside.context.words) if version.day else "–",
        "said": version.said,
    }
    row |= {"address": f"../{quote(beside.name)}", "changes": "", "total": ""}
    if version.name:
        row["address"] = f"../{quote(beside.stem)}/version-{version.name}.html"
        beside.sheets.write(f"{beside.stem}/version-{version.name}.html", _earlier(beside, version))
        beside.sheets.write(f"{beside.stem}/version-{version.name}.json", as_json(version.seen))
    if version.changes is not None:
        place = f"{beside.stem}/changes-{version.name or NEWEST}.html"
        row["changes"] = f"../{quote(place)}"
        row["total"] = total(version.changes, beside.context.words)
        beside.sheets.write(
            place, changes_page(version.changes, beside.frame(place), beside.edition.templates, beside.context.words)
        )
    return row


def _earlier(beside: Subpages, version: Version) -> str:
    """Return the page of an earlier version. Figures and logs are not in it: the files beside the report are those of now."""
    seen = with_sources(version.seen, beside.edition.files)
    page = replace(beside.edition, report=seen, today=None, files=Files()).view(HtmlWriter, Pictures(Files()))
    page.banners = [_earlier_banner(beside, page.translation), *page.banners]
    frame = beside.frame(f"{beside.stem}/version-{version.name}.html", data=f"version-{version.name}.json")
    return page_of_site(page, frame, beside.edition.templates)


def _earlier_banner(beside: Subpages, words: Translation) -> Banner:
    """Say that a version is not the newest, and lead to the newest."""
    newest = words.gettext("Read version %(version)s") % {"version": beside.edition.report.report.version}
    text = filled(
        '%s <a href="../%s">%s</a>%s', words.gettext(EARLIER.text), quote(beside.name), newest, words.gettext(".")
    )
    return replace(EARLIER, title=words.gettext(EARLIER.title), text=text)


KIND = PageKind("history", "Changes", _write, place=3)
