"""No module imports another that imports it, directly or through others, inside functions either."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import pytest

pytestmark = pytest.mark.once
FACADE = "reward_reports"
"""It imports a module when one of its names is first used."""


def circle_in(imports: dict[str, set[str]]) -> list[str]:
    """Return the modules of a circle, each of which imports the next; none if there is no circle."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def test_a_circle_is_found():
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})
    assert not circle_in({"a": {"b", "c"}, "b": {"c"}})


def test_no_modules_import_each_other():
    import grimp  # not there where the wheel is tested, which skips this

    graph = grimp.build_graph("reward_reports", exclude_type_checking_imports=True, cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) - {FACADE} for name in graph.modules - {FACADE}}
    assert len(imports) > 500
    assert circle_in(imports) == []
