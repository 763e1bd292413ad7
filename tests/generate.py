"""Writes what is generated from the model and the rules: schemas and reference pages. `make generate` runs it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def generated() -> dict[str, str]:
    """Return the generated files by their path in the checkout."""
    from reward_reports.linting.explaining import rules_in_markdown
    from reward_reports.report.schema.explain import fields_in_markdown
    from reward_reports.report.schema.schema_files import DRAFTS, FILES, schema_text

    schemas = {f"schemas/{FILES[draft]}": schema_text(draft) for draft in DRAFTS}
    return schemas | {"docs/reference/fields.md": fields_in_markdown(), "docs/reference/rules.md": rules_in_markdown()}


if __name__ == "__main__":
    for name, text in generated().items():
        (ROOT / name).write_text(text, "utf-8", newline="\n")
