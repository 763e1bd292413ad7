"""What pages say of a system by themselves goes no further than the report."""

from __future__ import annotations

import pytest

from reward_reports import build, render

HEAD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: KIND}\n'
FAILURES = """optimization_intent:
  known_failure_modes:
    - {id: feared, name: What nobody has seen, status: hypothesised}
    - {id: seen, name: What happened in April, status: mitigated, first_observed: "1.0"}
"""


def index(tmp_path, text):
    (tmp_path / "reward-report.yaml").write_text(text, "utf-8")
    other = 'schema_version: "1.1"\nreport: {id: other, title: Other, version: "1"}\n'
    (tmp_path / "other.reward-report.yaml").write_text(other, "utf-8")
    build(tmp_path, tmp_path / "site")
    return (tmp_path / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "dates", "said"),
    [
        ("third_party", "{lifecycle: deployed, as_of: 2022-03}", "March 2022"),
        ("first_party", "{lifecycle: pilot, as_of: 2026-11-02}", "2 November 2026"),
        ("first_party", "{lifecycle: deployed}", "In use; the day is not stated"),
        ("third_party", "{lifecycle: retired, as_of: 2022-03}", "Retired"),
        ("hypothetical", "{lifecycle: deployed, as_of: 2022-03}", "Made up"),
    ],
)
def test_a_system_is_in_use_as_far_as_the_report_knows(tmp_path, kind, dates, said):
    page = index(tmp_path, HEAD.replace("KIND", kind) + f"system_details: {{dates: {dates}}}\n")
    assert f'<td data-label="Last seen in use">{said}</td>' in page
    assert "real world" not in page


def test_a_failure_that_happened_is_named_before_one_that_is_feared_and_is_never_folded(tmp_path):
    file = tmp_path / "reward-report.yaml"
    file.write_text(HEAD.replace("KIND", "third_party") + FAILURES, "utf-8")
    fact = render(file).partition("Worst known failure</dt>")[2].partition("</div>")[0]
    assert "What happened in April" in fact
    assert "What nobody has seen" not in fact


def test_an_absent_role_is_not_called_a_choice(tmp_path):
    file = tmp_path / "reward-report.yaml"
    file.write_text(
        HEAD.replace("KIND", "third_party")
        + "institutional_interface: {stakeholders: [{id: a, name: A, reporting_role: none}]}\n",
        "utf-8",
    )
    assert "conscious" not in render(file)


def test_every_page_of_a_report_says_who_speaks_and_whether_the_system_exists(tmp_path):
    metric = "oversight_metrics: [{id: m, name: Speed, unit: s, observations: [{value: 1, date: 2026-01-01}]}]"
    group = "institutional_interface: {stakeholders: [{id: drivers, name: Drivers}]}\n"
    every = "system_maintenance: {reporting_cadence: {every: P1Y, tolerance: P3M}}\n"
    head = HEAD.replace("KIND", "hypothetical, last_reviewed: 2026-01-01")
    text = head + f"optimization_intent: {{{metric}}}\n" + group + every
    (tmp_path / "reward-report.yaml").write_text(text, "utf-8")
    build(tmp_path, tmp_path / "site")
    pages = {
        file.relative_to(tmp_path / "site").as_posix(): file.read_text("utf-8") for file in tmp_path.rglob("*.html")
    }
    about_it = [name for name in pages if name not in ("404.html", "evidence.html")]
    assert {"a.html", "metrics/a.html", "people/a.html", "history/a.html", "a/stakeholder-drivers.html"} <= {*about_it}
    assert [name for name in about_it if pages[name].count("Made-up system") != 1] == []
    assert "Every year, with 3 months of tolerance, to " in pages["history/a.html"]
