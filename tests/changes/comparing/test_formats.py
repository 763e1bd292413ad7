"""A comparison as text, JSON, Markdown and a page: golden files, hostile text, room, and what is held back."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from reward_reports.changes.comparing import IMPACTS, compare, fields_changed
from reward_reports.changes.comparing.comparison import compare_for
from reward_reports.changes.comparing.formats import as_json, markdown, text
from reward_reports.publishing.rendering import changes

FORMATS = {"txt": text.render, "json": as_json.render, "md": markdown.render, "html": changes.render}
HOSTILE = (
    "</p><script>alert(1)</script> <img src=x onerror=alert(1)> ![x](https://evil.example/x.png) @everyone #1 | `a` **b** "
    "[link](javascript:alert(1)) https://evil.example www.evil.example \x1b[31mred \u202egnp ::error::no ##[group] ]]> --> {{ 7*7 }}"
)


@pytest.fixture
def compared(flow):
    old, new = flow
    return compare_for(("old.yaml", old), ("new.yaml", new))


@pytest.mark.parametrize("ending", FORMATS)
def test_the_edited_example(compared, golden, ending):
    made = FORMATS[ending](compared)
    shown = re.sub(r"(?s)<style>.*</style>", "<style></style>", made)
    shown = re.sub(
        r"sha256-[\w+/=]*",
        "sha256-",
        re.sub(r'"version": "\d[^"]*"\n  },\n  "audience"', '"version": ""\n  },\n  "audience"', shown),
    )
    golden(shown, f"project-flow.{ending}")


@pytest.fixture
def hostile(fragment):
    def report(name, words):
        return fragment(json.dumps({
            "schema_version": "1.0",
            "report": {"id": "a", "title": name, "version": name},
            "implementation": {
                "reward_details": {"text": words, "items": [{"id": "t", "name": name, "expression": words}]},
                "algorithmic_details": {"hyperparameters": {name: words}},
            },
            "system_details": {"other_resources": [{"id": "b" if name.startswith("b") else "a", "title": words}]},
            "x-" + name: [words],
        }))  # fmt: skip

    return compare_for((HOSTILE, report(HOSTILE, "plain words")), (HOSTILE, report(f"b{HOSTILE}", HOSTILE)))


def test_hostile_text_does_not_steer_a_terminal(hostile):
    shown = text.render(hostile)
    assert all(char.isprintable() or char == "\n" for char in shown)
    assert max(map(len, shown.splitlines())) <= 80
    assert "##[" not in shown


def test_colour_is_all_that_colour_adds(compared):
    coloured = text.render(compared, colour=True)
    assert coloured != text.render(compared)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == text.render(compared)


def test_hostile_text_stays_data(hostile):
    made = as_json.render(hostile)
    assert made.isascii()
    assert any(change["new"] == HOSTILE for change in json.loads(made)["changes"])


def test_hostile_text_is_no_markdown(hostile):
    import cmarkgfm

    made = markdown.render(hostile)
    page = cmarkgfm.github_flavored_markdown_to_html(made, options=cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
    tags = {tag for tag, _ in tags_of(page)}
    assert tags <= {
        "h2",
        "h3",
        "p",
        "strong",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ul",
        "li",
        "br",
        "ins",
        "del",
    }
    assert not re.search(r"@\w|#\d|://|www\.", made.replace("&#8203;", "|"))


def test_hostile_text_is_no_html(hostile):
    page = changes.render(hostile)
    assert page.count("<script") == page.count("onerror=alert") - page.count("onerror=alert(1)&gt;") == 0
    tags = tags_of(page)
    assert {tag for tag, _ in tags} <= {
        "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "h1", "bdi", "ul", "li", "dl", "dt",
        "dd", "h2", "main", "section", "details", "summary", "span", "code", "ins", "del", "footer",
    }  # fmt: skip
    assert all(address.startswith("#") for tag, given in tags for name, address in given if name in ("href", "src"))
    assert "49" not in page.split("{{ 7")[0][-5:]


def tags_of(page):
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, given: found.append((tag, given))
    parser.feed(page)
    return found


def test_a_comment_keeps_to_its_room_and_says_what_is_missing(compared):
    for limit in (1_500, 2_500, 4_000, 60_000):
        made = markdown.render(compared, limit=limit)
        assert len(made) <= limit
        shown = sum(line.startswith("- **") for line in made.splitlines())
        assert (f"Only {shown} of {len(compared.changes)} changes" in made) == (limit < 60_000)


def test_the_room_holds_for_many_and_long_changes(fragment):
    def report(word):
        items = [{"id": f"m{n}", "name": f"M{n}", "definition": f"{word} " * 400 + "<" * 300} for n in range(400)]
        return fragment(json.dumps({
            "schema_version": "1.0",
            "report": {"id": "a", "title": word * 5000, "version": word * 5000},
            "optimization_intent": {"performance_metrics": items},
        }))  # fmt: skip

    made = markdown.render(compare_for(("a" * 5000, report("@a")), ("b", report("@b"))))
    assert len(made) <= 60_000
    assert "Only " in made


def test_no_change_is_said(fragment):
    same = compare_for(("a", fragment("")), ("b", fragment("")))
    assert all(re.search('No change|Nothing changed|"changes": \\[\\]', FORMATS[name](same)) for name in FORMATS)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(("audience", "seen"), [("public", False), ("auditor", True), ("internal", True)])
def test_what_is_restricted_is_held_back_visibly(flow, ending, audience, seen):
    old, new = flow
    made = " ".join(FORMATS[ending](compare_for(("a", old), ("b", new), audience)).split())
    assert ("ecretly" in made) is seen
    assert ("some cities" in made) is seen
    assert bool(re.search("held.back", made)) is not seen


SECRET = "pay: {text: Four dollars, audience: internal, reason: A contract}"


@pytest.mark.parametrize(("old", "new"), [("", f"- {{id: d, {SECRET}}}"), (f"- {{id: d, {SECRET}}}", "")])
def test_a_restricted_answer_inside_an_entry_that_comes_or_goes_is_held_back(fragment, old, new):
    sides = [("x", fragment(f"rlhf:\n  preference_data:\n    text: t\n    items:\n    {part}")) for part in (old, new)]
    assert "Four dollars" not in as_json.render(compare_for(*sides))
    assert "A contract" in as_json.render(compare_for(*sides))
    assert "Four dollars" in as_json.render(compare_for(*sides, audience="internal"))


@pytest.mark.parametrize(("before", "after"), [("public", "internal"), ("internal", "public"), ("auditor", "internal")])
def test_text_restricted_on_either_side_is_held_back_on_both(fragment, before, after):
    sides = [
        ("x", fragment(f"system_details: {{system_owner: {{text: {words}, audience: {audience}}}}}"))
        for words, audience in (("Old Owner", before), ("New Owner", after))
    ]
    made = as_json.render(compare_for(*sides))
    assert 'Owner"' not in made.replace("System Owner", "")
    assert [change["kind"] for change in json.loads(made)["changes"]] == ["held_back", "disclosure"]


def test_impacts_can_be_chosen(flow):
    old, new = flow
    chosen = compare_for(("a", old), ("b", new), impacts=("reward", "editorial"))
    assert list(chosen.groups) == ["reward", "editorial"]
    assert set(compare_for(("a", old), ("b", new)).groups) == set(IMPACTS)


def test_the_fields_are_those_a_changelog_names(flow):
    assert "implementation.reward_details" in fields_changed(compare(*flow))


def test_markdown_shows_60_characters_that_stayed_on_either_side(fragment):
    texts = [f"limitations: {{text: {'b' * 200} {word} {'a' * 200}}}" for word in ("slow", "fast")]
    old, new = (fragment(f"implementation: {{{one}}}") for one in texts)
    shown = markdown.render(compare_for(("old", old), ("new", new)))
    assert f"{'b' * 60} … {'b' * 59} <del>slow</del>" in shown
    assert f"<ins>fast</ins> {'a' * 60} … {'a' * 60}\n" in shown
    assert not re.search("a{61}|b{61}", shown)
