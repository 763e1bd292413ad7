"""Write reward_reports/linting/template_text/template_fingerprints.py from files that hold a template's questions.

    python tools/fingerprint_template.py [--to TARGET] FILE[#SECTION]...

A file is Markdown (everything but headings and comments is taken as a question; with #SECTION only what stands under
that first-level heading) or LaTeX (what stands in `\\descr{…}`). Only hashes of the sentences and the first letters of
each are kept, so that the questions can be recognised without being copied.
"""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from pathlib import Path

from reward_reports.linting.template_text.fingerprints import HEAD, ROW, rows_of, sentences_of, words_of

TARGET = (
    Path(__file__).resolve().parent.parent / "reward_reports" / "linting" / "template_text" / "template_fingerprints.py"
)
_TEX = {r"\eg": "e.g.", r"\ie": "i.e.", r"\etc": "etc.", r"\&": "&", "~": " ", "{}": ""}


def prompts_of(argument: str) -> list[str]:
    """Return the questions of one file, one text per field."""
    name, _, section = argument.partition("#")
    text = Path(name).read_text("utf-8")
    if name.endswith(".tex"):
        return [_plain_tex(prompt) for prompt in _descriptions(re.sub(r"(?m)^%.*\n|^\s+%.*\n", "", text))]
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    if section:
        text = re.split(r"(?m)^# ", text.split(f"# {section}\n", 1)[1])[0]
    return re.split(r"(?m)^#.*$", text)


def _descriptions(text: str) -> list[str]:
    """Return what stands in each `\\descr{…}`, whose braces may nest."""
    made = []
    for match in re.finditer(r"\\descr\{", text):
        depth, at = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        made.append(text[match.end() : at - 1])
    return made


def _plain_tex(text: str) -> str:
    for theirs, ours in _TEX.items():
        text = text.replace(theirs, ours)
    text = re.sub(r"\\cite\{[^}]*\}", "", text)
    return re.sub(r"\\\w+\{([^}]*)\}", r"\1", text)


def fingerprints(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Return the heads and the encoded fingerprints of all sentences, without doubles, in order."""
    sentences = [
        sentence
        for argument in arguments
        for prompt in prompts_of(argument)
        for sentence in sentences_of(_clean(prompt))
    ]
    known = {tuple(words_of(sentence)): sentence for sentence in reversed(sentences)}
    kept = {words: sentence for words, sentence in known.items() if len(words) >= ROW}
    heads = sorted({sentence[:HEAD].lower() for sentence in kept.values()})
    rows = sorted({b64encode(b"".join(rows_of(list(words)))).decode() for words in kept})
    return heads, rows


def _clean(prompt: str) -> str:
    """Take out emphasis and the citations, which a reader's copy shows as numbers."""
    return re.sub(r"\s*\[@[^\]]*\]", "", prompt.replace("*", ""))


def _literal(text: str) -> str:
    return repr(text) if '"' in text else f'"{text}"'


def main(arguments: list[str]) -> None:
    """Write the module."""
    target = TARGET
    if arguments[:1] == ["--to"]:
        target, arguments = Path(arguments[1]), arguments[2:]
    heads, rows = fingerprints(arguments)
    lines = [
        '"""Fingerprints of the questions in the templates of 2022 and 2023; see `finding`.',
        "",
        "Written by tools/fingerprint_template.py, not by hand.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "HEADS: frozenset[str] = frozenset(",
        "    {",
        *(f"        {_literal(head)}," for head in heads),
        "    }",
        ")",
        "SENTENCES: tuple[str, ...] = (",
        *(f'    "{row}",' for row in rows),
        ")",
        "",
    ]
    target.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
