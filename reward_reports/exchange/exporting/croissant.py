"""The preference data of a report in the words of Croissant's vocabulary for responsible AI (RAI 1.0), as JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reward_reports.base.errors import InputError
from reward_reports.base.escaping.data import dump
from reward_reports.exchange.exporting.citations import without_citations
from reward_reports.exchange.exporting.exporter import Exporter
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.report.model import Answer
from reward_reports.report.model.placeholders import is_empty_value, said
from reward_reports.report.model.rlhf_items import PreferenceData

EXPORTERS = (
    Exporter(
        "croissant",
        "the preference data as a Croissant 1.0 data set with its responsible AI vocabulary",
        "exchange.exporting.croissant.as_json",
    ),
)
_OF_CROISSANT = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet", "format",
    "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex",
    "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
_CONTEXT = {
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{name: f"cr:{name}" for name in _OF_CROISSANT},
}
"""The context that Croissant 1.0 asks every file to have, in full."""


def as_json(edition: Edition, dataset: str | None = None) -> str:
    """Return the preference data as one dataset, since a Croissant file holds exactly one.

    Files and columns are not in a report, so the dataset has none.

    Args:
        edition: the report.
        dataset: the id of the collection to export; all of them together if left out.

    Raises:
        InputError: if the report describes no preference data, or has no such collection.
    """
    rlhf = edition.report.rlhf
    items = rlhf.preference_data.items if rlhf else ()
    if not items:
        raise InputError(
            "the report describes no preference data (rlhf.preference_data), which is what croissant exports"
        )
    chosen = [one for one in items if dataset in (None, one.id)]
    if not chosen:
        raise InputError(
            f"the report has no preference data {dataset}; choose one of {', '.join(one.id for one in items)}"
        )
    info = edition.report.report
    name = chosen[0].id if len(chosen) == 1 else f"{info.id}-preference-data"
    head = {
        "@context": {"@language": info.language or "en", **_CONTEXT},
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": name,
        "description": f"{_together(chosen, lambda one: said(one.task)) or 'Preference data'} ({info.title})",
    }
    languages = list(dict.fromkeys(language for one in chosen for language in one.languages))
    properties = {key: _together(chosen, value) for key, value in _PROPERTIES.items()}
    return dump({**head, **{key: value for key, value in (properties | {"inLanguage": languages}).items() if value}})


def _together(items: Sequence[PreferenceData], value: Callable[[PreferenceData], str | None]) -> str:
    """Return what the collections say; once where it is the same, else each with its id."""
    texts = [(one.id, value(one)) for one in items]
    if len({text for _, text in texts}) == 1:
        return texts[0][1] or ""
    return _joined([f"{name}: {text}" for name, text in texts if text])


def _demographics(one: PreferenceData) -> str:
    headcount = said(one.headcount.text) or _number(one.headcount.value)
    return _joined([headcount, _listed("living in", one.countries), _said(one.selection)])


_PROPERTIES: dict[str, Callable[[PreferenceData], str | None]] = {
    "license": lambda one: None if is_empty_value("license", one.license or "") else one.license,
    "rai:dataCollection": lambda one: _joined([one.prompts_from, one.size]),
    "rai:dataCollectionType": lambda one: one.feedback_type,
    "rai:dataAnnotationProtocol": lambda one: _joined([_said(one.instructions), one.priority_order]),
    "rai:dataAnnotationPlatform": lambda one: said(one.vendor),
    "rai:annotationsPerItem": lambda one: said(one.labels_per_item),
    "rai:dataAnnotationAnalysis": lambda one: _joined([*_agreements(one), _said(one.disagreement_policy)]),
    "rai:annotatorDemographics": _demographics,
    "rai:dataPreprocessingProtocol": lambda one: _joined([one.quality_control, one.exclusions]),
    "rai:personalSensitiveInformation": lambda one: said(one.personal_data),
    "rai:dataSocialImpact": lambda one: _joined([_said(one.pay), _said(one.protections)]),
}
"""What each property of the vocabulary holds of a collection."""


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
