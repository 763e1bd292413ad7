"""What a model card says of its goal, parted from how to install and to call it, and from what else stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from reward_reports.exchange.importing.card_titles import GOAL, TESTS, is_metadata, labelled, stands_apart
from reward_reports.exchange.importing.markdown_blocks import HTML, MarkdownBlock, blocks_of
from reward_reports.exchange.importing.source import Piece
from reward_reports.report.model.layouts import FieldPath

_COMMANDS = re.compile(
    r"""
      \b(?:pip3?|pipx|conda|mamba|poetry|uv|npm|yarn|apt(?:-get)?|brew|docker|podman|cargo)[ ](?:pip[ ])?(?:install|add|run|pull|i)\b
    | \bgit[ ](?:clone|lfs)\b | \b(?:huggingface-cli|hf)[ ](?:download|login|repo)\b | \bpython3?[ ](?:-m[ ]|\S{1,80}\.py\b)
    | \bcurl[ ]-|\bwget[ ]\S | \brequirements\.txt\b | \b(?:from_pretrained|load_from_hub|push_to_hub)\b | \bpipeline\(
    | ^[ ]*(?:from[ ]\S{1,80}[ ])?import[ ]\w | ^[ ]*(?:>>>|\$)[ ] | \bhow[ ]to[ ](?:use|run|load|install)\b
    | \b(?:following|below)[ ](?:python[ ])?(?:code|command|snippet|script)s?\b | \b(?:code|snippet|command)s?[ ](?:below|above)\b
    | \b(?:pre-?)?install(?:ation|ing|ed|er)?\b | ^\W*to[ ](?:use|run|load|try)\b | \bfollow[ ](?:the[ ]|these[ ])?(?:steps|instructions)\b
    | ^\W*(?:(?:then|next|first|finally|now|please|just|simply|and)\b\W*)*
      (?:run|launch|clone|download|import|load|execute|unzip|unpack|copy|paste|start[ ]the)\b | ```
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_TOOLS = (
    "pipeline|transformers|notebook|colab|api|cli|widget|docker|vllm|ollama|diffusers|fairseq|flair|spacy|espnet|llama[.]cpp|"
    "as follows|like this|like so"
)
_PAIRS = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for one, other in (
        (
            r"\b(?:you can|can be|to)\s+(?:directly\s+)?(?:use|used|load|loaded|run|try|call|download|downloaded)\b",
            rf"\b(?:{_TOOLS})\b",
        ),
        (r"\b(?:please|to use)\b", r"\b(?:import|install|download|clone|load|run)\b"),
    )
)
"""Words that together tell how to use a model."""
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_LONGEST = 4_000
"""Characters of a sentence that are looked at."""
_CODE_ALONE = re.compile(r"(?:`[^`\n]+`[\s.,;]*)+")
_IMAGE = r"!\[[^\[\]\n]*\]\([^()\n]*\)"
_PICTURE = re.compile(rf"\[[ ]*(?:{_IMAGE}|<[^<>\n]*>)[ ]*\]\([^()\n]*\)|{_IMAGE}|<[^<>\n]*>")
_WITHIN_THE_PAGE = re.compile(r"\[[^\[\]\n]*\]\(#[^()\n]*\)")
_SET_LIKE_A_HEADING = re.compile(r"\A[ ]{0,3}(?:\*\*|__)([^*_\n]{1,80})(?:\*\*|__)[ \t]*:?[ \t]*(?:\n|\Z)")
_FOLDED = re.compile(r"<summary>([^<>\n]{1,80})</summary>", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]")
_RESULTS = re.compile(r"\bfollowing\s+(?:\w+\s+)?(?:results?|scores?|metrics?)\b", re.IGNORECASE)
_ITEM = re.compile(r"[ ]{0,3}[-*+][ \t]+")
_LABEL = re.compile(r"[ ]{0,3}[-*+][ \t]+(?:\*\*|__)?([^*_:\n]{1,80}?)(?:\*\*|__)?[ \t]*:")
_USE, _BESIDE, _ENTRIES, _FIGURES = "how to use", "other content", "details", "results"


class _Part(NamedTuple):
    """A text, the field it belongs to, what it is if that is not plain, and what stands before it in its paragraph."""

    field: FieldPath | None
    what: str
    text: str
    joint: str = "\n\n"


def parted(piece: Piece) -> Iterator[Piece]:
    """Give what a piece says of the goal, and the rest as pieces of their own.

    Code and how to install or call a model are never a goal; neither are pictures, tables, results, and entries such as
    "Developed by".
    """
    gathered: list[_Part] = []
    for part in _parts(piece.text):
        before = gathered[-1] if gathered else None
        if before and (before.field, before.what) == (part.field, part.what):
            gathered[-1] = before._replace(text=f"{before.text}{part.joint}{part.text}")
        else:
            gathered.append(part)
    for part in gathered:
        heading = f"{piece.heading} ({part.what})" if part.what else piece.heading
        yield replace(piece, heading=heading, field=part.field, text=part.text.strip("\n").rstrip())


def _parts(text: str) -> Iterator[_Part]:
    lines = text.split("\n")
    blocks = blocks_of(text, lines)
    results = apart = False
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        block_text = "\n".join(lines[block.start : block.end])
        entries = _entries(block, lines)
        apart = _goes_apart(block_text, apart=apart)
        if apart:
            yield _Part(None, _USE, block_text)
        elif entries:
            yield from entries
        elif results and block.kind in ("ul", "ol", "table"):
            yield _Part(TESTS, _FIGURES, block_text)
        elif block.holds_code or _CODE_ALONE.fullmatch(block_text.strip()):
            yield _Part(None, _USE, block_text)
        elif block.kind in (HTML, "table", "hr") or not _WORD.search(
            _WITHIN_THE_PAGE.sub("", _PICTURE.sub("", block_text))
        ):
            yield _Part(None, _BESIDE, block_text)
        elif block.kind == "p":
            yield from _sentences(block_text, following)
        else:
            yield _Part(None, _USE, block_text) if _is_how_to(block_text) else _Part(GOAL, "", block_text)
        results = block.kind == "p" and bool(_RESULTS.search(_SENTENCE.split(block_text)[-1]))


def _goes_apart(text: str, *, apart: bool) -> bool:
    """Whether a block stands below words that are set like a heading and tell how to use something, as `**Usage**`."""
    first = _SET_LIKE_A_HEADING.match(text) or _FOLDED.search(text)
    if first:
        return stands_apart(first[1])
    return apart and "</details>" not in text


def _sentences(paragraph: str, following: MarkdownBlock | None) -> Iterator[_Part]:
    """Give the sentences of a paragraph; the last may announce the code, or the results, that stand behind it."""
    ends = [*(match.span() for match in _SENTENCE.finditer(paragraph)), (len(paragraph), len(paragraph))]
    start, joint = 0, "\n\n"
    for end, begin in ends:
        text, last = paragraph[start:end], begin == len(paragraph)
        announces = last and text.rstrip().endswith((":", "：", "👇")) and following is not None
        if _is_how_to(text) or (announces and following and following.holds_code):
            yield _Part(None, _USE, text, joint)
        elif announces and following and following.kind in ("ul", "ol", "table") and _RESULTS.search(text):
            yield _Part(TESTS, _FIGURES, text, joint)
        else:
            yield _Part(GOAL, "", text, joint)
        start, joint = begin, paragraph[end:begin]


def _is_how_to(sentence: str) -> bool:
    """Whether a sentence tells how to install, load or call something."""
    text = sentence[:_LONGEST]
    if _COMMANDS.search(text) or _CODE_ALONE.fullmatch(text.strip()):
        return True
    return any(one.search(text) and other.search(text) for one, other in _PAIRS)


def _entries(block: MarkdownBlock, lines: list[str]) -> list[_Part]:
    """Return the entries of a list of facts about the model, each with the field that its label names."""
    starts = [number for number in range(block.start, block.end) if _ITEM.match(lines[number])]
    labels = [label for number in starts if (label := _LABEL.match(lines[number]))]
    if block.kind != "ul" or block.holds_code or not starts or len(labels) < len(starts) or starts[0] != block.start:
        return []
    if not is_metadata([label[1] for label in labels]):
        return []
    parts = []
    for label, start, end in zip(labels, starts, [*starts[1:], block.end], strict=True):
        text = "\n".join(lines[start:end]).rstrip()
        field = labelled(label[1])
        parts.append(_Part(None if field == GOAL and _is_how_to(text) else field, _ENTRIES, text, "\n"))
    return parts
