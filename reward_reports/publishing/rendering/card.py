"""The card of a report: the picture that a message or a post shows of a link to its page."""

from __future__ import annotations

import json
from importlib.util import find_spec

from markupsafe import Markup

from reward_reports.base.errors import MissingToolError, OutputError
from reward_reports.base.installing import how_to_install
from reward_reports.base.resources import directory
from reward_reports.publishing.rendering.plain_words import cut
from reward_reports.publishing.rendering.views import PageView, split_title

_DOTS_PER_INCH = 144
"""The page of the template is 600 by 315 points, so that a card has the 1200 by 630 pixels that most services ask for."""
_LONGEST = 240
"""Letters of each text: as many as a sentence of the summary may have."""
_SHOWN = 2
"""What is rewarded, and what happened."""


def check_cards() -> None:
    """Refuse cards where nothing can draw them.

    Raises:
        MissingToolError: if Typst is not installed.
    """
    if find_spec("typst") is None:
        raise MissingToolError(f"cards need Typst: {how_to_install('pdf')}")


def card_of(page: PageView) -> bytes:
    """Return the card of a page of HTML as PNG: the same bytes for the same page.

    Raises:
        OutputError: if Typst cannot draw it.
    """
    import typst

    template = (directory("templates") / "typst" / "card.typ").read_bytes()
    inputs = {"card": json.dumps(_words(page), ensure_ascii=True)}
    try:
        picture = typst.compile(template, format="png", ppi=_DOTS_PER_INCH, sys_inputs=inputs)
    except typst.TypstError as error:
        raise OutputError(f"the card of {page.id} cannot be drawn: {error.message}") from error
    assert isinstance(picture, bytes)  # noqa: S101 a card is one page
    return picture


def _words(page: PageView) -> dict[str, object]:
    lead, rest = split_title(page.raw_title)
    return {
        "lang": page.language.partition("-")[0].lower(),
        "direction": page.direction,
        "lead": cut(lead, _LONGEST),
        "rest": cut(rest, _LONGEST),
        "facts": [[_plain(fact.label), _plain(fact.value or "")] for fact in page.first.said[:_SHOWN]],
        "standing": " ".join(_plain(f"{one.title} {one.text}") for one in page.banners[:1]),
    }


def _plain(words: str) -> str:
    return cut(Markup(words).striptags(), _LONGEST)  # noqa: S704 it is a part of a page, and its tags are taken out
