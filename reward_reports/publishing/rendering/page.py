"""A report as a page: banners, the first screen, sections, figures, references."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.publishing.rendering.anchors import title_of
from reward_reports.publishing.rendering.answers import answer_view
from reward_reports.publishing.rendering.banners import banners
from reward_reports.publishing.rendering.bibliography import figure_view, reference_view
from reward_reports.publishing.rendering.field_formats import plans_of
from reward_reports.publishing.rendering.first_screen import first_screen
from reward_reports.publishing.rendering.item_layouts import badge
from reward_reports.publishing.rendering.items import facts_of
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.values import written
from reward_reports.publishing.rendering.views import Badge, Fact, FieldView, PageView, SectionView
from reward_reports.report.model import LAYOUTS, OPTIONAL, SECTIONS, Answer, Base, Report
from reward_reports.report.model.durations import every_in_words
from reward_reports.report.model.fields import model_at
from reward_reports.report.model.layouts import FieldPath
from reward_reports.report.model.promises import review_promised
from reward_reports.report.model.report import PROFILE_SECTIONS, sections_of_profiles
from reward_reports.report.model.report_info import Author, ReportInfo
from reward_reports.report.model.values import PartialDate

_PLANS = {model.__name__: {plan.name: plan for plan in plans_of(model)} for model in (ReportInfo, Author, Report)}
_IN_HEAD = frozenset({"title", "version", "status", "kind", "authors", "summary"})
LEADS = {section: Report.model_fields[section].description or "" for section in (*SECTIONS, *PROFILE_SECTIONS)}


def page_view(context: RenderContext) -> PageView:
    """Return all that a page shows of a report."""
    report, writer, info = context.report, context.writer, context.report.report
    return PageView(
        id=info.id,
        title=writer.plain(info.title),
        raw_title=info.title,
        version=writer.plain(info.version),
        badges=_badges(context),
        banners=banners(context),
        facts=_facts(context),
        authors=[_author(context, author) for author in info.authors],
        author_names=", ".join(author.name for author in info.authors),
        first=first_screen(context),
        sections=list(_sections(context)),
        figures=[figure_view(context, figure) for figure in report.figures],
        references=[reference_view(context, number, one) for number, one in enumerate(report.references, 1)],
        bibliography=writer.code(report.bibliography) if report.bibliography else None,
        layout=context.layout,
        audience=context.audience,
        translation=context.words,
    )


def _badges(context: RenderContext) -> list[Badge]:
    plans, info, words = _PLANS["ReportInfo"], context.report.report, context.words
    found = [badge(info.status, plans["status"].meanings, words)]
    if info.kind:
        found.append(badge(info.kind, plans["kind"].meanings, words))
    meanings = _PLANS["Report"]["profiles"].meanings
    return [*found, *(badge(profile, meanings, words) for profile in context.report.profiles)]


def _facts(context: RenderContext) -> list[Fact]:
    """Return what the head says below the title."""
    info = context.report.report
    facts = facts_of(context, info, answer_view, _IN_HEAD)
    labels = [fact.label for fact in facts]
    review = _next_review(context)
    if review is not None:
        counted_from = context.gettext("Last reviewed") if info.last_reviewed else context.gettext("Date")
        facts.insert(labels.index(counted_from) + 1, Fact(context.gettext("Next review due"), review))
    return facts


def _next_review(context: RenderContext) -> str | None:
    every = context.report.system_maintenance.reporting_cadence.every
    due = review_promised(context.report, context.today)
    if due is None or every is None:
        return None
    day = context.writer.date(PartialDate(due.isoformat(), due, due))
    return context.writer.join([day, " (", every_in_words(every, context.words), ")"], "")


def _author(context: RenderContext, author: Author) -> str:
    """Return an author in words: name, where she works, how she stands to the owner, where to write."""
    writer, plans = context.writer, _PLANS["Author"]
    words = writer.join([writer.plain(part) for part in (author.name, author.affiliation) if part])
    standing = context.gettext(plans["relationship"].meanings[author.relationship]).rstrip(".。")
    parts = [context.words.apart(words), context.words.lowered(standing)]
    if author.contact:
        parts.append(written(context, plans["contact"], author.contact))
    return writer.join(parts, " · ")


def _sections(context: RenderContext) -> Iterator[SectionView]:
    number = 0
    for number, (title, paths) in enumerate(LAYOUTS[context.layout], 1):
        lead = LEADS[SECTIONS[number - 1]] if context.layout == "paper" else ""
        fields = [_field(context, path) for path in paths]
        heading = (context.gettext(title), context.gettext(lead))
        yield SectionView(f"section-{number}", number, *heading, fields, True, title)
    for section, part in sections_of_profiles(context.report):
        number += 1
        fields = [_field(context, (section, name)) for name in _shown(section, part)]
        title = Report.model_fields[section].title or section
        heading = (context.gettext(title), context.gettext(LEADS[section]))
        yield SectionView(section, number, *heading, fields, False, title)


def _shown(section: str, part: Base) -> Iterator[str]:
    """Give the fields of a profile's section, without those that no rule asks for and nobody answered."""
    for name in type(part).model_fields:
        if (section, name) not in OPTIONAL or not getattr(part, name).blank:
            yield name


def _field(context: RenderContext, path: FieldPath) -> FieldView:
    section, name = path
    answer: Answer = getattr(getattr(context.report, section), name)
    view = answer_view(context, answer)
    if view.state is not None and view.state.tone == "missing":
        view.questions = tuple(map(context.gettext, _questions(path)))
    return FieldView(f"{section}.{name}", context.gettext(title_of(path, context.layout)), view)


def _questions(path: FieldPath) -> tuple[str, ...]:
    """Return what a full answer would tell, for a reader who finds none."""
    model = model_at(path[:1])
    extra = model.model_fields[path[1]].json_schema_extra if model else None
    return tuple(extra["x-guide"]["questions"]) if isinstance(extra, dict) else ()  # type: ignore[index, call-overload, arg-type]
