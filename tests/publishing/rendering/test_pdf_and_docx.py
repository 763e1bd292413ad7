"""PDF and Word: the same bytes for the same report, text that can be read out, and nothing of the author's that acts."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from reward_reports import load
from reward_reports.base.errors import ConfigError, MissingToolError, OutputError
from reward_reports.base.installing import how_to_install
from reward_reports.publishing.rendering import render, render_bytes
from reward_reports.publishing.rendering.reward_map.reading import read
from reward_reports.publishing.rendering.reward_map.sentences import as_list
from reward_reports.report.model import Report
from reward_reports.report.model.redaction import redact

ROOT = Path(__file__).resolve().parents[3]
SHAPES = Path(__file__).with_name("shapes") / "reward-report.yaml"
EXAMPLES = sorted(ROOT.glob("examples/*/reward-report.yaml"))
TODAY = date(2026, 6, 1)
SECRET = "For auditors alone"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = [
    '#read("/etc/passwd") #panic("x") #import "@preview/a:1.0.0"',
    "*a* _b_ $ x $ `c` <label> @ref // comment /* open = heading",
    '"] #eval("1") ["',
    r"\u{41} \input{secret} \end{document}",
    "<script>alert(1)</script><img src=https://evil.example/x.png>",
    "[a](javascript:alert(1)) [a](https://good.example/a) [b](file:///etc/passwd) ![c](/etc/passwd) ![d](https://evil.example/x.png)",
    "日本 😀 עברית \ufffe \U000f0000 \u202e x",
    "- a\n  - b\n    - c\n      - d\n        - e\n\n> " + ">" * 50 + " deep",
    "| a | b |\n| - | - |\n| c | d |\n\n```\ncode  here\n```\n\n***\n\n999999999999. x",
    r"$\frac{1}{2} \sum_{i=1}^n x_i^2 \hat{y} \sqrt[3]{z} \mathbb{E}$ $$\begin{matrix} a & b \\ c & d \end{matrix}$$",
    "$" + "\\frac{a}{" * 25 + "b" + "}" * 25 + "$ $" + "x^{" * 12 + "y" + "}" * 12 + "$",
    "> " * 50 + "- " * 30 + "deep\n\n" + "*a **b " * 100,
    r"$\text{#panic()}$ $\unknown{x}$ $^$ $x^a^b$ $\overline{a} \vec b \left( \frac{a}{b} \right)$",
]


def made(to, report=None, **options):
    return render_bytes(report or load(SHAPES), to, folder=SHAPES.parent, today=TODAY, **options)


@cache
def shapes(to):
    """Return the report of every shape as it is made by default, once."""
    return made(to)


def pages(data):
    with PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def words_of(data):
    return typed(ET.fromstring(parts(data)["word/document.xml"]))


def typed(element):
    return "".join(one.text or "" for one in element.iter(f"{WORD}t"))


def hostile_report(texts=HOSTILE):
    said = [(number, text if text.strip() else "empty") for number, text in enumerate(texts)]
    return Report.model_validate(
        {
            "schema_version": "1.0",
            "report": {"id": "a", "title": HOSTILE[0], "version": HOSTILE[1], "license": HOSTILE[2]},
            "system_details": {"system_owner": "\n\n".join(texts)},
            "optimization_intent": {
                "known_failure_modes": [{"id": f"f{one}", "name": text, "description": text} for one, text in said]
            },
            "implementation": {"reward_details": {"formula": HOSTILE[-1], "items": [{"id": "t", "expression": "#x"}]}},
            "institutional_interface": {
                "stakeholders": [{"id": f"s{one}", "name": text, "interest": text} for one, text in said]
            },
            "figures": [{"id": "p", "path": "../../../etc/passwd", "alt": HOSTILE[0], "caption": HOSTILE[4]}],
            "references": [{"id": f"r{one}", "title": text, "url": text} for one, text in said],
        }
    )


@pytest.mark.parametrize("to", ["pdf", "docx"])
def test_the_same_report_gives_the_same_bytes(to):
    assert made(to) == shapes(to)
    assert made(to, layout="builder") != shapes(to)


@pytest.mark.once
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_every_example_can_be_read_out_of_its_pdf(file):
    report = load(file)
    data = render_bytes(report, "pdf", folder=file.parent)
    text = pages(data)
    assert " ".join(report.report.title.split()) in text
    for title in ("Goal of Reinforcement", "Known Failure Modes", "Changelog"):
        assert title in text
    assert "[U+" not in text


def test_a_pdf_is_tagged_and_says_what_it_is():
    reader = PdfReader(io.BytesIO(shapes("pdf")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert reader.metadata.title == "Shelf & Reader <every shape>"
    assert [one["/Title"] for one in reader.outline if not isinstance(one, list)][1:3] == [
        "1 System Details",
        "2 Optimization Intent",
    ]


@pytest.mark.parametrize("to", ["pdf", "docx"])
def test_a_restricted_answer_leaves_nothing(to):
    read = pages if to == "pdf" else words_of
    assert SECRET not in read(shapes(to))
    assert SECRET in read(made(to, audience="auditor"))
    assert all(SECRET.encode() not in one for one in (parts(shapes(to)).values() if to == "docx" else [shapes(to)]))


def test_hostile_words_are_words_in_a_pdf():
    data = made("pdf", hostile_report())
    text = pages(data)
    for shown in ('#read("/etc/passwd")', "<script>alert(1)</script>", "[U+F0000]", "code  here", "#panic()"):
        assert "".join(shown.split()) in "".join(text.split())
    assert "root:" not in text
    notes = [note.get_object() for page in PdfReader(io.BytesIO(data)).pages for note in page.get("/Annots", [])]
    links = [str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})]
    assert links
    assert all(link.startswith(("https:", "http:", "mailto:")) for link in links)
    assert b"/JavaScript" not in data


def test_names_in_a_pdf_lead_to_their_entries():
    """An entry is named in several places, so there are more links within the PDF than sections that they could lead to."""
    reader = PdfReader(io.BytesIO(made("pdf", load(ROOT / "examples/movielens/reward-report.yaml"))))
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert sum("/Dest" in note for note in notes) > len(reader.named_destinations)


def test_whatever_is_typed_becomes_pages_and_a_document():
    signs = list("\\{}$&#^_%~[]`*|>-\n'\"@/=<:!")
    pieces = [piece for one in HOSTILE for piece in re.split(r"(?<=\W)", one)]
    hostile = st.lists(st.sampled_from([*signs, *pieces]), max_size=12).map("".join)
    texts = []

    @settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(hostile | st.text(st.characters(exclude_categories=["Cs"])))
    def collect(text):
        texts.append(text)

    collect()
    report = hostile_report(texts)
    assert pages(made("pdf", report))
    for name, data in parts(made("docx", report)).items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(data)


@pytest.mark.parametrize(
    "name", ["पन्ह त्र र्च", "إلا بسم الله", "กำกำ", "ကြို", "ខ្មែរ", "n\u031d\u0317\u0355v\u031f\u031c"]
)
def test_joined_letters_on_the_map_of_a_report_that_runs_from_left_to_right(name):
    assert pages(made("pdf", hostile_report(["A", name])))


def test_a_space_among_signs_that_are_drawn_as_one_stays_a_space():
    report = hostile_report(["\u0e01 \u0e33 and words"])
    text = pages(made("pdf", report))
    assert "and words" in text
    assert "[U+0020]" not in text


def test_a_character_that_no_font_has_is_shown_by_its_number():
    info = {"id": "a", "title": "A \ufffe", "version": "1.0"}
    report = Report.model_validate({"schema_version": "1.0", "report": info})
    assert "A [U+FFFE]" in pages(made("pdf", report))


def test_a_picture_that_is_broken_stops_no_pdf(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    info = {"id": "a", "title": "A", "version": "1.0"}
    figures = [{"id": "a", "path": "a.png", "alt": "A map of the city"}]
    report = Report.model_validate({"schema_version": "1.0", "report": info, "figures": figures})
    assert "A map of the city" in pages(render_bytes(report, "pdf", folder=tmp_path))


def test_a_word_document_has_real_headings_tables_lists_formulas_and_pictures():
    files = parts(shapes("docx"))
    root = ET.fromstring(files["word/document.xml"])
    found = {}
    for paragraph in root.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        name = "" if style is None else style.get(f"{WORD}val")
        found.setdefault(name, []).append(typed(paragraph))
    assert found["Title"] == ["Shelf & Reader <every shape>"]
    assert found["Heading1"][:3] == ["In short", "1 System Details", "2 Optimization Intent"]
    assert "Engineering Tricks" in found["Heading2"]
    assert "Found books (reward)" in found["Heading3"]
    assert len(list(root.iter(f"{WORD}tbl"))) == 5
    assert len(list(root.iter(f"{WORD}numPr"))) > 3
    assert b"<m:oMath" in files["word/document.xml"]
    assert sum(name.startswith("word/media/") for name in files) == 2, "the figure and the reward map"


def test_hostile_words_are_words_in_a_word_document():
    document = made("docx", hostile_report())
    files = parts(document)
    for name, data in files.items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(data)
    assert "<script>alert(1)</script>" in words_of(document)
    outside = re.findall(r'Target="([^"]*)" TargetMode="External"', files["word/_rels/document.xml.rels"].decode())
    outside += re.findall(r'TargetMode="External"[^>]*Target="([^"]*)"', files["word/_rels/document.xml.rels"].decode())
    assert all(link.startswith(("https:", "http:", "mailto:")) for link in outside), outside
    assert sum(name.startswith("word/media/") for name in files) == 1, "the reward map alone"


def test_the_reward_map_is_a_picture_that_can_be_read_out_in_a_pdf():
    report = load(SHAPES)
    words = " ".join(as_list(read(redact(report, "public"))))
    root = PdfReader(io.BytesIO(shapes("pdf"))).trailer["/Root"]
    assert words in set(alternatives(root["/StructTreeRoot"]))


def test_a_short_report_fits_on_four_pages_and_begins_with_its_map():
    file = ROOT / "templates" / "demo" / "short-answers" / "v1.1" / "reward-report.yaml"
    reader = PdfReader(io.BytesIO(render_bytes(load(file), "pdf", folder=file.parent)))
    assert len(reader.pages) <= 4
    first = " ".join(reader.pages[0].extract_text().split())
    assert "Worst known failure" in first
    assert "Contents" not in first.partition("Signals & data")[0]


@pytest.mark.parametrize("name", ["deepseek-r1", "project-flow", "x-for-you"])
def test_a_tall_map_stands_on_the_first_page(name):
    file = ROOT / "examples" / name / "reward-report.yaml"
    first = PdfReader(io.BytesIO(render_bytes(load(file), "pdf", folder=file.parent))).pages[0].extract_text()
    assert "Worst known failure" in first
    assert "Signals & data" in first


def test_what_nobody_answered_is_a_list_of_names_and_can_still_be_linked_to():
    bare = Report.model_validate({"schema_version": "1.1", "report": {"id": "a", "title": "A", "version": "1"}})
    document = made("pdf", bare)
    text = pages(document)
    assert len(PdfReader(io.BytesIO(document)).pages) <= 2
    assert "Not answered: System Owner, Dates" in text
    assert "Contents" not in text


def alternatives(element):
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for one in element:
            yield from alternatives(one)
    elif isinstance(element, dict):
        if "/Alt" in element:
            yield " ".join(str(element["/Alt"]).split())
        if "/K" in element:
            yield from alternatives(element["/K"])


def test_a_tall_reward_map_fits_on_a_page_of_a_pdf():
    people = [{"id": f"s{number}", "name": f"Group {number} of the people whom it touches"} for number in range(24)]
    tall = hostile_report().model_dump() | {"institutional_interface": {"stakeholders": {"items": people}}}
    reader = PdfReader(io.BytesIO(made("pdf", Report.model_validate(tall))))
    assert any("Group 23" in words for words in alternatives(reader.trailer["/Root"]["/StructTreeRoot"]))


def test_the_reward_map_of_a_word_document_is_a_picture_or_else_a_list(monkeypatch):
    sentences = as_list(read(redact(load(SHAPES), "public")))
    drawn = parts(shapes("docx"))["word/document.xml"].decode()
    assert " ".join(sentences) in {unescape(found) for found in re.findall(r'<wp:docPr descr="([^"]*)"', drawn)}
    monkeypatch.setitem(sys.modules, "typst", None)
    document = made("docx")
    assert sum(name.startswith("word/media/") for name in parts(document)) == 1, "the figure alone"
    assert all(one in words_of(document) for one in sentences)


@pytest.mark.parametrize(("to", "module", "extra"), [("pdf", "typst", "pdf"), ("docx", "pypandoc", "docx")])
def test_a_library_that_is_missing_is_named_with_the_way_to_get_it(monkeypatch, to, module, extra):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingToolError, match=re.escape(how_to_install(extra))):
        made(to)


@pytest.mark.parametrize("error", [ValueError("unknown pdf standard: ua-1"), TypeError("no such argument")])
def test_an_old_typst_is_named(monkeypatch, error):
    old = ModuleType("typst")  # as releases were: no diagnostics, and other arguments

    def compile_(*_arguments, **_options):
        raise error

    old.compile = compile_
    monkeypatch.setitem(sys.modules, "typst", old)
    with pytest.raises(MissingToolError, match=f"{error}.*--upgrade"):
        made("pdf")


def test_a_format_of_bytes_is_no_text():
    with pytest.raises(ConfigError, match="render_bytes"):
        render(load(SHAPES), to="pdf")
    assert render_bytes(load(SHAPES), "json") == render(load(SHAPES), "json").encode()


def test_a_template_for_pdf_is_ours_or_the_users(tmp_path):
    file = tmp_path / "typst" / "report.typ"
    file.parent.mkdir()
    file.write_text('#set document(title: "x", date: none)\n#json(bytes(sys.inputs.report)).page.raw_title only\n')
    assert pages(made("pdf", templates=tmp_path)) == "Shelf & Reader <every shape> only"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('a\n#import "@preview/a:1.0.0": *', "report.typ:2: import could load"),
        ('#eval("1")', "report.typ:1: eval could load"),
        ('#let f = dictionary(std).at("ev" + "al")', "report.typ:1: std could load"),
        ('#set document(title: "x")\n#read("/etc/passwd")', "report.typ:2: "),
        ('#set document(title: "x")\n\n#nothing', "report.typ:3: unknown variable"),
        ('#set document(title: "x")\n#let f(x) = f(x)\n#f(1)', "report.typ:"),
        ('#set document(title: "x")\n#while true {}', "report.typ:2: "),
    ],
)
def test_a_template_for_pdf_that_is_wrong_or_means_harm_is_an_error(tmp_path, text, words):
    file = tmp_path / "typst" / "report.typ"
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(ConfigError, match=re.escape(words)):
        made("pdf", templates=tmp_path)


def test_a_template_for_word_is_ours_or_the_users(tmp_path):
    file = tmp_path / "docx" / "report.html"
    file.parent.mkdir()
    file.write_text("<p>{{ page.title }} only</p>")
    assert words_of(made("docx", templates=tmp_path)) == "Shelf & Reader <every shape> only"


@pytest.mark.parametrize("to", ["pdf", "docx"])
def test_the_command_writes_a_file_and_fills_no_terminal(run, tmp_path, to):
    assert run("render", str(SHAPES), "-o", f"report.{to}").returncode == 0
    assert (tmp_path / f"report.{to}").read_bytes()[:2] in (b"%P", b"PK")
    import os
    import pty
    import subprocess

    ours, theirs = pty.openpty()
    call = [sys.executable, "-m", "reward_reports", "render", str(SHAPES), "--to", to]
    done = subprocess.run(call, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 2
    assert b"write it to a file with -o FILE" in done.stderr


ENDLESS = """#!/bin/sh
echo $$ > {pid}
sleep 1
kill -{name} $PPID
exec sleep 600
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals between processes")
@pytest.mark.parametrize(("name", "code"), [("INT", 130), ("TERM", 143)])
def test_pandoc_ends_with_the_command(name, code, tmp_path):
    pandoc, pid = tmp_path / "pandoc", tmp_path / "pid"
    pandoc.write_text(ENDLESS.format(pid=pid, name=name), "utf-8")
    pandoc.chmod(0o700)
    call = (
        "import pypandoc, sys; from reward_reports import __main__; own = sys.argv.pop(); pypandoc.get_pandoc_path = lambda: own; __main__.main()",
        *("render", str(ROOT / "examples/movielens/reward-report.yaml"), "-o", str(tmp_path / "r.docx"), str(pandoc)),
    )
    done = subprocess.run([sys.executable, "-c", *call], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", pid.read_text("utf-8").strip()], capture_output=True, text=True, check=False
    )
    assert state.stdout.strip()[:1] in ("", "Z")  # ended; where nothing collects what has ended, it stays as a zombie
    assert not (tmp_path / "r.docx").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_pandoc_that_fails_is_quoted(monkeypatch, tmp_path):
    pandoc = tmp_path / "pandoc"
    pandoc.write_text("#!/bin/sh\necho too many tables >&2\nexit 64\n", "utf-8")
    pandoc.chmod(0o700)
    monkeypatch.setattr("pypandoc.get_pandoc_path", lambda: str(pandoc))
    with pytest.raises(OutputError, match="too many tables"):
        made("docx")
