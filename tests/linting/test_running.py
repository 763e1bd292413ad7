"""Many files: the cache gives what a fresh run gives, and forgets when anything it depends on changes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from reward_reports.base.discovery import find_reports
from reward_reports.base.errors import InputError
from reward_reports.linting import cache
from reward_reports.linting.running import lint_paths
from reward_reports.linting.settings import Settings

TODAY = date(2026, 6, 1)
GOOD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'


def settings(tmp_path, **more):
    return Settings(root=str(tmp_path), select=("SYN", "SCH", "REF003"), **more)


def age(path, seconds=10):
    state = path.stat()
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns - seconds * 10**9))


@pytest.fixture
def folder(tmp_path):
    for n in range(60):
        text = GOOD + ("nonsense: 1\n" if n % 3 == 0 else "")
        path = tmp_path / f"{n}.reward-report.yaml"
        path.write_text(text)
        age(path)
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2])
def test_cold_warm_and_parallel_runs_agree(folder, jobs):
    fresh = lint_paths([folder], settings(folder), TODAY, cache=False, jobs=1)
    cold = lint_paths([folder], settings(folder), TODAY, jobs=jobs)
    warm = lint_paths([folder], settings(folder), TODAY, jobs=jobs)
    assert len(fresh.files) == 60
    assert fresh.findings == cold.findings == warm.findings
    assert len(fresh.findings) == 20


def test_a_change_is_seen_even_with_the_same_time_and_size(folder):
    path = folder / "1.reward-report.yaml"
    lint_paths([path], settings(folder), TODAY)
    path.write_text(GOOD.replace("title", "titel"))
    found = lint_paths([path], settings(folder), TODAY).findings
    assert [finding.code for finding in found] == ["SCH001", "SCH002"] or {finding.code for finding in found} == {
        "SCH001",
        "SCH002",
    }


def test_a_file_that_a_rule_looked_for_is_looked_for_again(tmp_path):
    path = tmp_path / "reward-report.yaml"
    path.write_text(GOOD + "figures: [{id: f, path: f.png, alt: a}]\n")
    age(path)
    assert [finding.code for finding in lint_paths([path], settings(tmp_path), TODAY).findings] == ["REF003"]
    (tmp_path / "f.png").write_bytes(b"")
    assert lint_paths([path], settings(tmp_path), TODAY).findings == ()


def test_a_broken_cache_is_no_reason_to_fail(folder):
    lint_paths([folder], settings(folder), TODAY)
    for kept in (folder / ".reward-reports-cache").glob("*.json"):
        kept.write_text('{"not": "ours"')
    assert len(lint_paths([folder], settings(folder), TODAY).findings) == 20


def test_the_cache_keeps_out_of_git(folder):
    lint_paths([folder], settings(folder), TODAY)
    assert (folder / ".reward-reports-cache" / ".gitignore").read_text() == "*\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.reward-report.yaml")
    (tmp_path / "b.reward-report.yaml").write_text("{}")
    found = find_reports([tmp_path])
    assert [os.path.basename(name) for name in found] == ["b.reward-report.yaml"]


def test_an_unreadable_file_is_an_error_that_names_it(tmp_path):
    (tmp_path / "reward-report.yaml").mkdir()
    (tmp_path / "reward-report.yaml" / "x").write_text("")
    with pytest.raises(InputError, match="no report found"):
        lint_paths([tmp_path / "reward-report.yaml"], settings(tmp_path), TODAY)


def test_a_warm_run_imports_neither_pydantic_nor_yaml(folder):
    code = (
        "import sys\n"
        "from datetime import date\n"
        "from reward_reports.linting.running import lint_paths\n"
        "from reward_reports.linting.settings import Settings\n"
        "lint_paths([sys.argv[1]], Settings(root=sys.argv[1]), date(2026, 6, 1))\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'pydantic', 'yaml', 'jinja2', 'jsonschema', 'click'}))\n"
    )
    call = [sys.executable, "-c", code, str(folder)]
    subprocess.run(call, check=True, capture_output=True)
    assert subprocess.run(call, check=True, capture_output=True, text=True).stdout.strip() == "[]"


def test_linting_runs_with_pydantic_and_pyyaml_alone(folder):
    code = (
        "import sys\n"
        "class Refuse:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in ('click', 'jinja2', 'jsonschema', 'pyromark', 'nh3', 'math_core'):\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Refuse())\n"
        "import reward_reports\n"
        "from datetime import date\n"
        "print(len(reward_reports.lint(sys.argv[1], today=date(2026, 6, 1)).files))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], check=True, capture_output=True, text=True, cwd=folder
    )
    assert done.stdout.strip() == "60"


def test_every_folder_of_code_that_decides_what_is_found_counts_for_the_cache():
    package = Path(cache.__file__).parent.parent
    holding = {file.parent.relative_to(package).as_posix() for file in package.glob("l*/**/*.py")}
    assert holding - {"linting/formats"} <= set(cache._CODE)


@pytest.mark.parametrize(
    ("select", "ignore", "wanted"),
    [
        ((), (), True),
        (("REF",), (), True),
        (("CMP",), (), False),
        ((), ("REF",), False),
        (("REF001",), ("REF",), True),
        (("REF",), ("REF001",), False),
        (("REF001",), ("REF001",), False),
        (("REF00",), ("REF0",), False),
    ],
)
def test_a_code_that_was_asked_for_outweighs_a_family_that_is_ignored(select, ignore, wanted):
    assert Settings(select=select, ignore=ignore).wants("REF001", "a.yaml") is wanted
