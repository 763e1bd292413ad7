"""The public names and signatures as a list, so that none changes unnoticed; and that they cost nothing before they are used."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reward_reports
from reward_reports.report.model.base import Base
from reward_reports.report.model.fields import model_in

ROOT = Path(__file__).parents[2]
SOURCE = Path(reward_reports.__file__).read_text("utf-8")


def models(found: type[Base], seen: set[type[Base]]) -> set[type[Base]]:
    """Return every type that a report is built of."""
    if found not in seen:
        seen.add(found)
        for info in found.model_fields.values():
            inner = model_in(info.annotation)
            if inner is not None:
                models(inner, seen)
    return seen


def line_of(module, name: str) -> str:
    """Return a name as the list shows it. The fields of the model are held by docs/reference/fields.md."""
    value = getattr(module, name)
    if isinstance(value, str):
        return f"{name}: str"
    if inspect.isfunction(value):
        return f"def {name}{inspect.signature(value)}"
    if not inspect.isclass(value):
        return f"{name} = {value}"
    bases = ", ".join(base.__name__ for base in value.__bases__ if base is not object)
    fields = getattr(value, "__dataclass_fields__", {})
    return f"class {name}({bases})" + (f": {', '.join(fields)}" if fields else "")


def test_the_public_surface_is_what_it_was(golden):
    golden("".join(f"{line_of(reward_reports, name)}\n" for name in reward_reports.__all__), "surface.txt")


def test_every_type_of_the_model_is_public():
    for model in sorted(models(reward_reports.Report, set()), key=lambda one: one.__name__):
        assert getattr(reward_reports, model.__name__, None) is model, (
            f"add {model.__name__} to reward_reports/__init__.py"
        )


def test_type_checkers_and_python_see_the_same_names():
    (typed,) = (node for node in ast.parse(SOURCE).body if isinstance(node, ast.If))
    imported = {one.name: node.module.removeprefix("reward_reports.") for node in typed.body for one in node.names}
    listed = {name: module for module, names in reward_reports._HOMES.items() for name in names.split()}
    assert imported == listed
    assert {*listed, "__version__"} == set(reward_reports.__all__)
    for name, module in listed.items():
        if name[0].isupper():
            assert getattr(reward_reports, name).__module__ == f"reward_reports.{module}"


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = reward_reports.nothing


def test_importing_costs_nothing_and_shells_complete_the_names():
    code = "import sys, reward_reports; print(*dir(reward_reports)); print(*sys.modules)"
    names, modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert set(reward_reports.__all__) <= set(names.split())
    ours = [name for name in modules.split() if name.startswith("reward_reports")]
    assert ours == ["reward_reports._version", "reward_reports"] or set(ours) == {
        "reward_reports",
        "reward_reports._version",
    }
    assert not {"pydantic", "yaml", "click", "jinja2"} & set(modules.split())


def test_linting_and_errors_import_no_model():
    code = "import sys; from reward_reports import lint, Settings, InputError, Result; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pydantic", "yaml", "jinja2"} & set(modules)


def test_the_reference_page_documents_every_public_name_but_the_types_of_the_model():
    page = (ROOT / "docs" / "reference" / "python.md").read_text("utf-8")
    shown = {
        f"{module}.{name}"
        for module, members in re.findall(
            r"^::: reward_reports\.(\S+)\n {4}options: \{members: \[(.*)\]\}$", page, re.MULTILINE
        )
        for name in members.split(", ")
    }
    listed = {f"{module}.{name}" for module, names in reward_reports._HOMES.items() for name in names.split()}
    missing = listed - shown
    assert {name for name in missing if not name.startswith("report.model.")} == {
        name for name in listed if name.startswith("base.errors.")
    }, "all errors stand on the page together"
    assert "::: reward_reports.base.errors\n" in page
