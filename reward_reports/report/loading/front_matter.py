"""The YAML between two lines of dashes that a Markdown file, such as a model card, begins with."""

from __future__ import annotations

import re

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
"""Group 1 is the YAML; the end of the match is where the Markdown begins."""
