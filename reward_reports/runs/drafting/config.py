"""The settings of one source, by their dotted names, without what is switched off or is for validation only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_SWITCHES = ("enable", "enabled", "active")
_REVERSED = ("disable", "disabled")
_SWITCH_OF = ("use_{}", "enable_{}", "with_{}", "apply_{}", "add_{}", "{}_enable", "{}_enabled")
"""What the switch of a setting is called that stands beside it."""
_ELSEWHERE = re.compile(r"(?:val|valid|validation|eval|evals|evaluation|evaluator|test|testing|debug)(?:_\w+)?\Z")
"""Sections that do not say how the system is trained."""
_REFERENCE = re.compile(r"\$\{([A-Za-z_][\w.\-]*)\}\Z")
_DEEPEST = 12


@dataclass(slots=True)
class Config:
    """What one source sets.

    Attributes:
        values: settings by their dotted names, in the order of the source; lists stay whole.
        source: the file, for comments.
        hints: other words that may name an algorithm, each with where it stands: a comment, a folder.
        off: the names of the sections that are switched off.
    """

    values: dict[str, Any]
    source: str
    hints: tuple[tuple[str, str], ...] = ()
    off: list[str] = field(default_factory=list)

    def at(self, name: str) -> str:
        """Return where a setting stands, for a comment."""
        return f"{self.source}: {name}"

    def get(self, *names: str) -> Any:
        """Return the first of some settings that says something, by whole names."""
        return next((self.values[name] for name in names if self.values.get(name) is not None), None)

    def named(self, *endings: str) -> Iterator[tuple[str, Any]]:
        """Yield the settings whose name, or the end of it after a dot, is one of these, and that say something."""
        for name, value in self.values.items():
            if value is not None and any(name == ending or name.endswith(f".{ending}") for ending in endings):
                yield name, value

    def first(self, *endings: str) -> tuple[str, Any]:
        """Return the first setting with one of these endings, by the order of the endings; `("", None)` if there is none."""
        return next((pair for ending in endings for pair in self.named(ending)), ("", None))

    def below(self, section: str) -> dict[str, Any]:
        """Return the settings below a section, by the rest of their names."""
        start = f"{section}."
        return {name.removeprefix(start): value for name, value in self.values.items() if name.startswith(start)}


def config_of(held: Mapping[str, Any], source: str, hints: tuple[tuple[str, str], ...] = ()) -> Config:
    """Return the settings of a source that may hold mappings within mappings."""
    config = Config({}, source, hints)
    _flatten(held, "", 0, config)
    for name, value in config.values.items():
        config.values[name] = _resolved(value, config.values)
    return config


def is_off(value: object) -> bool:
    """Whether a switch says no."""
    return value is None or value is False or (isinstance(value, str) and value.lower() in ("false", "no", "off", "0"))


def is_switched_off(section: Mapping[str, Any]) -> bool:
    """Whether a section holds a switch that turns it off."""
    return any(name in section and is_off(section[name]) for name in _SWITCHES) or any(
        is_on(section.get(name)) for name in _REVERSED
    )


def is_off_beside(key: str, section: Mapping[str, Any]) -> bool:
    """Whether a switch for one setting of a section, which stands beside it, says no: `use_penalty: false`."""
    names = [one.format(key) for one in _SWITCH_OF]
    return any(name in section and is_off(section[name]) for name in names)


def is_on(value: object) -> bool:
    """Whether a switch says yes."""
    return value is True or (isinstance(value, str) and value.lower() in ("true", "yes", "on", "1"))


def _flatten(held: Mapping[str, Any], before: str, depth: int, config: Config) -> None:
    for key, value in held.items():
        name = f"{before}{key}"
        if not isinstance(value, Mapping):
            config.values[name] = None if _unset(value) else value
        elif is_switched_off(value):
            config.off.append(name)
        elif not _ELSEWHERE.match(str(key).lower()) and depth < _DEEPEST:
            _flatten(value, f"{name}.", depth + 1, config)


def _unset(value: object) -> bool:
    """Whether a value says that there is none, in the words of YAML, Python and OmegaConf."""
    return isinstance(value, str) and value.strip() in ("", "???", "null", "None", "none", "~")


def _resolved(value: Any, values: Mapping[str, Any]) -> Any:
    """Return the value that a reference in the manner of OmegaConf stands for; None if that is unknown."""
    if not isinstance(value, str) or "${" not in value:
        return value
    match = _REFERENCE.match(value)
    referred = values.get(match[1]) if match else None
    return None if isinstance(referred, str) and "${" in referred else referred
