"""The preference data of a report in the words of Croissant's vocabulary for responsible AI (RAI 1.0), as JSON-LD."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reward_reports.base.errors import InputError
from reward_reports.base.escaping.data import dump
from reward_reports.exchange.exporting.citations import without_citations
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.report.model import Answer
from reward_reports.report.model.placeholders import is_no_value, said
from reward_reports.report.model.rlhf_items import PreferenceData

_CONTEXT = {
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
}


def as_json(edition: Edition) -> str:
    """Return the preference data, a dataset each. What Croissant asks beyond that, such as files and columns, a report does
    not hold, so each says that it conforms to the vocabulary of responsible AI and not to Croissant itself.

    Raises:
        InputError: if the report tells of no preference data.
    """
    rlhf = edition.report.rlhf
    items = rlhf.preference_data.items if rlhf else ()
    if not items:
        raise InputError(
            "the report tells of no preference data (rlhf.preference_data), which is what croissant is for"
        )
    title = edition.report.report.title
    return dump({"@context": _CONTEXT, "@graph": [_dataset(one, title) for one in items]})


def _dataset(one: PreferenceData, title: str) -> dict[str, Any]:
    people = [
        said(one.headcount.text) or _number(one.headcount.value),
        _listed("living in", one.countries),
        _said(one.selection),
    ]
    made = {
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/RAI/1.0",
        "name": one.id,
        "description": f"{said(one.task) or 'Preference data'} ({title})",
        "license": "" if is_no_value("license", one.license or "") else one.license,
        "inLanguage": list(one.languages),
        "rai:dataCollection": _joined([one.prompts_from, one.size]),
        "rai:dataCollectionType": one.feedback_type,
        "rai:dataAnnotationProtocol": _joined([_said(one.instructions), one.priority_order]),
        "rai:dataAnnotationPlatform": said(one.vendor),
        "rai:annotationsPerItem": said(one.labels_per_item),
        "rai:dataAnnotationAnalysis": _joined([*_agreements(one), _said(one.disagreement_policy)]),
        "rai:annotatorDemographics": _joined(people),
        "rai:dataPreprocessingProtocol": _joined([one.quality_control, one.exclusions]),
        "rai:personalSensitiveInformation": said(one.personal_data),
        "rai:dataSocialImpact": _joined([_said(one.pay), _said(one.protections)]),
    }
    return {key: value for key, value in made.items() if value}


def _agreements(one: PreferenceData) -> list[str]:
    return [f"{each.statistic}: {each.value:g}" for each in one.agreement.items]


def _said(answer: Answer) -> str:
    return " ".join(without_citations(said(answer.text)).split())


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g} people"


def _listed(before: str, names: tuple[str, ...]) -> str:
    return f"{before} {', '.join(names)}" if names else ""


def _joined(parts: Sequence[str | None]) -> str:
    return "; ".join(" ".join(text.split()).rstrip(".") for one in parts if (text := said(one)))
