"""What the converter says in styles and in HTML, as classes and attributes that a page, Typst and pandoc take.

A page of ours allows no styles; what they said stands in its style sheet under these classes.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

_CLASSES = {
    "text-align:right": "m-right",
    "text-align:left": "m-left",
    "border-top:0.05em solid currentcolor": "m-rule-above",
    "border-right:0.05em solid currentcolor": "m-rule-right",
    "border-bottom:0.05em solid currentcolor": "m-rule-below",
    "border-left:0.05em solid currentcolor": "m-rule-left",
    "margin-left:-0.16666667em": "m-back",
}
_FLUSH = {("text-align:right", "padding-right:0"), ("text-align:left", "padding-left:0")}
"""Columns that meet without a gap."""
_ROOM = re.compile(r"(?:justify-items|padding(?:-\w+)?):[^;]*")
_VARIANTS = {"b": "bold", "i": "italic", "code": "monospace", "span": "sans-serif"}
_LINES = {"mover": ("m-over", "¯"), "munder": ("m-under", "_")}
"""Lines over and under several letters: fonts do not stretch them, so the style sheet draws them."""


def simplified(converted: str) -> str | None:
    """Return MathML without styles and HTML, or None if it says something in them that is not known."""
    try:
        root = fromstring(converted.replace("&ApplyFunction;", "\N{FUNCTION APPLICATION}"))  # noqa: S314 no entities, no input of others
        for element in list(root.iter()):
            _simplify(element)
    except (ParseError, KeyError):
        return None
    return tostring(root, encoding="unicode")


def _simplify(element: Element) -> None:
    for child in list(element):
        if child.tag == "mspace" and not child.attrib:
            element.remove(child)
    if "style" in element.attrib:
        _style(element, element.attrib.pop("style"))
    if element.tag == "mtext" and len(element):
        _words(element)
    elif element.tag == "menclose":
        element.tag = "mrow"
        element.set("class", {"box": "m-box"}[element.attrib.pop("notation")])
    elif element.tag in _LINES and element[1].text == "\N{COMBINING LOW LINE}":
        name, element[1].text = _LINES[element.tag]
        element.set("class", name)
    elif element.tag == "mfrac" and element.get("linethickness") == "0":
        element.set("linethickness", "0em")  # pandoc knows a length alone
    elif element.text and element.tag in ("mi", "mo"):
        element.text = element.text.replace("\ufe00", "").replace("\ufe01", "")  # variants that most fonts lack


def _style(element: Element, style: str) -> None:
    said = {part.strip().replace(": ", ":") for part in style.split(";")} - {""}
    names = [_CLASSES[part] for part in said if not _ROOM.fullmatch(part)]
    if any(said.issuperset(pair) for pair in _FLUSH):
        names.append("m-flush")
    if names:
        element.set("class", " ".join(sorted(names)))


def _words(element: Element) -> None:
    (child,) = element
    element.text = child.text
    element.set("mathvariant", _VARIANTS[child.tag])
    element.remove(child)
