"""Which model a configuration starts from, and on which data it trains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reward_reports.report.model.values import id_from
from reward_reports.runs.drafting.algorithms import title_of
from reward_reports.runs.drafting.config import Config
from reward_reports.runs.drafting.fact import BASE_MODEL, DATA, PARTS, SourceFacts
from reward_reports.runs.drafting.penalties import number
from reward_reports.runs.drafting.rewards import _many
from reward_reports.runs.drafting.secrets import HIDDEN, shown

_MODELS = (
    "actor_rollout_ref.model.path",
    "pretrain",
    "actor.model_name_or_path",
    "model.model_name_or_path",
    "model_name_or_path",
    "model.model_path",
    "trainer.policy.model.path",
    "policy.model_name",
    "policy.model.path",
    "sft_model_path",
    "base_model",
    "base_model_name_or_path",
    "model.name",
    "model_name",
    "model_id",
    "actor.path",
    "model",
    "_name_or_path",
)
"""Settings that name the model, by whole names. None of a critic, a reward model or a teacher."""
_SETS = (
    "dataset_name",
    "train_dataset_name",
    "dataset_id",
    "dataset_path",
    "train_dataset_path",
    "data.train_files",
    "data.train_file",
    "data.train_data",
    "data.prompt_dataset",
    "prompt_data",
    "actor.prompt_data",
    "data.dataset",
    "data.name",
    "data.dataset_name",
    "data.train.dataset_name",
    "train_dataset",
    "train_dataset.path",
    "train_data",
    "train_files",
    "dataset",
)
_MIXTURES = (
    "dataset_mixture.datasets",
    "datasets",
    "train_datasets",
    "data.train.datasets",
    "data.train",
    "data.datasets",
)
_MIXERS = ("dataset_mixer", "train_dataset_mixer")
_LISTED = ("dataset_mixer_list", "dataset_train_mixer_list", "mixer_list")
_ALL = "all of it"
_CUT = ("max_train_samples", "max_train_sample", "max_samples")
"""Settings that cut the whole of the data short, whatever the share of each set."""
_HELD_OUT = ("test_split_size", "val_set_size")


def take_model(config: Config, facts: SourceFacts, *, feedback: bool) -> None:
    """Take the model that training starts from."""
    for name in _MODELS:
        value = config.values.get(name)
        if not _is_model(name, value, feedback=feedback):
            continue
        model = shown(name, value)
        if model != HIDDEN:
            facts.add((*PARTS, "policy", "derived_from"), model, config.at(name))
            if feedback:
                facts.add((*BASE_MODEL, "name"), model, config.at(name))
        return


def _is_model(name: str, value: object, *, feedback: bool) -> bool:
    if not isinstance(value, str) or _unknown(value) or title_of(value):
        return False
    return feedback or "/" in value or name not in ("model", "model_name", "model.name", "model_id", "base_model")


def take_data(config: Config, held: Mapping[str, Any], facts: SourceFacts) -> None:
    """Take the data sets, with the share of each where a mixture states it."""
    sets = [one for one in _sets(config, held) if shown("", one[0]) != HIDDEN]
    names = [name for name, *_ in sets]
    for name, part, share, at in sets:
        whole = f"{name} ({part})" if part and names.count(name) > 1 else name
        item = (*DATA, id_from(whole, "unnamed"))
        facts.add((*item, "name"), whole, config.at(at))
        if share and not _is_cut(config, share):
            facts.add((*item, "size"), share, config.at(at))


def _is_cut(config: Config, share: str) -> bool:
    """Whether another setting makes what a mixture says of a data set untrue."""
    return any(config.first(name)[1] for name in (*_CUT, *(_HELD_OUT if share == _ALL else ())))


def _sets(config: Config, held: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the data sets: the name, the part of it, how much of it is used, the setting."""
    sets = list(_mixed(config, held))
    yield from sets
    for name in () if sets else _SETS:
        values = [
            one for value in _many(config.values.get(name)) if isinstance(value, str) for one in _split(name, value)
        ]
        mixed = str(config.get("mix_strategy")).startswith("interleave")  # else LLaMA-Factory ignores the shares
        of_all = ("interleave_probs",) if mixed else ()
        probabilities = _shares(config.get(f"{name}_probs", f"{name.rpartition('.')[0]}.probs", *of_all))
        for index, one in enumerate(values):
            share = probabilities[index] if len(probabilities) == len(values) > 1 else None
            yield one, "", f"a share of {share} of the samples" if share is not None else "", name
        if values:
            return


def _shares(value: object) -> list[Any]:
    """Return the entries of a list of shares, also of one that is written with commas."""
    if isinstance(value, str) and "," in value and not value.startswith("["):
        return [_plain(one.strip()) for one in value.split(",")]
    return _many(value)


def _unknown(text: str) -> bool:
    """Whether a text is nothing but a variable that is not known."""
    return text.startswith("$") and "/" not in text


def _split(name: str, value: str) -> list[str]:
    """Return the names in a setting; some tools take several with commas between."""
    parts = value.split(",") if name in ("prompt_data", "dataset", "dataset_name", "data.prompt_dataset") else [value]
    return [one.strip() for one in parts if one.strip() and not _unknown(one.strip())]


def _mixed(config: Config, held: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for name in _MIXERS:
        mixer = held.get(name)
        if isinstance(mixer, Mapping):
            yield from ((str(key), "", _used(value), name) for key, value in mixer.items())
    for name in _LISTED:
        listed = _many(config.values.get(name))
        if isinstance(config.values.get(name), str) and len(listed) == 1:
            listed = str(listed[0]).split()
        for one, value in zip(listed[::2], listed[1::2], strict=False):
            yield str(one), "", _used(_plain(value)), name
    for name in _MIXTURES:
        entries = config.values.get(name)
        if isinstance(entries, list) and (name != "data.train" or any(isinstance(one, Mapping) for one in entries)):
            yield from (part for one in entries for part in _one(one, name))
            return


def _one(one: object, at: str) -> Iterator[tuple[str, str, str, str]]:
    if isinstance(one, str):
        yield one, "", "", at
    if isinstance(one, Mapping):
        name = next(
            (one[key] for key in ("id", "path", "dataset_name", "name", "dataset") if isinstance(one.get(key), str)),
            None,
        )
        part = ", ".join(str(one[key]) for key in ("config", "subset", "split") if isinstance(one.get(key), str))
        if name and not _unknown(name):
            yield name, part, _used(one.get("weight", one.get("ratio"))), at


def _used(weight: object) -> str:
    """Say how much of a data set is used: tools take a fraction up to 1, or a number of samples."""
    if not number(weight):
        return ""
    if isinstance(weight, float) and 0 <= weight <= 1:
        return _ALL if weight == 1 else f"a fraction of {weight:g} of it"
    return f"{weight:g} samples" if weight > 1 else _ALL


def _plain(value: object) -> object:
    try:
        text = str(value)
        return float(text) if "." in text else int(text)
    except ValueError:
        return None
