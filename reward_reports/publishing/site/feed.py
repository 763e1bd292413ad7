"""The changes of all reports as an Atom feed (RFC 4287), and the addresses of all pages as a sitemap."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from html import escape  # `xml.sax` imports half the standard library
from urllib.parse import quote, urljoin

from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.site.entry import IndexEntry, News

_NEWEST = 100
_IN_A_SITEMAP = 50_000
"""What sitemaps.org allows."""
_BEFORE_ALL = "1970-01-01"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMES = uuid.UUID("6f1d9f0e-3a0c-5a52-9b3e-2d6f5a3c7b41")
"""What the ids of feeds and entries are made below; it never changes, or every reader would see all entries again."""


def feed(entries: Sequence[IndexEntry], base: str | None, words: Translation = ENGLISH) -> str:
    """Return the newest entries of all changelogs as an Atom feed.

    The ids of entries are made of the ids of the report and of the entry, so that they stay when the site moves; that of
    the feed is made of the site's address.

    Args:
        entries: the reports.
        base: the address of the site, which makes links whole; without it they are relative to the feed.
        words: the language of the site.
    """
    news = nlargest(
        _NEWEST, (item for entry in entries for item in entry.news), key=lambda item: (item.day, item.report)
    )
    updated = max([item.day for item in news] or [entry.changed for entry in entries], default="") or _BEFORE_ALL
    title, authors = words.gettext("Reward Reports: what changed"), words.gettext("The authors of the reports")
    lines = ['<?xml version="1.0" encoding="utf-8"?>']
    lines += [f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(words.tag)}">']
    lines += [f"<id>{_urn('feed', base or '')}</id>", f"<title>{_text(title)}</title>"]
    lines += [f"<updated>{_moment(updated)}</updated>", f"<author><name>{_text(authors)}</name></author>"]
    lines += [f'<link rel="alternate" type="text/html" href={_link("index.html", base)}/>']
    lines += [f'<link rel="self" href={_link("feed.xml", base)}/>'] if base else []
    return "\n".join([*lines, *(line for item in news for line in _entry(item, base, words)), "</feed>", ""])


def _entry(item: News, base: str | None, words: Translation) -> Iterator[str]:
    version = words.gettext("version %(version)s") % {"version": item.version}
    kind = f" ({item.kind})" if item.kind else ""
    yield "<entry>"
    yield f"<id>{_urn(item.report, item.id, item.version, item.day)}</id>"
    yield f"<title>{_text(f'{item.title}: {version}{kind}')}</title>"
    yield f"<updated>{_moment(item.day)}</updated>"
    yield f'<link rel="alternate" type="text/html" href={_link(item.address, base, f"entry:{item.id}")}/>'
    yield f"<summary>{_text(item.summary.strip())}</summary>"
    yield "</entry>"


def sitemaps(addresses: Iterable[str], base: str) -> Iterator[tuple[str, str]]:
    """Give the names and texts of the sitemap (sitemaps.org) of a site; of one with many pages, in parts with a list of them."""
    pages = sorted(addresses)
    parts = [pages[start : start + _IN_A_SITEMAP] for start in range(0, len(pages), _IN_A_SITEMAP)]
    if len(parts) < 2:
        yield "sitemap.xml", _sitemap("urlset", "url", pages, base)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield "sitemap.xml", _sitemap("sitemapindex", "sitemap", names, base)
    for name, part in zip(names, parts, strict=True):
        yield name, _sitemap("urlset", "url", part, base)


def _sitemap(whole: str, each: str, addresses: Iterable[str], base: str) -> str:
    lines = [f"<{each}><loc>{_text(urljoin(base, quote(address)))}</loc></{each}>" for address in addresses]
    head = ['<?xml version="1.0" encoding="utf-8"?>', f'<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    return "\n".join([*head, *lines, f"</{whole}>", ""])


def _urn(*parts: str) -> str:
    return uuid.uuid5(_NAMES, "\n".join(parts)).urn


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _link(address: str, base: str | None, anchor: str = "") -> str:
    whole = urljoin(base, quote(address)) if base else quote(address)
    below = f"#{quote(anchor, safe=':~._-')}" if anchor else ""
    return f'"{escape(whole + below)}"'


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub(" ", text), quote=False)
