"""The figures of all examples, counted twice: by the program, and here from the raw YAML.

The second count is written from the rule alone and shares no line with the program: what counts is a whole answer 1, a part ½; what does not
apply is left out; of the entries of a list, the mean of those that apply. Every question is named here by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from reward_reports.report.loading import load_file
from reward_reports.report.model.evidence import evidence_of
from reward_reports.report.model.routes import CHECKABLE
from reward_reports.report.model.routes import INDEPENDENT as CHECKED

EXAMPLES = Path(__file__).parents[2] / "examples"
FIGURES = {
    "blenderbot-3": [(26, 23, 15, 0), (18, 9.5, 8, 0)],
    "cursor-composer": [(26, 21, 2, 0), (25, 7, 0, 0)],
    "deepseek-r1": [(26, 22, 16.5, 0), (29, 16.92, 16.92, 0)],
    "duolingo-reminders": [(26, 22, 18.5, 0), (8, 5.5, 5.5, 0)],
    "gpt-4o-sycophancy": [(26, 21.5, 1, 0), (25, 10, 0, 0)],
    "instructgpt": [(26, 21.5, 16.5, 0), (27, 16, 16, 0)],
    "llama-2-chat": [(26, 22, 14.5, 0.5), (29, 19.5, 19.5, 0)],
    "movielens": [(26, 22.5, 19.5, 0), (9, 4, 4, 0)],
    "muzero": [(26, 21, 13.5, 0)],
    "openai-goblins": [(26, 20, 1, 0), (26, 3, 0, 0)],
    "openassistant": [(26, 23, 15, 0), (27, 14.5, 14.5, 0)],
    "project-flow": [(26, 23.5, 0, 0)],
    "x-for-you": [(26, 20, 10.5, 0), (9, 7, 6.5, 0)],
}
"""Questions that apply, known, checkable by anybody, checked independently: of the core, then of the profile."""

CORE = """
system_details: system_owner dates feedback_and_communication other_resources
optimization_intent: goal_of_reinforcement performance_metrics oversight_metrics known_failure_modes
institutional_interface: deployment_agency stakeholders explainability_and_transparency recourse
implementation: reward_details environment_details measurement_details algorithmic_details data_flow limitations engineering_tricks
evaluation: evaluation_environment offline_evaluations evaluation_validity performance_standards
system_maintenance: reporting_cadence update_triggers changelog
"""
PROFILES = {
    "rlhf": """
base_model
training_stages
preference_data: headcount selection training pay protections instructions agreement disagreement_policy concentration
reward_models: accuracy known_biases
policy_optimization: reference_policy kl_coefficient over_optimization
ai_feedback: known_exploits
deployment_signals
red_teaming: headcount scope success_metric
regression_checks
release: system_prompt rollback_plan
""",
    "recommender": "surfaces\nsignals\nadjustments\nexploration\nuser_options\nnon_profiling_option\nads\nholdouts\nweights_published",
}
ABOUT_THE_ANSWER = set("disclosure reason basis sources as_of audience searched attested owner_response".split())
NO_ANSWERS = {"", "n/a", "na", "none", "tbd", "todo", "unknown", "-", "—", "?"}
WORTH = {"answered": Fraction(1), "partial": Fraction(1, 2)}
ANYBODY, INDEPENDENT = {"artefact", "paper", "outside"}, {"audit", "outside"}


class Count(NamedTuple):
    """What one question adds: to the questions that apply, to what is known, checkable by anybody, checked independently."""

    questions: int
    known: Fraction
    checkable: Fraction
    independent: Fraction


class Recount:
    """One report as it stands in its file."""

    def __init__(self, file: Path) -> None:
        self.data: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
        self.references = {one["id"]: one for one in self.data.get("references", [])}
        self.kind = self.data["report"].get("kind")

    def groups(self) -> list[list[tuple[str, Count]]]:
        """Return the questions with what each adds: those of the core, then those of each profile that the report has."""
        core = [(section, line) for section, names in _lines(CORE) for line in names]
        made = [[(f"{section}.{name}", self.count(section, name)) for section, name in core]]
        return made + [list(self.of_profile(one)) for one in PROFILES if one in self.data]

    def of_profile(self, section: str) -> Iterator[tuple[str, Count]]:
        for name, inner in _lines(PROFILES[section]):
            yield f"{section}.{name}", self.count(section, name)
            for one in inner:
                yield f"{section}.{name}.{one}", self.count(section, name, one)

    def count(self, section: str, name: str, inner: str = "") -> Count:
        field = (self.data.get(section) or {}).get(name)
        field = field if isinstance(field, dict) else {"items": field} if isinstance(field, list) else {"text": field}
        answers = [(field, None)] if not inner else list(self.inside(field, inner))
        applying = [
            one for one in answers if not (isinstance(one[0], dict) and one[0].get("disclosure") == "not_applicable")
        ]
        if not applying:
            return Count(0, *[Fraction(0)] * 3)
        worth = [(self.worth(answer), self.routes(answer, around)) for answer, around in applying]
        sums = [sum((value for value, by in worth if by & wanted), Fraction(0)) for wanted in (ANYBODY, INDEPENDENT)]
        return Count(1, *(total / len(applying) for total in (sum((value for value, _ in worth), Fraction(0)), *sums)))

    def inside(self, field: dict[str, Any], inner: str) -> Iterator[tuple[Any, Any]]:
        """Give the answers of this name in the entries of a field; a field without entries answers for all of them."""
        if isinstance(field.get("items"), list) and field["items"]:
            yield from ((item.get(inner), field) for item in field["items"])
        elif inner in field or ("items" not in field and field.get("disclosure", "answered") in WORTH):
            yield field.get(inner), field
        else:
            yield (field if field.get("disclosure", "answered") not in WORTH else None), None

    def worth(self, answer: Any) -> Fraction:
        if not isinstance(answer, dict):
            answer = {"text": answer}
        said = str(answer.get("text") or "").strip().lower() not in NO_ANSWERS
        said = said or any(
            value not in (None, [], "") for key, value in answer.items() if key not in {"text", *ABOUT_THE_ANSWER}
        )
        state = answer.get("disclosure", "answered")
        return WORTH.get(state, Fraction(0)) if said or state == "partial" else Fraction(0)

    def routes(self, answer: Any, around: dict[str, Any] | None) -> set[str]:
        """Return by which routes an answer is known: its basis says so, or the sources that it names or cites do."""
        if self.kind == "hypothetical":
            return {"made up"}
        own = answer if isinstance(answer, dict) else {"text": answer}
        around = around or {}
        basis = own.get("basis") or around.get("basis")
        simple = {"artefact": "artefact", "audited": "audit", "owner_stated": "statement", "testimony": "testimony"}
        if basis in simple or basis in ("inferred", "hypothetical"):
            return {simple.get(basis, "concluded")}
        if basis == "measured" and self.kind == "third_party":
            return {"outside"}
        sources = _cited(own) or _cited(around)
        found = {route for one in sources if one in self.references and (route := _route(self.references[one]))}
        return found or {{"documented": "paper", "measured": "statement"}.get(basis, "none")}


def _route(reference: dict[str, Any]) -> str:
    kind, by = reference.get("kind"), reference.get("by")
    if kind in ("code", "data", "configuration"):
        return "artefact"
    if kind in ("audit", "law"):
        return "paper" if by == "owner" else "audit"
    if kind in ("testimony", "news") or by in ("insider", "press"):
        return "testimony"
    if by == "regulator":
        return "audit"
    if by == "independent" and kind in ("paper", "post", None):
        return "outside"
    if kind == "post":
        return "statement"
    return "paper" if kind in ("paper", "card") or reference.get("arxiv") or reference.get("doi") else ""


def _cited(answer: dict[str, Any]) -> set[str]:
    named = answer.get("sources") or []
    cited = re.findall(r"@([A-Za-z0-9][A-Za-z0-9_-]*)", str(answer.get("text") or ""))
    return {*([named] if isinstance(named, str) else named), *cited}


def _lines(text: str) -> Iterator[tuple[str, list[str]]]:
    for line in text.split("\n"):
        if line.strip():
            name, _, rest = line.partition(":")
            yield name.strip(), rest.split()


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_both_counts_agree_on_every_question(name: str) -> None:
    report = load_file(EXAMPLES / name / "reward-report.yaml").require()
    ours = {
        ".".join(cell.question): Count(
            int(cell.counts), *(pytest.approx(cell.score(routes)) for routes in (None, CHECKABLE, CHECKED))
        )
        for cell in evidence_of(report, "public").cells
    }
    theirs = dict(pair for group in Recount(EXAMPLES / name / "reward-report.yaml").groups() for pair in group)
    assert list(theirs) == list(ours)
    assert {question: tuple(map(float, count)) for question, count in theirs.items()} == ours


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_the_figures_of_an_example(name: str) -> None:
    groups = Recount(EXAMPLES / name / "reward-report.yaml").groups()
    recounted = [
        tuple(round(float(sum(column)), 2) for column in zip(*(one for _, one in group), strict=True))
        for group in groups
    ]
    assert recounted == FIGURES[name]
    evidence = evidence_of(load_file(EXAMPLES / name / "reward-report.yaml").require(), "public")
    figures = [evidence.tally(group) for group in evidence.groups()]
    assert [(one.questions, one.known, one.checkable, one.independent) for one in figures] == recounted


def test_every_example_is_counted() -> None:
    assert sorted(FIGURES) == sorted(path.parent.name for path in EXAMPLES.glob("*/reward-report.yaml"))
