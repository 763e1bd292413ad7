"""A site: an index, a page each; the same bytes for the same reports; and the old site whole when a build fails."""

from __future__ import annotations

from pathlib import Path

import pytest

import reward_reports
from reward_reports.base.errors import InputError, InvalidReportError, OutputError
from reward_reports.publishing.site import build

ROOT = Path(__file__).resolve().parents[3]
REPORT = 'schema_version: "1.0"\nreport: {{id: {id}, title: "{title}", version: "1.0", kind: hypothetical}}\n'


def write(folder, name, **words):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.reward-report.yaml").write_text(REPORT.format(**({"id": name, "title": name} | words)))


def contents(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_the_examples_become_a_site_with_working_links(tmp_path):
    import re

    result = build([ROOT / "examples"], tmp_path / "site")
    examples = sorted(path.parent.name for path in ROOT.glob("examples/*/reward-report.yaml"))
    assert result.pages == tuple(f"{name}.html" for name in examples)
    for name, raw in contents(tmp_path / "site").items():
        if not name.endswith(".html"):
            continue
        page = raw.decode()
        ids = set(re.findall(r'\bid="([^"]*)"', page))
        assert len(ids) == len(re.findall(r'\bid="', page)), f"an id stands twice in {name}"
        for target in re.findall(r'href="([^"]*)"', page):
            if target.startswith("#"):
                assert target[1:] in ids, f"{name}: {target}"
            elif ":" not in target:
                there = (tmp_path / "site" / name).parent / target.partition("#")[0]
                assert there.is_file(), f"{name}: {target}"


def test_the_same_reports_give_the_same_bytes(tmp_path):
    build([ROOT / "examples"], tmp_path / "one")
    build([ROOT / "examples"], tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_public_function_takes_one_path_or_several(tmp_path):
    write(tmp_path / "in", "a")
    for number, paths in enumerate([str(tmp_path / "in"), tmp_path / "in", [tmp_path / "in"]]):
        assert reward_reports.build(paths, tmp_path / str(number)).pages == ("a.html",)


def test_a_failed_build_leaves_the_old_site_whole(tmp_path):
    write(tmp_path / "in", "a")
    build([tmp_path / "in"], tmp_path / "site")
    before = contents(tmp_path / "site")
    (tmp_path / "in" / "b.reward-report.yaml").write_text("nonsense: [")
    with pytest.raises(InvalidReportError, match=r"b.reward-report.yaml:1:"):
        build([tmp_path / "in"], tmp_path / "site")
    assert contents(tmp_path / "site") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "site"]


def test_a_report_that_is_gone_leaves_no_page(tmp_path):
    write(tmp_path / "in", "a")
    write(tmp_path / "in", "b")
    build([tmp_path / "in"], tmp_path / "site")
    (tmp_path / "in" / "b.reward-report.yaml").unlink()
    build([tmp_path / "in"], tmp_path / "site")
    assert "b.html" not in contents(tmp_path / "site")


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path):
    write(tmp_path / "in", "a")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("ten years of work")
    with pytest.raises(OutputError, match=r"not from a build \(thesis\.txt\)"):
        build([tmp_path / "in"], tmp_path / "site")
    assert (tmp_path / "site" / "thesis.txt").read_text() == "ten years of work"


@pytest.mark.parametrize(("one", "other"), [("same", "same"), ("Same", "same"), ("a:b", "a-b")])
def test_two_reports_for_one_page_are_refused(tmp_path, one, other):
    write(tmp_path / "in", "x", id=one)
    write(tmp_path / "in", "y", id=other)
    with pytest.raises(InvalidReportError, match=r"change `report\.id` in "):
        build([tmp_path / "in"], tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_the_index_keeps_its_name(tmp_path):
    write(tmp_path / "in", "index")
    with pytest.raises(InvalidReportError, match=r"index.html"):
        build([tmp_path / "in"], tmp_path / "site")


def test_nothing_to_build_is_an_error(tmp_path):
    with pytest.raises(InputError, match="no report found"):
        build([tmp_path], tmp_path / "site")


def test_pictures_are_copied_and_none_from_outside(tmp_path):
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
    (tmp_path / "secret.png").write_bytes(png + b"secret")
    write(tmp_path / "in", "a")
    (tmp_path / "in" / "f.png").write_bytes(png)
    report = tmp_path / "in" / "a.reward-report.yaml"
    figures = "figures: [{id: f, path: f.png, alt: A line}, {id: g, path: ../secret.png, alt: Not ours}]\n"
    report.write_text(report.read_text() + figures)
    build([tmp_path / "in"], tmp_path / "site")
    pictures = [raw for name, raw in contents(tmp_path / "site").items() if name.endswith(".png")]
    assert pictures == [png]


def many(folder, number=40):
    for n in range(number):
        write(folder, f"r{n:02}", title=f"Report {n} *now*")


@pytest.mark.parametrize("jobs", [0, 2, 3, 64])
def test_the_number_of_processes_changes_no_byte(tmp_path, jobs):
    many(tmp_path / "in")
    one = build([tmp_path / "in"], tmp_path / "one", jobs=1)
    other = build([tmp_path / "in"], tmp_path / "other", jobs=jobs)
    assert one.pages == other.pages
    assert len(one.pages) == 40
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("r20", "nonsense: [", r"r20.reward-report.yaml:1:"),
        ("r00", "nonsense: [", r"r00.reward-report.yaml:1:"),
        ("r39", REPORT.format(id="r01", title="Again"), r"would both be the page r01.html"),
    ],
)
def test_a_fault_among_many_is_told_and_leaves_nothing_behind(tmp_path, jobs, name, text, said):
    many(tmp_path / "in")
    (tmp_path / "in" / f"{name}.reward-report.yaml").write_text(text)
    with pytest.raises(InvalidReportError, match=said):
        build([tmp_path / "in"], tmp_path / "site", jobs=jobs)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_of_several_faults_the_first_is_told_whatever_the_number_of_processes(tmp_path):
    many(tmp_path / "in", 60)
    for name in ("r02", "r59"):
        (tmp_path / "in" / f"{name}.reward-report.yaml").write_text("nonsense: [")
    for jobs in (1, 2, 4):
        with pytest.raises(InvalidReportError, match="r02"):
            build([tmp_path / "in"], tmp_path / "site", jobs=jobs)


def test_who_watches_sees_every_page_once_in_order(tmp_path):
    many(tmp_path / "in")
    seen = []

    def progress(entries, length):
        assert length == 40
        for entry in entries:
            seen.append(entry.address)
            yield entry

    result = build([tmp_path / "in"], tmp_path / "site", progress=progress)
    assert tuple(seen) == result.pages


def test_the_collector_works_as_before_when_a_build_is_done(tmp_path):
    import gc

    before = gc.get_threshold()
    write(tmp_path / "in", "a")
    build([tmp_path / "in"], tmp_path / "site")
    assert gc.get_threshold() == before
    (tmp_path / "in" / "b.reward-report.yaml").write_text("nonsense: [")
    with pytest.raises(InvalidReportError):
        build([tmp_path / "in"], tmp_path / "site")
    assert gc.get_threshold() == before
