"""Data as YAML for files on the Hugging Face Hub."""

from __future__ import annotations

from typing import Any

import yaml

from reward_reports.base.escaping.visible import legible


def yaml_text(data: Any) -> str:
    """Return data as YAML; where a character in it is invisible, with escapes in the place of all that are not ASCII."""
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    return text if legible(text, "markdown") == text else str(yaml.safe_dump(data, sort_keys=False))
