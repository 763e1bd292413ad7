"""Take the pictures of the documentation again, in headless Chromium: `python tools/pictures.py`.

They are pictures of real pages. Take them again when the look of the pages has changed, and look at them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from reward_reports import Report, load, render
from reward_reports.report.loading import load_text

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTH = 1200
PHONE = 500
"""What the window is at least as wide as."""
SHELF = ROOT / "docs" / "shelf"
STEPS = {2: (["words"], 572), 3: (["words", "registers"], 760)}
"""The steps of the tutorial after which it shows the page: the parts of the file that are there by then, and the height."""


def main() -> int:
    """Take each picture.

    Returns:
        The exit code: 0, or 2 if there is no Chromium.
    """
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("install Chromium first", file=sys.stderr)
        return 2
    report = load(ROOT / "examples/gpt-4o-sycophancy/reward-report.yaml")
    shelf = load(SHELF / "shelf.yaml")
    for dark, ending in ((False, ""), (True, "-dark")):
        take(browser, report, f"report{ending}.png", 1046, dark=dark)
        take(browser, report, f"report-phone{ending}.png", 935, dark=dark, width=PHONE)
        take(browser, shelf, f"shelf{ending}.png", 745, dark=dark)
        for step, (parts, height) in STEPS.items():
            take(browser, after(parts), f"shelf-{step}{ending}.png", height, dark=dark)
    return 0


def after(parts: Sequence[str]) -> Report:
    """Return the report of the tutorial when it has the head and these parts."""
    written = (SHELF / "shelf.yaml").read_text("utf-8")
    pieces = [written.split(f"[start:{part}]\n")[1].split(f"# --8<-- [end:{part}]")[0] for part in parts]
    return load_text("".join([(SHELF / "head.yaml").read_text("utf-8"), *pieces])).report


def take(browser: str, report: Report, name: str, height: int, *, dark: bool, width: int = WIDTH) -> None:
    """Write a picture of the top of a report's page.

    Args:
        browser: the program.
        report: the report.
        name: what the picture is called.
        height: how much of the page it shows, in pixels.
        dark: show it as to a reader who prefers dark colours.
        width: how wide the window is, in pixels.
    """
    with TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(render(report), "utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
            f"--blink-settings=preferredColorScheme={0 if dark else 1}",
        ]
        shot = [f"--screenshot={IMAGES / name}", f"--window-size={width},{height}"]
        subprocess.run([browser, *options, *shot, page.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
