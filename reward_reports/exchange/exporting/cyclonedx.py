"""A report as a CycloneDX 1.7 bill of materials with a model card."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from reward_reports._version import __version__
from reward_reports.base.escaping.data import dump
from reward_reports.exchange.exporting.citations import without_citations
from reward_reports.exchange.exporting.exporter import Exporter
from reward_reports.exchange.exporting.newest import newest_values
from reward_reports.publishing.rendering.addresses import safe_address
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.report.model import Answer, Report
from reward_reports.report.model.evidence import Evidence, as_data, evidence_of
from reward_reports.report.model.own_values import own_tests
from reward_reports.report.model.placeholders import is_empty_value, said

EXPORTERS = (
    Exporter(
        "cyclonedx",
        "a CycloneDX 1.7 bill of materials with a model card",
        "exchange.exporting.cyclonedx.as_json",
        endings=(".cdx.json", ".bom.json"),
    ),
)
_NAMES = uuid.UUID("0b6a3c1e-53a8-5a1f-8d0e-6a7f3f7f2c11")
"""What serial numbers are made below; it never changes."""


_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+\Z")
"""An address in the characters that the schema takes for one."""


def as_json(edition: Edition) -> str:
    """Return the bill; the same report gives the same, and a time only where the day is given."""
    report, today = edition.report, edition.today
    info = report.report
    metadata: dict[str, Any] = {
        "tools": {"components": [{"type": "application", "name": "reward-reports", "version": __version__}]},
        "component": {
            "type": "application",
            "bom-ref": f"system:{info.id}",
            "name": info.title,
            "version": info.version,
        },
    }
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "serialNumber": uuid.uuid5(_NAMES, f"{info.id}\n{info.version}\n{edition.audience}").urn,
        "version": 1,
        "metadata": (_time(today) if today else {}) | metadata,
        "components": [_model(report, edition.audience)],
    }
    return dump(bill)


def _time(today: date) -> dict[str, str]:
    return {"timestamp": f"{today.isoformat()}T00:00:00Z"}


def _model(report: Report, audience: str) -> dict[str, Any]:
    info = report.report
    model: dict[str, Any] = {
        "type": "machine-learning-model",
        "bom-ref": f"model:{info.id}",
        "name": info.title,
        "version": info.version,
        "description": _said(report.optimization_intent.goal_of_reinforcement),
        "externalReferences": list(_links(report)),
        "modelCard": _card(report, evidence_of(report, audience)),
    }
    license_of = report.rlhf.release.license if report.rlhf else None
    if not is_empty_value("license", license_of or ""):
        model["licenses"] = [{"license": {"name": license_of}}]
    return _filled(model)


_LINKS = {"model card": "model-card", "code": "vcs", "website": "website", "paper": "documentation"}
"""The kinds of resources that the schema has a word for."""


def _links(report: Report) -> Iterator[dict[str, Any]]:
    """Give the addresses of what else is published about the system."""
    for one in report.system_details.other_resources.items:
        address = safe_address(one.url or "")
        if address and _URI.match(address):
            comment = without_citations(said(one.title)).strip()
            yield _filled({"type": _LINKS.get((one.kind or "").lower(), "other"), "url": address, "comment": comment})


def _card(report: Report, evidence: Evidence) -> dict[str, Any]:
    return _filled(
        {
            "bom-ref": f"card:{report.report.id}",
            "modelParameters": _parameters(report),
            "quantitativeAnalysis": _filled({"performanceMetrics": _metrics(report)}),
            "considerations": _considerations(report),
            "properties": [
                {"name": "reward-report:id", "value": report.report.id},
                {"name": "reward-report:version", "value": report.report.version},
                *({"name": "reward-report:profile", "value": one} for one in report.profiles),
                *_tallies(evidence),
            ],
        }
    )


def _tallies(evidence: Evidence) -> Iterator[dict[str, str]]:
    """Give what is known and who can check it, of each group of questions, as properties: the format has no field for it."""
    for group in evidence.groups():
        for name, number in as_data(evidence.tally(group)).items():
            yield {"name": f"reward-report:evidence:{group}:{name}", "value": f"{number:g}"}


def _parameters(report: Report) -> dict[str, Any]:
    learned = report.implementation.algorithmic_details
    policy = next((one for one in learned.items if one.role == "policy"), None)
    return _filled(
        {
            "approach": {"type": "reinforcement-learning"}
            if report.profiles and "recommender" not in report.profiles
            else {},
            "task": said(learned.algorithm),
            "modelArchitecture": said(policy.architecture) if policy else None,
            "datasets": [
                _filled({"type": "dataset", "name": one.name or one.id, "description": one.kind})
                for one in report.implementation.data_flow.items
            ],
        }
    )


def _metrics(report: Report) -> list[dict[str, Any]]:
    metrics = [
        _filled({"type": test.metric or test.id, "value": f"{test.value:g}", "slice": test.slice})
        for test in own_tests(report)
        if test.value is not None
    ]
    for metric in report.optimization_intent.metrics:
        for one in newest_values(report, metric):
            interval = _filled({"lowerBound": _text(one.low), "upperBound": _text(one.high)})
            metrics.append(
                _filled(
                    {"type": metric.id, "value": f"{one.value:g}", "slice": one.slice, "confidenceInterval": interval}
                )
            )
    return metrics


def _considerations(report: Report) -> dict[str, Any]:
    intent, around = report.optimization_intent, report.institutional_interface
    return _filled(
        {
            "users": [one.name for one in around.stakeholders.items if one.name],
            "useCases": [_said(intent.goal_of_reinforcement)],
            "technicalLimitations": [_said(report.implementation.limitations)],
            "fairnessAssessments": list(_unfairness(report)),
            "ethicalConsiderations": [
                _filled({"name": one.name, "mitigationStrategy": said(one.mitigation)})
                for one in intent.known_failure_modes.items
            ],
        }
    )


def _unfairness(report: Report) -> Iterator[dict[str, Any]]:
    """Give the known failures that harm some people more than others, with who they are."""
    names = {one.id: one.name for one in report.institutional_interface.stakeholders.items}
    for mode in report.optimization_intent.known_failure_modes.items:
        if mode.kind == "unfairness":
            yield _filled(
                {
                    "groupAtRisk": ", ".join(names.get(id_) or id_ for id_ in mode.affected),
                    "harms": without_citations(said(mode.description) or mode.name),
                    "mitigationStrategy": without_citations(said(mode.mitigation)),
                }
            )


def _said(answer: Answer) -> str:
    """Return an answer without its citations, whose sources are not in the bill."""
    return without_citations(said(answer.text)).strip()


def _text(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Return what says something: no empty values, and no lists of them."""
    kept = {
        key: [one for one in value if one] if isinstance(value, list) else value for key, value in data.items() if value
    }
    return {key: value for key, value in kept.items() if value}
