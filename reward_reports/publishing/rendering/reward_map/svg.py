"""A laid-out map as SVG: inside a page, which gives it its colours and letters, or alone, with its own."""

from __future__ import annotations

import math
import re

from markupsafe import Markup, escape

from reward_reports.base.resources import directory
from reward_reports.publishing.rendering.reward_map.drawing import Drawing, linked
from reward_reports.publishing.rendering.reward_map.model import RewardMap
from reward_reports.publishing.rendering.reward_map.sentences import as_list, in_short
from reward_reports.publishing.rendering.translation import begins_from_right

_HATCH = (
    '<defs><pattern id="{0}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M1,0v5" class="scratch"/></pattern></defs>'
)
_MARGIN = 12
_SANS = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Nimbus Sans", "DejaVu Sans", sans-serif'


def in_page(reward_map: RewardMap, draw: Drawing, css: str) -> Markup:
    """Return the map for a page of ours: its texts are links, and a list of sentences stands beside it.

    Args:
        reward_map: what it shows.
        draw: its layout.
        css: its class.
    """
    front = "".join(linked(shape, link) for shape, link in draw.front)
    words = f'aria-labelledby="{draw.key}-title" aria-describedby="{draw.key}-desc"'
    css = f"{css} mirrored" if draw.mirrored else css
    head = f'<svg class="map {css}" viewBox="0 0 {draw.width:g} {_height(draw)}" role="group" {words}>'
    return Markup(  # noqa: S704 all texts are escaped
        f"{head}{_description(reward_map, draw, in_short(reward_map))}{draw.turned(''.join(draw.back))}{front}</svg>"
    )


def alone(reward_map: RewardMap, draw: Drawing, letters: str = _SANS, colours: str = "light") -> str:
    """Return the map as a file of its own, on its own ground; its description says all that it shows.

    Args:
        reward_map: what it shows.
        draw: its layout.
        letters: the families of letters, as CSS.
        colours: `light` or `dark`, as the pages have them.
    """
    wide, high = draw.width + 2 * _MARGIN, _height(draw) + 2 * _MARGIN
    view = f'viewBox="{-_MARGIN} {-_MARGIN} {wide:g} {high}" width="{wide:g}" height="{high}"'
    paper = f'<rect x="{-_MARGIN}" y="{-_MARGIN}" width="{wide:g}" height="{high}" class="paper"/>'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {view} role="img" aria-labelledby="{draw.key}-title {draw.key}-desc">'
    )
    front = "".join(shape for shape, _ in draw.front)
    style = f"<style>{_style(letters, colours)}</style>"
    front = _TEXT.sub(_from_the_right, front) if reward_map.language.direction == "rtl" else front
    return f"{head}{_description(reward_map, draw, ' '.join(as_list(reward_map)))}{style}{paper}{''.join(draw.back)}{front}</svg>"


_TEXT = re.compile(r"(<text[^>]*>)(.*?)(</text>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def _from_the_right(found: re.Match[str]) -> str:
    """Return a text so that it runs as its first letter does: what draws a picture alone takes every text for one from the left."""
    turned = begins_from_right(_TAG.sub("", found[2]))
    return f"{found[1]}\u2067{found[2]}\u2069{found[3]}" if turned else found[0]


def _height(draw: Drawing) -> int:
    return math.ceil(draw.height + 6)


def _description(reward_map: RewardMap, draw: Drawing, words: str) -> str:
    name = reward_map.language.gettext("Reward map of %(title)s") % {"title": reward_map.title}
    title = f'<title id="{draw.key}-title">{escape(str(name))}</title>'
    return f'{title}<desc id="{draw.key}-desc">{escape(str(words))}</desc>{_HATCH.format(draw.key)}'


def _style(letters: str, colours: str) -> str:
    """Return the rules of the map with the colours of our pages in place of their names."""
    folder = directory("templates") / "html" / "css"
    rules = (folder / "map.css").read_text("utf-8").replace(".map ", "").replace("var(--map-letters)", letters)
    for line in (folder / f"{colours}.css").read_text("utf-8").splitlines():
        name, _, value = line.rstrip(";").partition(": ")
        rules = rules.replace(f"var({name})", value)
    return "\n".join(line for line in rules.splitlines() if not line.startswith(("/*", "@", "svg")))
