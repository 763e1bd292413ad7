"""The skeleton of a new report: every field with its guidance as comments, made from the model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from reward_reports.base.escaping.visible import visible
from reward_reports.report.model import SECTIONS, Base, Register, Report
from reward_reports.report.model.fields import info_of, model_at, model_in
from reward_reports.report.model.report import CURRENT_VERSION, PROFILE_SECTIONS
from reward_reports.report.schema.guide import guide_of
from reward_reports.report.schema.keys import Key, own_keys
from reward_reports.report.text_edits import quoted

_WIDTH = 110
_EXAMPLES = {
    "text": "…",
    "a date": "2026-01-31",
    "a duration": "P6M",
    "a number": "0.5",
    "a whole number": "100",
    "true or false": "true",
    "an id": "short-name",
    "values by name": "{}",
}


def template(
    *,
    title: str,
    identity: str,
    today: date,
    profiles: tuple[str, ...] = (),
    minimal: bool = False,
    schema: str | None = None,
) -> str:
    """Return the YAML of a new report; it loads, and what it lacks is what an author has to say.

    Args:
        title: the report's title.
        identity: the report's id.
        today: the date of the first version.
        profiles: the profiles it names; `rlhf` and `recommender` add their sections.
        minimal: whether to leave out what a first draft of half an hour can do without.
        schema: the address of a JSON Schema for editors, from the report's folder.
    """
    lines = [f"# yaml-language-server: $schema={visible(schema)}"] if schema else []
    lines += _intro(minimal)
    lines += [f'schema_version: "{CURRENT_VERSION}"', f"profiles: [{', '.join(profiles)}]", "report:"]
    lines += [f"  id: {identity}", f"  title: {quoted(title)}", '  version: "0.1"', "  status: draft"]
    lines += [
        "  kind: first_party   # or third_party, retrospective, hypothetical",
        f"  date: {today}",
        f"  last_reviewed: {today}",
    ]
    lines += ['  authors: []   # - {name: …, affiliation: …, relationship: owner, contact: "mailto:…"}']
    for section in (*SECTIONS, *(name for name in PROFILE_SECTIONS if name in profiles)):
        lines += _section(section, minimal)
    if not minimal:
        lines += ["", "references: []", *_keys_below(("references",)), "", "figures: []", *_keys_below(("figures",))]
    return "\n".join(lines) + "\n"


def _intro(minimal: bool) -> list[str]:
    lines = [
        "A Reward Report: what a system optimises for, who decided that, whom it affects, and what came of each change.",
        "Plain text is a full answer. Where you cannot answer, say so, with a reason:",
        "  field: {disclosure: unknown, reason: …}   (or partial, withheld, not_measured, not_applicable)",
        "`reward-reports lint` shows what is missing; `reward-reports explain FIELD` describes a field.",
    ]
    if minimal:
        lines.append(
            "This is the skeleton of a first draft: check it with --strictness minimal. `reward-reports new` without --minimal has all fields."
        )
    return [f"# {line}" for line in lines] + [""]


def _section(name: str, minimal: bool) -> Iterator[str]:
    info = info_of(Report, name)
    model = model_at((name,))
    assert info is not None, "the sections are fields of the model"  # noqa: S101
    assert model is not None, "the sections are models"  # noqa: S101
    yield from ("", f"# ── {info.title}: {info.description}", f"{name}:")
    for key in own_keys(model, (name,)):
        if key.guide and (key.guide.minimal or not minimal):
            yield from _field(key)


def _field(key: Key) -> Iterator[str]:
    guide = guide_of(key.info)
    assert guide is not None, "only fields come here"  # noqa: S101
    yield from ("", *_comment(f"{guide.paper}. {key.meaning}", "  "))
    yield from (f"  #   - {question}" for question in guide.questions)
    yield f"  {key.name}:"
    yield from _keys_of_field(key)


def _keys_of_field(key: Key) -> Iterator[str]:
    model = key.inner
    if model is None:
        return
    if not issubclass(model, Register):
        yield from (f"  #   {line}" for own in own_keys(model) for line in _key(own))
        return
    beside = [own for own in own_keys(model) if own.name != "items"]
    item = _item_of(model)
    if beside:
        yield from (f"  #   {line}" for own in beside for line in _key(own))
        yield "  #   items:"
    yield from _item_lines(item, "  #   " + ("  " if beside else ""))


def _item_of(model: type[Base]) -> type[Base]:
    item = model_in(model.model_fields["items"].annotation)
    assert item is not None, "a register has items"  # noqa: S101
    return item


def _keys_below(path: tuple[str, ...]) -> list[str]:
    model = model_at(path)
    return list(_item_lines(model, "#   ")) if model else []


def _item_lines(model: type[Base], indent: str) -> Iterator[str]:
    for number, own in enumerate(own_keys(model)):
        for line in _key(own):
            yield f"{indent}{'- ' if number == 0 else '  '}{line}"


def _key(key: Key) -> Iterator[str]:
    """Give one key as a comment: an example of its value, and what it holds."""
    choices = list(key.choices)
    example = choices[0] if choices else "[]" if key.is_list else _EXAMPLES.get(key.kind, "…")
    among = f" ({', '.join(choices)})" if choices else ""
    yield f"{key.name}: {example}   # {key.meaning}{among}"


def _comment(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}" for line in wrap(text, _WIDTH - len(indent))]
