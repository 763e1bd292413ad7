"""Values in files of the system, by their keys."""

from __future__ import annotations

import pytest

from reward_reports.runs.bound import UnreadableError, read_value

YAML = "beta: 0.04\ntraining: {weights: [1.0, 0.5], on: true}\na.b: {c: 1e-6}\n"
JSON = '{"beta": 0.04, "training": {"weights": [1.0, 0.5]}}'
TOML = "beta = 0.04\n[training]\nweights = [1.0, 0.5]\n[[source]]\nratio = 3\n"
PYTHON = """\
BETA = 0.04
NEGATIVE: float = -1.5
WEIGHTS = {"length": 0.5, "right": [1, 2]}
args = GRPOConfig(beta=0.1, nested=dict(deep=True))
class Config:
    beta: float = 0.2
    class Inner:
        seed = 3
TWICE = BETA * 2
BETA2 = 1
BETA2 += 1
"""


@pytest.mark.parametrize(
    ("path", "text", "key", "value"),
    [
        ("a.yaml", YAML, "beta", 0.04),
        ("a.yml", YAML, "training.weights[1]", 0.5),
        ("a.yaml", YAML, "training.weights.0", 1.0),
        ("a.yaml", YAML, "training.weights", [1.0, 0.5]),
        ("a.yaml", YAML, "training.on", True),
        ("a.yaml", YAML, "a.b.c", 1e-6),
        ("a.yaml", "3.5", None, 3.5),
        ("a.yaml", "b: &b {beta: 0.04, seed: 1}\ntrain: {<<: *b, beta: 0.1}\n", "train.beta", 0.1),
        ("a.yaml", "b: &b {beta: 0.04, seed: 1}\ntrain: {<<: *b, beta: 0.1}\n", "train.seed", 1),
        ("a.yaml", "a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc: {<<: [*a, *b]}\n", "c.x", 1),
        ("a.yaml", "a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc: {<<: [*a, *b]}\n", "c.y", 3),
        ("a.yaml", "w: &w 0.5\nweights: [1.0, *w]\n", "weights[1]", 0.5),
        ("a.yaml", 'reward: {length: 0.5}\nweights: [1.0, "${reward.length}"]\n', "weights[1]", 0.5),
        ("a.yaml", 'a: "${b}"\nb: "${c[0]}"\nc: [7]\n', "a", 7),
        ("a.yaml", 'a: ["${b}"]\nb: 2\n', "a", [2]),
        ("a.yaml", 'a: "${oc.env:W,0.4}"\n', "a", "${oc.env:W,0.4}"),
        ("a.yaml", 'a: "${a}"\n', "a", "${a}"),
        ("a.json", '{"a": "${b.c}", "b": {}}', "a", "${b.c}"),
        ("a.json", JSON, "training.weights[1]", 0.5),
        ("a.JSON", JSON, "beta", 0.04),
        ("a.toml", TOML, "training.weights[0]", 1.0),
        ("a.toml", TOML, "source[0].ratio", 3),
        ("a.ipynb", '{"cells": [{"cell_type": "code", "source": ["%time\\n", "BETA = 0.04"]}]}', "BETA", 0.04),
        ("a.py", PYTHON, "BETA", 0.04),
        ("a.py", PYTHON, "a.BETA", 0.04),
        ("a.py", PYTHON, "NEGATIVE", -1.5),
        ("a.py", PYTHON, "WEIGHTS.length", 0.5),
        ("a.py", PYTHON, "WEIGHTS.right[1]", 2),
        ("a.py", PYTHON, "args.beta", 0.1),
        ("a.py", PYTHON, "args.nested.deep", True),
        ("a.py", PYTHON, "Config.beta", 0.2),
        ("a.py", PYTHON, "Config.Inner.seed", 3),
    ],
)
def test_a_value_is_found_by_its_key(path, text, key, value):
    assert read_value(text.encode(), path, key) == value


@pytest.mark.parametrize(
    ("path", "text", "key", "words"),
    [
        ("a.yaml", YAML, "gamma", "has nothing under `gamma`"),
        ("a.yaml", YAML, "training.weights[2]", "has nothing under `training.weights.2`"),
        ("a.yaml", YAML, "beta.x", "has nothing under `beta.x`"),
        ("a.yaml", "a: [", "a", "cannot be read, line 1"),
        ("a.yaml", "a: 1\na: 2\n", "a", "cannot be read, line 2"),
        ("a.yaml", "a: !!python/object/apply:os.system [id]\n", "a", "cannot be read, line 1"),
        ("a.yaml", "[" * 200, "a", "cannot be read"),
        ("a.yaml", "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"{to}: &{to} [{','.join([f'*{at}'] * 9)}]\n" for at, to in zip("abcdefg", "bcdefgh", strict=True)), "a", "cannot be read"),
        ("a.json", "{", "a", "is not valid JSON"),
        ("a.json", "[" * 100_000, "a", "is not valid JSON"),
        ("a.json", '{"a": ' + "9" * 5_000 + "}", "a", "is not valid JSON"),
        ("a.toml", "a =", "a", "is not valid TOML"),
        ("a.toml", "a = " + "[" * 50_000, "a", "is not valid TOML"),
        ("a.toml", ".".join("a" * 60_000) + " = 1", "a", "keys of more than 50 steps"),
        ("a.ini", "a = 1", "a", "is neither YAML, JSON, TOML nor Python"),
        ("a.py", PYTHON, None, "the binding has no `key`"),
        ("a.py", PYTHON, "TWICE", "which is not a plain constant"),
        ("a.py", PYTHON, "BETA2", "which is not a plain constant"),
        ("a.py", PYTHON, "args.gamma", "has nothing under `args.gamma`"),
        ("a.py", PYTHON, "Config", "which is not a plain constant"),
        ("a.py", PYTHON, "NOPE", "does not define `NOPE`"),
        ("a.py", "x = (", "x", "is not valid Python"),
        ("a.json", "x" * 300_000, "x", "is larger than"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(path, text, key, words):
    with pytest.raises(UnreadableError) as caught:
        read_value(text.encode(), path, key)
    assert words in str(caught.value)
    assert caught.value.advice


def test_keys_that_are_taken_over_again_and_again_are_refused_in_no_time():
    lines = ["a0: &a0 {k0: 0}"] + [f"a{n}: &a{n} {{<<: *a{n - 1}, k{n}: {n}}}" for n in range(1, 4000)]
    with pytest.raises(UnreadableError, match="takes over more than 100,000 keys"):
        read_value("\n".join(lines).encode(), "a.yaml", "a3999.k0")
