"""What recipes of the common tools say: rewards with weights, penalties in use, models, data; and nothing that they do not say."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reward_reports.report.loading import load_text
from reward_reports.runs.drafting import draft

FIXTURES = Path(__file__).resolve().parent / "fixtures"

TRL = """
model_name_or_path: org/base
dataset_name: org/prompts
num_generations: 16
reward_funcs: [accuracy, format, tag_count]
"""
VERL = """
algorithm: {adv_estimator: ADVANTAGE, use_kl_in_reward: IN_REWARD, kl_ctrl: {kl_coef: 0.002}}
actor_rollout_ref:
  model: {path: org/base}
  actor: {use_kl_loss: IN_LOSS, kl_loss_coef: 0.001}
  rollout: {temperature: 1.0, val_kwargs: {temperature: 0}}
critic: {model: {path: org/critic}}
data: {train_files: [gsm8k/train.parquet, math/train.parquet], val_files: gsm8k/test.parquet}
"""
PRIME = """
max_steps = 20
[model]
name = "org/base"
[orchestrator.algo]
type = "grpo"
[orchestrator.algo.length_penalty]
num_output_tokens_weight = 0.0
num_input_tokens_weight = 0.1
[[orchestrator.train.source]]
name = "search"
ratio = 0.7
[orchestrator.train.source.env.taskset]
id = "openseeker"
[[orchestrator.train.source.env.taskset.task.judges]]
id = "reference"
name = "correct"
weight = 0.5
model = "org/judge"
[[orchestrator.train.source]]
name = "math"
ratio = 0.3
[[orchestrator.eval.source]]
name = "aime"
"""
RUBRIC = """
[[criteria]]
name = "cites"
text = "Every claim has a source."
weight = 2.0
[[criteria]]
name = "short"
text = "No more than ten lines."
"""
TRLX = """
model: {model_path: org/base}
method: {name: ppoconfig, init_kl_coef: 0.2, target: 6, gamma: 0.99, lam: 0.95}
train: {total_steps: 1000, trainer: AcceleratePPOTrainer}
"""
OPENRLHF = """#!/bin/bash
MODEL=org/base
# --init_kl_coef 9
python3 -m openrlhf.cli.train_ppo_ray \\
   --pretrain ${MODEL} --REWARD \\
   --init_kl_coef 0.01 --prompt_data org/a,org/b \\
   --advantage_estimator reinforce_baseline --wandb $(cat key)
"""
VERL_SCRIPT = """
train=${TRAIN:-$HOME/data/gsm8k/train.parquet}
python3 -m verl.trainer.main_ppo algorithm.adv_estimator=grpo data.train_files="['$train']" \\
  actor_rollout_ref.model.path=${ROOT}/org/base actor_rollout_ref.actor.use_kl_loss=True \\
  actor_rollout_ref.actor.kl_loss_coef=0.001 "$@"
"""
NEMO = "policy: {model_name: org/base}\ngrpo: {num_prompts_per_step: 4}\nloss_fn: {reference_policy_kl_penalty: 0.01, use_kl_in_reward: false}\n"
TUNED = (
    "Pendulum-v1: {policy: MlpPolicy, gamma: 0.9, n_timesteps: 100.0}\nCartPole-v1: {policy: MlpPolicy, gamma: 0.98}\n"
)


def drafted(tmp_path, name, text):
    """Return the report that one file makes."""
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return load_text(draft([file], title="T").yaml).report


def terms(report):
    """Return the weights of the reward's terms by name, without the penalty."""
    return {one.name: one.weight for one in report.implementation.reward_details.items if "kl-penalty" not in one.id}


def penalty(report):
    """Return the weight in the run and the terms that are a KL penalty."""
    runs = report.rlhf.policy_optimization.items if report.rlhf else ()
    found = [one.weight for one in report.implementation.reward_details.items if "kl-penalty" in one.id]
    return (runs[0].kl_coefficient.value if runs else None), found


def data(report):
    """Return how much is used of each data set, by its name."""
    return {one.name: one.size for one in report.implementation.data_flow.items}


@pytest.mark.parametrize(
    ("more", "weights", "combination"),
    [
        ("reward_weights: [1.0, 0.5, 0.1]", [1.0, 0.5, 0.1], "weighted_sum"),
        ('reward_weights: "[1.0, 0.5, 0.1]"', [1.0, 0.5, 0.1], "weighted_sum"),
        ("reward_weights: [1.0, 0.5]", [None, None, None], None),
        ("reward_weights: null", [None, None, None], None),
        ("", [None, None, None], None),
    ],
)
def test_functions_of_trl_have_their_weights_where_they_are_stated(tmp_path, more, weights, combination):
    report = drafted(tmp_path, "recipe.yaml", f"{TRL}{more}\n")
    assert terms(report) == dict(zip(["accuracy", "format", "tag_count"], weights, strict=True))
    assert report.implementation.reward_details.combination == combination
    assert report.rlhf.base_model.name == "org/base"
    assert data(report) == {"org/prompts": None}


@pytest.mark.parametrize(
    ("name", "text", "coefficient", "found"),
    [
        ("grpo/a.yaml", f"{TRL}beta: 0.04\n", 0.04, [0.04]),
        ("a.yaml", f"{TRL}beta: 0.0\n", 0.0, []),
        ("a.yaml", TRL, None, []),
        ("dpo/a.yaml", "model_name_or_path: org/base\nbeta: 0.1\n", 0.1, []),
        ("a.yaml", "# DPOTrainer arguments\nmodel_name_or_path: org/base\nbeta: 0.1\n", 0.1, []),
        ("a.yaml", "model_name_or_path: org/base\nbeta: 5\nloss_type: dpo_norm\n", 5, []),
        ("dpo/a.yaml", "model_name_or_path: org/base\nbeta: 5\nloss_type: simpo\n", None, []),
        ("dpo/a.yaml", "model_name_or_path: org/base\nbeta: 5\nreference_free: true\n", None, []),
        ("a.yaml", "# ORPOTrainer arguments\nmodel_name_or_path: org/base\nbeta: 0.05\n", None, []),
        ("cpo/a.yaml", "model_name_or_path: org/base\nbeta: 0.05\nloss_type: sigmoid\n", None, []),
        ("a.yaml", "model_name_or_path: org/base\nbeta: 0.05\n", None, []),
        ("a.yaml", "model_name_or_path: org/base\nbeta: 0.05\nloss_type: sigmoid\n", None, []),
        ("a.yaml", "rl: ebft\nbase_model: org/base\ntrl: {beta: 0.05}\noutput_dir: out/grpo\n", None, []),
        ("a.yaml", TRLX, 0.2, [0.2]),
        ("a.yaml", NEMO, 0.01, [0.01]),
        ("a.yaml", "env_id: PongNoFrameskip-v4\nbeta: 0.4\ngamma: 0.99\n", None, []),
    ],
)
def test_a_penalty_is_stated_where_the_algorithm_has_one_and_its_weight_is_in_use(
    tmp_path, name, text, coefficient, found
):
    assert penalty(drafted(tmp_path, name.replace("a.yaml", "grpo.yaml") if text == NEMO else name, text)) == (
        coefficient,
        found,
    )


@pytest.mark.parametrize(
    ("in_reward", "in_loss", "coefficient", "found"),
    [
        ("false", "false", None, []),
        ("true", "false", 0.002, [0.002]),
        ("false", "true", 0.001, [0.001]),
        ("true", "true", 0.002, [0.002, 0.001]),
        ("null", "null", None, []),
    ],
)
def test_a_penalty_of_verl_is_stated_where_its_switch_is_on(tmp_path, in_reward, in_loss, coefficient, found):
    text = VERL.replace("IN_REWARD", in_reward).replace("IN_LOSS", in_loss).replace("ADVANTAGE", "grpo")
    report = drafted(tmp_path, "config.yaml", text)
    assert penalty(report) == (coefficient, found)
    settings = report.implementation.algorithmic_details.hyperparameters
    assert any("kl_loss_coef" in name for name in settings) == (in_loss == "true")
    assert report.rlhf.policy_optimization.items[0].sampling_temperature == 1.0
    assert report.rlhf.base_model.name == "org/base"
    assert data(report) == {"gsm8k/train.parquet": None, "math/train.parquet": None}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("reward_model: {enable: false, model: {path: org/rm}}", {}),
        ("reward_model: {enable: null, model: {path: org/rm}}", {}),
        ("reward_model: {enable: true, model: {path: org/rm}}", {"org/rm": None}),
        ("reward: {reward_model: {enable: true, model_path: org/rm}}", {"org/rm": None}),
        ("custom_reward_function: {path: null, name: compute_score}", {}),
        ("custom_reward_function: {path: rewards.py, name: score}", {"score": None}),
        ("reward: {custom_reward_function: {path: rewards.py, name: score}, num_workers: 8}", {"score": None}),
        ("reward_model: {overlong_buffer: {enable: false, penalty_factor: 1.0}}", {}),
        ("reward_model: {overlong_buffer: {enable: true, penalty_factor: 0.5}}", {"Penalty for overlong answers": 0.5}),
    ],
)
def test_rewards_of_verl_that_are_switched_off_are_not_stated(tmp_path, more, expected):
    text = VERL.replace("IN_REWARD", "false").replace("IN_LOSS", "false").replace("ADVANTAGE", "gae")
    assert terms(drafted(tmp_path, "config.yaml", f"{text}{more}\n")) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("reward_pretrain org/rm", {"org/rm": None}),
        ("remote_rm_url http://localhost:5000", {"http://localhost:5000": None}),
        ("reward_pretrain org/rm --remote_rm_url rewards.py", {"rewards.py": None}),
        ("critic.reward_model_path org/critic", {}),
        ("use_kl_loss", {}),
    ],
)
def test_a_script_of_openrlhf(tmp_path, more, expected):
    report = drafted(tmp_path, "train.sh", OPENRLHF.replace("REWARD", more))
    assert terms(report) == expected
    assert penalty(report) == (0.01, [0.01])
    assert report.rlhf.base_model.name == "org/base"
    assert data(report) == {"org/a": None, "org/b": None}


def test_a_script_of_verl(tmp_path):
    report = drafted(tmp_path, "train.sh", VERL_SCRIPT)
    assert penalty(report) == (0.001, [0.001])
    assert report.rlhf.base_model.name == "$ROOT/org/base"
    assert data(report) == {"~/data/gsm8k/train.parquet": None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "dataset_mixture: {datasets: [{id: org/a, split: x, weight: 0.5}, {id: org/a, split: y, weight: 1.0}], seed: 0}",
            {"org/a (x)": "a fraction of 0.5 of it", "org/a (y)": "all of it"},
        ),
        ("dataset_mixer: {org/a: 1.0, org/b: 2000}", {"org/a": "all of it", "org/b": "2000 samples"}),
        ("dataset_mixer_list: [org/a, 0.25, org/b, 64]", {"org/a": "a fraction of 0.25 of it", "org/b": "64 samples"}),
        ("datasets: [{path: org/a, type: chat}, {path: org/b}]", {"org/a": None, "org/b": None}),
        ("data: {train_files: data/a.parquet, val_files: data/b.parquet}", {"data/a.parquet": None}),
        ("dataset_name: hf_abcdefghijklmnopqrstuv", {}),
    ],
)
def test_data_sets_with_how_much_of_each_is_used(tmp_path, text, expected):
    report = drafted(tmp_path, "dpo.yaml", f"model_name_or_path: org/base\nbeta: 0.1\nseed: 7\n{text}\n")
    assert data(report) == expected
    assert report.implementation.algorithmic_details.hyperparameters == {"beta": 0.1, "seed": 7}


def test_environments_judges_and_penalties_of_prime_rl(tmp_path):
    report = drafted(tmp_path, "rl.toml", PRIME)
    states = report.implementation.environment_details.states
    assert states == "The environments search (tasks of openseeker) (share 0.7), math (share 0.3)."
    assert terms(report) == {"Verdict of the judge correct": 0.5, "Length penalty on input tokens": 0.1}
    assert report.rlhf.ai_feedback.items[0].judge == "org/judge"
    assert report.rlhf.base_model.name == "org/base"


def test_a_judge_counts_where_it_has_a_weight(tmp_path):
    text = "model_name_or_path: org/base\njudge_model: org/judge\n"
    assert terms(drafted(tmp_path, "rloo.yaml", f"{text}judge_weight: 0.5\n")) == {
        "Verdict of the judge org/judge": 0.5
    }
    assert terms(drafted(tmp_path, "rloo.yaml", f"{text}judge_weight: 0\n")) == {}


def test_an_adapter_names_its_base_model_and_its_settings(tmp_path):
    text = json.dumps({"base_model_name_or_path": "org/base", "peft_type": "LORA", "learning_rate": 0.001})
    report = drafted(tmp_path, "adapter_config.json", text)
    assert report.rlhf.base_model.name == "org/base"
    assert report.implementation.algorithmic_details.hyperparameters == {"learning_rate": 0.001}


def test_a_rubric_of_verifiers(tmp_path):
    report = drafted(tmp_path, "rubric.toml", RUBRIC)
    assert terms(report) == {"cites": 2.0, "short": None}
    assert report.rlhf.ai_feedback.items[0].rubric == "Every claim has a source.; No more than ten lines."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rewards: {env.Game: {reward: {event: 3.0, new_tile: 0.02}}}", {"event": 3.0, "new_tile": 0.02}),
        (
            "env: {reward_scales: {tracking: 1.0, torques: -0.0002, stumble: 0.0}}",
            {"tracking": 1.0, "torques": -0.0002},
        ),
        ("rewards: {track: {func: f, weight: 1.5, params: {std: 0.25}}}", {"track": 1.5}),
        ("rewards: [{name: win, weight: 1.0}, {name: draw, weight: 0.5}]", {"win": 1.0, "draw": 0.5}),
        ("reward: {speed_weight: 0.3, clip: 10, gamma: 0.9, max_reward: 5, type: dense}", {"speed": 0.3}),
        ("reward: {enabled: false, speed: 0.3}", {}),
        ("reward: {active: false, speed: 0.3}", {}),
        ("reward: {disabled: true, speed: 0.3}", {}),
        ("reward: {use_penalty: false, penalty: 0.3, goal: 10.0}", {"goal": 10.0}),
        ("reward: {enable_energy: 'no', energy_weight: 0.3, goal: 10.0}", {"goal": 10.0}),
        ("reward: {use_energy: false, energy: {weight: 0.3}, goal: 10.0}", {"goal": 10.0}),
        ("reward: {use_penalty: true, penalty: 0.3}", {"penalty": 0.3}),
        ("rewards: [{name: win, weight: 1.0}, {name: draw, weight: 0.5, enabled: false}]", {"win": 1.0}),
        ("rewards: [{_target_: own.rewards.Energy, weight: -0.1}]", {"Energy": -0.1}),
        ("debug: {reward: {speed: 0.3}}", {}),
        ("eval: {reward: {speed: 0.3}}", {}),
        ("reward_threshold: 400\nnormalize_reward: true", {}),
    ],
)
def test_sections_of_own_configurations_are_taken_for_the_author_to_confirm(tmp_path, text, expected):
    report = drafted(tmp_path, "config.yaml", f"gamma: 0.99\ntrain: {{learning_rate: 0.1}}\n{text}\n")
    assert terms(report) == expected
    assert report.implementation.reward_details.basis == ("inferred" if expected else None)


def test_settings_with_tags_of_python_are_read_without_making_anything(tmp_path):
    text = "!!python/object/apply:os.system\n- echo\n"
    (tmp_path / "config.yml").write_text(f"gamma: 0.9\nkl: {text.strip()}\nseed: !!python/object/apply:os.getpid []\n")
    made = draft([tmp_path / "config.yml"])
    assert load_text(made.yaml).report.implementation.algorithmic_details.hyperparameters == {"gamma": 0.9}


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]\n",
        "a: &a {b: *a}\n",
        "a: &a [1, 1, 1, 1]\n"
        + "".join(
            f"{k}: &{k} [*{chr(ord(k) - 1)}, *{chr(ord(k) - 1)}, *{chr(ord(k) - 1)}, *{chr(ord(k) - 1)}]\n"
            for k in "bcdefghijklmnop"
        ),
        "a: " + "[" * 5000 + "\n",
        "x: {<<: &x {<<: *x}}\n",
    ],
)
def test_hostile_yaml_is_refused_or_read_in_no_time(tmp_path, text, run):
    (tmp_path / "config.yml").write_text(text)
    done = run("draft", "config.yml")
    assert done.returncode == 2
    assert "config.yml" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "word", ["${" * 3000, "$" * 9000, "--" + "a" * 9000, "'" * 9001, "a.b=" * 4000, "${a:-" * 2000 + "}" * 2000]
)
def test_hostile_scripts_are_read_in_no_time(tmp_path, word, run):
    (tmp_path / "train.sh").write_text(f"x={word}\npython train.py --pretrain org/base {word} --beta $x\n")
    assert run("draft", "train.sh").returncode in (0, 2)


def test_a_run_of_rl_zoo_with_its_settings_one_folder_down(monkeypatch):
    monkeypatch.chdir(FIXTURES)
    report = load_text(draft([Path("zoo/CartPole-v1_1")]).yaml).report
    details = report.implementation
    assert details.environment_details.states == "The environment CartPole-v1."
    assert details.algorithmic_details.algorithm == "Proximal policy optimisation (PPO)"
    assert {one.id for one in details.engineering_tricks.items} == {"normalised-reward", "normalised-observations"}
    assert "n_timesteps" in details.algorithmic_details.hyperparameters


def test_a_run_of_hydra(monkeypatch):
    monkeypatch.chdir(FIXTURES)
    report = load_text(draft([Path("hydra")]).yaml).report
    assert report.optimization_intent.goal_of_reinforcement.horizon.discount == 0.98
    assert terms(report) == {"forward": 1.0, "control": -0.1}
    assert report.implementation.algorithmic_details.algorithm == "Soft actor-critic (SAC)"


@pytest.mark.parametrize("source", ["hydra-sweep", "hydra-sweep/multirun.yaml"])
def test_what_a_sweep_begins_with_is_no_run(monkeypatch, run, source):
    monkeypatch.chdir(FIXTURES)
    done = run("draft", source, cwd=FIXTURES)
    assert done.returncode == 2
    assert "describes a sweep of runs with different settings; name the folder of one run" in done.stderr


def test_a_run_of_a_sweep_of_hydra(monkeypatch):
    monkeypatch.chdir(FIXTURES)
    made = draft([Path("hydra-sweep/1")])
    details = load_text(made.yaml).report.implementation
    assert details.algorithmic_details.algorithm == "Proximal policy optimisation (PPO)"
    assert details.algorithmic_details.hyperparameters["seed"] == 2
    assert not any("defaults" in note for note in made.notes)


def test_settings_that_hydra_puts_together_with_others_are_told(tmp_path):
    text = "defaults: [{algo: ppo}, _self_]\nseed: 3\n"
    (tmp_path / "config.yaml").write_text(text)
    assert any("names other files under `defaults`" in note for note in draft([tmp_path / "config.yaml"]).notes)


@pytest.mark.parametrize(
    "text",
    [
        "algo: ppo\nenv_id: CartPole-v1\nclip_coef: 0.2\n",
        "algo: {name: ppo}\nenv: {id: CartPole-v1}\n",
        "algorithm: reinforce\nenv_name: A\n",
    ],
)
def test_reinforcement_learning_without_feedback_gets_no_profile_of_feedback(tmp_path, text):
    report = drafted(tmp_path, "config.yaml", text)
    assert report.implementation.algorithmic_details.algorithm
    assert report.profiles == ()
    assert report.rlhf is None


LLAMA_FACTORY = """
model_name_or_path: org/base
finetuning_type: lora
pref_beta: 0.1
dataset: one, two
"""


@pytest.mark.parametrize(
    ("more", "algorithm", "coefficient"),
    [
        ("stage: dpo\npref_loss: sigmoid", "Direct preference optimisation (DPO)", 0.1),
        ("stage: dpo\npref_loss: orpo", "Odds ratio preference optimisation (ORPO)", None),
        ("stage: dpo\npref_loss: simpo\nsimpo_gamma: 0.5", "Simple preference optimisation (SimPO)", None),
        ("stage: kto", "Kahneman-Tversky optimisation (KTO)", 0.1),
        ("stage: ppo\nreward_model: org/judge", "Proximal policy optimisation (PPO)", None),
        ("stage: rm", "Training of a reward model", None),
        ("stage: sft", "Supervised fine-tuning", None),
    ],
)
def test_stages_of_llama_factory(tmp_path, more, algorithm, coefficient):
    report = drafted(tmp_path, "train.yaml", LLAMA_FACTORY + more)
    assert report.implementation.algorithmic_details.algorithm == algorithm
    assert penalty(report) == (coefficient, [])
    assert terms(report) == ({"org/judge": None} if "reward_model" in more else {})
    assert set(data(report)) == {"one", "two"}


@pytest.mark.parametrize(
    ("strategy", "shares"),
    [
        ("interleave_under", {"a share of 0.7 of the samples", "a share of 0.3 of the samples"}),
        ("concat", {None}),
    ],
)
def test_shares_of_llama_factory_count_where_sets_are_interleaved(tmp_path, strategy, shares):
    more = f"stage: sft\nmix_strategy: {strategy}\ninterleave_probs: 0.7,0.3\n"
    assert set(data(drafted(tmp_path, "train.yaml", LLAMA_FACTORY + more)).values()) == shares


@pytest.mark.parametrize(
    ("line", "algorithm"),
    [
        ("CUDA_VISIBLE_DEVICES=0,1 llamafactory-cli train --stage dpo", "Direct preference optimisation (DPO)"),
        ("A=1 B=2 llamafactory-cli train --stage dpo", "Direct preference optimisation (DPO)"),
        ("trl grpo", "Group relative policy optimisation (GRPO)"),
    ],
)
def test_commands_that_start_no_file_of_python(tmp_path, line, algorithm):
    report = drafted(tmp_path, "train.sh", f"{line} \\\n --model_name_or_path org/base --seed 3\n")
    assert report.implementation.algorithmic_details.algorithm == algorithm
    assert report.implementation.algorithmic_details.items[0].derived_from == "org/base"


@pytest.mark.parametrize("template", ["defaults", "grpo_base", ".common", "x-shared"])
def test_a_template_that_a_section_takes_over_says_nothing_itself(tmp_path, template):
    text = f"{template}: &c\n  reward_funcs: [a, b]\n  reward_weights: [1.0, 0.5]\n  beta: 0.2\n"
    text += "train:\n  <<: *c\n  beta: 0.0\n  num_generations: 8\n"
    report = drafted(tmp_path, "grpo.yaml", text)
    assert terms(report) == {"a": 1.0, "b": 0.5}
    assert penalty(report) == (0, [])
    assert drafted(tmp_path, "grpo.yaml", text.partition("train:")[0] + "n: 1\n").implementation.reward_details.items


def test_settings_as_wandb_keeps_them(tmp_path):
    text = "".join(
        f"{key}: {{desc: null, value: {value}}}\n"
        for key, value in {"algo": "ppo", "env_name": "Hopper-v4", "model_name": "org/base"}.items()
    )
    report = drafted(tmp_path, "config.yaml", text)
    assert report.implementation.environment_details.states == "The environment Hopper-v4."
    assert report.implementation.algorithmic_details.items[0].derived_from == "org/base"
    assert report.implementation.algorithmic_details.algorithm == "Proximal policy optimisation (PPO)"


def test_the_newest_checkpoint_is_read_and_the_card_tells_the_algorithm(tmp_path):
    for step in (2, 10, 9):
        folder = tmp_path / "run" / f"checkpoint-{step}"
        folder.mkdir(parents=True)
        (folder / "trainer_state.json").write_text(
            f'{{"global_step": {step}, "log_history": [{{"step": {step}, "rewards/accuracy/mean": 0.5}}]}}'
        )
    (tmp_path / "run" / "README.md").write_text(
        "---\nbase_model: org/base\ntags: [trl, grpo]\n---\n\nTrained with GRPO.\n"
    )
    made = draft([tmp_path / "run"])
    report = load_text(made.yaml).report
    assert report.rlhf.base_model.name == "org/base"
    assert report.implementation.algorithmic_details.items[0].derived_from == "org/base"
    run = report.rlhf.policy_optimization.items[0]
    assert (run.algorithm, run.duration) == ("Group relative policy optimisation (GRPO)", "10 steps")
    assert any(
        "checkpoint-10 is the newest checkpoint; not read: checkpoint-2, checkpoint-9" in note for note in made.notes
    )


def test_numbers_that_no_weight_can_have_are_left_out(tmp_path):
    report = drafted(tmp_path, "a.yaml", f"{TRL}beta: .inf\nreward_weights: [.nan, 1.0, 0.5]\nseed: 1\n")
    assert terms(report) == {"accuracy": None, "format": None, "tag_count": None}
    assert penalty(report) == (None, [])
    report = drafted(tmp_path, "a.json", '{"kl_coef": 1' + "0" * 400 + ', "gamma": 0.9}')
    assert report.rlhf is None or penalty(report) == (None, [])


def test_a_source_that_holds_nothing_is_told_and_the_others_are_read(tmp_path, run):
    (tmp_path / "notes.txt").write_text("words")
    (tmp_path / "tuned.yml").write_text(TUNED)
    (tmp_path / "broken.yaml").write_text("a: [\n")
    (tmp_path / "args.yaml").write_text("gamma: 0.9\n")
    done = run("draft", "notes.txt", "broken.yaml", "tuned.yml", "args.yaml")
    assert done.returncode == 0
    assert "gamma: 0.9 " in done.stdout
    for said in (
        "notes.txt contains no supported file",
        "broken.yaml:1:5",
        "holds the settings of 2 runs, which were left out",
    ):
        assert said in done.stderr
    assert run("draft", "notes.txt", "broken.yaml").returncode == 2
    assert run("draft", "args.yaml", "nowhere.yaml").returncode == 2


def test_a_file_of_a_folder_that_is_damaged_does_not_end_the_others(tmp_path):
    (tmp_path / "config.json").write_text("{")
    (tmp_path / "args.json").write_text('{"gamma": 0.9}')
    made = draft([tmp_path])
    assert "gamma: 0.9 " in made.yaml
    assert any("config.json:1:2" in note and "left out" in note for note in made.notes)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links here")
def test_no_link_of_a_run_is_followed_to_another_folder(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "trainer_state.json").write_text('{"global_step": 7, "log_history": [{"reward": 1}]}')
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "args.json").write_text('{"gamma": 0.9}')
    (tmp_path / "run" / "checkpoint-7").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert "7 steps" not in draft([tmp_path / "run"]).yaml


@pytest.mark.parametrize(
    ("more", "share"),
    [
        ("", "all of it"),
        ("  test_split_size: 100\n", None),
        ("val_set_size: 0.1\n", None),
        ("val_set_size: 0.0\n", "all of it"),
        ("max_train_samples: 500\n", None),
    ],
)
def test_a_set_of_which_a_part_is_held_out_is_not_used_whole(tmp_path, more, share):
    text = f"model_name_or_path: org/base\ndataset_mixture:\n  datasets: [{{id: org/a, weight: 1.0}}]\n{more}"
    assert data(drafted(tmp_path, "dpo.yaml", text)) == {"org/a": share}


def test_a_fraction_of_a_set_stays_a_fraction_where_a_test_set_is_split_off(tmp_path):
    text = "model_name_or_path: org/base\ndataset_mixture:\n  datasets: [{id: org/a, weight: 0.5}]\n"
    report = drafted(tmp_path, "dpo.yaml", f"{text}  test_split_size: 100\n")
    assert data(report) == {"org/a": "a fraction of 0.5 of it"}
    assert data(drafted(tmp_path, "dpo.yaml", f"{text}max_samples: 100\n")) == {"org/a": None}


@pytest.mark.parametrize("name", ["in_reward", "in_loss"])
def test_a_penalty_that_is_switched_on_is_stated_also_where_its_weight_is_the_default_of_the_tool(tmp_path, name):
    setting = {"in_reward": "algorithm.use_kl_in_reward", "in_loss": "actor_rollout_ref.actor.use_kl_loss"}[name]
    text = f"python -m verl.trainer.main_ppo algorithm.adv_estimator=grpo {setting}=True actor_rollout_ref.model.path=org/b\n"
    assert penalty(drafted(tmp_path, "run.sh", text)) == (None, [None])


@pytest.mark.parametrize(
    ("setting", "name"),
    [("--mixer_list org/a 0.5 org/b 20", "{'org/a': 'a fraction of 0.5 of it', 'org/b': '20 samples'}")],
)
def test_sets_of_a_mixer_list_have_their_shares(tmp_path, setting, name):
    report = drafted(
        tmp_path, "dpo.sh", f"python open_instruct/dpo_tune_cache.py --model_name_or_path org/base {setting}\n"
    )
    assert str(data(report)) == name


def test_a_set_in_the_section_of_data_is_read(tmp_path):
    text = "deepspeed --module openrlhf.cli.train_dpo --model.model_name_or_path org/base --data.dataset org/pairs --model.beta 0.1\n"
    assert data(drafted(tmp_path, "dpo.sh", text)) == {"org/pairs": None}


@pytest.mark.parametrize(
    ("program", "algorithm"),
    [
        ("python open_instruct/grpo_fast.py", "Group relative policy optimisation (GRPO)"),
        ("python mason.py --gpus 8 -- python open_instruct/grpo_fast.py", "Group relative policy optimisation (GRPO)"),
        ("python -m tool.cli.train_dpo", "Direct preference optimisation (DPO)"),
        ("python train.py --reward_file rewards/grpo.py", None),
        ("python grpo.py\npython dpo.py", None),
        ("# python grpo.py\npython train.py", None),
    ],
)
def test_the_program_that_a_script_starts_tells_the_algorithm(tmp_path, program, algorithm):
    report = drafted(tmp_path, "run.sh", f"{program} --model_name_or_path org/base --beta 0.0\n")
    assert report.implementation.algorithmic_details.algorithm == algorithm


def test_a_penalty_for_answers_that_do_not_end_scales_the_reward_and_has_no_weight(tmp_path):
    text = "python3 -m openrlhf.cli.train_ppo_ray --actor.model_name_or_path org/base --reward.stop_properly_penalty_coef 0.0\n"
    assert terms(drafted(tmp_path, "run.sh", text)) == {"Penalty for an answer that does not end": None}


@pytest.mark.parametrize(
    ("default", "own", "algorithm"),
    [
        ("grpo", "", "Group relative policy optimisation (GRPO)"),
        ("grpo", "opd", None),
        ("", "opd", None),
        ("opd", "opd", "On-policy distillation"),
    ],
)
def test_the_algorithm_of_one_source_is_not_that_of_all(tmp_path, default, own, algorithm):
    text = '[model]\nname = "org/base"\n'
    text += f'[orchestrator.algo]\ntype = "{default}"\n' if default else ""
    text += '[[orchestrator.train.source]]\nname = "a"\n[[orchestrator.train.source]]\nname = "b"\n'
    text += f'[orchestrator.train.source.algo]\ntype = "{own}"\n' if own else ""
    report = drafted(tmp_path, "rl.toml", text)
    assert report.implementation.algorithmic_details.algorithm == algorithm
