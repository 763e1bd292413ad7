"""Our templates are kept compiled between runs, where that is possible."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

SHAPES = Path(__file__).parent / "shapes" / "reward-report.yaml"


def rendered(**environment):
    call = [sys.executable, "-m", "reward_reports", "render", str(SHAPES), "--to", "html"]
    done = subprocess.run(call, capture_output=True, check=False, env=os.environ | environment)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="who owns a folder is told otherwise here")
def test_a_second_run_reads_them_and_makes_the_same(tmp_path):
    first = rendered(TMPDIR=str(tmp_path))
    (kept,) = tmp_path.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    stamps = {file.name: file.stat().st_mtime_ns for file in kept.iterdir()}
    assert stamps
    assert rendered(TMPDIR=str(tmp_path)) == first
    assert {file.name: file.stat().st_mtime_ns for file in kept.iterdir()} == stamps


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="who owns a folder is told otherwise here")
def test_a_folder_that_others_could_write_to_is_mended_before_it_is_used(tmp_path):
    first = rendered(TMPDIR=str(tmp_path))
    (kept,) = tmp_path.iterdir()
    kept.chmod(0o777)
    assert rendered(TMPDIR=str(tmp_path)) == first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there is a folder for each user here")
@pytest.mark.parametrize("jinja", [False, True], ids=["ours", "of jinja2"])
def test_a_link_in_their_place_is_not_followed(tmp_path, jinja):
    (tmp_path / "tmp").mkdir()
    (tmp_path / "victim").mkdir(0o755)
    name = "_jinja2-cache-" if jinja else "reward-reports-templates-"
    (tmp_path / "tmp" / f"{name}{os.getuid()}").symlink_to(tmp_path / "victim", target_is_directory=True)
    rendered(TMPDIR=str(tmp_path / "tmp"))
    assert not list((tmp_path / "victim").iterdir())
    assert stat.S_IMODE((tmp_path / "victim").stat().st_mode) == 0o755


def test_what_is_broken_is_compiled_again(tmp_path):
    first = rendered(TMPDIR=str(tmp_path))
    for file in tmp_path.rglob("*.cache"):
        file.write_bytes(b"x")
    assert rendered(TMPDIR=str(tmp_path)) == first


def test_no_room_for_them_is_no_reason_to_fail(tmp_path, monkeypatch):
    from reward_reports.publishing.rendering import templates

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(templates.FileSystemBytecodeCache, "dump_bytecode", full)
    monkeypatch.setattr(templates.FileSystemBytecodeCache, "load_bytecode", lambda *_: None)
    assert templates.environment("html", None, autoescape=True).get_template("icon.svg").render().startswith("<svg")


def test_a_system_without_a_place_for_them_compiles_each_time(monkeypatch):
    from reward_reports.publishing.rendering import templates

    monkeypatch.setattr(templates.tempfile, "gettempdir", lambda: "/dev/null/nowhere")
    assert templates.environment("html", None, autoescape=True).bytecode_cache is None
