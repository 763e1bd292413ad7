"""Workflow commands, read as GitHub's runner reads them."""

from __future__ import annotations

import re

import pytest

from reward_reports.linting.formats import FORMATS


def commands_of(result, **options):
    """Read the commands: kind, properties and message of each."""
    made = []
    for line in FORMATS["github"](result, **options).splitlines():
        found = re.fullmatch(r"::([a-z]+) (.*?)::(.*)", line)
        if found:
            properties = dict(part.split("=", 1) for part in found[2].split(","))
            made.append((found[1], {key: unescaped(value) for key, value in properties.items()}, unescaped(found[3])))
    return made


def unescaped(text: str) -> str:
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


@pytest.mark.parametrize("name", ["a.yaml", "a,b.yaml", "a:b::c.yaml", "100%.yaml", "50%3A.yaml", "a=b, c.yaml"])
@pytest.mark.parametrize("message", ["plain", "a::b", "100% of, it: x", "%0A", "::error::x"])
def test_what_was_said_comes_back(name, message, made):
    ((kind, properties, text),) = commands_of(made.result_of("a: 1", made.find("a: 1", "1", name, message=message)))
    assert kind == "error"
    assert properties["file"] == name
    assert properties["title"] == "CMP003 bare-placeholder"
    assert text.split("\n") == [message, "Say what is known", f"({name}:1:4)"]


def test_the_most_severe_come_first(sample):
    assert [kind for kind, _, _ in commands_of(sample)] == ["error"] * 4 + ["warning"] * 2 + ["notice"]


@pytest.mark.parametrize(("number", "told"), [(10, False), (11, True)])
def test_more_than_github_shows_is_told(number, told, made):
    result = made.result_of("a: 1", *[made.find("a: 1", "1", "a.yaml")] * number)
    assert ("GitHub shows 10 annotations of a kind" in FORMATS["github"](result)) is told
    assert len(commands_of(result)) == number


def test_names_are_relative_to_the_checkout(made, tmp_path):
    result = made.result_of("a: 1", made.find("a: 1", "1", f"{tmp_path}/docs/a.yaml"))
    ((_, properties, _),) = commands_of(result, root=str(tmp_path))
    assert properties["file"] == "docs/a.yaml"
