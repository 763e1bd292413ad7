"""What is known about a field or a type of entry stands in the model; nothing there is missing or misspelt."""

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar

import pytest
from pydantic import Field, StringConstraints
from pydantic.fields import FieldInfo

from reward_reports.changes.comparing.naming import words_of
from reward_reports.report.model import Base, Item, Report
from reward_reports.report.model.about import About, LooserIfLonger, LoosestFirst, PointsTo
from reward_reports.report.model.fields import choices_in, kind_of, model_in, note_in, noun_of
from reward_reports.report.model.pointers import TARGETS, model_of, places_of, pointer_at, pointers_of
from reward_reports.report.model.values import ID_PATTERN, SOURCE_PATTERN, Id


def models(model: type[Base] = Report) -> Iterator[type[Base]]:
    """Give a model and all inside it, some more than once."""
    yield model
    for info in model.model_fields.values():
        inner = model_in(info.annotation)
        if inner is not None:
            yield from models(inner)


MODELS = list(dict.fromkeys(models()))
ITEMS = [model for model in MODELS if issubclass(model, Item)]
FIELDS = [(model, name, info) for model in MODELS for name, info in model.model_fields.items()]


def holds_ids(info: FieldInfo) -> bool:
    """Whether a field holds ids, by the pattern of its values."""
    text = repr((info.annotation, info.metadata))
    return any(repr(StringConstraints(pattern=pattern).pattern) in text for pattern in (ID_PATTERN, SOURCE_PATTERN))


def test_every_id_says_what_it_points_to():
    silent = [
        f"{model.__name__}.{name}"
        for model, name, info in FIELDS
        if name != "id" and holds_ids(info) and note_in(info, PointsTo) is None
    ]
    assert not silent


def test_the_walk_finds_ids():
    assert sum(name != "id" and holds_ids(info) for _, name, info in FIELDS) > 30


def test_every_target_is_a_type_of_entry_that_stands_in_the_report():
    named = {target for _, _, info in FIELDS if (note := note_in(info, PointsTo)) for target in note.targets}
    assert named <= set(TARGETS)
    for target in TARGETS:
        assert kind_of(model_of(target)) == target
        assert places_of(target)


def test_no_two_types_of_entries_share_a_kind():
    kinds = [kind_of(model) for model in ITEMS]
    assert len(set(kinds)) == len(kinds)


@pytest.mark.parametrize("model", [model for model in MODELS if model is not Report], ids=lambda model: model.__name__)
def test_every_type_has_a_noun_in_plain_words(model):
    assert re.fullmatch(r"[a-z]+( [a-z]+){0,3}", noun_of(model))


def test_what_a_field_holds_is_called_by_a_noun():
    """A change says "the start of the user signal Clicks", never "the since of" it."""
    joining = {*"what how when where why who by on of to from since in is for at also between made used".split()}
    odd = [
        f"{model.__name__}.{name}: {words}"
        for model, name, info in FIELDS
        if (words := str(words_of(info, name)).lower()) and joining & {words.split()[0], words.split()[-1]}
    ]
    assert not odd


def pointing(model: type[Base], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], PointsTo]]:
    """Give every field from the top of a report that holds ids of other entries."""
    for name, info in model.model_fields.items():
        note, inner = note_in(info, PointsTo), model_in(info.annotation)
        if note and not note.words:
            yield (*path, name), note
        if inner is not None:
            yield from pointing(inner, (*path, name))


def only(model: type[Base], path: tuple[str, ...], id_: str) -> Base:
    """Return a part of a report with nothing in it but an id at a path."""
    info = model.model_fields[path[0]]
    inner = model_in(info.annotation)
    value = only(inner, path[1:], id_) if inner else id_
    return model.model_construct(**{path[0]: (value,) if "tuple" in str(info.annotation) else value})


def test_the_id_in_every_field_that_points_is_found():
    places = list(pointing(Report))
    assert len(places) > 100
    for path, note in places:
        found = pointers_of(only(Report, path, "gone")).pointers
        assert [(value, points_to) for _, value, points_to, _ in found] == [("gone", note)], path
        assert tuple(step for step in found[0][0] if isinstance(step, str)) == path
        assert pointer_at(found[0][0]) is note


@pytest.mark.parametrize(
    "annotation",
    [
        Annotated[Id, PointsTo("metric")],
        Annotated[Id | None, PointsTo("metric")],
        Annotated[Id, PointsTo("metric")] | None,
        tuple[Annotated[Id, PointsTo("metric")], ...],
    ],
)
def test_a_note_is_found_wherever_it_stands_in_an_annotation(annotation):
    info = FieldInfo.from_annotated_attribute(annotation, Field(None))
    note = note_in(info, PointsTo)
    assert note is not None
    assert note.targets == ("metric",)


def test_every_entry_without_an_id_says_how_it_is_matched():
    lists = {model_in(info.annotation) for _, _, info in FIELDS if "tuple" in str(info.annotation)} - {None}
    assert len(lists) > 30
    assert [model.__name__ for model in lists if not issubclass(model, Item) and not model.about.identified_by] == []


def test_every_order_of_strictness_ranks_all_values_of_its_field_once():
    ordered = [(info, note) for _, _, info in FIELDS if (note := note_in(info, LoosestFirst))]
    assert len(ordered) >= 4
    for info, note in ordered:
        ranked = [value for values in note.order for value in values]
        assert sorted(ranked) == sorted(choices_in(info.annotation) or (False, True))
        assert note.rank(None) == 0


def test_every_duration_says_whether_it_is_a_limit():
    durations = {f"{model.__name__}.{name}": info for model, name, info in FIELDS if "Duration" in str(info.annotation)}
    silent = {name for name, info in durations.items() if note_in(info, LooserIfLonger) is None}
    assert silent == {"Horizon.wall_clock", "Retraining.every"}, "a limit needs LooserIfLonger; add others here"
    limits = {name for _, name, info in FIELDS if note_in(info, LooserIfLonger)}
    assert limits == {"every", "tolerance", "window", "sustained_for", "respond_within"}
    assert all("Duration" in str(info.annotation) for _, _, info in FIELDS if note_in(info, LooserIfLonger))


@pytest.mark.parametrize(
    "about",
    [
        About(identified_by=(("versoin",),)),
        About(defined_by=("versoin",)),
        About(title=("versoin",)),
        About(badges=("versoin",)),
        About(body="versoin"),
    ],
)
def test_a_misspelt_field_is_refused_when_the_class_is_made(about):
    with pytest.raises(TypeError, match="Misspelt has no field versoin"):
        type("Misspelt", (Base,), {"about": about, "__annotations__": {"version": str, "about": ClassVar}})
