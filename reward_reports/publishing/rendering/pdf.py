"""A report to PDF: tagged for screen readers (PDF/UA-1), and the same bytes for the same report.

The template is in Typst's language and never changes with a report: what a report holds reaches it as data, so that nothing
in it can be a command. The pages of a report load nothing; a template of the user's own is refused where it would.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from reward_reports.base.errors import ConfigError, MissingToolError, OutputError
from reward_reports.base.installing import how_to_install, needed
from reward_reports.base.resources import directory
from reward_reports.publishing.rendering.own_templates import OwnTemplates
from reward_reports.publishing.rendering.pdf_data import PdfWriter, page_data
from reward_reports.publishing.rendering.pictures import Pictures
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.publishing.rendering.reward_map.printed import as_png, for_typst
from reward_reports.publishing.rendering.reward_map.sentences import as_list
from reward_reports.publishing.rendering.template_process import limited
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.rendering.views import PageView, split_title

_NO_GLYPH = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
_SPELT = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_JOINED = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1780-\u18af\u1a20-\u1c4f\ua800-\ua82f\ua880-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff]"
)
"""Marks that stand on letters, and letters of the Middle East, India and South East Asia, which change or move beside others."""
_LOADS = re.compile(r"\b(?:import|include|eval|std)\b")
"""What loads code; `std` holds `eval` under a name that may be put together."""
_LINE = re.compile(r"\.typ:(\d+):\d+")
_FONTS = {"ar": "Noto Naskh Arabic or DejaVu Sans", "zh_Hans": "Noto Serif CJK SC or Noto Sans CJK SC"}
"""What prints the languages that the fonts which come with Typst do not have."""
_TRIES = 4
"""How often the pages are typeset again: without the characters that no font has, and without a picture that is broken."""


def as_pdf(edition: Edition) -> bytes:
    """Return a report as the bytes of a PDF.

    Raises:
        MissingToolError: if Typst is not installed, or too old.
        ConfigError: if a template of the user's own cannot be used.
        OutputError: if the pages cannot be set.
    """
    own = _own_template(edition.templates)
    template = own or (directory("templates") / "typst" / "report.typ").read_text("utf-8")
    placed: dict[str, list[int]] = {}

    def place(data: bytes, media_type: str) -> str:
        name = f"picture-{len(placed)}"
        placed[name] = list(data)
        return name

    view = edition.view(PdfWriter, Pictures(edition.files, place))
    data = page_data(view) | {"map": _map(view), "name": list(split_title(view.raw_title))}
    if own is None or edition.templates is None:
        return _set(template, data, placed, None)
    return limited(edition.templates, _set, template, data, placed, edition.templates)


def _map(view: PageView) -> dict[str, Any]:
    """Return the reward map: as a drawing, or as dots where its letters are joined, which a tagged PDF cannot hold in a drawing."""
    reward_map = view.first.map
    words = " ".join(as_list(reward_map))
    picture = as_png(reward_map) if view.direction == "rtl" or _JOINED.search(words) else None
    data = list(picture) if picture else for_typst(reward_map)
    return {"data": data, "format": "png" if picture else "svg", "words": words}


def _own_template(folder: Path | None) -> str | None:
    if folder is None:
        return None
    from reward_reports.publishing.rendering.templates import environment

    if not (folder / "typst" / "report.typ").exists():
        return None
    text = OwnTemplates(folder, "typst").get_source(environment("typst", None), "report.typ")[0]
    found = _LOADS.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        file = folder / "typst" / "report.typ"
        raise ConfigError(f"{file.as_posix()}:{line}: {found[0]} could load external content and is not allowed here")
    return text


def _set(template: str, data: dict[str, Any], pictures: dict[str, list[int]], own: Path | None) -> bytes:
    with needed("PDF needs Typst", how_to_install("pdf")):
        import typst
    missing: set[str] = set()
    with tempfile.TemporaryDirectory() as empty:
        for _ in range(_TRIES):
            shown = _without(data, missing) | {"pictures": pictures}
            inputs = {"report": json.dumps(shown, ensure_ascii=True)}
            try:
                pdf = typst.compile(  # type: ignore[call-overload]  # the stubs want the text and the folder of one type
                    template.encode(), root=empty, format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs
                )
            except (TypeError, ValueError) as error:
                raise MissingToolError(
                    f"this release of Typst cannot make a tagged PDF ({error}): pip install --upgrade typst"
                ) from error
            except typst.TypstError as error:
                new = _missing_in(error.diagnostic) - missing
                _check_fonts(data, new)
                if not new and not (pictures and "image" in error.diagnostic):
                    raise _error_of(error, own) from error
                missing |= new
                pictures = pictures if new else {}
            else:
                assert isinstance(pdf, bytes)  # noqa: S101 a PDF is one file
                return pdf
    raise OutputError("the PDF cannot be made: no font has some of its characters")


def _check_fonts(data: dict[str, Any], missing: set[str]) -> None:
    """Refuse pages whose own words cannot be printed: no reader could use them.

    Raises:
        MissingToolError: naming the fonts to install.
    """
    words = set("".join(data["words"].values()))
    language = data["page"]["language"]
    if missing & words and (fonts := _FONTS.get(Translation(language).name or "")):
        raise MissingToolError(f"no font here has the letters of the language {language}: install {fonts}")


def _error_of(error: Any, own: Path | None) -> ConfigError | OutputError:
    if own is None:
        return OutputError(f"the PDF cannot be made: {error.message}")
    line = _LINE.search(error.diagnostic)
    file = (own / "typst" / "report.typ").as_posix()
    return ConfigError(f"{file}:{line[1] if line else 1}: {error.message}")


def _missing_in(diagnostic: str) -> set[str]:
    """Return the characters that no font has, by what Typst says of each.

    It names what is drawn as one, and a space or letter in that is no reason to take all spaces away: every font has them.
    """

    def character(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else match[2]

    named = {char for text in _NO_GLYPH.findall(diagnostic) for char in _SPELT.sub(character, text)}
    return {char for char in named if not " " <= char <= "~"}


def _without(value: Any, missing: set[str]) -> Any:
    """Return data whose texts show characters that no font has by their numbers."""
    if not missing:
        return value
    if isinstance(value, str):
        return "".join(f"[U+{ord(char):04X}]" if char in missing else char for char in value)
    if isinstance(value, list):
        return [_without(one, missing) for one in value]
    if isinstance(value, dict):
        return {name: _without(one, missing) for name, one in value.items()}
    return value
