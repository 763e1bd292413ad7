"""The names of a site's files: every file system takes them, no two pages share one, and one is what it was in the last build."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.base.errors import InvalidReportError
from reward_reports.publishing.site import build
from reward_reports.publishing.site.slugs import file_names, page_name

from ...git import commit_all, git

REPORT = """schema_version: "1.0"
report: {{id: "{id}", title: A, version: "{version}", kind: hypothetical}}
optimization_intent: {{performance_metrics: [{{id: "{metric}", name: M, observations: [{{value: 1}}]}}, {{id: "{metric}x", name: N, observations: [{{value: 2}}]}}]}}
institutional_interface: {{stakeholders: [{{id: "{group}", name: G}}]}}
"""
RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
IDS = st.text(string.ascii_letters + string.digits + "._:-", min_size=1, max_size=100).filter(
    lambda one: one[0].isalnum()
)


def write(folder, number, **words):
    folder.mkdir(exist_ok=True)
    text = REPORT.format(**{"id": f"r{number}", "version": "1.0", "metric": "m", "group": "g"} | words)
    (folder / f"{number}.reward-report.yaml").write_text(text, "utf-8")


def names_in(site):
    return {path.relative_to(site).as_posix() for path in site.rglob("*")}


def safe(name):
    return all(
        len(part) <= 100 and not RESERVED.fullmatch(part) and part == part.lower().strip(". ")
        for part in name.removesuffix(".reward-reports-site").split("/")
    )


@pytest.mark.parametrize(
    "identity",
    [
        "con",
        "NUL",
        "com1",
        "aux.x",
        "feed.xml",
        "sitemap.xml",
        "b.html",
        "a.json",
        "x.html.html",
        "assets",
        "people",
        "a." + "b" * 97,
    ],
)
def test_a_report_has_pages_whatever_its_id_is(tmp_path, identity):
    write(tmp_path / "in", 1, id=identity, metric=identity, group=identity)
    write(tmp_path / "in", 2, id="b")
    result = build([tmp_path / "in"], tmp_path / "site")
    assert len(result.pages) == 2
    names = names_in(tmp_path / "site")
    assert [name for name in names if not safe(name)] == []
    assert {f"people/{page}" for page in result.pages} <= names


def test_an_id_that_ends_like_a_page_stands_beside_that_page(tmp_path):
    for number, identity in enumerate(["x", "x.html", "x.json", "feed.xml"]):
        write(tmp_path / "in", number, id=identity)
    assert len(build([tmp_path / "in"], tmp_path / "site").pages) == 4
    assert {"x.html", "x.json", "feed.xml", "x"} <= names_in(tmp_path / "site")


@pytest.mark.parametrize("pair", [("a", "A"), ("a", "a."), ("a:b", "a-b"), ("con", "con"), ("b" * 100, "b" * 100)])
def test_two_reports_that_would_share_a_page_are_both_named(tmp_path, pair):
    for number, identity in enumerate(pair):
        write(tmp_path / "in", number, id=identity)
    with pytest.raises(
        InvalidReportError, match=r"1\.reward-report\.yaml and .*0\.reward-report\.yaml would both be the page"
    ):
        build([tmp_path / "in"], tmp_path / "site")


@pytest.mark.parametrize("identity", ["index", "evidence", "compare"])
def test_a_report_that_would_take_a_page_of_the_site_is_named(tmp_path, identity):
    write(tmp_path / "in", 1, id=identity)
    write(tmp_path / "in", 2)
    with pytest.raises(InvalidReportError, match=r"1\.reward-report\.yaml"):
        build([tmp_path / "in"], tmp_path / "site")


def test_a_group_and_a_report_that_would_share_a_page_are_named(tmp_path):
    write(tmp_path / "in", 1, id="people", metric="m")
    write(tmp_path / "in", 2, id="metric-m")
    with pytest.raises(InvalidReportError, match=r"2\.reward-report\.yaml and .*1\.reward-report\.yaml"):
        build([tmp_path / "in"], tmp_path / "site")


@pytest.mark.tool("git")
def test_versions_may_be_called_anything(tmp_path):
    folder = tmp_path / "in"
    versions = ["v" * 250, "v" * 249 + "w", "w" * 5000, "newest", "../../up", "con", "1.0.html", "é" * 200, "1.0"]
    for version in versions:
        write(folder, 1, version=version)
        if not (folder / ".git").is_dir():
            git(folder, "init", "-q")
        commit_all(folder)
    build([folder], tmp_path / "site", history=True)
    names = names_in(tmp_path / "site")
    assert [name for name in names if not safe(name)] == []
    assert len([name for name in names if name.startswith("r1/version-") and name.endswith(".html")]) == 8
    assert len([name for name in names if name.startswith("r1/changes-")]) == 8
    again = tmp_path / "again"
    build([folder], again, history=True)
    assert names_in(again) == names


@given(st.lists(IDS, unique=True, max_size=8))
def test_names_are_safe_and_differ_where_ids_do(ids):
    names = [page_name(one) for one in ids]
    assert all(safe(name) for name in names)
    plain = [re.sub(r"[^a-z0-9._-]", "-", one.lower()).strip(".") for one in ids]
    assert len(set(names)) >= len(set(plain))


@given(st.lists(st.text(max_size=300) | st.sampled_from(["1.0", "1.0_2", "newest", ""]), max_size=12))
def test_names_of_versions_are_safe_and_all_different(versions):
    names = file_names(versions, taken=["newest"])
    assert len(set(names) | {"newest"}) == len(versions) + 1
    assert all(re.fullmatch(r"[a-z0-9._-]{1,90}", name) and not name.startswith(".") for name in names)
    assert names == file_names(versions, taken=["newest"])


def test_very_many_versions_of_one_name_take_no_longer_each():
    names = file_names(["1.0"] * 50_000)
    assert len(set(names)) == 50_000
