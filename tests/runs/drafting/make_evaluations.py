"""Makes the fixtures of evaluations and of hydra with the real tools; needs inspect-ai, lm-eval and hydra-core, and no network.

python tests/runs/drafting/make_evaluations.py FOLDER
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

_TASK = """\
task: tiny_sums
dataset_path: json
dataset_kwargs: {{data_files: {{test: {data}}}}}
test_split: test
output_type: multiple_choice
doc_to_text: "{{{{q}}}}"
doc_to_choice: "{{{{choices}}}}"
doc_to_target: gold
num_fewshot: 0
metric_list: [{{metric: acc, aggregation: mean, higher_is_better: true}}]
metadata: {{version: 1.0}}
"""
_HYDRA = """\
import hydra

@hydra.main(version_base=None, config_path=".", config_name="config")
def main(config):
    pass

main()
"""
_CONFIG = "env_id: HalfCheetah-v5\nalgo: sac\ngamma: 0.99\nlearning_rate: 3.0e-4\nreward: {forward: 1.0, control: -0.1, unused: 0.0}\n"


def inspect(folder: Path) -> None:
    """Logs of Inspect, as JSON and as an archive, of a model that always says the same; one that failed."""
    from inspect_ai import Task
    from inspect_ai import eval as evaluate
    from inspect_ai.dataset import Sample
    from inspect_ai.model import _model as models
    from inspect_ai.scorer import match
    from inspect_ai.solver import generate

    async def count(_self: object, text: str) -> int:  # the real one asks the network for a vocabulary
        return len(text.split())

    for kind in (models.ModelAPI, *models.ModelAPI.__subclasses__()):
        kind.count_text_tokens = count
    samples = [Sample(input=f"Say {n}", target="Default output" if n else "other") for n in range(4)]
    for name, form in (("run.json", "json"), ("run.eval", "eval")):
        task = Task(dataset=samples, solver=generate(), scorer=match(location="begin"), name="say")
        (log,) = evaluate(task, model="mockllm/model", log_dir="logs", log_format=form, display="none", temperature=0.5)
        shutil.copy(log.location.removeprefix("file://"), folder / name)
        shutil.rmtree("logs")
    held = json.loads((folder / "run.json").read_text("utf-8"))
    for part in ("samples", "reductions"):
        held.pop(part, None)
    held["stats"] = {}
    (folder / "run.json").write_text(json.dumps(held, indent=1) + "\n", "utf-8")


def harness(folder: Path) -> None:
    """Results of lm-evaluation-harness of its model that answers at random."""
    data, tasks = folder / "data.jsonl", folder / "tasks"
    rows = [{"q": f"{n}+1=", "choices": ["1", "2", "3"], "gold": n % 3} for n in range(6)]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    tasks.mkdir()
    (tasks / "tiny.yaml").write_text(_TASK.format(data=data))
    command = [
        str(Path(sys.executable).with_name("lm_eval")), "--model", "dummy", "--tasks", "tiny_sums", "--include_path", str(tasks),
        "--output_path", str(folder / "out"), "--seed", "1",
    ]  # fmt: skip
    subprocess.run(command, check=True, env=os.environ | {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"})
    held = json.loads(next((folder / "out").rglob("results_*.json")).read_text("utf-8"))
    for key in ("pretty_env_info", "task_hashes", "cpu_info", "cpu_info_str", "env_info"):
        held.pop(key, None)
    text = json.dumps(held, indent=1).replace(str(folder), "folder")
    (folder / "results_2026-11-30T01-20-40.038919.json").write_text(text + "\n", "utf-8")
    data.unlink()
    shutil.rmtree(tasks)
    shutil.rmtree(folder / "out")


def hydra(folder: Path) -> None:
    """What hydra keeps of a run."""
    (folder / "config.yaml").write_text(_CONFIG)
    (folder / "train.py").write_text(_HYDRA)
    subprocess.run([sys.executable, "train.py", "hydra.run.dir=run", "gamma=0.98"], check=True, cwd=folder)
    shutil.move(folder / "run" / ".hydra", folder / ".hydra")
    shutil.rmtree(folder / "run")
    for name in ("config.yaml", "train.py", ".hydra/hydra.yaml"):
        (folder / name).unlink()


def main(folder: Path) -> None:
    """Make everything anew."""
    for made in (inspect, harness, hydra):
        shutil.rmtree(folder / made.__name__, ignore_errors=True)
        (folder / made.__name__).mkdir(parents=True)
        made((folder / made.__name__).resolve())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
