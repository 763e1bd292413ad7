"""The questions of the form in the language of its reader: titles and guidance have the words that pages have."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reward_reports.base.catalogues import SOURCE, catalogue_for
from reward_reports.editing.form import sections, shapes

_SHOWN = frozenset({"title", "asks", "meaning", "noun", "words"})
"""What a form shows of the model; what it sends back, such as keys and values, stays."""


@lru_cache(16)
def model_in(language: str) -> dict[str, Any]:
    """Return the sections and shapes of the form in a language, as BCP 47 writes it; English where there is no translation."""
    made: dict[str, Any] = {"sections": sections(), "shapes": shapes()}
    translated: dict[str, Any] = said(made, language)
    return translated


def said(data: Any, language: str) -> Any:
    """Return what a form shows, in a language."""
    name = catalogue_for(language) or SOURCE
    if name == SOURCE:
        return data
    from reward_reports.publishing.rendering.translation import Translation  # it needs what pages need

    return _said(data, Translation(name.replace("_", "-")))


def _said(data: Any, words: Any, shown: bool = False) -> Any:
    if isinstance(data, dict):
        return {key: _said(value, words, key in _SHOWN) for key, value in data.items()}
    if isinstance(data, list):
        return [_said(value, words, shown) for value in data]
    return str(words.gettext(data)) if shown and isinstance(data, str) else data
