"""Writes what is generated from the model, the rules, the formulas and the converters: schemas, reference pages and lists of formats.

`make generate` runs it. Paths as arguments limit it to these files.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FORMATS = {"reward_reports/exchange/exporting": "EXPORTERS", "reward_reports/exchange/importing": "IMPORTERS"}
"""Folders whose modules declare formats, and the name under which they do."""
FORMULAS = """# Formulas

A formula stands between dollar signs in prose (`$x$`, or `$$x$$` for a line of its own), and without them in the fields
`formula` and `expression`. It is written in LaTeX, with the commands for mathematics of LaTeX itself and amsmath.

A formula that holds anything else is shown as its source on every page, and the rule [SAF005](rules.md#saf005-formula-not-understood)
says so: nothing is left out of a formula or guessed. It may be {length:,} characters long, with {depth} parts inside each
other. A few formulas that web pages show have no form in LaTeX's usual fonts, such as `\\mathbb{{1}}`: in `--format latex` these
are shown as their source.

## Not understood

Definitions (`\\def`, `\\newcommand`), colours, sizes of text, links, pictures, boxes other than `\\boxed`, `\\cancel`, lengths
below 0, numbers of equations (`\\tag`), comments with `%`, and line breaks outside of rows: put lines into `\\begin{{aligned}}`.
`\\label` and `\\nonumber` are passed over; equations are not numbered.

## Environments

{environments}.

## Commands that take something

{taking}.

Indices, exponents and primes; characters such as ≤ or ℝ for their commands; ² and ₁ for exponents and indices; `\\left`,
`\\middle` and `\\right` with brackets; `\\limits` and `\\nolimits` behind operators; `\\not` before a relation; spaces. Words inside
`\\text{{…}}` may hold formulas between dollar signs.

## Names and signs

{names}.

{signs}.
"""


def formulas_in_markdown() -> str:
    """Return the reference page on formulas."""
    from reward_reports.report.formulas import MAX_DEPTH, MAX_LENGTH
    from reward_reports.report.formulas import commands as known

    taking = known.ONE | known.TWO | known.OPTIONAL | known.TRANSPARENT | known.SIZES
    taking |= known.ALPHABETS.keys() | known.WORDS.keys() | known.INFIX.keys()
    taking |= {"operatorname", "operatornamewithlimits", "mathop", "substack"}
    names = known.FUNCTIONS | known.SHORT.keys() | known.DOTS | known.STYLES
    return FORMULAS.format(
        length=MAX_LENGTH,
        depth=MAX_DEPTH,
        environments=", ".join(f"`{name}`" for name in sorted(known.GRIDS | known.STARRED)),
        taking=", ".join(f"`\\{name}`" for name in sorted(taking)),
        names=", ".join(f"`\\{name}`" for name in sorted(names)),
        signs=", ".join(f"`\\{name}` {sign}" for name, sign in sorted(known.SYMBOLS.items())),
    )


LANGUAGES = """# Languages

Pages, PDF and Word documents can be in these languages; see [how to publish in another language](../how-to/languages.md). English is the
source. Counted are the messages that have a translation, of all there are: titles, labels, states, sentences, and the questions that a
page asks where nobody answered. What has none stays English.

| language | tag | translated |
| --- | --- | --- |
{rows}
"""


def languages_in_markdown() -> str:
    """Return the reference page on languages, with how much of each is translated."""
    from babel import Locale

    sys.path.insert(0, str(ROOT / "tools"))
    from catalogues import shares

    counted = shares()
    rows = [f"| English | `en` | {next(iter(counted.values()))[1]} |"]
    for name, (done, total) in counted.items():
        rows.append(
            f"| {Locale.parse(name).english_name} | `{name.replace('_', '-')}` | {done} of {total} ({done / total:.0%}) |"
        )
    return LANGUAGES.format(rows="\n".join(rows))


def map_in_svg(colours: str = "light") -> str:
    """Return the reward map on the first page of the documentation."""
    from reward_reports import load
    from reward_reports.publishing.rendering.reward_map.reading import read
    from reward_reports.publishing.rendering.reward_map.svg import alone
    from reward_reports.publishing.rendering.reward_map.wide import wide

    made = read(load(ROOT / "examples" / "instructgpt" / "reward-report.yaml"))
    return f"{alone(made, wide(made), colours=colours)}\n"


def form_in_schema() -> str:
    """Return the schema of the form of the European Union."""
    from reward_reports.exchange.exporting.form_schema import form_schema
    from reward_reports.report.frameworks import FRAMEWORKS

    return form_schema(FRAMEWORKS["eu-gpai"])


CONVERTERS = """# Import and export formats

## What `reward-reports import` reads

| what | endings | found in folders and archives |
| --- | --- | --- |
{importers}

How each is read: [Import an old report](../how-to/import.md).

## What `reward-reports export --format NAME` writes

An output file whose ending belongs to one format needs no `--format`.

| name | what | text | endings of its own |
| --- | --- | --- | --- |
{exporters}

What each holds: [Export a report](../how-to/export.md).
"""


def converters_in_markdown() -> str:
    """Return the reference page on what is imported and exported."""
    reading, writing = declared("reward_reports/exchange/importing"), declared("reward_reports/exchange/exporting")
    importers = [(one.about, _codes(one.endings), "yes" if one.in_folders else "no") for one in reading]
    tables = {one.framework: one.name for one in writing if one.framework and one.about}
    exporters = [
        (f"`{one.name}`", one.about or f"the same as `{tables[one.framework]}`", _FORMS[one.form], _codes(one.endings))
        for one in writing
    ]
    return CONVERTERS.format(importers=_rows(importers), exporters=_rows(exporters))


def logs_in_markdown() -> str:
    """Return the reference page on logs with its table of formats as they are now; the rest of the page stays."""
    from reward_reports.runs.logs.formats import LOG_READERS

    rows = _rows((f"`{one.name}`", one.title, one.recognised, one.step) for one in LOG_READERS)
    page = (ROOT / "docs" / "reference" / "logs.md").read_text("utf-8")
    return re.sub(
        r"(?<=^\| --- \| --- \| --- \| --- \|\n)(?:\| .*\n)+", lambda _: f"{rows}\n", page, count=1, flags=re.MULTILINE
    )


_FORMS = {"markdown": "Markdown", "json": "JSON", "csv": "CSV", "yaml": "YAML"}


def _codes(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |".replace("|  |", "| |") for row in rows)


LISTED = '''"""What the modules of this folder declare in `{constant}`, listed so that the help imports none of them.

`make generate` writes this file.
"""

from {module} import {type}

{constant} = (
{entries})
'''


def declared(folder: str) -> list[Any]:
    """Return what the modules of a folder declare, in the order of the modules.

    Args:
        folder: one of `FORMATS`.
    """
    modules = [
        import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
        for file in sorted((ROOT / folder).glob("*.py"))
        if file.name != "formats.py" and f"\n{FORMATS[folder]} = " in file.read_text("utf-8")
    ]
    return [entry for module in modules for entry in getattr(module, FORMATS[folder])]


def listed(folder: str) -> str:
    """Return the module that lists what the modules of a folder declare."""
    entries = declared(folder)
    entry_type = type(entries[0])
    return LISTED.format(
        constant=FORMATS[folder],
        module=entry_type.__module__,
        type=entry_type.__name__,
        entries="".join(_as_call(entry) for entry in entries),
    )


def _as_call(entry: object) -> str:
    """Return a call that makes an instance of a data class, laid out as the formatter does."""
    values = {field.name: (getattr(entry, field.name), field.default) for field in fields(entry)}
    lines = [f"        {name}={_literal(value)},\n" for name, (value, default) in values.items() if value != default]
    return f"    {type(entry).__name__}(\n{''.join(lines)}    ),\n"


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value).replace("'", '"')


def generators() -> dict[str, Callable[[], str]]:
    """Return what makes each generated file, by its path in the checkout."""
    from reward_reports.linting.explaining import rules_in_markdown
    from reward_reports.report.schema.explain import fields_in_markdown
    from reward_reports.report.schema.generated import generated_schema
    from reward_reports.report.schema.schema_files import FILES

    schemas: dict[str, Callable[[], str]] = {
        f"schemas/{file}": partial(generated_schema, draft) for draft, file in FILES.items()
    }
    return schemas | {
        "schemas/eu-gpai-form.schema.json": form_in_schema,
        "docs/reference/fields.md": fields_in_markdown,
        "docs/reference/rules.md": rules_in_markdown,
        "docs/reference/formulas.md": formulas_in_markdown,
        "docs/reference/converters.md": converters_in_markdown,
        "docs/reference/logs.md": logs_in_markdown,
        "docs/images/map.svg": map_in_svg,
        "docs/images/map-dark.svg": partial(map_in_svg, "dark"),
        "docs/reference/languages.md": languages_in_markdown,
        **{f"{folder}/formats.py": partial(listed, folder) for folder in FORMATS},
    }


if __name__ == "__main__":
    made_by = generators()
    for name in sys.argv[1:] or made_by:
        (ROOT / name).write_text(made_by[name](), "utf-8", newline="\n")
