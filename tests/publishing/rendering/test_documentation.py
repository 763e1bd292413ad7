"""Our documentation: it builds without a warning, and others find nothing on its pages in light, in dark and on a phone."""

from __future__ import annotations

import http.server
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from .test_judges import Quiet, problems

ROOT = Path(__file__).resolve().parents[3]
SOME_DAY = "1796083200"
"""1 December 2026, on which no review of an example is overdue."""
KINDS = {
    "home": "",
    "tutorial": "tutorial/",
    "how-to": "how-to/ci/",
    "reference": "reference/settings/",
    "long table": "reference/files/",
    "report": "examples/project-flow/",
}
WHERE = "{include: [['article']], exclude: [['.md-code__nav'], ['.md-annotation__index']]}"
"""What we write. The bars around it, the search, and the buttons and marks of a block of code are the theme's."""
LOOKS = {
    # The theme makes a block of code that scrolls a stop of the keyboard where a pointer can hover, which none does here.
    "light": f"axe.run({WHERE}, {{rules: {{'scrollable-region-focusable': {{enabled: false}}}}}})",
    "dark": f"axe.run({WHERE}, {{runOnly: ['color-contrast']}})",
}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
EMPTY = """[...document.querySelectorAll("article img")].filter(one => one.getClientRects().length && one.complete
&& !one.naturalWidth).map(one => one.src)"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, as the scripts of the theme need it, and give its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def found_on(browser, address, axe):
    """Return what is wrong with a page, by where it is looked at."""
    found = {}
    for look, call in LOOKS.items():
        page = browser.open(address, dark=look == "dark")
        page.call("Runtime.evaluate", expression=axe)
        found[look] = problems(page, call)
        found[look, "empty pictures"] = page.value(EMPTY)
        for width in (390, 320):
            page.resize(width)
            found[look, width] = max(0, page.value(WIDER))
        browser.close_page(page)
    return {look: said for look, said in found.items() if said}


@pytest.mark.once
@pytest.mark.first
@pytest.mark.tool("mkdocs")
@pytest.mark.tool("chromium")
@pytest.mark.tool("axe-core")
def test_the_documentation_builds_without_a_warning_and_nothing_is_found_on_its_pages(tmp_path, tool, browser):
    """One test, since it is one build, which takes longer than all that is done with it."""
    done = subprocess.run(
        [tool("mkdocs"), "build", "--strict", "-f", ROOT / "mkdocs.yml", "-d", tmp_path / "site"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ
        | {"SOURCE_DATE_EPOCH": SOME_DAY, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
    )
    assert done.returncode == 0, done.stderr
    for name in ("index.html", "movielens/index.html", "instructgpt/index.html", "project-flow/index.html"):
        assert "reward-report" in (tmp_path / "site" / "examples" / name).read_text("utf-8")
    axe = (tool("axe-core") / "axe.min.js").read_text("utf-8")
    with served(tmp_path / "site") as address:
        found = {kind: found_on(browser, address + place, axe) for kind, place in KINDS.items()}
    assert {kind: said for kind, said in found.items() if said} == {}
