"""Formulas on pages: shown whole, or as their source."""

from __future__ import annotations

import re
import sys
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.publishing.rendering import render
from reward_reports.publishing.rendering.latex_math import safe_formula
from reward_reports.publishing.rendering.mathml import mathml
from reward_reports.report.formulas import MAX_DEPTH, MAX_LENGTH, Dialect, FormulaError, rewrite
from reward_reports.report.loading import load_text
from reward_reports.report.model import Report

from . import formula_samples as samples

SEEN = {
    r"\mathop{\mathbb{E}}_{x\sim D} f(x)": "𝔼x∼Df(x)",
    r"r_{\text{reward\_model}}": "rreward_model",
    r"\text{50\% of}": "50% of",
    r"\mathop{\mathrm{argmax}}\limits_{a} Q": "argmaxaQ",
    r"p \mathbin{\|} q": "p‖q",
    r"\begin{cases} a & x \\[0.6em] b & y\end{cases}": "{axby",
    r"\begin{pmatrix*}[r] a & -1\\ -1 & d\end{pmatrix*}": "(a−1−1d)",
    r"\argmax_a Q": "arg\N{THIN SPACE}maxaQ",
    r"\text{soft-max \& <b>x</b> ^ ~ \textbackslash \$ it's}": "soft-max & <b>x</b> ^ \N{NO-BREAK SPACE} \\$ it’s",
    r"\operatorname{soft-max}": "soft-max",
    r"\text{if $x>0$ then}": "if x>0 then",
}
HOSTILE = [
    r"\text{<img src=x onerror=alert(1)>}",
    r"\text{</mtext></math><script>alert(1)</script>}",
    r"\operatorname{<script>}",
    r"\mathrm{<b onclick=x>}",
    r"\href{javascript:alert(1)}{x}",
    r"\url{javascript:alert(1)}",
    r"\htmlData{onclick=alert(1)}{x}",
    r"\htmlStyle{background:url(https://a.example)}{x}",
    r"\includegraphics{https://a.example/x.png}",
    r"\text{\href{javascript:x}{y}}",
    r"\begin{html}<script>\end{html}",
    r"\class{x}{y}",
    r"\style{color:red}{x}",
    r"\unicode{x3c}script",
    r"x <script>alert(1)</script>",
    "\ue03cscript\ue03e x",
    "\\text{\ue03cscript\ue03e}",
    r"&lt;script&gt;",
    r"\text{&lt;script&gt;&#60;b&#62;}",
    r"\text{]]><!-- <![CDATA[}",
    "\\text{\x00\x01\x1b[31m}",
    r"\label{<script>}x",
    r"\begin{array}{<script>}x\end{array}",
    r"\color{url(x)}x",
    r"\def\x{\x\x}\x",
    r"\newcommand{\x}{\x}\x",
]
_TAG = re.compile(r"</?([A-Za-z!?][^\s/>]*)((?:\s[^<>]*)?)/?>")
ALLOWED = set("math mrow mi mn mo mtext mspace msub msup msubsup mfrac msqrt mroot munder mover munderover".split())
ALLOWED |= set("mtable mtr mtd mpadded mphantom".split())


def seen(markup: str) -> str:
    text = _TAG.sub("", markup).replace("&nbsp;", " ").replace("\xa0", "\N{NO-BREAK SPACE}")
    for name, char in {"&lt;": "<", "&gt;": ">", "&amp;": "&"}.items():
        text = text.replace(name, char)
    return re.sub("[\u2061-\u2064]", "", text)


@pytest.mark.parametrize(("tex", "text"), SEEN.items())
@pytest.mark.parametrize("display", [False, True])
def test_nothing_of_a_formula_is_lost(tex, text, display):
    assert seen(mathml(tex, display=display)).replace("\N{NO-BREAK SPACE}", " ") == text.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_columns_are_aligned_by_classes_and_no_styles():
    made = mathml(r"\begin{aligned} a &= b \\ c &= d \end{aligned}")
    assert made.count('class="m-flush m-right"') == made.count('class="m-flush m-left"') == 2
    assert "style=" not in re.sub("displaystyle=", "", made)


def test_limits_stand_below_on_a_line_of_its_own():
    assert "<munder>" in mathml(r"\mathop{\mathbb{E}}_{x}", display=True)
    assert "<msub>" in mathml(r"\mathop{\mathbb{E}}_{x}")


@pytest.mark.parametrize("display", [False, True])
def test_what_is_known_is_shown(display):
    known = [*samples.WRITTEN, *samples.every_command()]
    assert [tex for tex in known if mathml(tex, display=display) is None] == []


def harmless(markup: str) -> None:
    for name, attributes in _TAG.findall(markup):
        assert name in ALLOWED
        assert not re.search(r"\b(?:on\w+|href|src|style|id)\s*=", attributes)
    assert "<" not in _TAG.sub("", markup)


@pytest.mark.parametrize("tex", HOSTILE)
def test_a_hostile_formula_is_words_or_its_source(tex):
    made = mathml(tex)
    if made is not None:
        harmless(made)
    page = render(one_answer(f"A ${tex.replace('$', '')}$ b."), to="html")
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@given(samples.formulas())
def test_what_the_grammar_knows_the_converter_knows(tex):
    try:
        rewrite(tex, Dialect())
    except FormulaError:
        return
    made = mathml(tex)
    assert made is not None
    harmless(made)


@given(st.lists(st.sampled_from([*HOSTILE, *samples.WRITTEN]).flatmap(lambda one: st.sampled_from(re.split(r"(?<=\W)", one))), max_size=15).map("".join) | st.text())  # fmt: skip
def test_whatever_is_typed_is_harmless(tex):
    made = mathml(tex)
    if made is not None:
        harmless(made)


def one_answer(text: str) -> Report:
    return Report.model_validate(
        {
            "schema_version": "1.0",
            "report": {"id": "a", "title": "A", "version": "1.0"},
            "evaluation": {"evaluation_validity": text},
        }
    )


PROSE = [
    'A <b title="$\\foo$">word</b>, <!-- $\\foo$ --> and $\\foo$.',
    "$`\\foo`$ and `$` `\\foo`",
    "```math\n\\foo\n```\n\n~~~ math\n\\frac{a\n~~~\n\n```tex\n\\foo\n```",
    "é$\\foo$é $\\foo$٣ $\\foo$",
    "$\\$\\foo$ and $\\foo\\$",
    '[$\\foo$](a.html "$\\foo$") [@a, $\\foo$]',
    "A $x$ and $\\foo$.",
    "$\\foo$ `$\\foo$` ``a $\\foo$`` $$\\foo$$",
    "```\n$\\foo$\n```\n\nand $\\frac{a$",
    "It costs $5 and $6, or \\$\\foo\\$.",
    "[a](b_$\\foo$) https://a.example/$\\foo$ and $\\foo{$",
    "$a \\\\ b$ and\n\n$$a \\\\\n b$$\n\nand $ \\foo$ and $\\foo $",
    "a$\\foo$b $\\foo$5 ($\\foo$)",
]


UNCLOSED = re.compile(r"(?<=and )\$\\[a-z]+\{[^${}]*\$(?=</p>)")
"""A formula with an open bracket is to the parser of pages no formula: they show it with its dollar signs."""


@pytest.mark.parametrize("text", PROSE)
def test_the_rule_finds_what_pages_show_as_source(text):
    document = load_text(
        "schema_version: '1.0'\nreport: {id: a, title: A, version: '1.0'}\nevaluation:\n  evaluation_validity: |\n"
        + "".join(f"    {line}\n" for line in text.split("\n"))
    )
    findings, _ = lint_document(document, Settings(select=("SAF005",)), date_of_tests())
    page = unescape(render(document.report, to="html"))
    shown = page.count('<code class="tex">') + len(UNCLOSED.findall(page))
    assert len(findings) == shown
    assert shown > 0 or "costs" in text


def date_of_tests():
    from datetime import date

    return date(2026, 6, 1)


@pytest.mark.parametrize(
    ("tex", "what", "part"),
    [
        (r"a + \foo b", r"`\foo` is not a command that formulas can hold", r"\foo"),
        (r"\frac{a}{b", "a `}` is missing", "b"),
        (r"x^a^b", "`^` has nothing it could belong to", "^"),
        (r"a \\ b", r"`\\` is outside rows, such as those of `\begin{aligned}`", r"\\"),
        (r"50% of x", r"`%` begins a comment in LaTeX; the sign itself is `\%`", "%"),
        (r"x\limits_a", r"`\limits` has nothing it could belong to", r"\limits"),
        (r"\begin{foo}x\end{foo}", "`foo` is not an environment that formulas can hold", "}"),
        (r"\text{a \input{b}}", r"`\input` is not a command that words in formulas can hold", r"\input"),
        (r"\hspace{-1em}x", "a length of 0 or more is expected here", "}"),
        ("a \\", r"a `\` stands at the end", "\\"),
        ("x" * (MAX_LENGTH + 1), "it is longer than 2,000 characters", "x" * (MAX_LENGTH + 1)),
        ("{" * 30 + "}" * 30, "more than 20 parts lie inside each other", "{"),
        ("  ", "it is empty", "  "),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(tex, what, part):
    with pytest.raises(FormulaError) as caught:
        rewrite(tex, Dialect())
    assert caught.value.what == what
    assert tex[caught.value.at : caught.value.end] == part


@pytest.mark.parametrize("tex", [r"\mathbb{1}", r"\mathcal{a}", "日"])
def test_what_the_fonts_of_latex_lack_is_shown_there_as_source(tex):
    assert mathml(tex) is not None
    assert safe_formula(tex) is None


def test_a_formula_is_as_deep_as_any_format_can_show():
    deep = "x" + "^{x" * MAX_DEPTH + "}" * MAX_DEPTH
    assert mathml(deep) is None
    assert safe_formula(deep) is None


def test_without_the_converter_the_source_is_shown(monkeypatch):
    monkeypatch.setitem(sys.modules, "math_core", None)
    assert mathml(r"\frac{only}{here}") is None
