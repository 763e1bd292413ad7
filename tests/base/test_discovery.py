"""Searching for reports: what is found, what is passed over, and what is said of it."""

from __future__ import annotations

import os

import pytest

from reward_reports.base.discovery import find_reports
from reward_reports.base.errors import InputError

REPORT = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder `in` with a report, beside a folder `out` with another; and the working folder above both."""
    for folder in ("in", "out"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "reward-report.yaml").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def search(*paths, **more):
    remarks = []
    return find_reports(paths or ["in"], note=remarks.append, **more), remarks


def test_a_report_that_is_a_link_out_is_passed_over_and_named(place):
    (place / "in" / "b.reward-report.yaml").symlink_to("../out/reward-report.yaml")
    found, remarks = search()
    assert found == ["in/reward-report.yaml"]
    assert len(remarks) == 1
    assert remarks[0].startswith("in/b.reward-report.yaml links to a file outside")


@pytest.mark.parametrize("target", ["../out/reward-report.yaml", "/etc/passwd"])
def test_a_chain_of_links_is_followed_to_its_end(place, target):
    (place / "in" / "first.txt").symlink_to(target)
    (place / "in" / "second.txt").symlink_to("first.txt")
    (place / "in" / "b.reward-report.yaml").symlink_to("second.txt")
    found, remarks = search()
    assert (found, len(remarks)) == (["in/reward-report.yaml"], 1)


def test_a_link_to_a_folder_outside_is_passed_over_and_named(place):
    (place / "in" / "more").symlink_to("../out", target_is_directory=True)
    found, remarks = search()
    assert found == ["in/reward-report.yaml"]
    assert len(remarks) == 1
    assert remarks[0].startswith("in/more links to a folder outside")


@pytest.mark.parametrize("name", ["in/b.reward-report.yaml", "in/more"])
def test_what_is_named_is_read_wherever_it_leads(place, name):
    (place / "in" / "b.reward-report.yaml").symlink_to("../out/reward-report.yaml")
    (place / "in" / "more").symlink_to("../out", target_is_directory=True)
    expected = name if name.endswith(".yaml") else f"{name}/reward-report.yaml"
    assert search(name) == ([expected], [])


def test_a_link_from_one_searched_folder_into_another_leads_nowhere_else(place):
    (place / "in" / "b.reward-report.yaml").symlink_to("../out/reward-report.yaml")
    assert search("in", "out") == (["in/reward-report.yaml", "out/reward-report.yaml"], [])


def test_a_folder_that_is_reached_by_a_link_is_searched_under_that_name(place):
    (place / "alias").symlink_to("in", target_is_directory=True)
    (place / "in" / "b.reward-report.yaml").symlink_to(place / "in" / "data.yaml")
    (place / "in" / "data.yaml").write_text(REPORT)
    assert search("alias") == (["alias/b.reward-report.yaml", "alias/reward-report.yaml"], [])


@pytest.mark.parametrize("kind", ["link", "hard link", "folder link"])
def test_two_names_of_one_file_are_read_once(place, kind):
    if kind == "link":
        (place / "in" / "a.reward-report.yaml").symlink_to("reward-report.yaml")
    elif kind == "hard link":
        os.link(place / "in" / "reward-report.yaml", place / "in" / "z.reward-report.yaml")
    else:
        (place / "in" / "again").symlink_to(".", target_is_directory=True)
    assert search() == (["in/reward-report.yaml"], [])


def test_a_file_that_is_named_and_found_is_read_under_the_name_that_was_given(place):
    name = f"in{os.sep}..{os.sep}in{os.sep}reward-report.yaml"
    assert search(name, "in") == (["in/../in/reward-report.yaml"], [])


LEFT_BY_EDITORS = [
    ".#a.reward-report.yaml",
    "#a.reward-report.yaml#",
    "a.reward-report.yaml~",
    ".~lock.a.reward-report.yaml#",
    ".a.reward-report.yaml.swp",
    ".a.reward-report.yaml",
]


@pytest.mark.parametrize("include", [("*.reward-report.yaml", "reward-report.yaml"), ("*",)], ids=["usual", "wide"])
@pytest.mark.parametrize("name", LEFT_BY_EDITORS)
def test_what_editors_leave_behind_is_no_report(place, name, include):
    (place / "in" / name).write_text("x")
    assert search(include=include) == (["in/reward-report.yaml"], [])


def test_a_lock_of_emacs_is_a_link_that_leads_nowhere(place):
    (place / "in" / ".#a.reward-report.yaml").symlink_to("user@host.1:2")
    assert search() == (["in/reward-report.yaml"], [])


def test_a_hidden_report_is_found_by_a_pattern_that_says_so(place):
    (place / "in" / ".reward-report.yaml").write_text(REPORT)
    (place / "in" / ".git").mkdir()
    (place / "in" / ".git" / "reward-report.yaml").write_text(REPORT)
    assert search(include=[".reward-report.yaml"]) == (["in/.reward-report.yaml"], [])


@pytest.mark.parametrize("target", ["nowhere", "b.reward-report.yaml"], ids=["nothing", "itself"])
def test_a_link_that_leads_nowhere_is_passed_over_and_named(place, target):
    (place / "in" / "b.reward-report.yaml").symlink_to(target)
    found, remarks = search()
    assert found == ["in/reward-report.yaml"]
    assert remarks == ["in/b.reward-report.yaml is a broken link and was skipped"]


def test_nothing_is_said_of_what_is_excluded(place):
    (place / "in" / "more").symlink_to("../out", target_is_directory=True)
    (place / "in" / "b.reward-report.yaml").symlink_to("nowhere")
    assert search(exclude=["in/more", "b.*"], root=str(place)) == (["in/reward-report.yaml"], [])


def test_of_very_many_links_the_first_are_named(place):
    for number in range(50):
        (place / "in" / f"{number:02}.reward-report.yaml").symlink_to("nowhere")
    remarks = search()[1]
    assert len(remarks) == 11
    assert remarks[-1] == "40 more links were skipped"


def test_where_only_a_link_out_is_found_there_is_no_report(place):
    (place / "only").mkdir()
    (place / "only" / "reward-report.yaml").symlink_to("../out/reward-report.yaml")
    with pytest.raises(InputError, match="no report found in only"):
        search("only")


COMMANDS = [
    ("lint", "in"),
    ("lint", "--diff", "in"),
    ("lint", "--write-baseline", "base.json", "in"),
    ("build", "in", "-o", "site"),
    ("fmt", "--check", "in"),
    ("status", "in"),
    ("check", "in"),
    ("due", "in"),
    ("outcomes", "in"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_that_searches_says_once_what_it_passed_over(place, run, command):
    (place / "in" / "secret.reward-report.yaml").symlink_to("/etc/passwd")
    (place / "in" / ".#reward-report.yaml").symlink_to("user@host.1:2")
    done = run(*command)
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr.count("note: in/secret.reward-report.yaml links to a file outside") == 1
    assert "root:" not in done.stdout + done.stderr


def test_versions_in_a_folder_are_searched_in_the_same_way(place, run):
    (place / "in" / "reward-report.yaml").rename(place / "in" / "2026-01-01.reward-report.yaml")
    (place / "in" / "2026-02-01.reward-report.yaml").write_text(REPORT.replace("title: A", "title: B"))
    (place / "in" / "latest.reward-report.yaml").symlink_to("2026-02-01.reward-report.yaml")
    (place / "in" / "2026-03-01.reward-report.yaml").symlink_to("/etc/passwd")
    (place / "in" / ".#2026-02-01.reward-report.yaml").symlink_to("user@host.1:2")
    (place / "in" / "below").mkdir()
    (place / "in" / "below" / "2026-04-01.reward-report.yaml").write_text(REPORT)
    done = run("log", "in")
    assert done.returncode == 0, done.stderr
    assert [name for name in ("-01-01.", "-02-01.", "latest", "-03-01.", "-04-01.") if name in done.stdout] == [
        "-01-01.",
        "-02-01.",
    ]
    assert done.stderr.count("outside the search") == 1


def test_a_link_out_is_said_once_where_files_are_fixed_too(place, run):
    (place / "in" / "b.reward-report.yaml").symlink_to("../out/reward-report.yaml")
    (place / "out" / "reward-report.yaml").write_text(REPORT + "x-a: NO\n")
    assert run("lint", "--fix", "--unsafe-fixes", "in").stderr.count("outside the search") == 1
    assert run("fmt", "in").returncode == 0
    assert (place / "out" / "reward-report.yaml").read_text() == REPORT + "x-a: NO\n"


def test_a_folder_that_cannot_be_read_is_an_error_unless_it_is_excluded(place, monkeypatch):
    real, locked = os.scandir, place / "locked"
    locked.mkdir()

    def scandir(folder):
        if os.path.basename(folder) == "locked":
            raise PermissionError(13, "Permission denied")
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(InputError, match=r"the folder .*locked cannot be searched for reports: Permission denied"):
        find_reports([place])
    assert len(find_reports([place], exclude=["locked"])) == 2
