"""LaTeX in the manner of the field's template: what an author writes is printed, never run, and every text compiles."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reward_reports import load
from reward_reports.publishing.rendering import render
from reward_reports.publishing.rendering.latex_math import safe_formula
from reward_reports.publishing.rendering.latex_text import _ACCENTS, _AS_IT_IS, _MATH, typed, words
from reward_reports.report.model import Report
from reward_reports.report.model.implementation import Implementation

from . import formula_samples as samples

ROOT = Path(__file__).resolve().parents[3]
SHAPES = Path(__file__).with_name("shapes") / "reward-report.yaml"
EXAMPLES = [SHAPES, *sorted(ROOT.glob("examples/*/reward-report.yaml"))]
INFO = {"id": "a", "title": "A", "version": "1.0"}
HOSTILE = [
    r"\write18{touch written}",
    r"\immediate\write18{touch written}",
    r"\input{secret}",
    r"\include{secret}",
    r"\InputIfFileExists{secret}{}{}",
    r"\openin5=secret \read5 to\x \x",
    r"\end{document}",
    r"\begin{verbatim}",
    r"\catcode`\%=12",
    r"\def\x{\x}\x",
    r"\newcommand{\maketitle}{}",
    r"\csname end\endcsname",
    "^^5cinput{secret}",
    "^^M^^@^^?",
    r"[a](javascript:alert(1)) \href{javascript:alert(1)}{b}",
    r"[c](https://a.example/%5Cinput{secret}?x=1&y=2#z_~^)",
    "<https://a.example/?q=%24&r=~a_b#c> and www.b.example/x_y",
    r"![\input{secret}](secret.png)",
    "```latex\n\\end{verbatim}\\input{secret}\n\n\ttab % # & _ ^ ~ $\n```",
    r"`\verb|x|` ``a ` b`` `--option` `{[`",
    "{ } \\{ \\} }}}}} {{{{{ \\",
    "$ $$ $a $$b$$ \\$ \\( \\) \\[ \\]",
    "& # % ~ ^ _ | < > \" ' `",
    "-- --- `` '' ,, << >> !` ?` fi ''' ----",
    "[x] \\\\[5pt] \\\\* \\item[x] [",
    "- [x] a\n- [ ] b\n- [",
    "- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            - g",
    "1. a\n   1. b\n      1. c\n         1. d\n            1. e\n               1. f",
    ">" * 30 + " deep",
    "> a\n\n> - b\n>   > c\n>   > 1. d",
    "7. seven\n8. eight",
    "999999999. many",
    "| a | b |\n| :-- | --: |\n| & \\\\ | $x$ \\| \\hline |\n| c |",
    "| " + " | ".join("abcdefghijklmnopqrstuvwxyz") + " |\n|" + " - |" * 26 + "\n| " + " | ".join("0" * 26) + " |",
    "# heading \\input{secret}\n\ntext\n\n***\n\n~~gone~~ **_both_**\nhard  \nbreak\\\nagain",
    "  \nline",
    "**\n**",
    "É Ω ε ≥ ≤ — … “q” ‘q’ 日本 😀 עברית \u0301 e\u0301\u0323 ệ \ufffd \u202e \u200b \ufeff \x7f \x01 \xad \xa0 ﬁ ℝ €",
    "a" * 500,
]
FORMULAS = [
    r"\input{secret}",
    r"\write18{id}",
    r"x^a^b",
    r"x_a_b",
    r"x'^2'",
    r"^",
    r"x^",
    r"\frac{a}",
    r"\frac",
    r"\sqrt[",
    r"\left(",
    r"\left( x",
    r"\right)",
    r"\left\right",
    r"{",
    r"}",
    r"a & b",
    r"a \\ b",
    r"\begin{matrix} a",
    r"\begin{document}",
    r"\begin{matrix} a & b \end{cases}",
    r"\end{document}",
    r"\text{a \input{b}}",
    r"\text{{}",
    r"\def\x{}",
    r"\limits_a",
    r"\char92",
    r"\unknown x",
    r"^^5cinput",
    r"#1",
    "%",
    r"\operatorname{\input}",
    r"\color{red}",
    r"\href{a}{b}",
    r"\mathchoice{a}{b}",
    r"日",
    "{" * 100 + "}" * 100,
    r"\hat" * 400 + "x",
    "x" + "^{x" * 60 + "}" * 60,
    r"\left(" * 60 + r"\right)" * 60,
    r"\\",
    "\\",
    r"\verb|x|",
    r"\tag{1}",
    "\x00",
]
GOOD = {
    r"r = f - 0.1\,\max(0, s_0 - s)": r"r=f-0.1\,\max (0,s_{0}-s)",
    r"\frac{1}{n}\sum_{i=1}^n x_i^2": r"\frac{1}{n}\sum _{i=1}^{n}x_{i}^{2}",
    r"\|v_\text{des}\| \le h'": r"\|v_{\text{des}}\|\le h^{\prime }",
    r"\mathbb{E}_{x\sim\mathcal D}\left[\log\sigma(r_\theta)\right]": r"\mathbb{E}_{x\sim \mathcal{D}}\left[\log \sigma (r_{\theta })\right]",
    r"\sqrt[3]{x} \geq \hat\beta": r"\sqrt[{3}]{x}\geq \hat{\beta }",
    r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}": r"\begin{cases}1&x>0\\{}0&\text{else}\end{cases}",
    r"\argmax_a Q(s, a)": r"\operatorname*{arg\,max}_{a}Q(s,a)",
    r"\operatorname{KL}(p \| q) \cdot \beta": r"\operatorname{KL}(p\|q)\cdot \beta ",
    r"ε ≥ 0": r"\varepsilon \geq 0",
    "a\n\nb ~": r"ab\ ",
}


def compiled(report: Report, place: Path, program: Path, **options: object) -> str:
    """Compile a report and return the text of its pages; whatever LaTeX does not like fails."""
    place.mkdir(exist_ok=True)
    (place / "secret.tex").write_text("TAKEN")
    (place / "report.tex").write_text(render(report, to="latex", **options), "utf-8")
    call = [program, "-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "report.tex"]
    done = subprocess.run(call, cwd=place, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    log = (place / "report.log").read_text("latin-1")
    assert done.returncode == 0, log[log.find("\n!") :][:1000]
    assert "Missing character" not in log, re.findall(r"Missing character.*", log)[:5]
    assert not (place / "written").exists()
    from pypdf import PdfReader
    from pypdfium2 import PdfDocument

    reader = PdfReader(place / "report.pdf")
    links = [str(note.get_object()["/A"].get("/URI", "")) for page in reader.pages for note in page.get("/Annots", [])]
    assert all(link.startswith(("http:", "https:", "mailto:")) for link in links if link), links
    with PdfDocument(place / "report.pdf") as document:
        return " ".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)


def everywhere(texts: list[str]) -> Report:
    """Return a report with each text where prose, a title, a cell of a table, code and a formula may stand."""
    said = [(number, text if text.strip() else "empty") for number, text in enumerate(texts)]
    modes = [{"id": f"f{number}", "name": text, "description": text} for number, text in said]
    terms = [{"id": f"t{number}", "expression": text, "rationale": f"${text}$ and $${text}$$"} for number, text in said]
    people = [{"id": f"s{number}", "name": text, "interest": text} for number, text in said]
    return Report.model_validate(
        {
            "schema_version": "1.0",
            "report": INFO | {"title": " ".join(texts), "authors": [{"name": texts[0], "relationship": "owner"}]},
            "system_details": {"system_owner": "\n\n".join(texts)},
            "optimization_intent": {"known_failure_modes": modes},
            "implementation": {"reward_details": {"items": terms, "formula": texts[-1]}},
            "institutional_interface": {"stakeholders": people},
            "references": [{"id": f"r{number}", "title": text, "url": text} for number, text in said],
        }
    )


def one_answer(text: str) -> Report:
    return Report.model_validate({"schema_version": "1.0", "report": INFO, "system_details": {"system_owner": text}})


@pytest.mark.tool("pdflatex")
@pytest.mark.parametrize(
    ("file", "layout"), [*((file, "paper") for file in EXAMPLES), *((file, "builder") for file in EXAMPLES[::6])]
)
def test_every_example_compiles(tool, tmp_path, file, layout):
    """The other layout has the same answers in another order."""
    report = load(file)
    text = compiled(report, tmp_path, tool("pdflatex"), layout=layout, folder=file.parent)
    assert "Engineering Tricks" in text
    assert "[U+" not in text


@pytest.mark.tool("pdflatex")
def test_a_picture_is_read_where_the_article_is_compiled(tool, tmp_path):
    picture = SHAPES.with_name("curve.png").read_bytes()
    for name in ("a.png", "wrong.jpg", "a b.png"):
        (tmp_path / name).write_bytes(picture)
    shown = [
        {"id": f"p{number}", "path": name, "alt": "A line"}
        for number, name in enumerate(["a.png", "wrong.jpg", "a b.png"])
    ]
    report = Report.model_validate({"schema_version": "1.0", "report": INFO, "figures": shown})
    text = compiled(report, tmp_path, tool("pdflatex"), folder=tmp_path)
    assert text.count("is beside the report. It shows: A line") == 2
    from pypdf import PdfReader

    assert sum("/XObject" in page["/Resources"] for page in PdfReader(tmp_path / "report.pdf").pages) == 1


@pytest.mark.tool("pdflatex")
def test_hostile_words_are_printed_and_not_run(tool, tmp_path):
    text = compiled(everywhere([*HOSTILE, *FORMULAS]), tmp_path, tool("pdflatex"))
    assert "TAKEN" not in text
    for shown in (r"\write18{touch", r"\input{secret}", r"\end{document}", "[U+65E5]", "[U+1F600]"):
        assert shown in text.replace("\n", "")


@pytest.mark.tool("pdflatex")
def test_numbers_of_lists_are_those_of_the_author_at_every_depth(tool, tmp_path):
    text = "- a\n\n  7. b\n\n     - c\n\n       8. d\n\n          9. e\n\n             - f\n\n999999999. g"
    shown = " ".join(compiled(one_answer(text), tmp_path, tool("pdflatex")).split())
    assert "• a 7. b – c 8. d 9. e • f 999999999. g" in shown


@pytest.mark.tool("pdflatex")
def test_whatever_is_typed_compiles(tool, tmp_path):
    parts = st.sampled_from([part for one in [*HOSTILE, *FORMULAS, *GOOD] for part in re.split(r"(?<=\W)", one)])
    hostile = st.lists(parts | st.sampled_from(list("\\{}$&#^_%~[]`*|>-\n'")), max_size=12).map("".join)
    texts = []

    @settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(hostile | st.text(st.characters(exclude_categories=["Cs"])))
    def collect(text):
        texts.append(text)

    collect()
    compiled(everywhere(texts), tmp_path, tool("pdflatex"))


@pytest.mark.tool("pdflatex")
def test_every_character_that_is_taken_is_in_the_fonts(tool, tmp_path):
    plain = [chr(number) for number in range(0x20, 0x2200) if _AS_IT_IS.match(chr(number))]
    accented = [f"e{mark}" for mark in _ACCENTS]
    text = " ".join([*plain, *_MATH, *accented, "ế", "Ạ"])
    said = f"```\n{text}\n```\n\n" + re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
    assert "[U+" not in compiled(one_answer(said), tmp_path, tool("pdflatex"))


@pytest.mark.tool("pdflatex")
def test_formulas_that_are_taken_compile(tool, tmp_path):
    known = [*GOOD, *samples.WRITTEN, *samples.every_command()]
    formulas = [one for one in known if safe_formula(one) is not None]
    assert {one for one in known if one not in formulas} == {r"\cal x", r"\cal{AB}{y}"}
    terms = [{"id": f"t{number}", "expression": formula} for number, formula in enumerate(formulas)]
    said = "\n\n".join(f"$${one}$$" for one in formulas if "$" not in one)
    made = {"items": terms, "formula": formulas[0]}
    report = one_answer(said).model_copy(
        update={"implementation": Implementation.model_validate({"reward_details": made})}
    )
    text = compiled(report, tmp_path, tool("pdflatex"))
    assert "mathcal" not in text
    for said in ("reward_model", "50% of", "arg max", "some words", "clip", "bold", "if"):
        assert said in " ".join(text.split())


@pytest.mark.parametrize(("tex", "made"), GOOD.items())
def test_a_formula_is_written_anew(tex, made):
    assert safe_formula(tex) == made


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_that_is_not_known_to_be_harmless_is_shown_as_typed(tex):
    assert safe_formula(tex) is None


def test_a_formula_is_read_in_time_that_grows_with_its_length():
    assert safe_formula("x" * 2000) is not None
    assert safe_formula("x" * 2001) is None


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("50% of $5 & #1", r"50\% of \$5 \& \#1"),
        ("a_b^c~d\\e{f}", r"a\_b\textasciicircum{}c\textasciitilde{}d\textbackslash{}e\{f\}"),
        ("--, '' [x]", "-{}-, '{}' {[}x{]}"),
        ("É — ε ≥ 日", r"É — \ensuremath{\varepsilon} \ensuremath{\geq} \unknownchar{65E5}"),
        ("e\u0301 ế ṽ", r"é \'{\^{e}} \~{v}"),
        ("a\n\n  b", "a b"),
    ],
)
def test_words(text, made):
    assert words(text) == made


def test_code():
    assert typed("it's  a/b") == r"\texttt{it\textquotesingle{}s\ a/\hspace{0pt}b}"


@pytest.mark.parametrize(
    ("markdown", "made"),
    [
        ("**b** *i* `c` ~~d~~", r"\textbf{b} \emph{i} \texttt{c} \removed{d}"),
        ("[a](https://b.example/?c=1&d=%20#e)", r"\href{https://b.example/?c=1\&d=\%20\#e}{a}"),
        ("[a](javascript:b)", "a"),
        ("- a\n- b", "\\begin{itemize}\n\\item{} a\n\\item{} b\n\\end{itemize}"),
        (
            "3. a\n4. b",
            "\\setcounter{enum\\romannumeral\\csname @enumdepth\\endcsname}{2}\n\\item{} a\n\\item{} b\n\\end{enumerate}",
        ),
        ("> a", "\\begin{quote}\na\n\\end{quote}"),
        ("# a", r"\textbf{a}"),
        ("$x$ $$y$$", r"$x$ \[y\]"),
        (r"$\input{x}$", r"\texttt{\textbackslash{}input\{x\}}"),
        ("a\n\nb", "a\n\nb"),
    ],
)
def test_markdown_becomes_latex(markdown, made):
    assert made in render(one_answer(markdown), to="latex")


def test_the_sections_are_the_macros_of_the_field_with_as_many_arguments():
    text = render(load(SHAPES), to="latex")
    found = dict(re.findall(r"\\newcommand\{\\([A-Z]\w+)\}\[(\d)\]", text))
    assert found == {
        "SystemDetails": "4",
        "OptIntent": "4",
        "Interfaces": "4",
        "Implementation": "7",
        "Evaluation": "4",
        "Maintenance": "3",
    }


def test_golden(golden):
    golden(render(load(SHAPES), to="latex", folder=SHAPES.parent, today=date(2026, 6, 1)), "shapes.tex")


def test_a_restricted_answer_leaves_nothing(golden):
    assert "For auditors alone" not in render(load(SHAPES), to="latex")
    assert "For auditors alone" in render(load(SHAPES), to="latex", audience="auditor")
