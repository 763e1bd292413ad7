"""What LaTeX prints as it is typed: code within a sentence, and listings."""

from __future__ import annotations

import re

from reward_reports.exchange.importing.latex_reader import Reader

ENVIRONMENTS = frozenset("verbatim verbatim* Verbatim Verbatim* BVerbatim lstlisting minted".split())
_VERB = re.compile(r"\*?([^A-Za-z\s*])")
_BRACED = re.compile(r"\{((?:[^{}\n]|\{[^{}\n]*\})*)\}")
_DELIMITERS = "|!+/=~;:^?@&$"
_OPTIONS = re.compile(r"[ \t]*(\[[^\]\n]*\])?(?:\{[^{}\n]*\})?[ \t]*\n?")


def inline(command: str, reader: Reader) -> str | None:
    r"""Return what `\verb` or a command like it sets as code, as `\verb`; None if it never ends on its line."""
    if command != "verb":
        reader.option()
    if command == "mintinline":
        reader.argument()
    braced = reader.match(_BRACED) if command != "verb" else None
    match = None if braced else reader.match(_VERB)
    code = braced[1] if braced else reader.until(match[1]) if match else None
    if code is None or "\n" in code:
        return None
    sign = next((one for one in _DELIMITERS if one not in code), None)
    return f"\\verb{sign}{code}{sign}" if sign else None


def listing(name: str, raw: str) -> str:
    r"""Return a listing as `verbatim`; whole, with its options, if those hold its caption.

    Args:
        name: the environment.
        raw: what stands between its `\begin{…}` and its `\end{…}`.
    """
    typed = f"\\begin{{{name}}}{raw}\\end{{{name}}}"
    if name == "verbatim" or "\\end{verbatim}" in raw:
        return typed
    options = _OPTIONS.match(raw)
    words = (options[1] or "") if options else ""
    body = f"{typed}\n" if "caption" in words else raw[options.end() if options else 0 :]
    return f"\\begin{{verbatim}}\n{body}\\end{{verbatim}}"
