"""Every format as it looks, for a result with all there can be and for one without findings."""

from __future__ import annotations

import pytest

from reward_reports.linting.formats import FORMATS

ENDINGS = {"json": "json", "sarif": "sarif", "gitlab": "json", "rdjson": "json", "junit": "xml", "markdown": "md"}


@pytest.mark.parametrize("name", FORMATS)
def test_format_looks_as_before(name, sample, golden):
    golden(FORMATS[name](sample), f"{name}.{ENDINGS.get(name, 'txt')}")


@pytest.mark.parametrize("name", FORMATS)
def test_format_without_findings_looks_as_before(name, right, golden):
    golden(FORMATS[name](right), f"{name}-right.{ENDINGS.get(name, 'txt')}")


@pytest.mark.parametrize("name", ["text", "concise"])
def test_colours_look_as_before(name, sample, golden):
    golden(FORMATS[name](sample, colour=True).replace("\x1b", "ESC"), f"{name}-colour.txt")


def test_options_that_a_format_does_not_heed_are_passed_over(sample):
    for form in FORMATS.values():
        given = {"colour": True, "width": 30, "root": "", "limit": 1_000_000}
        heeded = {name: value for name, value in given.items() if name in form.options}
        assert form(sample, **given) == form(sample, **heeded)
