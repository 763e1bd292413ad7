"""Old reports in LaTeX become ours: macros, figures, citations and tables; what cannot be read stays as it is typed."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reward_reports.exchange.importing import SourceError, convert
from reward_reports.exchange.importing.reading import read_source

SAMPLES = Path(__file__).parent / "samples"


def test_latex_with_the_macros_of_the_template(imported):
    converted, report = imported((SAMPLES / "macros.tex").read_text("utf-8"), "a.tex")
    assert report.report.title == "Shelf of the city"
    assert (
        report.system_details.system_owner.text
        == "The library runs Shelf [@one; @two], see <https://a.example/x%20y_z>."
    )
    assert report.system_details.dates.text == "Since 2025 [@three, p. 3]."
    assert report.system_details.feedback_and_communication.blank
    assert report.system_details.other_resources.text == (
        "[Our *web* page](https://b.example/) costs 12.6% of “nothing” (Footnote: Or less.)."
    )
    goal = report.optimization_intent.goal_of_reinforcement.text
    assert "[note]: why three?, as in [@fig:see].\n\n- First,\n  over two lines.\n- Second:\n\n  1. inner" in goal
    assert (
        "$$\n\\begin{align*} a &= b \\\\ c &= d \\end{align*}\n$$"
        in report.optimization_intent.performance_metrics.text
    )
    assert [(one.id, one.path, one.caption) for one in report.figures] == [
        ("fig:see", "figures/a.png", "What readers see.")
    ]
    changelog = report.system_maintenance.changelog
    assert changelog.text == "Versions of this report."
    assert [(one.version, str(one.date), one.summary[:13], one.fields_changed) for one in changelog.items] == [
        ("0.1", "2020-10-08", "First draft.", ()),
        ("0.2", "2021", "(Spring 2021)", ("implementation.limitations", "Footprint")),
    ]
    assert report.extensions["x-imported"][-1] == {"heading": "Thanks", "text": "We thank everybody at café No 3."}
    assert "\\unknownmacro" in converted.notes[0]


def test_arguments_of_a_macro_are_known_by_their_comments_and_by_its_definition(imported):
    _, report = imported("\\SystemDetails{% Dates\na}{% System owner\nb}{}{}", "a.tex")
    assert (report.system_details.dates.text, report.system_details.system_owner.text) == ("a", "b")
    defined = "\\newcommand{\\SystemDetails}[2]{\\subsection{Dates} #2 \\subsection{System Owner} #1}"
    _, report = imported(f"{defined}\\begin{{document}}\\SystemDetails{{a}}{{b}}\\end{{document}}", "a.tex")
    assert (report.system_details.dates.text, report.system_details.system_owner.text) == ("b", "a")
    styled = defined.replace("{Dates} ", "{Dates}\\ourstyle ")
    converted, report = imported(f"{styled}\\begin{{document}}\\SystemDetails{{a}}{{b}}\\end{{document}}", "a.tex")
    assert (report.system_details.dates.text, report.system_details.system_owner.text) == ("b", "a")
    assert not any("ourstyle" in note for note in converted.notes)
    _, report = imported("\\SystemDetails{a}{b}{c}{d}{one too many}", "a.tex")
    assert report.extensions["x-imported"] == [{"heading": "\\SystemDetails, argument 5", "text": "one too many"}]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (r"Term & Weight \\ \hline Speed & 0.9 \\ Fuel & 0.1\% \\", "| Speed | 0.9 |\n| Fuel | 0.1% |"),
        (r"\toprule A & B \\ \midrule a|b & \\ \bottomrule", "| A | B |\n| --- | --- |\n| a\\|b |  |"),
        (r"A & B \\ \multicolumn{2}{c}{Both} \\", "```latex"),
        (r"A & B \\ $x|y$ & 1 \\", "```latex"),
        (r"A & B \\ a & b & c \\", "```latex"),
    ],
)
def test_a_plain_table_of_latex_is_a_table(rows, said):
    text = "\\section{Limitations}\n\\begin{tabular}{ll}\n" + rows + "\n\\end{tabular}\n"
    (piece,) = [one for one in read_source(text.encode(), "a.tex").pieces if one.field]
    assert said in piece.text


def test_files_that_latex_takes_in_are_told():
    source = read_source(rb"\section{Limitations}\input{sections/limits} \include{more}", "a.tex")
    assert any(
        "the text of sections/limits, more stands in files of its own and is not read" in one for one in source.notes
    )


def test_latex_with_plain_sections(imported):
    text = "\\section{System Details}\n\\subsection{System Owner}\nWe.\n\\subsubsection{Who}\nAll.\n\\section*{Limitation}\nMany.\n\\section{Costs}\nFew."
    _, report = imported(text, "a.tex")
    assert report.system_details.system_owner.text == "We.\n\n**Who**\n\nAll.\n"
    assert report.implementation.limitations.text == "Many."
    assert report.extensions["x-imported"] == [{"heading": "Costs", "text": "Few."}]


@pytest.mark.parametrize(
    "heading",
    [
        r"\section{Dates\label{x}}", r"\section[D]{\textbf{Dates}}", r"\subsection*{3.1 Dates}", r"\section{\texorpdfstring{Dates}{D}}", "\\section\n\n{Dates}",
    ],
)  # fmt: skip
def test_a_heading_of_latex_is_known_by_what_is_printed(imported, heading):
    assert imported(f"{heading} Now.", "a.tex")[1].system_details.dates.text == "Now."


def test_a_footnote_of_a_heading_is_kept(imported):
    _, report = imported(r"\section{Dates\footnote{As far as we know.}} Now.", "a.tex")
    assert report.system_details.dates.text == "(Footnote: As far as we know.) Now."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\\section{Dates}\n{a", "a.tex:2:3: this LaTeX does not close"),
        (
            "\\section{Dates}\n\\begin{itemize} \\item a",
            "was expecting \\end{itemize}; what is open there began in line 2",
        ),
        ("\\section{Dates}\n$a", "does not close"),
        ("\\section{Dates}\na}", "a.tex:2:2: "),
        ("{" * 5_000, "nest too deep"),
        ("\\begin{a}" * 3_000, "nest too deep"),
        ("nothing", "no heading names a field"),
        ("", "no heading names a field"),
    ],
)
def test_latex_that_does_not_close(text, said):
    with pytest.raises(SourceError, match=re.escape(said)):
        convert([read_source(text.encode(), "a.tex")])


def test_macros_that_stand_for_ever_more_are_cut_short(imported):
    names = "abcdefghijklmnopqrst"
    bombs = "".join(f"\\newcommand{{\\{one}x}}{{{f'{chr(92)}{other}x{{}}' * 10}}}" for one, other in pairwise(names))
    imported(f"{bombs}\\newcommand{{\\me}}{{\\me}}\\section{{Dates}} since \\ax{{}} \\me", "a.tex")


def test_a_paper_in_latex_keeps_its_authors_abstract_sources_and_listings(imported):
    converted, report = imported(
        r"""
\documentclass{article}
\author{A. Person \and B. Other}
\begin{document}
\begin{abstract}A book recommender.\end{abstract}
\section{System Details}
\subsection{System Owner}
The library \citep{smith2020}.
\begin{verbatim}
raw_code { here }
\end{verbatim}
\bibliography{refs}
\end{document}
""",
        "paper.tex",
    )
    assert report.bibliography == "refs.bib"
    assert report.system_details.system_owner.text == "The library [@smith2020].\n\n```\nraw_code { here }\n```\n"
    aside = {one["heading"]: one["text"] for one in report.extensions["x-imported"]}
    assert aside == {"Author": "A. Person, B. Other", "Abstract": "A book recommender."}
    assert any("refs.bib" in note for note in converted.notes)


PIECES = (
    r"\ { } $ # % & @ \emph \cite \citep[a] \item \frac \verb| \[ \] \( \href \input \textbf{ \includegraphics \caption \label \ref "
    r"\footnote \bibliography \newcommand \newcommand{\x} \x \and \author \title \url \SystemDetails \cref \def \multicolumn "
    r"\begin{itemize} \end{itemize} \begin{tabular}{ll} \end{tabular} \begin{figure} \end{figure} \begin{abstract} \end{abstract} "
    r"\begin{equation} \end{equation} \begin{verbatim} \end{verbatim} \section{System Owner} words 1 ^ _ ~ [ ]"
).split()


@given(st.lists(st.sampled_from([*PIECES, " ", "\n", "\n\n", '\\"']), max_size=14))
@example(["\\emph", "\\citep[a]"])
@example(["\\footnote", "\\bibliography"])
@example(["\\title", "\\newcommand", "\\x"])
@example(['\\"', "\\author", "\\url"])
def test_any_latex_becomes_a_report_or_an_error_with_its_place(pieces):
    text = "\\section{System Owner}\n" + "".join(pieces)
    try:
        convert([read_source(text.encode(), "a.tex")])
    except SourceError as error:
        said = str(error)
    else:
        said = "a.tex"
    assert said.startswith("a.tex")


def test_an_argument_that_is_a_bare_macro_stays_as_it_is_typed(imported, run, tmp_path):
    text = r"\section{System Owner} Us, \emph\citep[a]{b} and \footnote\bibliography \textbf\frac."
    _, report = imported(text, "a.tex")
    said = report.system_details.system_owner.text
    assert said == r"Us, *`\citep`*[a]b and  (Footnote: `\bibliography `)**`\frac`**."
    (tmp_path / "a.tex").write_text(text)
    done = run("import", "a.tex", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")


def test_of_several_files_of_sources_none_is_taken_and_that_is_told(imported):
    converted, report = imported(r"\section{System Owner} Us \cite{a}. \bibliography{one,two}", "paper.tex")
    assert report.bibliography is None
    assert any("one.bib, two.bib" in note for note in converted.notes)
