"""What a report is about as JSON-LD in the words of schema.org, for search engines and catalogues."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from reward_reports.publishing.rendering.addresses import safe_address
from reward_reports.report.model import Report
from reward_reports.report.model.report_info import Author, ReportInfo

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def linked_data(seen: Report, address: str, data: str, base: str | None) -> str:
    """Return the JSON-LD of a report that is redacted for its audience; it can end no `<script>`.

    Args:
        seen: the report.
        address: its page.
        data: the report as data, a file beside the page.
        base: the address of the site, if it is known.
    """
    info = seen.report
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": info.title,
        "identifier": info.id,
        "version": info.version,
        "creativeWorkStatus": info.status,
        "genre": "Reward Report",
        "inLanguage": info.language or "en",
    }
    if base:
        document |= {"@id": urljoin(base, address), "url": urljoin(base, address)}
    document |= _dates(info)
    if info.authors:
        document["author"] = [_author(author) for author in info.authors]
    if info.license:
        document["license"] = {"@type": "CreativeWork", "name": info.license}
    if seen.profiles:
        document["keywords"] = list(seen.profiles)
    document["encoding"] = {
        "@type": "MediaObject",
        "encodingFormat": "application/json",
        "contentUrl": urljoin(base, data) if base else data,
    }
    return json.dumps(document, ensure_ascii=False).translate(_UNSAFE)


def _dates(info: ReportInfo) -> dict[str, str]:
    return {"dateModified": str(info.date)} if info.date else {}


def _author(author: Author) -> dict[str, Any]:
    """Return an author; the report does not tell people from groups, so nothing is claimed."""
    properties: dict[str, Any] = {"name": author.name}
    if author.affiliation:
        properties["affiliation"] = {"@type": "Organization", "name": author.affiliation}
    if author.contact and (address := safe_address(author.contact)) and address.startswith("http"):
        properties["url"] = address
    return properties
