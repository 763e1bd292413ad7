"""References and figures."""

from __future__ import annotations

from reward_reports.publishing.rendering.addresses import address_in_words, arxiv_address, doi_address, safe_address
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.views import FigureView, ReferenceView
from reward_reports.publishing.rendering.words import humanised
from reward_reports.report.model.fields import meanings_in
from reward_reports.report.model.references import Figure, Reference, SourceParty


def reference_view(context: RenderContext, number: int, reference: Reference) -> ReferenceView:
    """Return a reference as an entry of the list."""
    anchor = context.writer.targets.anchor("reference", reference.id)
    return ReferenceView(anchor, context.writer.plain(reference.id), number, _reference(context, reference))


def _reference(context: RenderContext, reference: Reference) -> str:
    writer, apart = context.writer, context.words.apart
    head = [writer.plain(apart(reference.authors))] if reference.authors else []
    if reference.year is not None:
        head.append(f"({reference.year})")
    parts = [writer.join(head, " ")] if head else []
    parts += [writer.plain(apart(part)) for part in (reference.title, reference.container) if part]
    if reference.kind or reference.by:
        parts.append(_type_of(context, reference))
    parts += _links(context, reference)
    read = [writer.phrase("revision %(name)s", name=writer.code(reference.revision))] if reference.revision else []
    read += [writer.phrase("read %(date)s", date=writer.date(reference.accessed))] if reference.accessed else []
    parts[-1] = writer.join([parts[-1], *read])
    return writer.join([writer.join(parts, ". "), "."], "")


_PARTIES = {
    "owner": "the owner",
    "contractor": "a contractor of the owner",
    "independent": "an independent party",
    "regulator": "a regulator",
    "press": "the press",
    "insider": "an insider",
}
assert set(_PARTIES) == set(meanings_in(SourceParty))  # noqa: S101 a new value needs its words here


def _type_of(context: RenderContext, reference: Reference) -> str:
    """Return what sort of source it is, and whose: `Code by the owner`."""
    known = reference.kind is not None and reference.kind != "other"
    noun = context.gettext(humanised(reference.kind or "").capitalize()) if known else context.gettext("Source")
    if not reference.by:
        return noun
    return context.writer.phrase("%(source)s by %(party)s", source=noun, party=context.gettext(_PARTIES[reference.by]))


def _links(context: RenderContext, reference: Reference) -> list[str]:
    """Return the addresses as links; one that may not be a link stands as it was typed."""
    writer = context.writer
    parts = []
    if reference.url:
        parts.append(_link(context, safe_address(reference.url), address_in_words(reference.url)))
    if reference.doi:
        parts.append(_link(context, doi_address(reference.doi), f"doi:{reference.doi}"))
    if reference.arxiv:
        parts.append(_link(context, arxiv_address(reference.arxiv), f"arXiv:{reference.arxiv}"))
    if reference.archived:
        archived = safe_address(reference.archived)
        parts.append(
            writer.link(archived, context.gettext("archived copy")) if archived else writer.code(reference.archived)
        )
    return parts


def _link(context: RenderContext, address: str | None, label: str) -> str:
    return context.writer.link(address, label) if address else context.writer.code(label)


def figure_view(context: RenderContext, figure: Figure) -> FigureView:
    """Return a figure with its line and where it comes from."""
    writer = context.writer
    notes = []
    if figure.source:
        known = figure.source in writer.targets.numbers
        source = writer.bracketed(figure.source) if known else writer.cell(figure.source)
        notes.append(writer.phrase("Source: %(source)s", source=source))
    if figure.license:
        notes.append(writer.phrase("Licence: %(name)s", name=writer.plain(figure.license)))
    anchor = writer.targets.anchor("figure", figure.id)
    shown = writer.picture(figure.path, figure.alt or "")
    return FigureView(writer.plain(figure.id), anchor, shown, writer.inline(figure.caption or ""), notes)
