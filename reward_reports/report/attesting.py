"""Somebody vouches for an answer: the digest of what they read, and whether it still fits.

The digest is SHA-256 over a random salt and the answer in a canonical form. It shows that an answer has not changed; it does not
show who wrote it. Signing the file is the job of git or sigstore.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from reward_reports.base.errors import InputError
from reward_reports.report.field_paths import find_path
from reward_reports.report.model import Answer, Base, Register
from reward_reports.report.text_edits import (
    append_item,
    apply_edits,
    expand_text,
    is_alias,
    quoted,
    replace_value,
)

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Edit, Path
    from reward_reports.report.loading import Document
    from reward_reports.report.model import Report
    from reward_reports.report.model.base import Attestation

Verdict: TypeAlias = Literal["fits", "changed", "cannot tell"]
_APART = frozenset({"attested", "owner_response", "audience"})
"""What is not part of the answer that was read: who vouches for it, what the owner says to it, and who may read it."""


@dataclass(frozen=True, slots=True)
class Verified:
    """One attestation of a report, and whether the answer is still the one that was read."""

    path: Path
    attestation: Attestation
    verdict: Verdict


def digest_of(answer: Answer, salt: str) -> str:
    """Return the digest of an answer: `sha256:` and 64 hexadecimal digits."""
    data = _plain(answer.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    salted = f"{salt}\n{canonical}"
    return f"sha256:{hashlib.sha256(salted.encode()).hexdigest()}"


def verdict_on(answer: Answer, attestation: Attestation) -> Verdict:
    """Return whether an answer is still the one that was read; nobody can tell without the digest and its salt."""
    if attestation.digest is None or attestation.salt is None:
        return "cannot tell"
    fits = secrets.compare_digest(digest_of(answer, attestation.salt).encode(), attestation.digest.strip().encode())
    return "fits" if fits else "changed"


def verified(report: Report) -> Iterator[Verified]:
    """Give every attestation of a report with its verdict, in the order of the file."""
    for path, answer in _answers(report, ()):
        for index, one in enumerate(answer.attested):
            yield Verified((*path, "attested", index), one, verdict_on(answer, one))


def attest(document: Document, field: str, by: str, role: str | None, day: date) -> str:
    """Return the text of a report in which somebody vouches for an answer as it stands, in place of what they vouched for before.

    Args:
        document: the report.
        field: the answer: `implementation.reward_details`, `rlhf.preference_data.rankings.pay`.
        by: who vouches: the id of a reference, or a name.
        role: in which role, if stated.
        day: when they read it.

    Raises:
        InvalidReportError: if the file is not a report that loads.
        InputError: if no answer stands there, or it cannot be written to.
    """
    report, path = document.require(), find_path(document.data, field)
    answer = _at(report, path) if path is not None else None
    if path is None or answer is None:
        raise InputError(f"{document.name} has no answer `{field}`; write it as section.field, with the ids of entries")
    if answer.unanswered:
        raise InputError(f"`{field}` is not answered, so that there is nothing to vouch for")
    salt = secrets.token_hex(16)
    entry = {"by": quoted(by), **({"role": role} if role else {}), "on": day.isoformat()}
    entry |= {"digest": f'"{digest_of(answer, salt)}"', "salt": f'"{salt}"'}
    return _written(document, path, field, answer, entry)


def _written(document: Document, path: Path, field: str, answer: Answer, entry: dict[str, str]) -> str:
    flow = f"[{{{', '.join(f'{key}: {value}' for key, value in entry.items())}}}]"
    if is_alias(document, path):
        raise InputError(
            f"`{field}` is an alias of an answer that stands elsewhere; name that one, or write this one out"
        )
    edits = _renewed(document, (*path, "attested"), answer, entry)
    if edits is None:
        edit = append_item(document, (*path, "attested"), entry)
        edits = (edit,) if edit else expand_text(document, path, "attested", flow)
    if edits is None:
        raise InputError(
            f"`{field}` is written in a short form that holds no further keys; write it as a mapping with `text` or `items`"
        )
    return apply_edits(document.text, edits)


def _renewed(document: Document, path: Path, answer: Answer, entry: dict[str, str]) -> tuple[Edit, ...] | None:
    """Return the edits that renew an attestation of the same reader; None where there is none, or it has other keys."""
    for index, one in enumerate(answer.attested):
        if quoted(one.by) == entry["by"]:
            edits = [replace_value(document, (*path, index, key), value) for key, value in entry.items() if key != "by"]
            if all(edits):
                return tuple(edit for edit in edits if edit)
    return None


def _at(report: Report, path: Path) -> Answer | None:
    here: Any = report
    for step in path:
        if isinstance(step, int):
            here = here.items if isinstance(here, Register) else here
            here = here[step]
        else:
            here = getattr(here, step, None)
    return here if isinstance(here, Answer) else None


def _answers(value: Any, path: Path) -> Iterator[tuple[Path, Answer]]:
    if isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _answers(one, (*path, index))
    elif isinstance(value, Base):
        if isinstance(value, Answer):
            yield path, value
        for name in type(value).model_fields:
            yield from _answers(getattr(value, name), (*path, name))


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items() if key not in _APART}
    return [_plain(one) for one in data] if isinstance(data, list) else data
