"""The facts of several sources as a report: what is known with its source, what only people can answer with the question."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reward_reports.base.escaping.visible import visible
from reward_reports.base.sentences import sentence
from reward_reports.report.loading import Document, load_text
from reward_reports.report.model.guides import guides
from reward_reports.report.model.report import CURRENT_VERSION, PROFILE_SECTIONS
from reward_reports.report.model.values import id_from
from reward_reports.report.text_edits import number, quoted
from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.fact import DIVERGENCE, REWARDED, TERMS, SourceFact, SourceFacts, Where
from reward_reports.runs.drafting.sources import read_source

MARK = "drafted from"
"""What a comment begins with behind a value that this tool wrote; `update` touches no other."""
DIFFER = "sources differ:"
_FIRST = frozenset({"name", "what", "text", "algorithm"})
"""Keys that stand before others."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted report.

    Attributes:
        yaml: the report.
        facts: how many values it holds that a source tells.
        conflicts: the places where sources differ, each with what they say.
        notes: what was read and has no place, in words.
    """

    yaml: str
    facts: int
    conflicts: tuple[str, ...]
    notes: tuple[str, ...]


def draft(
    sources: Iterable[Path],
    extra: Sequence[SourceFacts] = (),
    *,
    title: str = "",
    identity: str = "",
    profile: str = "",
    folder: Path | None = None,
) -> Draft:
    """Draft a report.

    Args:
        sources: files and folders.
        extra: what was found otherwise, in an environment say.
        title: the title; by default the name of the first source.
        identity: the id; by default made of the title.
        profile: the profile; by default `rlhf` where a source tells of training on feedback.
        folder: where the report will lie; the paths of logs are told from there. Default: the working folder.

    Raises:
        DraftError: if a source cannot be read, or nothing is known of any.
    """
    paths = list(sources)
    sources_read = [*read_sources(paths), *extra]
    by_place = gather(sources_read, folder)
    if not by_place:
        raise DraftError("; ".join(note for one in sources_read for note in one.notes))
    name = title or (paths[0].resolve().name if paths else "A system")
    yaml = "\n".join(_lines(by_place, name, identity or id_from(name, "a-system"), profile)) + "\n"
    document = load_text(yaml, "the draft")
    if document.report is None:
        raise DraftError(_invalid(document))
    differing = tuple(f"{'.'.join(where)}: {_differing(facts)}" for where, facts in by_place.items() if _differ(facts))
    return Draft(yaml, len(by_place), differing, tuple(note for one in sources_read for note in one.notes))


def _invalid(document: Document) -> str:
    """Return which value of which source makes no valid report; where it would stand in one helps nobody."""
    problem = document.problems[0]
    line = document.text.splitlines()[document.place(document.span(problem)).line - 1]
    source = line.partition(f"# {MARK} ")[2] or "a value of the sources"
    more = f" (and {len(document.problems) - 1} more)" if len(document.problems) > 1 else ""
    return f"{source} does not fit into a report: {sentence(problem.message)} {problem.advice}{more}"


def read_sources(paths: Sequence[Path]) -> list[SourceFacts]:
    """Return what each source says. One that holds nothing is reported and skipped.

    Raises:
        DraftError: if a source is not there, or none can be read.
    """
    sources_read: list[SourceFacts] = []
    errors: list[str] = []
    for path in paths:
        try:
            sources_read.append(read_source(path))
        except DraftError as error:
            if not path.exists():
                raise
            errors.append(str(error))
            sources_read.append(SourceFacts([], [f"{error}; it was left out"]))
    if errors and len(errors) == len(paths):
        raise DraftError("; ".join(errors))
    return sources_read


def gather(sources: Iterable[SourceFacts], folder: Path | None = None) -> dict[Where, list[SourceFact]]:
    """Return the facts by their places; of those that say the same of a place, the first.

    Args:
        sources: what the sources say.
        folder: where the report lies, for the paths of logs.
    """
    by_place: dict[Where, list[SourceFact]] = {}
    for fact in (_from_there(fact, folder) for one in sources for fact in one.facts):
        others = by_place.setdefault(fact.where, [])
        if fact.value not in [other.value for other in others]:
            others.append(fact)
    _link_divergence(by_place)
    return by_place


def _link_divergence(by_place: dict[Where, list[SourceFact]]) -> None:
    """Say of a divergence that was logged which term of the reward is made from it, where one is."""
    metric = id_from(DIVERGENCE, "kl")
    logged = by_place.get((*REWARDED, metric, "name"))
    for place in ("reward", "loss"):
        weight = by_place.get((*TERMS, f"kl-penalty-in-the-{place}", "weight"))
        if logged and weight:
            by_place[*TERMS, f"kl-penalty-in-the-{place}", "metric"] = [replace(logged[0], value=metric)]
            by_place[*REWARDED, metric, "role"] = [replace(weight[0], value="reward")]
            by_place[*REWARDED, metric, "direction"] = [replace(weight[0], value="minimize")]


def entry_lines(by_place: dict[Where, list[SourceFact]], entry: Where) -> list[str]:
    """Return the lines of one entry of a register, from its dash on.

    Args:
        by_place: what is known of it, by whole places.
        entry: its place.
    """
    tree: Any = _tree(by_place)
    for key in entry:
        tree = tree[key]
    return [f"- id: {quoted(entry[-1])}", *_mapping(tree, "  ")]


def line_of(facts: Sequence[SourceFact]) -> str:
    """Return the value at a place and the comment behind it; where sources differ, no value, and all they say as a comment."""
    if _differ(facts):
        return f"  # {DIFFER} {_differing(facts)}; choose one"
    return f" {scalar(facts[0].value)}  # {MARK} {visible(facts[0].source)}"


def scalar(value: object) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, list):
        return f"[{', '.join(scalar(one) for one in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return number(float(value)) if isinstance(value, int | float) else quoted(str(value))


def _from_there(fact: SourceFact, folder: Path | None) -> SourceFact:
    """Return a fact; the path of a log as it is seen from the report's folder."""
    if folder is None or fact.where[-2:] != ("observations_from", "path"):
        return fact
    return replace(fact, value=Path(os.path.relpath(str(fact.value), folder)).as_posix())


def _differ(facts: Sequence[SourceFact]) -> bool:
    return len(facts) > 1


def _differing(facts: Sequence[SourceFact]) -> str:
    return ", ".join(f"{visible(str(fact.value))} ({visible(fact.source)})" for fact in facts)


def _lines(by_place: dict[Where, list[SourceFact]], title: str, identity: str, profile: str) -> Iterator[str]:
    feedback = profile == "rlhf" or (not profile and any(where[0] == "rlhf" for where in by_place))
    yield "# A first draft. The comment after each value says where it was read; `reward-reports draft --update` rewrites those."
    yield "# Empty fields are for people to answer: the comment above each asks the questions."
    yield f'schema_version: "{CURRENT_VERSION}"'
    if profile or feedback:
        yield f"profiles: [{profile or 'rlhf'}]"
    yield from (
        "report:",
        f"  id: {quoted(identity)}",
        f"  title: {quoted(title)}",
        '  version: "0.1"',
        "  status: draft",
    )
    tree = _tree(by_place)
    sections = dict.fromkeys(str(path[0]) for path in guides())
    for section in sections:
        if section in PROFILE_SECTIONS and section != profile and not (section == "rlhf" and feedback):
            continue
        yield from ("", f"{section}:")
        for path, guide in guides().items():
            if path[0] == section:
                yield from _field(str(path[1]), guide.questions, tree.get(section, {}).get(str(path[1])))


def _field(name: str, questions: Sequence[str], known: dict[str, Any] | None) -> Iterator[str]:
    yield from (f"  # {question}" for question in questions)
    yield f"  {name}:"
    if known:
        yield from _mapping(known, "    ")


def _mapping(known: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in known.items():
        if isinstance(value, list):
            yield f"{indent}{scalar(key)}:{line_of(value)}"
        elif key == "items":
            yield f"{indent}items:"
            for identity, inner in value.items():
                yield f"{indent}  - id: {quoted(identity)}"
                yield from _mapping(inner, f"{indent}    ")
        else:
            yield f"{indent}{scalar(key)}:"
            yield from _mapping(value, f"{indent}  ")


def _tree(by_place: dict[Where, list[SourceFact]]) -> dict[str, Any]:
    """Return the facts as nested mappings, sorted by key; entries of a register stand under their ids, in the order of the sources."""
    tree: dict[str, Any] = {}
    first = {
        where[:end]: number for number, where in reversed(list(enumerate(by_place))) for end in range(1, len(where) + 1)
    }

    def order(where: Where) -> list[tuple[bool, int, str]]:
        return [
            (key not in _FIRST, first[where[: end + 1]] if end and where[end - 1] == "items" else 0, key)
            for end, key in enumerate(where)
        ]

    for where in sorted(by_place, key=order):
        at = tree
        for key in where[:-1]:
            at = at.setdefault(key, {})
        at[where[-1]] = by_place[where]
    return tree
