"""A page says in which language its report is written, and runs in that language's direction."""

from __future__ import annotations

import re

import pytest

from reward_reports.publishing.rendering import render, render_bytes
from reward_reports.publishing.rendering.hosted import fragment_of
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.redacted import edition
from reward_reports.report.loading import load_text
from reward_reports.report.model.values import direction_of

HEAD = 'schema_version: "1.0"\nreport: {{id: shelf, title: تقرير المكافأة, version: "0.2", kind: first_party{more}}}\n'


def report(more=""):
    return load_text(HEAD.format(more=more)).report


@pytest.mark.parametrize(
    ("more", "tag"),
    [
        (", language: ar", '<html lang="ar" dir="rtl">'),
        (", language: pt-BR", '<html lang="pt-BR">'),
        ("", '<html lang="en">'),
    ],
)
def test_the_page_has_the_language_of_the_report(more, tag):
    assert re.search("<html[^>]*>", render(report(more)))[0] == tag


def test_the_page_inside_another_site_has_it_too():
    page = edition(report(", language: he"), "paper", "public").view(HtmlWriter)
    assert 'lang="he" dir="rtl"' in fragment_of(page).html


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("ar", "rtl"),
        ("fa-IR", "rtl"),
        ("az-Arab", "rtl"),
        ("AR", "rtl"),
        ("ar-Latn", "ltr"),
        ("de", "ltr"),
        ("zh-Hant", "ltr"),
    ],
)
def test_the_script_decides_the_direction(tag, direction):
    assert direction_of(tag) == direction


@pytest.mark.parametrize("tag", ["german", "d", "de_DE", "de-", '"><script>'])
def test_what_is_not_a_tag_is_a_problem_with_advice(tag):
    (problem,) = load_text(HEAD.format(more=f", language: '{tag}'")).problems
    assert problem.kind == "bad-id"
    assert "language tag" in problem.message
    assert "pt-BR" in problem.advice


def test_pdf_knows_the_language():
    pypdf = pytest.importorskip("pypdf")
    from io import BytesIO

    root = pypdf.PdfReader(BytesIO(render_bytes(report(", language: ar"), "pdf"))).trailer["/Root"]
    assert root["/Lang"] == "ar"
