"""EVD011: links that Markdown shows as they were typed, judged against what cmark makes of them."""

from __future__ import annotations

import json
from datetime import date

import cmarkgfm
import pytest

from reward_reports.linting.documentation import complete
from reward_reports.linting.engine import lint_document
from reward_reports.linting.fixing import fix_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text

TODAY = date(2026, 6, 1)
SETTINGS = Settings(select=("EVD011",))
BROKEN = [
    ("See [the plan] (https://a.org/plan).", "[the plan] (https://a.org/plan)", "space between"),
    ("See [the plan]   (www.a.org).", "[the plan]   (www.a.org)", "space between"),
    ("See [the plan]\t(mailto:a@a.org).", "[the plan]\t(mailto:a@a.org)", "space between"),
    ("See [the plan]\n(https://a.org/plan).", "[the plan]\n(https://a.org/plan)", "line break between"),
    ("![the map] (map.png)", "![the map] (map.png)", "space between"),
    ("![the map] (https://a.org/map.png)", "![the map] (https://a.org/map.png)", "space between"),
    ("See [the plan](https://a.org/pl\nan).", "[the plan](https://a.org/pl\nan)", "line break inside"),
    ("See [the plan](https://a.org/plan for more.", "[the plan](https://a.org/plan", "no closing `)`"),
    ("See [the plan](https://a.org/plan. Then (this).", "[the plan](https://a.org/plan.", "no closing `)`"),
    ("See [the plan(https://a.org/plan).", "[the plan(https://a.org/plan)", "no closing `]`"),
    ("See the plan](https://a.org/plan).", "](https://a.org/plan)", "no opening `[`"),
    ("See (the plan)[https://a.org/plan].", "(the plan)[https://a.org/plan]", "wrong way round"),
    ("See [the plan][https://a.org/plan].", "[the plan][https://a.org/plan]", "round brackets"),
    ("See [the plan]{https://a.org/plan}.", "[the plan]{https://a.org/plan}", "round brackets"),
    ("See [the plan]: (https://a.org/plan).", "[the plan]: (https://a.org/plan)", "round brackets"),
    ("See [the plan][plan].", "[the plan][plan]", "does not define"),
    ("See [the plan][].", "[the plan][]", "does not define"),
    ("[other]: https://a.org\n\nSee [the plan][plan].", "[the plan][plan]", "does not define"),
]
RIGHT = [
    "See [the plan](https://a.org/plan), [the map](<https://a.org/my map>) and ![a](b.png).",
    "See [the plan]( https://a.org/plan ).",
    'See [the plan](https://a.org/plan "The plan").',
    "See [the plan](https://a.org/plan\n'The plan').",
    "See [the plan](https://a.org/plan_(new)_(2)).",
    "See [a](https://a.org/a_(b_(c))).",
    "[![the map](https://a.org/map.png)](https://a.org)",
    "See [the plan][plan] and [Plan][] and [plan] (https://a.org/other).\n\n[plan]: https://a.org/plan",
    "The plan [@plan] (https://a.org/plan) and [1] (https://a.org) and [^1] (https://a.org).",
    "- [x] (https://a.org/done)\n- [ ] (https://a.org/open)",
    "As [Smith 2020][Jones 2021] say, and [1][2], and [@a][@b].",
    "The entry a[i][j] of the matrix, in [0, 1) or (0, 1], see [the plan](https://a.org).",
    "The plan (https://a.org/plan) [of 2024] is old.",
    "[see the plan (https://a.org/plan) for more]",
    "Type `[the plan] (https://a.org/plan)`.",
    "```\n[the plan] (https://a.org/plan)\n```",
    "[the plan] (of last year)",
    "An address with a blank is another rule's: [the plan](https://a.org/the plan).",
    "",
]


def written(text):
    return complete(f"evaluation: {{evaluation_validity: {json.dumps(text)}}}\n")


def findings(source):
    return lint_document(load_text(source), SETTINGS, TODAY)[0]


@pytest.mark.parametrize(("text", "_", "words"), BROKEN)
def test_a_broken_link_is_found(text, _, words):
    (finding,) = findings(written(text))
    assert words in finding.message
    assert finding.path == "evaluation.evaluation_validity.text"


@pytest.mark.parametrize(("text", "link", "_"), BROKEN)
def test_cmark_makes_no_link_of_it(text, link, _):
    """What looks like an address may still be linked by itself; the words are not."""
    page = cmarkgfm.github_flavored_markdown_to_html(text)
    assert "<img" not in page
    assert ">the plan</a>" not in page
    assert link in text


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_a_link_or_was_never_meant_as_one_is_left_alone(text):
    assert findings(written(text)) == []


@pytest.mark.parametrize(
    ("text", "after", "safe"),
    [
        ("See [the plan] (https://a.org/plan).", "See [the plan](https://a.org/plan).", True),
        ("![the map] (map.png)", "![the map](map.png)", True),
        ("See (the plan)[https://a.org/plan].", "See [the plan](https://a.org/plan).", False),
        ("See [the plan][https://a.org/plan].", "See [the plan](https://a.org/plan).", False),
    ],
)
def test_what_was_surely_meant_is_written(text, after, safe):
    source = written(text)
    assert fix_document(load_text(source), SETTINGS, TODAY).text == (source.replace(text, after) if safe else source)
    fixed = fix_document(load_text(source), SETTINGS, TODAY, unsafe=True).text
    assert fixed == source.replace(text, after)
    assert ">the " in cmarkgfm.github_flavored_markdown_to_html(
        after
    ) or "<img" in cmarkgfm.github_flavored_markdown_to_html(after)


def test_links_are_found_in_entries_and_over_lines_of_a_block():
    source = complete(
        "system_maintenance:\n  recommendations:\n    - id: r\n      what: |\n        Read [the plan]\n        (https://a.org/plan).\n"
    )
    (finding,) = findings(source)
    assert (finding.path, finding.line) == ("system_maintenance.recommendations.items[0].what", 7)


def test_a_link_of_an_imported_report_is_found(run, tmp_path):
    (tmp_path / "old.md").write_text(
        "# Reward Report\n\n## System Details\n\n### Other Resources\nSee [Depot handbook] (https://depot.example/handbook) "
        "and [Depot plan](https://depot.example/plan).\n",
        "utf-8",
    )
    assert run("import", "old.md", "-o", "new.reward-report.yaml").returncode == 0
    done = run("lint", "new.reward-report.yaml", "--select", "EVD011", "--format", "concise")
    assert "EVD011" in done.stdout
    assert done.stdout.count("EVD011") == 1
