"""The page about files says what the code does: the limits it names are those that hold."""

from __future__ import annotations

import re
from pathlib import Path

from reward_reports.base import ownership, reading
from reward_reports.cli import export
from reward_reports.exchange.importing import source
from reward_reports.linting import baseline, settings
from reward_reports.linting.custom_schemas import files
from reward_reports.linting.extract.files import READ_AT_MOST
from reward_reports.publishing.rendering import own_templates

PAGE = (Path(__file__).resolve().parent.parent.parent / "docs" / "reference" / "files.md").read_text("utf-8")


def test_the_limits_are_those_of_the_code():
    rows = dict(re.findall(r"^\| (a [^|]*|settings) \| ([^|]*\d[^|]*) \|$", PAGE, re.MULTILINE))
    mib = 1024 * 1024
    assert {what: [int(one) for one in re.findall(r"\d+", limit)] for what, limit in rows.items()} == {
        "a report": [settings.Settings().max_bytes // mib, reading.LARGEST_TEXT // mib],
        "settings": [settings._MOST_BYTES // 1024],
        "a baseline, a model card for `export --into`": [baseline._MOST_BYTES // mib],
        "a JSON Schema, a bibliography, a report to import": [files.MAX_BYTES // mib],
        "a template": [own_templates.MAX_BYTES // 1_000_000],
    }
    assert export._MOST_BYTES == baseline._MOST_BYTES
    assert files.MAX_BYTES == READ_AT_MOST == source.MAX_BYTES
    assert ownership.SAFE_FOLDERS in PAGE
