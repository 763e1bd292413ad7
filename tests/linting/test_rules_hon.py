"""Honesty: who speaks, what is made up, what is held back and why, and nothing that should never be printed."""

from __future__ import annotations

import pytest
import yaml

from reward_reports.linting.documentation import complete
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text
from reward_reports.report.model import Report
from reward_reports.report.model.fields import choices_in, is_answer, model_in
from reward_reports.report.text_edits import apply_edits

from .fragments import TODAY, findings, places


def lint(text, *select, strictness="publishable", preview=False, **more):
    settings = Settings(select=select, strictness=strictness, preview=preview, **more)
    document = load_text(text)
    return document, lint_document(document, settings, TODAY)[0]


def report(kind, *more):
    said = [f"kind: {kind}"] if kind else []
    return f'report: {{id: x, title: X, version: "1.0", {", ".join([*said, *more])}}}\n'


def author(relationship, *more):
    return f"authors: [{{name: A, relationship: {relationship}, {', '.join(more)}}}]"


@pytest.mark.parametrize(
    ("fragment", "message"),
    [
        (report(None), "the report does not say who wrote it"),
        (report(None, author("owner")), "the report does not say who wrote it"),
        (report("first_party"), "the report is called first_party, and no author is named"),
        (
            report("first_party", author("independent")),
            "the report is called first_party, and no author belongs to the owner",
        ),
        (
            report("first_party", author("regulator")),
            "the report is called first_party, and no author belongs to the owner",
        ),
        (report("first_party", author("owner")), None),
        (report("first_party", author("contractor")), None),
        (report("third_party"), None),
        (report("hypothetical"), None),
        (report("retrospective", author("independent")), None),
    ],
)
def test_who_speaks(fragment, message):
    assert [finding.message for finding in findings(fragment, "HON001")] == ([message] if message else [])


RESERVED = ["test@example.ca.gov", "a@example.com", "a@sub.example.org", "a@library.example", "a@b.invalid", "a@b.test"]
REAL = ["a@my-example.com", "a@example", "a@examples.org", "a@test.org", "a@example-site.net", "a@example.github.io"]


@pytest.mark.parametrize("address", RESERVED)
def test_a_reserved_address_betrays_a_made_up_report(address):
    contact = f"system_details:\n  feedback_and_communication: [{{id: a, email: '{address}'}}]\n"
    assert places(report("first_party") + contact, "HON002") == [
        "system_details.feedback_and_communication.items[0].email"
    ]
    assert places(report("hypothetical") + contact, "HON002") == []
    assert places(report("third_party", author("owner", f"contact: 'mailto:{address}'")), "HON002") == [
        "report.authors[0].contact"
    ]
    url = "https://" + address.rpartition("@")[2] + "/x"
    assert places(f"references: [{{id: a, title: T, url: '{url}'}}]", "HON002") == ["references[0].url"]
    assert places(f"evaluation: {{evaluation_validity: 'See [it]({url}).'}}", "HON002") == [
        "evaluation.evaluation_validity.text"
    ]


@pytest.mark.parametrize("address", REAL)
def test_a_real_address_is_left_alone(address):
    assert places(f"system_details:\n  feedback_and_communication: [{{id: a, email: '{address}'}}]\n", "HON002") == []


def test_the_word_example_in_a_path_is_left_alone():
    assert places("references: [{id: a, title: T, url: https://a.org/example.com/x}]", "HON002") == []


@pytest.mark.parametrize(
    ("kind", "answer", "finds"),
    [
        ("hypothetical", "{text: It rose., basis: measured}", True),
        ("hypothetical", "{text: It rose., basis: measured, sources: [s]}", False),
        ("hypothetical", "{text: It rose., basis: hypothetical}", False),
        ("hypothetical", "{text: It rose., basis: owner_stated}", False),
        ("first_party", "{text: It rose., basis: measured}", False),
    ],
)
def test_nothing_imagined_is_measured(kind, answer, finds):
    fragment = report(kind) + f"evaluation: {{evaluation_validity: {answer}}}\n"
    assert places(fragment, "HON002") == (["evaluation.evaluation_validity.basis"] if finds else [])


def flow(value):
    return f"implementation:\n  data_flow: {value}\n"


def state(name, reason):
    return flow(f"{{disclosure: {name}, reason: {reason!r}}}")


@pytest.mark.parametrize("name", ["partial", "withheld", "unknown", "not_measured", "not_applicable"])
@pytest.mark.parametrize("reason", ["", ", reason: ' '", ", text: It is long."])
def test_a_state_needs_a_reason(name, reason):
    assert places(flow(f"{{disclosure: {name}{reason}}}"), "HON003") == ["implementation.data_flow.disclosure"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("unknown", "Confidential."),
        ("unknown", "This information is proprietary"),
        ("unknown", "The owner declined to say where the data comes from."),
        ("unknown", "The company will not disclose the weights."),
        ("unknown", "They refused to comment on it."),
        ("unknown", "We asked, and the figures are confidential."),
        ("withheld", "We do not know."),
        ("withheld", "Nobody knows how much there was."),
        ("withheld", "Unknown"),
        ("not_applicable", "Not available to the public"),
        ("not_applicable", "The data is not publicly available."),
        ("not_applicable", "Confidential"),
        ("not_applicable", "unknown"),
    ],
)
def test_a_reason_that_belongs_to_another_state(name, reason):
    assert places(state(name, reason), "HON003") == ["implementation.data_flow.reason"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("unknown", "Neither the paper nor the code says."),
        ("unknown", "The owner has not published it, and we found no sign of it in the logs."),
        ("unknown", "The supplier's model is proprietary; what it was trained on stands nowhere we looked."),
        ("unknown", "It is not clear whether this is secretive or forgotten."),
        ("withheld", "The supplier counts it as a trade secret."),
        ("withheld", "The owner has not published it; we do not know the value."),
        ("withheld", "Attackers would use it."),
        ("partial", "The paper gives the sizes; the company keeps the rest confidential."),
        ("not_measured", "Nobody knows how to measure it yet."),
        ("not_applicable", "The system is not public; nobody outside is affected."),
        ("not_applicable", "There is no confidential data in it."),
        ("not_applicable", "There is no simulator."),
    ],
)
def test_a_reason_that_fits(name, reason):
    assert places(state(name, reason), "HON003") == []


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("This information is confidential.", True),
        ("The data is not disclosed to the public.", True),
        ("These figures are proprietary information.", True),
        ("The weights are a trade secret, so we describe the training instead: PPO on 31,144 prompts.", False),
        ("Confidential", False),  # CMP003 says that
        ("The data is not shared with anybody.", False),
        ("The reward is public.", False),
    ],
)
def test_a_refusal_is_no_answer(text, refusal):
    assert places(flow(repr(text)), "HON003") == (["implementation.data_flow.text"] if refusal else [])


def test_states_inside_the_rlhf_profile_need_reasons_too():
    fragment = """
rlhf:
  preference_data:
    - {id: a, pay: {disclosure: unknown}, headcount: {disclosure: withheld, reason: The vendor asked for it.}}
  release: {channel: API, system_prompt: {disclosure: withheld}}
  reward_models:
    - {id: r, accuracy: {disclosure: not_measured}}
"""
    assert sorted(places(fragment, "HON003")) == [
        "rlhf.preference_data.items[0].pay.disclosure",
        "rlhf.release.system_prompt.disclosure",
        "rlhf.reward_models.items[0].accuracy.disclosure",
    ]


def answers_of(model, path=()):
    """Give the path of every answer that the model has a place for."""
    for name, info in model.model_fields.items():
        inner = model_in(info.annotation)
        if inner is not None:
            here = (*path, name)
            yield from [here] if is_answer(inner) else []
            yield from answers_of(inner, here)


def written(model, path, value):
    """Return the data of a model with a value at a path, and what else it must have."""
    if not path:
        return value
    made = {
        name: (choices_in(info.annotation) or ["x"])[0]
        for name, info in model.model_fields.items()
        if info.is_required()
    }
    inside = written(model_in(model.model_fields[path[0]].annotation), path[1:], value)
    return made | {path[0]: [inside] if path[0] == "items" else inside}


@pytest.mark.parametrize("path", list(answers_of(Report)), ids=".".join)
def test_every_answer_that_can_be_given_needs_a_reason_for_its_state(path):
    section, *rest = path
    inside = written(model_in(Report.model_fields[section].annotation), rest, {"disclosure": "unknown"})
    fragment = yaml.safe_dump({section: inside})
    place = ".".join((*path, "disclosure")).replace(".items.", ".items[0].")
    assert places(fragment, "HON003") == [place]


DEPLOYED = "system_details: {dates: {lifecycle: deployed}}\n"


def modes(value):
    return f"optimization_intent: {{known_failure_modes: {value}}}\n"


@pytest.mark.parametrize(
    ("fragment", "finds"),
    [
        (DEPLOYED, True),
        (DEPLOYED + "implementation: {limitations: {disclosure: withheld, reason: R}}", True),
        (DEPLOYED + modes("[{id: a, name: A, status: hypothesised}, {id: b, name: B}]"), True),
        (DEPLOYED + "implementation: {limitations: It sees ratings alone.}", False),
        (DEPLOYED + modes("[{id: a, name: A, status: hypothesised}, {id: b, name: B, status: resolved}]"), False),
        (DEPLOYED + modes("[{id: a, name: A, first_observed: '0.3'}]"), False),
        (DEPLOYED + modes("Users complained of spam."), False),
        (DEPLOYED + modes("{disclosure: unknown, reason: The owner publishes none.}"), False),
        (DEPLOYED.replace("deployed", "simulation"), False),
        (DEPLOYED.replace("deployed", "pilot"), False),
        ("system_details: {}", False),
    ],
)
def test_a_deployed_system_has_limits(fragment, finds):
    assert bool(findings(fragment, "HON005")) is finds


@pytest.mark.parametrize(
    ("more", "finds"),
    [("", True), ('conflicts_of_interest: " "', True), ("conflicts_of_interest: none; unpaid", False)],
)
def test_conflicts_are_stated_before_publication(more, finds):
    fragment = report("third_party", more)
    assert bool(findings(fragment, "HON006")) is finds
    assert lint(complete(fragment), "HON006", strictness="standard")[1] == []


@pytest.mark.parametrize(
    ("kind", "answer", "word"),
    [
        ("third_party", "It is possible that few report.", "It is possible that"),
        ("retrospective", "Presumably they changed it.", "Presumably"),
        ("third_party", "{text: 'Presumably they changed it.', basis: inferred}", None),
        ("third_party", "{text: 'Presumably they changed it.', sources: [s]}", None),
        ("third_party", "{text: 'Presumably so.', disclosure: partial, reason: R}", None),
        ("third_party", "The system appears to work well.", "appears to work"),
        ("third_party", "A warning appears to the driver.", None),
        ("first_party", "It is possible that few report.", None),
        ("hypothetical", "Presumably they changed it.", None),
    ],
)
def test_a_guess_is_marked(kind, answer, word):
    fragment = report(kind) + f"evaluation:\n  evaluation_validity: {answer}\n"
    messages = [finding.message for finding in findings(fragment, "HON007")]
    assert messages == ([f'"{word}" is a guess that is not marked as one'] if word else [])


def test_a_failure_mode_may_be_a_guess():
    assert places(report("third_party") + modes("It is possible that it flatters."), "HON007") == []


SECRETS = [
    "AKIA" + "Q4WFJ2MEXB7RTKCD",
    "ASIA" + "Q4WFJ2MEXB7RTKCD",
    "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789",
    "github_pat_" + "11ABCDEFG0123456789abc",
    "sk-" + "proj-abc123def456ghi789jkl",
    "xoxb-" + "123456789012-abcdefghij",
    "hf_" + "AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEfGh",
    "AIza" + "SyA1234567890abcdefghijklmnopqrstuv",
    "-----BEGIN RSA " + "PRIVATE KEY-----",
    "-----BEGIN " + "PRIVATE KEY-----",
    "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0In0." + "SflKxwRJSMeKKF2QT4fw",
    "Password: " + "hunter2hunter",
    "passwd=" + "s3cr3t!x",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "frame",
    ["x-notes: |\n  a {} b\n", "evaluation: {{evaluation_validity: 'The key is {}'}}\n", "evaluation: {{}} # {}\n"],
)
def test_a_secret_is_found_anywhere_and_never_repeated(secret, frame):
    document, findings = lint(complete(frame.format(secret)), "HON008", strictness="minimal")
    [finding] = findings
    said = repr(finding)
    assert secret not in said
    assert secret[-8:] not in said
    line = document.text.split("\n")[finding.line - 1]
    assert line[finding.column - 1 : finding.end_column - 1] in (secret, secret[1:])


@pytest.mark.parametrize(
    "text",
    [
        "the task-specific-head-of-the-network-2 and risk-1234567890-1234567890",
        "sk-learn-compatible-estimators-all",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "AKIAQ4",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "password: required",
        "password: <your-password-1>",
        "passwords are stored hashed since 2015",
        "https://a.org:8080/@handle",
        "-----BEGIN CERTIFICATE-----",
        "eyJ is how such a token begins",
        "hf_hub_download and hf_token",
        "git@github.com:a/b.git",
    ],
)
def test_what_is_no_secret(text):
    assert lint(complete(f"x-notes: |\n  {text}\n"), "HON008")[1] == []


def test_a_secret_is_found_in_a_file_that_does_not_parse():
    document, findings = lint("a: [\n" + SECRETS[0] + "\n", "HON008")
    assert document.report is None
    assert [finding.line for finding in findings if finding.code == "HON008"] == [2]


BASE = 'schema_version: "1.0"\nreport: {id: x, title: X, version: "1.0", kind: third_party}'
SILENT = "# reward-reports: ignore"


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("[HON006] nobody asked", []),
        ("[HON006]", ["without a reason"]),
        ("[HON006, HON001] nobody asked", ["no finding is suppressed by ignore[HON001]"]),
        ("[HON001] it is clear", ["no finding is suppressed by ignore[HON001]"]),
        ("[HON001]", ["no finding is suppressed", "without a reason"]),
        ("", ["names no rule"]),
        ("[] nobody asked", ["names no rule"]),
        ("[HON999] nobody asked", ["there is no rule HON999"]),
        ("[CMP014] it is new", []),  # not selected: nobody can tell
        ("[HON] nobody asked", []),
        ("[SAF] nobody asked", []),
    ],
)
def test_a_comment_that_silences(comment, words):
    _, findings = lint(f"{BASE} {SILENT}{comment}\n", "HON")
    said = [finding.message for finding in findings if finding.code == "HON009"]
    assert len(said) == len(words)
    assert all(word in message for word, message in zip(words, said, strict=True))


def test_what_a_milder_run_leaves_out_is_not_called_unused():
    text = f"{BASE} {SILENT}[HON006] nobody asked\n"
    assert lint(text, strictness="standard", ignore=("CMP", "SCH"))[1] == []
    preview = f"{BASE} {SILENT}[EVD001] the number is ours\n"
    assert [finding.code for finding in lint(preview, "EVD", "HON009")[1]] == []
    assert [finding.code for finding in lint(preview, "EVD", "HON009", preview=True)[1]] == ["HON009"]


def test_rules_that_could_not_run_are_not_called_unused():
    document, findings = lint(f'schema_version: "1.0"\nreport: {{}} {SILENT}[HON001] soon\n', "HON")
    assert document.report is None
    assert {finding.code for finding in findings} == {"SCH002", "HON006"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{BASE}  {SILENT}[HON001] it is clear\n", f"{BASE}\n"),
        (f"{BASE}\n{SILENT}-file[HON001] it is clear\nevaluation: {{}}\n", f"{BASE}\nevaluation: {{}}\n"),
        (f"{BASE}\n{SILENT}\n", f"{BASE}\n"),
    ],
)
def test_an_idle_comment_can_be_removed(before, after):
    document, [finding] = lint(before, "HON001", "HON009")
    assert not finding.fix.safe
    assert apply_edits(document.text, finding.fix.edits) == after
    assert lint(after, "HON001", "HON009")[1] == []


def test_a_comment_that_still_silences_something_keeps_its_place():
    _, [finding] = lint(f"{BASE} {SILENT}[HON006, HON001] nobody asked\n", "HON")
    assert finding.fix is None


SENTENCE = "The weight of the complaint term was set to 0.3 after the trial."


def restricted(audience, *more):
    return f"implementation:\n  reward_details: {{audience: {audience}, text: '{SENTENCE}'}}\n" + "".join(more)


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        (restricted("auditor", f"  limitations: 'None. {SENTENCE} More.'\n"), ["implementation.limitations.text"]),
        (
            restricted("auditor", f"  limitations: |\n    A list:\n    - {SENTENCE.upper()}\n"),
            ["implementation.limitations.text"],
        ),
        (restricted("auditor", "  limitations: The weight of the complaint term was set.\n"), []),
        (restricted("auditor", f"  limitations: {{audience: auditor, text: '{SENTENCE}'}}\n"), []),
        (
            restricted("auditor", f"  limitations: {{audience: internal, text: '{SENTENCE}'}}\n"),
            ["implementation.reward_details.text"],
        ),
        (
            restricted("internal", f"  limitations: {{audience: auditor, text: '{SENTENCE}'}}\n"),
            ["implementation.limitations.text"],
        ),
        (restricted("public", f"  limitations: '{SENTENCE}'\n"), []),
        (restricted("auditor", f"x-notes: '{SENTENCE}'\n"), []),
        (
            restricted("auditor").replace("{audience", f"{{reason: '{SENTENCE}', disclosure: partial, audience"),
            ["implementation.reward_details.reason"],
        ),
        (
            restricted(
                "auditor",
                f"system_maintenance: {{changelog: [{{id: a, version: '1', date: 2020, summary: '{SENTENCE}'}}]}}\n",
            ),
            ["system_maintenance.changelog.items[0].summary"],
        ),
        (
            f"implementation:\n  data_flow:\n    audience: auditor\n    items: [{{id: a, collected: '{SENTENCE}'}}]\n  limitations: '{SENTENCE}'\n",
            ["implementation.limitations.text"],
        ),
        (
            f"rlhf:\n  preference_data: [{{id: a, pay: {{audience: internal, text: '{SENTENCE}'}}, task: '{SENTENCE}'}}]\n",
            ["rlhf.preference_data.items[0].task"],
        ),
    ],
)
def test_restricted_text_stays_where_it_is(fragment, expected):
    found = findings(fragment, "HON010")
    assert [finding.path for finding in found] == expected
    assert all("complaint term" not in finding.message for finding in found)


OUTSIDERS = 'schema_version: "1.1"\nreport: {id: x, title: X, version: "1.0", kind: third_party}\n'
UNKNOWN = "{disclosure: unknown, reason: R}"


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        (f"rlhf: {{preference_data: {{items: [{{id: a, pay: {UNKNOWN}}}]}}}}\n", ["rlhf.preference_data.items[0].pay"]),
        (f"rlhf: {{preference_data: {{searched: [{{where: W}}], items: [{{id: a, pay: {UNKNOWN}}}]}}}}\n", []),
        (f"rlhf: {{release: {{text: T, rollback_plan: {UNKNOWN}}}}}\n", ["rlhf.release.rollback_plan"]),
        ("rlhf: {release: {text: T, rollback_plan: {disclosure: unknown, reason: R, searched: [{where: W}]}}}\n", []),
        (f"rlhf: {{red_teaming: {UNKNOWN}}}\n", ["rlhf.red_teaming"]),
    ],
)
def test_outsiders_say_of_every_unknown_where_they_looked(fragment, expected):
    assert [path.removesuffix(".disclosure") for path in places(OUTSIDERS + fragment, "HON012")] == expected
