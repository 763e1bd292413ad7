"""The bibliography beside a report: its keys are sources, and a change of the file is seen."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.linting.documentation import complete
from reward_reports.linting.extract.bibtex import find_keys
from reward_reports.linting.extract.files import READ_AT_MOST
from reward_reports.linting.running import lint_paths
from reward_reports.linting.settings import Settings

from .fragments import TODAY, findings

CITING = "implementation:\n  limitations: {text: 'As in [@a2015].', sources: [b2016]}\nbibliography: refs.bib\n"
BOTH = "@book{a2015, title={A}}\n@book{b2016, title={B}}\n"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("@article{a,\n  title = {T},\n}\n", {"a": [1]}),
        ("\n\n@Article { a , title={T}}\n@BOOK(b, title={T})", {"a": [3], "b": [4]}),
        ("@misc{a}\n@misc{a}", {"a": [1, 2]}),
        ("@misc{DBLP:conf/nips/A+17, x={y}}", {"DBLP:conf/nips/A+17": [1]}),
        ("@comment{@misc{no, x={y}}} @misc{a,}", {"a": [1]}),
        ('@string{acm = "ACM"} @STRING(x = {y}) @preamble{"\\def"} @misc{a,}', {"a": [1]}),
        ("@misc{a, note={write to x@misc{b,}}}", {"a": [1]}),
        ("@misc(a, note={a ) in braces}, x={@misc{b,}})", {"a": [1]}),
        ('@misc{a, title="a {@misc{no,}} b"}', {"a": [1]}),
        ("Words about me@example.org, and @nothing.\n@misc{a,}", {"a": [2]}),
        ("@misc{a, title={never closed}\n@misc{b, title={x}}\n@misc{c,", {"a": [1], "b": [2], "c": [3]}),
        ("@misc{, title={no key}} @misc{a,}", {"a": [1]}),
        ("@misc{10.1016/S0140-6736(20)30183-5, x={y}} @misc(a b, x=1)", {"10.1016/S0140-6736(20)30183-5": [1]}),
        ("@misc{Émile2015,}\r\n@misc{日本,}", {"Émile2015": [1], "日本": [2]}),
        ("", {}),
        ("x", {}),
        ("@", {}),
    ],
)
def test_keys_of_a_bibtex_file(text, keys):
    assert find_keys(text) == keys


@given(st.text(alphabet='@{}(), \nmisc="x', max_size=200))
def test_any_text_has_keys_that_stand_in_it(text):
    for key, lines in find_keys(text).items():
        assert all(key in text.split("\n")[line - 1] for line in lines)


@pytest.mark.parametrize("piece", ["@misc{a,", "@comment{", "@misc(a,{", "@misc{a}", "@a{" + " " * 50, "@ "])
def test_a_hostile_file_is_read_once(piece):
    """Counted in looks at the text, not in seconds: each character may be looked at a few times only."""
    steps = 0

    def count(frame, event, _argument):
        nonlocal steps
        steps += event == "line"
        return count

    def looks(number):
        nonlocal steps
        steps = 0
        sys.settrace(count)
        try:
            find_keys(piece * number)
        finally:
            sys.settrace(None)
        return steps

    assert looks(2000) < 3 * looks(1000)


def found(fragment, folder, code="REF"):
    given = findings(fragment, code, folder=folder)
    return [(finding.code, finding.path) for finding in given if finding.code != "REF006"]


@pytest.mark.parametrize(
    ("bibliography", "expected"),
    [
        (BOTH, []),
        ("@book{a2015, title={A}}", [("REF001", "implementation.limitations.sources[0]")]),
        ("@book{b2016, title={A}}", [("REF004", "implementation.limitations.text")]),
        (BOTH + "@book{a2015, title={A}}", [("REF002", "bibliography")]),
        (BOTH + "@book{c2020, title={uncited}}", []),
        ("@book{c2020, title={uncited}}", [("REF001", "implementation.limitations.sources[0]"), ("REF004", "implementation.limitations.text"), ("REF010", "bibliography")]),
        (BOTH + " " * READ_AT_MOST, [("REF003", "bibliography")]),
        (BOTH + "\xff", []),
        (None, [("REF003", "bibliography")]),
    ],
)  # fmt: skip
def test_what_is_cited_is_looked_up(bibliography, expected, tmp_path):
    if bibliography is not None:
        (tmp_path / "refs.bib").write_text(bibliography, "latin-1")
    assert sorted(found(CITING, tmp_path)) == expected


def test_a_source_stands_in_one_place(tmp_path):
    (tmp_path / "refs.bib").write_text(BOTH)
    fragment = CITING + "references: [{id: a2015, title: A}]\n"
    assert found(fragment, tmp_path) == [("REF002", "references[0].id")]


def test_without_a_folder_nothing_is_said_of_sources():
    assert found(CITING, None) == []


@pytest.mark.parametrize("name", ["../outside.bib", "link.bib", "folder", "https://example.org/refs.bib", "pipe"])
def test_only_a_file_in_the_reports_folder_is_read(name, tmp_path):
    folder = tmp_path / "reports"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "outside.bib").write_text("@book{a2015,} @book{b2016,}")
    (folder / "link.bib").symlink_to(tmp_path / "outside.bib")
    os.mkfifo(folder / "pipe")
    fragment = CITING.replace("refs.bib", name)
    assert found(fragment, folder) == [("REF003", "bibliography")]


def test_a_key_near_the_citation_is_proposed(tmp_path):
    (tmp_path / "refs.bib").write_text("@book{a-2015,}")
    fragment = "implementation: {limitations: 'As in [@a2015].'}\nbibliography: refs.bib\n"
    (finding,) = findings(fragment, "REF004", folder=tmp_path)
    assert "`[@a-2015]`" in finding.advice


def test_the_cache_sees_a_changed_bibliography(tmp_path):
    path, bibliography = tmp_path / "reward-report.yaml", tmp_path / "refs.bib"
    path.write_text(complete(CITING))
    os.utime(path, ns=(10**18, 10**18))
    settings = Settings(select=("REF00",), root=str(tmp_path))

    def codes():
        cached = lint_paths([path], settings, TODAY).findings
        assert cached == lint_paths([path], settings, TODAY, cache=False).findings
        return [finding.code for finding in cached]

    bibliography.write_text(BOTH)
    assert codes() == codes() == []
    bibliography.write_text(BOTH.replace("a2015", "a2014"))
    os.utime(bibliography, ns=(10**18, 10**18))
    assert codes() == ["REF004"]
    bibliography.unlink()
    assert codes() == ["REF003"]
    bibliography.write_text(BOTH)
    assert codes() == []
