"""Report text is untrusted: whatever stands in any field, no script runs, no markup leaks, no link is dangerous."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from reward_reports.publishing.rendering import render
from reward_reports.report.model import Report

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "[click](javascript:alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)",
    "![x](javascript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "$\\text{<img src=x onerror=alert(1)>}$",
    "$$\\href{javascript:alert(1)}{x}$$",
    "{{ 7 * 7 }}{% raw %}",
    "</style><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "a\n\n# heading\n\n<iframe src=//evil.example></iframe>",
]
ALLOWED_TAGS = frozenset(
    "a abbr annotation article aside b blockquote body br caption circle code col colgroup dd defs del desc desc details div dl dt em "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 head header hr html i img input li line link main math meta menclose merror "
    "mfrac mi mmultiscripts mn mo mover mpadded mphantom mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext "
    "mtr munder munderover nav ol p path pattern polyline pre q rect s section semantics small span strong style sub summary sup svg "
    "table tbody td text tfoot th thead time title tr tspan u ul g ins dfn kbd var mark".split()
)


class Reader(HTMLParser):
    """Notes whatever could do harm."""

    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED_TAGS:
            self.harm.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("srcdoc", "formaction", "xlink:href"):
                self.harm.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action") and not self._is_safe(tag, value or ""):
                self.harm.append(f"{tag} {name}={value}")

    @staticmethod
    def _is_safe(tag, value):
        if tag == "img":
            return value.startswith("data:image/")
        return value.startswith(("#", "https:", "http:", "mailto:", "assets/", "index.html"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_report_does_harm_in_html(payload, poisoned_report):
    report = poisoned_report("instructgpt", payload)
    assert payload in report.report.title
    for layout in ("paper", "builder"):
        reader = Reader()
        page = render(report, to="html", layout=layout)
        reader.feed(page)
        assert reader.harm == []
        assert "<script" not in page.lower()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_report_does_harm_in_markdown(payload, poisoned_report):
    """Markdown is rendered by others: with raw HTML escaped and no dangerous link, they can do no harm with it."""
    import cmarkgfm
    from cmarkgfm.cmark import Options

    text = render(poisoned_report("instructgpt", payload), to="markdown")
    reader = Reader()
    reader.feed(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))
    assert [harm for harm in reader.harm if not harm.startswith("img src=http")] == []


def test_a_restricted_answer_leaves_nothing_in_a_public_page():
    secret = "The auditors alone may read that the threshold is seventeen."
    info = {"id": "a", "title": "A", "version": "1.0"}
    answer = {"text": secret, "audience": "auditor", "reason": "It would help to game the system."}
    report = Report.model_validate(
        {"schema_version": "1.0", "report": info, "evaluation": {"evaluation_validity": answer}}
    )
    for to in ("html", "markdown"):
        public = render(report, to=to)
        assert "seventeen" not in public
        assert "help to game the system" in public
        assert "seventeen" in render(report, to=to, audience="auditor")
