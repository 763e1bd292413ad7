"""Which addresses of a report become links: http, https and mailto, and nothing that could carry more."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

_WEB = re.compile(r"https?://[^\s<>\"'`\\^{|}\x00-\x20\x7f]+\Z", re.IGNORECASE)
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\Z")
_ARXIV = re.compile(r"(?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?\Z")
_DOI = re.compile(r"10\.\d{4,9}/\S+\Z")


@lru_cache(4096)
def fragment(anchor: str) -> str:
    """Return an anchor as it stands behind the `#` of a link."""
    return quote(anchor, safe=":~._-")


def safe_address(text: str) -> str | None:
    """Return an address that may stand behind a link, or None.

    Args:
        text: a web address, a `mailto:` address or a bare e-mail address.
    """
    stripped = text.strip()
    if _WEB.match(stripped):
        return stripped
    mail = stripped[len("mailto:") :] if stripped[: len("mailto:")].lower() == "mailto:" else stripped
    return f"mailto:{quote(mail, safe='@.!#$*+=_~-')}" if _MAIL.match(mail) else None


def address_in_words(address: str) -> str:
    """Return an address as a reader would say it: without `https://`, `mailto:` and a last slash."""
    bare = re.sub(r"\A(?:https?://(?:www\.)?|mailto:)", "", address.strip(), flags=re.IGNORECASE)
    return bare[:-1] if bare.count("/") == 1 and bare.endswith("/") else bare


def doi_address(doi: str) -> str | None:
    """Return the web address of a DOI, given with or without `https://doi.org/`, or None if it is none."""
    bare = re.sub(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:)", "", doi.strip(), flags=re.IGNORECASE)
    return f"https://doi.org/{quote(bare, safe='/:;()._-')}" if _DOI.match(bare) else None


def arxiv_address(number: str) -> str | None:
    """Return the web address of an arXiv number, or None if it is none."""
    bare = re.sub(r"\A(?:arxiv:|https?://arxiv\.org/abs/)", "", number.strip(), flags=re.IGNORECASE)
    return f"https://arxiv.org/abs/{bare}" if _ARXIV.match(bare) else None
