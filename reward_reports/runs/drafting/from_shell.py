"""Scripts that start a training: the settings on their command line, `key=value` and `--key value`. Nothing is run or expanded but plain variables."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from typing import Any

_VARIABLE = re.compile(r"\s*(?:export\s+|local\s+)?([A-Za-z_]\w*)=(?!\()(.*)\Z")
_USE = re.compile(r"\$(?:\{([A-Za-z_]\w*)(?::?-([^${}]*))?\}|([A-Za-z_]\w*))")
_DOTTED = re.compile(r"\+{0,2}([A-Za-z_]\w*(?:\.\w+)+)=(.*)\Z", re.DOTALL)
_FLAG = re.compile(r"--([A-Za-z][\w.\-]*)(?:=(.*))?\Z", re.DOTALL)
_PROGRAM, _MODULE = re.compile(r"[\w./\-]+\.py\Z"), re.compile(r"\w+(?:\.\w+)*\Z")
_OPERATORS = frozenset(("|", "||", "&&", "&", ";", ">", ">>", "2>&1", "$@"))
_MOST_TEXT = 1_000_000
"""Characters of a script that are looked at."""
_MOST_LINES, _MOST_LENGTH, _MOST_INNER = 5_000, 4_000, 5


def settings_of(text: str, _name: str = "") -> dict[str, Any]:
    """Return the settings that a script gives on command lines, by dotted names.

    What a variable holds is known where the script sets it to a plain word before. What stays unknown is left out.
    """
    variables: dict[str, str] = {}
    settings: dict[str, Any] = {}
    for line in _lines(text):
        match = _VARIABLE.match(line)
        if match and "." not in match[1]:
            words = _words(match[2])
            if len(words) == 1:
                variables.setdefault(match[1], _expanded(words[0], variables) or "")
            if len(words) < 2 and not _FLAG.match("".join(words)):
                continue  # with more words, the variable is set for the command behind it
        _take([_expanded(word, variables) for word in _words(line)], settings)
    return settings


def programs_of(text: str) -> list[str]:
    """Return the names of the Python files and modules that a script starts: `grpo_fast.py`, `train_ppo_ray`; of `trl`, its command."""
    programs: list[str] = []
    for line in _lines(text):
        words = ["", *_words(line)]
        for before, word in pairwise(words):
            starts = _PROGRAM.match(word) and not _FLAG.match(before)
            if starts or (before in ("-m", "trl") and _MODULE.match(word)):
                programs.append(re.split(r"[/.]", word.removesuffix(".py"))[-1])
    return list(dict.fromkeys(programs))


def _lines(text: str) -> list[str]:
    joined = re.sub(r"\\\r?\n", " ", text[:_MOST_TEXT])
    return [line for line in joined.splitlines()[:_MOST_LINES] if not line.lstrip().startswith("#")]


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return line.split()


def _expanded(word: str, variables: dict[str, str]) -> str | None:
    """Return a word with its variables replaced, innermost first; None if it is nothing but one that is not known, or calls something.

    Of a path whose beginning is not known the variable's name stays: `$ROOT/model`.
    """
    if "$(" in word or "`" in word:
        return None
    whole = word
    for _ in range(_MOST_INNER):
        replaced = _USE.sub(lambda match: _value(match, variables), whole)[:_MOST_LENGTH]
        if replaced == whole:
            break
        whole = replaced
    whole = whole.replace("\0", "$")
    return None if "${" in whole or ("$" in whole and "/" not in whole) else whole


def _value(match: re.Match[str], variables: dict[str, str]) -> str:
    """Return what a use of a variable stands for; a mark and its name where that is not known."""
    name = match[1] or match[3]
    known = variables.get(name) or match[2]
    return known or ("~" if name == "HOME" else f"\0{name}")


def _take(words: list[str | None], settings: dict[str, Any]) -> None:
    """Take settings of a line: `a.b=value`, `--name value` with all words up to the next setting, `--name=value`, `--name` alone."""
    at = 0
    while at < len(words):
        word, at = words[at] or "", at + 1
        dotted, flag = _DOTTED.match(word), _FLAG.match(word)
        if dotted:
            _put(settings, dotted[1], dotted[2])
        elif flag and flag[2] is not None:
            _put(settings, flag[1], flag[2])
        elif flag:
            end = next((index for index in range(at, len(words)) if _ends(words[index])), len(words))
            values = [one for one in words[at:end] if one is not None]
            unknown, at = end - at - len(values), end
            if not unknown:
                _put(settings, flag[1], values[0] if len(values) == 1 else [_plain(one) for one in values] or True)


def _ends(word: str | None) -> bool:
    """Whether a word ends the values of the setting before it."""
    return word is not None and (word in _OPERATORS or bool(_FLAG.match(word) or _DOTTED.match(word)))


def _put(settings: dict[str, Any], name: str, value: Any) -> None:
    """Set a setting in mappings within mappings; a dotted name is one of them."""
    at = settings
    *outer, last = name.replace("-", "_").split(".")
    for part in outer[:10]:
        inner = at.setdefault(part, {})
        if not isinstance(inner, dict):
            return
        at = inner
    if not isinstance(at.get(last), dict):
        at[last] = _plain(value)


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    words = {"true": True, "false": False, "null": None, "none": None}
    if value.lower() in words:
        return words[value.lower()]
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value
