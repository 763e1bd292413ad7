"""Sites built in a process of their own: MkDocs and ProperDocs cannot share one. What both need is imported once for all tests."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

NEEDS = ("{host}.commands.build", "{host}.__main__", "{host}.contrib.search", "reward_reports.publishing.mkdocs_plugin")
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass
class Built:
    """A site, and what the build said."""

    folder: Path
    code: int
    said: str

    def page(self, name: str) -> str:
        return (self.folder / "site" / name).read_text("utf-8")

    def names(self) -> list[str]:
        site = self.folder / "site"
        return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())

    @property
    def search(self) -> list[dict[str, Any]]:
        return json.loads(self.page("search/search_index.json"))["docs"]


@pytest.fixture
def site(tmp_path: Path, warm: Callable[..., list[str]]) -> Callable[..., Built]:
    """Build a site of the reports in `tmp_path/reports`; options are those of the plugin, `more` those of the site."""

    def build(
        theme: str = "mkdocs",
        *,
        host: str = "mkdocs",
        strict: bool = False,
        more: dict[str, Any] | None = None,
        **options: Any,
    ) -> Built:
        (tmp_path / "docs").mkdir(exist_ok=True)
        home = tmp_path / "docs" / "index.md"
        if not home.exists():
            home.write_text("# Home\n", "utf-8")
        settings = {
            "site_name": "A site",
            "site_url": "https://site.example/",
            "theme": {"name": theme, **({"features": ["content.action.edit"]} if theme == "material" else {})},
            "plugins": ["search", {"reward-reports": {"reports": ["reports"]} | options}],
        } | (more or {})
        (tmp_path / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
        needs = [name.format(host=host) for name in NEEDS]
        call = [
            *warm(host, *needs, options=("-W", "error::DeprecationWarning:reward_reports")),
            "build",
            "-f",
            "mkdocs.yml",
        ]
        done = subprocess.run(
            [*call, *(["--strict"] if strict else [])],
            cwd=tmp_path,
            env=os.environ | QUIET,
            capture_output=True,
            text=True,
            check=False,
        )
        return Built(tmp_path, done.returncode, done.stdout + done.stderr)

    return build
