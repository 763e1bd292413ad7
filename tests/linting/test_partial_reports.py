"""One schema error hides no finding of the parts that load, and brings no false one."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from reward_reports.linting.documentation import complete, document
from reward_reports.linting.engine import lint_document
from reward_reports.linting.registry import all_rules
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text
from reward_reports.report.loading.unloaded import UNLOADED, UnloadedError, each
from reward_reports.report.model import SECTIONS

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 6, 1)
ALL = Settings(strictness="publishable", preview=True, ignore=("REF003", "REF012"))
EXAMPLES = sorted((ROOT / "examples").glob("*/reward-report.yaml"))
DISTINCT = [
    ROOT / "examples" / name / "reward-report.yaml" for name in ("instructgpt", "movielens", "muzero", "project-flow")
]
"""One of each profile: the others have no parts that these have not, and what every rule is about is broken in its fragments."""
FRAGMENTS = [
    (
        f"{entry.rule.code}-{number}",
        complete(text),
        complete(document(entry.doc).base) if entry.rule.needs_base else None,
    )
    for entry in all_rules().values()
    if entry.rule.needs_report and not entry.rule.last
    for number, text in enumerate(document(entry.doc).bad)
]
BROKEN = {
    "a list for a text": lambda value: [["x"]] if not isinstance(value, list) else {"x": 1},
    "a mapping": lambda value: {"nonsense": 1},
    "a number": lambda value: -1e300 if not isinstance(value, int | float) else "x",
    "a date": lambda value: "2026-13-45",
}
ERRORS = ("SCH", "SYN")


def found(data, base=None, settings=ALL):
    loaded = load_text(yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True), "a.yaml")
    return loaded, lint_document(loaded, settings, TODAY, base)[0]


def marks(findings):
    return Counter((one.code, one.message) for one in findings if not one.code.startswith(ERRORS))


def places(value, path=()):
    """Give every place of plain data: key or position by key or position."""
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in pairs:
        yield from places(part, (*path, step))


def broken(data, path, change):
    """Return a copy with something else at a place."""
    if not path:
        return change(data)
    if isinstance(data, dict):
        return {key: broken(value, path[1:], change) if key == path[0] else value for key, value in data.items()}
    return [broken(value, path[1:], change) if at == path[0] else value for at, value in enumerate(data)]


def misspelt(data, path):
    """Return a copy with another key at a place."""
    if len(path) == 1:
        return {f"{key}x" if key == path[0] else key: value for key, value in data.items()}
    return broken(data, path[:1], lambda value: misspelt(value, path[1:]))


def without(data, path):
    if len(path) == 1:
        return {key: value for key, value in data.items() if key != path[0]}
    return broken(data, path[:1], lambda value: without(value, path[1:]))


def variants(data, draw, number):
    """Give copies of a report with one error each."""
    chosen = [path for path in places(data) if path]
    for path in draw.sample(chosen, min(number, len(chosen))):
        for name, change in BROKEN.items():
            if name != "a mapping" or len(path) > 1:  # what stood in a section is gone then, and is missed rightly
                yield f"{name} at {path}", broken(data, path, change)
        if isinstance(path[-1], str):
            yield f"misspelt {path}", misspelt(data, path)
            yield f"without {path}", without(data, path)


@cache
def example(file):
    return load_text(file.read_text("utf-8")).data


def judge(data, base, draw, number):
    """Whether broken copies have findings that the report itself has not; how many findings are left on the way."""
    whole = marks(found(data, base)[1])
    left, files = 0, 0
    for what, copy in variants(data, draw, number):
        loaded, findings = found(copy, base)
        if loaded.report is None:
            files += 1
            come = marks(findings) - whole
            assert not come, (what, sorted(come))
            left += sum(marks(findings).values())
    return left, files, sum(whole.values())


@pytest.mark.parametrize("file", DISTINCT, ids=lambda file: file.parent.name)
def test_an_error_in_a_good_report_brings_no_other_finding(file):
    judge(example(file), None, random.Random(file.parent.name), 3)


@pytest.mark.parametrize(("name", "text", "base"), FRAGMENTS, ids=[name for name, *_ in FRAGMENTS])
def test_an_error_beside_what_a_rule_finds_brings_no_other_finding(name, text, base):
    loaded = load_text(text)
    if loaded.report is None or not isinstance(loaded.data, dict):
        pytest.skip("the fragment itself does not load as a whole")
    judge(loaded.data, base and load_text(base), random.Random(name), 2)


def test_an_error_in_one_report_with_the_parts_of_another_brings_no_other_finding():
    """Two reports woven into one: ids lead nowhere, and much is found."""
    first, second = example(EXAMPLES[1]), example(EXAMPLES[2])
    for flip in (0, 1):
        data = {
            key: (first, second)[(number + flip) % 2].get(key, value)
            for number, (key, value) in enumerate(first.items())
        }
        left, files, whole = judge(data, None, random.Random(flip), 3)
        assert files
        assert left / files > 0.6 * whole, "most findings are still there"


ABSENCE = {"CON001", "CON002", "REF001", "REF004", "REF010", "REF011"}
"""Rules that conclude from what they do not find: of a part that does not load, it may be there."""


def elsewhere(findings, section):
    """Return the findings that are not of the loader and not in a part of the report."""
    return Counter(
        (one.code, one.path, one.message)
        for one in findings
        if not one.code.startswith(ERRORS) and not one.path.startswith(section)
    )


def test_with_any_field_broken_the_findings_elsewhere_are_the_same():
    first, second = example(EXAMPLES[1]), example(EXAMPLES[2])
    data = {key: (first, second)[number % 2].get(key, value) for number, (key, value) in enumerate(first.items())}
    whole = found(data)[1]
    fields = [path for path in places(data) if len(path) == 2 and path[0] in (*SECTIONS, "rlhf")]
    assert len(fields) > 20
    for path in fields:
        loaded, findings = found(broken(data, path, lambda value: 5))
        if loaded.report is None:
            sound, now = elsewhere(whole, ".".join(path)), elsewhere(findings, ".".join(path))
            assert not now - sound, path
            assert {code for code, *_ in sound - now} <= ABSENCE, path


@pytest.mark.parametrize(("name", "text", "base"), FRAGMENTS, ids=[name for name, *_ in FRAGMENTS])
def test_an_unknown_key_hides_nothing(name, text, base):
    """Nothing but the key fails to load, so that every rule that may run finds what it finds without it."""
    loaded = load_text(text)
    if loaded.report is None or not isinstance(loaded.data, dict):
        pytest.skip("the fragment itself does not load as a whole")
    data, then = dict(loaded.data), base and load_text(base)
    extra = {**data, "institutional_interface": {**data.get("institutional_interface", {}), "zzz": 1}}
    now, findings = found(extra, then)
    assert now.report is None
    sound = [one for one in found(data, then)[1] if not all_rules()[one.code].rule.needs_whole]
    assert marks(findings) == marks(sound)


@pytest.mark.parametrize("file", DISTINCT[:2], ids=lambda file: file.parent.name)
def test_an_error_since_a_base_is_no_change(file):
    text = file.read_text("utf-8")
    base = load_text(text)
    settings = Settings(select=("LIV", "SCH"))
    whole = marks(lint_document(load_text(text + "\nx-new: 1\n"), settings, TODAY, base)[0])
    for what, copy in variants(example(file), random.Random(5), 3):
        loaded, findings = found(copy, base, settings)
        if loaded.report is None:
            assert not marks(findings) - whole, what


COMMA = """\
schema_version: "1.0"
report: {id: shuttle, title: Shuttle dispatcher, version: "0.1", kind: first_party, authors: [{name: Depot, relationship: owner}]}
system_details:
  system_owner: n/a
institutional_interface:
  stakeholders:
    - {id: riders, name: Riders, interest: short waits, few falls, in_scope: true}
    - {id: drivers, name: Drivers, interest: TBD}
optimization_intent:
  known_failure_modes:
    - {id: loop, name: A loop, status: observed, affected: [riders, walkers], detected_by: [delay]}
"""


def codes(text, **settings):
    return {(one.code, one.path) for one in lint_document(load_text(text), Settings(**settings), TODAY)[0]}


def test_the_parts_that_load_are_checked_and_an_entry_that_does_not_is_there_all_the_same():
    found = codes(COMMA)
    assert ("SCH001", "institutional_interface.stakeholders.items[0].few falls") in found
    assert ("CMP003", "system_details.system_owner.text") in found
    assert ("CMP003", "institutional_interface.stakeholders.items[1].interest") in found
    assert ("CMP001", "implementation.reward_details") in found
    assert ("REF001", "optimization_intent.known_failure_modes.items[0].detected_by[0]") in found
    assert not [path for code, path in found if code == "REF011"], "walkers may be the entry that does not load"
    assert not [path for code, path in found if code == "CMP001" and "stakeholders" in path]
    fixed = codes(COMMA.replace("short waits, few falls", '"short waits, few falls"'))
    assert ("REF011", "optimization_intent.known_failure_modes.items[0].affected[1]") in fixed
    assert {pair for pair in found if not pair[0].startswith("SCH")} <= fixed


@pytest.mark.parametrize(
    ("old", "new", "unloaded"),
    [
        ('schema_version: "1.0"', "schema_version: 1.0", [("schema_version",)]),
        ("title: Shuttle dispatcher, ", "", [("report", "title")]),
        ("title: Shuttle", "titel: Shuttle", [("report", "titel"), ("report", "title")]),
        ("id: shuttle", "id: 'a b'", [("report", "id")]),
        ("kind: first_party", "kind: second_party", [("report", "kind")]),
        ("optimization_intent:", "optimisation_intent:", [("optimisation_intent",), ("optimization_intent",)]),
        ("  system_owner: n/a", "  owner: n/a", [("system_details", "owner"), ("system_details", "system_owner")]),
        ("  system_owner: n/a", "  dates: [1]\n  system_owner: n/a", [("system_details", "dates")]),
        ("system_details:\n  system_owner: n/a", "system_details: 5", [("system_details",)]),
    ],
)
def test_what_does_not_load(old, new, unloaded):
    text = COMMA.replace("few falls, ", "")
    assert old in text
    loaded = load_text(text.replace(old, new))
    assert loaded.report is None
    assert sorted(loaded.partial.unloaded) == sorted(unloaded)
    assert {one.code[:3] for one in lint_document(loaded, Settings(), TODAY)[0]} > {"SCH"}


@pytest.mark.parametrize("text", ["", "a: [", "- 1", "x: 1\n", 'report: "x"\n', "a: &a [*a]\n", "report: {id: [}\n"])
def test_what_holds_no_report_has_no_parts(text):
    loaded = load_text(text)
    assert loaded.report is None
    lint_document(loaded, Settings(strictness="publishable", preview=True), TODAY)


def test_entries_keep_their_places():
    entries = "".join(
        f"    - {{id: f{n}, name: F{n}, status: {'observed' if n % 3 else 'nonsense'}}}\n" for n in range(8)
    )
    loaded = load_text(complete(f"optimization_intent:\n  known_failure_modes:\n{entries}"))
    items = loaded.partial.report.optimization_intent.known_failure_modes.items
    assert [at for at, item in enumerate(items) if item is UNLOADED] == [0, 3, 6]
    assert [(at, item.id) for at, item in each(enumerate(items))] == [(n, f"f{n}") for n in (1, 2, 4, 5, 7)]
    assert {
        one.path for one in lint_document(loaded, Settings(select=("CMP009",)), TODAY)[0] if one.code == "CMP009"
    } == {f"optimization_intent.known_failure_modes.items[{n}]" for n in (1, 2, 4, 5, 7)}


HELD = "The vendor of the labels asked us in May to keep its name out of everything public."


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("institutional_interface: {dates: [1]}", ["implementation.engineering_tricks.text"]),
        ("system_maintenance: 5", ["implementation.engineering_tricks.text"]),
        (f"institutional_interface: {{stakeholders: [{{id: a, interest: '{HELD}'}}]}}", ["implementation.engineering_tricks.text"]),
    ],
)  # fmt: skip
def test_an_error_hides_no_text_that_is_held_back_and_shown(more, found):
    shown = (
        f"implementation:\n  reward_details: {{audience: auditor, text: '{HELD}'}}\n  engineering_tricks: '{HELD}'\n"
    )
    loaded = load_text(complete(shown + more))
    assert loaded.report is None
    assert [
        one.path for one in lint_document(loaded, Settings(select=("HON010",)), TODAY)[0] if one.code == "HON010"
    ] == found


def test_a_comment_on_a_part_that_does_not_load_is_not_called_unused():
    text = COMMA.replace("in_scope: true}", "in_scope: true}  # reward-reports: ignore[CMP011] they are asked in May")
    assert not [code for code, _ in codes(text) if code == "HON009"]


@pytest.mark.parametrize(
    "look",
    [bool, len, str, repr, hash, iter, lambda one: one.x, lambda one: one == 1, lambda one: 1 in one, lambda one: one < 1,
     lambda one: one + "", lambda one: "" + one, lambda one: f"{one}", lambda one: one[0], lambda one: one.__dict__,
     lambda one: isinstance(one, str), lambda one: {one: 1}, lambda one: sorted([one, one])],
)  # fmt: skip
def test_whoever_looks_at_what_did_not_load_is_told(look):
    with pytest.raises(UnloadedError):
        look(UNLOADED)


def test_it_is_found_cold_and_warm_and_fixes_do_no_harm(run, tmp_path):
    (tmp_path / "reward-report.yaml").write_text(COMMA)
    for _ in range(2):
        said = run("lint", ".", "-f", "concise", cwd=tmp_path).stdout
        assert "SCH001" in said
        assert "CMP003" in said
    run("lint", ".", "--fix", "--unsafe-fixes", cwd=tmp_path)
    quoted = COMMA.replace("interest: short waits, few falls", 'interest: "short waits, few falls"')
    assert quoted != COMMA
    assert (tmp_path / "reward-report.yaml").read_text() == quoted
