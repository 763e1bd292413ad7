"""The commands of the guide to signing run, and a signature no longer fits when the report changes."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (
    (ROOT / "docs/how-to/attest.md")
    .read_text("utf-8")
    .partition("## Sign the file")[2]
    .partition("**With sigstore**")[0]
)
LINES = re.findall(r"^\$ (.+)$", GUIDE, re.MULTILINE)
VERIFYING = [line for line in LINES if "verify" in line]

pytestmark = [pytest.mark.tool("git"), pytest.mark.tool("ssh-keygen"), pytest.mark.tool("bash")]


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    around = os.environ | {"HOME": str(folder), "GIT_CONFIG_GLOBAL": os.devnull}
    for who in ("AUTHOR", "COMMITTER"):
        around |= {f"GIT_{who}_NAME": "A", f"GIT_{who}_EMAIL": "auditor@city.example"}
    return subprocess.run(["bash", "-c", line], cwd=folder, env=around, capture_output=True, text=True, check=False)


def test_what_is_signed_is_verified_and_a_changed_report_is_not(tmp_path):
    report = tmp_path / "reward-report.yaml"
    report.write_text("a: 1\n", "utf-8")
    begin = 'git init -q && git add . && git commit -qm One && ssh-keygen -q -t ed25519 -N "" -C "" -f auditor'
    assert run(begin, tmp_path).returncode == 0
    report.write_text("a: 2\n", "utf-8")
    assert len(LINES) == 5
    assert len(VERIFYING) == 2
    for line in LINES:
        done = run(line, tmp_path)
        assert done.returncode == 0, f"{line}: {done.stderr}"
        if line in VERIFYING:
            assert re.search(
                r'Good "[\w-]+" signature for auditor@city.example with ED25519 key', done.stdout + done.stderr
            )
    report.write_text("a: 3\n", "utf-8")
    assert run(VERIFYING[1], tmp_path).returncode != 0
    assert run("git commit -qam Three", tmp_path).returncode == 0
    assert run(VERIFYING[0], tmp_path).returncode != 0
