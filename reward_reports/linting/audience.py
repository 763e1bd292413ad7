"""Findings as an audience may read them: for answers it may not read, the rule and the field and nothing else.

The rules run a second time on the report as that audience may read it, and only what they say then is printed. So no finding
depends on what is held back, neither in its words nor in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reward_reports.base.diagnostics import Span
from reward_reports.linting.finding import Finding, Result, by_place
from reward_reports.linting.formats.secrets import SECRET_RULE

if TYPE_CHECKING:
    from reward_reports.linting.context import Context
    from reward_reports.linting.predictions import Firsts
    from reward_reports.linting.settings import Settings
    from reward_reports.report.loading import Document
    from reward_reports.report.loading.redacting import Held

_Place: TypeAlias = tuple[str, tuple[int, int, int, int]]
"""A field, and lines and columns."""
_Lint: TypeAlias = "Callable[..., tuple[list[Finding], Context]]"

_MESSAGE = "hidden: it concerns an answer that this audience may not read"
_ADVICE = "Run lint with --audience internal where only people who may read the whole report see the output"


def for_audience(
    result: Result,
    audience: str,
    settings: Settings,
    today: date,
    base_of: Callable[[str], Document | None] = lambda _name: None,
    folder_of: Callable[[str], Path | None] = lambda name: Path(name).parent,
    settings_of: Callable[[str], Settings] | None = None,
    history_of: Callable[[str], Firsts | None] = lambda _name: None,
) -> Result:
    """Return a result with the same findings, as an audience may read them.

    Args:
        result: what was found.
        audience: `public`, `auditor` or `internal`.
        settings: how it was linted.
        today: the date that counted as today.
        base_of: gives what a file held at an earlier time.
        folder_of: gives the folder that a file lies in, None for one that is not a file.
        settings_of: gives the settings of a file, where they are not the same for all.
        history_of: gives in which revision of a file each prediction appears first.
    """
    if audience == "internal":
        return result
    from reward_reports.linting.engine import lint_document
    from reward_reports.linting.registry import run_rules

    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        by_file[finding.file].append(finding)
    shown: dict[str, str] = {}
    findings: list[Finding] = []
    for name, known in by_file.items():
        text, base = result.source(name), base_of(name)
        if not (_may_hold(text) or (base and _may_hold(base.text))):
            findings += known
            continue
        own = settings_of(name) if settings_of else settings
        document = _load(text, name, own, folder_of(name))
        # What is found in several files together is about their ids alone, which everybody may read.
        of_run = [finding for finding in known if finding.code in run_rules()]
        lint = partial(lint_document, settings=own, today=today, history=history_of(name))
        of_file = [finding for finding in known if finding not in of_run]
        visible, masked = _readable(of_file, document, audience, base, lint)
        findings += sorted([*of_run, *visible], key=by_place)
        if masked != text:
            shown[name] = masked
    return replace(
        result,
        findings=tuple(findings),
        starred=frozenset(shown),
        source=lambda name: shown[name] if name in shown else result.source(name),
    )


def _may_hold(text: str) -> bool:
    """Whether a text can have an answer that is held back; an escape may spell the word."""
    return "audience" in text or "\\" in text


def _load(text: str, name: str, settings: Settings, folder: Path | None) -> Document:
    from reward_reports.report.loading import Limits, load_text

    return load_text(text, name, folder=folder, limits=Limits(max_bytes=settings.max_bytes))


def _readable(
    findings: list[Finding], document: Document, audience: str, base: Document | None, lint: _Lint
) -> tuple[list[Finding], str]:
    """Return the findings on one document and its text, as an audience may read them."""
    from reward_reports.report.loading.redacting import held_in, masked, redacted

    held = held_in(document, audience)
    if held == () and (base is None or held_in(base, audience) == ()):
        return findings, document.text
    if held is None:
        places = [("", (finding.line, 1, finding.line, 1)) for finding in findings]
        return list(map(_neutral, findings, places)), masked(document.text, [Span(0, len(document.text))])
    seen = redacted(document, held)
    known, _ = lint(seen, base=_base_for(base, seen, audience))
    around = list(map(_around(document, held), findings))
    matches = [match and _fixed_apart(match, held) for match in _matched(findings, around, known)]
    pairs = zip(findings, around, strict=True)
    readable = [match or _neutral(*pair) for match, pair in zip(matches, pairs, strict=True)]
    readable.sort(key=by_place)
    # A secret is found at its place no longer where nothing is told of it.
    return readable, masked(document.text, [*(answer.value for answer in held), *_secrets(findings, document.text)])


def _fixed_apart(finding: Finding, held: Iterable[Held]) -> Finding:
    """Return a finding without its fix where that reaches over what is held back: some formats show all that lies between."""
    edits = finding.fix.edits if finding.fix else ()
    first, last = min((edit.start for edit in edits), default=0), max((edit.end for edit in edits), default=0)
    apart = all(answer.value.end <= first or last <= answer.value.start for answer in held)
    return finding if apart else replace(finding, fix=None)


def _secrets(findings: Iterable[Finding], text: str) -> Iterator[Span]:
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    for finding in findings:
        if finding.code == SECRET_RULE and finding.end_line < len(starts):
            yield Span(
                starts[finding.line - 1] + finding.column - 1, starts[finding.end_line - 1] + finding.end_column - 1
            )


def _base_for(base: Document | None, seen: Document, audience: str) -> Document | None:
    """Return what the file held earlier without what this audience may not read of it, then or now."""
    from reward_reports.report.loading.redacting import held_in, redacted
    from reward_reports.report.model.redaction import redact, restricted_as

    held = held_in(base, audience) if base else None
    if base is None or held is None:
        return None
    then = redacted(base, held)
    if then.report is None or seen.report is None:
        return None
    return replace(then, report=redact(restricted_as(then.report, seen.report), audience))


def _matched(findings: list[Finding], around: list[_Place | None], known: list[Finding]) -> list[Finding | None]:
    """Return each finding as it is found in what may be read too, at its own place; None where it is not.

    Whatever is found there in the same words is the same. Of what differs in words alone, a count say, the words there are told.
    """
    matches: list[Finding | None] = [None] * len(findings)
    used: set[int] = set()
    for alike in (_words, _what):
        pool: dict[object, list[Finding]] = defaultdict(list)
        for candidate in reversed(known):
            if id(candidate) not in used:
                pool[alike(candidate)].append(candidate)
        for number, finding in enumerate(findings):
            # Of what lies in an answer that is held back, only what is said of its reason, in the same words, can be told;
            # without a path nothing tells whether a finding is about that.
            sure = (alike is _words or around[number] is None) and (finding.path or around[number] is None)
            match = pool.get(alike(finding)) if sure and matches[number] is None else None
            if match:
                same = match.pop()
                used.add(id(same))
                matches[number] = _at(around[number], _in_the_words_of(same, finding))
    return matches


def _words(finding: Finding) -> object:
    return finding.code, finding.path, finding.message, finding.advice


def _what(finding: Finding) -> object:
    return finding.code, finding.path


def _in_the_words_of(known: Finding, finding: Finding) -> Finding:
    fix = finding.fix if _says_the_same(known, finding) else None
    return replace(finding, message=known.message, advice=known.advice, fix=fix, identity=known.identity)


def _says_the_same(one: Finding, other: Finding) -> bool:
    """Whether two fixes put the same words into a file."""
    sides = [(fix.title, [edit.text for edit in fix.edits]) if fix else None for fix in (one.fix, other.fix)]
    return sides[0] == sides[1]


def _around(document: Document, held: Iterable[Held]) -> Callable[[Finding], _Place | None]:
    """Return what tells the answer that a finding lies in: its field and the place of its key."""
    places = [(answer.path, document.place(answer.key), document.place(answer.value)) for answer in held]

    def find(finding: Finding) -> _Place | None:
        at = (finding.line, finding.column)
        for path, key, value in places:
            if (key.line, key.column) <= at <= (value.end_line, value.end_column):
                return ".".join(map(str, path)), (key.line, key.column, key.end_line, key.end_column)
        return None

    return find


def _at(place: _Place | None, finding: Finding) -> Finding:
    """Return a finding at the key of the answer that it lies in: its own place would tell how long the answer is."""
    if place is None:
        return finding
    line, column, end_line, end_column = place[1]
    return replace(finding, line=line, column=column, end_line=end_line, end_column=end_column, held=True)


def _neutral(finding: Finding, place: _Place | None = None) -> Finding:
    """Return a finding that says nothing, at an answer or at the beginning of the file."""
    path, lines = place or ("", (1, 1, 1, 1))
    return Finding(
        finding.file, finding.code, finding.name, finding.severity, _MESSAGE, _ADVICE, path, *lines, held=True
    )
