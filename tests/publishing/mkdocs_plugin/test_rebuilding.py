"""What `mkdocs serve` does: it watches the reports, and renders again only what changed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from reward_reports.linting.finding import read_source
from reward_reports.linting.settings import Settings
from reward_reports.publishing.site import hosted
from reward_reports.publishing.site.hosted import Broken, Hosted, Reports, Wanted

SHAPES = Path(__file__).resolve().parent.parent / "rendering" / "shapes"
REPORT = 'schema_version: "1.0"\nreport: {{id: {id}, title: "{title}", version: "1.0", kind: hypothetical}}\n'
WANTED = Wanted(Settings(), date(2026, 6, 1))


@pytest.fixture
def rendered(monkeypatch):
    """Note which files are rendered."""
    seen = []
    render = hosted._render
    monkeypatch.setattr(hosted, "_render", lambda file, *more: seen.append(Path(file).name) or render(file, *more))
    return seen


def write(folder, name, title="A"):
    file = folder / f"{name}.reward-report.yaml"
    file.write_text(REPORT.format(id=name, title=title), "utf-8")
    return str(file)


def test_only_what_changed_is_rendered_again(tmp_path, rendered):
    files = [write(tmp_path, name) for name in ("a", "b")]
    reports = Reports()
    first = reports.ready(files, WANTED)
    assert reports.ready(files, WANTED) == first
    assert rendered == ["a.reward-report.yaml", "b.reward-report.yaml"]
    write(tmp_path, "b", title="B")
    again = reports.ready(files, WANTED)
    assert rendered[2:] == ["b.reward-report.yaml"]
    assert again[0] is first[0]
    assert str(again[1].fragment.title) == "B"


def test_other_options_and_another_day_are_heeded(tmp_path, rendered):
    files = [write(tmp_path, "a")]
    reports = Reports()
    for wanted in (
        WANTED,
        Wanted(Settings(strictness="minimal"), WANTED.today),
        Wanted(Settings(), date(2026, 6, 2)),
        Wanted(Settings(), WANTED.today, "builder"),
        Wanted(Settings(), WANTED.today, "paper", "auditor"),
    ):
        reports.ready(files, wanted)
    assert len(rendered) == 5


def test_a_picture_that_comes_or_changes_is_heeded(tmp_path, rendered):
    shutil.copytree(SHAPES, tmp_path / "shapes")
    files = [str(tmp_path / "shapes" / "reward-report.yaml")]
    reports = Reports()
    (first,) = reports.ready(files, WANTED)
    assert len(first.pictures) == 1
    shutil.copy(SHAPES / "curve.png", tmp_path / "shapes" / "gone.png")
    (second,) = reports.ready(files, WANTED)
    assert len(rendered) == 2
    assert "gone.png" not in second.fragment.html
    assert "gone.png" in first.fragment.html
    assert reports.ready(files, WANTED)[0] is second


def test_a_report_that_breaks_and_is_mended(tmp_path, rendered):
    files = [write(tmp_path, "a")]
    reports = Reports()
    assert isinstance(reports.ready(files, WANTED)[0], Hosted)
    Path(files[0]).write_text("a: [", "utf-8")
    (broken,) = reports.ready(files, WANTED)
    assert isinstance(broken, Broken)
    assert broken.why.startswith(f"{Path(files[0]).as_posix()}:1:")
    write(tmp_path, "a")
    assert isinstance(reports.ready(files, WANTED)[0], Hosted)
    assert len(rendered) == 2


def test_a_file_that_cannot_be_read_leaves_the_others(tmp_path):
    files = [str(tmp_path / "gone.reward-report.yaml"), write(tmp_path, "a")]
    gone, there = Reports().ready(files, WANTED)
    assert isinstance(gone, Broken)
    assert "gone.reward-report.yaml does not exist" in gone.why
    assert isinstance(there, Hosted)


def test_a_baseline_that_comes_is_heeded(tmp_path):
    from reward_reports.linting import baseline

    file = write(tmp_path, "a")
    reports, wanted = Reports(), Wanted(Settings(root=str(tmp_path), baseline="known.json"), WANTED.today)
    (first,) = Reports().ready([file], WANTED)
    assert first.findings
    baseline.write(tmp_path / "known.json", [], read_source, tmp_path)
    assert reports.ready([file], wanted)[0].findings == first.findings
    baseline.write(tmp_path / "known.json", first.findings, read_source, tmp_path)
    assert reports.ready([file], wanted)[0].findings == ()


def test_the_host_watches_the_reports_and_keeps_the_plugin(tmp_path, monkeypatch, rendered):
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "reports").mkdir()
    write(tmp_path / "reports", "a")
    write(tmp_path / "reports", "b")
    options = "plugins: [{reward-reports: {reports: [reports], fail_on: never}}]"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: A\n{options}\n")
    monkeypatch.chdir(tmp_path)
    for number in range(3):
        config = load_config("mkdocs.yml", site_dir=str(tmp_path / "site"))
        config.plugins.on_startup(command="serve", dirty=False)
        write(tmp_path / "reports", "b", title=f"Title {number}")
        build(config)
        assert str(tmp_path / "reports") in config.watch
    assert rendered.count("a.reward-report.yaml") == 1
    assert rendered.count("b.reward-report.yaml") == 3
    assert "Title 2" in (tmp_path / "site" / "reports" / "b" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("path", ["log.csv", "logs"])
def test_a_log_that_grew_is_read_again(tmp_path, rendered, path):
    file = write(tmp_path, "a")
    metric = f"{{id: m, name: M, observations_from: {{path: {path}, tag: m, format: csv}}}}"
    with Path(file).open("a") as report:
        report.write(f"optimization_intent: {{performance_metrics: [{metric}]}}\n")
    log = tmp_path / path
    log.write_text("date,m\n2026-01-01,1\n")
    reports = Reports()
    (first,) = reports.ready([file], WANTED)
    assert reports.ready([file], WANTED) == [first]
    log.write_text(log.read_text() + "2026-01-02,2\n")
    (second,) = reports.ready([file], WANTED)
    assert len(rendered) == 2
    assert "1 value; the newest is 1 on 1 January 2026" in first.fragment.html
    assert "2 values; the newest is 2 on 2 January 2026" in second.fragment.html
