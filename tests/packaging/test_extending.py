"""What CONTRIBUTING says a new pointer, importer or export takes is all that it takes: each is added to a copy of the package."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.once
REPORT = """schema_version: "1.1"
report: {id: a, title: A, version: "1.0", kind: hypothetical}
optimization_intent:
  oversight_metrics:
    - {id: letters, name: Letters}
    - {id: calls, name: Calls}
"""


class Copy:
    """A copy of the package, which notes the files that a contributor touches."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.touched: set[str] = set()
        for name in ("reward_reports", "templates", "schemas"):
            shutil.copytree(ROOT / name, folder / name)  # with what is compiled, which saves most of each start
        (folder / "work").mkdir()

    def edit(self, file: str, before: str, after: str) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(before) == 1, f"{file} no longer holds {before!r} once"
        path.write_text(text.replace(before, after), "utf-8")
        self.touched.add(file)

    def add(self, file: str, text: str) -> None:
        (self.folder / file).write_text(text, "utf-8")
        self.touched.add(file)

    def put(self, name: str, text: str) -> None:
        (self.folder / "work" / name).write_text(text, "utf-8")

    def generate(self, file: str) -> None:
        """Generate a file as `make generate` does; it is none that a contributor touches."""
        (self.folder / "tests").mkdir(exist_ok=True)
        shutil.copy(ROOT / "tests" / "generate.py", self.folder / "tests")
        subprocess.run(
            [sys.executable, "tests/generate.py", file],
            cwd=self.folder, env={"PYTHONPATH": str(self.folder), "PATH": ""}, check=True,
        )  # fmt: skip

    def run(self, *words: str) -> str:
        call = [sys.executable, "-c", "from reward_reports.__main__ import main; main()", *words]
        place = {"PYTHONPATH": str(self.folder), "PATH": ""}
        done = subprocess.run(call, cwd=self.folder / "work", env=place, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def said_in_contributing(what: str) -> int:
    """Return how many files by hand CONTRIBUTING says that something takes."""
    rows = re.findall(r"^\| (.+?) \| (\d+) \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    return int(dict(rows)[what])


def test_a_pointer_is_added_at_its_field_and_lint_pages_diff_and_schema_follow(copy):
    model = "reward_reports/report/model/optimization_intent.py"
    text = (copy.folder / model).read_text("utf-8")
    line = text[text.index("    definition:", text.index("class Metric(Item)")) :].partition("\n")[0]
    field = '    follows: Annotated[Id | None, PointsTo("metric"), Noun("metric it follows")] = Field(None, description="Its id.")'
    copy.edit(model, line, f"{field}\n{line}")
    assert len(copy.touched) == said_in_contributing("a pointer to another entry")

    copy.put("a.reward-report.yaml", REPORT.replace("Calls}", "Calls, follows: letrs}"))
    assert "REF001 no metric of the report has the id `letrs`" in copy.run("lint", ".", "--select", "REF001")
    copy.put("b.reward-report.yaml", REPORT.replace("Calls}", "Calls, follows: letters}"))
    assert "REF001" not in copy.run("lint", "b.reward-report.yaml", "--select", "REF001")
    assert 'href="#metric:letters"' in copy.run("render", "b.reward-report.yaml", "--to", "html")
    assert "Metric it follows of the metric Calls: letrs -> Letters" in copy.run(
        "diff", "a.reward-report.yaml", "b.reward-report.yaml"
    )
    copy.generate("schemas/reward-report.schema.json")
    assert '"follows"' in copy.run("schema")


def test_an_importer_is_a_module(copy):
    copy.add(
        "reward_reports/exchange/importing/org.py",
        '"""Reports as Emacs outlines."""\n\n'
        "from reward_reports.exchange.importing.importer import Importer\n"
        "from reward_reports.exchange.importing.markdown import read_markdown\n"
        "from reward_reports.exchange.importing.source import Source\n\n"
        'IMPORTERS = (Importer("Org", (".org",), "exchange.importing.org.read_org"),)\n\n\n'
        "def read_org(text: str, name: str) -> Source:\n"
        '    return read_markdown(text.replace("* ", "# "), name)\n',
    )
    copy.generate("reward_reports/exchange/importing/formats.py")
    assert len(copy.touched) == said_in_contributing("an importer")
    copy.put("old.org", "* System Owner\nThe library of the town\n")
    assert "system_owner: The library of the town" in copy.run("import", "old.org")
    assert "Org" in copy.run("import", "--help")
    assert ".org" in copy.run("import", ".")


def test_a_log_reader_is_a_module_and_an_entry(copy):
    copy.add(
        "reward_reports/runs/logs/from_pairs.py",
        '"""Lines of `tag=value`."""\n\n\n'
        "def read(path, to):\n"
        "    run = to.run()\n"
        "    for line in path.read_text('utf-8').splitlines():\n"
        "        tag, _, value = line.partition('=')\n"
        "        run.add(tag, None, None, float(value))\n",
    )
    copy.edit(
        "reward_reports/runs/logs/formats.py",
        "LOG_READERS = (\n",
        'LOG_READERS = (\n    LogReader("pairs", "Pairs", "`.pairs`", "none", _HERE + "from_pairs.read", endings=(".pairs",)),\n',
    )
    assert len(copy.touched) == said_in_contributing("a log reader")
    copy.put("run.pairs", "calls=3\ncalls=12\n")
    watched = "- {id: calls, name: Calls, unit: calls, thresholds: [{op: '>', value: 10}], observations_from: {path: run.pairs, tag: calls}}"
    copy.put("a.reward-report.yaml", REPORT.replace("- {id: calls, name: Calls}", watched))
    assert "12" in copy.run("check", ".")
    assert "pairs" in copy.run("check", ".", "--log", "calls=run.pairs:other")


def test_an_export_is_a_module(copy):
    copy.add(
        "reward_reports/exchange/exporting/titles.py",
        '"""A report as its title."""\n\nimport json\n\n'
        "from reward_reports.exchange.exporting.exporter import Exporter\n"
        "from reward_reports.publishing.rendering.redacted import Edition\n\n"
        'EXPORTERS = (Exporter("title", "the title alone", "exchange.exporting.titles.as_json"),)\n\n\n'
        "def as_json(edition: Edition) -> str:\n    return json.dumps(edition.report.report.title)\n",
    )
    copy.generate("reward_reports/exchange/exporting/formats.py")
    assert len(copy.touched) == said_in_contributing("an export")
    copy.put("a.reward-report.yaml", REPORT)
    assert '"A"' in copy.run("export", "a.reward-report.yaml", "--to", "title")
    assert "the title alone" in " ".join(copy.run("export", "--help").split())


def test_a_page_kind_is_a_module_and_a_template(copy):
    copy.add(
        "reward_reports/publishing/site/kinds/owners.py",
        '"""Who owns the system."""\n\n'
        "from reward_reports.publishing.site.metric_pages import field_on\n"
        "from reward_reports.publishing.site.page_kind import PageKind\n"
        "from reward_reports.publishing.site.subpages import Subpages\n\n\n"
        "def _write(beside: Subpages) -> None:\n"
        '    beside.write(KIND, owner=field_on(beside.page, "system_details.system_owner"))\n\n\n'
        'KIND = PageKind("owners", "Owners of it", _write, place=4)\n',
    )
    copy.add(
        "templates/html/owners.html",
        '{% extends "site.html" %}{% import "parts.html" as parts %}\n'
        "{% block title %}Owners of {{ page.raw_title }}{% endblock %}{% block head %}<h1>Owners</h1>{% endblock %}\n"
        '{% block main %}<main id="main">{{ owner|shown(parts.answer)|leading(home) }}</main>{% endblock %}\n',
    )
    assert len(copy.touched) == said_in_contributing("a page kind")
    copy.put("a.reward-report.yaml", REPORT + "system_details: {system_owner: The town library}\n")
    copy.run("build", ".", "-o", "site", "--base-url", "https://city.example/")
    site = copy.folder / "work" / "site"
    assert "The town library" in (site / "owners" / "a.html").read_text("utf-8")
    for page, link in (
        ("a.html", "owners/a.html"),
        ("history/a.html", "../owners/a.html"),
        ("owners/a.html", "../people/a.html"),
    ):
        assert f'href="{link}"' in (site / page).read_text("utf-8")
    assert "https://city.example/owners/a.html" in (site / "sitemap.xml").read_text("utf-8")


def test_a_rule_is_a_module(copy):
    copy.add(
        "reward_reports/linting/rules/cmp099_title_shouts.py",
        '"""A title shouts.\n\nReaders do not like it.\n\nBad:\n```yaml\nreport: {id: a, title: A!, version: "1.0"}\n```\n\n'
        'Good:\n```yaml\nreport: {id: a, title: A, version: "1.0"}\n```\n"""\n\n'
        "from reward_reports.base.diagnostics import Problem\nfrom reward_reports.linting.rule import Rule\n\n"
        'RULE = Rule("CMP099", "title-shouts", "warning")\n\n\n'
        "def check(context):\n"
        '    if context.report.report.title.endswith("!"):\n'
        '        yield Problem("the title shouts", "Lower your voice", ("report", "title"))\n',
    )
    assert len(copy.touched) == said_in_contributing("a rule")
    copy.put("a.reward-report.yaml", REPORT.replace("title: A,", "title: A!,"))
    assert "CMP099 the title shouts" in copy.run("lint", ".")
    assert "Readers do not like it." in copy.run("explain", "CMP099")
