"""The languages that pages are translated into, and which of them fits a tag such as `de-AT`."""

from __future__ import annotations

from functools import lru_cache

from reward_reports.base.errors import ConfigError

CATALOGUES = ("ar", "de", "es", "fr", "zh_Hans")
"""The folders of `locale/`, one for each language beside English."""
SOURCE = "en"
"""The language that all words of ours are written in."""
_OTHER_SCRIPTS = frozenset({"zh-hant", "zh-tw", "zh-hk", "zh-mo"})
"""Chinese in traditional characters: a page in simplified ones would be wrong there."""


def languages() -> list[str]:
    """Return the languages that pages can be in, as tags."""
    return sorted(name.replace("_", "-") for name in (SOURCE, *CATALOGUES))


def check_language(tag: str) -> str:
    """Return a language that pages can be in.

    Raises:
        ConfigError: if there is no catalogue for it; the message names those there are.
    """
    if catalogue_for(tag) is None:
        raise ConfigError(f"pages cannot be in the language {tag!r}; choose one of {', '.join(languages())}")
    return tag


@lru_cache(256)
def catalogue_for(tag: str) -> str | None:
    """Return the catalogue for a language as BCP 47 writes it, `en` for English, or None where there is none."""
    first, *rest = tag.lower().split("-")
    if first == SOURCE:
        return SOURCE
    if "-".join([first, *rest[:1]]) in _OTHER_SCRIPTS:
        return None
    if any(len(part) == 4 and part.isalpha() and part not in _SCRIPTS.get(first, "") for part in rest):
        return None
    return next((name for name in CATALOGUES if name.lower().partition("_")[0] == first), None)


_SCRIPTS = {"ar": "arab", "de": "latn", "es": "latn", "fr": "latn", "zh": "hans"}
"""The script that each catalogue is written in."""
