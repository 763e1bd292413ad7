"""Each page of the documentation that teaches something ends with one next step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
TAUGHT = sorted(
    [*(DOCS / "how-to").glob("*.md"), *DOCS.glob("tutorial*.md"), DOCS / "ideas.md", DOCS / "living-report.md"]
)
_NEXT = re.compile(r"^Next: \[[^\]]+\]\((?P<page>[^)#]+)\)[^\[\]]*\.$")


@pytest.mark.parametrize("page", TAUGHT, ids=lambda page: page.stem)
def test_a_page_ends_with_one_next_step(page):
    last = page.read_text("utf-8").rstrip("\n").rpartition("\n\n")[2].replace("\n", " ")
    found = _NEXT.match(last)
    assert found, last
    target = (page.parent / found["page"]).resolve()
    assert target.is_file()
    assert target != page
