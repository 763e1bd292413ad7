"""The schemas as text, and the names of the files that hold them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal, TypeAlias

from reward_reports.base.resources import directory
from reward_reports.report.model.report import CURRENT_VERSION
from reward_reports.report.schema.draft_07 import catalogue_schema
from reward_reports.report.schema.json_schema import Schema, editor_schema

Draft: TypeAlias = Literal["2020-12", "draft-07"]

DRAFTS: dict[Draft, Callable[[], Schema]] = {"2020-12": editor_schema, "draft-07": catalogue_schema}
FILES: dict[Draft, str] = {"2020-12": "reward-report.schema.json", "draft-07": "reward-report.draft-07.schema.json"}
"""The committed file of each draft, below `schemas/`."""
EARLIER: dict[str, dict[Draft, str]] = {
    "1.0": {"2020-12": "reward-report-1.0.schema.json", "draft-07": "reward-report-1.0.draft-07.schema.json"}
}
"""The files of earlier versions of the format, which stay as they were."""


def schema_text(draft: Draft = "2020-12", version: str = CURRENT_VERSION) -> str:
    """Return a schema as JSON text.

    Args:
        draft: `2020-12` for editors, `draft-07` for catalogues and older tools.
        version: the version of the format; the current one describes files of the earlier ones too.
    """
    if version in EARLIER:
        return (directory("schemas") / EARLIER[version][draft]).read_text("utf-8")
    return json.dumps(DRAFTS[draft](), indent=2, ensure_ascii=False) + "\n"
