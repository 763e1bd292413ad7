"""Histories as documents: from git, and from folders of files."""

from __future__ import annotations

import pytest

from reward_reports.base.errors import InputError
from reward_reports.changes.history import history_of
from reward_reports.report.loading import Limits

pytestmark = pytest.mark.tool("git")


def test_a_history_is_oldest_first_and_goes_on_over_what_does_not_load(repo):
    repo.commit(repo.report("1.0"))
    repo.commit("a: [")
    repo.commit(repo.report("1.1").replace("\n", "\r\n"))
    repo.commit(b"\xff\xfe\x00")
    file = repo.commit(repo.report("1.0"))
    found = history_of(file)
    assert [revision.report.report.version if revision.report else None for revision in found] == [
        "1.0", None, "1.1", None, "1.0",
    ]  # fmt: skip
    assert "does not load" in found[1].trouble
    assert "(line 1)" in found[1].trouble
    assert found[0].document is found[4].document
    assert len(found[0].name) == 7


def test_what_is_too_large_a_link_or_gone_is_said(repo):
    repo.commit(repo.report("1.0") + "#" * 5000)
    file = repo.folder / "reward-report.yaml"
    file.unlink()
    file.symlink_to("other")
    repo.commit()
    file.unlink()
    repo.commit()
    repo.commit(repo.report("1.0"))
    large, link, gone, there = history_of(file, limits=Limits(max_bytes=1000))
    assert large.trouble == "the file is larger than 1,000 bytes"
    assert (link.trouble, gone.trouble) == ("it is a link, not a file", "the file was deleted")
    assert there.report is not None


def test_a_folder_with_one_report_has_the_history_of_that_report(repo):
    repo.commit(repo.report("1.0"))
    repo.commit(repo.report("1.1"))
    assert len(history_of(repo.folder)) == 2
    assert [revision.report.report.version for revision in history_of(repo.folder, limit=1)] == ["1.1"]


@pytest.mark.parametrize(
    ("names", "placed_by", "order"),
    [
        ("2021-03-01 2020-12-24 2021-01-31", "date in the name", (1, 2, 0)),
        ("20210301-b 20201224-b", "date in the name", (1, 0)),
        ("v0.10 v0.9 v1", "version in the name", (1, 0, 2)),
    ],
)
def test_files_are_ordered_by_their_names(tmp_path, repo, names, placed_by, order):
    for name in names.split():
        (tmp_path / f"{name}.reward-report.yaml").write_text(repo.report(name=f"r{name}"))
    found = history_of(tmp_path)
    assert [revision.name.removesuffix(".reward-report.yaml") for revision in found] == [
        names.split()[at] for at in order
    ]
    assert {revision.placed_by for revision in found} == {placed_by}


def test_files_are_ordered_by_what_they_say(tmp_path, repo):
    for name, version in (("b", "1.9"), ("a", "1.10")):
        (tmp_path / f"{name}.reward-report.yaml").write_text(repo.report(version))
    found = history_of(tmp_path)
    assert [revision.name[0] for revision in found] == ["b", "a"]
    assert found[0].placed_by == "report.version"
    for name, day in (("b", "2026-02"), ("a", "2026-01-31")):
        file = tmp_path / f"{name}.reward-report.yaml"
        file.write_text(file.read_text().replace("kind:", f"date: {day}, kind:"))
    found = history_of(tmp_path)
    assert [revision.name[0] for revision in found] == ["a", "b"]
    assert str(found[0].date) == "2026-01-31"


def test_different_reports_are_no_versions_of_each_other(tmp_path, repo):
    for name in ("a", "b"):
        (tmp_path / f"{name}.reward-report.yaml").write_text(repo.report(name=name))
    with pytest.raises(InputError, match=r"2 different reports.*\(a, b\): name one file"):
        history_of(tmp_path)
    (tmp_path / "b.reward-report.yaml").write_text(repo.report(name="a"))
    with pytest.raises(InputError, match="cannot order the versions"):
        history_of(tmp_path)


def test_a_folder_without_a_report(tmp_path):
    with pytest.raises(InputError, match="no report found"):
        history_of(tmp_path)
