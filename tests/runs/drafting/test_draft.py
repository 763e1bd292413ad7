"""What a draft holds: each value with its source, both where sources differ, no secret, and a question where nobody knows."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports import lint, load
from reward_reports.base.errors import RewardReportsError
from reward_reports.report.loading import load_text
from reward_reports.runs.drafting import draft
from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.fact import SETTINGS, SourceFacts
from reward_reports.runs.drafting.secrets import HIDDEN, shown

GRPO = "Group relative policy optimisation (GRPO)"
FIXTURES = Path(__file__).resolve().parent / "fixtures"
CLEANRL = "env_id: CartPole-v1\ntotal_timesteps: 500000\nlearning_rate: 0.00025\ngamma: 0.99\nclip_coef: 0.2\nwandb_entity: someone\n"
VERL = """
algorithm: {adv_estimator: grpo, use_kl_in_reward: false}
actor_rollout_ref: {model: {path: Qwen/Qwen2-7B}, actor: {use_kl_loss: true, kl_loss_coef: 0.001, clip_ratio: 0.2, optim: {lr: 1.0e-6}}}
custom_reward_function: {path: reward.py, name: compute_score}
data: {train_files: gsm8k/train.parquet, train_batch_size: 1024}
trainer: {logger: wandb, wandb_api_key: abcdef}
"""
OPENRLHF = """
pretrain: meta-llama/Llama-3-8B
reward_pretrain: OpenRLHF/Llama-3-8b-rm
init_kl_coef: 0.01
advantage_estimator: gae
prompt_data: OpenRLHF/prompts
"""
WANDB = 'wandb_version: 1\nlearning_rate: {desc: null, value: 0.001}\nseed: {desc: null, value: 7}\n_wandb: {desc: null, value: {cli_version: "0.31"}}\n'


@pytest.mark.parametrize(
    "source", ["grpo", "dpo", "sb3", "tensorboard", "cleanrl", "wandb/run.wandb", "mlflow/mlflow.db"]
)
def test_runs_of_the_real_tools(golden, monkeypatch, source):
    monkeypatch.chdir(FIXTURES)
    made, name = draft([Path(source)]), source.partition("/")[0]
    assert load_text(made.yaml).report is not None
    golden(made.yaml, f"{name}.yaml")
    golden("\n".join(made.notes) + "\n", f"{name}.txt")


def test_a_folder_that_holds_logs_of_many_runs_is_no_run(tmp_path):
    events = next((FIXTURES / "cleanrl").iterdir())
    for number in range(6):
        (tmp_path / "run" / "runs" / str(number)).mkdir(parents=True)
        shutil.copy(events, tmp_path / "run" / "runs" / str(number))
    shutil.copy(FIXTURES / "grpo" / "config.json", tmp_path / "run")
    made = draft([tmp_path / "run"])
    assert "gamma" not in made.yaml
    assert any("holds logs of 6 runs, which were left out; name one of them" in note for note in made.notes)


def test_a_log_that_another_file_of_the_run_has_told_of_is_not_told_twice(tmp_path):
    shutil.copytree(FIXTURES / "dpo", tmp_path / "run")
    shutil.copytree(FIXTURES / "tensorboard" / "runs", tmp_path / "run" / "runs")
    made = draft([tmp_path / "run"])
    assert made.conflicts == ()
    assert made.yaml.count("name: Margin between chosen and rejected answers") == 1


@pytest.mark.parametrize(
    "source", ["tensorboard/runs/first/events.out.tfevents.1.host", "wandb/run.wandb", "mlflow/mlflow.db"]
)
@pytest.mark.parametrize("harm", ["changed", "cut", "empty", "other"])
def test_a_log_that_is_damaged_is_told_or_read_as_far_as_it_is_whole(tmp_path, run, source, harm):
    whole = (FIXTURES / source).read_bytes()
    half = len(whole) // 2
    broken = {
        "changed": whole[:half] + bytes([whole[half] ^ 255]) + whole[half + 1 :],
        "cut": whole[:half],
        "empty": b"",
        "other": b"no log at all, but words",
    }[harm]
    path = tmp_path / Path(source).name
    path.write_bytes(broken)
    done = run("draft", path.name)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or (done.returncode == 2 and path.name in done.stderr)
    assert harm not in ("empty", "other") or done.returncode == 2


def test_logs_are_named_as_the_report_sees_them_and_can_be_checked(tmp_path, run):
    shutil.copytree(FIXTURES / "grpo", tmp_path / "run")
    done = run("draft", "run", "-o", "reports/grpo.yaml", "--title", "T")
    assert done.returncode == 0, done.stderr
    metric = load(tmp_path / "reports" / "grpo.yaml").optimization_intent.performance_metrics.items[0]
    assert metric.observations_from.path == "../run/trainer_state.json"
    run("draft", "run", "-o", "grpo.yaml", "--title", "T")
    assert run("check", "grpo.yaml", "--today", "2026-01-01").returncode in (0, 1)


def drafted(tmp_path, name, text, **options):
    (tmp_path / name).write_text(text, "utf-8")
    made = draft([tmp_path / name], **options)
    return made, load_text(made.yaml).report


def settings(report):
    return report.implementation.algorithmic_details.hyperparameters


def test_settings_of_cleanrl(tmp_path):
    made, report = drafted(tmp_path, "args.yaml", CLEANRL, title="Cart pole")
    assert settings(report) == {"clip_coef": 0.2, "gamma": 0.99, "learning_rate": 0.00025, "total_timesteps": 500000}
    assert report.optimization_intent.goal_of_reinforcement.horizon.discount == 0.99
    assert report.implementation.environment_details.states == "The environment CartPole-v1."
    assert report.profiles == ()
    assert f"gamma: 0.99  # drafted from {tmp_path.as_posix()}/args.yaml: gamma" in made.yaml
    assert any("2 other settings were read and left out" in note for note in made.notes)


def test_settings_of_verl(tmp_path):
    made, report = drafted(tmp_path, "config.yaml", VERL)
    run = report.rlhf.policy_optimization.items[0]
    assert (run.algorithm, run.kl_coefficient.value, run.clip_range, run.batch_size) == (GRPO, 0.001, 0.2, 1024)
    assert report.rlhf.base_model.name == "Qwen/Qwen2-7B"
    assert report.implementation.reward_details.items[0].name == "compute_score"
    assert report.implementation.data_flow.items[0].name == "gsm8k/train.parquet"
    assert report.profiles == ("rlhf",)
    assert "abcdef" not in made.yaml
    assert any("secret" in note for note in made.notes)


def test_settings_of_openrlhf(tmp_path):
    _, report = drafted(tmp_path, "train.yaml", OPENRLHF)
    assert report.rlhf.policy_optimization.items[0].kl_coefficient.value == 0.01
    assert report.implementation.reward_details.items[0].name == "OpenRLHF/Llama-3-8b-rm"
    assert report.rlhf.base_model.name == "meta-llama/Llama-3-8B"


def test_settings_as_wandb_writes_them(tmp_path):
    (tmp_path / "run" / "files").mkdir(parents=True)
    (tmp_path / "run" / "files" / "config.yaml").write_text(WANDB)
    report = load_text(draft([tmp_path / "run"]).yaml).report
    assert settings(report) == {"learning_rate": 0.001, "seed": 7}


def test_a_run_of_mlflow(tmp_path):
    (tmp_path / "params").mkdir()
    (tmp_path / "meta.yaml").write_text("run_id: x\n")
    for name, value in {"gamma": "0.95", "use_sde": "False", "env_id": "Pendulum-v1", "n_steps": "64"}.items():
        (tmp_path / "params" / name).write_text(value)
    report = load_text(draft([tmp_path]).yaml).report
    assert settings(report) == {"gamma": 0.95, "n_steps": 64, "use_sde": False}


def test_sources_that_differ_are_both_shown_and_neither_is_taken(tmp_path):
    (tmp_path / "a.yaml").write_text("gamma: 0.9\nseed: 1\n")
    (tmp_path / "b.yaml").write_text("gamma: 0.99\nseed: 1\n")
    made = draft([tmp_path / "a.yaml", tmp_path / "b.yaml"])
    report = load_text(made.yaml).report
    assert settings(report) == {"gamma": None, "seed": 1}
    assert len(made.conflicts) == 2
    line = next(line for line in made.yaml.splitlines() if line.strip().startswith("gamma:"))
    assert "sources differ: 0.9 (" in line
    assert "0.99 (" in line


def test_what_only_people_can_answer_is_asked_and_nothing_else_is_missing(tmp_path):
    (tmp_path / "args.yaml").write_text(CLEANRL)
    (tmp_path / "reward-report.yaml").write_text(draft([tmp_path / "args.yaml"], title="T").yaml)
    report = load(tmp_path / "reward-report.yaml")
    assert report.system_details.system_owner.blank
    text = (tmp_path / "reward-report.yaml").read_text()
    above = text.splitlines()[text.splitlines().index("  recourse:") - 1]
    assert above.startswith("  # ")
    assert above.endswith("?")
    families = {finding.code[:3] for finding in lint(tmp_path / "reward-report.yaml").findings}
    assert families <= {"CMP", "LIV", "EVD", "HON", "SAF", "RLF"}


@pytest.mark.parametrize(
    ("name", "value", "hidden"),
    [
        ("hub_token", "abc", True),
        ("WANDB_API_KEY", "abc", True),
        ("api-key", "abc", True),
        ("password", "abc", True),
        ("note", "hf_abcdefghijklmnopqrstuv", True),
        ("note", "sk-abcdefghijklmnopqrstuv", True),
        ("note", "https://me:secret@host.example/x", True),
        ("note", "0123456789abcdef0123456789abcdef01234567", True),
        ("pad_token_id", "abc", False),
        ("max_new_tokens", "abc", False),
        ("monkey", "abc", False),
        ("hub_token", None, False),
        ("note", "https://host.example/a@b", False),
    ],
)
def test_secrets_are_known_by_name_or_shape(name, value, hidden):
    assert (shown(name, value) == HIDDEN) == hidden


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("config.json", '{"a": 1,\n "b" 2}', r"config\.json:2:6: "),
        ("config.json", "[" * 200_000, r"config\.json is nested too deeply"),
        ("config.json", f'{{"a": {"9" * 5_000}}}', r"config\.json holds a number with too many digits"),
        ("config.toml", f"a = {'9' * 5_000}", r"config\.toml is not TOML"),
        (
            "adapter_config.json",
            '{"base_model_name_or_path": ["x"]}',
            r"adapter_config\.json: base_model_name_or_path does not fit",
        ),
        ("config.yaml", "a: 1\nb: [", r"config\.yaml:2"),
        ("config.yaml", "- a\n", "holds no settings"),
        ("config.toml", "a = \n", r"config\.toml is not TOML"),
        ("run.eval", "a", "is not an .eval archive that can be read"),
        ("trainer_state.json", "[]", "nothing in it belongs in a report"),
        ("README.md", "---\nbase_model: [\n---\n", r"README\.md"),
        ("README.md", "# A title\n", "nothing in it belongs in a report"),
        ("notes.txt", "a", "no supported file"),
        ("model.zip", "a", "no supported file"),
        ("training_args.bin", "a", "not a file of torch"),
    ],
)
def test_bad_input_is_told_by_name_and_place(tmp_path, name, text, said):
    (tmp_path / name).write_text(text)
    with pytest.raises(DraftError, match=said):
        draft([tmp_path / name])


def test_a_source_that_is_not_there(tmp_path):
    with pytest.raises(DraftError, match="does not exist"):
        draft([tmp_path / "nowhere"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize(
    "name", ["a.pkl", "b.zip", "training_args.bin", "README.md", "config.json", "monitor.csv", "run.wandb"]
)
def test_a_pipe_is_not_waited_for(tmp_path, name):
    os.mkfifo(tmp_path / name)
    with pytest.raises(DraftError, match="is not a regular file"):
        draft([tmp_path / name])


def test_a_long_name_makes_an_id_that_fits(tmp_path):
    (tmp_path / "README.md").write_text(f"---\ndatasets: [{'x' * 300}]\n---\n")
    assert load_text(draft([tmp_path]).yaml).report.implementation.data_flow.items[0].id == "x" * 60


@given(st.text(max_size=80), st.text(max_size=40))
def test_whatever_a_source_says_stays_a_value(value, source):
    found = SourceFacts()
    found.add((*SETTINGS, "seed"), 1, "a")
    found.add(("implementation", "algorithmic_details", "algorithm"), value, source)
    made = draft([], [found], title="T")
    report = load_text(made.yaml).report
    plain = "".join(one if one.isprintable() else "\ufffd" for one in " ".join(value.split()))
    assert (report.implementation.algorithmic_details.algorithm or "") == plain
    assert settings(report) == {"seed": 1}


KEYS = (
    "log_history step reward rewards/length/mean kl global_step model_type architectures _name_or_path base_model_name_or_path beta "
    "learning_rate gamma algorithm data trainer actor_rollout_ref actor critic reward_model model path optim lr pretrain value _wandb "
    "env_id seed api_key policy_class :type: observation_space action_space n_steps reward_funcs reward_weights reward enabled weight "
    "dataset_mixer datasets id criteria name text train source judges eval task results scores metrics status versions n-shot "
    "evaluation_results score_details score metric_config uncertainty"
).split()
ANYTHING = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(["", "gpt2", "\u202e\n", '{"a": 1}'])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "name",
    ["trainer_state.json", "config.json", "adapter_config.json", "args.json", "config.yaml", "results_1.json", "m.zip"],
)
@given(st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=5))
def test_whatever_shape_a_source_has_it_is_a_draft_or_an_error(tmp_path_factory, name, held):
    folder = tmp_path_factory.mktemp("source")
    if name.endswith(".zip"):
        with zipfile.ZipFile(folder / name, "w") as archive:
            archive.writestr("data", json.dumps(held))
            archive.writestr("_stable_baselines3_version", "2.3")
    else:
        (folder / name).write_text(json.dumps(held), "utf-8")
    for source in (folder, folder / name):
        try:
            made = draft([source])
        except RewardReportsError:
            continue
        assert load_text(made.yaml).report is not None
    shutil.rmtree(folder)


def test_the_command_writes_a_file_and_overwrites_none(tmp_path, run):
    (tmp_path / "args.json").write_text(json.dumps({"gamma": 0.9}))
    done = run("draft", "args.json", "-o", "new/report.yaml", "--title", "T")
    assert done.returncode == 0
    assert "2 values were read." in done.stderr
    assert load(tmp_path / "new" / "report.yaml").report.id == "t"
    again = run("draft", "args.json", "-o", "new/report.yaml")
    assert again.returncode == 2
    assert "is not overwritten" in again.stderr
    assert run("draft").returncode == 2
    assert run("draft", "nowhere").stderr.startswith("error: nowhere does not exist")
