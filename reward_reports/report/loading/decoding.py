"""Bytes to text: UTF-8 only, within a size, without characters that no honest file has."""

from __future__ import annotations

import codecs
import re

from reward_reports.base.diagnostics import Kind, Problem, Span

_FORBIDDEN_BYTES = bytes(b for b in range(32) if b not in b"\t\n\r") + b"\x7f"
_HARMLESS_BYTES = bytes(b for b in range(256) if b not in _FORBIDDEN_BYTES)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that no report may hold, neither as they are nor as an escape of YAML."""
_WIDE_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(raw: bytes, max_bytes: int) -> tuple[str, list[Problem]]:
    """Return the text of a file, and what stops it from being read as a report.

    Args:
        raw: the file's bytes.
        max_bytes: the largest size that is read.
    """
    if len(raw) > max_bytes:
        return "", [
            _problem(
                f"the file is larger than {max_bytes:,} bytes",
                "Split it, or raise `max-bytes` in the configuration",
                "limit",
                0,
            )
        ]
    if raw.startswith(_WIDE_BOMS) or (b"\x00" in raw[:4] and len(raw) > 1):
        return "", [_problem("the file is UTF-16 or UTF-32", "Save it as UTF-8", "encoding", 0)]
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        what = f"the byte 0x{body[error.start]:02x} is not valid UTF-8"
        # The text up to the bad byte is kept, so that the place can be shown.
        return before + "\ufffd", [_problem(what, "Save the file as UTF-8", "encoding", len(before))]
    return text, _forbidden(body, text)


def _forbidden(body: bytes, text: str) -> list[Problem]:
    if text.isascii() and not body.translate(None, _HARMLESS_BYTES):
        return []
    match = FORBIDDEN.search(text)
    return [] if match is None else [forbidden(match[0], Span(match.start(), match.start() + 1))]


def forbidden(character: str, span: Span) -> Problem:
    """Return the problem that a character is which no report may hold."""
    what = f"control character U+{ord(character):04X} stands in the file"
    return Problem(what, "Delete it", kind="encoding", span=span)


def _problem(message: str, advice: str, kind: Kind, start: int) -> Problem:
    return Problem(message, advice, kind=kind, span=Span(start, start + 1))
