"""The form in a browser: a report is written by its fields alone."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest

from reward_reports.linting.running import lint_text
from reward_reports.linting.settings import Settings

AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"
EXAMPLE = Path(__file__).parents[2] / "examples" / "project-flow" / "reward-report.yaml"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PATIENCE = 60
pytestmark = pytest.mark.tool("chromium")


class Form:
    """The form in a page of the browser."""

    def __init__(self, browser, server, **look) -> None:
        self.page = browser.open(server.address, **look)
        self.wait("document.querySelector('#work:not([hidden]), #begin:not([hidden])') !== null")

    def wait(self, condition: str) -> None:
        end = time.monotonic() + PATIENCE
        while not self.page.value(f"Boolean({condition})"):
            assert time.monotonic() < end, f"{condition}: {self.page.value('document.body.innerText')}"
            time.sleep(0.05)

    def etag(self) -> str:
        return self.page.value("state && state.etag")

    def act(self, script: str) -> None:
        """Do something that changes the report, and wait until it is saved."""
        before = self.etag()
        self.page.value(f"{script}; null")
        self.wait(f"state && state.etag !== {json.dumps(before)}")

    def fill(self, path: str, text: str) -> None:
        one = f"document.getElementById('f-{path}')"
        self.wait(one)
        self.act(f"{one}.value = {json.dumps(text)}; {one}.dispatchEvent(new Event('change'))")

    def press(self, name: str, *, changes: bool = True) -> None:
        button = f"document.getElementById({json.dumps(name)})"
        self.wait(button)
        if changes:
            self.act(f"{button}.click()")
        else:
            self.page.value(f"{button}.click(); null")

    def open(self, summary: str) -> None:
        one = f"document.getElementById({json.dumps(summary + '-summary')})"
        self.wait(one)
        self.page.value(f"{one}.click(); null")
        self.wait(f"{one}.parentElement.childElementCount > 1")

    def axe(self) -> list[str]:
        self.page.value(AXE.read_text("utf-8") + "; null")
        found = self.page.call(
            "Runtime.evaluate",
            expression="axe.run({resultTypes: ['violations']}).then(done => JSON.stringify(done.violations.map(one => one.id + ' ' + one.nodes[0].html)))",
            awaitPromise=True,
            returnByValue=True,
        )
        return json.loads(found["result"]["value"])


def test_a_report_is_written_from_nothing_by_the_form_alone(browser, serve, tmp_path):
    file = tmp_path / "new.reward-report.yaml"
    form = Form(browser, serve(file))
    form.page.value("document.getElementById('new-title').value = 'Book finder'; null")
    form.page.value("document.getElementById('begin').requestSubmit(); null")
    form.wait("state && document.querySelector('#work:not([hidden])')")
    form.press("part-optimization_intent", changes=False)
    form.fill("optimization_intent-goal_of_reinforcement-text", "Readers find books that they finish.")
    name = "document.getElementById('f-optimization_intent-performance_metrics-items-new')"
    form.wait(name)
    form.page.value(f"{name}.value = 'Books finished'; null")
    form.press("f-optimization_intent-performance_metrics-items-new-add")
    form.fill("optimization_intent-performance_metrics-items-0-unit", "books a month")
    form.page.value(f"{name.replace('performance_metrics', 'known_failure_modes')}.value = 'Only bestsellers'; null")
    form.press("f-optimization_intent-known_failure_modes-items-new-add")
    tick = "document.getElementById('f-optimization_intent-known_failure_modes-items-0-detected_by-0')"
    form.wait(tick)
    form.act(f"{tick}.click()")
    form.fill("optimization_intent-performance_metrics-items-0-id", "finished")
    text = file.read_text("utf-8")
    assert "Readers find books that they finish." in text
    assert "detected_by: [finished]" in text or "- finished" in text
    assert "#" in text  # the guidance of the template is still there
    settings = Settings(strictness="minimal")  # as the template that was chosen
    found = [(one.code, one.message) for one in lint_text(file.read_bytes(), "r", settings, date(2026, 6, 1)).findings]
    shown = form.page.value("state.findings.map(one => [one.code, one.message])")
    assert [tuple(one) for one in shown] == found
    form.press("undo")
    assert "id: books-finished" in file.read_text("utf-8")
    assert form.page.complaints == []


def test_an_old_report_is_taken_in(browser, serve, tmp_path):
    file, old = tmp_path / "new.reward-report.yaml", tmp_path / "old.md"
    old.write_text(
        "# Book finder\n\n## Optimization Intent\n\n### Goal of Reinforcement\n\nReaders find books.\n", "utf-8"
    )
    form = Form(browser, serve(file))
    assert form.axe() == []
    root = form.page.call("DOM.getDocument")["root"]["nodeId"]
    node = form.page.call("DOM.querySelector", nodeId=root, selector="#old-report")["nodeId"]
    form.page.call("DOM.setFileInputFiles", nodeId=node, files=[str(old)])
    form.wait("state && state.text.includes('Readers find books.')")
    form.wait("document.getElementById('status').textContent.includes('taken from old.md')")
    assert "Readers find books." in file.read_text("utf-8")
    assert form.page.complaints == []


def test_a_first_draft_asks_only_what_it_needs(browser, serve, tmp_path):
    form = Form(browser, serve(tmp_path / "new.reward-report.yaml"))
    form.page.value("document.getElementById('new-title').value = 'Book finder'; null")
    form.page.value("document.getElementById('begin').requestSubmit(); null")
    form.wait("state && state.level === 'minimal'")
    form.press("part-evaluation", changes=False)
    shown = "document.querySelectorAll('main .question').length"
    form.wait("document.getElementById('f-evaluation-more+-summary')")
    assert form.page.value(shown) == 0
    form.open("f-evaluation-more+")
    assert form.page.value(shown) == form.page.value(
        "form.sections.find((one) => one.key === 'evaluation').questions.length"
    )
    form.page.value("document.getElementById('level').value = 'standard'; null")
    form.page.value("document.getElementById('level').dispatchEvent(new Event('change')); null")
    form.wait("state.level === 'standard' && !document.getElementById('f-evaluation-more+-summary')")
    assert form.page.complaints == []


def test_what_is_typed_survives_a_reload_and_the_secret_is_not_in_the_address(browser, serve, tmp_path):
    file = tmp_path / "reward-report.yaml"
    file.write_bytes(EXAMPLE.read_bytes())
    form = Form(browser, serve(file))
    form.press("part-optimization_intent", changes=False)
    form.fill("optimization_intent-goal_of_reinforcement-text", "Another goal.")
    assert form.page.value("location.hash") == ""
    form.page.reload()
    form.wait("typeof state === 'object' && state && state.text.includes('Another goal.')")


def test_findings_stand_at_their_field_and_are_fixed_there(browser, serve, tmp_path):
    file = tmp_path / "reward-report.yaml"
    file.write_text(
        'schema_version: "1.1"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'
        "optimization_intent:\n  performance_metrics: [{id: small-press, name: Letters}]\n"
        "  known_failure_modes: [{id: loop, name: A loop, detected_by: [small_press]}]\n",
        "utf-8",
    )
    form = Form(browser, serve(file))
    form.press("part-optimization_intent", changes=False)
    form.open("f-optimization_intent-known_failure_modes-items#loop")
    near = "document.getElementById('f-optimization_intent-known_failure_modes-items-0-detected_by').parentElement"
    form.wait(f"{near}.querySelector('.finding button')")
    form.act(f"{near}.querySelector('.finding button').click()")
    assert "small_press" not in file.read_text("utf-8")


def test_the_preview_and_the_yaml_are_shown_and_a_broken_text_can_be_corrected(browser, serve, tmp_path):
    file = tmp_path / "reward-report.yaml"
    file.write_bytes(EXAMPLE.read_bytes())
    form = Form(browser, serve(file))
    form.press("part-preview", changes=False)
    form.wait("document.querySelector('iframe[sandbox][src^=\"/preview/\"]')")
    form.press("part-yaml", changes=False)
    form.wait("document.getElementById('yaml')")
    form.act("document.getElementById('yaml').value = 'a: ['; document.getElementById('yaml-save').click()")
    form.press("part-report", changes=False)
    form.wait("document.getElementById('yaml') && document.querySelector('.finding.error')")
    form.press("undo")
    form.wait("document.getElementById('f-report-title')")
    assert file.read_bytes() == EXAMPLE.read_bytes()


@pytest.mark.parametrize(("width", "dark"), [(1200, False), (390, True)])
def test_every_part_is_accessible_and_fits(browser, serve, tmp_path, width, dark):
    if not AXE.is_file():
        pytest.skip("needs axe-core, which `make node` installs")
    file = tmp_path / "reward-report.yaml"
    file.write_bytes(EXAMPLE.read_bytes())
    form = Form(browser, serve(file), width=width, dark=dark)
    for part in form.page.value("[...document.querySelectorAll('#parts button')].map(one => one.id)"):
        form.press(part, changes=False)
        if part == "part-preview":
            continue
        form.page.value(
            "[...document.querySelectorAll('main details:not([open])')].slice(0, 2).forEach(one => one.querySelector('summary').click()); null"
        )
        form.wait("[...document.querySelectorAll('main details[open]')].every(one => one.childElementCount > 1)")
        assert form.axe() == [], part
        assert form.page.value(WIDER) <= 0, part
    assert form.page.complaints == []


def test_hostile_text_is_shown_as_text(browser, serve, tmp_path):
    file = tmp_path / "reward-report.yaml"
    hostile = """<img src=x onerror="document.title = 'taken'"><script>document.title = 'taken'</script>"""
    file.write_text(
        'schema_version: "1.1"\nreport: {id: a, title: T, version: "1.0", kind: hypothetical}\n'
        f"optimization_intent:\n  performance_metrics:\n    - {{id: m, name: {json.dumps(hostile)}, metric: 1}}\n",
        "utf-8",
    )
    form = Form(browser, serve(file))
    form.press("part-optimization_intent", changes=False)
    form.open("f-optimization_intent-performance_metrics-items#m")
    assert form.page.value("document.title") == "T"
    assert form.page.value("document.querySelectorAll('img, main script').length") == 0
    assert form.page.complaints == []
