"""The name of the output chooses one."""

from __future__ import annotations

import pytest

from reward_reports.cli.output_format import format_of
from reward_reports.cli.render import _FORMATS


@pytest.mark.parametrize(
    ("output", "kind"),
    [
        (None, "html"), ("-", "html"), ("a", "html"), ("a.HTM", "html"), ("b/a.md", "markdown"), ("a.tex", "latex"),
        ("a.pdf", "pdf"), ("a.docx", "docx"), ("a.json", "json"),
    ],
)  # fmt: skip
def test_the_name_of_the_output_chooses_the_format(output, kind):
    assert format_of(None, output, _FORMATS, "html") == kind
