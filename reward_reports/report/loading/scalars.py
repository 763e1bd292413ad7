"""Plain scalars by the YAML 1.2 core schema, and those that YAML 1.1 would read otherwise.

Source: https://yaml.org/spec/1.2.2/#103-core-schema
"""

from __future__ import annotations

import re
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    ".nan": float("nan"), ".NaN": float("nan"), ".NAN": float("nan"),
}  # fmt: skip
_WORDS |= {sign + word: float(sign + "inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")}
_DECIMAL = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]+\Z")
_NUMBER_STARTS = frozenset("0123456789+-.")
LONGEST_NUMBER = 40
"""A longer run of digits is not a measured value; it stays text, and costs no time."""

_OLD_WORDS = frozenset(
    form for word in ("yes", "no", "on", "off", "y", "n") for form in (word, word.capitalize(), word.upper())
) | {"-"}
_OLD_NUMBERS = re.compile(
    r"[-+]?(?:0[0-7_]+|[0-9][0-9_]*_[0-9_]*|[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|0b[01_]+|0x[0-9a-fA-F]*_[0-9a-fA-F_]*)\Z"
)


def resolve(text: str) -> Scalar:
    """Return what a plain scalar means in YAML 1.2: null, a truth value, a number, or the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS or len(text) > LONGEST_NUMBER:
        return text
    if _DECIMAL.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    if _OCTAL.match(text):
        return int(text[2:], 8)
    if _HEX.match(text):
        return int(text, 16)
    return text


def differs_in_yaml_1_1(text: str) -> bool:
    """Whether another parser would read this plain scalar as something else: `no`, `12:30`, `0777`, `1_000`, or refuse it: `-`.

    A date is left out: both readings mean the same day.
    """
    if text in _OLD_WORDS:
        return True
    return len(text) > 1 and text[0] in _NUMBER_STARTS and _OLD_NUMBERS.match(text) is not None
