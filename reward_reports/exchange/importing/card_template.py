"""What a template of model cards left in a card, and nobody answered."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from reward_reports.exchange.importing.markdown_blocks import code_lines

_PART = re.compile(r"\n|`+|<!--")
_BULLET = r"(?:[-*+]|\d{1,9}[.)])[ \t]+"
_LABEL = r"\*\*[^*\n]{1,80}\*\*[ \t]*:?[ \t]*"
_BLANK = re.compile(
    rf"[ \t]*(?:{_BULLET})?(?:{_LABEL})?(?:"
    r"\[?more information needed\]?\.?|\{\{[^{}\n]*\}\}|TODO: add your code|\[(?:your|insert|add)\b[^\[\]\n]{0,80}\](?!\()"
    r")[ \t]*",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(rf"[ \t]*(?:{_BULLET})?\*\*[^*\n]{{1,80}}(?::\*\*|\*\*[ \t]*:)[ \t]*")
_INDENTED_BULLET = re.compile(rf"([ \t]*){_BULLET}")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]|\Z)")
_SENTENCES = re.compile(
    r"users \(both direct and downstream\) should be made aware of the risks, biases and limitations of the model\.\s+"
    r"more information needed for further recommendations\."
    r"|carbon emissions can be estimated using the \[machine learning impact calculator\]\([^()\n]*\) presented in "
    r"\[lacoste et al\. \(2019\)\]\([^()\n]*\)\."
    r"|this is the model card of a (?:🤗 )?transformers model that has been pushed on the hub\.\s+"
    r"this model card has been automatically generated\."
    r"|this model ?card aims to be a base template for new models\.\s+"
    r"it has been generated using \[this raw template\]\([^()\n]*\)\."
    r"|use the code below to get started with the model\.(?=\s*(?:\n#|\Z))",
    re.IGNORECASE,
)
"""Sentences that the templates of the Hub put into a card."""


def without_template(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without what its template asks and nobody answered, and what that was; lines stay where they are."""
    left_out: Counter[str] = Counter()
    shown = _without_comments(text, left_out)
    shown = "\n".join(_lines(shown.split("\n"), left_out))
    shown = _SENTENCES.sub(lambda match: _gone(match, left_out), shown)
    return shown, tuple(f"left out: {_count(number, what)}" for what, number in left_out.items())


def _gone(match: re.Match[str], left_out: Counter[str]) -> str:
    left_out["sentence of the template"] += 1
    return "\n" * match[0].count("\n")


def _count(number: int, what: str) -> str:
    noun, space, rest = what.partition(" ")
    return f"{number} {noun}{'s' if number > 1 else ''}{space}{rest}"


def _without_comments(text: str, left_out: Counter[str]) -> str:
    """Take out comments, but none that code shows."""
    in_code = code_lines(text)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    codes = [*(starts[number] for number in sorted(in_code) if number < len(starts)), len(text)]
    ends = [*(match.start() for match in re.finditer("-->", text)), len(text)]
    kept: list[str] = []
    line = within = resume = at = 0
    for part in _PART.finditer(text):
        sign = part[0]
        if sign == "\n":
            line, within = line + 1, 0
        elif part.start() < resume or line in in_code:
            continue
        elif sign[0] == "`":
            within ^= 1
        elif not within:
            end = ends[bisect_left(ends, part.end())]
            if codes[bisect_left(codes, part.end())] < end:
                continue  # a comment ends before code begins, or is none
            if end == len(text) and text[starts[line] : part.start()].strip():
                break  # it never ends and begins no line, so it is not a comment
            resume = min(end + 3, len(text))
            kept += [text[at : part.start()], "\n" * text.count("\n", part.start(), resume)]
            at = resume
            left_out["comment that readers do not see"] += 1
    return "".join([*kept, text[at:]])


def _lines(lines: list[str], left_out: Counter[str]) -> Iterator[str]:
    """Give the lines, blanks that nobody filled in as empty ones, and labels that nothing follows too."""
    answers = [_BLANK.fullmatch(line) is None for line in lines]
    if not all(answers):
        left_out["blank that nobody filled in"] += answers.count(False)
    below = ""
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number] if answers[number] else ""
        if line.strip() and _LABEL_ALONE.fullmatch(line) and _says_nothing(line, below):
            answers[number] = False
            left_out["label without an answer"] += 1
        elif line.strip():
            below = line
    return (line if answer else "" for line, answer in zip(lines, answers, strict=True))


def _says_nothing(label: str, below: str) -> bool:
    """Whether the next line with words belongs to something else than the label above it."""
    if not below or _HEADING.match(below) or _LABEL_ALONE.fullmatch(below):
        return True
    mine, next_one = _INDENTED_BULLET.match(label), _INDENTED_BULLET.match(below)
    return bool(mine and next_one and len(next_one[1]) <= len(mine[1]))
