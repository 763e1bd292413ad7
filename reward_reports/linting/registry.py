"""All rules there are: ours by being in a folder, others' through the entry point `reward_reports.rules`."""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from reward_reports.base.errors import ConfigError
from reward_reports.linting import rules
from reward_reports.linting.rule import AnyRule, Registered, RegisteredForRuns, Rule

if TYPE_CHECKING:
    from types import ModuleType

    from reward_reports.base.diagnostics import Kind
    from reward_reports.linting.rule import Check

ENTRY_POINT = "reward_reports.rules"
OURS = "reward-reports"
"""Where our own rules come from."""
RETIRED = {
    "HON004": "the summary of `lint --strictness publishable`, and `status`, say how many questions are answered"
}
"""Codes of rules that are no more, and what to use in their place; none is used again for something else."""
_CODE = re.compile(r"[A-Z]{3}\d{3}\Z")


def collect(modules: list[tuple[str, ModuleType]]) -> dict[str, Registered]:
    """Return the rules of these modules by code, sorted.

    Args:
        modules: pairs of where a module comes from and the module.

    Raises:
        ConfigError: if a module is not a rule, or its code or name is that of another rule, on files or on runs.
    """
    rules_by_code: dict[str, Registered] = {}
    taken: dict[str, AnyRule] = {word: other for other in run_rules().values() for word in _words(other.rule)}
    for origin, module in modules:
        entry = as_rule(origin, module)
        for what, word in zip(("code", "name"), _words(entry.rule), strict=True):
            if other := taken.get(word):
                raise ConfigError(
                    f"the rule {entry.rule.code} {entry.rule.name} of {origin} ({module.__name__}) has the {what} of "
                    f"{other.rule.code} {other.rule.name} of {other.origin}: give it another {what}"
                )
            taken[word] = entry
        rules_by_code[entry.rule.code] = entry
    return dict(sorted(rules_by_code.items()))


def _words(rule: Rule) -> tuple[str, str]:
    return rule.code, rule.name


def as_rule(origin: str, module: ModuleType) -> Registered:
    """Return the rule that a module is.

    Raises:
        ConfigError: if it is not a rule.
    """
    rule, check = getattr(module, "RULE", None), getattr(module, "check", None)
    if isinstance(rule, Rule) and rule.kind and check is None:
        check = _reporting(rule.kind)
    if not isinstance(rule, Rule) or not callable(check):
        raise ConfigError(
            f"{getattr(module, '__name__', module)} of {origin} is not a rule: it needs RULE, a Rule of reward_reports.plugins, and a function check(context)"
        )
    if rule.code in RETIRED:
        raise ConfigError(
            f"the rule {rule.code} of {origin} has the code of a rule that was removed: give it another one"
        )
    if not _CODE.match(rule.code):
        raise ConfigError(f"the rule {rule.code} of {origin} needs a code of three capital letters and three digits")
    return Registered(rule, check, module.__doc__ or "", origin)


def _reporting(kind: Kind) -> Check:
    """Return the function of a rule that has none of its own: it gives what the loader found."""
    return lambda context: context.of_kind(kind)


@cache
def all_rules() -> dict[str, Registered]:
    """Return every rule that is installed, by code."""
    prefix = rules.__name__ + "."
    ours = [(OURS, import_module(prefix + module.name)) for module in pkgutil.iter_modules(rules.__path__)]
    return collect([*ours, *plugin_modules()])


@cache
def run_rules() -> dict[str, RegisteredForRuns]:
    """Return every rule on whole runs, by code."""
    from reward_reports.linting import run_rules as folder

    modules = [
        import_module(f"{folder.__name__}.{module_info.name}") for module_info in pkgutil.iter_modules(folder.__path__)
    ]
    entries = [RegisteredForRuns(module.RULE, module.check, module.__doc__ or "", OURS) for module in modules]
    return dict(sorted((entry.rule.code, entry) for entry in entries))


def known_rules() -> dict[str, AnyRule]:
    """Return every rule there is, on files and on whole runs, by code."""
    known: dict[str, AnyRule] = {**all_rules(), **run_rules()}
    return dict(sorted(known.items()))


def plugin_modules() -> list[tuple[str, ModuleType]]:
    """Return the rule modules of other installed packages.

    An entry point of the group `reward_reports.rules` names one module that is a rule.
    """
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=ENTRY_POINT), key=lambda point: (point.name, point.value))
    return [(point.dist.name if point.dist else point.name, _load(point.name, point.load)) for point in points]


def _load(name: str, load: object) -> ModuleType:
    try:
        module: ModuleType = load()  # type: ignore[operator]
    except (Exception, SystemExit) as error:
        raise ConfigError(f"the rule plugin {name} does not load: {type(error).__name__}: {error}") from error
    return module
