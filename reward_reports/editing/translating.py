"""The questions of the form in the language of its reader: titles and guidance have the words that pages have."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reward_reports.base.catalogues import SOURCE, catalogue_for
from reward_reports.editing.form import sections, shapes

_SHOWN = frozenset({"title", "asks", "meaning", "noun", "words"})
"""What a form shows of the model; what it sends back, such as keys and values, stays."""
_LONGEST_TAG = 40


class FormReader:
    """Who reads a form: in which language it asks, and says what is known of each answer."""

    def __init__(self) -> None:
        self._language = SOURCE

    def take(self, request: dict[str, Any]) -> None:
        """Take the language from a request, if it names one."""
        if isinstance(language := request.get("language"), str):
            self._language = language[:_LONGEST_TAG]

    def model(self) -> dict[str, Any]:
        """Return the sections and shapes of the form."""
        return model_in(self._language)

    def state(self, state: dict[str, Any]) -> dict[str, Any]:
        """Return an answer to the form; one without states, such as a preview, stays as it is."""
        return state | {"states": said(state["states"], self._language)} if "states" in state else state


@lru_cache(16)
def model_in(language: str) -> dict[str, Any]:
    """Return the sections and shapes of the form in a language, as BCP 47 writes it; English where there is no translation."""
    model: dict[str, Any] = {"sections": sections(), "shapes": shapes()}
    translated: dict[str, Any] = said(model, language)
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
