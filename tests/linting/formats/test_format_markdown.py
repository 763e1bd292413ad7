"""The summary for a job or a comment: nothing a report says becomes markup, a link or a mention."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from reward_reports.base.escaping.visible import visible
from reward_reports.linting.formats import FORMATS
from reward_reports.linting.formats.markdown import escape


class Reader(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def shown(markdown: str) -> Reader:
    reader = Reader()
    reader.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))
    reader.close()
    return reader


ATTACKS = [
    "plain words, 100% (ok) 1.10 “quoted” Émile 日本 😀",
    "<script>alert(1)</script><!-- x --><details>",
    "&lt;b&gt; &copy; &#64;",
    "![x](https://evil.example/x.png) [y](javascript:alert(1)) [z][1]",
    "https://evil.example www.evil.example WWW.evil.example ftp://evil.example",
    "mail someone@evil.example, xmpp:a@evil.example",
    "@team @org/team #12 GH-12 a/b#3",
    "a | b || c |",
    "**bold** __bold__ *a* _b_ ~~c~~ `d` ``e``",
    "# heading ## ###",
    "- item\n- [ ] task\n\n> quote\n\n```\ncode\n```\n---",
    "\\* \\\\ ends with \\",
    "$x$ $$y$$ ${z} {+a+}",
    "    four blanks",
    "==a== ^b^ ::: :tada:",
]


@pytest.mark.parametrize("words", ATTACKS)
def test_a_text_is_shown_as_it_is(words):
    reader = shown(f"- x {escape(words)} y")
    assert [tag for tag in reader.tags if tag not in ("ul", "li", "p")] == []
    assert " ".join(reader.text.replace("\u200b", "").split()) == " ".join(f"x {visible(words)} y".split())


@pytest.mark.parametrize(
    "words", ["@team", "a@b.example", "#12", "##12", "https://x.example", "www.x.example", "org/repo#1", "@@all"]
)
def test_what_the_service_would_link_later_is_broken_up(words):
    text = shown(escape(words)).text
    for trigger in ("@t", "@b", "@a", "#1", "://", "www."):
        assert trigger not in text


@pytest.mark.parametrize("words", ATTACKS)
def test_the_whole_page_has_only_our_markup(words, made):
    finding = made.find("a: 1", "1", words + ".yaml", message=words, advice=words)
    reader = shown(FORMATS["markdown"](made.result_of("a: 1", finding)))
    plain = shown(FORMATS["markdown"](made.result_of("a: 1", made.find("a: 1", "1", "a.yaml"))))
    assert reader.tags == plain.tags
    assert plain.tags.count("table") == plain.tags.count("ul") == plain.tags.count("h3") == 1


@pytest.mark.parametrize(
    "words", [*ATTACKS, "- [ ] task", "+ x", "1. x", "12) x", "1.10 is not text", "===", "---", "-"]
)
def test_a_comment_that_reviewdog_posts_has_no_markup(words, made):
    finding = made.find("a: 1", "1", "a.yaml", message=words, advice=words)
    (posted,) = json.loads(FORMATS["rdjson"](made.result_of("a: 1", finding)))["diagnostics"]
    reader = shown(posted["message"])
    assert reader.tags == ["p"]
    told = reader.text.replace("\u200b", "").split()
    assert told == visible(words).split() * 2


def test_every_finding_is_listed_below_its_file(sample):
    reader = shown(FORMATS["markdown"](sample))
    assert reader.tags.count("li") == len(sample.findings)
    assert reader.tags.count("h3") == 2
    assert (
        reader.text.index("ranking 1.yaml")
        < reader.text.index("Émile” is not an owner")
        < reader.text.index("traffic.yaml")
    )


@pytest.mark.parametrize("limit", [1_300, 5_000, 65_536])
def test_it_keeps_to_its_limit_and_says_what_is_missing(limit, made):
    findings = [
        made.find("a: 1", "1", f"{n // 10}.yaml", message="日本 " * 20 + str(n), severity="error" if n % 2 else "info")
        for n in range(1000)
    ]
    text = FORMATS["markdown"](made.result_of("a: 1", *findings), limit=limit)
    listed = text.count("\n- **")
    assert len(text.encode()) <= limit
    assert f"**Only {listed} of 1000 findings are shown" in text
    assert listed > 0
    assert text.count("- **info**") == max(0, listed - 500)


def test_an_output_within_the_limit_is_whole(sample):
    assert "Only" not in FORMATS["markdown"](sample)
    assert FORMATS["markdown"](sample, limit=10_000) == FORMATS["markdown"](sample)


def test_what_github_takes_for_a_job_is_the_limit(made):
    findings = [made.find("a: 1", "1", "a.yaml", message="x" * 1000)] * 2000
    size = len(FORMATS["markdown"](made.result_of("a: 1", *findings)).encode())
    assert 900_000 < size <= 1024 * 1024
