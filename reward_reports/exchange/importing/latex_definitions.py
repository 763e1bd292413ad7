"""The macros and environments that an author defines: their parameters and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reward_reports.exchange.importing.latex_reader import Reader

_NAME = re.compile(r"\\([A-Za-z@]+)\*?\Z")
_COMMENT = re.compile(r"(\\(?s:.))|%[^\n]*\n?[ \t]*")
_PARAMETER = re.compile(r"(\\[A-Za-z]+)?#(#|[1-9])")
_PLAIN_PARAMETERS = re.compile(r"\s*(?:#[1-9]\s*)*")
_UP_TO_BRACE = re.compile(r"[^{}\n]*(?=\{)")
_EQUALS = re.compile(r"[ \t]*=?[ \t]*")
_XPARSE = re.compile(r"\s*(?:[+!]*(?P<kind>[mos])|[+!]*O\{(?P<default>[^{}]*)\})")
NO_VALUE = "-NoValue-"
"""What an argument is that may be left out and was."""


@dataclass(frozen=True, slots=True)
class Macro:
    """What a macro stands for.

    Attributes:
        parameters: for each argument its default, or None where one is needed, or `STAR`.
        body: the LaTeX, with `#1` for the first argument.
        alias: whether the body is the name of a command of LaTeX that keeps its own meaning.
        opaque: whether it cannot be followed: it asks for arguments, or does things, in TeX's own ways.
    """

    parameters: tuple[str | None, ...] = ()
    body: str = ""
    alias: bool = False
    opaque: bool = False

    def arguments(self, reader: Reader) -> list[str] | None:
        """Read the arguments of a call; None if one is missing."""
        values: list[str] = []
        for default in self.parameters:
            given = _given(reader, default)
            if given is None:
                return None
            values.append(given)
        return values

    def filled(self, given: list[str]) -> str:
        """Return what a call stands for."""

        def one(match: re.Match[str]) -> str:
            before, sign = match[1] or "", match[2]
            if sign == "#":
                return f"{before}#"
            argument = given[int(sign) - 1] if int(sign) <= len(given) else ""
            return f"{before} {argument}" if before and argument[:1].isalpha() else before + argument

        return _PARAMETER.sub(one, self.body)

    @property
    def silent(self) -> bool:
        """Whether something is given to it that it does not print."""
        return any(one is None for one in self.parameters) and not re.search(r"#[1-9]", self.body)


STAR = "\\*"
"""The parameter that is a star or nothing; no default of an author begins so."""


def _given(reader: Reader, default: str | None) -> str | None:
    if default is None:
        return reader.argument()
    if default == STAR:
        return "*" if reader.star() else ""
    given = reader.option()
    return default if given is None else given


@dataclass(frozen=True, slots=True)
class Environment:
    """What the beginning and the end of an environment stand for."""

    begin: Macro
    end: Macro


def new_command(reader: Reader) -> tuple[str, Macro] | None:
    r"""Read what follows `\newcommand` or one of its kin; None if that is not a definition."""
    reader.star()
    name = _name(reader)
    parameters = _parameters(reader)
    body = reader.argument()
    return (name, _macro(parameters, body)) if name and body is not None else None


def definition(reader: Reader) -> tuple[str, Macro] | None:
    r"""Read what follows `\def`."""
    name = _name(reader)
    text = reader.match(_UP_TO_BRACE)
    body = reader.argument() if text else None
    if not name or text is None or body is None:
        return None
    macro = _macro((None,) * text[0].count("#"), body)
    return name, macro if _PLAIN_PARAMETERS.fullmatch(text[0]) else Macro(opaque=True)


def let(reader: Reader, known: dict[str, Macro]) -> tuple[str, Macro] | None:
    r"""Read what follows `\let`: another name for what a command stands for now."""
    name = _name(reader)
    reader.match(_EQUALS)
    other = reader.take() if reader.peek() == "\\" else ""
    if not name or not other:
        return None
    return name, known.get(other[1:], Macro((), other, alias=True))


def operator(reader: Reader) -> tuple[str, Macro] | None:
    r"""Read what follows `\DeclareMathOperator`."""
    star = "*" * reader.star()
    name, argument = _name(reader), reader.argument()
    return (name, Macro((), f"\\operatorname{star}{{{argument}}}")) if name and argument is not None else None


def delimiter(reader: Reader) -> tuple[str, Macro] | None:
    r"""Read what follows `\DeclarePairedDelimiter`."""
    name, left, right = _name(reader), reader.argument(), reader.argument()
    if not name or left is None or right is None:
        return None
    return name, Macro((STAR, "", None), f"{left} #3{right}")


def document_command(reader: Reader) -> tuple[str, Macro] | None:
    r"""Read what follows `\NewDocumentCommand`."""
    name, specification, body = _name(reader), reader.argument(), reader.argument()
    if not name or specification is None or body is None:
        return None
    kinds = list(_XPARSE.finditer(specification))
    if _XPARSE.sub("", specification).strip():
        return name, Macro(opaque=True)
    defaults = {"m": None, "o": NO_VALUE, "s": STAR}
    return name, _macro(tuple(defaults[one["kind"]] if one["kind"] else one["default"] for one in kinds), body)


def new_environment(reader: Reader) -> tuple[str, Environment] | None:
    r"""Read what follows `\newenvironment`."""
    reader.star()
    name = reader.argument()
    parameters = _parameters(reader)
    begin, end = reader.argument(), reader.argument()
    if not name or begin is None or end is None:
        return None
    return name.strip(), Environment(_macro(parameters, begin), _macro((), end))


DEFINING: dict[str, Callable[[Reader], tuple[str, Macro] | None]] = {
    **dict.fromkeys(("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand"), new_command),
    **dict.fromkeys(("def", "gdef", "edef", "xdef"), definition),
    **dict.fromkeys(
        ("NewDocumentCommand", "RenewDocumentCommand", "ProvideDocumentCommand", "DeclareDocumentCommand"),
        document_command,
    ),
    "DeclareMathOperator": operator,
    "DeclarePairedDelimiter": delimiter,
}
"""The commands that define a macro, with what reads the rest of the definition."""


def _name(reader: Reader) -> str:
    match = _NAME.match((reader.argument() or "").strip())
    return match[1] if match else ""


def _parameters(reader: Reader) -> tuple[str | None, ...]:
    count = (reader.option() or "").strip()
    number = int(count) if re.fullmatch("[1-9]", count) else 0
    default = reader.option() if number else None
    return (None,) * number if default is None else (default, *(None,) * (number - 1))


def _macro(parameters: tuple[str | None, ...], body: str) -> Macro:
    plain = _COMMENT.sub(lambda match: match[1] or "", body)
    return Macro(parameters, plain, opaque="@" in plain and bool(re.search(r"\\[A-Za-z]*@[A-Za-z]", plain)))
