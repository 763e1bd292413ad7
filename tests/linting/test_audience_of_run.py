"""What `lint --audience public` says of several files together."""

from __future__ import annotations

from reward_reports.linting.documentation import complete

HELD = "implementation: {reward_details: {audience: auditor, text: A term that is held back.}}"


def test_everybody_is_told_of_two_reports_with_one_id(run, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "reward-report.yaml").write_text(complete(HELD))
    said = run("lint", ".", "--audience", "public", "--select", "REF013", "-f", "concise", cwd=tmp_path).stdout
    assert "REF013" in said
    assert "held back" not in said
