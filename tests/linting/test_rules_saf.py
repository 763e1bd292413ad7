"""Safe rendering: what a report shows to strangers, and how it is read aloud."""

from __future__ import annotations

import pytest

from reward_reports.linting.documentation import complete
from reward_reports.linting.extract.html_tags import find_html
from reward_reports.linting.extract.markdown import too_deep, without_code
from reward_reports.report.text_edits import apply_edits

from .fragments import lint, places, shown


def validity(text):
    block = "\n".join(f"    {line}" for line in text.split("\n"))
    return f"evaluation:\n  evaluation_validity: |\n{block}\n"


VALIDITY = "evaluation.evaluation_validity.text"


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        (
            "figures: [{id: a, path: a.png}, {id: b, path: b.png, alt: B}, {id: c, path: c.png, alt: ' '}]",
            ["figures[0]", "figures[2]"],
        ),
        (validity("![](a.png)"), [VALIDITY]),
        (validity("![ ](a.png)"), [VALIDITY]),
        (validity("![A pipeline](a.png) and [](b)"), []),
        (validity("`![](a.png)`"), []),
    ],
)
def test_a_picture_is_told_in_words(fragment, expected):
    assert places(fragment, "SAF001") == expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java&#115;cript:alert(1)",
        "javascript&colon;alert(1)",
        "java%73cript:alert(1)",
        "data:text/html,hi",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_an_unsafe_scheme(url):
    assert places(f"references: [{{id: a, title: T, url: '{url}'}}]", "SAF002") == ["references[0].url"]
    assert shown(validity(f"[A page]({url})"), "SAF002") == [url.strip()]
    assert shown(validity(f"![A picture]({url})"), "SAF002") == [url.strip()]


@pytest.mark.parametrize(
    "url", ["https://a.org/javascript:x", "mailto:a@b.org", "docs/data.md", "#data", "doi:10/1", "database:x"]
)
def test_a_safe_address(url):
    assert places(f"references: [{{id: a, title: T, url: '{url}'}}]\n" + validity(f"[A page]({url})"), "SAF002") == []


def test_an_unsafe_address_in_angle_brackets():
    assert shown(validity("See <javascript:alert(1)> and <https://a.org>."), "SAF002") == ["javascript:alert(1)"]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("a <script>x</script>", "<script>"),
        ("<!-- Author: A -->", "<!--"),
        ("<!DOCTYPE html>", "<!DOCTYPE"),
        ("one<br>two", "<br>"),
        ("one<br />two", "<br />"),
        ("It works <b>well</b>.", "<b>"),
        ("<img src=x onerror=y>", "<img src=x onerror=y>"),
        ("<IFRAME src='x'>", "<IFRAME src='x'>"),
        ("<custom-thing onclick='x'>", "<custom-thing onclick='x'>"),
        ("<svg/onload=x>", None),
        ("<svg onload=x>", "<svg onload=x>"),
        ("</div>", "</div>"),
        ("<a href=x>y</a>", "<a href=x>"),
        ("<user_id, movie_id, rating, timestamp>", None),
        ("<s, a, r, s'>", None),
        ("state <s> and action <a>", None),
        ("the prompt begins with <s> and ends with </s>", None),
        ("<think> and <answer>", None),
        ("a < b and c > d", None),
        ("a <b and c> d", None),
        ("if n<3 then n>1", None),
        ("<https://a.org> <a@b.org>", None),
        ("it is `<b>` there, ``<i>`` too", None),
        (r"an escaped \<b> and </b", None),
        ("<step n=3>", None),
    ],
)
def test_raw_html(text, tag):
    assert shown(validity(text), "SAF002") == ([tag] if tag else [])


def test_raw_html_is_told_once_in_each_text():
    fragment = validity("<br> and <br>") + "implementation: {limitations: one<br>two}\n"
    assert sorted(places(fragment, "SAF002")) == [VALIDITY, "implementation.limitations.text"]


def test_html_in_a_fence_or_under_free_keys_is_left_alone():
    assert places(validity("```html\n<b>bold</b>\n```\nText."), "SAF002") == []
    assert places("x-notes: <b>bold</b>", "SAF002") == []


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# One\nText.", ["# One"]),
        ("Text.\n\n### Two ###\nText.", ["### Two ###"]),
        ("## A\ntext\n## B", ["## A", "## B"]),
        ("Title\n===\nText.", ["Title"]),
        ("Title\n-----\nText.", ["Title"]),
        ("#hashtag\n#1 of three", []),
        ("Text.\n\n---\n\nText.", []),
        ("| a | b |\n|---|---|\n| 1 | 2 |", []),
        ("a | b\n--- | ---\n1 | 2", []),
        ("- item\n---\n", []),
        ("```sh\n# a comment\nTitle\n===\n```\nText.", []),
        ("**Bold.** C# is not a heading # here", []),
        ("Text.\n\n    # indented code", []),
    ],
)
def test_headings_in_an_answer(text, headings):
    assert shown(validity(text), "SAF003") == headings


@pytest.mark.parametrize(
    "fragment",
    [
        'evaluation: {evaluation_validity: "# Title"}',
        'evaluation: {evaluation_validity: "One.\\n\\n## Title\\nTwo."}',
        "evaluation: {evaluation_validity: '# Title'}",
    ],
)
def test_a_heading_in_quotes_is_found(fragment):
    assert places(fragment, "SAF003") == [VALIDITY]


def test_comments_are_no_headings():
    assert places("# Title\nevaluation:\n  # Title\n  evaluation_validity: Text. # Title\n", "SAF003") == []


def test_a_heading_can_become_bold():
    document, [finding] = lint(validity("Text.\n\n## Two words ##\nText."), "SAF003")
    assert not finding.fix.safe
    fixed = apply_edits(document.text, finding.fix.edits)
    assert fixed == complete(validity("Text.\n\n**Two words**\nText."))


def test_a_heading_over_two_lines_is_left_to_the_author():
    _, [finding] = lint(validity("Title\n===\nText."), "SAF003")
    assert finding.fix is None


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("figures: [{id: a, path: 'https://a.org/a.png', alt: A}]", ["figures[0].path"]),
        ("figures: [{id: a, path: '//a.org/a.png', alt: A}]", ["figures[0].path"]),
        ("figures: [{id: a, path: figures/a.png, alt: A}]", []),
        (validity("![A](https://a.org/a.png)"), [VALIDITY]),
        (validity("![A](a.png) and [a page](https://a.org/a.png)"), []),
        (validity("[![A](a.png)](https://a.org)"), []),
    ],
)
def test_a_picture_lies_beside_the_report(fragment, expected):
    assert places(fragment, "SAF004") == expected


def steps(number, mark="- "):
    return "\n".join("  " * step + f"{mark}a" for step in range(number))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> " * 10 + "a", []),
        ("a\n\n" + "> " * 11 + "a", [VALIDITY]),
        (">" * 11 + "a", [VALIDITY]),
        ("- " * 11 + "a", [VALIDITY]),
        ("> " * 5 + "1. " * 6 + "a", [VALIDITY]),
        ("- " * 30, []),
        ("* " * 30 + "\n\na", []),
        (steps(10), []),
        (steps(11), [VALIDITY]),
        (steps(8) + "\n\n" + " " * 16 + "> > > a", [VALIDITY]),
        (steps(6) + "\n" + steps(6), []),
        ("a\n\n```\n" + "> " * 20 + "a\n```", []),
        ("a\n" + " " * 30 + "- b", []),
    ],
)
def test_lists_lie_no_deeper_than_pages_show(text, expected):
    from reward_reports.publishing.rendering.prose_html import paragraphs

    assert places(validity(text), "SAF006") == expected
    shown_as_source = "<pre>" in paragraphs(text, None) and "```" not in text  # type: ignore[arg-type]  # it has nothing to write
    assert shown_as_source == bool(expected)


def test_the_line_that_lies_too_deep_is_named():
    deep = "> " * 11 + "b"
    assert too_deep(deep) == (0, len(deep))
    assert too_deep(f"a\n\n{deep}  \nc") == (3, 3 + len(deep))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", "a     c"),
        ("a ``b ` c`` d", "a           d"),
        ("a ` b", "a ` b"),
        ("`a` `b", "    `b"),
        ("a\n```\nb\n```\nc", "a\n   \n \n   \nc"),
        ("a\n~~~\nb", "a\n   \n "),
        ("a\n```\nb\n~~~\nc", "a\n   \n \n   \n "),
    ],
)
def test_code_is_blanked_in_place(text, expected):
    assert without_code(text) == expected


def test_the_kinds_of_html_are_named():
    assert find_html("x </DIV> y") == (2, 8, "/div>")
    assert find_html("nothing") is None


@pytest.mark.parametrize(
    ("fragment", "pointed_at"),
    [
        (r"implementation: {reward_details: {formula: 'r = \foo{x}'}}", [r"\foo"]),
        (r"implementation: {reward_details: [{id: a, expression: 'x^a^b'}, {id: b, expression: 'x_1'}]}", ["^"]),
        (validity(r"Costs $5 to $10, and $\frac{a}{b}$, not $\bar$, $$a \\ b$$ or `$\foo$`."), [r"\bar", "\\\\"]),
        (r"x-notes: 'a $\foo$'", []),
    ],
)
def test_a_formula_that_is_not_understood_is_found_at_its_command(fragment, pointed_at):
    assert shown(fragment, "SAF005") == pointed_at
