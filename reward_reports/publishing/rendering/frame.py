"""How a page stands in a site: the way to its top, its neighbours, and what machines read of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page; `here` marks the page itself."""

    label: str
    href: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page stands in a site.

    Attributes:
        top: the way from the page's folder to the top of the site: "" or "../".
        address: its whole address, where the site's own is known.
        links: the pages beside it.
        orders: the same report in other orders.
        data: the same as data, a file.
        linked: what it is about, as JSON-LD that may stand in a page.
        alone: whether the site has a single report, and no list.
        card: the whole address of its picture for messages and posts, if there is one.
    """

    top: str = ""
    address: str | None = None
    links: list[Link] = field(default_factory=list)
    orders: list[Link] = field(default_factory=list)
    data: str | None = None
    linked: str | None = None
    alone: bool = False
    card: str | None = None
