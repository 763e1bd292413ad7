"""The tutorial "From a training script": the script is put together as the page says, run, and prints what is shown.

With --update-golden the output in the page is written anew.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import reward_reports

PAGE = Path(__file__).parents[2] / "docs" / "tutorial-python.md"
_CONSOLE = re.compile(r"(```console\n\$ python write_report\.py\n)(.*?)(```)", re.DOTALL)


def script() -> str:
    blocks = re.findall(
        r'^```python title="write_report\.py"\n(.*?)^```', PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert len(blocks) == 4
    return "\n".join(blocks)


def test_the_script_prints_what_is_shown_and_fails(tmp_path, request):
    (tmp_path / "write_report.py").write_text(script(), "utf-8")
    call = [sys.executable, "write_report.py"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "")
    shown = PAGE.read_text("utf-8")
    real = _CONSOLE.sub(lambda found: found[1] + done.stdout + found[3], shown)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(real, "utf-8", newline="\n")
    assert PAGE.read_text("utf-8") == real, "the page shows other output; if the new is right, use --update-golden"
    text = (tmp_path / "shelf.reward-report.yaml").read_text("utf-8")
    assert text.startswith(re.search(r"```yaml\n(.*?)```", shown, re.DOTALL)[1])
    again = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert again.stdout == done.stdout, "what the script wrote it can write again"


def test_the_names_that_are_mentioned_exist():
    for name in re.findall(r"\brr\.(\w+)", PAGE.read_text("utf-8")):
        assert hasattr(reward_reports, name), name
