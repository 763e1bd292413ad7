"""What is generated is committed as it would be generated now."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_spec = importlib.util.spec_from_file_location("generate", ROOT / "tests" / "generate.py")
generate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generate)


@pytest.mark.parametrize("name", sorted(generate.generators()))
def test_is_up_to_date(name):
    assert (ROOT / name).read_text("utf-8") == generate.generators()[name](), f"run `make generate` and look at {name}"
