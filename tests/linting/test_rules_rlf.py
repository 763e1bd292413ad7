"""The rules of the rlhf profile: what they find, and the legitimate reports on which they stay silent."""

from __future__ import annotations

import pytest

from reward_reports.linting.extract.languages import normalised
from reward_reports.linting.extract.licences import class_of

from .fragments import findings


def data(body, more=""):
    return f"rlhf:\n  preference_data:\n    - {{id: rankings, {body}}}\n{more}"


def run(body):
    return f"rlhf:\n  policy_optimization:\n    - {{id: ppo, {body}}}\n"


def reward_model(accuracy, agreement="{statistic: share of pairs, value: 0.7}", text="", on="rankings"):
    entries = f"[{{id: unseen, on: {on}, {accuracy}}}]"
    return f"""
rlhf:
  preference_data:
    - {{id: rankings, agreement: [{agreement.replace("{", "{id: pairs, ", 1)}]}}
    - {{id: others}}
  reward_models:
    - {{id: rm, accuracy: {{text: "{text}", items: {entries}}}}}
"""


def signal(body="in_reward: true, user_approval: true", metric="", failure="", trigger="", more=""):
    return f"""
{more}
optimization_intent:
  oversight_metrics: {metric or "[]"}
  known_failure_modes: {failure or "[]"}
system_maintenance:
  update_triggers: {trigger or "[]"}
rlhf:
  deployment_signals:
    - {{id: edits, source: edits, in_reward: true, user_approval: false}}
    - {{id: thumbs, source: thumbs, {body}}}
"""


SYCOPHANCY = "[{id: agrees, name: Sycophantic answers}]"
ON_IT = "[{id: t, kind: metric, condition: {metric: agrees, op: '>', value: 0.1}}]"

FOUND = [
    # (code, fragment, path of the finding, words of its message)
    ("RLF001", data("task: Rank"), "rlhf.preference_data.items[0]", "how many people annotated, how they were chosen, what they were paid or how far they agreed"),
    ("RLF001", data("headcount: 40, selection: A test, pay: '  ', agreement: {text: High}"), "rlhf.preference_data.items[0]", "do not say what they were paid"),
    ("RLF001", data("feedback_type: demonstration, headcount: 4, selection: A test"), "rlhf.preference_data.items[0]", "do not say what they were paid"),
    ("RLF001", "rlhf:\n  preference_data: {disclosure: partial, reason: Much is missing., items: [{id: a, headcount: 1, selection: A friend, pay: none}]}", "rlhf.preference_data.items[0]", "how far they agreed"),
    ("RLF002", data("task: Rank"), "rlhf.preference_data.items[0].instructions", "are not mentioned"),
    ("RLF002", data("instructions: Be helpful and not too wordy."), "rlhf.preference_data.items[0].instructions", "are not linked"),
    ("RLF003", "rlhf: {reward_models: [{id: rm}]}", "rlhf.reward_models.items[0].accuracy", "has no accuracy"),
    ("RLF003", "rlhf: {reward_models: [{id: rm, accuracy: [{id: a, value: 0.9, held_out: false}]}]}", "rlhf.reward_models.items[0].accuracy", "training data only"),
    ("RLF004", reward_model("value: 0.8"), "rlhf.reward_models.items[0].accuracy.items[0].value", "0.8 of rm on rankings is above the annotators' own agreement of 0.7"),
    ("RLF004", reward_model("value: 0.8", "{statistic: percent agreement, value: 70}"), "rlhf.reward_models.items[0].accuracy.items[0].value", "agreement of 0.7 "),
    ("RLF004", reward_model("value: 0.8", "{statistic: agreement, value: 0.75, on: others}", on="others"), "rlhf.reward_models.items[0].accuracy.items[0].value", "on others"),
    ("RLF005", run("algorithm: PPO"), "rlhf.policy_optimization.items[0].kl_coefficient", "no KL coefficient, beta or reference policy"),
    ("RLF005", run("algorithm: GRPO, kl_coefficient: 0"), "rlhf.policy_optimization.items[0].kl_coefficient", "is 0"),
    ("RLF005", run("algorithm: GRPO, kl_coefficient: {value: 0.0, unit: per token}"), "rlhf.policy_optimization.items[0].kl_coefficient", "is 0"),
    ("RLF005", run("algorithm: GRPO, hyperparameters: {beta: 0.0}, reference_policy: The SFT model"), "rlhf.policy_optimization.items[0].hyperparameters.beta", "is 0"),
    ("RLF006", run("algorithm: PPO"), "rlhf.policy_optimization.items[0].over_optimization", "over-optimisation"),
    ("RLF007", signal(), "rlhf.deployment_signals.items[1].user_approval", "no metric watches"),
    ("RLF007", signal(metric=SYCOPHANCY), "rlhf.deployment_signals.items[1].user_approval", "no trigger acts on the sycophancy metric agrees"),
    ("RLF007", signal(metric=SYCOPHANCY, trigger=ON_IT.replace("kind", "state: retired, kind")), "rlhf.deployment_signals.items[1].user_approval", "no trigger"),
    ("RLF007", signal(metric=SYCOPHANCY, trigger=ON_IT.replace("agrees", "length")), "rlhf.deployment_signals.items[1].user_approval", "no trigger"),
    ("RLF008", "rlhf: {}\nimplementation: {reward_details: [{id: t, metric: score}]}\nevaluation: {performance_standards: [{id: s, requirement: R, metric: score, launch_gate: true}]}", "evaluation.performance_standards.items[0].metric", "score is in the reward and is a launch gate"),
    ("RLF009", "rlhf:\n  base_model: {family: llama-2}\n  ai_feedback: [{id: j, kind: ai_judge, judge_family: Llama 2}]", "rlhf.ai_feedback.items[0].judge_family", "own family"),
    ("RLF009", "rlhf:\n  base_model: {family: Llama 2}\n  ai_feedback: [{id: j, kind: constitution, judge: Llama-2-70B-chat}]", "rlhf.ai_feedback.items[0].judge", "own family"),
    ("RLF010", "rlhf: {red_teaming: [{id: r, headcount: 3, scope: Text}]}", "rlhf.red_teaming.items[0]", "how success was counted"),
    ("RLF010", "rlhf: {red_teaming: [{id: r, who: Experts}]}", "rlhf.red_teaming.items[0]", "how many people attacked, what was in scope or how success was counted"),
    ("RLF011", "rlhf: {base_model: GPT-3}", "rlhf.regression_checks", "regressions"),
    ("RLF012", "rlhf:\n  base_model: {license: llama3.1}\n  release: {license: mit}", "rlhf.base_model.license", "(with limits)"),
    ("RLF012", "rlhf:\n  base_model: {license: GPL-3.0-only}\n  release: {license: Apache-2.0}", "rlhf.base_model.license", "Apache-2.0 (permissive)"),
    ("RLF012", "implementation: {algorithmic_details: [{id: base, role: base_model, license: CC-BY-NC-4.0}]}\nrlhf:\n  release: {license: CC-BY-SA-4.0}", "implementation.algorithmic_details.items[0].license", "the base model base is under CC-BY-NC-4.0 (non-commercial)"),
    ("RLF013", data("headcount: {disclosure: unknown, reason: Not published.}"), "rlhf.preference_data.items[0].concentration", "spread over the annotators"),
    ("RLF014", "rlhf:\n  base_model: {languages: [en, fr, Hindi]}\n  preference_data: [{id: a, languages: [English (UK)]}]", "rlhf.base_model.languages", "fr, Hindi are among"),
    ("RLF014", "rlhf:\n  base_model: {languages: [Español, English]}\n  preference_data: [{id: a, languages: [en-US]}]", "rlhf.base_model.languages", "Español is among"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "fragment", "path", "words"), FOUND)
def test_finds(code, fragment, path, words):
    found = findings(fragment, code)
    assert [finding.path for finding in found] == [path]
    assert words in found[0].message
    assert found[0].message[0].islower() or found[0].message.startswith(("fr", "Español"))
    assert not found[0].message.endswith(".")


SILENT = [
    # clicks of users have neither pay nor instructions
    *((code, data("feedback_type: implicit")) for code in ("RLF001", "RLF002", "RLF013")),
    # no person gave these labels
    *((code, data("headcount: 0")) for code in ("RLF001", "RLF002", "RLF013")),
    ("RLF001", data("feedback_type: edit, headcount: 4, selection: A test, pay: USD 15 an hour")),
    ("RLF001", data("headcount: {disclosure: not_measured}, selection: A test, pay: USD 15 an hour, agreement: {text: High}")),  # HON003 asks for the reason
    ("RLF001", "rlhf: {preference_data: {disclosure: not_applicable, reason: All rewards are checked by programs.}}"),
    ("RLF001", data("headcount: {disclosure: partial, value: 40, reason: About.}, selection: {disclosure: unknown, reason: x}, pay: {disclosure: withheld, reason: x}, agreement: {disclosure: not_measured, reason: x}")),
    ("RLF002", data("instructions: {disclosure: withheld, reason: They belong to the vendor.}")),
    ("RLF002", data("instructions: {text: They are cited., sources: [paper]}")),
    ("RLF002", data("instructions: 'See [the guide](guide.md)'")),
    ("RLF002", data("instructions: Never made public.")),
    ("RLF002", data("instructions: They have not been published.")),
    ("RLF002", data("instructions: Printed in Appendix B of the paper.")),
    ("RLF002", data("instructions: There were no written instructions.")),
    ("RLF003", "rlhf: {reward_models: [{id: rm, accuracy: {text: 70 % on pairs of new annotators.}}]}"),
    ("RLF003", "rlhf: {reward_models: [{id: rm, accuracy: {disclosure: unknown, reason: Not published.}}]}"),
    ("RLF003", "rlhf: {reward_models: [{id: rm, accuracy: [{id: a, value: 0.7}]}]}"),
    ("RLF003", "rlhf: {reward_models: [{id: rm, accuracy: [{id: a, value: 0.9, held_out: false}, {id: b, value: 0.7, held_out: true}]}]}"),
    ("RLF003", "rlhf: {reward_models: {disclosure: not_applicable, reason: DPO needs none.}}"),
    ("RLF004", reward_model("value: 0.7")),
    ("RLF004", reward_model("value: 0.8", "{statistic: Gwet AC2, value: 0.7}")),  # corrected for chance: no share
    ("RLF004", reward_model("value: 0.8", "{statistic: Cohen's kappa of agreement, value: 0.4}")),
    ("RLF004", reward_model("value: 0.8", "{statistic: agreement score, value: 340}")),
    ("RLF004", reward_model("value: 0.8, held_out: false")),
    ("RLF004", reward_model("value: 0.8, strength: clear preference")),
    ("RLF004", reward_model("value: 0.8", on="others")),
    ("RLF004", reward_model("value: 0.8", on="a public test set")),
    ("RLF004", reward_model("value: 0.8", text="Tested on the majority of five labels.")),
    ("RLF004", reward_model("value: 0.75", "{statistic: share of pairs, value: 0.77}, {id: b, statistic: share of pairs, value: 0.72}")),
    ("RLF005", run("algorithm: DPO, kl_coefficient: 0.1")),
    ("RLF005", run("algorithm: PPO, kl_target: 6.0")),
    ("RLF005", run("algorithm: PPO, reference_policy: The supervised model")),
    ("RLF005", run("algorithm: PPO, hyperparameters: {init_kl_coef: 0.2}")),
    ("RLF005", run("algorithm: Best-of-n sampling")),
    ("RLF005", run("algorithm: rejection sampling and fine-tuning")),
    ("RLF005", run("algorithm: PPO, kl_coefficient: {disclosure: withheld, reason: A trade secret.}")),
    ("RLF005", run("algorithm: GRPO, kl_coefficient: {value: 0, text: The rewards are checked by tests.}")),
    ("RLF005", run("algorithm: PPO, kl_coefficient: 0, kl_target: 6.0")),
    ("RLF005", "rlhf: {policy_optimization: {disclosure: unknown, reason: Nothing is published.}}"),
    ("RLF006", run("algorithm: SFT on chosen answers")),
    ("RLF006", run("over_optimization: {disclosure: not_measured, reason: No labels were left.}")),
    ("RLF007", signal("in_reward: false, user_approval: true")),
    ("RLF007", signal("in_reward: true")),
    ("RLF007", signal(metric=SYCOPHANCY, trigger=ON_IT)),
    ("RLF007", signal(metric=SYCOPHANCY, trigger="{disclosure: unknown, reason: The owner publishes none.}")),
    ("RLF007", signal(metric="{disclosure: partial, reason: Nobody outside knows what was watched.}")),
    ("RLF007", signal(metric="[{id: agrees, name: Agreement with false claims}]", failure="[{id: f, name: Flattery, detected_by: [agrees]}]", trigger=ON_IT)),
    ("RLF007", signal(more="system_details: {dates: {lifecycle: retired, active_to: 2025-04-28}}")),
    ("RLF008", "implementation: {reward_details: [{id: t, metric: score}]}\nevaluation: {performance_standards: [{id: s, requirement: R, metric: score, launch_gate: true}]}"),
    ("RLF008", "rlhf: {}\nimplementation: {reward_details: [{id: t, metric: score}]}\nevaluation: {performance_standards: [{id: s, requirement: R, metric: score, launch_gate: false}, {id: u, requirement: R, launch_gate: true}]}"),
    ("RLF008", "rlhf: {}\noptimization_intent: {performance_metrics: [{id: m, name: M, role: tuning}]}\nevaluation: {performance_standards: [{id: s, requirement: R, metric: m, launch_gate: true}]}"),
    ("RLF009", "rlhf:\n  base_model: {family: Llama 2}\n  ai_feedback: [{id: j, kind: ai_judge, judge_family: Llama 3}]"),
    ("RLF009", "rlhf:\n  base_model: {family: Llama 2}\n  ai_feedback: [{id: j, kind: verifiable_reward, judge: Llama 2 unit tests}]"),
    ("RLF009", "rlhf:\n  base_model: {family: Llama 2}\n  ai_feedback: [{id: j, kind: ai_judge}]"),
    ("RLF009", "rlhf:\n  base_model: {family: '?'}\n  ai_feedback: [{id: j, kind: ai_judge, judge: Claude}]"),
    ("RLF009", "rlhf:\n  base_model: {name: Llama 2}\n  ai_feedback: [{id: j, kind: ai_judge, judge: Llama 2}]"),
    ("RLF010", "rlhf: {red_teaming: [{id: r, who: An automated attacker, scope: Text, success_metric: Share}]}"),
    ("RLF010", "rlhf: {red_teaming: {disclosure: not_measured, reason: There was none.}}"),
    ("RLF011", "rlhf: {regression_checks: {disclosure: unknown, reason: Not published.}}"),
    ("RLF011", "rlhf: {policy_optimization: {disclosure: not_applicable, reason: Only a reward model was made.}}"),
    ("RLF012", "rlhf:\n  base_model: {license: GPL-3.0-only}\n  release: {license: our own terms}"),
    ("RLF012", "rlhf:\n  base_model: {license: a licence of its own}\n  release: {license: MIT}"),
    ("RLF012", "rlhf:\n  base_model: {license: llama2}\n  release: {license: Llama 2 Community License Agreement}"),
    ("RLF012", "rlhf:\n  base_model: {license: MIT}\n  release: {license: CC-BY-NC-4.0}"),
    ("RLF012", "rlhf:\n  preference_data: [{id: a, license: CC-BY-SA-4.0}]\n  release: {license: Apache-2.0}"),
    ("RLF012", "rlhf:\n  base_model: {license: GPL-3.0-only}\n  release: {license: Apache-2.0 OR GPL-3.0-only}"),
    ("RLF013", data("headcount: 1")),
    ("RLF013", data("concentration: {disclosure: unknown, reason: Not published.}")),
    ("RLF014", "rlhf:\n  base_model: {languages: [English, French]}\n  preference_data: [{id: a, languages: [English]}, {id: b}]"),
    ("RLF014", "rlhf:\n  base_model: {languages: [English, French]}\n  preference_data: [{id: a, languages: [English, 30 others]}]"),
    ("RLF014", "rlhf:\n  base_model: {languages: [English, many more]}\n  preference_data: [{id: a, languages: [English]}]"),
    ("RLF014", "rlhf:\n  base_model: {languages: [English, French]}\n  preference_data: {disclosure: unknown, reason: x}"),
    ("RLF014", "rlhf:\n  preference_data: [{id: a, languages: [English]}]"),
    ("RLF014", "rlhf:\n  base_model: {languages: [Portuguese]}\n  preference_data: [{id: a, languages: [pt-BR, English]}]"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "fragment"), SILENT)
def test_stays_silent(code, fragment):
    assert findings(fragment, code) == []


def test_nothing_is_asked_of_a_report_without_the_profile():
    assert findings("profiles: [recommender]", "RLF") == []


def test_an_empty_profile_is_left_to_the_rules_on_completeness():
    assert [finding.code for finding in findings("rlhf: {}", "RLF")] == ["RLF011"]
    assert "rlhf.regression_checks" not in [finding.path for finding in findings("rlhf: {}", "CMP001")]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("English", "english"),
        ("en", "english"),
        ("en-GB", "english"),
        ("eng", "english"),
        ("pt_BR", "portuguese"),
        ("zh-Hans-CN", "chinese"),
        ("Simplified Chinese", "chinese"),
        ("Chinese (Simplified)", "chinese"),
        ("Mandarin", "chinese"),
        ("Brazilian Portuguese", "portuguese"),
        ("mostly English (96 %)", "english"),
        ("English only", "english"),
        ("Klingon", "klingon"),
        ("multilingual", None),
        ("and 30 others", None),
        ("", None),
        ("100", None),
    ],
)
def test_names_of_languages(name, plain):
    assert normalised(name) == plain


@pytest.mark.parametrize("mark", ["(", "[", "a-", "no ", "en-"])
def test_a_long_run_of_marks_is_read_in_one_go(mark):
    normalised(mark * 200_000)
    class_of(mark * 200_000)
    assert len(findings(data(f"instructions: '{mark * 200_000}'"), "RLF002")) == 1


@pytest.mark.parametrize(
    ("licence", "wanted"),
    [
        ("MIT", "permissive"),
        ("apache-2.0", "permissive"),
        ("GPL-3.0-or-later", "share-alike"),
        ("CC-BY-NC-SA-4.0", "non-commercial"),
        ("llama3.1", "with limits"),
        ("Llama 3.1 Community License Agreement", "with limits"),
        ("gemma", "with limits"),
        ("Gemma Terms of Use", "with limits"),
        ("OpenRAIL-M", "with limits"),
        ("CreativeML-OpenRAIL-M", "with limits"),
        ("bigscience-bloom-rail-1.0", "with limits"),
        ("Apache-2.0 OR MIT", None),
        ("not published", None),
        ("proprietary", None),
        ("llamaindex", None),
        ("", None),
    ],
)
def test_classes_of_licences(licence, wanted):
    assert class_of(licence) == wanted
