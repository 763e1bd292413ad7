"""The history of a report in a site: a page for each earlier version and for what each changed."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from reward_reports import load
from reward_reports.base.errors import InputError
from reward_reports.demo import build as build_demo
from reward_reports.publishing.rendering.failures import has_values
from reward_reports.publishing.site import build
from reward_reports.publishing.site.slugs import file_names

from ...git import commit_all, git

pytestmark = pytest.mark.tool("git")
REPORT = """schema_version: "1.0"
report: {{id: a, title: A, version: "{version}", kind: hypothetical}}
system_details: {{system_owner: {owner}}}
"""


def commit(folder, text):
    (folder / "reward-report.yaml").write_text(text, "utf-8")
    commit_all(folder, "Secret message")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    git(made, "init", "-q")
    return made


def pages(site):
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def test_every_version_of_the_demo_has_a_page_and_every_step_too(tmp_path):
    build_demo(tmp_path / "demo")
    build([tmp_path / "demo"], tmp_path / "site", history=True)
    versions = [f"project-flow/version-0.{n}.html" for n in range(1, 6)]
    steps = [f"project-flow/changes-{n}.html" for n in ("0.2", "0.3", "0.4", "0.5", "newest")]
    now = load(tmp_path / "demo" / "reward-report.yaml")
    metrics = (*now.optimization_intent.performance_metrics.items, *now.optimization_intent.oversight_metrics.items)
    portraits = [f"project-flow/metric-{one.id}.html" for one in metrics if has_values(now, one.id)]
    portraits += [f"project-flow/stakeholder-{one.id}.html" for one in now.institutional_interface.stakeholders.items]
    assert pages(tmp_path / "site") == sorted(
        [
            "404.html",
            "evidence.html",
            "index.html",
            "project-flow.html",
            "for-auditors/project-flow.html",
            "for-developers/project-flow.html",
            "history/project-flow.html",
            "metrics/project-flow.html",
            "people/project-flow.html",
            *versions,
            *steps,
            *portraits,
        ]
    )
    earlier = (tmp_path / "site" / versions[2]).read_text("utf-8")
    assert "Earlier version." in earlier
    assert '<a href="../project-flow.html">Read version 0.6</a>' in earlier
    assert load(tmp_path / "site" / versions[2].replace("html", "json")).report.version == "0.3"


def test_all_links_of_all_pages_lead_somewhere(tmp_path):
    build_demo(tmp_path / "demo")
    build([tmp_path / "demo"], tmp_path / "site", history=True)
    texts = {name: (tmp_path / "site" / name).read_text("utf-8") for name in pages(tmp_path / "site")}
    ids = {name: set(re.findall(r'\bid="([^"]*)"', text)) for name, text in texts.items()}
    for name, text in texts.items():
        assert len(ids[name]) == len(re.findall(r'\bid="', text)), f"an id stands twice in {name}"
        for link in re.findall(r'(?:href|src)="([^"]*)"', text):
            if re.match(r"https?:|mailto:", link):
                continue
            path, _, anchor = link.partition("#")
            target = (tmp_path / "site" / name).parent / unquote(path) if path else tmp_path / "site" / name
            assert target.is_file(), f"{name}: {link}"
            if anchor:
                there = target.resolve().relative_to((tmp_path / "site").resolve()).as_posix()
                assert unquote(anchor) in ids[there], f"{name}: {link}"


def test_a_version_is_what_the_report_last_held_under_its_number(tmp_path, folder):
    for version, owner in (("1.0", "First."), ("1.0", "Second."), ("1.1", "Third.")):
        commit(folder, REPORT.format(version=version, owner=owner))
    (folder / "reward-report.yaml").write_text(REPORT.format(version="1.1", owner="Fourth."))
    build([folder], tmp_path / "site", history=True)
    assert "Second." in (tmp_path / "site" / "a" / "version-1.0.html").read_text()
    change = (tmp_path / "site" / "a" / "changes-newest.html").read_text()
    assert "Second." in change
    assert "Fourth." in change
    assert all("Third." not in (tmp_path / "site" / name).read_text() for name in pages(tmp_path / "site"))


def test_nobody_who_committed_is_named(tmp_path, folder):
    commit(folder, REPORT.format(version="1.0", owner="x"))
    commit(folder, REPORT.format(version="1.1", owner="y"))
    build([folder], tmp_path / "site", history=True)
    text = "".join((tmp_path / "site" / name).read_text() for name in pages(tmp_path / "site"))
    assert "A Person" not in text
    assert "Secret message" not in text


def test_a_report_that_git_does_not_know_yet_has_one_version(tmp_path, folder):
    commit(folder, REPORT.format(version="1.0", owner="x"))
    (folder / "new.reward-report.yaml").write_text(REPORT.format(version="1.0", owner="x").replace("id: a", "id: b"))
    build([folder], tmp_path / "site", history=True)
    assert "This is the first version." in (tmp_path / "site" / "history" / "b.html").read_text()


def test_where_there_is_no_history_that_is_said(tmp_path):
    (tmp_path / "reward-report.yaml").write_text(REPORT.format(version="1.0", owner="x"))
    with pytest.raises(InputError, match="git"):
        build([tmp_path / "reward-report.yaml"], tmp_path / "site", history=True)


def test_a_version_that_comes_back_gets_a_name_of_its_own():
    assert file_names(["1.0", "1.1", "1.0", "../x", "", "1/0", "1.0"]) == [
        "1.0",
        "1.1",
        "1.0_2",
        "-x",
        "unnamed",
        "1-0",
        "1.0_3",
    ]
