"""`read_log`: any log to tag -> points."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

from reward_reports.base.errors import LogError
from reward_reports.runs.logs.detecting import detect
from reward_reports.runs.logs.formats import FORMATS
from reward_reports.runs.logs.log import Collector, Log, LogLimits, Tell

_LIMITS = LogLimits()
_SHOWN = 8


def read_log(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002 -- the word that the configuration of a metric uses
    tags: Collection[str] | None = None,
    limits: LogLimits = _LIMITS,
    tell: Tell | None = None,
) -> Log:
    """Read a log of measurements.

    A log that is being written may be read: a record at its end that is cut off is left out, which `tell` hears.
    Whoever takes the path from somebody else checks first that it may be read.

    Args:
        path: a file, or a folder in which a tool keeps its log.
        format: a key of FORMATS; None finds it out by the name and the first bytes.
        tags: the tags that are needed; None reads all.
        limits: how much is read before the log is refused.
        tell: takes remarks about a log that was read all the same.

    Returns:
        The points of each tag; of the tags that were asked for only.

    Raises:
        LogError: if the log cannot be read, is corrupt or over a limit, or lacks a tag.
        MissingToolError: if the format needs a library that is not installed.
    """
    path = Path(path)
    if format is not None and format not in FORMATS:
        raise LogError(f"{path}: no format is called {format!r}. Use one of {', '.join(FORMATS)}.")
    if "\0" in str(path):
        raise LogError(f"{str(path)!r}: a path holds no NUL character. Check the path.")
    to = Collector(path, limits, tags, tell or (lambda remark: None))
    module = FORMATS[format or detect(path)].module
    try:
        import_module(f"reward_reports.runs.logs.{module}").read(path, to)
    except OSError as error:
        raise LogError(f"{path}: the log cannot be read: {error.strerror or error}. Check the path.") from error
    for tag in sorted(set(tags or ()) - to.log.keys()):
        raise _missing(tag, to)
    return to.log


def _missing(tag: str, to: Collector) -> LogError:
    """Return the error for a tag that has no points, with the tags that come close."""
    if tag in to.texts and tag not in to.seen:
        return to.error(f"the values of {tag!r} are no numbers: {to.texts[tag]}", "Log numbers, with a decimal point")
    # Comparing with ten thousand tags takes seconds: short of a good guess, the first names must do.
    close = get_close_matches(tag, sorted(to.seen)[:1000], n=3, cutoff=0.6)
    if not close:
        close = sorted(name for name in to.seen if name.endswith((f"/{tag}", f".{tag}")) or tag.endswith(f"/{name}"))[
            :3
        ]
    if close:
        return to.error(f"the log has no tag {tag!r}", f"A tag like it is {' or '.join(map(repr, close))}")
    shown = ", ".join(repr(name) for name in sorted(to.seen)[:_SHOWN]) or "none"
    more = f" and {len(to.seen) - _SHOWN} more" if len(to.seen) > _SHOWN else ""
    return to.error(f"the log has no tag {tag!r}", f"Use one of its tags: {shown}{more}")
