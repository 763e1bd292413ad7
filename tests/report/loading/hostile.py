"""Files made to harm whoever reads them. `python tests/report/loading/hostile.py FOLDER` writes them to look at.

Each entry: a name, the bytes, and the code, line and column of the finding that they must get.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple


class Hostile(NamedTuple):
    """A hostile file and what is to be said about it; a code of "" means that it is harmless."""

    name: str
    raw: bytes
    code: str
    line: int = 1
    column: int = 1
    read_ahead: int = 0
    """The column where libyaml of PyYAML 6.0.4 and later stops: it reads a thousand brackets ahead."""


HEAD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'
"""Two lines that make a report; what follows stands on line 3."""


def after(text: str) -> bytes:
    """Put a text behind the head of a report."""
    return (HEAD + text).encode("utf-8", "surrogatepass")


def laughs(levels: int, width: int) -> str:
    """Aliases of aliases: `width` to the power of `levels` values out of a few hundred bytes."""
    lines = ["x-0: &a0 [" + ", ".join(["lol"] * width) + "]"]
    lines += [f"x-{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * width) + "]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def merges(levels: int) -> str:
    """Merge keys of merge keys: two to the power of `levels` in a parser that follows them."""
    lines = ["x-0: &m0 {k: v}"]
    lines += [f"x-{n}: &m{n}\n  <<: [*m{n - 1}, *m{n - 1}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def open_brackets(depth: int) -> str:
    """A list in a list in a list."""
    return "x-a: " + "[" * depth + "]" * depth + "\n"


FILES = [
    # -- bombs
    Hostile("alias-bomb", after(laughs(12, 9)), "SYN007", 3, 36),
    Hostile(
        "alias-bomb-wide", after("x-a: &a [" + "1, " * 1000 + "1]\nx-b: [" + "*a, " * 1000 + "*a]\n"), "SYN007", 3, 2389
    ),
    Hostile(
        "alias-chain-deep",
        after("x-0: &a0 [1]\n" + "".join(f"x-{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 150))),
        "SYN007",
        3,
        6,
    ),
    Hostile("merge-bomb", after(merges(30)), "SYN006", 5, 3),
    Hostile("merge-plain", after("x-a: {<<: {b: 1}}\n"), "SYN006", 3, 7),
    Hostile("anchor-cycle-list", after("x-a: &a [*a]\n"), "SYN001", 3, 6),
    Hostile("anchor-cycle-mapping", after("x-a: &a\n  b: *a\n"), "SYN001", 3, 6),
    Hostile("anchor-cycle-long", after("x-a: &a {b: {c: [1, {d: *a}]}}\n"), "SYN001", 3, 6),
    Hostile("alias-as-key", after("x-a: &a word\n*a : 1\n"), "SCH001", 3, 6),
    Hostile("alias-undefined", after("x-a: *nowhere\n"), "SYN001", 3, 6),
    Hostile("anchor-twice", after("x-a: &a 1\nx-b: &a 2\nx-c: *a\n"), "SYN001", 4, 6),
    Hostile("nesting-flow-100000", after(open_brackets(100_000)), "SYN007", 3, 104, 1005),
    Hostile("nesting-flow-unclosed", after("x-a: " + "[" * 100_000), "SYN007", 3, 104, 1005),
    Hostile("nesting-braces", after("x-a: " + "{a: " * 50_000), "SYN007", 3, 398),
    Hostile("nesting-block-list", after("x-a:\n  " + "- " * 100_000 + "1\n"), "SYN007", 4, 199),
    Hostile(
        "nesting-block-mapping", after("x-a:\n" + "".join(" " * n + "k:\n" for n in range(1, 300))), "SYN007", 102, 100
    ),
    Hostile("nesting-101", after(open_brackets(101)), "SYN007", 3, 104),
    Hostile("scalar-10-mb", after("x-a: " + "a" * 10_000_000), "SYN007", 1, 1),
    Hostile("scalar-900-kb", after("x-a: " + "a" * 900_000 + "\n"), "", 0, 0),
    Hostile("key-900-kb", after("x-" + "a" * 900_000 + ": 1\n"), "SYN001", 3, 1),
    Hostile("quoted-never-closed-900-kb", after('x-a: "' + "a" * 900_000), "SYN001", 3, 6),
    Hostile("newlines-900-kb", after("\n" * 900_000), "", 0, 0),
    Hostile("comment-900-kb", after("#" * 900_000 + "\n"), "", 0, 0),
    Hostile("values-300000", after("x-a: [" + "1," * 300_000 + "]\n"), "SYN007", 3, 6),
    Hostile("keys-100000", after("x-a: {" + ",".join(f"k{n}: 1" for n in range(40_000)) + "}\n"), "", 0, 0),
    Hostile("number-of-100000-digits", after("x-a: " + "9" * 100_000 + "\n"), "", 0, 0),
    Hostile("exponent-huge", after("x-a: 1e999999\n"), "", 0, 0),
    Hostile("spaces-900-kb", after("x-a:" + " " * 900_000 + "1\n"), "", 0, 0),
    # -- bytes
    Hostile("empty", b"", "SYN008", 1, 1),
    Hostile("only-a-comment", b"# nothing\n", "SYN008", 1, 1),
    Hostile("only-a-bom", b"\xef\xbb\xbf", "SYN008", 1, 1),
    Hostile("bom", b"\xef\xbb\xbf" + after("x-a: 1\n"), "", 0, 0),
    Hostile("bom-twice", b"\xef\xbb\xbf\xef\xbb\xbf" + after("x-a: 1\n"), "SYN002", 1, 1),
    Hostile("bom-inside", after("x-a: a\ufeffb\n"), "SYN002", 3, 7),
    Hostile("utf-16-le", b"\xff\xfe" + HEAD.encode("utf-16-le"), "SYN002", 1, 1),
    Hostile("utf-16-be", b"\xfe\xff" + HEAD.encode("utf-16-be"), "SYN002", 1, 1),
    Hostile("utf-16-without-bom", HEAD.encode("utf-16-le"), "SYN002", 1, 1),
    Hostile("utf-32", b"\xff\xfe\x00\x00" + HEAD.encode("utf-32-le"), "SYN002", 1, 1),
    Hostile("nul", after("x-a: a\x00b\n"), "SYN002", 3, 7),
    Hostile("escape-character", after("x-a: \x1b[31mred\n"), "SYN002", 3, 6),
    Hostile("delete-character", after("x-a: a\x7fb\n"), "SYN002", 3, 7),
    Hostile("c1-character", after("x-a: é\x9b31m\n"), "SYN002", 3, 7),
    Hostile("noncharacter", after("x-a: \uffff\n"), "SYN002", 3, 6),
    Hostile("bad-utf-8", HEAD.encode() + b"x-a: caf\xe9\n", "SYN002", 3, 9),
    Hostile("overlong-utf-8", HEAD.encode() + b"x-a: \xc0\xaf\n", "SYN002", 3, 6),
    Hostile("surrogate-utf-8", HEAD.encode() + b"x-a: \xed\xa0\x80\n", "SYN002", 3, 6),
    Hostile("cut-utf-8", HEAD.encode() + b"x-a: \xe6\x97", "SYN002", 3, 6),
    Hostile("crlf", after("x-a: 1\n").replace(b"\n", b"\r\n"), "", 0, 0),
    Hostile("crlf-and-a-fault", after("nonsense: 1\n").replace(b"\n", b"\r\n"), "SCH001", 3, 1),
    Hostile("lone-cr", after("x-a: 1\n").replace(b"\n", b"\r"), "", 0, 0),
    Hostile("nel-and-line-separator", after('x-a: "a\x85b\u2028c"\nnonsense: 1\n'), "SCH001", 4, 1),
    Hostile("jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "SYN002", 1, 1),
    Hostile("zip", b"PK\x03\x04\x14\x00\x00\x00", "SYN002", 1, 3),
    # -- YAML that does more than it seems
    Hostile("tag-python-object", after("x-a: !!python/object/apply:os.system ['true']\n"), "SYN005", 3, 6),
    Hostile("tag-python-name", after("x-a: !!python/name:os.system\n"), "SYN005", 3, 6),
    Hostile("tag-local", after("x-a: !include /etc/passwd\n"), "SYN005", 3, 6),
    Hostile("tag-verbatim", after("x-a: !<tag:evil.example,2026:x> 1\n"), "SYN005", 3, 6),
    Hostile("tag-unknown-handle", after("x-a: !e!x 1\n"), "SYN005", 3, 6),
    Hostile("tag-binary", after("x-a: !!binary aGVsbG8=\n"), "SYN005", 3, 6),
    Hostile("tag-set", after("x-a: !!set {a, b}\n"), "SYN005", 3, 6),
    Hostile("tag-on-key", after("!!int 1: x\n"), "SYN009", 3, 1),
    Hostile("tag-int-on-text", after("x-a: !!int word\n"), "SYN005", 3, 6),
    Hostile("tag-str", after("x-a: !!str 1\n"), "", 0, 0),
    Hostile("two-documents", after("---\nx-a: 1\n"), "SYN004", 4, 1),
    Hostile("many-documents", after("---\n" * 1000), "SYN004", 4, 1),
    Hostile("document-end-and-text", after("...\nx-a: 1\n"), "SYN001", 4, 1),
    Hostile("directive-unknown", b"%EVIL 1\n---\n" + after("x-a: 1\n"), "SYN001", 1, 1),
    Hostile("directive-version-9", b"%YAML 9.9\n---\n" + after("x-a: 1\n"), "SYN001", 1, 1),
    Hostile("key-is-a-list", after("? [a, b]\n: 1\n"), "SYN009", 3, 3),
    Hostile("key-is-a-number", after("1: x\n"), "SYN009", 3, 1),
    Hostile("key-is-null", after("null: x\n"), "SYN009", 3, 1),
    Hostile("key-is-true", after("true: x\n"), "SYN009", 3, 1),
    Hostile("key-is-empty", after(": x\n"), "SYN001", 3, 1),
    Hostile("duplicate-key", after("x-a: 1\nx-a: 2\n"), "SYN003", 4, 1),
    Hostile("duplicate-report", after("report: {id: evil}\n"), "SYN003", 3, 1),
    Hostile("duplicate-by-quotes", after('x-a: 1\n"x-a": 2\n'), "SYN003", 4, 1),
    Hostile("tab-indentation", after("x-a:\n\tb: 1\n"), "SYN001", 4, 1),
    Hostile("unclosed-bracket", after("x-a: [1, 2\nx-b: 1\n"), "SYN001", 3, 6),
    Hostile("unclosed-quote", after("x-a: 'text\nx-b: 1\n"), "SYN001", 3, 6),
    Hostile("colon-in-text", after("x-a: b: c\n"), "SYN001", 3, 7),
    Hostile("at-sign", after("x-a: @home\n"), "SYN001", 3, 6),
    # -- characters that deceive
    Hostile("bidi-override", after("x-a: user \u202e nimda\n"), "SYN012", 3, 11),
    Hostile("bidi-isolate-in-block", after("x-a: |\n  one\n  two \u2066three\n"), "SYN012", 5, 7),
    Hostile("bidi-escape", after('x-a: "user \\u202e nimda"\n'), "SYN012", 3, 12),
    Hostile("bidi-escape-of-eight-digits", after('x-a: "caf\\N \\u200b\\U0000202E nimda"\n'), "SYN012", 3, 19),
    Hostile("bidi-escape-in-a-folded-text", after('x-a: "one\n  two \\u2066three"\n'), "SYN012", 4, 7),
    Hostile("tags", after("x-a: ok\U000e0041\U000e0042\n"), "SYN012", 3, 8),
    Hostile("tag-escapes", after('x-a: "ok\\U000e0041"\n'), "SYN012", 3, 9),
    Hostile(
        "flag-of-a-region", after("x-a: 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f\n"), "", 0, 0
    ),
    Hostile("flag-with-a-text", after("x-a: 🏴" + "\U000e0061" * 9 + "\U000e007f\n"), "SYN012", 3, 7),
    Hostile("notes-between-lines", after("x-a: a\ufff9b\ufffac\ufffb\n"), "SYN012", 3, 7),
    Hostile("selectors-in-a-row", after("x-a: ❤\ufe0f ❤\ufe0f\ufe01\n"), "SYN012", 3, 10),
    Hostile("selector", after("x-a: ❤\ufe0f 葛\U000e0100 1\ufe0f\u20e3\n"), "", 0, 0),
    Hostile("no-width-in-a-row", after("x-a: a\u200b\u200c\u200db\n"), "SYN012", 3, 7),
    Hostile("no-width", after("x-a: ไทย\u200bไทย 👩\u200d🔬 می\u200cخواهم\n"), "", 0, 0),
    Hostile("control-escape", after('x-a: "red \\x1b[31m"\n'), "SYN002", 3, 11),
    Hostile("control-escape-short", after('x-a: "\\N \\n \\e[31m"\n'), "SYN002", 3, 13),
    Hostile("control-escape-in-key", after('"x-a\\u009b": 1\n'), "SYN002", 3, 5),
    Hostile("noncharacter-escape", after('x-a: "\\uffff"\n'), "SYN002", 3, 7),
    Hostile("harmless-escapes", after('x-a: "a\\tb\\nc\\N\\_\\L\\x41\\u00e9\\"\\\\"\n'), "", 0, 0),
    Hostile("zero-width-in-key", after("eval\u200buation: {}\n"), "SYN011", 3, 1),
    Hostile("cyrillic-in-key", after("ev\u0430luation: {}\n"), "SYN011", 3, 1),
    Hostile("fullwidth-key", after("\uff45valuation: {}\n"), "SYN011", 3, 1),
    Hostile("soft-hyphen-in-key", after("eval\u00aduation: {}\n"), "SYN011", 3, 1),
    Hostile("yaml-1.1-norway", after("x-a: NO\n"), "SYN010", 3, 6),
    Hostile("yaml-1.1-time", after("x-a: 22:22\n"), "SYN010", 3, 6),
    Hostile("yaml-1.1-octal", after("x-a: 0777\n"), "SYN010", 3, 6),
    # -- not a report
    Hostile("top-level-list", b"- a\n- b\n", "SCH003", 1, 1),
    Hostile("top-level-text", b"just a text\n", "SCH003", 1, 1),
    Hostile("top-level-number", b"42\n", "SCH003", 1, 1),
    Hostile("top-level-null", b"~\n", "SCH003", 1, 1),
    Hostile("dunder-keys", after("__class__: {__init__: {__globals__: 1}}\n"), "SCH001", 3, 1),
    Hostile("infinite-number", after("implementation: {reward_details: [{id: a, weight: .inf}]}\n"), "SCH007", 3, 51),
    Hostile("not-a-number", after("implementation: {reward_details: [{id: a, weight: .nan}]}\n"), "SCH007", 3, 51),
    Hostile("date-overflow", after("system_details: {dates: {active_from: 9999-99-99}}\n"), "SCH005", 3, 39),
    Hostile(
        "duration-overflow", after("system_maintenance: {reporting_cadence: {every: P99999999999Y}}\n"), "SCH006", 3, 49
    ),
    Hostile(
        "wrong-type-everywhere", after("evaluation: [1]\nimplementation: text\nsystem_details: 3\n"), "SCH003", 3, 1
    ),
]


def write(folder: Path) -> None:
    """Write all files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for hostile in FILES:
        (folder / f"{hostile.name}.reward-report.yaml").write_bytes(hostile.raw)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
