"""`reward-reports lint`: check reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from reward_reports.base import inputs
from reward_reports.base.errors import ConfigError
from reward_reports.base.escaping.colour import wants_colour
from reward_reports.cli.options import (
    color_option,
    diff_of,
    is_left_alone,
    jobs_option,
    note,
    output_option,
    progress_bar,
    real_today,
    settings_here,
    today_option,
    write_back,
    write_output,
)
from reward_reports.cli.output_format import format_of, format_option
from reward_reports.cli.printing import echo, say
from reward_reports.cli.suggestions import complete_codes, complete_frameworks
from reward_reports.linting.finding import FailLevel, Result
from reward_reports.linting.formats import FORMATS
from reward_reports.linting.running import lint_paths, lint_text, load_base
from reward_reports.linting.settings import STRICTNESS, Settings, check_frameworks, read_settings

if TYPE_CHECKING:
    from reward_reports.changes.history.base import BaseRevision
    from reward_reports.linting.fixing import Fixed
    from reward_reports.linting.nearest import Nearest
    from reward_reports.linting.running import Histories
    from reward_reports.report.loading import Document

STDIN = "<stdin>"

_EPILOG = """\b
Examples:
  reward-reports lint reward-report.yaml
  reward-reports lint reports/ --strictness publishable
  reward-reports lint reports/ --for eu-gpai
  reward-reports lint . --format github
  reward-reports lint . --format sarif -o findings.sarif
  reward-reports lint reward-report.yaml --fix --diff
  reward-reports lint reward-report.yaml --since HEAD
  reward-reports lint --history
  reward-reports lint . --audience public           for a public log
  cat reward-report.yaml | reward-reports lint -

\b
Exit codes: 0 no finding at or above the fail level; 1 such findings exist;
2 the command failed.

Each report uses the nearest settings above it: [tool.reward-reports] in pyproject.toml, or .reward-reports.toml.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    shell_complete=complete_codes,
    help="Run only these rules: comma-separated codes or code prefixes.",
)
@click.option("--ignore", multiple=True, metavar="CODES", shell_complete=complete_codes, help="Do not run these rules.")
@click.option("--strictness", type=click.Choice(STRICTNESS), help="How complete a report must be. Default: standard.")
@click.option(
    "--for",
    "frameworks",
    multiple=True,
    metavar="FRAMEWORK",
    shell_complete=complete_frameworks,
    help="Also require answers to the items of a framework, such as eu-gpai (rules FRM001 and FRM002).",
)
@click.option(
    "--fail-level",
    type=click.Choice(get_args(FailLevel)),
    help="The lowest severity that fails the run. Default: error.",
)
@click.option("--preview/--no-preview", default=None, help="Also run preview rules, which may give false findings.")
@format_option(FORMATS, "text")
@click.option(
    "--max-per-rule",
    type=click.IntRange(0),
    metavar="NUMBER",
    help="Show at most this many findings per rule and file and count the rest; 0 for no limit. Default: 50.",
)
@output_option
@click.option("--fix", is_flag=True, help="Fix what can be fixed without changing what the report says.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff, also make fixes that an author should review."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, without writing.")
@click.option(
    "--since",
    metavar="BASE",
    help="Compare with a git revision or an earlier copy, such as ./old/ or old.yaml. "
    "With --fix, missing changelog entries are drafted.",
)
@click.option(
    "--history",
    is_flag=True,
    help="Also read all revisions of each report in git, to find predictions written with their outcome (LIV015).",
)
@click.option("--baseline", metavar="FILE", help="Hide the findings listed in this file.")
@click.option("--write-baseline", metavar="FILE", help="Write all current findings to a baseline file and exit.")
@click.option("--config", metavar="FILE", help="Use this settings file for all reports.")
@click.option("--no-config", is_flag=True, help="Ignore all settings files.")
@click.option("--no-cache", is_flag=True, help="Check every file again and store no cache.")
@jobs_option
@click.option(
    "--audience",
    type=click.Choice(["public", "auditor", "internal"]),
    default="internal",
    show_default=True,
    help="Who will read the output. For answers that they may not read, only the rule and field are shown.",
)
@color_option
@click.option(
    "--stdin-filename", metavar="NAME", default=STDIN, help="The file name of a report read from standard input (`-`)."
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing if there are no findings.")
@today_option
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Check reports for missing, inconsistent and misleading statements.

    PATH is a report, a folder that is searched for reports (reward-report.yaml, *.reward-report.yaml), or `-` for standard
    input. The default is the working folder.
    """
    if options["diff"] and options["audience"] != "internal":
        raise click.UsageError("--diff prints lines of the reports themselves, so it needs --audience internal")
    options["form"] = format_of(options["form"], options["output"], FORMATS, "text")
    settings = _settings(options)
    today = real_today(options["today"])
    if paths == ("-",):
        return _lint_stdin(settings, today, options)
    named = paths or (".",)
    settings = _without_copies(settings, options)
    if options["write_baseline"]:
        return _write_baseline(named, settings, today, options)
    if options["diff"]:
        return _show_diff(named, settings, today, options)
    fixed = _fix_files(named, settings, today, options) if options["fix"] else 0
    base = _base(named, settings, options)
    result = lint_paths(
        named,
        settings,
        today,
        cache=not options["no_cache"],
        jobs=options["jobs"],
        progress=_progress(options),
        base=base.of if base else None,
        gone=base.gone_ids if base else None,
        history=_histories(settings, options),
        audience=options["audience"],
        nearest=_nearest(settings, options),
    )
    return _show(replace(result, fixed=fixed), options)


def _base(paths: tuple[str, ...], settings: Settings, options: dict[str, Any]) -> BaseRevision | None:
    """Return the base that --since names."""
    if not options["since"]:
        return None
    from reward_reports.changes.history.base import search_base

    return search_base(options["since"], paths, settings.max_bytes, settings.include, settings.exclude, settings.root)


def _histories(settings: Settings, options: dict[str, Any]) -> Histories | None:
    """Return what --history reads."""
    if not options["history"]:
        return None
    from reward_reports.api.histories import histories

    return histories(settings)


def _without_copies(settings: Settings, options: dict[str, Any]) -> Settings:
    """Return settings that pass over the folder of earlier copies that --since names: it is not checked itself."""
    if not options["since"]:
        return settings
    from reward_reports.changes.history.base import pattern_of

    copies = pattern_of(options["since"], settings.root)
    return replace(settings, exclude=(*settings.exclude, copies)) if copies else settings


def _settings(options: dict[str, Any]) -> Settings:
    """Return the settings of the file, with the options on top."""
    if options["config"]:
        return _with_options(read_settings(Path(options["config"])), options)
    return _with_options(Settings(root=str(Path.cwd())) if options["no_config"] else settings_here(), options)


def _nearest(settings: Settings, options: dict[str, Any]) -> Nearest | None:
    """Return what gives each report its own settings, unless the options name the settings of all."""
    if options["config"] or options["no_config"]:
        return None
    from reward_reports.linting.nearest import Nearest

    def apply(own: Settings) -> Settings:
        own = _with_options(own, options)
        return replace(own, baseline=None) if options["write_baseline"] else own

    return Nearest(settings, note, apply)


def _with_options(settings: Settings, options: dict[str, Any]) -> Settings:
    """Return settings with the options of the command line on top."""
    given: dict[str, Any] = {
        key: options[key] for key in ("strictness", "fail_level", "preview", "max_per_rule") if options[key] is not None
    }
    for key in ("select", "ignore"):
        codes = tuple(code.strip().upper() for value in options[key] for code in value.split(",") if code.strip())
        if codes:
            given[key] = codes if key == "select" else (*settings.ignore, *codes)
    if options["frameworks"]:
        given["frameworks"] = check_frameworks((*settings.frameworks, *options["frameworks"]))
    if options["baseline"]:
        given["baseline"] = str(Path(options["baseline"]).resolve())
    settings = replace(settings, **given)
    inputs.note(*(str(Path(settings.root, name)) for name in settings.schemas))  # other processes may read them
    _check_codes(settings)
    return settings


def _check_codes(settings: Settings) -> None:
    """Refuse a selection that fits no rule; looked up only if one was given, since that imports all rules."""
    codes = {
        *settings.select,
        *settings.ignore,
        *settings.severity,
        *(code for codes in settings.per_file_ignores.values() for code in codes),
    }
    if not codes:
        return
    from reward_reports.linting.registry import RETIRED, known_rules

    for code in sorted(codes):
        if code in RETIRED:
            raise ConfigError(
                f"the rule {code} was removed: {RETIRED[code]}; remove the code from the options and settings"
            )
        if not any(known.startswith(code) for known in known_rules()):
            raise ConfigError(f"no rule code starts with {code}; `reward-reports explain --all` lists the rules")


def _lint_stdin(settings: Settings, today: date, options: dict[str, Any]) -> int:
    raw = sys.stdin.buffer.read(settings.max_bytes + 1)
    name = options["stdin_filename"]
    inputs.note(name)
    nearest = None if name == STDIN else _nearest(settings, options)
    settings = nearest.of_report(name) if nearest else settings
    for option in ("since", "history"):
        if options[option] and name == STDIN:
            raise click.UsageError(f"give the file that --{option} compares with by --stdin-filename")
    compared = _base((), settings, options)
    base = compared.of([name]).get(name) if compared else None
    histories = _histories(settings, options)
    history = histories([name])[name] if histories else None
    if not (options["fix"] or options["diff"]):
        return _show(lint_text(raw, name, settings, today, base, options["audience"], history), options)
    from reward_reports.linting.fixing import fix_document
    from reward_reports.report.loading import load_bytes

    document = load_bytes(raw, name)
    earlier = load_base(base, name, settings)
    fixed = fix_document(document, settings, today, unsafe=options["unsafe_fixes"], base=earlier, history=history)
    if options["diff"]:
        echo(diff_of(name, document.text, fixed.text))
        return 1 if fixed.count else 0
    echo(fixed.text, form="yaml")
    result = lint_text(fixed.text.encode(), name, settings, today, base, options["audience"], history)
    _show(replace(result, fixed=fixed.count), options, err=True)
    return 1 if result.failed else 0


def _write_baseline(paths: tuple[str, ...], settings: Settings, today: date, options: dict[str, Any]) -> int:
    from reward_reports.linting import baseline

    bare = replace(settings, baseline=None)
    base, cache = _base(paths, settings, options), not options["no_cache"]
    result = lint_paths(
        paths,
        bare,
        today,
        cache=cache,
        base=base.of if base else None,
        gone=base.gone_ids if base else None,
        history=_histories(bare, options),
        nearest=_nearest(bare, options),
    )
    for remark in result.notes:
        note(remark)
    file = Path(options["write_baseline"])
    number = baseline.write(file, result.findings, result.source, Path(settings.root))
    say(f"wrote {number} findings to {file.as_posix()}; use --baseline {file.as_posix()} to see only new ones")
    return 0


def _fixed_files(
    paths: tuple[str, ...], settings: Settings, today: date, options: dict[str, Any]
) -> Iterator[tuple[Document, Fixed]]:
    """Give every file that can be fixed, as it is and as it would be."""
    from reward_reports.base.discovery import find_reports
    from reward_reports.linting.fixing import fix_document
    from reward_reports.report.loading import Limits, load_file

    nearest = _nearest(settings, options)
    report_skipped, since = note if options["diff"] else None, bool(options["since"])
    names = find_reports(
        paths,
        settings.include,
        settings.exclude,
        settings.root,
        report_skipped,
        none=since,
        nearest=nearest.of_folder if nearest else None,
    )
    compared, histories = _base(paths, settings, options), _histories(settings, options)
    bases, pasts = compared.of(names) if compared else {}, histories(names) if histories else {}
    for name in names:
        if is_left_alone(name, paths):
            continue
        own = nearest.of_report(name) if nearest else settings
        document = load_file(name, limits=Limits(max_bytes=own.max_bytes))
        base = load_base(bases.get(name), name, own)
        past = pasts.get(name)
        fixed = fix_document(document, own, today, unsafe=options["unsafe_fixes"], base=base, history=past)
        if fixed.count:
            yield document, fixed


def _fix_files(paths: tuple[str, ...], settings: Settings, today: date, options: dict[str, Any]) -> int:
    number = 0
    for document, fixed in _fixed_files(paths, settings, today, options):
        write_back(document, fixed.text)
        number += fixed.count
    return number


def _show_diff(paths: tuple[str, ...], settings: Settings, today: date, options: dict[str, Any]) -> int:
    number = 0
    for document, fixed in _fixed_files(paths, settings, today, options):
        echo(diff_of(document.name, document.text, fixed.text))
        number += fixed.count
    findings = f"{number} finding{'' if number == 1 else 's'}"
    say(f"{findings} can be fixed" if number else "nothing can be fixed")
    return 1 if number else 0


def _progress(options: dict[str, Any]) -> Callable[[Iterable[Any], int], Iterable[Any]] | None:
    return None if options["output"] is None and options["form"] != "text" else progress_bar("checking")


def _show(result: Result, options: dict[str, Any], *, err: bool = False) -> int:
    for remark in result.notes:
        note(remark)
    if options["quiet"] and not result.findings:
        return 0
    to_file = options["output"] not in (None, "-")
    stream = None if to_file else sys.stderr if err else sys.stdout
    text = FORMATS[options["form"]](result, colour=wants_colour(options["color"], stream), root=_checkout())
    if to_file:
        write_output(text, options["output"], options["form"])
    else:
        echo(text, err=err, form=options["form"])
    return 1 if result.failed else 0


def _checkout() -> str:
    """Return the folder that a CI server counts file names from, if it says so; else this one."""
    checkout = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    here = Path.cwd()
    return checkout if checkout and here.is_relative_to(checkout) else str(here)
