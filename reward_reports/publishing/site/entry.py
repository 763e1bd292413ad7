"""What is kept of a report once its page is written: what the index, the feed and the matrix show of it."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from datetime import date

from reward_reports.publishing.rendering.figures import anchor_of
from reward_reports.publishing.rendering.history import in_time
from reward_reports.publishing.rendering.views import Badge, Fact, PageView, Share
from reward_reports.publishing.rendering.words import date_in_words, humanised
from reward_reports.report.model import Report
from reward_reports.report.model.access import access_of
from reward_reports.report.model.evidence import Evidence, evidence_of
from reward_reports.report.model.fields import meanings_in
from reward_reports.report.model.placeholders import said
from reward_reports.report.model.promises import review_due
from reward_reports.report.model.system_details import Dates

_SHOWN = ("Date", "Last reviewed", "Next review due")
_LONGEST_OWNER = 70
_NEWS_OF_ONE = 20
"""Of each report so many of its newest changelog entries can stand in the feed."""
_LIVES = meanings_in(Dates.model_fields["lifecycle"].annotation)


@dataclass(frozen=True, slots=True)
class News:
    """An entry of a changelog, for the feed; all but the day is as the authors wrote it.

    Attributes:
        report: the id of the report, `title` its title and `address` its page.
        id: the id of the entry.
        version: the version it made.
        day: its first day, as an ISO date.
        kind: the sort of change, in words; "" where the report does not say.
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
class Entry:
    """What the index shows of a report.

    Attributes:
        file: where the report was read.
        id: its id.
        address: the name of its page.
        title: its title, and `version` its version, ready for the page.
        warnings: the titles of its banners.
        facts: the first facts of its head.
        shares: how many questions are in which state, and `summary` the same in words.
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
    badges: list[Badge]
    warnings: list[str]
    facts: list[Fact]
    shares: list[Share] = field(default_factory=list)
    summary: str = ""
    tags: str = ""
    words: str = ""
    owner: str = ""
    name: str = ""
    evidence: Evidence = field(default_factory=lambda: Evidence(()))
    anchors: list[str] = field(default_factory=list)
    access: list[str] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    changed: str = ""


def entry_of(seen: Report, page: PageView, file: str, address: str, today: date | None) -> Entry:
    """Return what is kept of a report that is redacted for its audience."""
    owner, first = owner_of(seen), page.first
    evidence = evidence_of(seen, page.audience)
    access = access_of(seen, evidence)
    return Entry(
        file=file,
        id=page.id,
        address=address,
        title=page.title,
        version=page.version,
        badges=page.badges,
        warnings=[banner.title for banner in page.banners],
        facts=_facts(seen, page, owner),
        shares=first.shares,
        summary=first.summary,
        tags=" ".join(_tags(seen, today)),
        words=" ".join(_names(seen)),
        owner=owner,
        name=page.raw_title,
        evidence=evidence,
        anchors=[anchor_of(seen, cell) for cell in evidence.cells],
        access=list(astuple(access)) if access else [],
        news=_news(seen, page, address),
        changed=_changed(seen),
    )


def owner_of(seen: Report) -> str:
    """Return whose system it is in a few words: where its authors work who belong to the owner, else a short answer."""
    places = dict.fromkeys(one.affiliation or one.name for one in seen.report.authors if one.relationship == "owner")
    if places:
        return " and ".join(places)
    told = " ".join(said(seen.system_details.system_owner.text).split()).rstrip(".")
    return told if len(told) <= _LONGEST_OWNER else ""


def _facts(seen: Report, page: PageView, owner: str) -> list[Fact]:
    facts = [fact for fact in page.facts if fact.label in _SHOWN]
    if seen.report.last_reviewed is None:
        facts.append(Fact("Last reviewed", "The report does not say."))
    if owner:
        facts.append(Fact("Owner", owner))
    life = _life_of(seen)
    return [*facts, Fact("The system", life)] if life else facts


def _life_of(seen: Report) -> str:
    """Return whether the system is in use, claiming no more than was known on the day that the report names."""
    dates = seen.system_details.dates
    if dates.lifecycle is None:
        return ""
    if seen.report.kind == "hypothetical":
        return "Made up; nothing of it runs."
    if dates.lifecycle in ("deployed", "pilot") and dates.as_of is not None:
        return f"{_LIVES[dates.lifecycle].removeprefix('Is ').rstrip('.').capitalize()} when last seen, {date_in_words(str(dates.as_of))}."
    return _LIVES[dates.lifecycle]


def _tags(seen: Report, today: date | None) -> list[str]:
    info, life = seen.report, seen.system_details.dates.lifecycle
    said = [("kind", info.kind), ("status", info.status), ("life", life)]
    tags = [f"{name}:{value}" for name, value in said if value]
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
    found = [name for one in named if isinstance(name := getattr(one, "name", None), str)]
    return list(dict.fromkeys([*found, *(author.name for author in seen.report.authors)]))


def _news(seen: Report, page: PageView, address: str) -> list[News]:
    newest = in_time(seen.system_maintenance.changelog.items)[: -_NEWS_OF_ONE - 1 : -1]
    return [
        News(
            page.id,
            page.raw_title,
            address,
            one.id,
            one.version,
            one.date.start.isoformat(),
            humanised(one.kind) if one.kind else "",
            one.summary,
        )
        for one in newest
    ]


def _changed(seen: Report) -> str:
    info = seen.report
    dates = [info.date, info.last_reviewed, *(one.date for one in seen.system_maintenance.changelog.items)]
    return max((one.start.isoformat() for one in dates if one), default="")
