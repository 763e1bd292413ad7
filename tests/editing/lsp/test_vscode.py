"""The extension for VS Code, as `make vscode` builds it."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SOURCES = ROOT / "editors" / "vscode"
BUILT = ROOT / "build" / "vscode" / "reward-reports.vsix"
pytestmark = [pytest.mark.tool("npm"), pytest.mark.once]


@pytest.fixture
def extension():
    if (
        not BUILT.is_file()
        or zipfile.ZipFile(BUILT).read("extension/extension.js") != (SOURCES / "extension.js").read_bytes()
    ):
        pytest.skip("needs the extension for VS Code as its source is now; `make vscode` builds it")
    return zipfile.ZipFile(BUILT)


def test_the_package_holds_the_client_its_libraries_and_the_licence(extension):
    names = extension.namelist()
    about = json.loads(extension.read("extension/package.json"))
    assert f"extension/{about['main'].removeprefix('./')}" in names
    assert "extension/LICENSE.txt" in names
    assert "extension/readme.md" in names
    for library in ("vscode-languageclient", "vscode-languageserver-protocol", "vscode-jsonrpc"):
        assert f"extension/node_modules/{library}/package.json" in names
    assert not [name for name in names if "/@vscode/vsce/" in name]


def test_the_client_loads_and_every_part_that_it_needs_is_there(extension, tool, tmp_path):
    """Load the client with a stand-in for the editor, of which anything may be asked."""
    extension.extractall(tmp_path)
    editor = tmp_path / "extension" / "node_modules" / "vscode"
    editor.mkdir()
    (editor / "index.js").write_text(
        "const any = () => new Proxy(function () {}, { get: (_, key) => (key === 'prototype' ? {} : key === Symbol.toPrimitive "
        "? () => '1.95.0' : any()), apply: any, construct: () => ({}) });\n"
        "module.exports = new Proxy({}, { get: (_, key) => (key === 'version' ? '1.95.0' : any()) });\n",
        "utf-8",
    )
    script = "const made = require(process.argv[1]); console.log(Object.keys(made).join(' '))"
    done = subprocess.run(
        [tool("node"), "-e", script, tmp_path / "extension" / "extension.js"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["activate", "deactivate"], done.stderr[-2000:]


def test_the_settings_are_options_of_the_server(run):
    about = json.loads((SOURCES / "package.json").read_text("utf-8"))
    source = (SOURCES / "extension.js").read_text("utf-8")
    named = {name.removeprefix("rewardReports.") for name in about["contributes"]["configuration"]["properties"]}
    passed = set(re.findall(r'"(\w+)"', re.search(r"const option of \[(.*?)\]", source)[1]))
    assert named - {"command"} == passed
    shown = run("server", "--help").stdout
    assert all(f"--{option}" in shown for option in passed)
