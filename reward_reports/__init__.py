"""Write, check and publish Reward Reports: the living record of what an AI system optimises.

Everything is imported when it is first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reward_reports._version import __version__

if TYPE_CHECKING:
    from reward_reports.api.building import build
    from reward_reports.api.linting import lint, lint_text
    from reward_reports.api.publishing import export, render, render_file
    from reward_reports.api.reports import compare, dump, dumps, load, loads
    from reward_reports.api.starting import convert, draft
    from reward_reports.api.watching import CheckResult, check, due, outcomes, status
    from reward_reports.base.errors import (
        ConfigError,
        InputError,
        InvalidReportError,
        LogError,
        MissingToolError,
        OutputError,
        RewardReportsError,
        UncommittedError,
    )
    from reward_reports.changes.comparing.change import Change
    from reward_reports.exchange.importing.convert import Converted
    from reward_reports.linting.finding import Finding, Result
    from reward_reports.linting.settings import Settings
    from reward_reports.publishing.site.build import BuildResult
    from reward_reports.report.model.base import Answer, Attestation, Item, OwnerResponse, Quantity, Register, Search
    from reward_reports.report.model.code import Binding, Code
    from reward_reports.report.model.evaluation import Evaluation, Evaluations, EvaluationSection, Standard, Standards
    from reward_reports.report.model.implementation import (
        AlgorithmicDetails,
        Component,
        DataFlow,
        Dataset,
        EngineeringTricks,
        EnvironmentDetails,
        FeedbackLoop,
        Implementation,
        Measurement,
        Measurements,
        Retraining,
        RewardDetails,
        RewardTerm,
        Trick,
    )
    from reward_reports.report.model.institutional_interface import (
        DeploymentAgency,
        InstitutionalInterface,
        Recourse,
        RecourseChannel,
        Stakeholder,
        Stakeholders,
    )
    from reward_reports.report.model.optimization_intent import (
        Baseline,
        FailureMode,
        FailureModes,
        Goal,
        Horizon,
        Metric,
        Metrics,
        Observation,
        ObservationsFrom,
        OptimizationIntent,
        Threshold,
    )
    from reward_reports.report.model.recommender import Recommender
    from reward_reports.report.model.recommender_items import (
        Adjustment,
        Adjustments,
        Exploration,
        Holdouts,
        NonProfilingOption,
        RankingSignal,
        RankingSignals,
        Surface,
        Surfaces,
        UserOption,
        UserOptions,
        WeightsPublished,
    )
    from reward_reports.report.model.references import Figure, Reference
    from reward_reports.report.model.report import Report
    from reward_reports.report.model.report_info import Author, ReportInfo, Summary
    from reward_reports.report.model.rlhf import RLHF, Release
    from reward_reports.report.model.rlhf_items import (
        Accuracies,
        Accuracy,
        Agreement,
        Agreements,
        AIFeedback,
        AIFeedbacks,
        BaseModelInfo,
        PolicyRun,
        PolicyRuns,
        PreferenceData,
        PreferenceDataSets,
        RedTeam,
        RedTeams,
        RewardModel,
        RewardModels,
        Signal,
        Signals,
        Stage,
        Stages,
    )
    from reward_reports.report.model.rlhf_judges import CheckedByPeople, Criterion
    from reward_reports.report.model.rlhf_risks import (
        RewardHack,
        RewardHacks,
        Specification,
        Specifications,
        TrainingEnvironment,
        TrainingEnvironments,
    )
    from reward_reports.report.model.system_details import (
        Contact,
        Contacts,
        Dates,
        Owner,
        Resource,
        Resources,
        SystemDetails,
    )
    from reward_reports.report.model.system_maintenance import (
        Arm,
        ArmResult,
        Cadence,
        Changelog,
        Condition,
        Entry,
        Expectation,
        Experiment,
        Firing,
        Outcome,
        Recommendation,
        Recommendations,
        SystemMaintenance,
        Trigger,
        Triggers,
    )
    from reward_reports.report.model.values import Duration, PartialDate
    from reward_reports.runs.drafting.draft import Draft
    from reward_reports.runs.monitoring.check import CheckRow
    from reward_reports.runs.monitoring.due import Due
    from reward_reports.runs.monitoring.outcomes import Expected
    from reward_reports.runs.monitoring.status import Standing

__all__ = [
    "RLHF",
    "AIFeedback",
    "AIFeedbacks",
    "Accuracies",
    "Accuracy",
    "Adjustment",
    "Adjustments",
    "Agreement",
    "Agreements",
    "AlgorithmicDetails",
    "Answer",
    "Arm",
    "ArmResult",
    "Attestation",
    "Author",
    "BaseModelInfo",
    "Baseline",
    "Binding",
    "BuildResult",
    "Cadence",
    "Change",
    "Changelog",
    "CheckResult",
    "CheckRow",
    "CheckedByPeople",
    "Code",
    "Component",
    "Condition",
    "ConfigError",
    "Contact",
    "Contacts",
    "Converted",
    "Criterion",
    "DataFlow",
    "Dataset",
    "Dates",
    "DeploymentAgency",
    "Draft",
    "Due",
    "Duration",
    "EngineeringTricks",
    "Entry",
    "EnvironmentDetails",
    "Evaluation",
    "EvaluationSection",
    "Evaluations",
    "Expectation",
    "Expected",
    "Experiment",
    "Exploration",
    "FailureMode",
    "FailureModes",
    "FeedbackLoop",
    "Figure",
    "Finding",
    "Firing",
    "Goal",
    "Holdouts",
    "Horizon",
    "Implementation",
    "InputError",
    "InstitutionalInterface",
    "InvalidReportError",
    "Item",
    "LogError",
    "Measurement",
    "Measurements",
    "Metric",
    "Metrics",
    "MissingToolError",
    "NonProfilingOption",
    "Observation",
    "ObservationsFrom",
    "OptimizationIntent",
    "Outcome",
    "OutputError",
    "Owner",
    "OwnerResponse",
    "PartialDate",
    "PolicyRun",
    "PolicyRuns",
    "PreferenceData",
    "PreferenceDataSets",
    "Quantity",
    "RankingSignal",
    "RankingSignals",
    "Recommendation",
    "Recommendations",
    "Recommender",
    "Recourse",
    "RecourseChannel",
    "RedTeam",
    "RedTeams",
    "Reference",
    "Register",
    "Release",
    "Report",
    "ReportInfo",
    "Resource",
    "Resources",
    "Result",
    "Retraining",
    "RewardDetails",
    "RewardHack",
    "RewardHacks",
    "RewardModel",
    "RewardModels",
    "RewardReportsError",
    "RewardTerm",
    "Search",
    "Settings",
    "Signal",
    "Signals",
    "Specification",
    "Specifications",
    "Stage",
    "Stages",
    "Stakeholder",
    "Stakeholders",
    "Standard",
    "Standards",
    "Standing",
    "Summary",
    "Surface",
    "Surfaces",
    "SystemDetails",
    "SystemMaintenance",
    "Threshold",
    "TrainingEnvironment",
    "TrainingEnvironments",
    "Trick",
    "Trigger",
    "Triggers",
    "UncommittedError",
    "UserOption",
    "UserOptions",
    "WeightsPublished",
    "__version__",
    "build",
    "check",
    "compare",
    "convert",
    "draft",
    "due",
    "dump",
    "dumps",
    "export",
    "lint",
    "lint_text",
    "load",
    "loads",
    "outcomes",
    "render",
    "render_file",
    "status",
]  # fmt: skip

_HOMES = {
    "api.building": "build",
    "api.linting": "lint lint_text",
    "api.publishing": "export render render_file",
    "api.reports": "compare dump dumps load loads",
    "api.starting": "convert draft",
    "api.watching": "CheckResult check due outcomes status",
    "base.errors": "ConfigError InputError InvalidReportError LogError MissingToolError OutputError RewardReportsError UncommittedError",
    "changes.comparing.change": "Change",
    "exchange.importing.convert": "Converted",
    "linting.finding": "Finding Result",
    "linting.settings": "Settings",
    "publishing.site.build": "BuildResult",
    "report.model.base": "Answer Attestation Item OwnerResponse Quantity Register Search",
    "report.model.code": "Binding Code",
    "report.model.evaluation": "Evaluation EvaluationSection Evaluations Standard Standards",
    "report.model.implementation": "AlgorithmicDetails Component DataFlow Dataset EngineeringTricks EnvironmentDetails FeedbackLoop Implementation Measurement Measurements Retraining RewardDetails RewardTerm Trick",
    "report.model.institutional_interface": "DeploymentAgency InstitutionalInterface Recourse RecourseChannel Stakeholder Stakeholders",
    "report.model.optimization_intent": "Baseline FailureMode FailureModes Goal Horizon Metric Metrics Observation ObservationsFrom OptimizationIntent Threshold",
    "report.model.recommender": "Recommender",
    "report.model.recommender_items": "Adjustment Adjustments Exploration Holdouts NonProfilingOption RankingSignal RankingSignals Surface Surfaces UserOption UserOptions WeightsPublished",
    "report.model.references": "Figure Reference",
    "report.model.report": "Report",
    "report.model.report_info": "Author ReportInfo Summary",
    "report.model.rlhf": "RLHF Release",
    "report.model.rlhf_items": "AIFeedback AIFeedbacks Accuracies Accuracy Agreement Agreements BaseModelInfo PolicyRun PolicyRuns PreferenceData PreferenceDataSets RedTeam RedTeams RewardModel RewardModels Signal Signals Stage Stages",
    "report.model.rlhf_judges": "CheckedByPeople Criterion",
    "report.model.rlhf_risks": "RewardHack RewardHacks Specification Specifications TrainingEnvironment TrainingEnvironments",
    "report.model.system_details": "Contact Contacts Dates Owner Resource Resources SystemDetails",
    "report.model.system_maintenance": "Arm ArmResult Cadence Changelog Condition Entry Expectation Experiment Firing Outcome Recommendation Recommendations SystemMaintenance Trigger Triggers",
    "report.model.values": "Duration PartialDate",
    "runs.drafting.draft": "Draft",
    "runs.monitoring.check": "CheckRow",
    "runs.monitoring.due": "Due",
    "runs.monitoring.outcomes": "Expected",
    "runs.monitoring.status": "Standing",
}
"""The modules that hold the public names."""


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names.split():
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
