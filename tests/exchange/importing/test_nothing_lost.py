"""No run of 40 visible characters is lost, whatever a source is made of; and nothing that is hidden comes in."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reward_reports.exchange.importing import convert
from reward_reports.exchange.importing.reading import read_source

SENTENCE = "number {} tells of the roads the queues and the drivers of our town"
HIDDEN = "number {} is a secret that nobody who reads the printed page can see"

MARKDOWN = [
    "{}", "- {}\n- two", "> {}", "```\n{}\n```", "~~~md\n# {}\n~~~", "    {}", "- a\n\n  ```\n  {}\n  ```", "1. {}\n   # more",
    "| a | b |\n|---|---|\n| {} | c |", "| {} |\n|---|", "<div>\n{}\n</div>", "<!-- {} -->", "<!--\n# {}\n-->", "<details>\n\n{}\n\n</details>",
    "**{}**", "*a* `{}` b", "[{}](https://a.example)", "![{}](a.png)", "[note]: https://a.example '{}'", "$$\n{}\n$$", "{}  \nmore", "\\# {}",
    "***\n{}", "{}[^1]\n\n[^1]: more", "&nbsp;{}", "# Dates\n\n{}", "## Recourse {{#r}}\n\n{}", "# Overview\n\n{}", "### {}", "## {}\n\nmore", "{}\n---",
    "#### Other\n\n{}", "<h2>Dates</h2>\n{}", "# System Owner [{}](https://a.example)",
]  # fmt: skip
LATEX = [
    "{}", "\\textbf{{{}}}", "\\emph{{a}} {}", "\\begin{{itemize}} \\item {} \\item two \\end{{itemize}}", "\\begin{{quote}}{}\\end{{quote}}",
    "\\begin{{tabular}}{{ll}} a & {} \\\\ c & d \\\\ \\end{{tabular}}", "\\begin{{tabular}}{{l}} \\multicolumn{{2}}{{c}}{{{}}} \\end{{tabular}}",
    "\\footnote{{{}}}", "\\begin{{figure}}\\includegraphics{{a.png}}\\caption{{{}}}\\end{{figure}}", "\\begin{{verbatim}}\n{}\n\\end{{verbatim}}",
    "\\begin{{lstlisting}}[caption=A]\n{}\n\\end{{lstlisting}}", "\\verb|{}|", "\\unknown{{{}}}", "\\begin{{unknown}}[a]{}\\end{{unknown}}", "\\own{{{}}}", "\\own[more]{{{}}}",
    "\\begin{{box}}{}\\end{{box}}", "\\ifdraft\\else {} \\fi", "\\iftrue {}\\fi", "\\ifx\\a\\b {}\\else more\\fi", "\\subsection{{Dates}} {}", "\\section{{System Details}}\n{}",
    "\\section{{{}}}", "\\paragraph{{{}}} more", "\\SystemDetails{{a}}{{{}}}{{c}}\n\n\n{{d}}", "{{\\small {}}}", "a\\\\{}", "{} % end\n", "\\href{{https://a.example}}{{{}}}",
    "\\begin{{abstract}}{}\\end{{abstract}}", "$$ x $$ {}", "\\begin{{center}}{}\\end{{center}}", "\\textcolor{{red}}{{{}}}", "\\renewcommand{{\\own}}[1]{{#1}}\\own{{{}}}",
]  # fmt: skip
NOT_PRINTED = [
    "% {}\n", "\\begin{{comment}}\n{} {{ $\n\\end{{comment}}\n", "\\iffalse {} \\fi ", "\\iffalse \\iftrue {} \\fi \\else more \\fi ",
    "\\iftrue more \\else {} \\fi ", "\\ifdraft {} \\fi ", "\\silent{{{}}}", "\\label{{{}}}",
]  # fmt: skip
DEFINED = r"\newif\ifdraft \newcommand{\own}[2][d]{<#1: #2>} \newcommand{\silent}[1]{} \newenvironment{box}{(}{)}"


def words(text):
    return " ".join(re.findall(r"[^\W_]+", text))


def filled(blocks, sentence):
    """Return each block with a sentence of its own."""
    return [block.format(sentence.format(number)) for number, block in enumerate(blocks)]


@given(st.lists(st.sampled_from(MARKDOWN), min_size=1, max_size=10), st.sampled_from(["\n\n", "\n\n\n", "\n"]))
def test_no_visible_text_of_markdown_is_lost(blocks, joint):
    text = "# System Owner\n\nwe\n\n" + joint.join(filled(blocks, SENTENCE))
    made = words(convert([read_source(text.encode(), "a.md")]).yaml)
    assert [one for one in range(len(blocks)) if words(SENTENCE.format(one)) not in made] == []


@given(st.lists(st.sampled_from(LATEX), min_size=1, max_size=8), st.sampled_from(["\n\n", "\n", " "]), st.booleans())
def test_no_printed_text_of_latex_is_lost(blocks, joint, whole):
    body = "\\section{System Owner}\nwe\n\n" + joint.join(filled(blocks, SENTENCE))
    text = f"\\documentclass{{a}}{DEFINED}\\begin{{document}}{body}\n\\end{{document}}" if whole else DEFINED + body
    made = words(convert([read_source(text.encode(), "a.tex")]).yaml)
    assert [one for one in range(len(blocks)) if words(SENTENCE.format(one)) not in made] == []


@given(st.lists(st.sampled_from([*NOT_PRINTED, "more ", "\\textbf{{b}} ", "\n\n"]), min_size=1, max_size=10))
def test_nothing_that_latex_hides_comes_in_and_the_rest_stays(blocks):
    body = "\\section{System Owner}\nwe\n\n" + "kept ".join(["", *filled(blocks, HIDDEN), ""])
    text = f"{DEFINED}\\begin{{document}}{body}\n\\end{{document}} {HIDDEN}"
    made = convert([read_source(text.encode(), "a.tex")]).yaml
    assert "secret" not in made
    assert made.count("kept") == len(blocks) + 1
