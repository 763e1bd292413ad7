"""By which route an answer is known: from its basis and the sources it cites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from reward_reports.report.model.base import Answer
from reward_reports.report.model.citing import CITED, cited_id
from reward_reports.report.model.references import Reference
from reward_reports.report.model.report import Report

Route: TypeAlias = Literal[
    "artefact", "paper", "audit", "outside", "statement", "testimony", "concluded", "hypothetical"
]
ROUTES: tuple[Route, ...] = get_args(Route)
"""From what anybody can check to what nobody can."""
ROUTE_WORDS: dict[Route, str] = {
    "artefact": "code, weights, data or configuration",
    "paper": "a document by the owner",
    "audit": "an independent audit, a regulator or a court",
    "outside": "measured from outside",
    "statement": "the owner's statement",
    "testimony": "a witness or a leak",
    "concluded": "concluded by the authors",
    "hypothetical": "made up",
}
ROUTE_LETTERS: dict[Route, str] = dict(zip(ROUTES, "APUOSTCH", strict=True))
CHECKABLE: frozenset[Route] = frozenset({"artefact", "paper", "outside"})
"""The routes by which anybody can check an answer."""
INDEPENDENT: frozenset[Route] = frozenset({"audit", "outside"})
"""The routes by which somebody independent has checked it."""

_CITED = re.compile(CITED)
_ARTEFACTS = frozenset({"code", "data", "configuration"})
_RETOLD = frozenset({"card", "other"})
"""What others write of a system without having measured it: a document that can be checked, and no measurement."""
_BY_BASIS: dict[str, Route] = {
    "artefact": "artefact",
    "audited": "audit",
    "owner_stated": "statement",
    "testimony": "testimony",
    "inferred": "concluded",
    "hypothetical": "hypothetical",
}


def is_outside(report: Report) -> bool:
    """Whether a report was written by others than those who own or run the system."""
    info = report.report
    if info.kind in ("first_party", "third_party"):
        return info.kind == "third_party"
    return not any(author.relationship in ("owner", "contractor") for author in info.authors)


def cited_by(answer: Answer) -> list[str]:
    """Return the ids of the references that an answer names as its sources or cites in its text."""
    text = answer.text or ""
    prose = [cited_id(cited) for cited in _CITED.findall(text)] if "@" in text else []
    return list(dict.fromkeys([*answer.sources, *prose]))


def route_of_reference(reference: Reference) -> Route | None:
    """Return by which route a reader learns something who follows a reference; None where nothing says what it is."""
    kind, by = reference.kind, reference.by
    if kind in _ARTEFACTS:
        return "artefact"
    if kind in ("audit", "law"):
        return "audit" if by != "owner" else "paper"
    if kind in ("testimony", "news") or by in ("insider", "press"):
        return "testimony"
    if by == "regulator":
        return "audit"
    if by == "independent" and kind not in _RETOLD:
        return "outside"
    if kind == "post":
        return "statement"
    return "paper" if kind in ("paper", "card") or reference.arxiv or reference.doi else None


def routes_of(
    report: Report, answer: Answer, references: Mapping[str, Reference], around: Answer | None = None
) -> tuple[Route, ...]:
    """Return by which routes an answer is known, first the one that most readers can follow; none where nothing says so.

    Where the basis does not settle it, every cited source is a route: what a paper says and an audit confirms has both.

    Args:
        report: the report.
        answer: the answer.
        references: the references of the report by id.
        around: the answer that this one stands in; what this one leaves out, it takes from there.
    """
    if report.report.kind == "hypothetical":
        return ("hypothetical",)
    basis = answer.basis or (around.basis if around else None)
    if basis in _BY_BASIS:
        return (_BY_BASIS[basis],)
    if basis == "measured" and is_outside(report):
        return ("outside",)
    cited = cited_by(answer) or (cited_by(around) if around else [])
    known = {route for id_ in cited if id_ in references and (route := route_of_reference(references[id_]))}
    return tuple(sorted(known, key=_can_be_followed)) or _WITHOUT_SOURCE.get(basis or "", ())


def _can_be_followed(route: Route) -> tuple[bool, int]:
    return route not in CHECKABLE, ROUTES.index(route)


_WITHOUT_SOURCE: dict[str, tuple[Route, ...]] = {"measured": ("statement",), "documented": ("paper",)}
