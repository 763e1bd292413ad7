"""What is generated is committed as it would be generated now."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import generate

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("name", sorted(generate.generators()))
def test_is_up_to_date(name):
    assert (ROOT / name).read_text("utf-8") == generate.generators()[name](), f"run `make generate` and look at {name}"
