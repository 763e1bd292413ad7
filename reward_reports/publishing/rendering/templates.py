"""The templates of each format: ours, compiled once, or with a folder of the user's own before them."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache, partial
from html import unescape
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import ChoiceLoader, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Macro
from markupsafe import Markup

from reward_reports._version import __version__
from reward_reports.base.catalogues import SOURCE
from reward_reports.base.resources import directory
from reward_reports.publishing.rendering import markup
from reward_reports.publishing.rendering.addresses import fragment
from reward_reports.publishing.rendering.markdown_escaping import Md, escaped
from reward_reports.publishing.rendering.own_templates import OwnTemplates, Sandbox, reporting_errors
from reward_reports.publishing.rendering.reward_map.figure import drawn
from reward_reports.publishing.rendering.template_process import limited
from reward_reports.publishing.rendering.translation import (
    ENGLISH,
    PLACEHOLDER,
    English,
    Translation,
    marked,
    unmarked,
)
from reward_reports.publishing.rendering.unbroken import unbroken
from reward_reports.publishing.rendering.views import FieldView

_PICTURES = (Markup('<img src="assets/'), Markup('<img src="../assets/'))
_CODE_OR_GAP = re.compile(r"(?P<code>^ *(?P<fence>`{3,})[^`\n]*\n(?:.*\n)*? *(?P=fence)$)|\n{3,}", re.MULTILINE)
_BLOCK = re.compile(r"(?:[-+*>]|\d{1,9}[.)])(?: |\Z)|\||```|___\Z")
"""How Markdown of several lines, or of one without words, begins."""


@cache
def html_templates(own: Path | None, translation: Translation = ENGLISH) -> Environment:
    """Return the HTML templates; whatever is not marked as safe is escaped."""
    templates = environment("html", own, translation, in_html, autoescape=True)
    templates.filters.update(
        leading=_leading,
        below=_below,
        fragment=fragment,
        shown=_shown,
        reward_map=drawn,
        bare=unmarked,
        unbroken=unbroken,
    )
    templates.globals["english"] = "" if translation.name == SOURCE else Markup(' lang="en" dir="ltr"')
    return templates


@cache
def markdown_templates(own: Path | None, translation: Translation = ENGLISH) -> Environment:
    """Return the Markdown templates; whatever is not Markdown already is escaped."""
    templates = environment("markdown", own, translation, Md, finalize=_written)
    templates.filters.update(hang=_hang, made=_made, comment=_in_comment)
    return templates


Templates = Callable[[Path | None, Translation], Environment]


def filled(templates: Templates, own: Path | None, name: str, translation: Translation = ENGLISH, **values: Any) -> str:
    """Return a template filled with values.

    Args:
        templates: one of the functions above.
        own: a folder of templates that go before ours, in a folder named as the format, or None.
        name: the template's name.
        translation: the language of our words.
        values: what it reads.

    Raises:
        ConfigError: if a template of the user's own cannot be used, or takes too much time or memory; the message names file
            and line where they are known.
    """
    if own is None:
        return templates(None, translation.shared).get_template(name).render(language=translation, **values)
    return limited(own, _filled_by_own, templates, own.resolve(), name, translation, values)


def _filled_by_own(templates: Templates, own: Path, name: str, translation: Translation, values: dict[str, Any]) -> str:
    with reporting_errors(own):
        sandbox = templates(own, translation.shared)
        assert isinstance(sandbox, Sandbox)  # noqa: S101 see `environment`
        sandbox.counted = 0
        return sandbox.get_template(name).render(language=translation, **values)


def environment(
    name: str,
    own: Path | None,
    translation: Translation = ENGLISH,
    written: Callable[[str], str] = str,
    **more: Any,
) -> Environment:
    """Return the templates of the folder `name`, ours or with the user's own before them.

    Args:
        name: the folder.
        own: a folder of templates that go before ours, or None.
        translation: the language of the words that templates mark with `_`.
        written: makes a message ready for the format.
        more: settings of the environment.
    """
    ours = FileSystemLoader(directory("templates") / name)
    kind = Environment if own is None else Sandbox
    templates = kind(
        extensions=["jinja2.ext.i18n"],
        loader=ours if own is None else ChoiceLoader([OwnTemplates(own, name), ours]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,  # all of them: the least recently used is found in a list
        bytecode_cache=_compiled() if own is None else None,
        **more,
    )
    templates.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        partial(_message, translation, written, more.get("finalize")),
        lambda one, many, number: written(translation.form(one, many, number)),
        newstyle=more.get("autoescape", False),
    )
    if more.get("autoescape"):
        templates.globals["_"] = templates.globals["gettext"] = _in_markup(translation, written)
    return templates


def _in_markup(translation: Translation, written: Callable[[str], str]) -> Callable[..., str]:
    """Return what gives messages as markup with values filled in, which are escaped.

    It does what jinja2's own does. A page has hundreds of messages, and that one takes three calls for each, looked up by name.
    """
    found = lru_cache(4096)(lambda message: written(translation.gettext(message)))

    def gettext(message: str, /, **values: object) -> str:
        markup: str = found(message)
        return markup % values if "%" in markup else markup

    return gettext


def _message(
    translation: Translation,
    written: Callable[[str], str],
    finalize: Callable[[object], object] | None,
    message: str,
    **values: object,
) -> str:
    """Return a message ready for a format; where the format has words of its own for values, with these filled in."""
    found = translation.gettext(message)
    if finalize is None:
        return written(found)
    parts = PLACEHOLDER.split(found)
    pieces = (str(finalize(values[part])) if place % 2 else written(part) for place, part in enumerate(parts))
    return type(written(""))("".join(pieces))


def in_html(message: str) -> Markup:
    """Return a message, which may hold tags; one that is English on a page in another language is marked as that."""
    return marked(str(message)) if isinstance(message, English) else Markup(message)  # noqa: S704 messages are ours


class _Compiled(FileSystemBytecodeCache):
    """Our templates, compiled: kept in a folder of this user's that no one else can write to."""

    def _get_default_cache_dir(self) -> str:
        """Make the folder. jinja2's own choice follows a link in its place, and changes the mode of what it leads to."""
        if not hasattr(os, "getuid"):  # Windows gives every user a folder of their own for such files
            return super()._get_default_cache_dir()
        folder = Path(tempfile.gettempdir()) / f"reward-reports-templates-{os.getuid()}"
        with suppress(FileExistsError):
            folder.mkdir(stat.S_IRWXU)
        state = folder.lstat()
        if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid():
            raise RuntimeError(f"{folder} is not a folder of this user")
        if stat.S_IMODE(state.st_mode) != stat.S_IRWXU:
            folder.chmod(stat.S_IRWXU)
        return str(folder)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(f"{__version__} {jinja2.__version__} {name}", filename)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # no room, or no right to write: compile again the next time
            super().dump_bytecode(bucket)


def _compiled() -> _Compiled | None:
    try:
        return _Compiled()
    except (RuntimeError, OSError):
        return None


def _leading(html: str, page: str) -> str:
    """Return HTML made for the page of a report for a page below it: links within the page lead to the report's."""
    # No author's text can hold this beginning of a tag: it would be escaped.
    moved = _below(html)
    return (
        moved.replace(Markup('<a href="#'), markup.filled('<a href="%s#', page)) if isinstance(moved, Markup) else moved
    )


def _below(html: str) -> str:
    """Return HTML made for a page at the top of a site for a page in a folder: its pictures lie one folder up."""
    return html.replace(*_PICTURES) if isinstance(html, Markup) else html


def _shown(field: FieldView, answer: Macro) -> str:
    """Return the answer of a field as a macro makes it; the pages that show it in another order need not make it again."""
    if field.shown is None:
        if not isinstance(
            answer, Macro
        ):  # anything else that a template of the user's own can call is not ours to call
            raise TypeError("`shown` takes the macro that makes an answer, such as parts.answer")
        field.shown = answer(field.answer)
    return field.shown


def _written(value: object) -> object:
    if isinstance(value, Md) or not isinstance(value, str):
        return value
    return escaped(value) if value.strip() else value


def _made(text: str) -> Md:
    """Return what a macro wrote, without blank lines at its ends and at most one in a row outside code."""
    return Md(_CODE_OR_GAP.sub(lambda match: match["code"] or "\n\n", text.strip("\n")))


def _hang(text: str, spaces: int) -> Md:
    """Return Markdown so that it stays inside a list item whose text begins at a column."""
    body = text if isinstance(text, Md) else escaped(text)
    if "\n" not in body and not _BLOCK.match(body):
        return Md(f" {body}" if body else "")
    indent = " " * spaces
    return Md("\n\n" + "\n".join(indent + line if line else "" for line in body.split("\n")))


def _in_comment(text: str) -> Md:
    """Return words that may stand inside an HTML comment: one line that cannot end it."""
    bare = unescape(re.sub(r"\\(\W)", r"\1", text)) if isinstance(text, Md) else text
    return Md(re.sub(r"[<>]|--+|-\Z|\A-", " ", " ".join(bare.split())))
