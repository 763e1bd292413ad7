"""Safe HTML as a tree."""

from __future__ import annotations

from reward_reports.publishing.rendering.html_tree import MAX_DEPTH, MAX_NESTED, Element, depth_of, parsed, text_of


def test_a_tree_holds_elements_with_attributes_and_texts():
    paragraph, rest = parsed('<p>a <a href="#b&amp;c">d<br>e</a></p>f')
    assert isinstance(paragraph, Element)
    assert (paragraph.tag, paragraph.children[0], rest) == ("p", "a ", "f")
    assert paragraph.all("a")[0].attributes == {"href": "#b&c"}
    assert text_of([paragraph, rest]) == "a def"


def test_what_lies_too_deep_keeps_its_words_and_its_order():
    quotes = parsed("<blockquote>" * 50 + "<p>a</p>" + "</blockquote>b" * 50 + "c")
    assert depth_of(quotes) == MAX_NESTED + 1
    assert text_of(quotes) == "a" + "b" * 50 + "c"
    deep = parsed("<em>" * 5000 + "a" + "</em>" * 5000 + "<p>b</p>")
    assert depth_of(deep) == MAX_DEPTH
    assert isinstance(deep[-1], Element)
    assert (deep[-1].tag, text_of(deep)) == ("p", "ab")
