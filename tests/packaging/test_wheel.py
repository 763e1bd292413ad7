"""What is shipped is what git tracks: the package, templates, schemas and the demo; nothing more, nothing less."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml

import reward_reports

ROOT = Path(__file__).resolve().parent.parent.parent


def tracked(*folders: str) -> set[str]:
    done = subprocess.run(["git", "ls-files", "-z", *folders], cwd=ROOT, check=True, capture_output=True, text=True)
    return {name for name in done.stdout.split("\0") if name}


def build(kind: str, folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.iterdir())


@pytest.mark.tool("git")
def test_the_wheel_holds_the_package_and_what_it_ships(tmp_path):
    names = {name for name in zipfile.ZipFile(build("wheel", tmp_path)).namelist() if ".dist-info/" not in name}
    shipped = {f"reward_reports/{name}" for name in tracked("templates", "schemas", "examples/project-flow")}
    assert names == tracked("reward_reports") | shipped


@pytest.mark.tool("git")
def test_the_sdist_holds_what_git_tracks(tmp_path):
    names = {
        member.name.partition("/")[2]
        for member in tarfile.open(build("sdist", tmp_path)).getmembers()
        if member.isfile()
    }
    assert names - {"PKG-INFO"} == tracked()


def test_the_citation_file_names_the_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == reward_reports.__version__
