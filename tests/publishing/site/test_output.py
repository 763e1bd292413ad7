"""The folder of a site: only files of the last build are replaced or removed, and what else lies there stays."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from reward_reports.base.errors import OutputError
from reward_reports.publishing.site import build
from reward_reports.publishing.site.manifest import NAME, digest, listed_in, manifest

REPORT = """schema_version: "1.0"
report: {{id: {id}, title: "{title}", version: "1.0", kind: hypothetical}}
"""
HEAD = manifest({})
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def write(folder, name="a", title="A title", more=""):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.reward-report.yaml").write_text(REPORT.format(id=name, title=title) + more, "utf-8")


def tree(folder):
    """Return everything below a folder: what files hold, where links lead, and what else there is."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {os.readlink(path)}"
        elif path.is_file():
            found[name] = path.read_bytes()
        else:
            found[name] = "folder" if path.is_dir() else "other"
    return found


@pytest.fixture
def place(tmp_path, monkeypatch):
    write(tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def inside(place, what):
    """Put something that a build reads into the folder that the site would go to, and return how to build."""
    site = place / "site"
    site.mkdir()
    if what == "report":
        write(site / "reports")
        return ["site/reports"]
    if what == "link":
        write(site / "reports", "b")
        (place / "in" / "b.reward-report.yaml").symlink_to("../site/reports/b.reward-report.yaml")
        return ["in/b.reward-report.yaml"]
    if what == "folder by a link":
        write(site / "reports")
        (place / "alias").symlink_to("site/reports", target_is_directory=True)
        return ["alias"]
    if what == "templates":
        (site / "own").mkdir()
        return ["in", "--templates", "site/own"]
    if what == "cache":
        (site / ".reward-reports.toml").write_text("")
        os.chdir(site)
        return ["../in"]
    (site / "x.png").write_bytes(PNG)
    paths = {
        "figure": "figures: [{id: f, path: ../site/x.png, alt: A}]\n",
        "log": "optimization_intent: {performance_metrics: [{id: m, name: M, observations_from: {path: ../site/x.png}}]}\n",
        "sources": "bibliography: ../site/x.png\n",
    }
    write(place / "in", more=paths[what])
    return ["in"]


INPUTS = ["report", "link", "folder by a link", "templates", "cache", "figure", "log", "sources"]


@pytest.mark.parametrize("marked", [False, True], ids=["a new folder", "a site of ours"])
@pytest.mark.parametrize("spelling", ["site", "./site/", "in/../site", "other/link", "{}/site"])
@pytest.mark.parametrize("what", INPUTS)
def test_an_input_inside_the_output_is_refused(place, run, what, spelling, marked):
    (place / "other").mkdir()
    (place / "other" / "link").symlink_to("../site", target_is_directory=True)
    arguments = inside(place, what)
    if marked:
        (place / "site" / NAME).write_text(HEAD)
    before = tree(place)
    cwd = Path.cwd()
    output = os.path.relpath(place / spelling.format(place)) if cwd != place else spelling.format(place)
    done = run("build", *arguments, "-o", output, cwd=cwd)
    assert done.returncode == 2
    named_later = not marked and what in ("figure", "log", "sources")
    assert ("not from a build" if named_later else "is in the output folder") in done.stderr
    assert tree(place) == before


def test_an_output_below_the_reports_is_no_input(place, run):
    write(place / "in", more="figures: [{id: f, path: x.png, alt: A}]\n")
    (place / "in" / "x.png").write_bytes(PNG)
    for _ in range(2):
        assert run("build", "in", "-o", "in/site").returncode == 0
    assert run("build", ".", "-o", "in/site").returncode == 0


def strangers(site):
    """Put all kinds of things that are not from a build into a site, and return what must stay."""
    (site / ".git" / "objects" / "ab").mkdir(parents=True)
    (site / ".git" / "objects" / "ab" / "cd").write_bytes(b"object")
    (site / ".git" / "objects" / "ab" / "cd").chmod(0o444)
    (site / ".git" / "HEAD").write_text("ref: refs/heads/gh-pages\n")
    (site / ".git" / "link").symlink_to("HEAD")
    (site / ".nojekyll").touch()
    (site / "CNAME").write_text("reports.example\n")
    (site / "CNAME").chmod(0o640)
    (site / "google1234.html").write_text("verified")
    (site / "empty").mkdir()
    (site / "people" / "notes").mkdir(parents=True)
    (site / "people" / "notes" / "n.txt").write_text("mine")
    (site / "people" / "extra.html").write_text("mine")
    (site / "assets" / "logo.svg").write_text("<svg/>")
    (site / "latest").symlink_to("index.html")
    (site / "elsewhere").symlink_to("/etc", target_is_directory=True)
    (site / "nowhere").symlink_to("gone")
    names = [
        ".git",
        ".nojekyll",
        "CNAME",
        "google1234.html",
        "empty",
        "people/notes",
        "people/extra.html",
        "assets/logo.svg",
    ]
    return {
        name: number(site / name)
        for name in [*names, "latest", "elsewhere", "nowhere", ".git/HEAD", ".git/objects/ab/cd"]
    }


def number(path):
    state = os.lstat(path)
    return state.st_ino, stat.S_IMODE(state.st_mode), state.st_size if not stat.S_ISDIR(state.st_mode) else 0


def hidden(place):
    return [path.name for path in place.iterdir() if path.name.startswith(".site")]


@pytest.mark.parametrize("atomic", [True, False], ids=["in one step", "in two steps"])
def test_what_is_not_from_a_build_stays_and_stays_the_same(place, monkeypatch, atomic):
    if not atomic:
        without_exchange(monkeypatch)
    build("in", "site")
    kept = strangers(place / "site")
    before = tree(place / "site")
    for title in ("Another title", "And another"):
        write(place / "in", title=title)
        build("in", "site")
        assert {name: number(place / "site" / name) for name in kept} == kept
    after = tree(place / "site")
    ours = listed_in(place / "site")
    assert {name: after[name] for name in before if name not in ours and name != NAME} == {
        name: before[name] for name in before if name not in ours and name != NAME
    }
    assert after["a.html"] != before["a.html"]
    assert hidden(place) == []


def without_exchange(monkeypatch):
    from reward_reports.publishing.site import foreign, staging

    for module in (foreign, staging):
        monkeypatch.setattr(module, "exchanged", lambda *_: False)


def test_where_a_file_can_have_one_name_only_it_stays_too(place, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(1, "no second names here")

    build("in", "site")
    kept = strangers(place / "site")
    before = tree(place / "site")
    monkeypatch.setattr(os, "link", refuse)
    build("in", "site")
    assert {name: number(place / "site" / name) for name in kept} == kept
    assert tree(place / "site") == before
    assert hidden(place) == []


def test_a_first_build_takes_a_folder_with_a_repository_in_it(place):
    (place / "site" / ".git").mkdir(parents=True)
    (place / "site" / ".git" / "HEAD").write_text("ref")
    (place / "site" / "CNAME").write_text("reports.example\n")
    build("in", "site")
    assert (place / "site" / ".git" / "HEAD").read_text() == "ref"
    assert (place / "site" / "CNAME").read_text() == "reports.example\n"
    assert (place / "site" / "a.html").is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_a_site_stays_and_is_not_waited_for(place):
    build("in", "site")
    os.mkfifo(place / "site" / "pipe")
    build("in", "site")
    assert (place / "site" / "pipe").is_fifo()


def in_the_way(site, kind):
    """Put something where the page `b.html` or its folder must go."""
    if kind == "file":
        (site / "b.html").write_text("mine")
        return "b.html"
    if kind == "link":
        (site / "b.html").symlink_to("/etc/passwd")
        return "b.html"
    if kind == "folder":
        (site / "b.html").mkdir()
        (site / "b.html" / "x").write_text("mine")
        return "b.html"
    if kind == "file for a folder":
        (site / "b").write_text("mine")
        return "b"
    (site / "elsewhere").mkdir()
    (site / "b").symlink_to("elsewhere", target_is_directory=True)
    return "b"


@pytest.mark.parametrize("kind", ["file", "link", "folder", "file for a folder", "link for a folder"])
def test_what_is_in_the_way_is_named_and_nothing_is_changed(place, run, kind):
    assert run("build", "in", "-o", "site").returncode == 0
    name = in_the_way(place / "site", kind)
    write(
        place / "in",
        "b",
        more="optimization_intent: {performance_metrics: [{id: m, name: M, observations: [{value: 1}]}]}\n",
    )
    before = tree(place)
    done = run("build", "in", "-o", "site")
    assert done.returncode == 2
    assert f"site/{name} is not from a build, and a file of the site must go there" in done.stderr
    assert tree(place) == before


@pytest.mark.parametrize("target", ["folder", "link", "file"])
def test_a_page_that_somebody_replaced_by_something_else_is_theirs(place, target):
    build("in", "site")
    (place / "site" / "a.json").unlink()
    if target == "folder":
        (place / "site" / "a.json").mkdir()
    elif target == "link":
        (place / "site" / "a.json").symlink_to("/etc/passwd")
    else:
        (place / "site" / "a.json").write_text("{}")
    if target == "file":
        assert build("in", "site").changed == ("a.json",)
    else:
        with pytest.raises(OutputError, match=r"site/a\.json is not from a build"):
            build("in", "site")


def test_a_file_of_ours_that_somebody_changed_is_told_before_it_is_replaced(place, run, monkeypatch):
    assert run("build", "in", "-o", "site").stderr == ""
    (place / "site" / "a.html").write_text("edited")
    (place / "site" / "people" / "a.html").write_text("edited")
    (place / "site" / "assets" / "style.css").unlink()
    done = run("build", "in", "-o", "site")
    assert done.returncode == 0
    assert done.stderr == "note: changed since the last build, and replaced now: site/a.html, site/people/a.html\n"
    assert (place / "site" / "a.html").read_text() != "edited"
    assert run("build", "in", "-o", "site").stderr == ""
    said = []

    def note(remark):
        said.append((place / "site" / "a.html").read_text())

    (place / "site" / "a.html").write_text("edited")
    build("in", "site", note=note)
    assert said == ["edited"]


def test_a_changed_page_of_a_report_that_is_gone_is_told_before_it_is_removed(place, run):
    write(place / "in", "b")
    assert run("build", "in", "-o", "site").returncode == 0
    (place / "site" / "b.html").write_text("edited")
    (place / "in" / "b.reward-report.yaml").unlink()
    done = run("build", "in", "-o", "site")
    assert done.stderr == "note: changed since the last build, and removed now: site/b.html\n"
    assert not list((place / "site").glob("**/b.*"))


def test_a_change_that_the_build_makes_too_needs_no_word(place):
    build("in", "site")
    old = (place / "site" / "a.html").read_bytes()
    write(place / "in", title="Another")
    build("in", "other")
    (place / "site" / "a.html").write_bytes((place / "other" / "a.html").read_bytes())
    assert build("in", "site").changed == ()
    assert (place / "site" / "a.html").read_bytes() != old


def test_of_many_changed_files_the_first_are_named(place, run):
    for number_ in range(5):
        write(place / "in", f"r{number_}")
    assert run("build", "in", "-o", "site").returncode == 0
    for page in (place / "site").rglob("*.html"):
        page.write_text(page.read_text("utf-8") + "<!-- minified -->", "utf-8")
    done = run("build", "in", "-o", "site")
    assert done.returncode == 0
    assert done.stderr.count("site/") == 10
    assert "more\n" in done.stderr


HOSTILE = [
    "../victim.html",
    "../../etc/passwd.html",
    "/etc/passwd.html",
    "people/../../victim.html",
    ".git/config",
    ".git/config.html",
    "CNAME",
    "Thesis.html",
    "thesis.txt",
    "a/b/c.html",
    "a\\..\\b.html",
    "link/victim.html",
    "link/../../victim.html",
    "",
    "..",
    "x\x00.html",
]


@pytest.mark.parametrize("path", HOSTILE)
def test_a_list_that_somebody_else_wrote_names_nothing_of_theirs(place, path):
    site = place / "site"
    (site / ".git").mkdir(parents=True)
    (site / "a" / "b").mkdir(parents=True)
    (place / "elsewhere").mkdir()
    (site / "link").symlink_to("../elsewhere", target_is_directory=True)
    for name in (
        "victim.html",
        "site/.git/config",
        "site/.git/config.html",
        "site/CNAME",
        "site/Thesis.html",
        "site/thesis.txt",
    ):
        (place / name).write_text("PRECIOUS")
    for name in ("site/a/b/c.html", "elsewhere/victim.html"):
        (place / name).write_text("PRECIOUS")
    (site / NAME).write_text(HEAD + f"{digest(b'PRECIOUS')}  {path}\n")
    before = tree(place)
    build("in", "site")
    after = tree(place)
    assert {name: after[name] for name in before if name != f"site/{NAME}"} == {
        name: before[name] for name in before if name != f"site/{NAME}"
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        HEAD + "0" * 500_000,
        HEAD + "a.html\n" + "0" * 63 + "  a.html\n" + "0" * 64 + "  a.html x\n" + "0" * 64 + " a.html\n",
        HEAD + "\x00" * 50,
    ],
    ids=["empty", "other", "long", "almost", "no text"],
)
def test_a_list_that_is_broken_makes_nothing_ours(place, text):
    (place / "site").mkdir()
    (place / "site" / "a.html").write_text("PRECIOUS")
    (place / "site" / NAME).write_text(text)
    with pytest.raises(OutputError, match="not from a build"):
        build("in", "site")
    assert (place / "site" / "a.html").read_text() == "PRECIOUS"


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_a_list_that_is_no_file_is_not_read(place, kind):
    (place / "site").mkdir()
    if kind == "link":
        (place / "elsewhere").write_text(HEAD)
        (place / "site" / NAME).symlink_to("../elsewhere")
    elif kind == "pipe":
        os.mkfifo(place / "site" / NAME)
    else:
        (place / "site" / NAME).mkdir()
    with pytest.raises(OutputError, match=rf"not from a build \({NAME}\)"):
        build("in", "site")


def test_every_file_of_a_site_is_listed_with_its_digest(place):
    write(place / "in", more="figures: [{id: f, path: x.png, alt: A}]\n")
    (place / "in" / "x.png").write_bytes(PNG)
    write(place / "in", "b")
    build("in", "site", base_url="https://city.example/")
    found = {name: digest(what) for name, what in tree(place / "site").items() if what != "folder" and name != NAME}
    assert found == listed_in(place / "site")


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_to_a_folder_stays_and_the_site_goes_where_it_leads(place, run, exists):
    (place / "real").mkdir()
    if exists:
        (place / "real" / "site").mkdir()
    (place / "chain").symlink_to("real/site", target_is_directory=True)
    (place / "link").symlink_to("chain", target_is_directory=True)
    for _ in range(2):
        assert run("build", "in", "-o", "link").returncode == 0
        assert os.readlink(place / "link") == "chain"
        assert os.readlink(place / "chain") == "real/site"
        assert (place / "real" / "site" / "a.html").is_file()
    assert sorted(path.name for path in (place / "real").iterdir()) == ["site"]


@pytest.mark.parametrize("kind", ["file", "circle", "link to a file", "no name"])
def test_an_output_that_is_no_folder_is_refused(place, run, kind):
    (place / "file").write_text("mine")
    (place / "circle").symlink_to("circle")
    (place / "to").symlink_to("file")
    output = {"file": "file", "circle": "circle", "link to a file": "to", "no name": "x\0y"}[kind]
    before = tree(place)
    done = run("build", "in", "-o", output)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert tree(place) == before


def test_the_working_folder_can_be_the_output(place, run):
    (place / "site").mkdir()
    (place / "site" / ".git").mkdir()
    assert run("build", "../in", "-o", ".", "--no-cache", cwd=place / "site").returncode == 0
    assert (place / "site" / "a.html").is_file()
    assert (place / "site" / ".git").is_dir()


def test_the_mode_of_the_folder_stays(place):
    build("in", "site")
    assert stat.S_IMODE((place / "site").stat().st_mode) == 0o755
    (place / "site").chmod(0o2750)
    build("in", "site")
    assert stat.S_IMODE((place / "site").stat().st_mode) == 0o2750


@pytest.mark.skipif(not hasattr(os, "chown"), reason="files have owners of another kind here")
def test_the_owner_of_the_folder_stays(place, monkeypatch):
    given = []
    monkeypatch.setattr(os, "chown", lambda path, *owner: given.append((Path(path).name, *owner)))
    build("in", "site")
    build("in", "site")
    state = (place / "site").stat()
    assert given == [("new", state.st_uid, state.st_gid)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_the_top_of_a_file_system_is_refused(place, run):
    done = run("build", "in", "-o", "/proc")
    assert (done.returncode, "is the root of a file system" in done.stderr) == (2, True)
