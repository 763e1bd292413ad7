"""The parser written in Python, made to read as libyaml does: for where libyaml is missing, as in a browser.

PyYAML's own scanner reads tabs, `?` and directives otherwise than libyaml 0.2.5. What follows here is libyaml's way, so that a
file is the same report everywhere.
"""

from __future__ import annotations

from typing import Any

from yaml.composer import Composer
from yaml.error import Mark
from yaml.parser import Parser, ParserError
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import DirectiveToken, ScalarToken, TagToken

_BLANK = " \t"
_BREAK = "\r\n"
_END = "\0\r\n"
_BLANK_OR_END = "\0 \t\r\n"
_NAME = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")
_IN_TAG = _NAME | frozenset(";/?:@&=+$.%!~*'()")


class PureComposer(Reader, Scanner, Parser, Composer):
    """Composes nodes as libyaml does."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)

    def scan_to_next_token(self) -> None:
        """Pass blanks and comments; a tab may stand where no key can begin."""
        while True:
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self.forward()
            if self.peek() == "#":
                self._skip_line()
            if not self._line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def _line_break(self) -> str:
        return str(self.scan_line_break())  # type: ignore[no-untyped-call]

    def _skip_line(self) -> None:
        while self.peek() not in _END:
            self.forward()

    def _skip_blanks(self) -> None:
        while self.peek() in _BLANK:
            self.forward()

    def scan_directive(self) -> DirectiveToken:
        """Take `%YAML` and `%TAG`; others are errors."""
        start = self.get_mark()
        self.forward()
        name = self._directive_name(start)
        value: Any = None
        if name == "YAML":
            self._skip_blanks()
            major = self.scan_yaml_directive_number(start)
            if self.peek() != ".":
                raise ScannerError("while scanning a directive", start, "expected '.'", self.get_mark())
            self.forward()
            value = (major, self.scan_yaml_directive_number(start))
        elif name == "TAG":
            value = self._tag_directive(start)
        else:
            raise ScannerError("while scanning a directive", start, "found unknown directive name", self.get_mark())
        end = self.get_mark()
        self._end_line("while scanning a directive", start)
        return DirectiveToken(name, value, start, end)

    def _directive_name(self, start: Mark) -> str:
        length = 0
        while self.peek(length) in _NAME:
            length += 1
        if not length or self.peek(length) not in _BLANK_OR_END:
            raise ScannerError("while scanning a directive", start, "expected a name", self.get_mark())
        name = self.prefix(length)
        self.forward(length)
        return str(name)

    def _tag_directive(self, start: Mark) -> tuple[str, str]:
        self._skip_blanks()
        handle = str(self.scan_tag_handle("directive", start))  # type: ignore[no-untyped-call]
        if self.peek() not in _BLANK:
            raise ScannerError("while scanning a directive", start, "expected a blank", self.get_mark())
        self._skip_blanks()
        prefix = str(self.scan_tag_uri("directive", start))
        if self.peek() not in _BLANK_OR_END:
            raise ScannerError("while scanning a directive", start, "expected a blank", self.get_mark())
        return handle, prefix

    def _end_line(self, context: str, start: Mark) -> None:
        self._skip_blanks()
        if self.peek() == "#":
            self._skip_line()
        if self.peek() not in _END:
            raise ScannerError(context, start, "expected a comment or a line break", self.get_mark())
        self._line_break()

    def process_directives(self) -> Any:
        """Take YAML 1.1 and 1.2 alone."""
        value = super().process_directives()  # type: ignore[no-untyped-call]
        if self.yaml_version is not None and self.yaml_version not in ((1, 1), (1, 2)):
            raise ParserError(None, None, "found incompatible YAML document", self.get_mark())
        return value

    def scan_tag(self) -> TagToken:
        """Take a tag; in a flow collection a comma may follow."""
        start = self.get_mark()
        if self.peek(1) == "<":
            self.forward(2)
            handle, suffix = None, self.scan_tag_uri("tag", start)
            if self.peek() != ">":
                raise ScannerError("while scanning a tag", start, "expected '>'", self.get_mark())
            self.forward()
        else:
            handle, suffix = self._short_tag(start)
        if self.peek() not in _BLANK_OR_END and not (self.flow_level and self.peek() == ","):
            raise ScannerError("while scanning a tag", start, "expected a blank", self.get_mark())
        return TagToken((handle, suffix), start, self.get_mark())

    def _short_tag(self, start: Mark) -> tuple[str | None, str]:
        length = 1
        while self.peek(length) in _NAME:
            length += 1
        handle = "!"
        if self.peek(length) == "!":
            handle = str(self.prefix(length + 1))
            self.forward(length + 1)
        else:
            self.forward()
        suffix = ""
        while (char := self.peek()) in _IN_TAG:
            if char == "%":
                suffix += self.scan_uri_escapes("tag", start)
            else:
                suffix += char
                self.forward()
        if not suffix and handle != "!":
            raise ScannerError("while scanning a tag", start, "did not find expected tag URI", self.get_mark())
        return (handle, suffix) if suffix else (None, "!")

    def scan_plain(self) -> ScalarToken:
        """Take a plain scalar over as many lines as it has."""
        start = end = self.get_mark()
        indent = self.indent + 1
        text = blanks = ""
        breaks: list[str] = []
        while not self._at_document_indicator() and self.peek() != "#":
            word = self._plain_word(start)
            if word:
                text += (_folded(breaks) if breaks else blanks) + word
                blanks, breaks = "", []
                end = self.get_mark()
            if self.peek() not in _BLANK and self.peek() not in _BREAK:
                break
            blanks, breaks = self._plain_spaces(indent, start)
            if not self.flow_level and self.column < indent:
                break
        if breaks:
            self.allow_simple_key = True
        return ScalarToken(text, True, start, end)

    def _at_document_indicator(self) -> bool:
        return self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _BLANK_OR_END

    def _plain_word(self, start: Mark) -> str:
        length = 0
        while (char := self.peek(length)) not in _BLANK_OR_END:
            following = self.peek(length + 1)
            if self.flow_level and char == ":" and following in ",?[]{}":
                raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", self.get_mark())
            if (char == ":" and following in _BLANK_OR_END) or (self.flow_level and char in ",[]{}"):
                break
            length += 1
        word = str(self.prefix(length))
        self.forward(length)
        return word

    def _plain_spaces(self, indent: int, start: Mark) -> tuple[str, list[str]]:
        blanks, breaks = "", list[str]()
        while (char := self.peek()) in _BLANK or char in _BREAK:
            if char in _BREAK:
                breaks.append(self._line_break())
                continue
            if breaks and char == "\t" and self.column < indent:
                what = "found a tab character that violates indentation"
                raise ScannerError("while scanning a plain scalar", start, what, self.get_mark())
            blanks += char
            self.forward()
        return blanks, breaks

    def scan_block_scalar(self, style: str) -> ScalarToken:
        """Take a literal or a folded block."""
        start = self.get_mark()
        self.forward()
        chomping, increment = self._block_header(start)
        self._end_line("while scanning a block scalar", start)
        indent = (self.indent + increment if self.indent >= 0 else increment) if increment else 0
        breaks, indent, end = self._block_breaks(indent, start)
        text = broken = ""
        led_by_blank = False
        while self.column == indent and self.peek() != "\0":
            blank = self.peek() in _BLANK
            folds = style == ">" and broken == "\n" and not led_by_blank and not blank
            text += (" " if folds and not breaks else "" if folds else broken) + "".join(breaks)
            led_by_blank = blank
            length = 0
            while self.peek(length) not in _END:
                length += 1
            text += self.prefix(length)
            self.forward(length)
            broken = self._line_break()
            breaks, indent, end = self._block_breaks(indent, start)
        text += ("" if chomping is False else broken) + ("".join(breaks) if chomping else "")
        return ScalarToken(text, False, start, end, style)

    def _block_header(self, start: Mark) -> tuple[bool | None, int]:
        chomping, increment = None, 0
        for _ in range(2):
            char = self.peek()
            if chomping is None and char in "+-":
                chomping = char == "+"
            elif not increment and char in "123456789":
                increment = int(char)
            elif char == "0":
                what = "found an indentation indicator equal to 0"
                raise ScannerError("while scanning a block scalar", start, what, self.get_mark())
            else:
                break
            self.forward()
        return chomping, increment

    def _block_breaks(self, indent: int, start: Mark) -> tuple[list[str], int, Mark]:
        breaks, deepest, end = list[str](), 0, self.get_mark()
        while True:
            while (not indent or self.column < indent) and self.peek() == " ":
                self.forward()
            deepest = max(deepest, self.column)
            if (not indent or self.column < indent) and self.peek() == "\t":
                what = "found a tab character where an indentation space is expected"
                raise ScannerError("while scanning a block scalar", start, what, self.get_mark())
            if self.peek() not in _BREAK:
                return breaks, indent or max(deepest, self.indent + 1, 1), end
            breaks.append(self._line_break())
            end = self.get_mark()

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Mark) -> list[str]:
        """Take words between quotes; an escape for half a character is an error."""
        words: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        if any("\ud800" <= char <= "\udfff" for word in words for char in word):
            what = "found invalid Unicode character escape code"
            raise ScannerError("while scanning a double-quoted scalar", start_mark, what, self.get_mark())
        return words


def _folded(breaks: list[str]) -> str:
    return " " if len(breaks) == 1 else "".join(breaks[1:])
