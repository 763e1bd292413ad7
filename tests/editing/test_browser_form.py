"""The page for browsers, in a browser: a report is written, kept, downloaded, and nothing is loaded or sent."""

from __future__ import annotations

import functools
import http.server
import importlib.util
import json
import sys
import threading
import time
from pathlib import Path
from urllib.parse import parse_qs

import pytest

HERE = Path(__file__).parent
PATIENCE = 150
pytestmark = [pytest.mark.first, pytest.mark.tool("chromium"), pytest.mark.once]


def _form_class():
    spec = importlib.util.spec_from_file_location("test_of_the_form", HERE / "test_page.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.PATIENCE = PATIENCE
    return module.Form


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Site:
    """The exported folder on a server."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Quiet, directory=folder)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def site(built_form, run, tmp_path):
    """Serve what `edit --export` writes."""
    folder = tmp_path / "site"
    done = run("edit", "--export", str(folder), "--repository", "https://github.com/acme/reports")
    assert done.returncode == 0, done.stderr
    assert (folder / "index.html").stat().st_size > built_form.page.stat().st_size
    served = Site(folder)
    yield served
    served.stop()


# What an author fills in for a first draft: a field and its words, or a register, the name of an entry and more of its fields.
DRAFT = {
    "system_details": [("system_owner-name", "The city library"), ("dates-active_from", "2026-03-01")],
    "optimization_intent": [("goal_of_reinforcement-text", "Readers find *books* that they finish.")],
    "institutional_interface": [("deployment_agency-text", "It takes over the tips of the librarians.")],
    "implementation": [("reward_details-text", "One point for each book that is finished.")],
    "system_maintenance": [("reporting_cadence-text", "Every three months.")],
}
ENTRIES = {
    "system_details": [("feedback_and_communication", "The information desk", {"email": "desk@library.example"})],
    "optimization_intent": [
        ("performance_metrics", "Books finished", {"unit": "books a month", "role": "reward"}),
        ("oversight_metrics", "Readers who stopped", {"unit": "readers a month"}),
        ("known_failure_modes", "Only bestsellers", {}),
    ],
    "institutional_interface": [("stakeholders", "Readers", {}), ("recourse", "Ask a librarian", {})],
    "system_maintenance": [("update_triggers", "A complaint", {}), ("changelog", "First version", {})],
}


def write(form, section: str) -> None:
    """Fill in a section as an author would."""
    form.press(f"part-{section}", changes=False)
    for field, words in DRAFT.get(section, []):
        form.fill(f"{section}-{field}", words)
    for register, name, more in ENTRIES.get(section, []):
        new = f"f-{section}-{register}-items-new"
        form.wait(f"document.getElementById('{new}')")
        form.page.value(f"document.getElementById('{new}').value = {json.dumps(name)}; null")
        form.press(f"{new}-add")
        for field, words in more.items():
            form.fill(f"{section}-{register}-items-0-{field}", words)


def check_proposals(form) -> None:
    """A short report opens at the forge as a new file; a long one is uploaded there."""
    whole = form.page.value("state.text")
    assert len(whole) > 6000
    form.page.value("document.querySelector('#propose summary').click(); null")
    form.wait("document.querySelector('#propose a')")
    links = "[...document.querySelectorAll('#propose a')].map((one) => one.href)"
    assert form.page.value(links) == ["https://github.com/acme/reports/upload/main"]
    form.page.value("state = { ...state, text: 'report: {title: \"A & B\"}' }; desk.proposed(); null")
    new, upload = form.page.value(links)
    address, _, query = new.partition("?")
    assert address == "https://github.com/acme/reports/new/main"
    assert parse_qs(query) == {"filename": ["reward-report.yaml"], "value": ['report: {title: "A & B"}']}
    assert upload == "https://github.com/acme/reports/upload/main"
    form.page.value(f"state = {{ ...state, text: {json.dumps(whole)} }}; null")


def test_a_report_is_written_kept_offline_downloaded_and_clean(browser, site, run, tmp_path):
    form = _form_class()(browser, site)
    form.page.value("document.getElementById('new-title').value = 'Book finder'; null")
    form.page.value("document.getElementById('begin').requestSubmit(); null")
    form.wait("state && document.querySelector('#work:not([hidden])')")
    form.page.value(
        "document.getElementById('level').value = 'minimal'; document.getElementById('level').dispatchEvent(new Event('change')); null"
    )
    form.wait("state.level === 'minimal'")
    for section in list(DRAFT)[:2]:
        write(form, section)
    written = form.page.value("state.text")
    assert form.page.value("desk.started") == "anew"
    form.wait("navigator.serviceWorker.controller || performance.now() > 60000")
    form.page.value(
        "caches.open('reward-reports python /').then((one) => one.keys()).then((keys) => { window.memories = keys.length; }); null"
    )
    form.wait("window.memories === 1")
    site.stop()

    form.page.value("window.isOld = true; null")
    form.page.reload()  # without a server: from the browser's own store, with the draft
    form.wait("!window.isOld && typeof state === 'object' && state && document.querySelector('#work:not([hidden])')")
    assert form.page.value("state.text") == written
    assert form.page.value("desk.started") == "from memory"
    form.press("undo")
    assert form.page.value("state.text") != written
    form.press("redo")
    assert form.page.value("state.text") == written
    for section in list(DRAFT)[2:]:
        write(form, section)
    left = form.page.value("state.progress.find((one) => one.level === 'minimal').left")
    assert left == 0, form.page.value("state.findings.map((one) => one.path.join('.') + ' ' + one.message)")

    check_proposals(form)
    form.page.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    for name in ("YAML", "HTML"):
        form.page.value(
            f"[...document.querySelectorAll('#files button')].find((one) => one.textContent.includes('{name}')).click(); null"
        )
    file, page = tmp_path / "reward-report.yaml", tmp_path / "reward-report.html"
    end = time.monotonic() + PATIENCE
    while not (file.is_file() and page.is_file()) and time.monotonic() < end:
        time.sleep(0.1)
    done = run("lint", str(file), "--strictness", "minimal")
    assert done.returncode == 0, done.stdout
    assert file.read_text("utf-8") == form.page.value("state.text")
    assert "<em>books</em>" in page.read_text("utf-8")
    assert form.page.complaints == []
    assert {address.split("/")[2] for address in form.page.requests if address.startswith("http")} == {
        site.address.split("/")[2]
    }


def test_the_page_is_accessible_and_fits_and_shows_a_safe_preview_and_imports(browser, built_form, tmp_path):
    class File:
        address = built_form.page.as_uri()

    form = _form_class()(browser, File, width=390, dark=True)
    assert form.axe() == []
    hostile = "<img src=x onerror=parent.document.title='taken'><script>parent.document.title='taken'</script>"
    form.page.value(f"document.getElementById('new-title').value = {json.dumps(hostile)}; null")
    form.page.value("document.getElementById('begin').requestSubmit(); null")
    form.wait("state && document.querySelector('#work:not([hidden])')")
    assert form.axe() == []
    assert form.page.value("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    form.press("part-preview", changes=False)
    form.wait("document.querySelector('iframe[sandbox=\"\"]')")
    assert form.page.value("document.title") == hostile

    form.page.value("window.confirm = () => true; null")
    form.page.value(
        "[...document.querySelectorAll('#files button')].find((one) => one.textContent === 'New report').click(); null"
    )
    old = tmp_path / "old.md"
    old.write_text(
        "# Book finder\n\n## Optimization Intent\n\n### Goal of Reinforcement\n\nReaders find books.\n", "utf-8"
    )
    assert form.axe() == []
    root = form.page.call("DOM.getDocument")["root"]["nodeId"]
    node = form.page.call("DOM.querySelector", nodeId=root, selector="#old-report")["nodeId"]
    form.page.call("DOM.setFileInputFiles", nodeId=node, files=[str(old)])
    form.wait("state && state.text.includes('Readers find books.')")
    form.wait("document.getElementById('status').textContent.includes('taken from old.md')")
    assert form.page.complaints == []
    assert [
        address for address in form.page.requests if not address.startswith(("file:", "blob:", "data:", "about:"))
    ] == []


def test_what_would_send_or_load_is_refused_by_the_policy(browser, built_form):
    class File:
        address = built_form.page.as_uri()

    form = _form_class()(browser, File)
    form.page.value(
        "document.addEventListener('securitypolicyviolation', (event) => { window.refused = event.effectiveDirective; }); null"
    )
    for attempt, directive in {
        "fetch('http://127.0.0.1:9/').catch(() => {})": "connect-src",
        "new Image().src = 'http://127.0.0.1:9/x.png'": "img-src",
        "document.body.append(Object.assign(document.createElement('script'), { text: trusted.createHTML('1') }))": "script-src-elem",
    }.items():
        form.page.value(f"window.refused = ''; try {{ {attempt} }} catch {{}}; null")
        form.wait(f"window.refused === '{directive}' || window.refused === 'require-trusted-types-for'")
