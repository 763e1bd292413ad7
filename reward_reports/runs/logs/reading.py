"""`read_log`: reads a log of any format into points by tag."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from reward_reports.base.errors import LogError
from reward_reports.runs.logs.detecting import detect
from reward_reports.runs.logs.formats import FORMATS
from reward_reports.runs.logs.log import Collector, Log, LogLimits, Note
from reward_reports.runs.logs.naming import named

_LIMITS = LogLimits()
_SHOWN = 8


def read_log(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002 -- the word that the configuration of a metric uses
    tags: Collection[str] | None = None,
    limits: LogLimits = _LIMITS,
    note: Note | None = None,
) -> Log:
    """Read a log of measurements.

    A log that is being written may be read: a record at its end that is cut off is left out, which `note` receives.
    Whoever takes the path from somebody else checks first that it may be read.

    Args:
        path: a file, or a folder in which a tool keeps its log.
        format: a key of FORMATS; None finds it out by the name and the first bytes.
        tags: the tags that are needed; None reads all.
        limits: how much is read before the log is refused.
        note: receives remarks about a log that was read all the same.

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
    to = Collector(path, limits, tags, note or (lambda remark: None))
    reader = FORMATS[format] if format else detect(path)
    try:
        reader(path, to)
    except OSError as error:
        raise LogError(f"{path}: the log cannot be read: {error.strerror or error}. Check the path.") from error
    log = named(to)
    for tag in sorted(set(tags or ()) - log.keys()):
        raise _missing(tag, to)
    return log


def _missing(tag: str, to: Collector) -> LogError:
    """Return the error for a tag that has no points, with the tags that come close."""
    seen = to.seen
    texts = {run.named(name): example for run in to.runs for name, example in run.texts.items()}
    if tag in texts and tag not in seen:
        return to.error(f"the values of {tag!r} are not numbers: {texts[tag]}", "Log numbers, with a decimal point")
    if not seen:
        return to.error(f"the log has no tag {tag!r}: it holds no numbers", "Wait until the run has logged something")
    # Comparing with ten thousand tags takes seconds: short of a good guess, the first names must do.
    close = get_close_matches(tag, sorted(seen)[:1000], n=3, cutoff=0.6)
    if not close:
        close = sorted(name for name in seen if name.endswith((f"/{tag}", f".{tag}")) or tag.endswith(f"/{name}"))[:3]
    if close:
        return to.error(f"the log has no tag {tag!r}", f"A tag like it is {' or '.join(map(repr, close))}")
    shown = ", ".join(repr(name) for name in sorted(seen)[:_SHOWN])
    more = f" and {len(seen) - _SHOWN} more" if len(seen) > _SHOWN else ""
    return to.error(f"the log has no tag {tag!r}", f"Use one of its tags: {shown}{more}")
