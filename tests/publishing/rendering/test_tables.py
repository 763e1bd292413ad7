"""Tables keyed by values or names of the model hold no other key: a misspelt one would be passed over in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import get_args

import pytest

from reward_reports.changes.comparing import classify
from reward_reports.changes.comparing.change import ChangeKind
from reward_reports.changes.comparing.formats import text as diff_text
from reward_reports.publishing.rendering import (
    answers,
    banners,
    changes,
    failures,
    first_screen,
    item_layouts,
    long_charts,
    matrix,
    tally_lines,
)
from reward_reports.publishing.rendering.reward_map import reading
from reward_reports.publishing.site import filters
from reward_reports.report.model import Answer, Base, Item, Report
from reward_reports.report.model.base import Disclosure
from reward_reports.report.model.fields import choices_in, model_in
from reward_reports.report.model.optimization_intent import FailureMode, FailureStatus, Threshold
from reward_reports.report.model.report_info import ReportInfo
from reward_reports.report.model.states import Known
from reward_reports.report.model.system_maintenance import Condition, Entry, Outcome
from reward_reports.runs.monitoring import check, outcomes
from reward_reports.runs.monitoring.formats import check as check_text
from reward_reports.runs.monitoring.formats import outcomes as outcomes_text


def models(model: type[Base] = Report) -> Iterator[type[Base]]:
    yield model
    for info in model.model_fields.values():
        inner = model_in(info.annotation)
        if inner is not None:
            yield from models(inner)


MODELS = list(dict.fromkeys(models()))


def choices(model: type[Base], name: str) -> tuple[str, ...]:
    found = choices_in(model.model_fields[name].annotation)
    assert found, f"{model.__name__}.{name} is no choice"
    return found


BADGES = {
    value
    for model in MODELS
    for name in model.about.badges
    for value in choices_in(model.model_fields[name].annotation)
}
SHOWN = {
    *BADGES,
    *choices(ReportInfo, "kind"),
    *choices(ReportInfo, "status"),
    *choices(Outcome, "result"),
    *choices(Entry, "kind"),
}
LIFECYCLES = choices(
    model_in(Report.model_fields["system_details"].annotation).model_fields["dates"].annotation, "lifecycle"
)
TABLES: dict[str, tuple[Collection[str | None], Collection[str]]] = {
    "tones of badges": (item_layouts._TONES, {*SHOWN, *LIFECYCLES}),
    "tones of answers": (answers._TONES, choices_in(Disclosure)),
    "tones of changes": (changes._TONES, get_args(ChangeKind)),
    "styles of changes": (diff_text._STYLES, get_args(ChangeKind)),
    "tones of what is known": (tally_lines.TONES, get_args(Known)),
    "words for nothing": (first_screen._NOTHING, get_args(Known)),
    "what an entry did": (first_screen._DID, choices(Entry, "kind")),
    "tones of outcomes": (long_charts._TONES, choices(Outcome, "result")),
    "banners by kind": (banners._BY_KIND, choices(ReportInfo, "kind")),
    "banners by status": (banners._BY_STATUS, choices(ReportInfo, "status")),
    "how failures stand": (failures.STANDING, choices_in(FailureStatus)),
    "where failures arise": (reading._ZONES, choices(FailureMode, "kind")),
    "results of checks": (check_text.WORDS, get_args(check.CheckResult)),
    "styles of checks": (check_text._STYLES, get_args(check.CheckResult)),
    "states of expectations": (outcomes_text.WORDS, get_args(outcomes.State)),
    "weights": (
        {level for what, level in matrix._ACCESS if what == "weights"},
        {
            value
            for model in MODELS
            for name in model.model_fields
            if name == "weights"
            for value in choices_in(model.model_fields[name].annotation)
        },
    ),
}
WHOLE = {"tones of what is known", "how failures stand", "results of checks", "what an entry did"}
"""Tables that have an entry for every value."""


@pytest.mark.parametrize("table", TABLES)
def test_every_key_is_a_value_of_the_model(table):
    keys, values = TABLES[table]
    named = {key for key in keys if key is not None}
    assert named <= set(values)
    if table in WHOLE:
        assert named == set(values)


def test_the_fields_that_comparisons_name_are_there():
    chosen = {name for model in MODELS for name, info in model.model_fields.items() if choices_in(info.annotation)}
    assert chosen >= classify._STATUS
    assert Answer.model_fields.keys() >= classify._DISCLOSURE
    named = {name for model in MODELS if issubclass(model, Item | ReportInfo) for name in model.model_fields}
    assert named >= classify._NAMES
    for model in (Threshold, Condition):
        assert model.model_fields.keys() >= {"op", "value"}


def test_the_filters_of_the_index_have_the_labels_of_its_tags():
    assert {"kind", "status", "life", "review", "profile", "owner"} == set(filters._LABELS)
