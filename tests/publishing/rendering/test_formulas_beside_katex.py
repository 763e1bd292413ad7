"""KaTeX as a judge: what our pages and our LaTeX show of a formula is what KaTeX shows of it, sign for sign, part for part."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reward_reports.publishing.rendering.latex_math import safe_formula
from reward_reports.publishing.rendering.mathml import mathml

from . import formula_samples as samples

pytestmark = [pytest.mark.tool("node"), pytest.mark.tool("katex"), pytest.mark.once]
PACKAGE = Path(__file__).resolve().parents[2] / "node" / "node_modules" / "katex"
SCRIPT = """
const katex = require(process.argv[1]);
const options = {output: "mathml", throwOnError: true, strict: "ignore", displayMode: true};
const shown = (tex) => { try { return katex.renderToString(tex, options); } catch { return null; } };
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(given.map(shown)));
"""
SAME = {
    "−": "-",
    "∗": "*",
    "′": "'",
    "∣": "|",
    "∥": "‖",
    "⋅": "·",
    "…": "...",
    "⟵": "←",
    "⟶": "→",
    "◻": "□",  # Box
    "▴": "▲",  # blacktriangle
    "▾": "▼",  # blacktriangledown
    "▿": "▽",  # triangledown
    "▵": "△",  # vartriangle
    "◁": "◃",  # triangleleft
    "▷": "▹",  # triangleright
    "⟍": "╲",  # diagdown
    "⟋": "╱",  # diagup
    "⟂": "⊥",  # perp
    "≇": "≆",  # ncong
    "≧̸": "≱",  # ngeqq; KaTeX has one sign for it and for ngeqslant
    "⩾̸": "≱",  # ngeqslant
    "≦̸": "≰",  # nleqq
    "⩽̸": "≰",  # nleqslant
    "⫅̸": "⊈",  # nsubseteqq
    "⫆̸": "⊉",  # nsupseteqq
    "≔": ":=",
    "≕": "=:",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "^",
    "ˆ": "^",
    "˜": "~",
    "‾": "¯",
    "ˉ": "¯",
    "_": "¯",  # the line of \underline
    "´": "ˊ",
    "`": "ˋ",
    "∼": "~",
    "⟨": "<",
    "⟩": ">",
}
"""The same sign by another character: KaTeX, the converter and Unicode name some of them differently."""
DIFFERENT = {
    "`\\dddot` is one accent; KaTeX writes three full stops": [r"\dddot{AB}{y}"],
    "`\\boldsymbol` is bold; KaTeX forgets it in MathML": [
        r"\boldsymbol{AB}{y}",
        r"\bm{AB}{y}",
        r"\pmb{AB}{y}",
        r"{\rm KL} + {\bf x} + \bm{\theta} + \mathfrak{g} + \mathsf{x} + \mathtt{y}",
    ],
    "ℝ is read as `\\mathbb{R}`; KaTeX leaves it without a font": [f"x{letter}" for letter in "ℝℕℤℚℂℙ"]
    + ["x² + y³ ≤ ℝ → ∞ × ε·δ − α₁"],
    "`\\not` makes one sign with what it strikes out; KaTeX prints a stroke over it": [
        rf"\not\{name} x" for name in ("cong", "mid", "parallel", "sim")
    ],
    "signs that look the same are one sign": ["x•", "xµ", "x″"],
    "`\\middle.` prints nothing; KaTeX prints a full stop": [r"\left. \frac xy \middle. z \right."],
}
"""Formulas that are shown otherwise by design, by the reason."""
DIFFERENT_COMMANDS = {
    "boldsymbol": "is bold; KaTeX forgets it in MathML",
    "bm": "is bold; KaTeX forgets it in MathML",
    "pmb": "is bold; KaTeX forgets it in MathML",
    "dddot": "is one accent; KaTeX writes three full stops",
    "mathstrut": "takes room and prints nothing; no room is taken",
}
"""Commands that are shown otherwise by design, each with the reason."""
ONLY_OURS = {
    "LaTeX knows it, KaTeX does not": [
        r"\textbf{bold} + \textit{italic} + \texttt{code} + \mbox{box}",
        r"\mbox{some words}",
        r"x\mspace{1em}y",
        r"\begin{equation} e = m c^2 \label{eq:one} \end{equation}",
        r"\begin{split}a&b&c&d\\[2pt] a&b&c&d \\\end{split}",
    ],
    "the character is read as `\\|`": [r"\left‖ \frac xy \middle‖ z \right‖"],
}
"""Formulas that KaTeX refuses, by the reason."""
STYLES = {
    "BOLD": "bold", "SCRIPT": "script", "FRAKTUR": "fraktur", "DOUBLE-STRUCK": "double-struck", "SANS-SERIF": "sans-serif",
    "MONOSPACE": "monospace", "BLACK-LETTER": "fraktur",
}  # fmt: skip


_SCRIPTS = {"msub": "_", "munder": "_", "msup": "^", "mover": "^", "msubsup": "_^", "munderover": "_^"}
_NAMED = {"msqrt": "sqrt", "mroot": "root", "mphantom": "phantom", "menclose": "box"}


def parts(markup: str) -> str:
    """Return the signs of a formula and how they hang together; spaces and sizes are left out."""
    whole = re.search(r"<math.*</math>", markup, re.DOTALL)[0].replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ")
    return unicodedata.normalize("NFC", _parts(ET.fromstring(whole), ""))


def _parts(element, style):
    tag = element.tag.partition("}")[2] or element.tag
    style = element.get("mathvariant", style)
    if tag in ("annotation", "mspace"):
        return ""
    if len(element) == 0:
        return _signs(element.text or "", style)
    inside = [_parts(child, style) for child in element]
    if tag in _SCRIPTS:
        return inside[0] + "".join(
            f"{mark}({part})" for mark, part in zip(_SCRIPTS[tag], inside[1:], strict=True) if part
        )
    if tag == "mfrac":
        return f"({inside[0]}{' over ' if element.get('linethickness', '').startswith('0') else '/'}{inside[1]})"
    if tag == "mtr":
        return "&".join(inside).strip("&")
    if tag == "mtable":
        rows = ";".join(inside).rstrip(";")
        return f"⟦{rows}⟧" if re.search("[;&]", rows) else rows
    name = "box" if element.get("class") == "m-box" else _NAMED.get(tag)
    return f"{name}({(',' if tag == 'mroot' else '').join(inside)})" if name else "".join(inside)


def _signs(text: str, style: str) -> str:
    for pair in (pair for pair in SAME if len(pair) > 1):
        text = text.replace(pair, SAME[pair])
    return "".join(_sign(char, style) for char in text if not char.isspace() and char not in "\u2061\u2062\u2063\u200b")


def _sign(char: str, style: str) -> str:
    named = unicodedata.name(char, "")
    found = next((kind for word, kind in STYLES.items() if named.startswith(("MATHEMATICAL " + word, word))), style)
    plain = unicodedata.normalize("NFKC", char) if found != style or named.startswith("MATHEMATICAL ITALIC") else char
    plain = SAME.get(plain, plain)
    return f"{plain}:{found}" if found in STYLES.values() and plain.isalnum() else plain


@pytest.fixture(scope="module")
def katex():
    def render(formulas):
        call = ["node", "-e", SCRIPT, str(PACKAGE)]
        done = subprocess.run(call, input=json.dumps(formulas), capture_output=True, text=True, check=True)
        return dict(zip(formulas, json.loads(done.stdout.splitlines()[-1]), strict=True))

    return render


def listed(table):
    return {tex for formulas in table.values() for tex in formulas}


def differences(ours, theirs):
    """Return what is shown otherwise than KaTeX shows it, of what both know."""
    both = {tex: (parts(made), parts(theirs[tex])) for tex, made in ours.items() if made and theirs[tex]}
    return {tex: pair for tex, pair in both.items() if pair[0] != pair[1]}


def test_pages_show_what_katex_shows(katex):
    known = [*samples.WRITTEN, *samples.every_command()]
    theirs = katex(known)
    refused = {tex for tex in known if theirs[tex] is None and not re.fullmatch(r"x\\[Bb]ig+[lmr]?‖", tex)}
    assert refused == listed(ONLY_OURS)
    found = differences({tex: mathml(tex, display=True) for tex in known}, theirs)
    assert {tex: pair for tex, pair in found.items() if tex not in listed(DIFFERENT)} == {}
    assert found.keys() == listed(DIFFERENT)


def test_latex_shows_what_katex_shows(katex):
    """What is rewritten for LaTeX is to KaTeX the formula that the author wrote."""
    known = [*samples.WRITTEN, *samples.every_command()]
    written = {tex: safe_formula(tex) for tex in known}
    theirs, ours = katex(known), katex([made for made in written.values() if made])
    found = differences({tex: ours[made] for tex, made in written.items() if made}, theirs)
    assert {tex: pair for tex, pair in found.items() if tex not in listed(DIFFERENT)} == {}
    assert [tex for tex, made in written.items() if made and not ours[made]] == []


def names_in() -> list[str]:
    """Return every command that KaTeX's own sources name."""
    files = [*PACKAGE.glob("src/*.ts"), *PACKAGE.glob("src/functions/*.ts")]
    return sorted({name for file in files for name in re.findall(r'"\\\\([A-Za-z]+)"', file.read_text("utf-8"))})


def test_no_command_of_katex_is_shown_wrongly(katex):
    names = names_in()
    assert len(names) > 900
    known = [form.replace("NAME", name) for name in names for form in (r"\NAME x", r"\NAME{A}{b}", r"a \NAME b")]
    found = differences({tex: mathml(tex, display=True) for tex in known}, katex(known))
    assert {re.search(r"\\(\w+)", tex)[1] for tex in found} == DIFFERENT_COMMANDS.keys()
