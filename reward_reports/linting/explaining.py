"""What the rules are about, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reward_reports._version import __version__
from reward_reports.base.escaping.data import dump
from reward_reports.base.escaping.visible import legible
from reward_reports.linting.documentation import document
from reward_reports.linting.registry import RETIRED, known_rules
from reward_reports.linting.rule import AnyRule, Rule
from reward_reports.report.schema.explain import key_as_data, key_in_markdown

if TYPE_CHECKING:
    from reward_reports.report.schema.keys import Key


def find_rule(asked_for: str) -> AnyRule | None:
    """Return the rule with a code or a name, however it is capitalised."""
    wanted = asked_for.strip().lower()
    return next(
        (entry for entry in known_rules().values() if wanted in (entry.rule.code.lower(), entry.rule.name)), None
    )


def as_markdown(rules: Sequence[AnyRule], keys: Sequence[Key]) -> str:
    """Return the documentation of rules and of keys, for people."""
    return "\n".join([*map(rule_in_markdown, rules), *map(key_in_markdown, keys)])


def as_json(rules: Sequence[AnyRule], keys: Sequence[Key]) -> str:
    """Return the same as one JSON object, for programs."""
    return dump({
        "schema_version": "1.0",
        "tool": {"name": "reward-reports", "version": __version__},
        "rules": [*map(_rule_as_data, rules)],
        "fields": [*map(key_as_data, keys)],
    })  # fmt: skip


def _rule_as_data(entry: AnyRule) -> dict[str, Any]:
    rule, doc = entry.rule, document(entry.doc)
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "strictness": rule.level,
        "preview": rule.preview,
        "needs": _options(rule) if rule.needs_base else None,
        "origin": entry.origin,
        "summary": doc.summary,
        "why": doc.why,
        "base": doc.base or None,
        "bad": list(doc.bad),
        "good": list(doc.good),
    }


def rule_in_markdown(entry: AnyRule, level: int = 1) -> str:
    """Return a rule's documentation as Markdown.

    Args:
        entry: the rule.
        level: the level of the heading.
    """
    rule, doc = entry.rule, document(entry.doc)
    facts = [f"{rule.severity}", f"from strictness {rule.level} on"] + (["preview"] if rule.preview else [])
    facts += [f"with {_options(rule)}"] if rule.needs_base else []
    parts = [f"{'#' * level} {rule.code} {rule.name}", f"*{', '.join(facts)}*", doc.summary, doc.why]
    parts += [f"Base:\n\n```yaml\n{legible(doc.base)}```"] if doc.base else []
    parts += [f"Bad:\n\n```yaml\n{legible(text)}```" for text in doc.bad]
    parts += [f"Good:\n\n```yaml\n{legible(text)}```" for text in doc.good]
    return "\n\n".join(parts) + "\n"


def rules_in_markdown() -> str:
    """Return the reference of our own rules, for the documentation."""
    entries = [entry for entry in known_rules().values() if entry.origin == "reward-reports"]
    head = ["| code | name | severity | from | what |", "| --- | --- | --- | --- | --- |"]
    rows = [_row(entry) for entry in entries]
    intro = "# Rules\n\nMade from the rules' own documentation by `make generate`. A rule in preview runs with `--preview` only.\n\n"
    gone = "".join(f"\n{code} was removed: {instead}.\n" for code, instead in RETIRED.items())
    return (
        intro + "\n".join([*head, *rows]) + f"\n{gone}\n" + "\n".join(rule_in_markdown(entry, 2) for entry in entries)
    )


def _options(rule: Rule) -> str:
    return "--since or --history" if rule.reads_history else "--since"


def _row(entry: AnyRule) -> str:
    rule = entry.rule
    severity = rule.severity + (", preview" if rule.preview else "")
    link = f"[{rule.code}](#{rule.code.lower()}-{rule.name})"
    return f"| {link} | {rule.name} | {severity} | {rule.level} | {document(entry.doc).summary} |"


def rule_list() -> str:
    """Return a line for each rule, for a terminal."""
    return "".join(
        f"{entry.rule.code}  {entry.rule.severity:<8} {entry.rule.level:<12} {entry.rule.name}{' (preview)' if entry.rule.preview else ''}{f' (with {_options(entry.rule)})' if entry.rule.needs_base else ''}\n"
        for entry in known_rules().values()
    )
