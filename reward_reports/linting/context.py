"""What a rule sees of one document: the report, its parts in handy lists, and what day it is."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reward_reports.base.caching import digest_of
from reward_reports.base.errors import InputError
from reward_reports.linting.extract.addresses import find_hyperlinks, url_fields
from reward_reports.linting.extract.answers import answers_inside, fields_of, sort_answers
from reward_reports.linting.extract.bibtex import find_keys
from reward_reports.linting.extract.files import READ_AT_MOST, read_start
from reward_reports.linting.extract.pointers import find_ids
from reward_reports.linting.extract.prose import normalised
from reward_reports.report.loading.partial import with_sections_of
from reward_reports.report.loading.unloaded import UNLOADED, each
from reward_reports.report.model.pointers import pointers_of

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Kind, Path, Problem
    from reward_reports.changes.comparing.change import Change
    from reward_reports.linting.extract.addresses import Hyperlink
    from reward_reports.linting.extract.answers import SortedAnswers
    from reward_reports.linting.extract.drift import Drift
    from reward_reports.linting.predictions import Firsts
    from reward_reports.linting.settings import Strictness
    from reward_reports.linting.suppressions import Suppression
    from reward_reports.report.frameworks import Framework
    from reward_reports.report.frameworks.answered import Answered
    from reward_reports.report.loading import Document
    from reward_reports.report.model import Answer, Item, Report
    from reward_reports.report.model.about import Target
    from reward_reports.report.model.optimization_intent import FailureMode, Metric
    from reward_reports.report.model.pointers import Pointer, Pointers
    from reward_reports.report.model.rlhf import RLHF
    from reward_reports.report.model.system_maintenance import Entry

_COMMON = b"abcdefghijklmnopqrstuvwxyz0123456789 \n\"'.,:;/{}"


@dataclass
class Context:
    """One document under the eyes of the rules.

    Attributes:
        document: the file as it was loaded.
        today: the date that counts as today.
        strictness: how much is asked for.
        suppressions: the comments that silence findings; `used` is filled in when the rules have run.
        looked_for: the files a rule asked about, and whether each was there, or the digest of what it read of it; a
            cached result holds while that is so.
        ran: the codes of the rules that ran; only filled in where there are suppressions.
        schemas: the files of the organisation's own JSON Schemas, from the root.
        frameworks: the names of the frameworks whose items the report must answer.
        root: the folder of the configuration.
        base: the file at the base revision, if there is one.
        history: in which revision of the report each prediction appears first; None where nobody asked for the history.
    """

    document: Document
    today: date
    strictness: Strictness = "standard"
    suppressions: tuple[Suppression, ...] = ()
    looked_for: dict[str, bool | str] = field(default_factory=dict)
    ran: set[str] = field(default_factory=set)
    schemas: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    root: str = "."
    base: Document | None = None
    history: Firsts | None = None

    def at(self, strictness: Strictness) -> Context:
        """Return the context of the same document at another strictness: what was collected of the report is the same."""
        other = copy(self)
        other.strictness = strictness
        other.ran = set()
        other.suppressions = tuple(replace(suppression, used=set()) for suppression in self.suppressions)
        return other

    @cached_property
    def report(self) -> Report:
        """The report, or what of it loads. Only rules that say `needs_report=False` run without one.

        In the place of a part that does not load stands `UNLOADED`: a rule that looks at it ends there.
        """
        report = self.document.report or (self.document.partial.report if self.document.partial else None)
        assert report is not None, "the engine runs this rule only on a report"  # noqa: S101
        return report

    @property
    def rlhf(self) -> RLHF:
        """The section `rlhf` of the report. Only rules that say `needs_rlhf=True` may ask for it."""
        rlhf = self.report.rlhf
        assert rlhf is not None, "the engine runs this rule only where there is one"  # noqa: S101
        return rlhf

    @property
    def base_report(self) -> Report:
        """The report at the base revision. Only rules that say `needs_base=True` may ask for it."""
        report = self.base.report if self.base else None
        assert report is not None, "the engine runs this rule only with a base"  # noqa: S101
        return report

    @cached_property
    def framework_items(self) -> list[tuple[Framework, Answered]]:
        """The items of the frameworks that the report is held to, each with what the report says to it."""
        if not self.frameworks:
            return []
        from reward_reports.report.frameworks import FRAMEWORKS
        from reward_reports.report.frameworks.answered import answered

        chosen = [FRAMEWORKS[name] for name in dict.fromkeys(self.frameworks)]
        return [(framework, item) for framework in chosen for item in answered(self.report, framework, "internal")]

    @property
    def unloaded(self) -> tuple[Path, ...]:
        """Where the parts stand that do not load."""
        return self.document.partial.unloaded if self.document.partial else ()

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the base revision, without the sections that do not load as a whole."""
        from reward_reports.changes.comparing.compare import compare

        now = with_sections_of(self.report, self.base_report, self.unloaded) if self.unloaded else self.report
        return compare(self.base_report, now)

    @cached_property
    def new_entries(self) -> list[tuple[Path, Entry]]:
        """The changelog entries that the base did not have."""
        known = {entry.id for entry in self.base_report.system_maintenance.changelog.items}
        return [(path, entry) for path, entry in self.entries if entry.id not in known]

    def of_kind(self, kind: Kind) -> Iterator[Problem]:
        """Give the loader's problems of one kind."""
        return (problem for problem in self.document.problems if problem.kind == kind)

    @cached_property
    def answers(self) -> list[tuple[Path, Answer]]:
        """All fields of the report in the paper's order, then those of the rlhf profile."""
        return fields_of(self.report)

    @cached_property
    def _sorted(self) -> SortedAnswers:
        return sort_answers(self.answers)

    @cached_property
    def _all_sorted(self) -> SortedAnswers:
        inside = answers_inside(self.report)
        return sort_answers([*self.answers, *inside]) if inside else self._sorted

    @property
    def texts(self) -> list[tuple[Path, str, Answer]]:
        """The fields that hold words: path, the words, the answer."""
        return self._sorted.texts

    @property
    def registers(self) -> list[tuple[Path, tuple[Item, ...]]]:
        """The fields that hold entries, with the entries."""
        return self._sorted.registers

    @property
    def framed(self) -> list[tuple[Path, Answer]]:
        """The fields that say something of themselves: state, reason, basis, sources, date or audience."""
        return self._sorted.framed

    @property
    def all_texts(self) -> list[tuple[Path, str, Answer]]:
        """Like `texts`, and the answers inside the fields of the rlhf profile too."""
        return self._all_sorted.texts

    @property
    def all_framed(self) -> list[tuple[Path, Answer]]:
        """Like `framed`, and the answers inside the fields of the rlhf profile too."""
        return self._all_sorted.framed

    @property
    def blank(self) -> list[Path]:
        """The fields that say nothing at all."""
        return self._sorted.blank

    @cached_property
    def metrics(self) -> list[tuple[Path, Metric]]:
        """All metrics: those of performance, then those of oversight."""
        intent = self.report.optimization_intent
        return [
            *self.items("optimization_intent", "performance_metrics", intent.performance_metrics.items),
            *self.items("optimization_intent", "oversight_metrics", intent.oversight_metrics.items),
        ]

    @cached_property
    def metric_ids(self) -> frozenset[str]:
        """The ids of all metrics."""
        return frozenset(metric.id for _, metric in self.metrics)

    @cached_property
    def failure_modes(self) -> list[tuple[Path, FailureMode]]:
        """All failure modes."""
        return self.items(
            "optimization_intent", "known_failure_modes", self.report.optimization_intent.known_failure_modes.items
        )

    @cached_property
    def entries(self) -> list[tuple[Path, Entry]]:
        """All changelog entries, in the order of the file."""
        return self.items("system_maintenance", "changelog", self.report.system_maintenance.changelog.items)

    @staticmethod
    def items(section: str, name: str, items: tuple[Any, ...]) -> list[tuple[Path, Any]]:
        """Pair the items of a register with their paths."""
        return [((section, name, "items", index), item) for index, item in enumerate(items)]

    def loaded(self, section: str, name: str) -> list[tuple[Path, Any]]:
        """Pair the entries of a register that load with their paths; none where the register itself does not load."""
        part = getattr(self.report, section)
        register = UNLOADED if part is UNLOADED else getattr(part, name)
        return [] if register is UNLOADED else list(each(self.items(section, name, register.items)))

    @cached_property
    def strings(self) -> list[tuple[Path, str]]:
        """Every text value of the file with its path.

        Collecting them costs more than most rules. Look first whether `document.text` can hold what you search.
        """
        strings: list[tuple[Path, str]] = []
        _collect_strings(self.document.data, (), strings)
        return strings

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every word of the file, comments and all, in small letters."""
        return frozenset(normalised(self.document.text).split())

    @cached_property
    def found(self) -> Pointers:
        """Every id in the report, and every entry that one may point to; without those in parts that do not load."""
        return pointers_of(self.report)

    @property
    def pointers(self) -> list[Pointer]:
        """Every value that is the id of something else in the report; without those in parts that do not load."""
        return self.found.pointers

    @cached_property
    def ids(self) -> dict[Target, frozenset[str]]:
        """The ids of the report, by what they are the ids of."""
        return find_ids(self)

    @cached_property
    def marks(self) -> bytes:
        """The text's capitals and rarer marks, pushed together: tells in no time that `](` stands nowhere in it."""
        return self.document.text.encode("utf-8", "replace").translate(None, _COMMON)

    @cached_property
    def urls(self) -> list[tuple[Path, str]]:
        """Every web address in a field made for one."""
        return url_fields(self.report)

    @cached_property
    def hyperlinks(self) -> list[Hyperlink]:
        """Every link and image in the report's prose."""
        return find_hyperlinks(self) if b"](" in self.marks else []

    def exists(self, relative: str) -> bool:
        """Whether a file stands beside the report; True where the report's folder is not known."""
        folder = self.document.folder
        if folder is None:
            return True
        try:
            there = (folder / relative).is_file()
        except (OSError, ValueError):  # a name no file system takes
            there = False
        self.looked_for.setdefault((folder / relative).as_posix(), there)
        return there

    def read(self, relative: str) -> bytes | None:
        """Return the start of a file in the report's folder (see `read_start`), or None if there is none to read."""
        folder = self.document.folder
        if folder is None:
            return None
        file = folder / relative
        try:
            inside = file.resolve().is_relative_to(folder.resolve())
            raw = read_start(file) if inside else None
        except (OSError, ValueError, InputError):
            raw = None
        self.looked_for[file.as_posix()] = False if raw is None else digest_of(raw)
        return raw

    @property
    def compares(self) -> bool:
        """Whether there is a base that can be compared with."""
        return self.base is not None and self.base.report is not None

    @cached_property
    def bound_code(self) -> list[Drift]:
        """Where the code that the report names is not, or no longer, what the report was written about."""
        from reward_reports.linting.extract.bound_code import drifts_of_code

        return drifts_of_code(self)

    @cached_property
    def bound_values(self) -> list[Drift]:
        """Where a value of the report is not what the file says that it is bound to."""
        from reward_reports.linting.extract.bound_values import drifts_of_values

        return drifts_of_values(self)

    @cached_property
    def bibliography(self) -> dict[str, list[int]] | None:
        """The keys of the report's BibTeX file with their lines; none where it names no file, None where it cannot be read."""
        named = self.report.bibliography
        if named is None:
            return {}
        raw = self.read(named)
        return None if raw is None or len(raw) > READ_AT_MOST else find_keys(raw.decode("utf-8", "replace"))


def _collect_strings(value: Any, path: Path, strings: list[tuple[Path, str]]) -> None:
    if isinstance(value, str):
        strings.append((path, value))
    elif isinstance(value, dict):
        for key, child in value.items():
            _collect_strings(child, (*path, key), strings)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            _collect_strings(child, (*path, index), strings)
