"""The schemas as text: the files below `schemas/`, which `make generate` makes of the model."""

from __future__ import annotations

from typing import Literal, TypeAlias

from reward_reports.base.resources import directory

SchemaDraft: TypeAlias = Literal["2020-12", "draft-07"]

FILES: dict[SchemaDraft, str] = {
    "2020-12": "reward-report.schema.json",
    "draft-07": "reward-report.draft-07.schema.json",
}
"""The file of each draft for the current version of the format, which describes files of the earlier ones too."""
EARLIER: dict[str, dict[SchemaDraft, str]] = {
    "1.0": {"2020-12": "reward-report-1.0.schema.json", "draft-07": "reward-report-1.0.draft-07.schema.json"}
}
"""The files of earlier versions of the format, which stay as they were."""


def schema_text(draft: SchemaDraft = "2020-12", version: str | None = None) -> str:
    """Return a schema as JSON text.

    Args:
        draft: `2020-12` for editors, `draft-07` for catalogues and older tools.
        version: the version of the format; None for the current one.
    """
    return (directory("schemas") / EARLIER.get(version or "", FILES)[draft]).read_text("utf-8")
