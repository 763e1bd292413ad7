"""`lint --audience`: of what a reader may not see, the rule and the field are named, and nothing else, in any format."""

from __future__ import annotations

import json
from datetime import date

import pytest

from reward_reports.linting.formats import FORMATS
from reward_reports.linting.running import lint_text
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text
from reward_reports.report.loading.redacting import held_in, redacted
from reward_reports.report.model.redaction import redact

TODAY = date(2026, 6, 1)
SETTINGS = Settings(strictness="publishable", preview=True)
HEAD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'
REPORT = (
    HEAD
    + """\
optimization_intent:
  goal_of_reinforcement:
    text: SECRET is N/A, see [@SECRET] and ![x](SECRET.png). We want more of SECRET in the streets of the whole city.
    reason: Only the owner knows.
    audience: internal
  known_failure_modes:
    audience: auditor
    items:
      - {id: SECRET, name: SECRET, detected_by: [SECRET-m], status: observed}
      - {id: SECRET, name: N/A}
  performance_metrics:
    - {id: m1, name: N/A}
system_details:
  system_owner: {text: "SECRET NO", audience: internal, reason: r, as_of: 2026-02-30, basis: SECRET}
x-a: NO
"""
)


def lint(text: str, audience: str = "public", base: str | None = None, settings: Settings = SETTINGS):
    return lint_text(text.encode(), "a.yaml", settings, TODAY, base.encode() if base else None, audience)


@pytest.mark.parametrize("text", [REPORT, REPORT.replace(", as_of: 2026-02-30, basis: SECRET", "")])
@pytest.mark.parametrize("form", FORMATS)
def test_what_is_told_does_not_hang_on_what_is_held_back(form, text):
    results = [FORMATS[form](lint(text.replace("SECRET", word))) for word in ("kittens", "puppies")]
    assert results[0] == results[1]
    assert "kittens" not in results[0]
    assert "kittens" in FORMATS["text"](lint(text.replace("SECRET", "kittens"), "internal"))


@pytest.mark.parametrize("audience", ["public", "auditor"])
@pytest.mark.parametrize("text", [REPORT, REPORT.replace(", as_of: 2026-02-30, basis: SECRET", "")])
def test_codes_counts_and_the_outcome_are_the_same_for_everybody(audience, text):
    everything, seen = lint(text, "internal"), lint(text, audience)
    assert sorted(one.code for one in seen.findings) == sorted(one.code for one in everything.findings)
    assert (seen.failed, seen.files, seen.count("error")) == (True, ("a.yaml",), everything.count("error"))


def test_a_finding_that_is_held_back_names_the_field_and_stands_at_its_key():
    text = REPORT.replace(", as_of: 2026-02-30, basis: SECRET", "")
    held = [one for one in lint(text).findings if one.held]
    places = {(one.path, one.line, one.column) for one in held}
    assert places >= {
        ("optimization_intent.goal_of_reinforcement", 4, 3),
        ("optimization_intent.known_failure_modes", 8, 3),
    }
    assert {one.message for one in held} == {"hidden: it concerns an answer that this audience may not read"}
    assert all(one.fix is None for one in held)
    assert not any(one.held for one in lint(text, "internal").findings)


def test_who_may_read_it_is_told():
    found = {
        one.path
        for one in lint(REPORT.replace(", as_of: 2026-02-30, basis: SECRET", ""), "auditor").findings
        if not one.held
    }
    assert any(path.startswith("optimization_intent.known_failure_modes.items") for path in found)


def test_what_is_not_held_back_is_told_as_ever():
    text = REPORT.replace(", as_of: 2026-02-30, basis: SECRET", "")
    everything = [one for one in lint(text, "internal").findings if one.line > 12 and "system_owner" not in one.path]
    seen = lint(text).findings
    assert [one for one in everything if one.line != 15] == [
        one for one in seen if one in everything and one.line != 15
    ]
    assert any(one.code == "SYN010" and one.fix for one in seen)


SENTENCE = "The weight of the complaint term was set to 0.3 after the trial in Kittenville."


def test_a_public_sentence_that_is_held_back_elsewhere_is_not_pointed_at():
    text = HEAD + (
        f"implementation:\n  engineering_tricks: Plain. {SENTENCE}\n"
        f"  reward_details: {{audience: auditor, reason: r, text: {SENTENCE}}}\n"
    )
    settings = Settings(select=("HON010",))
    (known,) = lint(text, "auditor", settings=settings).findings
    assert (known.line, known.path) == (4, "implementation.engineering_tricks.text")
    (seen,) = lint(text, settings=settings).findings
    assert (seen.code, seen.line, seen.path, seen.held) == ("HON010", 1, "", True)
    for form in FORMATS:
        assert "Kittenville" not in FORMATS[form](lint(text, settings=settings))


def test_what_differs_in_words_alone_is_told_as_it_is_seen_without():
    """Of a change that concerns fields of both kinds, the public ones are named."""
    base = (
        HEAD
        + "evaluation:\n  evaluation_validity: One.\n  offline_evaluations: {text: One., audience: internal, reason: r}\n"
    )
    text = base.replace("One", "Two")
    settings = Settings(select=("LIV008",))
    (known,) = lint(text, "internal", base, settings).findings
    (seen,) = lint(text, "public", base, settings).findings
    assert "offline_evaluations" in known.message + known.advice
    assert "evaluation_validity" in seen.message + seen.advice
    assert "offline_evaluations" not in seen.message + seen.advice


@pytest.mark.parametrize("now", ["", "optimization_intent: {known_failure_modes: [{id: other, name: Other}]}\n"])
def test_what_an_earlier_version_held_back_is_not_told(now):
    items = "{audience: auditor, items: [{id: kittens, name: Kittens}, {id: other, name: Other}]}"
    base = HEAD + f"optimization_intent:\n  known_failure_modes: {items}\n"
    settings = Settings(select=("LIV",))
    everything = lint(HEAD + now, "internal", base, settings)
    assert "kittens" in FORMATS["text"](everything)
    for form in FORMATS:
        assert "kittens" not in FORMATS[form](lint(HEAD + now, "public", base, settings)).lower()


@pytest.mark.parametrize(
    "fault", ["x: y: [", "  kittens: [", '"kittens', "x-a: *kittens\n", "kittens\n", "\t- kittens"]
)
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_is_no_yaml_is_not_quoted(fault, form):
    text = REPORT.replace("SECRET", "kittens") + fault
    assert lint(text, "internal").failed
    result = FORMATS[form](lint(text))
    assert "kittens" not in result
    assert "SYN" in result


def test_a_fault_in_a_report_that_holds_nothing_back_is_told():
    assert lint(HEAD + "x: y: [").findings == lint(HEAD + "x: y: [", "internal").findings


@pytest.mark.parametrize(
    "spelling", ["audi\\u0065nce: internal", "audience: intern", "audience: [internal]", "audience: &a internal"]
)
def test_other_spellings_hold_back_too(spelling):
    spelling = f'"{spelling.split(":")[0]}":{spelling.split(":")[1]}' if "\\" in spelling else spelling
    text = HEAD + f"optimization_intent:\n  goal_of_reinforcement: {{text: 'kittens N/A [@kittens]', {spelling}}}\n"
    for form in FORMATS:
        assert "kittens" not in FORMATS[form](lint(text))


def test_figures_and_references_that_only_such_answers_use_are_held_back():
    text = HEAD + (
        "implementation:\n  engineering_tricks: See [@shown] and [@both].\n"
        "  reward_details: {audience: auditor, reason: r, text: 'See [@kittens], [@both] and [@cats].'}\n"
        "figures:\n- {id: kittens, path: kittens.png, source: meow}\n- {id: shown, path: shown.png}\n"
        "references:\n- {id: cats, title: Kittens, url: 'htp:/kittens'}\n- {id: both, title: Both, url: 'htp:/both'}\n"
        "- {id: meow, title: kittens, url: 'htp:/meow'}\n"
    )
    assert "shown.png" in FORMATS["text"](lint(text))
    assert "htp:/both" in FORMATS["text"](lint(text))
    for form in FORMATS:
        result = FORMATS[form](lint(text)).lower()
        assert not any(word in result for word in ("kittens", "cats", "meow"))


@pytest.mark.parametrize("source", ["cats", "10.1145/3426744", "DBLP:conf/cats/Y22", "a+b", "_cats"])
@pytest.mark.parametrize("cited", ["[@{}]", "[see @{}, p. 3]", "[@{}.]", "@{}"])
def test_whatever_id_a_source_has_it_is_held_back_with_the_only_answer_that_cites_it(source, cited):
    text = HEAD + (
        "implementation:\n  engineering_tricks: See [@both].\n"
        f"  reward_details: {{audience: auditor, reason: r, text: 'See {cited.format(source)}'}}\n"
        f"references:\n- {{id: '{source}', title: Kittens, url: 'htp:/kittens'}}\n- {{id: both, title: Both}}\n"
    )
    assert "kittens" not in FORMATS["text"](lint(text))
    report = load_text(text).require()
    assert [one.id for one in redact(report).references] == ["both"]
    assert len(redact(report, "auditor").references) == 2


def test_the_command_line(run, tmp_path):
    (tmp_path / "reward-report.yaml").write_text(REPORT.replace("SECRET", "kittens"))
    done = run("lint", "--audience", "public", "-f", "json")
    assert (done.returncode, "kittens" in done.stdout) == (1, False)
    assert "kittens" in run("lint", "-f", "json").stdout
    again = run("lint", "--audience", "public", "-f", "json")  # from the cache
    assert again.stdout == done.stdout
    assert json.loads(done.stdout)["counts"]["error"] == json.loads(run("lint", "-f", "json").stdout)["counts"]["error"]
    assert "kittens" not in run("lint", "-", "--audience", "public", stdin=REPORT.replace("SECRET", "kittens")).stdout
    done = run("lint", "--audience", "public", "--diff")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--audience internal" in done.stderr


def test_a_fix_that_reaches_over_what_is_held_back_is_not_shown():
    """Reviewdog's format shows what lies between two edits."""
    base = (
        HEAD
        + "evaluation: {evaluation_validity: One.}\nimplementation: {reward_details: {audience: internal, reason: r, text: kittens}}\n"
    )
    base += "system_maintenance:\n  changelog:\n    - {id: c, version: '1.0', date: 2026-01-01, summary: One.}\n"
    text = base.replace("validity: One", "validity: Two")
    settings = Settings(select=("LIV008",))
    (known,) = lint(text, "internal", base, settings).findings
    assert known.fix is not None
    assert "kittens" in FORMATS["rdjson"](lint(text, "internal", base, settings))
    (seen,) = lint(text, "public", base, settings).findings
    assert (seen.held, seen.fix, seen.message) == (False, None, known.message)


def test_a_secret_beside_what_is_held_back_stays_hidden():
    """The report does not load without what is held back, so that nothing finds the secret there."""
    secret = "AKIAIOSFODNN7EXAMPLQ"
    text = HEAD + (
        "optimization_intent: {goal_of_reinforcement: {text: a, audience: internal, reason: &a r}}\n"
        f"evaluation: {{evaluation_validity: *a}}\nx-ours: {{key: {secret}, flag: NO}}\n"
    )
    settings = Settings(select=("HON008", "SYN010"))
    for form in FORMATS:
        assert secret not in FORMATS[form](lint(text, "internal", settings=settings))
        assert secret not in FORMATS[form](lint(text, settings=settings))


@pytest.mark.parametrize("key", ["? [kittens]\n  : ", "? {kittens: a}\n  : ", "? |\n    x\n    y\n  : "])
def test_keys_that_are_no_words_are_not_told(key):
    text = HEAD + f"optimization_intent:\n  {key}{{text: N/A, audience: internal, reason: r}}\n"
    for form in FORMATS:
        result = FORMATS[form](lint(text))
        assert "Node" not in result


def test_an_alias_into_what_is_held_back_brings_nothing_out():
    text = HEAD + (
        "x-a: {audience: internal, inner: &i {audience: auditor, text: puppies}, rest: kittens}\n"
        "x-b: *i\nevaluation: {evaluation_validity: N/A}\n"
    )
    document = load_text(text)
    seen = redacted(document, held_in(document, "public"))
    assert "evaluation_validity" in seen.text
    assert "kittens" not in seen.text
    assert "puppies" not in seen.text


def test_figures_with_keys_that_are_no_words_are_survived():
    text = (
        HEAD
        + "figures: [{? [a] : b, id: {c: d}}]\nevaluation: {evaluation_validity: {text: a, audience: internal, reason: r}}\n"
    )
    assert lint(text).findings
