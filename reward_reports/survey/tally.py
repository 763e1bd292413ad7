"""What the summary counts of a part, so that no summary reads the rows again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from reward_reports.survey.needed import pa

Count: TypeAlias = "list[Any]"
"""What is counted, its keys, and the number: `["field", "report", "core", "evaluation.…", "whole", 12]`."""
_DOCUMENT = ["id", "revision", "format", "year"]


def tally(findings: Any, answers: Any) -> list[Count]:
    """Return the counts of a part.

    They are documents by format and year (`document`); questions that apply and how many are answered, by year (`year`);
    documents by field and state (`field`); documents by rule (`rule`).
    """
    finding_rows, answered = _with_year(findings), _with_year(answers)
    documents = (
        pa.concat_tables([finding_rows.select(_DOCUMENT), answered.select(_DOCUMENT)]).group_by(_DOCUMENT).aggregate([])
    )
    counted = answered.filter(answered["counted"]).group_by(["year"]).aggregate([("known", "sum"), ("known", "count")])
    by_rule = finding_rows.group_by([*_DOCUMENT, "code"]).aggregate([])
    return [
        *_counts("document", documents, ["format", "year"]),
        *(["year", row["year"], row["known_sum"], row["known_count"]] for row in counted.to_pylist()),
        *_counts("field", answered, ["format", "group", "field", "state"]),
        *_counts("rule", by_rule, ["format", "code"]),
    ]


def _with_year(table: Any) -> Any:
    from pyarrow import compute

    return table.append_column("year", compute.year(table["date"]))


def _counts(kind: str, table: Any, keys: list[str]) -> Iterator[Count]:
    for row in table.group_by(keys).aggregate([([], "count_all")]).to_pylist():
        yield [kind, *(row[key] for key in keys), row["count_all"]]
