"""What is kept of a report once its page is written: what the index, the feed and the matrix show of it."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass, field
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup

from reward_reports.publishing.rendering.banners import banner_titles
from reward_reports.publishing.rendering.failures import standing, worst_first
from reward_reports.publishing.rendering.first_screen import bar_of
from reward_reports.publishing.rendering.history import in_time
from reward_reports.publishing.rendering.last_seen import last_seen
from reward_reports.publishing.rendering.one_number import observed, one_number
from reward_reports.publishing.rendering.plain_words import plain_words
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.tally_lines import anchor_of
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.views import PageView, Share, Titled
from reward_reports.publishing.rendering.words import date_in_words, humanised
from reward_reports.report.model import Report
from reward_reports.report.model.access import access_of
from reward_reports.report.model.evidence import Evidence
from reward_reports.report.model.optimization_intent import Metric
from reward_reports.report.model.placeholders import said
from reward_reports.report.model.promises import is_shelved, review_due, review_promised
from reward_reports.report.model.states import is_open

_LONGEST_OWNER = 70
_NEWS_OF_ONE = 20
"""Of each report so many of its newest changelog entries can stand in the feed."""


@dataclass(frozen=True, slots=True)
class News:
    """An entry of a changelog, for the feed; all but the day is as the authors wrote it.

    Attributes:
        report: the id of the report, `title` its title and `address` its page.
        id: the id of the entry.
        version: the version it made.
        day: its first day, as an ISO date.
        kind: the sort of change, in the words of the site; "" where the report does not say.
        summary: what changed, in Markdown.
    """

    report: str
    title: str
    address: str
    id: str
    version: str
    day: str
    kind: str
    summary: str


@dataclass(frozen=True, slots=True)
class IndexEntry(Titled):
    """What the index shows of a report.

    Attributes:
        file: where the report was read.
        id: its id.
        address: the name of its page.
        title: its title, and `version` its version, ready for the page.
        warnings: the titles of its banners.
        rewarded: what the system is rewarded for, in a sentence.
        worst: the name of the worst known failure; `standing` how it stands, and `trouble` whether it is still open.
        number: one metric, with a small picture; "" where none has a value.
        bar: how many questions are answered, answered in part and not.
        seen: when the system was last seen in use, or why never.
        review: when the next review is due.
        tags: what the filters of the index ask for: words such as `kind:first_party`.
        words: what the search of the index finds besides what the list shows: what the report has names for.
        owner: whose system it is, in a few words; "" where that takes more.
        name: the title as the authors wrote it.
        evidence: what it tells, by which route, for the audience.
        anchors: where on its page each answer stands, in the order of the evidence; "" where the page has no such part.
        access: who can have the system: the level, what they can have, and the question that says so; empty where none does.
        news: the newest entries of its changelog.
        changed: the newest day the report names, as an ISO date; "" if it names none.
    """

    file: str
    id: str
    address: str
    title: str
    version: str
    warnings: list[str]
    rewarded: str = ""
    worst: str = ""
    standing: str = ""
    trouble: bool = False
    number: str = ""
    bar: list[Share] = field(default_factory=list)
    seen: str = ""
    review: str = ""
    tags: str = ""
    words: str = ""
    owner: str = ""
    name: str = ""
    evidence: Evidence = field(default_factory=lambda: Evidence(()))
    anchors: list[str] = field(default_factory=list)
    access: list[str] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    changed: str = ""


def entry_of(
    context: RenderContext, page: PageView, file: str, address: str, today: date | None, words: Translation = ENGLISH
) -> IndexEntry:
    """Return what is kept of a report that is redacted for its audience; our words are those of the site."""
    seen = context.report
    owner, first = owner_of(seen), page.first
    evidence = context.evidence
    access = access_of(seen, evidence)
    return IndexEntry(
        file=file,
        id=page.id,
        address=address,
        title=page.title,
        version=page.version,
        warnings=[str(title) for title in banner_titles(context, words)],
        rewarded=Markup(first.said[0].value or "").striptags(),  # noqa: S704 the tags go
        number=one_number(seen, partial(_series, context), words),
        bar=bar_of(evidence, words),
        seen=str(last_seen(seen, words) or words.gettext("Not stated")),
        review=str(_review(seen, today, words)),
        **_worst(seen, words),
        tags=" ".join(_tags(seen, today)),
        words=" ".join(_names(seen)),
        owner=owner,
        name=page.raw_title,
        evidence=evidence,
        anchors=[anchor_of(seen, cell) for cell in evidence.cells],
        access=list(astuple(access)) if access else [],
        news=_news(seen, page, address, words),
        changed=_changed(seen),
    )


def _series(context: RenderContext, metric: Metric) -> list[float]:
    """Return the values of a metric over time: those that the report holds, else those of its log."""
    logged = context.values_of(metric).groups.get("", ())
    return observed(context.report, metric) or [point.value for point in logged if math.isfinite(point.value)]


def _worst(seen: Report, words: Translation) -> dict[str, Any]:
    """Return the worst known failure, whatever its state."""
    modes = worst_first(seen)
    if not modes:
        return {"worst": "", "standing": str(words.gettext("None is named")), "trouble": False}
    state = str(standing(seen, modes[0], words))
    return {"worst": plain_words(modes[0].name), "standing": state, "trouble": is_open(modes[0])}


def _review(seen: Report, today: date | None, words: Translation) -> str:
    if is_shelved(seen):
        return humanised(seen.report.status, words).capitalize()
    due = review_promised(seen, today)
    return date_in_words(due.isoformat(), words) if due else words.gettext("None promised")


def owner_of(seen: Report) -> str:
    """Return whose system it is in a few words: the owner's name, or where its authors work who belong to the owner, or a short answer."""
    if name := said(seen.system_details.system_owner.name):
        return name
    places = dict.fromkeys(
        author.affiliation or author.name for author in seen.report.authors if author.relationship == "owner"
    )
    if places:
        return " and ".join(places)
    owner = " ".join(said(seen.system_details.system_owner.text).split()).rstrip(".")
    return owner if len(owner) <= _LONGEST_OWNER else ""


def _tags(seen: Report, today: date | None) -> list[str]:
    info, life = seen.report, seen.system_details.dates.lifecycle
    properties = [("kind", info.kind), ("status", info.status), ("life", life)]
    tags = [f"{name}:{value}" for name, value in properties if value]
    due = review_due(seen, today) if today else None
    if due and today:
        tags.append("review:overdue" if due < today else "review:in_time")
    return [*tags, *(f"profile:{profile}" for profile in seen.profiles)]


def _names(seen: Report) -> list[str]:
    """Return what the report has names for."""
    intent = seen.optimization_intent
    named = (
        *intent.performance_metrics.items,
        *intent.oversight_metrics.items,
        *intent.known_failure_modes.items,
        *seen.institutional_interface.stakeholders.items,
        *seen.implementation.algorithmic_details.items,
    )
    names = [name for item in named if isinstance(name := getattr(item, "name", None), str)]
    return list(dict.fromkeys([*names, *(author.name for author in seen.report.authors)]))


def _news(seen: Report, page: PageView, address: str, words: Translation) -> list[News]:
    newest = in_time(seen.system_maintenance.changelog.items)[: -_NEWS_OF_ONE - 1 : -1]
    return [
        News(
            page.id,
            page.raw_title,
            address,
            entry.id,
            entry.version,
            entry.date.start.isoformat(),
            humanised(entry.kind, words) if entry.kind else "",
            entry.summary,
        )
        for entry in newest
    ]


def _changed(seen: Report) -> str:
    info = seen.report
    dates = [info.date, info.last_reviewed, *(one.date for one in seen.system_maintenance.changelog.items)]
    return max((one.start.isoformat() for one in dates if one), default="")
