"""The schemas made of the model, as the files below `schemas/` hold them."""

from __future__ import annotations

import json
from collections.abc import Callable

from reward_reports.report.schema.draft_07 import catalogue_schema
from reward_reports.report.schema.json_schema import Schema, editor_schema
from reward_reports.report.schema.schema_files import SchemaDraft

DRAFTS: dict[SchemaDraft, Callable[[], Schema]] = {"2020-12": editor_schema, "draft-07": catalogue_schema}


def generated_schema(draft: SchemaDraft) -> str:
    """Return the schema of the current version of the format as JSON text."""
    return json.dumps(DRAFTS[draft](), indent=2, ensure_ascii=False) + "\n"
