"""What a rule is: a code, a name, a severity, the level from which it applies, and a pure function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from reward_reports.base.diagnostics import Kind
from reward_reports.linting.finding import Severity
from reward_reports.linting.settings import STRICTNESS, Strictness

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Problem
    from reward_reports.linting.context import Context
    from reward_reports.linting.whole_run import Located, WholeRun

RunCheck: TypeAlias = "Callable[[WholeRun], Iterable[Located]]"
Check: TypeAlias = "Callable[[Context], Iterable[Problem]]"


@dataclass(frozen=True)
class Rule:
    """The frame of a rule. A rule's module sets `RULE` to one and defines `check(context)`; one with a `kind` needs none.

    Attributes:
        code: three letters and three digits; never used again for something else.
        name: a few words with dashes.
        severity: how bad a finding is, unless the configuration says otherwise.
        level: the mildest strictness at which the rule applies.
        preview: whether it only runs with `--preview`, since it may be wrong.
        needs_report: whether it can only run on a file that fits the model.
        needs_whole: whether it does not run on a file of which a part does not load: it concludes from what it does not find.
        last: whether it looks at what the other rules did.
        needs_base: whether it compares with an earlier state of the report; it only runs where one is given that loads.
        reads_history: whether it also runs without a base where the history of the report is given.
        needs_rlhf: whether it only runs on a report with the section `rlhf`.
        kind: the kind of the loader's problems that it reports, and nothing else.
    """

    code: str
    name: str
    severity: Severity
    level: Strictness = "standard"
    preview: bool = False
    needs_report: bool = True
    needs_whole: bool = False
    last: bool = False
    needs_base: bool = False
    reads_history: bool = False
    needs_rlhf: bool = False
    kind: Kind = ""


CheckT = TypeVar("CheckT")


@dataclass(frozen=True)
class RuleEntry(Generic[CheckT]):
    """A rule with its function and its documentation."""

    rule: Rule
    check: CheckT
    doc: str
    origin: str = "reward-reports"

    def applies_at(self, strictness: Strictness) -> bool:
        """Whether the rule applies at this strictness."""
        return STRICTNESS.index(self.rule.level) <= STRICTNESS.index(strictness)


class Registered(RuleEntry[Check]):
    """A rule on one file."""


class RegisteredForRuns(RuleEntry[RunCheck]):
    """A rule on all files of a run together."""


AnyRule: TypeAlias = Registered | RegisteredForRuns
