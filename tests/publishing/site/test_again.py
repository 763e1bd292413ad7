"""A site that is built again: what has not changed is taken over, and the site is the one that a first build would make."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reward_reports.base.errors import InvalidReportError
from reward_reports.publishing.site import build
from reward_reports.publishing.site.incremental import Memory
from reward_reports.publishing.site.kinds import all_kinds

from ...git import commit_all, git

REPORT = """schema_version: "1.0"
report: {{id: {id}, title: "{title}", version: "1.0", kind: hypothetical}}
institutional_interface: {{recourse: {{text: "Ask *us* <now>.", audience: auditor}}}}
optimization_intent: {{performance_metrics: [{{id: m, name: M, observations: [{{value: 1}}]}}]}}
figures: [{{id: f, path: {id}.png, alt: A line}}]
"""
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def write(folder, name, title="A title", identity=""):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.reward-report.yaml").write_text(REPORT.format(id=identity or name, title=title), "utf-8")


@pytest.fixture
def reports(tmp_path):
    for name in ("a", "b", "c"):
        write(tmp_path / "in", name)
        (tmp_path / "in" / f"{name}.png").write_bytes(PNG)
    return tmp_path / "in"


def contents(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def inode(file):
    """Return what tells a file from another; a number alone may come back."""
    state = os.stat(file)
    return state.st_ino, state.st_mtime_ns


def again(tmp_path, **options):
    """Build with a memory, hold the site against one that is made from nothing, and tell which files are the old ones."""
    site, fresh = tmp_path / "site", tmp_path / "fresh"
    before = {name: inode(site / name) for name in contents(site)} if site.is_dir() else {}
    build([tmp_path / "in"], site, cache=tmp_path / "cache", **options)
    build([tmp_path / "in"], fresh, **options)
    assert contents(site) == contents(fresh)
    return {name for name, one in before.items() if (site / name).exists() and inode(site / name) == one}


def pages_of(name):
    kinds = ("for-auditors", "for-developers", *(kind.name for kind in all_kinds()))
    pages = {f"{kind}/{name}.html" for kind in kinds}
    return {f"{name}.html", f"{name}.json", f"{name}/metric-m.html", f"metrics/{name}.csv", *pages}


EVERYTHING = pages_of("a") | pages_of("b") | pages_of("c")


def kept(files):
    return {name for name in files if not name.startswith("assets/")}


def test_what_has_not_changed_is_taken_over(tmp_path, reports):
    assert again(tmp_path) == set()
    assert kept(again(tmp_path)) == EVERYTHING
    write(reports, "b", "Another *title*")
    assert kept(again(tmp_path)) == EVERYTHING - pages_of("b")
    assert kept(again(tmp_path)) == EVERYTHING


def test_reports_come_and_go(tmp_path, reports):
    again(tmp_path)
    write(reports, "d")
    assert kept(again(tmp_path)) == EVERYTHING
    (reports / "a.reward-report.yaml").unlink()
    assert kept(again(tmp_path)) == EVERYTHING - pages_of("a") | pages_of("d")


def test_a_report_depends_on_its_pictures(tmp_path, reports):
    again(tmp_path)
    (reports / "a.png").write_bytes(PNG + b"another")
    (reports / "b.png").unlink()
    assert kept(again(tmp_path)) == pages_of("c")
    (reports / "b.png").write_bytes(b"no picture")
    assert kept(again(tmp_path)) == pages_of("a") | pages_of("c")


@pytest.mark.parametrize(
    "options",
    [
        {"layout": "builder"},
        {"audience": "auditor"},
        {"today": date(2026, 1, 1)},
        {"base_url": "https://city.example/"},
        {"templates": "own"},
    ],
    ids=lambda options: next(iter(options)),
)
def test_every_page_depends_on_how_the_site_is_made(tmp_path, reports, options):
    if "templates" in options:
        (tmp_path / "own").mkdir()
        options = {"templates": tmp_path / "own"}
    again(tmp_path)
    assert kept(again(tmp_path, **options)) == set()
    assert kept(again(tmp_path, **options)) == EVERYTHING


def test_every_page_depends_on_the_templates(tmp_path, reports):
    own = tmp_path / "own"
    own.mkdir()
    again(tmp_path, templates=own)
    (own / "head.html").write_text("<p>Ours</p>")
    assert kept(again(tmp_path, templates=own)) == set()
    (own / "head.html").write_text("<p>More</p>")
    assert kept(again(tmp_path, templates=own)) == set()


def test_a_page_that_somebody_changed_is_made_anew(tmp_path, reports):
    again(tmp_path)
    page = tmp_path / "site" / "people" / "a.html"
    page.write_text("Something else")
    (tmp_path / "site" / "c.json").unlink()
    assert kept(again(tmp_path)) == pages_of("b")


def test_what_is_remembered_may_be_lost_or_broken(tmp_path, reports):
    again(tmp_path)
    memory = next((tmp_path / "cache" / "sites").iterdir())
    lines = memory.read_text().splitlines(keepends=True)
    for broken in (
        "",
        "\n",
        lines[0],
        "".join(lines[:2]) + "{}\n[]\nnull\n",
        "".join(lines)[:-30],
        "\xff" * 9,
        "".join(line.replace("facts", "fakts") for line in lines),
        "".join(line.replace("[", "{") for line in lines),
    ):
        memory.write_text(broken, "latin-1")
        again(tmp_path)
    memory.unlink()
    memory.mkdir()
    again(tmp_path)


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path, reports):
    (tmp_path / "cache").write_text("a file")
    assert kept(again(tmp_path)) == set()
    assert kept(again(tmp_path)) == set()


def test_what_is_remembered_is_no_part_of_the_site_and_holds_what_its_audience_may_read(tmp_path, reports):
    again(tmp_path)
    memory = next((tmp_path / "cache" / "sites").iterdir()).read_text()
    assert "Ask" not in memory
    assert not [name for name in contents(tmp_path / "site") if "cache" in name]
    assert (tmp_path / "cache" / ".gitignore").read_text() == "*\n"


def test_where_a_file_can_have_one_name_only_it_is_copied(tmp_path, reports, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError("no second names here")

    again(tmp_path)
    stamps = {name: os.stat(tmp_path / "site" / name).st_mtime_ns for name in EVERYTHING}
    monkeypatch.setattr(os, "link", refuse)
    assert kept(again(tmp_path)) == set()
    assert {name: os.stat(tmp_path / "site" / name).st_mtime_ns for name in EVERYTHING} == stamps


def test_a_failed_build_does_not_write_into_the_old_site(tmp_path, reports):
    again(tmp_path)
    before = contents(tmp_path / "site")
    write(reports, "c", "Takes the place of another", identity="a")
    with pytest.raises(InvalidReportError, match=r"would both be the page a\.html"):
        build([reports], tmp_path / "site", cache=tmp_path / "cache")
    assert contents(tmp_path / "site") == before
    write(reports, "a", "Is another now", identity="c")
    again(tmp_path)


def test_a_site_that_is_replaced_meanwhile_is_not_mixed_in(tmp_path, reports, monkeypatch):
    again(tmp_path)
    look = Memory._is_as_before

    def look_and_be_late(self, file, made, limits):
        found = look(self, file, made, limits)
        if file.endswith("c.reward-report.yaml"):
            monkeypatch.setattr(Memory, "_is_as_before", look)
            build([reports], tmp_path / "site", audience="internal", cache=tmp_path / "elsewhere")
        return found

    monkeypatch.setattr(Memory, "_is_as_before", look_and_be_late)
    assert kept(again(tmp_path)) == set()


def test_builds_at_once_leave_one_of_their_sites_whole(tmp_path, reports):
    audiences = ("public", "auditor", "internal")
    wanted = []
    for audience in audiences:
        build([reports], tmp_path / audience, audience=audience)
        wanted.append(contents(tmp_path / audience))
    failed = []

    def often(audience):
        try:
            for _ in range(8):
                build([reports], tmp_path / "site", audience=audience, cache=tmp_path / "cache")
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=often, args=[audience]) for audience in audiences]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert contents(tmp_path / "site") in wanted
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("begun", ["", "r*.html"], ids=["at once", "with pages"])
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_a_build_that_is_stopped_leaves_the_old_site_whole(tmp_path, reports, sent, begun):
    build([reports], tmp_path / "site")
    before = contents(tmp_path / "site")
    for number in range(150):
        write(reports, f"r{number:03}")
    call = [sys.executable, "-m", "reward_reports", "build", "in", "-o", "site"]
    running = subprocess.Popen(call, cwd=tmp_path, stderr=subprocess.DEVNULL)
    while running.poll() is None and not list(tmp_path.glob(f".site.*/new/{begun}")):
        time.sleep(0.001)
    running.send_signal(sent)
    assert running.wait(300) in (130, 128 + sent)
    assert contents(tmp_path / "site") == before
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")]


STEPS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["one", "two *two*", "gone", "picture", "no picture"])),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_whatever_was_done_the_site_is_as_if_it_were_new(tmp_path_factory, steps):
    place = tmp_path_factory.mktemp("steps")
    write(place / "in", "z")
    for name, what in steps:
        report, picture = place / "in" / f"{name}.reward-report.yaml", place / "in" / f"{name}.png"
        if what == "gone":
            report.unlink(missing_ok=True)
        elif what == "picture":
            picture.write_bytes(PNG + os.urandom(4))
        elif what == "no picture":
            picture.unlink(missing_ok=True)
        else:
            write(place / "in", name, what)
        again(place)


@pytest.mark.tool("git")
def test_a_history_is_read_again_where_commits_touched_the_report(tmp_path, reports):
    git(reports, "init", "-q")
    commit_all(reports)
    again(tmp_path, history=True)
    assert kept(again(tmp_path, history=True)) == EVERYTHING
    write(reports, "b", "Another")
    git(reports, "commit", "-qam", "Second")
    write(reports, "b")
    git(reports, "commit", "-qam", "And back")
    assert kept(again(tmp_path, history=True)) == pages_of("a") | pages_of("c")
    git(reports, "commit", "--amend", "-qm", "Another word")
    assert kept(again(tmp_path, history=True)) == set()
    git(reports, "mv", "c.reward-report.yaml", "e.reward-report.yaml")
    git(reports, "commit", "-qm", "Another name")
    assert kept(again(tmp_path, history=True)) == pages_of("a") | pages_of("b")


@pytest.mark.tool("git")
def test_a_branch_that_was_merged_is_another_history(tmp_path, reports):
    git(reports, "init", "-q", "-b", "main")
    commit_all(reports)
    git(reports, "checkout", "-qb", "side")
    write(reports, "b", "Another")
    git(reports, "commit", "-qam", "On the side")
    again(tmp_path, history=True)
    git(reports, "checkout", "-q", "main")
    write(reports, "a", "Another")
    git(reports, "commit", "-qam", "On main")
    git(reports, "merge", "-q", "side", "-m", "Both")
    assert kept(again(tmp_path, history=True)) == set()


@pytest.mark.parametrize("name", ["log.csv", "logs/one.csv"])
def test_a_log_that_grew_is_read_again(tmp_path, name):
    write(tmp_path / "in", "b")
    write(tmp_path / "in", "a")
    file = tmp_path / "in/a.reward-report.yaml"
    file.write_text(file.read_text().replace("name: M", f"name: M, observations_from: {{path: {name}, tag: m}}"))
    log = tmp_path / "in" / name
    log.parent.mkdir(exist_ok=True)
    log.write_text("date,m\n2026-01-01,1\n")
    again(tmp_path)
    assert {"a.html", "b.html"} <= again(tmp_path)
    log.write_text(log.read_text() + "2026-01-02,2\n")
    kept = again(tmp_path)
    assert "a.html" not in kept
    assert "b.html" in kept
    assert "2 values; the newest is 2 on 2 January 2026" in (tmp_path / "site/a.html").read_text("utf-8")
    log.unlink()
    again(tmp_path)
    assert "does not exist" in (tmp_path / "site/a.html").read_text("utf-8")
