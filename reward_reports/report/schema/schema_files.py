"""The schemas as text, and the names of the files that hold them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal, TypeAlias

from reward_reports.report.schema.draft_07 import catalogue_schema
from reward_reports.report.schema.json_schema import Schema, editor_schema

Draft: TypeAlias = Literal["2020-12", "draft-07"]

DRAFTS: dict[Draft, Callable[[], Schema]] = {"2020-12": editor_schema, "draft-07": catalogue_schema}
FILES: dict[Draft, str] = {"2020-12": "reward-report.schema.json", "draft-07": "reward-report.draft-07.schema.json"}
"""The committed file of each draft, below `schemas/`."""


def schema_text(draft: Draft = "2020-12") -> str:
    """Return a schema as JSON text.

    Args:
        draft: `2020-12` for editors, `draft-07` for catalogues and older tools.
    """
    return json.dumps(DRAFTS[draft](), indent=2, ensure_ascii=False) + "\n"
