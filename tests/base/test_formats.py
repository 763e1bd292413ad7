"""Every list of formats has the same shape: each name leads to a function, and an ending to one format."""

from __future__ import annotations

import pytest

from reward_reports.base import resources
from reward_reports.base.errors import ConfigError
from reward_reports.base.formats import OutputFormat, by_name, function_at
from reward_reports.cli import compare, diff, lint, log, render
from reward_reports.exchange.exporting import EXPORTERS
from reward_reports.exchange.importing.formats import IMPORTERS
from reward_reports.publishing.site.kinds import all_kinds, history
from reward_reports.runs.logs.formats import LOG_READERS
from reward_reports.runs.monitoring import formats as monitoring

OUTPUTS = {
    "lint": lint.FORMATS,
    "diff": diff.FORMATS,
    "log": log.FORMATS,
    "compare": compare.FORMATS,
    "render": render.FORMATS | render.BINARY,
    "check": monitoring.CHECK,
    "status": monitoring.STATUS,
    "outcomes": monitoring.OUTCOMES,
    "due": monitoring.DUE,
    "export": {one.name: one for one in EXPORTERS},
}


@pytest.mark.parametrize("command", OUTPUTS)
def test_every_format_has_a_writer_and_endings_of_its_own(command):
    endings = [ending for form in OUTPUTS[command].values() for ending in form.endings]
    assert len(set(endings)) == len(endings)
    for name, form in OUTPUTS[command].items():
        assert form.name == name
        assert callable(function_at(form.writer)), form.writer


def test_every_reader_is_there_and_is_told_apart():
    for one in (*IMPORTERS, *LOG_READERS):
        assert callable(function_at(one.reader)), one.reader
    for one in LOG_READERS:
        assert one.folder == "" or callable(function_at(one.folder))
        assert one.confirm == "" or callable(function_at(one.confirm))
    for readers in (IMPORTERS, LOG_READERS):
        endings = [ending for one in readers for ending in one.endings]
        assert len(set(endings)) == len(endings)
    assert len({one.name for one in LOG_READERS}) == len(LOG_READERS)


def test_the_kinds_of_pages_differ_in_name_label_and_place():
    kinds = all_kinds()
    for what in ("name", "label", "place"):
        taken = [getattr(kind, what) for kind in kinds]
        assert len(set(taken)) == len(taken), f"two kinds of pages have the same {what}: {taken}"


def test_a_kind_of_page_without_a_template_names_the_file_to_write(monkeypatch, tmp_path):
    monkeypatch.setattr(resources, "directory", lambda name: tmp_path / name)
    with pytest.raises(ConfigError, match=r"page history has no template: write .*/templates/html/history\.html$"):
        all_kinds.__wrapped__()


def test_a_module_among_the_kinds_of_pages_that_is_none_is_named(monkeypatch):
    monkeypatch.delattr(history, "KIND")
    with pytest.raises(
        ConfigError, match=r"kinds\.history is not a kind of page: it needs KIND, a PageKind of reward_reports"
    ):
        all_kinds.__wrapped__()


def test_a_writer_gets_the_options_it_takes():
    path = "base.escaping.data.dump"
    strict, open_ = OutputFormat("a", (), path, options=frozenset()), OutputFormat("b", (), path)
    assert strict({"x": 1}, colour=True) == open_({"x": 1})
    with pytest.raises(TypeError):
        open_({"x": 1}, colour=True)
    assert list(by_name([strict, open_])) == ["a", "b"]
