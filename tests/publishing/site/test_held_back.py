"""What an audience may not read stands in no file of a site: pages, charts, tables, data, feed, index, history."""

from __future__ import annotations

import re

import pytest

from reward_reports.publishing.site import build

from ...git import git

SECRET, VALUE = "heldback", "73194"
HELD = """
  performance_metrics:
    {audience}
    items:
      - id: clicks
        name: heldback clicks
        unit: heldback points
        definition: heldback definition
        rationale: heldback rationale
        direction: maximize
        slices: [heldback north]
        thresholds: [{{op: ">", value: 73194}}]
        observations:
          - {{date: 2025-01-01, value: 73194.25}}
          - {{date: 2025-02-01, value: 73194.5, slice: heldback north}}
          - {{date: 2025-03-01, value: 73194.75, system_version: heldback}}
"""
REPORT = """schema_version: "1.0"
report: {{id: {name}, title: A title, version: "{version}", kind: hypothetical, date: 2025-0{version}-01}}
system_details:
  system_owner: {{text: heldback owner{inline}}}
optimization_intent:
  goal_of_reinforcement: {{text: heldback goal{inline}}}
{held}
implementation:
  algorithmic_details: {{hyperparameters: {{heldback-rate: 73194.25}}{inline}}}
  reward_details: {{formula: "heldback + 73194", items: [{{id: term, name: heldback term, weight: 73194}}]{inline}}}
evaluation:
  performance_standards: {{items: [{{id: s, requirement: heldback standard, metric: clicks, threshold: {{op: ">", value: 73194}}}}]{inline}}}
system_maintenance:
  update_triggers:
    {audience}
    items:
      - {{id: t, kind: metric, description: heldback trigger, condition: {{metric: clicks, op: ">", value: 73194}},
         fired: [{{date: 2025-03-01, evidence: heldback evidence}}]}}
  changelog:
    {audience}
    items:
      - {{id: c{version}, version: "{version}", date: 2025-0{version}-01, summary: heldback change, expectations: [
           {{id: e, metric: clicks, direction: up, magnitude: heldback claim}}]}}
"""


def report(version, audience, name="a"):
    line = f"audience: {audience}\n    reason: said why" if audience else "text: open"
    inline = f", audience: {audience}, reason: said why" if audience else ""
    return REPORT.format(name=name, version=version, audience=line, inline=inline, held=HELD.format(audience=line))


def write(folder, version, audience):
    folder.mkdir(exist_ok=True)
    for name in "ab":
        (folder / f"{name}.reward-report.yaml").write_text(report(version, audience, name), "utf-8")


def made(site, **more):
    build("in", site, base_url="https://city.example/", **more)
    return {
        path.relative_to(site).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in site.rglob("*")
        if path.is_file()
    }


def leaks(files):
    """Return the files that tell something that is held back; digits may be grouped."""
    return sorted(
        name
        for name, text in files.items()
        if SECRET in f"{name} {text}".lower()
        or VALUE in re.sub(r"(?<=\d)(?:[,\s\u202f\u2009\u00a0]|&nbsp;)(?=\d)", "", text)
    )


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("layout", ["paper", "builder"])
@pytest.mark.parametrize(("audience", "reader", "told"), [
    ("internal", "public", False),
    ("internal", "auditor", False),
    ("auditor", "public", False),
    ("auditor", "auditor", True),
    ("internal", "internal", True),
])  # fmt: skip
def test_a_site_tells_an_audience_what_it_may_read_and_no_more(place, layout, audience, reader, told):
    write(place / "in", 1, audience)
    found = leaks(made(place / "site", layout=layout, audience=reader))
    if told:
        assert {"a.html", "a.json", "compare.html", "feed.xml"} <= set(found)
    else:
        assert found == []


def test_a_site_for_others_leaves_nothing_behind(place):
    """Neither the pages of the last build nor what is remembered of them gets into a site for a wider circle."""
    write(place / "in", 1, "internal")
    for _ in range(2):
        assert leaks(made(place / "site", audience="internal", cache="cache"))
    assert leaks(made(place / "site", audience="public", cache="cache")) == []
    assert leaks(made(place / "site", audience="public", cache="cache")) == []


@pytest.mark.tool("git")
def test_what_was_open_once_is_held_back_in_all_versions(place):
    write(place / "in", 1, "")
    git(place, "init", "-q")
    for version, audience in ((1, ""), (2, ""), (3, "internal")):
        write(place / "in", version, audience)
        git(place, "add", "in")
        git(place, "commit", "-qm", str(version))
    public = made(place / "site", history=True)
    assert leaks(public) == []
    assert {"a/version-1.html", "a/version-2.json", "a/changes-2.html", "a/changes-newest.html"} <= set(public)
    assert leaks(made(place / "site2", history=True, audience="internal"))
