"""`reward-reports edit --export`: what is written where, and what is refused."""

from __future__ import annotations

import sys

import pytest

PAGE = '<p id="software"></p><script id="part-of-modules">'


@pytest.fixture
def built(monkeypatch, tmp_path):
    """Stand in for the package with the built form, which needs Node.js and the network to build."""
    package = tmp_path / "packages" / "reward_reports_editor"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", "utf-8")
    (package / "editor.html").write_text(PAGE, "utf-8")
    (package / "service.js").write_text("offline", "utf-8")
    monkeypatch.syspath_prepend(package.parent)
    monkeypatch.delitem(sys.modules, "reward_reports_editor", raising=False)
    return package


def test_one_file_or_a_folder_is_written_and_brought_up_to_date(built, run, tmp_path):
    assert run("edit", "--export", "form.html").returncode == 0
    assert (tmp_path / "form.html").read_text("utf-8") == PAGE
    for page in (PAGE, f"{PAGE} newer"):
        (built / "editor.html").write_text(page, "utf-8")
        done = run("edit", "--export", "site/editor")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "site" / "editor" / "index.html").read_text("utf-8") == page
        assert (tmp_path / "site" / "editor" / "service.js").read_text("utf-8") == "offline"


def test_another_page_is_not_replaced(built, run, tmp_path):
    (tmp_path / "index.html").write_text("my page", "utf-8")
    done = run("edit", "--export", ".")
    assert done.returncode == 2
    assert "index.html is another page" in done.stderr
    assert (tmp_path / "index.html").read_text("utf-8") == "my page"
    assert not (tmp_path / "service.js").exists()


def test_a_file_in_the_place_of_the_folder_is_reported(built, run, tmp_path):
    (tmp_path / "taken").write_text("", "utf-8")
    done = run("edit", "--export", "taken")
    assert done.returncode == 2
    assert "taken cannot be made" in done.stderr


@pytest.mark.parametrize("missing", ["package", "page"])
def test_a_missing_form_is_reported_with_how_to_build_it(built, run, monkeypatch, missing):
    if missing == "page":
        (built / "editor.html").unlink()
    else:
        monkeypatch.setattr("reward_reports.cli.edit_export.find_spec", lambda _: None)
    done = run("edit", "--export", "form.html")
    assert done.returncode == 2
    assert "make editor" in done.stderr


@pytest.mark.parametrize("words", [[], ["report.yaml", "--export", "form.html"]])
def test_a_report_or_an_export_but_not_both(run, words):
    assert run("edit", *words).returncode == 2


def test_a_repository_is_written_into_the_page_and_makes_browsers_fetch_it_anew(built, run, tmp_path):
    repository = "https://github.com/acme/reports/tree/main/reports"
    assert run("edit", "--export", "site", "--repository", repository).returncode == 0
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert '<p id="software" data-forge="GitHub" data-new="https://github.com/acme/reports/new/main/reports"' in page
    assert "acme" in (tmp_path / "site" / "service.js").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--export", "a.html", "--repository", "http://github.com/a/b"], "is not the address of a repository"),
        (["a.yaml", "--repository", "https://github.com/a/b"], "--export"),
    ],
)
def test_a_repository_that_cannot_be_used_is_refused(built, run, tmp_path, words, said):
    done = run("edit", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "a.html").exists()
