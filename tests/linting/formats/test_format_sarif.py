"""SARIF that the published schema and GitHub accept."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest

from reward_reports.linting.finding import Result
from reward_reports.linting.formats import FORMATS, sarif
from reward_reports.linting.formats.fingerprint import line_hashes
from reward_reports.report.text_edits import apply_edits

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)


def run_of(result, **options):
    log = json.loads(FORMATS["sarif"](result, **options))
    VALIDATOR.validate(log)
    return log["runs"][0]


def test_it_fits_the_published_schema(any_result):
    VALIDATOR.validate(json.loads(FORMATS["sarif"](any_result)))


@pytest.mark.parametrize("spoil", [lambda run: run.pop("tool"), lambda run: run["results"][0].update(level="critical")])
def test_the_published_schema_refuses_what_is_wrong(spoil, sample):
    log = json.loads(FORMATS["sarif"](sample))
    spoil(log["runs"][0])
    assert not VALIDATOR.is_valid(log)


def test_every_result_points_at_its_rule_and_file(any_result):
    run = run_of(any_result)
    rules = run["tool"]["driver"]["rules"]
    for entry, finding in zip(run["results"], any_result.shown, strict=True):
        assert rules[entry["ruleIndex"]]["id"] == entry["ruleId"] == finding.code
        location = entry["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][location["index"]]["location"] == location


def test_every_checked_file_is_an_artifact(sample):
    run = run_of(sample)
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert uris == ["reports/ranking%201.yaml", "reports/right.yaml", "reports/traffic.yaml"]
    assert {artifact["location"]["uriBaseId"] for artifact in run["artifacts"]} == set(run["originalUriBaseIds"])


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a b/c#d?e%f.yaml", "a%20b/c%23d%3Fe%25f.yaml"),
        ("c:d.yaml", "c%3Ad.yaml"),
        ("日本.yaml", "%E6%97%A5%E6%9C%AC.yaml"),
        ("bad\udcff.yaml", "bad%FF.yaml"),
        ("./x/../a.yaml", "a.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_names_become_uris(name, uri, made):
    location = run_of(Result((), (name,), made.TODAY))["artifacts"][0]["location"]
    assert location == {"uri": uri, "uriBaseId": "SRCROOT", "index": 0}
    assert not urlsplit(uri).scheme


def test_names_are_relative_to_the_root(made, tmp_path):
    inside, outside = f"{tmp_path}/repository/docs/a b.yaml", f"{tmp_path}/other.yaml"
    run = run_of(Result((), (inside, outside), made.TODAY), root=str(tmp_path / "repository"))
    first, second = (artifact["location"] for artifact in run["artifacts"])
    assert first["uri"] == "docs/a%20b.yaml"
    assert unquote(second["uri"]) == "file://" + ("" if outside.startswith("/") else "/") + outside.replace("\\", "/")
    assert "uriBaseId" not in second


def test_rules_bring_their_documentation(sample):
    rule = next(rule for rule in run_of(sample)["tool"]["driver"]["rules"] if rule["id"] == "CMP003")
    assert rule["name"] == "BarePlaceholder"
    assert rule["shortDescription"]["text"] == "The answer is a `placeholder`."
    assert "```yaml\na: N/A\n```" in rule["help"]["markdown"]
    assert "```" not in rule["help"]["text"]
    assert "    a: N/A" in rule["help"]["text"]


def test_every_rule_there_is_can_be_described(real_rules, made):
    findings = [
        made.find("a: 1", "1", "a.yaml", code=code, name=entry.rule.name) for code, entry in real_rules().items()
    ]
    rules = run_of(made.result_of("a: 1", *findings))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(real_rules())
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith((".", "…"))
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert "Bad:" in rule["help"]["text"]


def test_a_rule_that_is_gone_is_described_by_its_name(sample):
    rule = next(rule for rule in run_of(sample)["tool"]["driver"]["rules"] if rule["id"] == "ZZZ001")
    assert rule["shortDescription"]["text"] == "Of a plugin that is gone."


def replaced(text: str, replacements) -> str:
    """Make SARIF's replacements in a text, as a consumer would."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    made = text
    for entry in reversed(replacements):
        region = entry["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        made = made[:start] + entry["insertedContent"]["text"] + made[end:]
    return made


def test_fixes_do_what_the_edits_do(sample):
    fixable = 0
    for entry, finding in zip(run_of(sample)["results"], sample.findings, strict=True):
        assert ("fixes" in entry) is (finding.fix is not None)
        if finding.fix:
            fixable += 1
            text = sample.source(finding.file)
            assert replaced(text, entry["fixes"][0]["artifactChanges"][0]["replacements"]) == apply_edits(
                text, finding.fix.edits
            )
    assert fixable == 3


@pytest.mark.parametrize(
    ("safe", "said"),
    [(True, "Replace it."), (False, "Replace it; review the result, because it may change what the report says.")],
)
def test_a_fix_says_whether_it_needs_a_look(safe, said, made):
    finding = made.find("a: 1", "1", "a.yaml", fix=made.replace("a: 1", "1", "2", safe=safe))
    assert run_of(made.result_of("a: 1", finding))["results"][0]["fixes"][0]["description"]["text"] == said


def test_a_fix_of_a_file_that_changed_is_left_out(made):
    finding = made.find("a: 1", "1", "a.yaml", fix=made.replace("a: 1", "1", "2"))
    assert "fixes" not in run_of(made.result_of("a", finding))["results"][0]
    assert "fixes" not in run_of(made.result_of("", finding))["results"][0]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("see [this](https://example.org)", r"see \[this](https://example.org)"),
        ("[a] (b)", "[a] (b)"),
        ("authors[0](x) [1](2)", r"authors\[0](x) \[1](2)"),
    ],
)
def test_a_message_makes_no_link(message, text, made):
    finding = made.find("a: 1", "1", "a.yaml", message=message, advice="Stop.")
    assert run_of(made.result_of("a: 1", finding))["results"][0]["message"]["text"] == f"{text}. Stop."


def test_more_results_than_github_takes_are_cut_and_said(monkeypatch, sample):
    monkeypatch.setattr(sarif, "_MOST", 5)
    run = run_of(sample)
    assert [entry["level"] for entry in run["results"]] == ["error", "warning", "error", "error", "error"]
    note = run["invocations"][0]["toolExecutionNotifications"][0]
    assert note["message"]["text"].startswith("Only 5 of 7 findings")


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("never", 0)])
def test_the_exit_code_is_told(level, code, made):
    result = made.result_of("a: 1", made.find("a: 1", "1", "a.yaml"), fail_level=level)
    assert run_of(result)["invocations"] == [{"executionSuccessful": True, "exitCode": code}]


# The values are those that the tests of github/codeql-action, src/fingerprints.test.ts, expect.
@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
        (
            " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
            ["8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1", "b86d3392aea1be30:1", "e6ceba753e1a442:1"],
        ),
        *(
            (
                " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n".replace("\n", end),
                [
                    "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1",
                    "c129715d7a2bc9a3:1",
                ],
            )
            for end in ("\n", "\r", "\r\n")
        ),
    ],
)  # fmt: skip
def test_lines_are_marked_as_github_marks_them(text, hashes):
    assert line_hashes(text) == hashes


def test_equal_lines_are_counted():
    marks = line_hashes("x\n" * 300)
    assert marks[0].split(":")[0] == marks[1].split(":")[0]
    assert [mark.split(":")[1] for mark in marks[:3]] == ["1", "2", "3"]


def test_marks_stay_when_lines_move(made):
    before = "a: 1\n" + "filler: text that is long enough\n" * 5
    after = "# new\n# lines\n" + before
    marks = [
        run_of(made.result_of(text, made.find(text, "a: 1", "a.yaml")))["results"][0]["partialFingerprints"]
        for text in (before, after)
    ]
    assert marks[0] == marks[1]
    assert set(marks[0]) == {"primaryLocationLineHash", "rewardReports/v1"}


def test_the_last_line_has_a_mark_too(made):
    text = "a: 1\nb: 2"
    result = run_of(made.result_of(text, made.find(text, "b: 2", "a.yaml")))["results"][0]
    assert result["partialFingerprints"]["primaryLocationLineHash"] == line_hashes(text)[1]
    assert len(line_hashes(text)) == 2


def test_without_the_text_only_our_own_mark_is_given(made):
    result = made.result_of("", made.find("a: 1", "1", "a.yaml"))
    assert list(run_of(result)["results"][0]["partialFingerprints"]) == ["rewardReports/v1"]
