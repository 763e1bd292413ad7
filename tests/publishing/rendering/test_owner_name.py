"""Pages call the owner by the name that the report gives, in every format, and by no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from reward_reports import load, render
from reward_reports.report.loading import load_text

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*/reward-report.yaml"))
REPORT = """schema_version: "1.1"
report: {id: a, title: T, version: "1.0", kind: third_party}
system_details:
  system_owner: {%s}
"""


def page(owner: str, to: str = "html", audience: str = "public") -> str:
    return render(load_text(REPORT % owner, "r.yaml").require("internal"), to, audience=audience)


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        ("name: OpenAI, text: It chose the reward.", "OpenAI neither wrote nor reviewed it."),
        ("text: 'OpenAI, which chose the reward, runs it.'", "The owner neither wrote nor reviewed it."),
        ("name: TBD, text: It chose the reward.", "The owner neither wrote nor reviewed it."),
        ("name: N/A", "The owner neither wrote nor reviewed it."),
    ],
)
def test_the_first_screen_says_who_did_not_write_it(owner, said):
    assert f"Outside report.</strong> {said}" in page(owner)


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("html", "A*B &lt;b&gt; neither wrote"),
        ("markdown", r"A\*B &lt;b> neither wrote"),
        ("latex", r"A*B \textless{}b\textgreater{} neither wrote"),
    ],
)
def test_a_name_is_text_in_every_format(to, said):
    assert said in page("name: A*B <b>", to)


def test_a_name_that_is_held_back_is_not_shown():
    owner = "name: Secretive Ltd, text: It runs it., audience: internal"
    assert "Secretive" not in page(owner)
    assert "Secretive Ltd neither wrote" in page(owner, audience="internal")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_the_reports_on_systems_of_others_name_the_owner(file):
    report = load(file)
    if report.report.kind == "third_party":
        assert report.system_details.system_owner.name
