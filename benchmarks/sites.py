"""Measures `reward-reports build` beside general makers of sites on the same pages."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import earlier
import generate
from table import BIN, OTHERS, row, spent, worked

_DIFFERENT = 20
"""So many reports have their pages beside them turned into Markdown; the others get the same again, since that takes long."""
_KINDS = (
    "for-affected-people/*.html",
    "for-auditors/*.html",
    "for-developers/*.html",
    "history/*.html",
    "metrics/*.html",
    "people/*.html",
    "*/metric-finished.html",
    "*/metric-small-share.html",
    "*/metric-speed.html",
    "*/stakeholder-residents.html",
    "*/stakeholder-small-places.html",
)
"""The pages beside that of each report."""
_CONFIGURATIONS = {
    "mkdocs as it comes": "site_name: Reports\n",
    "mkdocs": "site_name: Reports\ntheme: {name: mkdocs}\nplugins: []\nnav: [index.md]\n",
    "material": "site_name: Reports\ntheme: {name: material}\nplugins: []\nnav: [index.md]\n",
    "zensical": "site_name: Reports\nnav: [index.md]\n",
}


def compare(work: Path, number: int) -> None:
    """Time a site of so many reports beside mkdocs, with its own theme and with material, and zensical.

    The others get the same pages as Markdown: first the page of each report alone, then all of them. As it comes, mkdocs puts
    every page into the navigation of every other, and all into a search; without both it is several times faster, so that
    the other rows of mkdocs and material have neither, and zensical has no such navigation.
    """
    reports, site = work / "build", work / "site"
    generate.write(reports, number)
    call = [BIN / "reward-reports", "build", reports, "--output", site]
    print("In this part, seconds are those that the processors worked.")
    ours = worked(call, work)
    alone, all_pages = work / "alone", work / "all"
    _write(reports, site, alone, _pages_alone)
    _write(reports, site, all_pages, _pages_all)
    what = f"site of {number} reports"
    for name in ("mkdocs as it comes", "mkdocs", "zensical"):
        row(what, ours, f"{name}, 1 of our {len(_KINDS) + 1}", _theirs(name, alone))
    for name in ("mkdocs", "material", "zensical"):
        row(what, ours, f"{name}, the same pages", _theirs(name, all_pages), ">= 10 x")
    changed = sorted(reports.glob("*.yaml"))[number // 2]
    changed.write_text(changed.read_text("utf-8") + "# another line\n", "utf-8")
    row(f"{what}, again after one change", worked(call, work))


def since(work: Path, number: int, base: Path | None, runs: int) -> None:
    """Time a site of so many reports beside an earlier revision: cold and after one change, with its pages, bytes and memory.

    The processor's time is what is compared: it hardly depends on what else the machine does.
    """
    if base is None:
        print("site beside an earlier revision: give --base REVISION")
        return
    reports = work / "since"
    generate.write(reports, number)
    sides = {"base": base, "now": None}
    sites = {name: work / f"since-{name}" for name in sides}

    def call(name: str) -> list[str | Path]:
        return earlier.command(sides[name], "build", reports, "--output", sites[name], "--today", "2026-06-01")

    cold: dict[str, list[float]] = {name: [] for name in sides}
    warm: dict[str, list[float]] = {name: [] for name in sides}
    most = dict.fromkeys(sides, 0.0)
    for turn in range(runs):
        for name in sides:
            shutil.rmtree(sites[name], ignore_errors=True)
            shutil.rmtree(work / ".reward-reports-cache", ignore_errors=True)
            begin = spent()
            most[name] = max(most[name], _memory_of(call(name), work))
            cold[name].append(spent() - begin)
            changed = sorted(reports.glob("*.yaml"))[turn]
            changed.write_text(changed.read_text("utf-8") + "# another line\n", "utf-8")
            warm[name].append(worked(call(name), work))
    print(f"{f'site of {number} reports':<28} {'base':>12} {'now':>12}   ratio")
    rows = {
        "cold, s of processor": {name: statistics.median(taken) for name, taken in cold.items()},
        "one change, s of processor": {name: statistics.median(taken) for name, taken in warm.items()},
        "peak memory, MiB": most,
        "pages": {name: float(len(list(site.rglob("*.html")))) for name, site in sites.items()},
        "files, MB": {
            name: sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) / 1e6
            for name, site in sites.items()
        },
    }
    for what, seconds in rows.items():
        print(f"{what:<28} {seconds['base']:12.1f} {seconds['now']:12.1f}   {seconds['now'] / seconds['base']:.2f}")


def grow(work: Path, number: int) -> None:
    """Time a site of so many reports and of ten times as many, and tell how much memory each takes."""
    taken = []
    for many in (number, 10 * number):
        reports = work / f"grow-{many}"
        generate.write(reports, many)
        call = [BIN / "reward-reports", "build", reports, "--output", work / f"grown-{many}", "--no-cache"]
        begin = time.perf_counter()
        most = _memory_of(call, work)
        taken.append(time.perf_counter() - begin)
        print(
            f"{f'site of {many} reports':<42} {taken[-1]:9.3f} s   {most:.0f} MiB at most, all processes   <= 300 MiB"
        )
    print(f"{'ten times as many reports take':<42} {taken[1] / taken[0]:9.1f} x as long{'':<43} about 10 x")


def _theirs(name: str, pages: Path) -> float:
    (pages / "mkdocs.yml").write_text(_CONFIGURATIONS[name], "utf-8")
    program = "zensical" if name == "zensical" else "mkdocs"
    options = [] if program == "zensical" else ["--quiet"]
    return worked([OTHERS / program, "build", *options], pages)


def _write(reports: Path, site: Path, where: Path, pages: Callable[[Path, Path], list[tuple[str, str]]]) -> None:
    (where / "docs").mkdir(parents=True)
    (where / "docs" / "index.md").write_text("# Reports\n", "utf-8")
    for name, text in pages(reports, site):
        (where / "docs" / f"{name}.md").write_text(text, "utf-8")


def _pages_alone(reports: Path, _site: Path) -> list[tuple[str, str]]:
    from reward_reports import load, render

    return [(path.name.split(".")[0], render(load(path), to="markdown")) for path in sorted(reports.glob("*.yaml"))]


def _pages_all(reports: Path, site: Path) -> list[tuple[str, str]]:
    alone = _pages_alone(reports, site)
    beside = []
    for kind in _KINDS:
        some = [_as_markdown(page) for page in sorted(site.glob(kind))[:_DIFFERENT]]
        called = re.sub(r"[^a-z]+", "-", kind.removesuffix(".html")).strip("-")
        beside += [(f"{name}-{called}", text) for (name, _), text in zip(alone, cycle(some), strict=False)]
    return alone + beside


def _as_markdown(page: Path) -> str:
    """Return what stands on a page as Markdown, by way of pandoc."""
    import pypandoc

    whole = page.read_text("utf-8")
    main = re.findall("<main.*?</main>", whole, re.DOTALL)[0]
    return f"# {page.stem}\n\n{pypandoc.convert_text(main, 'gfm', 'html')}"


def _memory_of(call: list[str | Path], cwd: Path) -> float:
    """Return the most memory that a command and its processes held at one time, in MiB; what they share is counted once."""
    running = subprocess.Popen(call, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0.0
    done = threading.Event()

    def look() -> None:
        nonlocal most
        while not done.wait(0.1):
            most = max(most, sum(_held_by(one) for one in _family(running.pid)))

    watch = threading.Thread(target=look)
    watch.start()
    running.wait()
    done.set()
    watch.join()
    return most


def _family(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return []
    return [process, *(one for child in children for one in _family(int(child)))]


def _held_by(process: int) -> float:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0.0
    return sum(int(size) for size in re.findall(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)) / 1024
