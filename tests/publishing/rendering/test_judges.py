"""What others say of our pages: axe-core of their accessibility, html-validate of their HTML, Lighthouse of a report's page.

Each looks at a page of every kind: what is on them comes from the examples, and from reports full of hostile text.
"""

from __future__ import annotations

import base64
import http.server
import json
import os
import subprocess
import threading
from functools import partial
from pathlib import Path

import pytest

from .structures import telling

pytestmark = [pytest.mark.once, pytest.mark.first]
RULES = {"extends": ["html-validate:standard", "html-validate:a11y"], "rules": {"long-title": "off"}}
"""A report has the title that its authors gave it, however long."""
NO_COLOURS = "axe.run({resultTypes: ['violations'], rules: {'color-contrast': {enabled: false}}})"
COLOURS = "axe.run(%s, {resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']})"
COLOURED = """(() => {
  const known = new Map([[null, ""]]), written = [...document.body.querySelectorAll("*")].filter(one =>
    one.matches("input, select, svg text") || [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  const behind = one => { if (!known.has(one)) { const is = getComputedStyle(one), above = behind(one.parentElement);
    const own = [is.backgroundColor, is.backgroundImage, is.opacity, is.position, is.display === "none"].join();
    known.set(one, above.endsWith(own) ? above : above + " " + own); } return known.get(one); };
  const letters = one => { if (!one) return ""; const is = getComputedStyle(one);
    return [is.color, is.fill, is.fontSize, is.fontWeight, is.textDecorationLine, is.textShadow, is.visibility].join(); };
  window.written = written;
  return written.map(one => [letters(one), letters(one.parentElement), behind(one),
    one.closest("svg") && letters(one.previousElementSibling) + one.parentElement.getAttribute("class")].join(" / "));
})()"""
"""Every text by what decides whether it can be read: its letters, those around it, and all that is behind it; in a picture, what
is drawn before it."""
FOCUS = """(() => { const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
return one === document.body ? null : {
  name: (one.textContent || one.value || one.getAttribute("aria-label") || one.id).trim().slice(0, 40),
  seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
  ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 } })()"""


@pytest.mark.tool("chromium")
@pytest.mark.tool("axe-core")
def test_axe_finds_nothing(browser, kinds, tool):
    """In the dark nothing differs but colours, on a phone everything but colours. Texts of the same colours are judged once.

    A page that is built of the same parts as others is looked at without colours, and as on a wide screen.
    """
    axe = (tool("axe-core") / "axe.min.js").read_text("utf-8")
    found, known = {}, {"light": set(), "dark": set()}
    differing = telling(kinds.values())
    for kind, file in kinds.items():
        page = browser.open(file.as_uri())
        page.call("Runtime.evaluate", expression=axe)
        found[kind, "light"] = problems(page, NO_COLOURS)
        if file in differing:
            for look, seen in known.items():
                page.prefer(look)
                found[kind, "colours", look] = problems_of_colours(page, seen)
            page.prefer("light")
            page.resize(360)
            found[kind, "phone"] = problems(page, NO_COLOURS)
        browser.close_page(page)
    assert {look: said for look, said in found.items() if said} == {}


def problems_of_colours(page, seen):
    """Return what is wrong with texts of other colours than those seen before, which are added to them.

    The heading is judged again each time: of texts that nobody sees axe says nothing, and it must say something.
    """
    texts = page.value(COLOURED)
    new = [at for at, text in enumerate(texts) if text not in seen and text not in texts[:at]]
    seen.update(texts)
    there = f"[document.querySelector('h1'), ...{new}.map(at => window.written[at])]"
    return problems(page, COLOURS % there) if new else {}


def problems(page, call):
    """Return what axe finds wrong, with the first elements of each kind."""
    looked = f"{call}.then(said => [said.passes.length + said.incomplete.length, said.violations])"
    looks, found = page.call("Runtime.evaluate", expression=looked, awaitPromise=True, returnByValue=True)["result"][
        "value"
    ]
    assert looks, "it has looked"
    return {one["id"]: [node["html"][:200] for node in one["nodes"][:3]] for one in found}


@pytest.mark.tool("html-validate")
def test_html_validate_finds_nothing(kinds, tool, tmp_path):
    (tmp_path / "rules.json").write_text(json.dumps(RULES))
    files = [str(kinds[kind]) for kind in kinds]
    call = [tool("html-validate"), "--config", tmp_path / "rules.json", "--formatter", "json", *files]
    with (tmp_path / "said.json").open("wb") as said:  # into a pipe, node writes only as much as the pipe holds
        subprocess.run(call, stdout=said, check=False)
    pages = json.loads((tmp_path / "said.json").read_bytes())
    names = {str(kinds[kind]): kind for kind in kinds}
    found = {
        (names[page["filePath"]], one["ruleId"], one["message"], one["line"])
        for page in pages
        for one in page["messages"]
    }
    assert found == set()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def served(kinds):
    """Serve the site on this machine, and return its address."""
    handler = partial(Quiet, directory=str(kinds["index"].parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.tool("chromium")
@pytest.mark.tool("lighthouse")
@pytest.mark.parametrize("page", ["project-flow.html", "index.html"])
def test_lighthouse_gives_full_marks(served, tool, tmp_path, page):
    call = [
        tool("lighthouse"), f"{served}/{page}", "--quiet", "--output=json", f"--output-path={tmp_path / 'said.json'}",
        "--only-categories=accessibility,best-practices,seo", "--chrome-flags=--headless --no-sandbox --disable-gpu",
    ]  # fmt: skip
    around = os.environ | {"CHROME_PATH": str(tool("chromium")), "HOME": str(tmp_path)}
    done = subprocess.run(call, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads((tmp_path / "said.json").read_text("utf-8"))
    missed = {
        name: [
            one["id"]
            for one in category["auditRefs"]
            if (said["audits"][one["id"]]["score"] or 0) < 1 and one["weight"]
        ]
        for name, category in said["categories"].items()
        if category["score"] < 1
    }
    assert missed == {}


def press(page, key, **more):
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, **more)


@pytest.mark.tool("chromium")
@pytest.mark.parametrize("kind", ["index", "evidence", "report", "metrics", "history", "changes"])
def test_whoever_has_a_keyboard_alone_sees_where_they_are(browser, kinds, kind):
    page = browser.open(kinds[kind].as_uri())
    seen = []
    for _ in range(400):
        press(page, "Tab", windowsVirtualKeyCode=9)
        now = page.value(FOCUS)
        if now is None:
            break
        seen.append(now)
    assert seen[0]["name"].startswith("Skip to")
    assert [one for one in seen if not one["seen"] or not one["ring"]] == []
    assert len(seen) > 5


@pytest.mark.tool("chromium")
def test_the_first_link_skips_to_the_report(browser, kinds):
    page = browser.open(kinds["report"].as_uri())
    press(page, "Tab", windowsVirtualKeyCode=9)
    press(page, "Enter", windowsVirtualKeyCode=13, text="\r")
    assert page.value("location.hash") == "#main"
    press(page, "Tab", windowsVirtualKeyCode=9)
    assert page.value("document.getElementById('main').contains(document.activeElement)")


@pytest.mark.tool("chromium")
def test_no_page_scrolls_sideways_on_a_phone_or_at_twice_the_size_and_hostile_text_runs_on_none(browser, kinds):
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for kind, file in kinds.items():
        page = browser.open(file.as_uri(), width=320)
        assert page.value(wider) <= 0, kind
        page.resize(640)
        assert page.value(wider) <= 0, kind
        assert page.complaints == [], kind
        assert page.value("document.title") != "taken", kind
        assert [one for one in page.requests if not one.startswith(("file:", "data:"))] == [], kind
        browser.close_page(page)


@pytest.mark.tool("chromium")
@pytest.mark.pictures
@pytest.mark.parametrize("look", ["light", "dark", "phone", "print"])
def test_pictures_to_look_at(browser, kinds, request, look):
    folder = Path(request.config.getoption("--pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        page = browser.open(kinds[kind].as_uri(), width=390 if look == "phone" else 1200, dark=look == "dark")
        name = f"{kind.replace(' ', '-')}-{look}"
        if look == "print":
            made = page.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
            (folder / f"{name}.pdf").write_bytes(base64.b64decode(made["data"]))
        else:
            size = page.call("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 6000), "scale": 1}
            made = page.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
            (folder / f"{name}.png").write_bytes(base64.b64decode(made["data"]))
        browser.close_page(page)
