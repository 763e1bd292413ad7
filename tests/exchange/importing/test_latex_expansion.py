"""What LaTeX does not print is left out and told; an author's macros say what they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.exchange.importing import SourceError, convert
from reward_reports.exchange.importing.reading import read_source

OWNER = "\\section{System Owner}\n"


def read(text):
    return read_source(text.encode(), "a.tex")


def owner(text):
    """Return the text of the field, and the notes in one line."""
    source = read(text)
    (piece,) = [one for one in source.pieces if one.field]
    return piece.text, " ".join(source.notes)


HIDDEN = {
    "comment": ("We.\n\\begin{comment}\nSECRET { $ \n\\end{comment}\nAll.", "We.\nAll.", r"\begin{comment}"),
    "comment between paragraphs": ("We.\n\n\\begin{comment}SECRET\\end{comment}\n\nAll.", "We.\n\nAll.", "comment"),
    "two comments": ("\\begin{comment}SECRET\\end{comment}We\\begin{comment}SECRET\\end{comment}.", "We.", "2 times"),
    "excluded": ("\\excludecomment{note}We\\begin{note}SECRET\\end{note}.", "We.", r"\begin{note}"),
    "iffalse": (r"We \iffalse SECRET \fi run it.", "We run it.", r"\iffalse"),
    "iffalse over lines": ("We\n\\iffalse\nSECRET\n\nSECRET\n\\fi\nrun it.", "We\nrun it.", r"\iffalse"),
    "nested": (r"We \iffalse SECRET \iftrue SECRET \else SECRET \fi SECRET \else run \fi it.", "We run it.", "iffalse"),
    "fi in a comment": ("We\n\\iffalse SECRET % \\fi\nSECRET\\fi\nrun it.", "We\nrun it.", "iffalse"),
    "else": (r"We \iftrue run \else SECRET \fi it.", "We run it.", r"\else"),
    "newif": (r"\newif\ifdraft We \ifdraft SECRET \else run \fi it.", "We run it.", r"\ifdraft"),
    "newif true": (r"\newif\ifdraft\drafttrue We \ifdraft run \else SECRET \fi it.", "We run it.", r"\else"),
    "newif false again": (r"\newif\ifx \xtrue\xfalse We \ifx SECRET \fi run it.", "We run it.", r"\ifx"),
    "if0": (r"We \if0 SECRET \fi run it.", "We run it.", r"\if"),
    "ifnum": (r"We \ifnum1=0 SECRET \else run \fi it.", "We run it.", r"\ifnum"),
    "no condition": (r"We $a \iff b$ \iffalse SECRET $\iff$ \fi run it.", r"We $a \iff b$ run it.", r"\iffalse"),
    "in a macro": (r"\newcommand{\off}[1]{\iffalse #1 \fi}We \off{SECRET}run it.", "We run it.", r"\iffalse"),
    "a silent macro": (r"\newcommand{\todo}[1]{}We \todo{SECRET}run it.", "We run it.", r"\todo"),
    "comment in a comment": ("We\n\\iffalse \\begin{comment} SECRET \\fi\nrun it.", "We\nrun it.", r"\iffalse"),
    "filecontents": ("\\begin{filecontents}{a.bib}\n@SECRET{\n\\end{filecontents}\nWe.", "We.", "filecontents"),
    "percent": ("We % SECRET\nrun 5\\% of it. % SECRET", "We run 5% of it.", "comments"),
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_is_not_printed_is_left_out_and_told(kind):
    typed, printed, note = HIDDEN[kind]
    text, notes = owner(OWNER + typed)
    assert (text, "SECRET" in text) == (printed, False)
    assert note in notes


@pytest.mark.parametrize(
    "typed", ["SECRET", "% Local Variables:\nSECRET { $", "\\section{Dates} SECRET \\begin{document}"]
)
def test_nothing_behind_the_end_of_the_document_is_read(typed):
    text, notes = owner("\\begin{document}" + OWNER + "We.\\end{document}\n" + typed)
    assert text == "We."
    assert "text after \\end{document}" in notes


def test_a_comment_behind_the_end_is_nothing_to_tell():
    _, notes = owner("\\begin{document}" + OWNER + "We.\\end{document}\n% Local Variables:\n")
    assert "text after" not in notes


PRINTED = {
    "verb": (r"We \verb|5% \iffalse| run.", r"We `5% \iffalse` run."),
    "verb with a star": (r"We \verb*|a b| run.", "We `a b` run."),
    "verbatim": (
        "\\begin{verbatim}\n% \\iffalse \\begin{comment}\n\\end{verbatim}",
        "```\n% \\iffalse \\begin{comment}\n```",
    ),
    "lstlisting": ("\\begin{lstlisting}[language=C]\nx % {\n\\end{lstlisting}", "```\nx % {\n```"),
    "minted": ("\\begin{minted}{python}\nx % {\n\\end{minted}", "```\nx % {\n```"),
    "lstinline": (r"We \lstinline{a % {b}} and \mintinline{c}|x%y|.", "We `a % {b}` and `x%y`."),
    "lstinline with options": (r"We \lstinline[language=C]|a % b| run.", "We `a % b` run."),
    "address": (r"We \url{https://a.example/5%20b} run.", "We <https://a.example/5%20b> run."),
    "escaped": (r"5\% of \\ it\%.", "5% of\nit%."),
}


@pytest.mark.parametrize("kind", PRINTED)
def test_a_percent_sign_or_a_condition_that_is_printed_stays(kind):
    typed, printed = PRINTED[kind]
    assert owner(OWNER + typed)[0] == printed


MACROS = {
    "default": (r"\newcommand{\w}[2][library]{#2 of the #1}", r"\w{staff} \w[city]{all}", "staff of the library all of the city"),
    "xspace": (r"\newcommand{\s}{Shelf\xspace}", r"\s is \s. \s, (\s) \s{} \s\ x \s\footnote{f}", "Shelf is Shelf. Shelf, (Shelf) Shelf Shelf x Shelf (Footnote: f)"),
    "xspace at a line's end": (r"\newcommand{\s}{Shelf\xspace}", "\\s\nis \\s\n\nNew", "Shelf is Shelf\n\nNew"),
    "without braces": (r"\newcommand\s{Shelf}", r"\s{} is", "Shelf is"),
    "star": (r"\newcommand*{\s}[1]{<#1>}", r"\s{a}", "\\<a>"),
    "renewed": (r"\newcommand{\s}{one}", r"\s{} \renewcommand{\s}{two}\s", "one two"),
    "in a group": (r"\newcommand{\s}{one}", r"{\renewcommand{\s}{two}\s} \s", "two one"),
    "provided": (r"\newcommand{\s}{one}\providecommand{\s}{two}\providecommand{\t}{three}", r"\s{} \t", "one three"),
    "def": (r"\def\s{Shelf}\def\p#1#2{#2-#1}", r"\s{} \p{a}{b} \p ab", "Shelf b-a b-a"),
    "let": (r"\let\old\emph\renewcommand{\emph}[1]{\textbf{\old{#1}}}", r"\emph{a}", "***a***"),
    "within another": (r"\newcommand{\a}[1]{\b{#1}{x}}\newcommand{\b}[2]{#1 and #2}", r"\a{y}", "y and x"),
    "defining another": (r"\newcommand{\a}[1]{\newcommand{\b}[1]{##1 of #1}}", r"\a{x}\b{y}", "y of x"),
    "operator": (r"\DeclareMathOperator*{\argmax}{arg\,max}", r"$\argmax_a Q$", r"$\operatorname*{arg\,max}_a Q$"),
    "in a formula": (r"\newcommand{\E}{\mathbb{E}}\newcommand{\f}[1]{\alpha#1}", r"$\E[\f x]$", r"$\mathbb{E}[\alpha x]$"),
    "paired": (r"\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}", r"$\abs*{x}$", r"$\lvert x\rvert$"),
    "document command": (r"\NewDocumentCommand{\z}{s m O{d}}{\IfBooleanTF{#1}{all}{one}: #2, #3}", r"\z{a}. \z*{b}[c].", "one: a, d. all: b, c."),
    "no value": (r"\NewDocumentCommand{\z}{o m}{\IfNoValueTF{#1}{#2}{#2 (#1)}}", r"\z{a} \z[b]{c}", "a c (b)"),
    "environment": (r"\newenvironment{rem}[1][Note]{\textbf{#1:} }{ End.}", r"\begin{rem}a\end{rem}\begin{rem}[Hint]b\end{rem}", "**Note:** a End.**Hint:** b End."),
    "a blank line before its argument": (r"\newcommand{\w}[1]{<#1>}", "\\w\n\n{a}", "\\<a>"),
    "defined later": ("", r"\s{}\newcommand{\s}{one}\s", "one"),
    "comment in its body": ("\\newcommand{\\s}{%\n  Shelf% no\n}", r"\s.", "Shelf."),
}  # fmt: skip


@pytest.mark.parametrize("place", ["preamble", "body"])
@pytest.mark.parametrize("kind", MACROS)
def test_macros_say_what_they_stand_for(kind, place):
    defined, typed, printed = MACROS[kind]
    text = f"{OWNER}{defined} {typed}"
    if place == "preamble":
        text = f"\\documentclass{{article}}{defined}\\begin{{document}}{OWNER}{typed}\\end{{document}}"
    assert owner(text)[0] == printed


def test_the_arguments_of_the_template_may_stand_behind_blank_lines():
    source = read("\\OptIntent\n{Win.}\n\n% Metrics\n{Rate.}\n\n\n{Rank.}\n{Loops.}\n\n{No argument.}")
    assert [(one.field and one.field[1], one.text) for one in source.pieces] == [
        ("goal_of_reinforcement", "Win."),
        ("performance_metrics", "Rate."),
        ("oversight_metrics", "Rank."),
        ("known_failure_modes", "Loops."),
        (None, "No argument."),
    ]


def test_a_macro_of_the_author_may_make_the_headings():
    defined = r"\newcommand{\answer}[2]{\subsection{#1} #2}"
    source = read(defined + "\\section{System Details}\n\\answer{Dates}{2020.}\n\\answer{System Owner}{We.}")
    assert [(one.heading, one.text, one.line) for one in source.pieces] == [
        ("Dates", "2020.", 2),
        ("System Owner", "We.", 3),
    ]


def test_lines_are_those_of_the_source_whatever_was_expanded_before():
    text = "\\newcommand{\\s}{a\n\nb}\n\\iffalse\nx\n\\fi\n\\section{Dates}\n\\s\n\\s\n\\section{System Owner}\nWe.\n"
    lines = {one.heading: one.line for one in read(text).pieces}
    assert (lines["Dates"], lines["System Owner"]) == (7, 10)
    with pytest.raises(SourceError, match=r"^a\.tex:12:2: .*in line 12"):
        read(text + "{")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a\n \\iffalse b", r"a\.tex:3:2: .*\\iffalse has no \\fi"),
        ("a\n\\begin{comment} b", r"a\.tex:3:1: .*\\begin\{comment\} has no \\end\{comment\}"),
        ("a\n\\begin{lstlisting} b", r"a\.tex:3:1: .*has no \\end\{lstlisting\}"),
        ("\\iftrue a \\else b", r"a\.tex:2:11: .*\\else has no \\fi"),
    ],
)
def test_what_never_ends_is_an_error_with_its_place(typed, said):
    with pytest.raises(SourceError, match=said):
        read(OWNER + typed)


def test_conditions_that_cannot_be_judged_keep_both_branches():
    text, notes = owner(OWNER + r"We \ifx\a\b run \else own \fi it. \ifthenelse{x}{y}{z}")
    assert text == "We run own it. xyz"
    assert r"conditions that only LaTeX can evaluate, with both branches kept: \ifx" in notes


def test_macros_that_stand_for_ever_more_stay_as_they_are_typed():
    bomb = r"\newcommand{\b}{\c\c\c x}\newcommand{\c}{\b\b}\newcommand{\me}{\me}"
    text, notes = owner(bomb + OWNER + r"We \b{} and \me{} run \textbf{it}.")
    assert text.split() == ["We", "and", "run", "**it**."]
    assert r"kept as they are typed: \b, \me" in notes


def test_delimited_parameters_are_not_guessed():
    text, notes = owner(r"\def\q#1.{(#1)}" + OWNER + r"We \q run it.")
    assert text == "We run it."
    assert r"\q" in notes


BITS = (
    r"\iffalse \iftrue \ifx \else \fi \newif\ifd \dtrue \ifd \begin{comment} \end{comment} \newcommand{\x}[1][d]{<#1>} \x \x[e] "
    r"\def\y#1{\x[#1]} \y \y{a} \let\z\y \z \begin{document} \end{document} \xspace \verb|%| \endinput % { } [ ] # \ "
    r"\newenvironment{n}{(}{)} \begin{n} \end{n} \NewDocumentCommand\w{sm}{#2} \w* \makeatletter \section{Dates} words "
    r"\begin{verbatim} \end{verbatim} \lstinline \SystemDetails"
).split()


@given(st.lists(st.sampled_from([*BITS, "\n", "\n\n", " "]), max_size=20))
def test_any_of_it_becomes_a_report_or_an_error_with_its_place(bits):
    try:
        convert([read(OWNER + "".join(bits))])
    except SourceError as error:
        said = str(error)
    else:
        said = "a.tex"
    assert said.startswith("a.tex")


@given(st.lists(st.sampled_from(["{", "}", "word ", "\n", "\\textbf{b}", "$x$", "\\%", "% c\n"]), max_size=12))
def test_a_text_without_macros_is_what_it_is(bits):
    from reward_reports.exchange.importing.latex_expansion import expand

    assert expand("".join(bits), "a.tex").text == "".join(bits)
