"""The work for a text grows like the text, whatever stands in it. `benchmarks/growth.py` measures the time; steps are counted here."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup

from reward_reports.publishing.rendering import prose_html, prose_markdown
from reward_reports.publishing.rendering.anchors import Targets
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.latex_nodes import fragment
from reward_reports.publishing.rendering.latex_writer import LatexWriter
from reward_reports.publishing.rendering.pdf_data import PdfWriter, data_of
from reward_reports.publishing.rendering.pictures import Pictures

_place = Path(__file__).resolve().parents[4] / "benchmarks" / "nasty_texts.py"
_spec = importlib.util.spec_from_file_location("nasty_texts", _place)
assert _spec
assert _spec.loader
nasty = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(nasty)

pytestmark = pytest.mark.once
GIVEN = Targets(), Pictures(Files(None))


class WithoutFormulas(HtmlWriter):
    """Our HTML with formulas as their source: what is kept of formulas that were shown before would disturb the count."""

    def formula(self, tex: str, *, display: bool = False) -> Markup:
        return Markup.escape(tex)


WRITE: dict[str, Callable[[str], object]] = {
    "html": WithoutFormulas(*GIVEN).block,
    "markdown": prose_markdown.block,
    "a cell in markdown": prose_markdown.cell,
    "latex": lambda text: fragment(LatexWriter(*GIVEN).block(text)),
    "pdf": lambda text: data_of({"answer": PdfWriter(*GIVEN).block(text)}),
}
CELL = re.compile(r"<t[dh](?: scope=\"col\")?(?: colspan=\"(\d+)\")?>")
SIZE, SIZE_OF_PAGES, TIMES = 600, 1200, 3
"""A piece of two, three, four or more signs is whole at the end of either text: one that is cut off may be read otherwise."""
SIZE_OF_TABLES, TIMES_OF_TABLES = 12_000, 2
"""Here a square table has more columns than tables may have. What grows with the square would be four times as much."""


def steps(write: Callable[[str], object], text: str) -> int:
    """Count the calls of functions, ours and built-in ones."""
    count = 0

    def see(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(see)
    try:
        write(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", nasty.NASTY)
def test_the_steps_grow_like_the_text(kind):
    make, size, times, writers = nasty.NASTY[kind], SIZE, TIMES, WRITE
    if "short rows" in kind:  # no writer is given a table here: all steps are in the reading, which they share
        size, times, writers = SIZE_OF_TABLES, TIMES_OF_TABLES, {"html": WRITE["html"]}
    for name, write in writers.items():
        write("a *b*")  # what is compiled and kept once does not count
        few, many = (steps(write, make(one)) for one in (size, times * size))
        assert many <= 1.25 * times * few + 200, f"{name}: {few} steps, and {many} for a text {times} times as long"


@pytest.mark.parametrize("kind", nasty.NASTY)
def test_a_page_grows_like_the_text(kind):
    small, large = (nasty.NASTY[kind](size) for size in (SIZE_OF_PAGES, TIMES * SIZE_OF_PAGES))
    writer = HtmlWriter(*GIVEN)
    for write in (prose_markdown.block, lambda text: prose_html.paragraphs(text, writer)):
        assert len(write(large)) <= 1.25 * TIMES * max(len(write(small)), SIZE_OF_PAGES) + 500


def test_a_short_row_is_as_wide_as_its_table():
    """Whoever reads a page fills up short rows, which takes as long as the rows are many and the table wide."""
    text = nasty.NASTY["a square table with short rows"](3000)
    page = str(prose_html.paragraphs(text, HtmlWriter(*GIVEN)))
    rows = [sum(int(width or 1) for width in CELL.findall(row)) for row in page.split("</tr>")[:-1]]
    assert len(rows) > 500
    assert set(rows) == {text.partition("\n")[0].count("a|")}
