"""The map outside a page of HTML: as a picture for PDF, Word documents and Markdown."""

from __future__ import annotations

from reward_reports.publishing.rendering.reward_map.model import RewardMap
from reward_reports.publishing.rendering.reward_map.svg import alone
from reward_reports.publishing.rendering.reward_map.wide import COMPACT, wide

WITHIN_TYPST = '"Libertinus Serif"'
"""The family of letters that comes with Typst; it is narrower than the letters that the layout measures."""
_DOTS_PER_INCH = 200
_WIDTH = 465
"""Points: the text of a sheet of A4 between its margins."""
_PAGE = f"""#set page(width: {_WIDTH}pt, height: auto, margin: 0pt)
#set text(font: ("Libertinus Serif", "New Computer Modern"))
#image(bytes(sys.inputs.map), format: "svg", width: 100%)
"""


def for_typst(reward_map: RewardMap) -> str:
    """Return the map as SVG for a sheet of paper, in letters that Typst has."""
    return alone(reward_map, wide(reward_map, columns=COMPACT), WITHIN_TYPST)


def as_file(reward_map: RewardMap) -> str:
    """Return the map as an SVG file that a page of Markdown shows."""
    return alone(reward_map, wide(reward_map, columns=COMPACT)) + "\n"


def as_png(reward_map: RewardMap) -> bytes | None:
    """Return the map as PNG, the same for the same map; None without Typst, or where it cannot draw the map."""
    try:
        import typst
    except ImportError:
        return None
    try:
        picture = typst.compile(
            _PAGE.encode(), format="png", ppi=_DOTS_PER_INCH, sys_inputs={"map": for_typst(reward_map)}
        )
    except typst.TypstError:
        return None
    return picture if isinstance(picture, bytes) else None
