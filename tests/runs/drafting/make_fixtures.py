"""Makes the fixtures of `draft` with the tools themselves.

Run it in an environment of its own, as it needs large packages (last made with the versions below), in an empty folder:

    pip install torch==2.14.1 stable-baselines3==2.9.2 trl==1.16.0 tensorboard==2.21.0 wandb==0.31.0 mlflow==3.17.2
    OMP_NUM_THREADS=1 python make_fixtures.py out

Models are tiny and made here, so that nothing is fetched. Weights are left out, and so is what names the machine.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
import zipfile
from pathlib import Path

socket.gethostname = lambda: "host"
WORDS = "the a cat dog sat ran on mat fast slow good bad yes no".split()


def sb3(folder: Path) -> None:
    """A model of PPO with the statistics of VecNormalize, and a log of Monitor."""
    import gymnasium
    from stable_baselines3 import PPO
    from stable_baselines3.common.monitor import Monitor
    from stable_baselines3.common.vec_env import DummyVecEnv, VecNormalize

    folder.mkdir()
    around = VecNormalize(
        DummyVecEnv([lambda: Monitor(gymnasium.make("CartPole-v1"), str(folder / "monitor.csv"))]),
        gamma=0.98,
        clip_reward=5.0,
    )
    model = PPO("MlpPolicy", around, n_steps=64, batch_size=32, gamma=0.98, ent_coef=0.01, seed=1)
    model.learn(128)
    model.save(folder / "whole.zip")
    around.save(str(folder / "vecnormalize.pkl"))
    with (
        zipfile.ZipFile(folder / "whole.zip") as whole,
        zipfile.ZipFile(folder / "ppo.zip", "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in whole.namelist():
            if name in ("data", "_stable_baselines3_version"):
                kept.writestr(zipfile.ZipInfo(name), whole.read(name))
    (folder / "whole.zip").unlink()


def tiny() -> tuple:
    """A language model of one layer and a tokenizer of a dozen words, in a folder of that name."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    words = {word: number for number, word in enumerate(["<pad>", "<eos>", "<unk>", *WORDS])}
    inner = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    inner.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=inner, pad_token="<pad>", eos_token="<eos>", unk_token="<unk>")
    shape = LlamaConfig(
        vocab_size=len(words), hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=2,
        num_key_value_heads=2, pad_token_id=0, eos_token_id=1, bos_token_id=1,
    )  # fmt: skip
    LlamaForCausalLM(shape).save_pretrained("tiny")
    tokenizer.save_pretrained("tiny")
    return "tiny", tokenizer


def length(completions: list, **_: object) -> list[float]:
    """Reward long answers."""
    return [float(len(str(one))) for one in completions]


def politeness(completions: list, **_: object) -> list[float]:
    """Reward a word."""
    return [float("good" in str(one)) for one in completions]


def grpo(folder: Path) -> None:
    """A run of GRPO with two functions of reward."""
    from datasets import Dataset
    from trl import GRPOConfig, GRPOTrainer

    model, tokenizer = tiny()
    arguments = GRPOConfig(
        output_dir=str(folder / "run"), beta=0.04, reward_weights=[1.0, 0.5], num_generations=2, per_device_train_batch_size=2,
        max_completion_length=8, max_steps=3, logging_steps=1, report_to=[], use_cpu=True, seed=3, learning_rate=1e-5,
        hub_token="hf_" + "x" * 30, save_strategy="no",
    )  # fmt: skip
    trainer = GRPOTrainer(
        model=model, processing_class=tokenizer, reward_funcs=[length, politeness], args=arguments,
        train_dataset=Dataset.from_dict({"prompt": ["the cat sat", "a dog ran"] * 4}),
    )  # fmt: skip
    trainer.train()
    keep(trainer, folder)


def dpo(folder: Path) -> None:
    """A run of DPO."""
    from datasets import Dataset
    from trl import DPOConfig, DPOTrainer

    model, tokenizer = tiny()
    arguments = DPOConfig(
        output_dir=str(folder / "run"), beta=0.2, per_device_train_batch_size=2, max_steps=2, logging_steps=1, report_to=[],
        use_cpu=True, seed=3, save_strategy="no",
    )  # fmt: skip
    rows = {"prompt": ["the cat "] * 4, "chosen": ["sat on the mat"] * 4, "rejected": ["ran"] * 4}
    trainer = DPOTrainer(model=model, processing_class=tokenizer, args=arguments, train_dataset=Dataset.from_dict(rows))
    trainer.train()
    keep(trainer, folder)


def tensorboard(folder: Path) -> None:
    """A run of DPO that was logged with TensorBoard."""
    from datasets import Dataset
    from trl import DPOConfig, DPOTrainer

    model, tokenizer = tiny()
    os.environ["TENSORBOARD_LOGGING_DIR"] = "events"
    arguments = DPOConfig(
        output_dir="run", beta=0.2, per_device_train_batch_size=2, max_steps=2, logging_steps=1,
        report_to=["tensorboard"], use_cpu=True, seed=3, save_strategy="no", hub_token="hf_" + "x" * 30,
    )  # fmt: skip
    rows = {"prompt": ["the cat "] * 4, "chosen": ["sat on the mat"] * 4, "rejected": ["ran"] * 4}
    DPOTrainer(model=model, processing_class=tokenizer, args=arguments, train_dataset=Dataset.from_dict(rows)).train()
    (folder / "runs" / "first").mkdir(parents=True)
    files = sorted(Path("events").rglob("*tfevents*")) or sorted(Path("run").rglob("*tfevents*"))
    shutil.copy(files[0], folder / "runs" / "first" / "events.out.tfevents.1.host")
    for name in ("events", "run"):
        shutil.rmtree(name, ignore_errors=True)


def cleanrl(folder: Path) -> None:
    """What the scripts of CleanRL write: their settings as a table, and scalars."""
    from torch.utils.tensorboard import SummaryWriter

    writer = SummaryWriter(str(folder))
    settings = {
        "env_id": "CartPole-v1",
        "learning_rate": 0.00025,
        "gamma": 0.99,
        "clip_coef": 0.2,
        "wandb_entity": None,
        "cuda": True,
    }
    table = "\n".join(f"|{key}|{value}|" for key, value in settings.items())
    writer.add_text("hyperparameters", f"|param|value|\n|-|-|\n{table}")
    writer.add_scalar("charts/episodic_return", 21.0, 64)
    writer.close()
    (file,) = folder.iterdir()
    file.rename(folder / "events.out.tfevents.1.host")


def wandb(folder: Path) -> None:
    """An offline run of W&B whose settings changed once."""
    os.environ |= {
        "WANDB_MODE": "offline", "WANDB_USERNAME": "user", "WANDB_HOST": "host", "WANDB_SILENT": "true",
        "WANDB_DISABLE_GIT": "true", "WANDB_DISABLE_CODE": "true", "WANDB_PROGRAM": "train.py", "WANDB_CONSOLE": "off",
    }  # fmt: skip
    import wandb as tool

    folder.mkdir()
    settings = tool.Settings(x_disable_stats=True, x_disable_meta=True, host="host", console="off", save_code=False)
    given = {
        "algorithm": {"gamma": 0.95},
        "learning_rate": 0.001,
        "kl_coef": 0.05,
        "api_key": "not-to-be-shown",
        "notes": "x",
    }
    run = tool.init(project="p", dir="wandb-work", id="abcdefgh", settings=settings, config=given)
    run.config.update({"learning_rate": 0.002}, allow_val_change=True)
    run.log({"objective/kl": 0.1, "reward": 1.0}, step=1)
    run.finish()
    shutil.copy(next(Path("wandb-work").rglob("*.wandb")), folder / "run.wandb")
    shutil.rmtree("wandb-work")


def mlflow(folder: Path) -> None:
    """MLflow's database with the parameters of two runs that differ in one."""
    import sqlite3

    os.environ["MLFLOW_DISABLE_AGENT_SKILLS"] = "1"
    import mlflow as tool

    folder.mkdir()
    tool.set_tracking_uri(f"sqlite:///{folder / 'mlflow.db'}")
    client = tool.MlflowClient()
    experiment = client.create_experiment("e", artifact_location="file:///artifacts")
    for name, gamma in (("first", "0.9"), ("second", "0.99")):
        run = client.create_run(experiment, run_name=name, tags={"mlflow.user": "user"}).info.run_id
        for key, value in (("gamma", gamma), ("learning_rate", "0.0003"), ("env_id", "CartPole-v1")):
            client.log_param(run, key, value)
        client.set_terminated(run)
    base = sqlite3.connect(folder / "mlflow.db", isolation_level=None)
    for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if name not in ("runs", "params"):
            base.execute(f'DROP TABLE "{name}"')
    base.execute("VACUUM")
    base.close()


def keep(trainer: object, folder: Path) -> None:
    """Keep what a run leaves, but for the weights and what names the machine."""
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    for name in ("output_dir", "logging_dir"):
        if hasattr(trainer.args, name):
            setattr(trainer.args, name, "run")
    torch.save(trainer.args, folder / "training_args.bin")
    trainer.state.save_to_json(str(folder / "trainer_state.json"))
    (folder / "config.json").write_text(
        json.dumps(trainer.model.config.to_dict(), indent=1, sort_keys=True) + "\n", "utf-8"
    )
    shutil.rmtree(folder / "run", ignore_errors=True)


def main(folder: Path) -> None:
    """Make everything again."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    folder = folder.resolve()
    os.chdir(folder)
    sb3(folder / "sb3")
    grpo(folder / "grpo")
    dpo(folder / "dpo")
    tensorboard(folder / "tensorboard")
    cleanrl(folder / "cleanrl")
    wandb(folder / "wandb")
    mlflow(folder / "mlflow")
    shutil.rmtree(folder / "tiny")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
