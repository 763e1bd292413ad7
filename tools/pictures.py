"""Take the pictures of the documentation again, in headless Chromium: `python tools/pictures.py`.

They are pictures of real pages. Take them again when the look of the pages has changed, and look at them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from reward_reports import load, render

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTH = 1200


def main() -> int:
    """Take each picture.

    Returns:
        The exit code: 0, or 2 if there is no Chromium.
    """
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("install Chromium first", file=sys.stderr)
        return 2
    take(browser, ROOT / "examples/gpt-4o-sycophancy/reward-report.yaml", "report.png", 1000)
    take(browser, ROOT / "docs/shelf/shelf.yaml", "shelf.png", 900)
    return 0


def take(browser: str, report: Path, name: str, height: int) -> None:
    """Write a picture of the top of a report's page.

    Args:
        browser: the program.
        report: the report's file.
        name: what the picture is called.
        height: how much of the page it shows, in pixels.
    """
    with TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(render(load(report)), "utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
        ]
        shot = [f"--screenshot={IMAGES / name}", f"--window-size={WIDTH},{height}"]
        subprocess.run([browser, *options, *shot, page.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
