"""What libraries find odd stays out of the terminal: what an author must know, we say ourselves, with its place."""

from __future__ import annotations


def silence(library: str) -> None:
    """Keep a library's log from being printed where nobody has asked for it; handlers of others still get it."""
    import logging

    log = logging.getLogger(library)
    if not log.handlers:
        log.addHandler(logging.NullHandler())
