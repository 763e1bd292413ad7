"""Every rule's own examples: it finds something in each bad fragment and nothing in each good one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reward_reports.linting.documentation import complete, document
from reward_reports.linting.engine import lint_document
from reward_reports.linting.registry import all_rules
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text

TODAY = date(2026, 6, 1)
RULES = list(all_rules().values())


@pytest.fixture
def schemas(request, tmp_path):
    """The JSON Schema and the files that a rule's documentation shows, as files beside the report."""
    doc = request.getfixturevalue("entry").doc
    for name, text in re.findall(r"```(?:python|yaml)\n# (\w+\.\w+)\n(.*?)```", doc, re.DOTALL):
        (tmp_path / name).write_text(text, "utf-8")
    frameworks = tuple(re.findall(r'^frameworks = \["([\w-]+)"\]$', doc, re.MULTILINE))
    shown = re.search(r"```json\n(.*?)```", doc, re.DOTALL)
    if shown is None:
        return Settings(root=str(tmp_path), frameworks=frameworks)
    (tmp_path / "own.json").write_text(shown[1], "utf-8")
    return Settings(root=str(tmp_path), schemas=("own.json",))


def codes_of(fragment: str, code: str, given: Settings, base: str = "") -> list[str]:
    settings = replace(given, select=(code,), strictness="publishable", preview=True)
    folder = Path(given.root)
    shown = any(file.suffix in (".py", ".yaml") for file in folder.iterdir())
    loaded = load_text(complete(fragment), folder=folder if shown else None)
    findings, _ = lint_document(loaded, settings, TODAY, load_text(complete(base)) if base else None)
    return [finding.code for finding in findings]


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.rule.code)
def test_documentation_is_complete(entry):
    doc = document(entry.doc)
    assert doc.summary.endswith("."), "the first line of the docstring is a sentence"
    assert doc.why, "after it, the docstring says why it matters"
    assert doc.bad, "the docstring needs `Bad:` and a fragment of YAML"
    assert doc.good, "the docstring needs `Good:` and a fragment of YAML"
    assert bool(doc.base) == entry.rule.needs_base, "`Base:` goes with `needs_base=True`"


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.rule.code)
def test_finds_something_in_every_bad_fragment(entry, schemas):
    for fragment in document(entry.doc).bad:
        assert entry.rule.code in codes_of(fragment, entry.rule.code, schemas, document(entry.doc).base), fragment


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.rule.code)
def test_is_silent_on_every_good_fragment(entry, schemas):
    for fragment in document(entry.doc).good:
        loaded = load_text(complete(fragment))
        assert loaded.report is not None, [problem.message for problem in loaded.problems]
        assert codes_of(fragment, entry.rule.code, schemas, document(entry.doc).base) == [], fragment


@pytest.mark.parametrize(
    "entry", [entry for entry in RULES if entry.rule.needs_report], ids=lambda entry: entry.rule.code
)
def test_bad_fragments_fit_the_model(entry):
    """Otherwise the rule could not run on them at all."""
    for fragment in document(entry.doc).bad:
        loaded = load_text(complete(fragment))
        assert loaded.report is not None, [problem.message for problem in loaded.problems]
