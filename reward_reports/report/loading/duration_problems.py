"""What to say where a duration is expected and an interval is given in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Edit, Fix, Path, Problem
from reward_reports.report.loading.positions import find
from reward_reports.report.model.fields import info_of, model_at
from reward_reports.report.model.intervals import Interval, is_event, parse_interval

if TYPE_CHECKING:
    from yaml.nodes import Node


def explain_duration(given: str, path: Path, root: Node) -> Problem | None:
    """Return what to say about a text that is not a duration, or None if it is neither an interval nor an event in words."""
    interval = parse_interval(given)
    if interval is not None:
        return _in_words(interval, path, root)
    if is_event(given) and _may_hold(path[:-1], "on_event"):
        advice = "Write it under `on_event`"
        return Problem(
            f"{given.strip()} is an event, not a duration", advice, path, kind="bad-duration", fix=_rename(path, root)
        )
    return None


def mapping_fix(given: str, path: Path, root: Node) -> Fix | None:
    """Return the fix that makes a mapping of an interval or an event, where one with such keys is expected."""
    interval = parse_interval(given)
    if interval is not None and interval.duration and _may_hold(path, "every"):
        return _replace(f"{{every: {interval.duration}}}", path, root)
    if interval is None and is_event(given) and _may_hold(path, "on_event"):
        return _replace(f"{{on_event: {json.dumps(given.strip(), ensure_ascii=False)}}}", path, root)
    return None


def _in_words(interval: Interval, path: Path, root: Node) -> Problem:
    message = f"{interval.words} is not written as an ISO 8601 duration"
    if interval.duration:
        fix = _replace(interval.duration, path, root)
        return Problem(message, f"Write {interval.duration}", path, kind="bad-duration", fix=fix)
    if len(interval.readings) > 1:
        message = f"{interval.words} can mean {' or '.join(meaning for meaning, _ in interval.readings)}"
        advice = "Write " + " or ".join(f"{duration} ({meaning})" for meaning, duration in interval.readings)
    else:
        advice = f"Write the longest time that may pass between two, such as {interval.readings[0][1]}"
    return Problem(message, advice, path, kind="bad-duration")


def _may_hold(path: Path, key: str) -> bool:
    model = model_at(path)
    return model is not None and info_of(model, key) is not None


def _replace(text: str, path: Path, root: Node) -> Fix | None:
    node = _own_value(path, root)
    return Fix(f"Write {text}", (Edit(node.start_mark.index, node.end_mark.index, text),)) if node else None


def _rename(path: Path, root: Node) -> Fix | None:
    """Offer the key `on_event`, unless it already stands there."""
    node = find(root, path)
    if node.key is None or find(root, (*path[:-1], "on_event")).whole:
        return None
    return Fix("Rename the key to on_event", (Edit(node.key.start_mark.index, node.key.end_mark.index, "on_event"),))


def _own_value(path: Path, root: Node) -> Node | None:
    """Return the node of a text that stands behind its key as it is: on one line, without an anchor, a tag or an alias."""
    located = find(root, path)
    node = located.value
    if not located.whole or located.key is None or node.start_mark.index < located.key.end_mark.index:
        return None
    return node if node.end_mark.index - node.start_mark.index in (len(node.value), len(node.value) + 2) else None
