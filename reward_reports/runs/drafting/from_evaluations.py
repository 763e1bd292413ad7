"""Results of evaluations: Inspect, lm-evaluation-harness, HELM and Every Eval Ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reward_reports.report.model.values import PartialDate, id_from
from reward_reports.runs.drafting import zstandard_parts
from reward_reports.runs.drafting.archives import opened, read_part
from reward_reports.runs.drafting.fact import SourceFacts
from reward_reports.runs.drafting.inert import MAX_BYTES
from reward_reports.runs.drafting.penalties import number
from reward_reports.runs.drafting.reading import parse_json, read_json

_RESULTS = ("evaluation", "offline_evaluations", "items")
_MOST = 60
_BOOKKEEPING = (
    "num_",
    "finish_reason_",
    "training_",
    "prompt_",
    "inference_",
    "batch_size",
    "max_prob",
    "logprob",
    "bits_per",
    "perplexity",
)
"""Beginnings of the names of what HELM counts besides how well a model did."""


@dataclass(frozen=True, slots=True)
class EvaluationResult:
    """One value of one evaluation.

    Attributes:
        task: what was tested.
        metric: what was measured.
        value: the result.
        how: the harness, the model and the settings, in words.
        at: where it stands.
        interval: its uncertainty, in words.
        n: the number of cases.
        date: the day.
        unit: its unit.
        part: which part of the cases, if not all.
    """

    task: str
    metric: str
    value: float
    how: str
    at: str
    interval: str = ""
    n: int | None = None
    date: str = ""
    unit: str = ""
    part: str = ""


def is_results(held: object) -> bool:
    """Whether a JSON file holds results of an evaluation."""
    return isinstance(held, Mapping) and _reader(held) is not None


def results_file(path: Path, facts: SourceFacts) -> None:
    """Read a JSON file of results."""
    take_results(read_json(path), path.as_posix(), facts)


def take_results(held: Any, source: str, facts: SourceFacts) -> None:
    """Take the results in a JSON file of one of the harnesses."""
    reader = _reader(held) if isinstance(held, Mapping) else None
    if reader is None:
        facts.notes.append(f"{source} holds no results of an evaluation")
        return
    _add(list(reader(held, source, facts)), source, facts)


def inspect_archive(path: Path, facts: SourceFacts) -> None:
    """Read the header of an `.eval` archive of Inspect."""
    with opened(path, "an .eval archive") as archive:
        part = archive.getinfo("header.json")
        packed = part.compress_type == zstandard_parts.ZSTANDARD
        raw = b"" if packed else read_part(archive, "header.json", MAX_BYTES)
    if packed:
        raw = zstandard_parts.read_part(path, part, MAX_BYTES)
    take_results(parse_json(raw.decode("utf-8", "replace"), f"{path.as_posix()}: header.json"), path.as_posix(), facts)


def helm_run(folder: Path, facts: SourceFacts) -> None:
    """Read a run of HELM: `run_spec.json` and `stats.json`."""
    spec, stats = read_json(folder / "run_spec.json"), read_json(folder / "stats.json")
    if isinstance(spec, dict) and isinstance(stats, list):
        _add(list(_helm(spec, stats, (folder / "stats.json").as_posix())), folder.as_posix(), facts)


def _add(results: list[EvaluationResult], source: str, facts: SourceFacts) -> None:
    taken = {fact.where[3] for fact in facts.facts if fact.where[:3] == _RESULTS}
    for index, one in enumerate(results[:_MOST]):
        identity = id_from(f"{id_from(one.task, 'task')[:40]}-{one.metric}-{one.part}", f"result-{index + 1}")
        item = (*_RESULTS, identity if identity not in taken else f"{identity[:55]}-{index + 1}")
        taken.add(item[-1])
        facts.add((*item, "kind"), "offline", one.at)
        facts.add((*item, "what"), ", ".join(part for part in (one.task, one.metric, one.how) if part), one.at)
        facts.add((*item, "value"), float(one.value), one.at)
        for key, value in (("interval", one.interval), ("n", one.n), ("unit", one.unit), ("slice", one.part)):
            facts.add((*item, key), value, one.at)
        facts.add((*item, "date"), _day(one.date), one.at)
    if len(results) > _MOST:
        facts.notes.append(f"{source}: {len(results) - _MOST} of {len(results)} results were left out")


def _day(text: str) -> str:
    try:
        return PartialDate.parse(text[:10]).text
    except ValueError:
        return ""


def _reader(held: Mapping[str, Any]) -> Any:
    if isinstance(held.get("evaluation_results"), list):
        return _every_eval_ever
    if isinstance(held.get("eval"), Mapping) and "task" in held["eval"]:
        return _inspect
    if isinstance(held.get("results"), Mapping) and any(
        key in held for key in ("n-shot", "configs", "versions", "group_subtasks")
    ):
        return _harness
    return None


def _inspect(held: Mapping[str, Any], source: str, facts: SourceFacts) -> Iterator[EvaluationResult]:
    status = held.get("status")
    if status != "success" or held.get("invalidated"):
        state = "was declared invalid" if held.get("invalidated") else f"did not succeed (status {status})"
        facts.notes.append(f"{source}: the evaluation {state}, so no result was taken")
        return
    spec, results = held["eval"], _mapping(held.get("results"))
    settings = {
        **_mapping(spec.get("model_generate_config")),
        **{key: _mapping(spec.get("config")).get(key) for key in ("epochs", "limit")},
    }
    version = _mapping(spec.get("packages")).get("inspect_ai", "")
    how = _how(f"Inspect {version}".strip(), spec.get("model"), settings)
    for score in results.get("scores") or []:
        metrics = _mapping(_mapping(score).get("metrics"))
        values = {name: _mapping(one).get("value") for name, one in metrics.items()}
        error = values.get("stderr")
        for name, value in values.items():
            if number(value) and name not in ("stderr", "std", "var", "ci_lower", "ci_upper"):
                scorer = score.get("name", "")
                at = f"{source}: results: {scorer}: {name}"
                n = score.get("scored_samples", results.get("completed_samples"))
                label = f"{name} of {scorer}" if scorer else name
                yield EvaluationResult(
                    str(spec["task"]), label, value, how, at, _error(error), _count(n), str(spec.get("created", ""))
                )


def _harness(held: Mapping[str, Any], source: str, facts: SourceFacts) -> Iterator[EvaluationResult]:
    config = _mapping(held.get("config"))
    settings = {key: config.get(key) for key in ("num_fewshot", "limit", "gen_kwargs")}
    version = held.get("lm_eval_version") or held.get("git_hash") or ""
    model = held.get("model_name") or config.get("model_args") or config.get("model")
    grouped = {
        part for parts in _mapping(held.get("group_subtasks")).values() if isinstance(parts, list) for part in parts
    }
    for task, values in held["results"].items():
        if task in grouped or not isinstance(values, Mapping):
            continue
        shots = _mapping(held.get("n-shot")).get(task)
        how = _how(f"lm-evaluation-harness {version}".strip(), model, settings | {"shots": shots})
        n = _mapping(_mapping(held.get("n-samples")).get(task)).get("effective", values.get("sample_len"))
        for key, value in values.items():
            name, _, kind = str(key).partition(",")
            if not number(value) or "stderr" in name or name in ("alias", "samples", "sample_len"):
                continue
            error = values.get(f"{name}_stderr,{kind}" if kind else f"{name}_stderr")
            metric = f"{name} ({kind})" if kind not in ("", "none") else name
            yield EvaluationResult(
                str(task),
                metric,
                value,
                how,
                f"{source}: results: {task}: {key}",
                _error(error),
                _count(n),
                _date(held.get("date")),
            )


def _helm(spec: dict[str, Any], stats: list[Any], source: str) -> Iterator[EvaluationResult]:
    adapter = _mapping(spec.get("adapter_spec"))
    wanted = {
        name
        for one in spec.get("metric_specs") or []
        for name in _mapping(_mapping(one).get("args")).get("names") or []
    }
    task, _, _ = str(spec.get("name", "")).partition(",model=")
    settings = {
        "shots": adapter.get("max_train_instances"),
        "temperature": adapter.get("temperature"),
        "method": adapter.get("method"),
    }
    how = _how("HELM", adapter.get("model"), settings)
    sizes = {_split(one): one.get("mean") for one in stats if _name(one) == "num_instances" and not _perturbed(one)}
    for one in stats:
        name, value = _name(one), _mapping(one).get("mean")
        if not number(value) or name.startswith(_BOOKKEEPING) or (wanted and name not in wanted):
            continue
        if "test" in sizes and _split(one) != "test":
            continue
        part = ", ".join(text for text in (_split(one), _perturbed(one)) if text)
        yield EvaluationResult(
            task, name, value, how, f"{source}: {name} {part}", "", _count(sizes.get(_split(one))), "", "", part
        )


def _every_eval_ever(held: Mapping[str, Any], source: str, facts: SourceFacts) -> Iterator[EvaluationResult]:
    library, model = _mapping(held.get("eval_library")), _mapping(held.get("model_info"))
    harness = " ".join(str(library[key]) for key in ("name", "version") if library.get(key) not in (None, "unknown"))
    origin = _mapping(held.get("source_metadata")).get("source_name")
    for index, one in enumerate(map(_mapping, held["evaluation_results"])):
        metric, details = _mapping(one.get("metric_config")), _mapping(one.get("score_details"))
        if not number(details.get("score")):
            continue
        settings = _mapping(_mapping(one.get("generation_config")).get("generation_args"))
        how = _how(harness or str(origin or ""), model.get("id") or model.get("name"), settings)
        name = str(metric.get("metric_name") or metric.get("metric_id") or metric.get("evaluation_description") or "")
        unsure = _mapping(details.get("uncertainty"))
        data = _mapping(one.get("source_data"))
        yield EvaluationResult(
            str(one.get("evaluation_name", "")), name, details["score"], how, f"{source}: evaluation_results[{index}]", _uncertainty(unsure),
            _count(unsure.get("num_samples", data.get("samples_number"))), _date(one.get("evaluation_timestamp") or held.get("evaluation_timestamp")),
            str(metric.get("metric_unit") or ""),
        )  # fmt: skip


def _how(harness: str, model: object, settings: Mapping[str, Any]) -> str:
    options = [
        f"{key} {value}" for key, value in settings.items() if isinstance(value, str | int | float) and value != ""
    ]
    return ", ".join(
        part for part in (harness, f"model {model}" if isinstance(model, str) else "", *options[:8]) if part
    )


def _uncertainty(given: Mapping[str, Any]) -> str:
    interval = _mapping(given.get("confidence_interval"))
    low, high, level = (interval.get(key) for key in ("lower", "upper", "confidence_level"))
    if number(low) and number(high):
        return f"{level * 100:g}% CI {low:g}–{high:g}" if number(level) else f"{low:g}–{high:g}"
    return _error(_mapping(given.get("standard_error")).get("value"))


def _error(value: object) -> str:
    return f"standard error {value:.4g}" if number(value) else ""


def _count(value: object) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _date(value: object) -> str:
    """Return the day of an ISO date, or of seconds since 1970."""
    from datetime import UTC, datetime

    try:
        return datetime.fromtimestamp(float(value), UTC).date().isoformat()  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError, OSError):
        return value if isinstance(value, str) else ""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _name(stat: object) -> str:
    return str(_mapping(_mapping(stat).get("name")).get("name", ""))


def _split(stat: object) -> str:
    return str(_mapping(_mapping(stat).get("name")).get("split", ""))


def _perturbed(stat: object) -> str:
    return str(_mapping(_mapping(_mapping(stat).get("name")).get("perturbation")).get("name", ""))
