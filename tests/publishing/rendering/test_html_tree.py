"""Safe HTML as a tree."""

from __future__ import annotations

from reward_reports.publishing.rendering.html_tree import MAX_DEPTH, Element, depth_of, parsed, text_of


def test_a_tree_holds_elements_with_attributes_and_texts():
    paragraph, rest = parsed('<p>a <a href="#b&amp;c">d<br>e</a></p>f')
    assert isinstance(paragraph, Element)
    assert (paragraph.tag, paragraph.children[0], rest) == ("p", "a ", "f")
    assert paragraph.all("a")[0].attributes == {"href": "#b&c"}
    assert text_of([paragraph, rest]) == "a def"


def test_what_lies_too_deep_keeps_its_words_and_its_order():
    deep = parsed("<em>" * 5000 + "a" + "</em>" * 5000 + "<p>b</p>")
    assert depth_of(deep) == MAX_DEPTH
    assert isinstance(deep[-1], Element)
    assert (deep[-1].tag, text_of(deep)) == ("p", "ab")
