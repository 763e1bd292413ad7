"""How the entries of each list are laid out: their title and their badges, as cards or as a table."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.rendering.views import Badge
from reward_reports.publishing.rendering.words import humanised
from reward_reports.report.model import Base
from reward_reports.report.model.about import About

_NAMES = frozenset({"name", "title"})
_TONES = {
    "published": "good",
    "draft": "warn",
    "superseded": "bad",
    "archived": "warn",
    "hypothetical": "bad",
    "third_party": "warn",
    "reward": "accent",
    "safety": "warn",
    "observed": "bad",
    "hypothesised": "warn",
    "accepted": "warn",
    "mitigated": "good",
    "resolved": "good",
    "met": "good",
    "not_met": "bad",
    "partly_met": "warn",
    "not_assessed": "warn",
    "fired": "bad",
    "incident": "bad",
    "rollback": "warn",
    "reward_change": "accent",
    "as_expected": "good",
    "partly": "warn",
    "not_as_expected": "bad",
    "cannot_tell": "warn",
    "deployed": "good",
    "suspended": "warn",
}


@cache
def layout_of(model: type[Base]) -> About:
    """Return how the entries of a model are laid out, as the model says."""
    about: About = model.about
    return about if about.title else replace(about, title=tuple(_NAMES & model.model_fields.keys()))


def badge(value: str, meanings: dict[str, str], words: Translation) -> Badge:
    """Return a value of a choice as a badge."""
    return Badge(humanised(value, words), _TONES.get(value, ""), words.gettext(meanings.get(value, "")))
