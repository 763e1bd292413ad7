"""LaTeX without what is not printed, and with an author's macros replaced by what they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable

from reward_reports.exchange.importing import latex_verbatim
from reward_reports.exchange.importing.latex_conditions import Conditions
from reward_reports.exchange.importing.latex_definitions import (
    DEFINING,
    NO_VALUE,
    Environment,
    Macro,
    let,
    new_environment,
)
from reward_reports.exchange.importing.latex_left_out import LeftOut
from reward_reports.exchange.importing.latex_macros import ARGUMENTS, SECTIONS
from reward_reports.exchange.importing.latex_reader import Mark, Reader, TooMuchError
from reward_reports.exchange.importing.latex_scopes import Macros
from reward_reports.exchange.importing.latex_shown import PrintedLatex
from reward_reports.exchange.importing.source import SourceError

_ENVIRONMENT = re.compile(r"\s*\{([^{}\n]*)\}")
_TO_A_BRACE = re.compile(r"\s+(?=\{)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_AFTER_A_WORD = re.compile(r"[ \t]*(?:\n(?![ \t]*(?:\n|\Z))[ \t]*)?")
_KNOWN_ENVIRONMENT = re.compile(r"figure|tabular|abstract|document", re.IGNORECASE)
_PUNCTUATION = "{}.,;:!?/'~-)] \t\n"
"""Before these `\\xspace` sets no blank."""
_NO_BLANK = re.compile(r"\\(?:[^A-Za-z]|footnote(?:mark)?(?![A-Za-z])|xspace(?![A-Za-z])|\Z)")
_CHOICE = re.compile(r"If(NoValue|Value|Boolean)(TF|T|F)")
_OPERANDS = {
    **dict.fromkeys(("ifx", "if", "ifcat"), re.compile(r"[ \t]*\\[A-Za-z@]+[ \t]*\\[A-Za-z@]+[ \t]*")),
    "ifdefined": re.compile(r"[ \t]*\\[A-Za-z@]+[ \t]*"),
}


def expand(text: str, name: str) -> PrintedLatex:
    """Return what a LaTeX source prints, still as LaTeX.

    Args:
        text: the source.
        name: what errors call it.

    Raises:
        SourceError: if something that is not printed never ends; with the place.
    """
    return _Expansion(text, name).run()


class _Expansion:
    """Goes through a source once, from its beginning to its end."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._reader = Reader(text)
        self._shown = PrintedLatex(text)
        self._conditions = Conditions()
        self._macros = Macros()
        self._environments: dict[str, Environment] = {}
        self._hidden = {"comment", "filecontents", "filecontents*"}
        self._in_preamble = "\\begin{document}" in text
        self._left_out = LeftOut()
        self._place, self._typed = 0, True
        self._commands = self._handlers()

    def run(self) -> PrintedLatex:
        """Return what is printed."""
        reader = self._reader
        begun = reader.mark(), self._shown.mark(), "", 0
        while True:
            self._place, self._typed = reader.place, reader.in_source
            token = reader.take()
            if not token:
                break
            if not (token[0] == "\\" and token[1:2].isalpha()):
                self._plain(token)
                continue
            if self._typed:
                reader.begin_command()
                begun = reader.mark(), self._shown.mark(), token, self._place
            try:
                self._command(token)
            except TooMuchError:
                self._give_up(*begun)
        self._shown.titles = {name: titles for name, titles in self._macros.titles.items() if titles}
        self._shown.notes = tuple(self._left_out.notes())
        return self._shown

    def _give_up(self, read: Mark, shown: tuple[int, int], token: str, place: int) -> None:
        """Leave the command of the source that asks for too much as it is typed."""
        self._reader.reset(read)
        self._shown.reset(shown)
        self._place, self._typed = place, True
        self._left_out.too_much.add(token)
        self._macros.known.pop(token[1:], None)
        self._write(token)

    def _handlers(self) -> dict[str, Callable[[str], bool]]:
        """Return what reads each command that is not simply kept; it returns False where the command stays as typed."""
        return {
            "begin": self._begin,
            "end": self._end,
            "makeatletter": self._at_letter,
            "makeatother": self._at_letter,
            "xspace": self._xspace,
            "newif": lambda _: self._conditions.declare(self._reader),
            "fi": self._fi,
            "else": self._else,
            "endinput": lambda _: self._in_preamble and self._stop("\\endinput"),
            "excludecomment": self._exclude,
            "let": lambda _: self._define(let(self._reader, self._macros.known)),
            "global": lambda _: True,
            "long": lambda _: True,
            **dict.fromkeys(DEFINING, self._definition),
            **dict.fromkeys(("newenvironment", "renewenvironment"), self._environment),
            **dict.fromkeys(("verb", "lstinline", "mintinline"), self._code),
        }

    def _command(self, token: str) -> None:
        name, before = token[1:], self._reader.mark()
        handler = self._commands.get(name) or self._unnamed(name)
        if handler is None or not handler(name):
            self._reader.reset(before)
            self._write(token)
            self._close_up(name)

    def _unnamed(self, name: str) -> Callable[[str], bool] | None:
        if name in self._macros.known:
            return self._call
        if self._conditions.begins(name, self._reader):
            return self._condition
        if _CHOICE.fullmatch(name):
            return self._choice
        return self._settle

    def _close_up(self, name: str) -> None:
        """Take away the blank lines between a command that is known and its argument."""
        if ARGUMENTS.get(name, "") or name in SECTIONS:
            blanks = self._reader.match(_TO_A_BRACE)
            if blanks and not _BLANK_LINE.search(blanks[0]):
                self._write(blanks[0])

    def _write(self, text: str) -> None:
        if text[0].isalpha() and self._shown.last[:1] == "\\" and self._shown.last[1:].isalpha():
            self._shown.add(" ", self._place, typed=False)  # two words that came together are still two
        self._shown.add(text, self._place, typed=self._typed)

    def _plain(self, token: str) -> None:
        match token:
            case "{":
                self._macros.open_group()
            case "}":
                self._macros.close_group()
        self._write(token)

    # Definitions and calls

    def _definition(self, name: str) -> bool:
        definition = DEFINING[name](self._reader)
        if definition and name.startswith(("provide", "Provide")) and definition[0] in self._macros.known:
            return True
        return self._define(definition, everywhere=name in ("gdef", "xdef"))

    def _define(self, definition: tuple[str, Macro] | None, *, everywhere: bool = False) -> bool:
        if definition is None:
            return False
        name, macro = definition
        if name not in self._commands:
            self._macros.define(name, macro, everywhere=everywhere)
        return True

    def _call(self, name: str) -> bool:
        macro = self._macros.known[name]
        if macro.opaque or self._macros.titles[name]:
            return False
        given = macro.arguments(self._reader)
        if given is None:
            return False
        if not macro.parameters:
            self._reader.match(_AFTER_A_WORD)
        if macro.alias:
            self._write(macro.body)
            return True
        if macro.silent and any(one.strip() for one in given):
            self._left_out.silent.add(f"\\{name}")
        self._reader.push(macro.filled(given))
        return True

    def _choice(self, name: str) -> bool:
        tests = _CHOICE.fullmatch(name)
        given = [self._reader.argument() for _ in range(len(tests[2]) + 1)] if tests else [None]
        if tests is None or None in given:
            return False
        subject, *branches = (one or "" for one in given)
        true = {"NoValue": subject == NO_VALUE, "Value": subject != NO_VALUE, "Boolean": subject == "*"}[tests[1]]
        chosen = dict(zip(tests[2], branches, strict=True)).get("T" if true else "F", "")
        self._reader.push(chosen)
        return True

    def _environment(self, name: str) -> bool:
        environment = new_environment(self._reader)
        if environment is None:
            return False
        own = name == "newenvironment" or environment[0] in self._environments
        if own and not _KNOWN_ENVIRONMENT.search(environment[0]):
            self._environments[environment[0]] = environment[1]
        return True

    # Environments

    def _begin(self, _: str) -> bool:
        match = self._reader.match(_ENVIRONMENT)
        name = match[1].strip() if match else ""
        if name in self._hidden:
            self._hide(f"\\begin{{{name}}}", self._inside(name))
            return True
        if name in latex_verbatim.ENVIRONMENTS:
            self._write(latex_verbatim.listing(name, self._inside(name)))
            return True
        if name == "document":
            self._in_preamble = False
        else:
            self._macros.open_group()
        macro = self._environments[name].begin if name in self._environments else None
        given = macro.arguments(self._reader) if macro else None
        if macro is None or given is None:
            return False
        self._reader.push(macro.filled(given))
        return True

    def _end(self, _: str) -> bool:
        match = self._reader.match(_ENVIRONMENT)
        name = match[1].strip() if match else ""
        if name == "document":
            self._write(f"\\end{{{name}}}")
            return self._stop("\\end{document}")
        self._macros.close_group()
        if name not in self._environments:
            return False
        self._reader.push(self._environments[name].end.body)
        return True

    def _inside(self, name: str) -> str:
        content = self._reader.until(f"\\end{{{name}}}")
        if content is None:
            raise self._never_ends(f"\\begin{{{name}}} has no \\end{{{name}}}")
        return content

    def _code(self, name: str) -> bool:
        code = latex_verbatim.inline(name, self._reader)
        if code:
            self._write(code)
        return bool(code)

    # What is not printed

    def _condition(self, name: str) -> bool:
        judged = self._conditions.judge(name, self._reader)
        if judged is False:
            self._skip(*self._conditions.skip(self._reader, to_else=True), name)
            return True
        self._conditions.open(judged=judged is not None)
        if judged is None and name in _OPERANDS:
            self._reader.match(_OPERANDS[name])
        if judged is None and not self._in_preamble:
            self._left_out.unknown.add(f"\\{name}")
        self._reader.match(_AFTER_A_WORD)
        return True

    def _settle(self, name: str) -> bool:
        settled = self._conditions.settle(name)
        if settled:
            self._reader.match(_AFTER_A_WORD)
        return settled

    def _else(self, _: str) -> bool:
        turned = self._conditions.turn(self._reader)
        if turned is not None:
            self._skip(*turned, "else")
        return turned is not None

    def _fi(self, _: str) -> bool:
        self._reader.match(_AFTER_A_WORD)
        return self._conditions.close()

    def _skip(self, hidden: str, ended: bool, name: str) -> None:
        if not ended:
            raise self._never_ends(f"\\{name} has no \\fi")
        self._hide(f"\\{name}", hidden)

    def _hide(self, what: str, hidden: str) -> None:
        if hidden.strip() and not self._in_preamble:
            self._left_out.hidden[what] += 1
        self._reader.match(_AFTER_A_WORD)

    def _exclude(self, _: str) -> bool:
        name = self._reader.argument()
        self._hidden.add((name or "comment").strip())
        return name is not None

    def _stop(self, what: str) -> bool:
        behind = re.sub(r"%[^\n]*", "", self._reader.rest()).strip()
        if behind:
            self._left_out.hidden[f"text after {what}"] += 1
        return True

    def _at_letter(self, name: str) -> bool:
        self._reader.internal = name == "makeatletter"
        return True

    def _xspace(self, _: str) -> bool:
        if (after := self._reader.peek()) and after not in _PUNCTUATION and not self._reader.looks_at(_NO_BLANK):
            self._write(" ")
        return True

    def _never_ends(self, what: str) -> SourceError:
        line, column = self._shown.place_in_source(self._place)
        return SourceError(f"{self._name}:{line}:{column}: this LaTeX does not close: {what}")
