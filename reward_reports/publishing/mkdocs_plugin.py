"""The plugin `reward-reports` of MkDocs (and ProperDocs): a page for every report, made in memory.

The text of a report never passes Python-Markdown: a page is empty until `on_page_content` puts our own HTML in. Themes
escape no title, so every title is HTML already.
"""

from __future__ import annotations

import logging
import os
import posixpath
import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import get_toc
from mkdocs.utils import dirname_to_title, get_build_datetime

from reward_reports.base.catalogues import SOURCE, languages
from reward_reports.base.discovery import find_reports
from reward_reports.base.errors import ConfigError, InputError
from reward_reports.base.escaping.visible import visible
from reward_reports.linting.finding import SEVERITIES, Finding
from reward_reports.linting.nearest import Nearest
from reward_reports.linting.settings import STRICTNESS, Settings, find_settings
from reward_reports.publishing.rendering.hosted import Fragment, FragmentHeading, hosted_stylesheet, list_fragment
from reward_reports.publishing.rendering.matrix import evidence_shown
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.site.hosted import Broken, Hosted, Reports, Wanted
from reward_reports.publishing.site.matrix import matrix_of_entries
from reward_reports.publishing.site.navigation import with_pages
from reward_reports.report.model import LAYOUTS
from reward_reports.report.model.base import AUDIENCES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_FIRST = 100
"""Before plugins that order the navigation, collect tags or change pages."""
_LONGEST = 200
"""Bytes: file systems take 255 for a name."""
_STYLESHEET = "assets/reward-report.css"
_ID = re.compile(r'\bid="([^"]*)"')
_STEP_BACK = re.compile(r"[^/?#=&]+/\.\./")
_NOT_IN_ATTRIBUTES = re.compile("[\"'<>&`]")
log = logging.getLogger(f"mkdocs.plugins.{__name__}")


def _warn(message: str) -> None:
    log.warning(visible(message))


class SiteFolder(c.Type[str]):
    """A folder of the site."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        folder = super().run_validation(value).strip("/")
        if not re.fullmatch(r"[\w-][\w.-]*(/[\w-][\w.-]*)*", folder):
            raise ValidationError(f"{value!r} is not a folder of the site: write a name, or names with / between")
        if len(folder.encode()) > _LONGEST:
            raise ValidationError(f"{value!r} is too long for a folder of the site: use {_LONGEST} bytes at most")
        return folder


class PluginOptions(Config):  # type: ignore[no-untyped-call]
    """What can be set in mkdocs.yml."""

    reports = c.ListOfItems(c.FilesystemObject(exists=True))
    """Files and folders of reports, from the folder of mkdocs.yml."""
    folder = SiteFolder(default="reports")
    """Where their pages appear in the site."""
    layout = c.Choice(tuple(LAYOUTS), default="paper")
    audience = c.Choice(tuple(AUDIENCES), default="public")
    fail_on = c.Choice(("error", "warning", "never"), default="error")
    """The mildest severity of a finding that is a warning of the build; the others are notes."""
    strictness = c.Optional(c.Choice(STRICTNESS))
    language = c.Optional(c.Choice(languages()))
    """The language of the list of reports; by default that of the settings, or English."""


class RewardReportsPlugin(BasePlugin[PluginOptions]):  # type: ignore[no-untyped-call]
    """Adds a page for every report, a list of them, and what the linter says to the warnings of the build."""

    def __init__(self) -> None:
        self._reports = Reports()
        self._pages: dict[str, Fragment] = {}
        self._language = SOURCE

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this object between the builds of `mkdocs serve`, and with it what is rendered."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Have the reports watched and the stylesheet linked."""
        config.watch.extend(path for path in self.config.reports if path not in config.watch)
        config.extra_css.append(_STYLESHEET)
        return config

    @event_priority(_FIRST)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the pages, their pictures and the stylesheet."""
        self._pages = {}
        shown = []
        ready = self._ready(config)
        _keep_sources_back(ready, files)
        for report in ready:
            if isinstance(report, Broken):
                log.warning(visible(report.why))
                continue
            self._say(report.findings)
            file = self._add_report(report, files, config)
            if file is not None:
                shown.append((report, file))
        self._add_list(shown, files, config)
        files.append(File.generated(config, _STYLESHEET, content=hosted_stylesheet()))
        _navigate(
            [file for file in files.documentation_pages() if file.src_uri in self._pages], self.config.folder, config
        )
        return files

    @event_priority(_FIRST)
    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Name the page. Material takes the title of `meta` as it is; of another it strips tags, which undoes escaping."""
        fragment = self._pages.get(page.file.src_uri)
        if fragment is not None:
            page.meta.update(title=fragment.title, description=fragment.description)
            page.edit_url = page.edit_url and _folded(page.edit_url)
        return markdown

    @event_priority(_FIRST)
    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put in what the page shows."""
        fragment = self._pages.get(page.file.src_uri)
        if fragment is None:
            return html
        page.toc = get_toc([_token(fragment.heading)])
        page.present_anchor_ids = {unescape(found) for found in _ID.findall(fragment.html)}
        return fragment.html

    def _ready(self, config: MkDocsConfig) -> list[Hosted | Broken]:
        """Return the reports, sorted by their ids, those that cannot be read first."""
        try:
            nearest = self._settings(config)
            settings = nearest.run
            self._language = self.config.language or settings.language or SOURCE
            paths = [_from_here(path) for path in self.config.reports]
            found = find_reports(
                paths, settings.include, settings.exclude, settings.root, _note, nearest=nearest.of_folder
            )
            assets = "../assets/" if config.use_directory_urls else "assets/"
            today = get_build_datetime().date()
            wanted = Wanted(settings, today, self.config.layout, self.config.audience, assets, self._language)
            ready = self._reports.ready(found, wanted, nearest)
        except ConfigError as error:
            raise PluginError(visible(str(error))) from error
        except InputError as error:
            log.warning(visible(str(error)))
            return []
        return sorted(ready, key=lambda one: one.entry.id.lower() if isinstance(one, Hosted) else "")

    def _settings(self, config: MkDocsConfig) -> Nearest:
        """Return what gives each report the settings nearest to it; those of the site apply where there are none."""
        here = find_settings(Path(config.config_file_path or ".").resolve().parent, _warn)
        return Nearest(self._with_strictness(here), _warn, self._with_strictness)

    def _with_strictness(self, settings: Settings) -> Settings:
        strictness = next((known for known in STRICTNESS if known == self.config.strictness), settings.strictness)
        return replace(settings, strictness=strictness)

    def _say(self, findings: tuple[Finding, ...]) -> None:
        """Write findings into the log of the build; with `--strict` it fails for a warning."""
        known = [str(severity) for severity in SEVERITIES]
        failing = known[: known.index(self.config.fail_on) + 1] if self.config.fail_on in known else []
        for one in findings:
            place = f"{visible(one.file)}:{one.line}:{one.column}"
            level = logging.WARNING if one.severity in failing else logging.INFO
            log.log(level, f"{place}: {one.code} {visible(one.message)}")

    def _add_report(self, report: Hosted, files: Files, config: MkDocsConfig) -> File | None:
        uri = f"{self.config.folder}/{report.entry.address.removesuffix('.html')}.md"
        taken = files.get_file_from_path(uri)
        if taken is not None or uri == f"{self.config.folder}/index.md":
            by = "another report" if uri in self._pages else "the site"
            log.warning(visible(f"{report.file}: {by} has a page {uri} already; give the report another `report.id`"))
            return None
        for name, data in report.pictures.items():
            picture = File.generated(config, f"{self.config.folder}/assets/{name}", content=data)
            if files.get_file_from_path(picture.src_uri) is None:
                files.append(picture)
        file = self._add(uri, report.fragment, files, config)
        file.edit_uri = _edit_uri(report.file, config.docs_dir)
        return file

    def _add_list(self, shown: list[tuple[Hosted, File]], files: Files, config: MkDocsConfig) -> None:
        """Add the list of reports with what they tell, unless the site has a page in its place."""
        uri = f"{self.config.folder}/index.md"
        own = (uri, f"{self.config.folder}/README.md")
        if not shown or any(files.get_file_from_path(name) for name in own):
            return
        at = File.generated(config, uri, content="")
        entries = [replace(report.entry, address=file.url_relative_to(at)) for report, file in shown]
        words = Translation(self._language)
        evidence = evidence_shown(matrix_of_entries(entries), words=words) if len(entries) > 1 else None
        self._add(uri, list_fragment(entries, evidence, words), files, config)

    def _add(self, uri: str, fragment: Fragment, files: Files, config: MkDocsConfig) -> File:
        file = File.generated(config, uri, content="")
        files.append(file)
        self._pages[uri] = fragment
        return file


def _note(remark: str) -> None:
    log.info(visible(remark))


def _from_here(path: str) -> str:
    """Return a path from the working folder where it lies below, as editors and terminals can open it."""
    below = Path(path).is_relative_to(Path.cwd())
    return os.path.relpath(path) if below else path


def _keep_sources_back(reports: Iterable[Hosted | Broken], files: Files) -> None:
    """Have no report among the documents copied into the site: it may hold what the audience must not read."""
    sources = {os.path.realpath(report.file) for report in reports}
    for file in list(files):
        if file.abs_src_path and os.path.realpath(file.abs_src_path) in sources:
            files.remove(file)


def _edit_uri(file: str, docs_dir: str) -> str | None:
    """Return where a report is edited, seen from the documents; None if no path leads there (on another drive)."""
    try:
        path = os.path.relpath(Path(file).resolve(), Path(docs_dir).resolve())
    except ValueError:
        return None
    # Themes write the address into an attribute as it is.
    return _NOT_IN_ATTRIBUTES.sub(lambda found: f"%{ord(found[0]):02X}", path.replace(os.sep, "/"))


def _folded(address: str) -> str:
    """Return an address without `docs/../`: a host of repositories knows no such path."""
    while (shorter := _STEP_BACK.sub("", address, count=1)) != address:
        address = shorter
    return address


def _token(heading: FragmentHeading) -> Any:
    """Return a heading as Python-Markdown's `toc` does."""
    below = [_token(one) for one in heading.below]
    return {"level": heading.level, "id": heading.id, "name": heading.title, "children": below}


def _navigate(pages: list[File], folder: str, config: MkDocsConfig) -> None:
    """Put the pages where `nav` names their folder, or behind it where it names none of them."""
    if not config.nav or not pages:
        return
    hidden = config.not_in_nav
    uris = sorted(file.src_uri for file in pages if not (hidden and hidden.match_file(file.src_uri)))
    uris.sort(key=lambda uri: uri != f"{folder}/index.md")
    title = dirname_to_title(posixpath.basename(folder))
    config.nav, named = with_pages(config.nav, folder, title, uris)
    for file in pages:
        if file.src_uri not in named:
            file.inclusion = InclusionLevel.NOT_IN_NAV
