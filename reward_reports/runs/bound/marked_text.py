"""The lines between two markers of a text file: code in any language, or settings."""

from __future__ import annotations

from reward_reports.runs.bound.errors import NotFoundError

_MARK = "reward-report:"


def between_markers(lines: list[str], name: str) -> tuple[int, int]:
    """Return the first and the last line, from 1, between the comments `reward-report: begin NAME` and `… end NAME`.

    Raises:
        NotFoundError: if one of them is missing, stands more than once, or nothing lies between them.
    """
    begin, end = _the_line(lines, f"{_MARK} begin {name}"), _the_line(lines, f"{_MARK} end {name}")
    if end - begin < 2:
        raise NotFoundError(
            f"has no lines between `{_MARK} begin {name}` and `{_MARK} end {name}`",
            "Put the code between the two comments",
        )
    return begin + 1, end - 1


def _the_line(lines: list[str], mark: str) -> int:
    words = mark.split()
    numbers = [number for number, line in enumerate(lines, 1) if _MARK in line and _says(line.split(), words)]
    if len(numbers) == 1:
        return numbers[0]
    if not numbers:
        raise NotFoundError(
            f"has no line with `{mark}`", "Add it as a comment, or leave out `symbol` to bind the whole file"
        )
    listed = " and ".join(map(str, numbers[:4]))
    raise NotFoundError(f"has `{mark}` more than once, in lines {listed}", "Give each pair of markers its own name")


def _says(line_words: list[str], words: list[str]) -> bool:
    return any(line_words[at : at + len(words)] == words for at in range(len(line_words)))
