"""Addresses that stand in a text without brackets, as GitHub links them: `https://…`, `www.…` and `name@host`."""

from __future__ import annotations

import re

from reward_reports.publishing.rendering.html_tree import Element, Node

_BARE = re.compile(
    r"(?P<web>(?<![A-Za-z])https?://[^\s<>\"]+|(?:\A|(?<=[\s*_~(\[]))www\.[^\s<>\"]+)"
    r"|(?<![A-Za-z0-9.+_/-])(?<![A-Za-z]:)(?P<mail>(?:mailto:)?+[A-Za-z0-9.+_-]++@(?P<host>[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)++))"
)
_HOST = re.compile(r"(?:https?://)?([\w.-]+)")
_ENTITY = re.compile(r"&[A-Za-z]{1,40};\Z")
_BRACKETS = {")": "(", "]": "["}


def linked(text: str) -> list[Node]:
    """Return words with the addresses among them as links."""
    if "://" not in text and "www." not in text and "@" not in text:
        return [text]
    nodes: list[Node] = []
    before = 0
    for match in _BARE.finditer(text):
        label = match[0][: extent(match[0])] if match["web"] else _mail(match)
        if label is None or not (match["mail"] or _has_host(label)):
            continue
        nodes += [text[before : match.start()], Element("a", {"href": _address(label)}, [label])]
        before = match.start() + len(label)
    return [node for node in [*nodes, text[before:]] if node]


def extent(address: str) -> int:
    """Return the length of an address without the punctuation of the sentence behind it."""
    surplus = {closing: address.count(closing) - address.count(opening) for closing, opening in _BRACKETS.items()}
    end = len(address)
    while end:
        last = address[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last == ";":
            entity = _ENTITY.search(address, max(0, end - 42), end)
            end = entity.start() + 1 if entity else end
        elif last not in "?!.,:*_~'\"":
            break
        end -= 1
    return end


def _has_host(address: str) -> bool:
    """Whether an address names a host as GitHub asks for it: no underscore in its last two parts, a dot behind `www`."""
    host = _HOST.match(address)
    parts = host[1].split(".") if host else []
    return bool(parts) and "_" not in "".join(parts[-2:]) and (parts[0] != "www" or (len(parts) > 1 and bool(parts[1])))


def _mail(match: re.Match[str]) -> str | None:
    return None if match["host"][-1] in "-_" else match["mail"]


def _address(label: str) -> str:
    if label.startswith("www."):
        return f"http://{label}"
    return label if "://" in label or label.startswith("mailto:") else f"mailto:{label}"
