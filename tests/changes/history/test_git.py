"""What git is asked, on real repositories, some of them hostile."""

from __future__ import annotations

import os
import stat
import subprocess
from datetime import date

import pytest

from reward_reports.base.errors import InputError, MissingToolError
from reward_reports.changes import git
from reward_reports.changes.git import running
from reward_reports.changes.git.revisions import UNKNOWN_DAY

NAME = "reward-report.yaml"
pytestmark = pytest.mark.tool("git")


def test_revisions_tell_who_when_and_what(repo):
    repo.commit(repo.report("1.0"))
    file = repo.commit(repo.report("1.1"))
    newest, oldest = git.revisions(file)
    assert (newest.author, newest.date, newest.path) == ("Zoë", date(2026, 1, 5), NAME)
    assert newest.date > oldest.date
    content = git.read([newest.blob, oldest.blob], repo.folder)
    assert [content[r.blob].decode() for r in (newest, oldest)] == [repo.report("1.1"), repo.report("1.0")]


def test_renames_are_followed_and_copies_are_not(repo):
    repo.commit(repo.report("1.0"), "old/a\nname ü.yaml")
    (repo.folder / "new").mkdir()
    repo.git("mv", "old/a\nname ü.yaml", "new/-r.yaml")
    repo.commit()
    file = repo.folder / "new" / "-r.yaml"
    assert [found.path for found in git.revisions(file)] == ["new/-r.yaml", "old/a\nname ü.yaml"]
    copy = repo.commit(repo.report("1.0"), "new/copy.yaml")
    assert len(git.revisions(copy)) == 1


def test_what_a_merge_brought_is_one_revision(repo):
    repo.commit(repo.report("1.0"))
    repo.git("checkout", "-qb", "side")
    repo.commit(repo.report("1.1"))
    repo.commit(repo.report("1.2"))
    repo.git("checkout", "-q", "main")
    repo.commit("x", "other")
    repo.git("merge", "-q", "--no-ff", "side", "-m", "merge")
    found = git.revisions(repo.folder / NAME)
    assert len(found) == 2
    assert git.read([found[0].blob], repo.folder)[found[0].blob] == repo.report("1.2").encode()


def test_a_file_that_went_and_came_back(repo):
    repo.commit(repo.report("1.0"))
    repo.git("rm", "-q", NAME)
    repo.commit()
    file = repo.commit(repo.report("1.1"))
    assert [(found.gone, bool(found.blob)) for found in git.revisions(file)] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    (repo.folder / NAME).unlink()
    repo.commit()
    assert git.revisions(file)[0].gone


@pytest.mark.parametrize(
    ("author", "committer", "day"),
    [
        ("-86400 +0000", "86400 +0000", date(1970, 1, 2)),
        ("", "86400 +0000", date(1970, 1, 2)),
        ("253402300800 +0000", "253402300800 +0000", UNKNOWN_DAY),
    ],
)
def test_a_commit_without_a_date_breaks_nothing(repo, author, committer, day):
    file = repo.commit(repo.report("1.0"))
    tree, parent = repo.git("rev-parse", "HEAD^{tree}").strip(), repo.git("rev-parse", "HEAD").strip()
    repo.commit(repo.report("1.1"))
    tree = repo.git("rev-parse", "HEAD^{tree}").strip()
    raw = f"tree {tree}\nparent {parent}\nauthor x <a> {author}\ncommitter x <a> {committer}\n\nodd\n"
    (repo.folder / ".git" / "raw").write_text(raw)
    made = repo.git("hash-object", "-t", "commit", "-w", "--literally", ".git/raw").strip()
    repo.git("reset", "-q", "--hard", made)
    assert [one.date for one in git.revisions(file)] == [day, date(2026, 1, 3)]


def test_a_limit_counts_from_the_newest(repo):
    for version in ("1.0", "1.1", "1.2"):
        file = repo.commit(repo.report(version))
    assert git.revisions(file, 2) == git.revisions(file)[:2]


def test_show_gives_what_a_file_held(repo):
    file = repo.commit(b"one\r\n", ":(top)odd*.yaml")
    repo.commit(b"two", ":(top)odd*.yaml")
    assert git.show("HEAD~1", file) == b"one\r\n"
    assert git.show("HEAD", file) == b"two"
    assert git.show("HEAD", file, max_bytes=2) is None
    assert git.show("HEAD", repo.folder / "none.yaml") is None
    (repo.folder / "gone").mkdir()
    assert git.show("HEAD", repo.folder / "gone") is None


def test_earlier_names_are_those_of_staged_renames(repo):
    repo.commit(repo.report("1.0"), "a\tb.yaml")
    repo.git("mv", "a\tb.yaml", "c\nd.yaml")
    assert git.earlier_names("HEAD", repo.folder) == {"c\nd.yaml": "a\tb.yaml"}


@pytest.mark.parametrize("name", ["", "-p", "--output=x", "HEAD\n", "HEAD\0", "none", "HEAD..HEAD", "HEAD:x", ":/x"])
def test_what_is_no_revision_is_refused(repo, name):
    repo.commit(repo.report())
    with pytest.raises(InputError, match="revision"):
        git.resolve(name, repo.folder)
    assert not (repo.folder / "x").exists()


def test_no_repository_no_commit_no_such_file_a_bare_one(repo, tmp_path):
    file = repo.write(repo.report())
    with pytest.raises(InputError, match="no commit yet"):
        git.revisions(file)
    repo.commit("x", "other")
    with pytest.raises(InputError, match=r"new.yaml is not in git; run `git add`"):
        git.revisions(repo.write(repo.report(), "new.yaml"))
    (tmp_path / "outside").mkdir()
    with pytest.raises(InputError, match="is not in a git repository"):
        git.root(tmp_path / "outside")
    repo.git("clone", "-q", "--bare", repo.folder, tmp_path / "bare.git")
    with pytest.raises(InputError, match="bare repository"):
        git.revisions(tmp_path / "bare.git" / NAME)


def test_a_shallow_clone_says_how_to_get_the_rest(repo, tmp_path):
    repo.commit(repo.report("1.0"))
    repo.commit(repo.report("1.1"))
    repo.git("clone", "-q", "--depth=1", repo.folder.as_uri(), tmp_path / "shallow")
    with pytest.raises(InputError, match=r"shallow.*--unshallow.*fetch-depth: 0"):
        git.revisions(tmp_path / "shallow" / NAME)
    with pytest.raises(InputError, match="shallow"):
        git.resolve("HEAD~1", tmp_path / "shallow")


def test_a_partial_clone_is_not_filled_from_elsewhere(repo, tmp_path):
    repo.commit(repo.report("1.0"))
    repo.commit(repo.report("1.1"))
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("clone", "-q", "--filter=blob:none", repo.folder.as_uri(), tmp_path / "partial")
    with pytest.raises(InputError, match="clone is partial"):
        git.read([found.blob for found in git.revisions(tmp_path / "partial" / NAME)], tmp_path / "partial")


def test_a_repository_of_somebody_else(repo, monkeypatch):
    file = repo.commit(repo.report())
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(InputError, match=r"git config --global --add safe.directory /"):
        git.revisions(file)


def test_git_is_missing_or_lies_in_the_checkout(repo, monkeypatch):
    file = repo.commit(repo.report())
    fake = repo.write("#!/bin/sh\ntouch ran\n", "git")
    fake.chmod(0o755)
    monkeypatch.chdir(repo.folder)
    monkeypatch.setenv("PATH", os.pathsep.join(["", "."]))
    running._program.cache_clear()
    with pytest.raises(MissingToolError, match="git is not installed"):
        git.revisions(file)
    assert not (repo.folder / "ran").exists()


def test_the_surroundings_of_a_hook_do_not_mislead(repo, tmp_path, monkeypatch):
    file = repo.commit(repo.report())
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nothing"))
    assert len(git.revisions(file)) == 1


def test_nothing_that_the_repository_names_is_run(repo, tmp_path):
    """Every way known to have a program started by reading a repository; the guard shows that the trap works."""
    trap, mark = tmp_path / "trap", tmp_path / "ran"
    trap.write_text(f"#!/bin/sh\ntouch '{mark}'\ncat\n")
    trap.chmod(trap.stat().st_mode | stat.S_IXUSR)
    repo.write("*.yaml diff=evil filter=evil\n", ".gitattributes")
    repo.commit(repo.report("1.0"))
    file = repo.commit(repo.report("1.1"))
    signed = repo.git("cat-file", "commit", "HEAD").replace("\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n\n", 1)
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=repo.folder, input=signed, capture_output=True, text=True, check=True,
    )  # fmt: skip
    repo.git("update-ref", "HEAD", made.stdout.strip())
    for key in (
        "core.fsmonitor", "core.pager", "pager.log", "diff.external", "diff.evil.textconv", "diff.evil.command",
        "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "gpg.program", "core.sshCommand",
        "core.alternateRefsCommand", "credential.helper",
    ):  # fmt: skip
        repo.git("config", key, str(trap))
    for key in ("alias.log", "alias.rev-parse", "alias.cat-file", "alias.ls-tree", "alias.diff-index"):
        repo.git("config", key, f"!{trap}")
    hooks = repo.folder / ".git" / "hooks"
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        (hooks / hook).write_text(trap.read_text())
        (hooks / hook).chmod(0o755)
    repo.git("config", "log.showSignature", "true")
    repo.git("log", "-1", "-p")
    assert mark.exists()
    mark.unlink()

    file.write_text(repo.report("1.2"))
    commits = git.revisions(file)
    assert len(git.read([found.blob for found in commits], file)) == 2
    assert git.show("HEAD", file) == repo.report("1.1").encode()
    git.earlier_names("HEAD", repo.folder)
    assert not mark.exists()


def test_a_missing_object_is_not_fetched_by_a_program(repo, tmp_path):
    mark = tmp_path / "ran"
    repo.commit(repo.report("1.0"))
    file = repo.commit(repo.report("1.1"))
    blob = git.revisions(file)[0].blob
    for key, value in {
        "core.repositoryformatversion": "1", "extensions.partialClone": "origin", "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::sh -c touch% {mark}", "protocol.ext.allow": "always",
    }.items():  # fmt: skip
        repo.git("config", key, value)
    (repo.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(InputError, match=f"lacks the content {blob[:12]}:"):
        git.read([blob], repo.folder)
    assert not mark.exists()


def test_a_bare_repository_in_a_checkout_is_not_used(repo, tmp_path):
    mark = tmp_path / "ran"
    repo.git("init", "-q", "--bare", "reports")
    repo.git("config", "-f", "reports/config", "core.fsmonitor", f"touch {mark}")
    with pytest.raises(InputError, match="bare repository"):
        git.revisions(repo.write(repo.report(), f"reports/{NAME}"))
    assert not mark.exists()
