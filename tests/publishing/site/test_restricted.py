"""No byte of a public site holds a word that the public may not read: pages, data, feed, search, history, changes."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from reward_reports.publishing.site import build
from reward_reports.report.model import Report
from reward_reports.report.model.layouts import LAYOUTS

from ...git import commit_all, git

pytestmark = pytest.mark.tool("git")
FIELDS = [path for _, paths in LAYOUTS["paper"] for path in paths]
RANKS = {"public": 0, "auditor": 1, "internal": 2}
ITEMS = {
    "performance_metrics": {
        "id": "ID",
        "name": "W",
        "definition": "W",
        "observations": [{"date": "2025-01", "value": 1, "slice": "W"}],
    },
    "oversight_metrics": {"id": "ID", "name": "W", "exclusion_rationale": "W", "thresholds": [{"op": "<", "value": 2}]},
    "known_failure_modes": {"id": "ID", "name": "W", "affected": ["ID"], "mitigation": "W"},
    "stakeholders": {"id": "ID", "name": "W", "interest": "W"},
    "recourse": {"id": "ID", "who": "W", "how": "W"},
    "reward_details": {"id": "ID", "name": "W", "rationale": "W"},
    "update_triggers": {
        "id": "ID",
        "description": "W",
        "state": "fired",
        "fired": [{"date": "2025-02", "evidence": "W"}],
    },
    "recommendations": {"id": "ID", "what": "W", "to": "W", "due": "2025-03"},
    "changelog": {
        "id": "ID",
        "version": "1.0",
        "date": "2025-01",
        "summary": "W",
        "expectations": [{"id": "e-ID", "magnitude": "W", "check_by": "2025-06"}],
    },
}


def word(field, version, audience):
    """Return a word that stands nowhere else."""
    return f"zq{FIELDS.index(field)}x{version}{audience}qz"


def answer(field, version, audience):
    secret = word(field, version, audience)
    made = {"text": f"Told: {secret}.", "audience": audience, "reason": "A reason for all."}
    if field[1] in ITEMS:
        made["items"] = [
            json.loads(json.dumps(ITEMS[field[1]]).replace('"W"', f'"{secret}"').replace("ID", f"i{secret}"))
        ]
    return made


def report(version, audiences):
    data = {
        "schema_version": "1.0",
        "report": {
            "id": "a",
            "title": "A",
            "version": f"1.{version}",
            "kind": "hypothetical",
            "last_reviewed": "2025-01-01",
        },
    }
    for field, audience in zip(FIELDS, audiences, strict=True):
        data.setdefault(field[0], {})[field[1]] = answer(field, version, audience)
    return data


def turned(by):
    """Return an audience for each field, so that over three versions every field goes from each to each other."""
    ways = ["public", "auditor", "internal"]
    orders = [(a, b, c) for a in ways for b in ways for c in ways]
    return [orders[(number * 7) % 27][by] for number in range(len(FIELDS))]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("source")
    git(folder, "init", "-q")
    for version in range(3):
        data = report(version, turned(version))
        Report.model_validate(data)
        (folder / "reward-report.yaml").write_text(json.dumps(data))
        if version < 2:
            commit_all(folder)
    return folder


def words_in(site):
    everything = b"".join(file.read_bytes() + file.name.encode() for file in sorted(site.rglob("*")) if file.is_file())
    return {found.decode() for found in re.findall(rb"zq\d+x\d[a-z]+?qz", everything)}


@pytest.mark.parametrize("audience", ["public", "auditor", "internal"])
def test_a_site_holds_exactly_what_its_audience_may_read(source, tmp_path, audience):
    build(
        [source],
        tmp_path / "site",
        audience=audience,
        history=True,
        today=date(2026, 1, 1),
        base_url="https://a.example/",
    )
    held = words_in(tmp_path / "site")
    now = turned(2)
    allowed = set()
    for version in range(3):
        for field, then, today in zip(FIELDS, turned(version), now, strict=True):
            if max(RANKS[then], RANKS[today]) <= RANKS[audience]:
                allowed.add(word(field, version, then))
    assert held - allowed == set()
    assert allowed - held == set()
    assert len(held) >= 8


def test_what_was_published_once_and_is_held_back_now_is_named_as_held_back(source, tmp_path):
    build([source], tmp_path / "site", history=True)
    page = (tmp_path / "site" / "a" / "version-1.0.html").read_text("utf-8")
    assert page.count("Held back.") > 10
    assert "A reason for all." in page
