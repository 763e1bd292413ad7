"""Lints many files: from the cache where it can, in several processes where it pays.

Neither pydantic nor PyYAML is imported before a file is found that the cache does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reward_reports.base.caching import digest_of
from reward_reports.base.discovery import Note, PathLike, find_reports
from reward_reports.base.errors import InputError
from reward_reports.base.processes import in_processes, worth_forking
from reward_reports.linting.cache import Cache, Checked
from reward_reports.linting.finding import Finding, Result, by_place, read_source
from reward_reports.linting.settings import STRICTNESS, Settings
from reward_reports.linting.whole_run import Seen, WholeRun, lint_run, states_in

if TYPE_CHECKING:
    from reward_reports.linting.context import Context
    from reward_reports.linting.nearest import Nearest
    from reward_reports.linting.predictions import Firsts
    from reward_reports.report.loading import Document

_LEAST = 24
"""Files from which a second process pays for its start."""
_CHUNK = 16

SettingsOf = Callable[[str], Settings]
"""Gives the settings of a report, by its name."""
Bases = Callable[[list[str]], Mapping[str, bytes]]
"""Gives what files held at an earlier time, by name; a file that was not there is left out."""
Histories = Callable[[list[str]], "Mapping[str, Firsts]"]
"""Gives in which revision of each file predictions appear first, by name."""
Gone = Callable[[list[str]], Mapping[str, str]]
"""Gives the files of an earlier time that none of these is, by name, each with the id of its report or ""."""
Progress = Callable[[Iterable[tuple[str, Checked]], int], Iterable[tuple[str, Checked]]]


def lint_paths(
    paths: Iterable[PathLike],
    settings: Settings,
    today: date,
    *,
    cache: bool = True,
    jobs: int = 0,
    progress: Progress | None = None,
    base: Bases | None = None,
    gone: Gone | None = None,
    history: Histories | None = None,
    audience: str = "internal",
    nearest: Nearest | None = None,
) -> Result:
    """Lint the reports among and below the paths.

    Args:
        paths: files and folders.
        settings: how to lint.
        today: the date that counts as today.
        cache: whether to keep findings for the next run and use those of the last.
        jobs: how many processes; 0 for as many as there are processors.
        progress: wraps the results as they come, to show them.
        base: gives what the files held at an earlier time, for rules that compare.
        gone: gives the files of that time that are no more.
        history: gives in which revision of each file predictions appear first.
        audience: `public`, `auditor` or `internal`: who reads the findings; see `for_audience`.
        nearest: gives each report the settings nearest to it in place of `settings`, which apply to the run as a whole.

    Raises:
        InputError: if nothing is found or a file cannot be read.
        ConfigError: if a schema, a baseline or a plugin cannot be used.
    """
    named, notes = tuple(paths), list[str]()
    settings_of = nearest.of_report if nearest else lambda _name: settings
    files = _find(named, settings, notes.append, none=gone is not None, nearest=nearest)
    kept = Cache(settings, today, _schemas_state(settings)) if cache else None
    bases = base(files) if base else {}
    histories = history(files) if history else {}
    vanished = gone(files) if gone else {}
    if not files and not vanished:
        _find(named, settings, nearest=nearest)  # it says that there is none
    variants = _variants(files, settings, settings_of)
    digests = {name: digest_of(raw) for name, raw in bases.items()}
    pasts = {name: digest_of(repr(firsts).encode()) for name, firsts in histories.items()}
    states = {name: digests.get(name, "") + variants.get(name, "") + pasts.get(name, "") for name in files}
    by_file: dict[str, Checked] = {}
    missing: list[str] = []
    for name in files:
        known = kept.get(name, states[name]) if kept else None
        if known is None:
            missing.append(name)
        else:
            by_file[name] = known
    results = _lint_files(missing, _Job(settings_of, today, bases, histories), jobs)
    for name, checked in progress(results, len(missing)) if progress and missing else results:
        by_file[name] = checked
        if kept:
            kept.put(name, checked, states[name])
    if kept:
        kept.save()
    findings = [finding for name in files for finding in by_file[name].findings]
    seen = {name: by_file[name].seen for name in files}
    findings += lint_run(WholeRun(seen, vanished), settings_of)
    findings.sort(key=lambda finding: (finding.file, by_place(finding)))
    result = replace(finish(findings, files, settings, today, settings_of=settings_of), notes=tuple(notes))
    if audience == "internal":
        return replace(result, states=states_in(seen.values()))
    from reward_reports.linting.audience import for_audience

    return for_audience(
        result,
        audience,
        settings,
        today,
        lambda name: load_base(bases.get(name), name, settings_of(name)),
        settings_of=settings_of,
        history_of=histories.get,
    )


def _variants(files: list[str], run: Settings, settings_of: SettingsOf) -> dict[str, str]:
    """Return what tells the settings of a file from those of the run, where they differ, for the key of the cache."""
    known: dict[int, str] = {id(run): ""}
    variants = {}
    for name in files:
        own = settings_of(name)
        if id(own) not in known:
            known[id(own)] = digest_of(f"{own!r}|{_schemas_state(own)}".encode())
        variants[name] = known[id(own)]
    return variants


def _find(
    paths: tuple[PathLike, ...],
    settings: Settings,
    note: Note | None = None,
    *,
    none: bool = False,
    nearest: Nearest | None = None,
) -> list[str]:
    patterns_of = nearest.of_folder if nearest else None
    return find_reports(paths, settings.include, settings.exclude, settings.root, note, none=none, nearest=patterns_of)


def finish(
    findings: list[Finding],
    files: list[str],
    settings: Settings,
    today: date,
    source: Callable[[str], str] = read_source,
    settings_of: SettingsOf | None = None,
) -> Result:
    """Hide the findings of the baselines and make a result of the rest.

    Raises:
        ConfigError: if the baseline cannot be used.
    """
    shown = _without_known(findings, settings, source, settings_of or (lambda _name: settings))
    levels = {name: settings_of(name).fail_level for name in files} if settings_of else {}
    hidden = len(findings) - len(shown)
    return Result(
        tuple(shown),
        tuple(files),
        today,
        settings.fail_level,
        hidden,
        source=source,
        max_per_rule=settings.max_per_rule,
        fail_levels={name: level for name, level in levels.items() if level != settings.fail_level},
    )


def _without_known(
    findings: list[Finding], run: Settings, source: Callable[[str], str], settings_of: SettingsOf
) -> list[Finding]:
    """Return the findings that no baseline hides, in their order."""
    by_baseline: dict[tuple[Path, Path], list[Finding]] = {}
    shown: set[int] = set()
    for finding in findings:
        own = settings_of(finding.file)
        if not own.baseline:
            shown.add(id(finding))
            continue
        file = Path(own.root, own.baseline)
        is_of_run = run.baseline is not None and file == Path(run.root, run.baseline)
        by_baseline.setdefault((file, Path(run.root if is_of_run else own.root)), []).append(finding)
    if run.baseline:  # one that cannot be read is an error also where nothing is found
        by_baseline.setdefault((Path(run.root, run.baseline), Path(run.root)), [])
    for (file, root), some in by_baseline.items():
        from reward_reports.linting import baseline

        shown.update(map(id, baseline.hide(file, some, source, root)[0]))
    return [finding for finding in findings if id(finding) in shown]


def lint_text(
    raw: bytes,
    name: str,
    settings: Settings,
    today: date,
    base: bytes | None = None,
    audience: str = "internal",
    history: Firsts | None = None,
) -> Result:
    """Lint one report that is not a file, such as standard input.

    Args:
        raw: what it holds.
        name: what to call it.
        settings: how to lint.
        today: the date that counts as today.
        base: what it held at an earlier time.
        audience: who reads the findings.
        history: in which revision of it predictions appear first.
    """
    from reward_reports.linting.audience import for_audience
    from reward_reports.linting.engine import lint_document

    document, earlier = _load(raw, name, settings, None), load_base(base, name, settings)
    findings, _ = lint_document(document, settings, today, earlier, history)
    result = finish(findings, [name], settings, today, lambda _name: document.text)
    return for_audience(
        result,
        audience,
        settings,
        today,
        lambda _name: earlier,
        lambda _name: None,
        history_of=lambda _name: history,
    )


def lint_file(
    name: str, settings: Settings, today: date, base: bytes | None = None, history: Firsts | None = None
) -> Checked:
    """Lint one file; `base` is what it held at an earlier time, `history` in which revision predictions appear first.

    Raises:
        InputError: if it cannot be read.
    """
    from reward_reports.linting.engine import lint_document
    from reward_reports.report.loading import Limits
    from reward_reports.report.loading.document import read_bytes

    file = Path(name)
    raw = read_bytes(file, Limits(max_bytes=settings.max_bytes))
    document = _load(raw, name, settings, file.parent)
    findings, context = lint_document(document, settings, today, load_base(base, name, settings), history)
    return Checked(tuple(findings), digest_of(raw), context.looked_for, _seen(document, context, settings))


def _seen(document: Document, context: Context, settings: Settings) -> Seen:
    """Return what rules on the whole run may ask of a file."""
    from reward_reports.base.diagnostics import Problem
    from reward_reports.report.model.evidence import counted_in_words

    place = document.place(document.span(Problem("", "", ("report", "id"))))
    suppressions = [suppression for suppression in context.suppressions if suppression.line in (None, place.line)]
    codes = [code for suppression in suppressions for code in suppression.codes]
    report = document.report
    return Seen(
        document.report_id or "",
        (place.line, place.column, place.end_line, place.end_column),
        (report.report.supersedes or "") if report else "",
        tuple(codes),
        counted_in_words(report, "internal") if report and settings.strictness == STRICTNESS[-1] else {},
    )


def load_base(raw: bytes | None, name: str, settings: Settings) -> Document | None:
    """Read what a file held at an earlier time."""
    return None if raw is None else _load(raw, f"{name} at the base", settings, None)


def _load(raw: bytes, name: str, settings: Settings, folder: Path | None) -> Document:
    from reward_reports.report.loading import Limits, load_bytes

    return load_bytes(raw, name, folder=folder, limits=replace(Limits(), max_bytes=settings.max_bytes))


class _Job(NamedTuple):
    """What is the same for all files of a run."""

    settings_of: SettingsOf
    today: date
    bases: Mapping[str, bytes]
    histories: Mapping[str, Firsts]

    def lint(self, name: str) -> Checked:
        return lint_file(name, self.settings_of(name), self.today, self.bases.get(name), self.histories.get(name))


def _lint_files(names: list[str], job: _Job, jobs: int) -> Iterator[tuple[str, Checked]]:
    workers = worth_forking(len(names), jobs, _CHUNK, _LEAST)
    if not workers:
        for name in names:
            yield name, job.lint(name)
        return
    yield from _lint_in_processes(names, job, workers)


def _lint_in_processes(names: list[str], job: _Job, workers: int) -> Iterator[tuple[str, Checked]]:
    """Fork, so that what is imported is imported once."""
    from reward_reports.linting.registry import all_rules

    all_rules()
    _state[:] = [job]
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]
    for results, failure in in_processes(_lint_chunk, chunks, workers):
        if failure:
            raise InputError(failure)
        yield from results


_state: list[_Job] = []


def _lint_chunk(names: list[str]) -> tuple[list[tuple[str, Checked]], str]:
    try:
        return [(name, _state[0].lint(name)) for name in names], ""
    except InputError as error:
        return [], str(error)


def _schemas_state(settings: Settings) -> str:
    if not settings.schemas:
        return ""
    from reward_reports.linting.custom_schemas.files import fingerprint

    return fingerprint(settings)
