"""The name of the output chooses one."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from reward_reports import render_file
from reward_reports.base.errors import OutputError
from reward_reports.cli.output_format import format_of
from reward_reports.cli.render import _FORMATS

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize(
    ("output", "kind"),
    [
        (None, "html"), ("-", "html"), ("a", "html"), ("a.HTM", "html"), ("b/a.md", "markdown"), ("a.tex", "latex"),
        ("a.pdf", "pdf"), ("a.docx", "docx"), ("a.json", "json"),
    ],
)  # fmt: skip
def test_the_name_of_the_output_chooses_the_format(output, kind):
    assert format_of(None, output, _FORMATS, "html") == kind


def test_the_reward_map_of_a_page_of_markdown_is_a_file_beside_it(run, tmp_path):
    report = EXAMPLES / "instructgpt" / "reward-report.yaml"
    page, picture = tmp_path / "my page.md", tmp_path / "my page.reward-map.svg"
    assert run("render", str(report), "-o", str(page)).returncode == 0
    assert f"](<{quote(picture.name)}>)" in page.read_text("utf-8")
    assert ET.parse(picture).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert {one.name for one in tmp_path.iterdir()} == {page.name, picture.name}
    drawn = picture.read_bytes()
    picture.unlink()
    render_file(report, page)
    assert picture.read_bytes() == drawn


@pytest.mark.parametrize("options", [["--format", "markdown"], ["--layout", "builder", "-o", "builder.md"]])
def test_markdown_without_a_file_for_the_reward_map_has_no_picture_of_it(run, tmp_path, options):
    done = run("render", str(EXAMPLES / "instructgpt" / "reward-report.yaml"), *options)
    assert done.returncode == 0
    assert not list(tmp_path.rglob("*.svg"))
    assert "reward-map.svg" not in done.stdout


def test_a_map_that_holds_what_is_restricted_shows_none_of_it(run, tmp_path):
    report = EXAMPLES.parent / "tests" / "publishing" / "rendering" / "shapes" / "reward-report.yaml"
    assert run("render", str(report), "-o", str(tmp_path / "a.md")).returncode == 0
    assert "For auditors alone" not in (tmp_path / "a.reward-map.svg").read_text("utf-8")


def test_the_map_beside_markdown_speaks_its_language_and_has_the_values_of_logs(run, tmp_path):
    metric = "{id: m, name: Tempo, unit: share, observations_from: {path: log.csv, tag: e}}"
    (tmp_path / "log.csv").write_text("date,e\n2026-01-01,0.5\n2026-01-02,0.25\n", "utf-8")
    (tmp_path / "reward-report.yaml").write_text(
        "schema_version: '1.1'\nreport: {id: a, title: A, version: '1', language: de}\n"
        f"optimization_intent: {{oversight_metrics: [{metric}]}}\n",
        "utf-8",
    )
    assert run("render", str(tmp_path / "reward-report.yaml"), "-o", str(tmp_path / "a.md")).returncode == 0
    picture = (tmp_path / "a.reward-map.svg").read_text("utf-8")
    assert "Belohnt" in picture
    assert ">25\N{NO-BREAK SPACE}%<" in picture


def test_a_file_of_another_kind_in_the_place_of_the_map_stays_and_nothing_is_written(run, tmp_path):
    report, picture = EXAMPLES / "muzero" / "reward-report.yaml", tmp_path / "a.reward-map.svg"
    picture.write_text("<svg>mine</svg>")
    done = run("render", str(report), "-o", "a.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert "a.reward-map.svg is not a reward map, so it is not overwritten" in done.stderr
    with pytest.raises(OutputError, match="is not a reward map"):
        render_file(report, tmp_path / "a.md")
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {picture.name: "<svg>mine</svg>"}
    picture.unlink()
    assert [run("render", str(report), "-o", "a.md").returncode for _ in range(2)] == [0, 0]
