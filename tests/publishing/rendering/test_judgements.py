"""An expectation that was judged more than once shows each judgement with its day and its own evidence."""

from __future__ import annotations

from pathlib import Path

STORY = Path(__file__).resolve().parents[3] / "examples" / "project-flow" / "reward-report.yaml"


def test_two_judgements_do_not_run_together(run):
    lines = run("render", str(STORY), "--to", "markdown").stdout.splitlines()
    (gap,) = [line for line in lines if "**Expected:**" in line and "until road and simulation agree" in line]
    assert gap.index("2021-04-01: **partly** The source") < gap.index("2021-06-12: **as expected** The source says")


def test_a_single_judgement_needs_no_day(run):
    page = run("render", str(STORY), "--to", "html").stdout
    assert '<div><span class="badge bad" title="It did not come, or the reverse did.">not as expected</span>' in page
    assert '<time datetime="2021-04-01">1 April 2021</time>: <span class="badge warn"' in page
