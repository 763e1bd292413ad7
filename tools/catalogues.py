"""Message catalogues: collects the words of pages, updates the translations, and compiles them.

.venv/bin/python tools/catalogues.py           # update every catalogue; `make generate` does it
.venv/bin/python tools/catalogues.py --shares  # print how much of each is translated
"""

from __future__ import annotations

import importlib
import io
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_origin

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from reward_reports.base.catalogues import CATALOGUES
from reward_reports.publishing.rendering.translation import DOMAIN

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "reward_reports" / "locale"
_KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "form": (1, 2),
    "phrase": None,
    "_phrase": None,
    "Named": None,
}
_LATEX = {
    "block_start_string": "<%",
    "block_end_string": "%>",
    "variable_start_string": "<<",
    "variable_end_string": ">>",
    "comment_start_string": "<#",
    "comment_end_string": "#>",
}
_JINJA = "jinja2.ext:babel_extract"
_CONSTANTS = {
    "changes.comparing.change": ("KIND_WORDS",),
    "changes.comparing.evidence_matrix": ("BLOCKS", "HEADLINES"),
    "changes.comparing.formats.values": ("HEADINGS",),
    "changes.comparing.summary": ("WAYS",),
    "publishing.rendering.answers": ("_KNOWN_BY", "_FOR_OTHERS", "_ONLY_FOR", "STATE_MEANINGS"),
    "publishing.rendering.bibliography": ("_PARTIES",),
    "publishing.rendering.findings": ("TITLES",),
    "publishing.rendering.failures": ("STANDING",),
    "publishing.rendering.first_screen": ("_DID", "_NOTHING", "_BAR", "SAID"),
    "publishing.rendering.history": ("_STATED",),
    "publishing.rendering.hosted": ("_DESCRIPTION",),
    "publishing.rendering.long_charts": ("_WORDS", "CAPTIONS"),
    "publishing.rendering.matrix": ("_KINDS", "_ACCESS"),
    "publishing.rendering.pdf_data": ("MESSAGES",),
    "publishing.rendering.reward_map.sentences": ("_SCOPES", "_HOW"),
    "publishing.rendering.reward_map.shared": ("_LEFT_OUT", "KEYS"),
    "publishing.rendering.reward_map.signals": ("_FEEDBACK",),
    "publishing.rendering.last_seen": ("_STAGES",),
    "publishing.rendering.roles": ("_REST", "_WHY_REST"),
    "publishing.rendering.words": ("MONTHS",),
    "report.model.durations": ("MESSAGES",),
    "publishing.rendering.ten_rows": ("LABELS",),
    "publishing.site.filters": ("_LABELS", "_SPELLED"),
    "publishing.site.results": ("WAYS",),
    "publishing.site.letters": ("_SCOPE", "_LABELS", "NO_TIME"),
    "report.model.base": ("AUDIENCES",),
    "report.model.evidence": ("SENTENCE", "RULE", "NO_ROUTE"),
    "report.model.routes": ("ROUTE_WORDS",),
    "report.model.states": ("KNOWN_WORDS", "LABELS"),
    "runs.monitoring.due": ("VERBS",),
}
"""Words that stand in tables and are translated where they are used."""


def template() -> Catalog:
    """Return all messages without translations."""
    made = Catalog(project="reward-reports", creation_date=datetime(2026, 1, 1, tzinfo=UTC), charset="utf-8")
    for message in sorted(set(_messages()), key=str):
        made.add(message)
    return made


def _messages() -> Iterator[Any]:
    yield from _marked()
    for name, constants in _CONSTANTS.items():
        module = importlib.import_module(f"reward_reports.{name}")
        for constant in constants:
            yield from _texts(getattr(module, constant))
    yield from _derived()
    yield from _of_model()


def _marked() -> Iterator[Any]:
    """Give what stands in a marked call in templates and in code."""
    folders = [
        ("templates/html", [("**.html", _JINJA)], {}),
        ("templates/docx", [("**.html", _JINJA)], {}),
        ("templates/markdown", [("**.md", _JINJA)], {}),
        ("templates/latex", [("**.tex", _JINJA)], _LATEX),
        ("reward_reports/publishing", [("**.py", "python")], {}),
        ("reward_reports/changes/comparing", [("**.py", "python")], {}),
        ("reward_reports/report/model", [("evidence.py", "python")], {}),
    ]
    for folder, methods, more in folders:
        options = {methods[0][0]: {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false", **more}}
        with redirect_stderr(io.StringIO()):  # it warns of the f-strings whose words `_derived` gives
            every = list(extract_from_dir(ROOT / folder, methods, options, _KEYWORDS, strip_comment_tags=False))
        for _, _, message, *_ in every:
            if all(message if isinstance(message, tuple) else (message,)):
                yield message


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (value,) if value else ()
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in _texts(inner))
    elif isinstance(value, list | tuple):
        yield from (text for inner in value for text in _texts(inner))


def _derived() -> Iterator[Any]:
    """Give what is put together of a fixed set of words."""
    from reward_reports.changes.comparing.change import IMPACTS
    from reward_reports.changes.comparing.evidence_findings import messages
    from reward_reports.changes.comparing.evidence_matrix import question_title
    from reward_reports.changes.comparing.formats.values import WARNINGS
    from reward_reports.publishing.rendering import banners, history, time_strip, words
    from reward_reports.publishing.site import timeline
    from reward_reports.publishing.site.kinds import all_kinds
    from reward_reports.publishing.site.kinds import history as versions
    from reward_reports.report.model import Answer
    from reward_reports.report.model.durations import UNITS
    from reward_reports.report.model.evidence import profile_questions
    from reward_reports.report.model.fields import choices_in
    from reward_reports.report.model.references import Reference
    from reward_reports.report.model.report import PROFILE_SECTIONS
    from reward_reports.report.model.roles import ROLES

    yield from (*IMPACTS, *messages(), *WARNINGS)
    for unit in UNITS:
        yield f"every {unit}"
        yield (f"%(number)s {unit}", f"%(number)s {unit}s")
    yield from (f"{operator} %(number)s" for operator in words.OPERATORS.values())
    yield from (f"%(metric)s {move}" for move in (*history.MOVES.values(), *history.WERE.values()))
    for banner in (*banners.BANNERS, versions.EARLIER):
        yield from (banner.title, banner.text)
        if banner.text.startswith(banners.OWNER):
            yield f"%(owner)s{banner.text.removeprefix(banners.OWNER)}"
    for one in (*time_strip.RESULTS.values(), *timeline.ANSWERS.values(), timeline.LATE):
        yield from (text for text in (one.label, one.meaning) if any(map(str.isalpha, text)))
    yield from (kind.label for kind in all_kinds())
    yield from map(words.humanised, choices_in(Answer.model_fields["disclosure"].annotation))
    for section in PROFILE_SECTIONS:
        yield from (part for one in profile_questions(section) for part in question_title(one).split(": "))
    yield from (words.humanised(kind).capitalize() for kind in choices_in(Reference.model_fields["kind"].annotation))
    for role in ROLES[1:]:
        yield from (role.readers, role.lead, *(text for part in role.parts for text in (part.title, part.why)))


def _of_model() -> Iterator[str]:
    """Give the titles, labels and values of the model, and what they mean."""
    import reward_reports.report.model as package
    from reward_reports.changes.comparing.naming import title_of
    from reward_reports.publishing.rendering.anchors import titles
    from reward_reports.publishing.rendering.field_formats import plans_of
    from reward_reports.publishing.rendering.page import LEADS
    from reward_reports.publishing.rendering.words import humanised
    from reward_reports.report.model import LAYOUTS, Answer, Base, Item, Report
    from reward_reports.report.model.about import PointsTo
    from reward_reports.report.model.fields import model_in, note_in, noun_of
    from reward_reports.report.model.report import PROFILE_SECTIONS

    for found in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{found.name}")
    yield from titles()
    yield from (title for layout in LAYOUTS.values() for title, _ in layout)
    yield from (text for text in LEADS.values() if text)
    yield from (Report.model_fields[section].title or section for section in PROFILE_SECTIONS)
    for section, info in Report.model_fields.items():
        fields = getattr(model_in(info.annotation), "model_fields", {})
        yield from (title_of((section, name)).message for name, one in fields.items() if model_in(one.annotation))
    for model in _below(Base):
        yield from _questions(model)
        yield from _names_in(model)
        for plan in plans_of(model):
            yield plan.label
            for value, meaning in plan.meanings.items():
                yield from (text for text in (humanised(value), meaning) if text[:1].isalpha())
        for name, info in model.model_fields.items():
            if issubclass(model, Answer) or name:
                note = note_in(info, PointsTo)
                yield from (note.mention,) if note and note.mention else ()
        if issubclass(model, Item):
            yield f"Named in the {noun_of(model)}"


def _names_in(model: Any) -> Iterator[str]:
    """Give what changes are named by: the entries of lists, and the values that are no parts of the report with a title."""
    from reward_reports.changes.comparing.naming import words_of
    from reward_reports.report.model.fields import model_in, noun_of

    for name, info in model.model_fields.items():
        inner = model_in(info.annotation)
        if get_origin(info.annotation) is tuple and inner:
            yield noun_of(inner)
        elif not info.title and not info.exclude and name not in ("id", "items"):
            yield words_of(info, name).message


def _questions(model: Any) -> Iterator[str]:
    for info in model.model_fields.values():
        extra = info.json_schema_extra
        if isinstance(extra, dict) and "x-guide" in extra:
            yield from extra["x-guide"]["questions"]


def _below(model: Any) -> Iterator[Any]:
    for one in model.__subclasses__():
        if one.__module__.startswith("reward_reports."):
            yield one
            yield from _below(one)


def catalogue(name: str, source: Catalog) -> Catalog:
    """Return the catalogue of a language with the messages that there are now; what is no longer used is left out."""
    with _file(name, "po").open("rb") as file:
        made = read_po(file, locale=name)
    made.update(source, no_fuzzy_matching=True)
    made.obsolete.clear()
    made.creation_date = source.creation_date
    return made


def texts(name: str, source: Catalog) -> tuple[bytes, bytes]:
    """Return a catalogue as its `.po` and its `.mo` file."""
    made = catalogue(name, source)
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, made, width=0, no_location=True, sort_output=True)
    write_mo(mo, made)
    return po.getvalue(), mo.getvalue()


def pot(source: Catalog) -> bytes:
    """Return the template as a `.pot` file."""
    made = io.BytesIO()
    write_po(made, source, width=0, no_location=True, sort_output=True)
    return made.getvalue()


def files() -> dict[Path, bytes]:
    """Return every file of the catalogues as it should be."""
    source = template()
    made = {LOCALE / f"{DOMAIN}.pot": pot(source)}
    for name in CATALOGUES:
        made |= dict(zip((_file(name, "po"), _file(name, "mo")), texts(name, source), strict=True))
    return made


def shares() -> dict[str, tuple[int, int]]:
    """Return how many messages are translated into each language, and how many there are."""
    source = template()
    counted = {}
    for name in CATALOGUES:
        messages = [one for one in catalogue(name, source) if one.id]
        counted[name] = (sum(_done(one.string) for one in messages), len(messages))
    return counted


def _done(string: Any) -> bool:
    return all(string if isinstance(string, tuple) else (string,))


def _file(name: str, ending: str) -> Path:
    return LOCALE / name / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def main() -> None:
    """Write the files, or say how much is translated."""
    if "--shares" in sys.argv:
        for name, (done, total) in shares().items():
            print(f"{name}: {done} of {total} ({done / total:.0%})")
        return
    for path, content in files().items():
        path.write_bytes(content)


if __name__ == "__main__":
    main()
