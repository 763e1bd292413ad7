"""The commands that formulas are made of, by what they take; all are of LaTeX's own, amsmath or amssymb unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass


def _pairs(table: str) -> dict[str, str]:
    return dict(pair.split(":", 1) for pair in table.split())


SYMBOLS = _pairs(
    r"""
    varepsilon:ε Delta:Δ Gamma:Γ Lambda:Λ Omega:Ω Phi:Φ Pi:Π Psi:Ψ Sigma:Σ Theta:Θ Upsilon:Υ Xi:Ξ hbar:ℏ Bbbk:𝕜
    alpha:α beta:β chi:χ delta:δ digamma:ϝ ell:ℓ epsilon:ϵ eta:η gamma:γ hslash:ℏ imath:ı iota:ι jmath:ȷ kappa:κ
    lambda:λ mu:μ nu:ν omega:ω phi:ϕ pi:π psi:ψ rho:ρ sigma:σ tau:τ theta:θ upsilon:υ varDelta:Δ varGamma:Γ
    varLambda:Λ varOmega:Ω varPhi:Φ varPi:Π varPsi:Ψ varSigma:Σ varTheta:Θ varUpsilon:Υ varXi:Ξ varkappa:ϰ varphi:φ
    varpi:ϖ varrho:ϱ varsigma:ς vartheta:ϑ xi:ξ zeta:ζ
    bigcap:⋂ bigcup:⋃ bigodot:⨀ bigoplus:⨁ bigotimes:⨂ bigsqcup:⨆ biguplus:⨄ bigvee:⋁ bigwedge:⋀ coprod:∐ iiint:∭
    iint:∬ int:∫ oint:∮ prod:∏ sum:∑
    wedge:∧ vee:∨ lhd:⊲ rhd:⊳ Cap:⋒ Cup:⋓ amalg:⨿ ast:∗ barwedge:⊼ bigcirc:◯ bigtriangledown:▽ bigtriangleup:△
    boxdot:⊡ boxminus:⊟ boxplus:⊞ boxtimes:⊠ bullet:∙ cap:∩ cdot:⋅ circ:∘ circledast:⊛ circledcirc:⊚ circleddash:⊝
    cup:∪ curlyvee:⋎ curlywedge:⋏ dagger:† ddagger:‡ diamond:⋄ div:÷ divideontimes:⋇ dotplus:∔ doublebarwedge:⩞
    doublecap:⋒ doublecup:⋓ gtrdot:⋗ intercal:⊺ land:∧ leftthreetimes:⋋ lessdot:⋖ lor:∨ ltimes:⋉ mp:∓ odot:⊙ ominus:⊖
    oplus:⊕ oslash:⊘ otimes:⊗ pm:± rightthreetimes:⋌ rtimes:⋊ setminus:∖ sqcap:⊓ sqcup:⊔ star:⋆ times:× triangleleft:◁
    triangleright:▷ unlhd:⊴ unrhd:⊵ uplus:⊎ veebar:⊻ wr:≀
    leq:≤ geq:≥ neq:≠ ni:∋ parallel:∥ perp:⟂ Bumpeq:≎ Doteq:≑ Subset:⋐ Supset:⋑ Vdash:⊩ Vvdash:⊪ approx:≈ approxeq:≊
    asymp:≍ backsim:∽ backsimeq:⋍ because:∵ between:≬ blacktriangleleft:◀ blacktriangleright:▶ bowtie:⋈ bumpeq:≏
    circeq:≗ cong:≅ curlyeqprec:⋞ curlyeqsucc:⋟ dashv:⊣ doteq:≐ doteqdot:≑ eqcirc:≖ eqsim:≂ eqslantgtr:⪖ eqslantless:⪕
    equiv:≡ fallingdotseq:≒ frown:⌢ ge:≥ geqq:≧ geqslant:⩾ gg:≫ ggg:⋙ gggtr:⋙ gnapprox:⪊ gneq:⪈ gneqq:≩ gnsim:⋧
    gtrapprox:⪆ gtreqless:⋛ gtreqqless:⪌ gtrless:≷ gtrsim:≳ gvertneqq:≩ in:∈ le:≤ leqq:≦ leqslant:⩽ lessapprox:⪅
    lesseqgtr:⋚ lesseqqgtr:⪋ lessgtr:≶ lesssim:≲ ll:≪ lll:⋘ llless:⋘ lnapprox:⪉ lneq:⪇ lneqq:≨ lnsim:⋦ lvertneqq:≨
    mid:∣ models:⊨ nVDash:⊯ nVdash:⊮ ncong:≇ ne:≠ ngeq:≱ ngeqq:≧̸ ngeqslant:⩾̸ ngtr:≯ nleq:≰ nleqq:≦̸ nleqslant:⩽̸
    nless:≮ nmid:∤ notin:∉ nparallel:∦ nprec:⊀ npreceq:⋠ nsim:≁ nsubseteq:⊈ nsubseteqq:⫅̸ nsucc:⊁ nsucceq:⋡
    nsupseteq:⊉ nsupseteqq:⫆̸ ntriangleleft:⋪ ntrianglelefteq:⋬ ntriangleright:⋫ ntrianglerighteq:⋭ nvDash:⊭ nvdash:⊬
    owns:∋ pitchfork:⋔ prec:≺ precapprox:⪷ preccurlyeq:≼ preceq:⪯ precnapprox:⪹ precneqq:⪵ precnsim:⋨ precsim:≾
    propto:∝ risingdotseq:≓ sim:∼ simeq:≃ smile:⌣ sqsubset:⊏ sqsubseteq:⊑ sqsupset:⊐ sqsupseteq:⊒ subset:⊂ subseteq:⊆
    subseteqq:⫅ subsetneq:⊊ subsetneqq:⫋ succ:≻ succapprox:⪸ succcurlyeq:≽ succeq:⪰ succnapprox:⪺ succneqq:⪶
    succnsim:⋩ succsim:≿ supset:⊃ supseteq:⊇ supseteqq:⫆ supsetneq:⊋ supsetneqq:⫌ therefore:∴ trianglelefteq:⊴
    triangleq:≜ trianglerighteq:⊵ vDash:⊨ varsubsetneq:⊊ varsubsetneqq:⫋ varsupsetneq:⊋ varsupsetneqq:⫌ vartriangle:▵
    vartriangleleft:⊲ vartriangleright:⊳ vdash:⊢
    rightarrow:→ leftarrow:← mapsto:↦ Longleftrightarrow:⟺ Longrightarrow:⟹ Longleftarrow:⟸ Downarrow:⇓ Leftarrow:⇐
    Leftrightarrow:⇔ Lleftarrow:⇚ Lsh:↰ Rightarrow:⇒ Rrightarrow:⇛ Rsh:↱ Uparrow:⇑ Updownarrow:⇕ circlearrowleft:↺
    circlearrowright:↻ curvearrowleft:↶ curvearrowright:↷ dashleftarrow:⇠ dashrightarrow:⇢ downarrow:↓
    downdownarrows:⇊ downharpoonleft:⇃ downharpoonright:⇂ gets:← hookleftarrow:↩ hookrightarrow:↪ iff:⟺ impliedby:⟸
    implies:⟹ leadsto:⇝ leftarrowtail:↢ leftharpoondown:↽ leftharpoonup:↼ leftleftarrows:⇇ leftrightarrow:↔
    leftrightarrows:⇆ leftrightharpoons:⇋ leftrightsquigarrow:↭ longleftarrow:⟵ longleftrightarrow:⟷ longmapsto:⟼
    longrightarrow:⟶ looparrowleft:↫ looparrowright:↬ multimap:⊸ nLeftarrow:⇍ nLeftrightarrow:⇎ nRightarrow:⇏
    nearrow:↗ nleftarrow:↚ nleftrightarrow:↮ nrightarrow:↛ nwarrow:↖ rightarrowtail:↣ rightharpoondown:⇁
    rightharpoonup:⇀ rightleftarrows:⇄ rightleftharpoons:⇌ rightrightarrows:⇉ rightsquigarrow:⇝ searrow:↘ swarrow:↙
    to:→ twoheadleftarrow:↞ twoheadrightarrow:↠ uparrow:↑ updownarrow:↕ upharpoonleft:↿ upharpoonright:↾ upuparrows:⇈
    langle:⟨ rangle:⟩ lceil:⌈ lfloor:⌊ lgroup:⟮ llcorner:⌞ lmoustache:⎰
    lrcorner:⌟ rceil:⌉ rfloor:⌋ rgroup:⟯ rmoustache:⎱ ulcorner:⌜ urcorner:⌝
    ldots:… emptyset:∅ square:□ neg:¬ Box:◻ Diamond:◊ Finv:Ⅎ Game:⅁ Im:ℑ Re:ℜ aleph:ℵ angle:∠ backprime:‵ beth:ℶ
    bigstar:★ blacklozenge:⧫ blacksquare:■ blacktriangle:▴ blacktriangledown:▾ bot:⊥ cdots:⋯ checkmark:✓ circledS:Ⓢ
    clubsuit:♣ complement:∁ daleth:ℸ ddots:⋱ diagdown:⟍ diagup:⟋ diamondsuit:♢ dots:… empty:∅
    exists:∃ flat:♭ forall:∀ gimel:ℷ heartsuit:♡ infty:∞ lnot:¬ lozenge:◊ measuredangle:∡ mho:℧ nabla:∇ natural:♮
    nexists:∄ partial:∂ prime:′ sharp:♯ spadesuit:♠ sphericalangle:∢ top:⊤ triangle:△ triangledown:▿
    varnothing:∅ vdots:⋮ wp:℘
    lvert:| rvert:| vert:| lVert:‖ rVert:‖ Vert:‖ lbrace:{ rbrace:} lbrack:[ rbrack:] backslash:\ colon:: dag:† ddag:‡
    """
)
"""Signs, each with its character. Where several print the same one, the first is what the character is read as."""
FUNCTIONS = frozenset(
    """arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf injlim ker lg lim liminf limsup ln log
    max min Pr projlim sec sin sinh sup tan tanh bmod""".split()
)
"""Names that are printed upright."""
LARGE = frozenset(
    """sum prod coprod int iint iiint oint bigcap bigcup bigodot bigoplus bigotimes bigsqcup biguplus bigvee
    bigwedge""".split()
)
LIMITS = LARGE | {"det", "gcd", "inf", "injlim", "lim", "liminf", "limsup", "max", "min", "Pr", "projlim", "sup"}
"""What has its limits above and below it in a formula on a line of its own."""
DOTS = frozenset("dotsb dotsc dotsi dotsm dotso".split())
STYLES = frozenset("displaystyle textstyle scriptstyle scriptscriptstyle".split())
SPACES = {
    ",": r"\,", ";": r"\;", ":": r"\:", "!": r"\!", " ": r"\ ", ">": r"\:", "quad": r"\quad ", "qquad": r"\qquad ",
    "thinspace": r"\,", "medspace": r"\:", "thickspace": r"\;", "negthinspace": r"\!", "negmedspace": r"\!",
    "negthickspace": r"\!", "space": r"\ ", "nobreakspace": r"\ ", "enspace": r"\;", "enskip": r"\;",
}  # fmt: skip
LENGTHS = frozenset("hspace hskip kern mkern mskip mspace".split())
"""Spaces that say how wide they are."""
MARKS = {"{": r"\{", "}": r"\}", "_": r"\_", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "|": r"\|"}
_ALIASES = _pairs(
    """
    alef:aleph alefsym:aleph bull:bullet clubs:clubsuit diamonds:diamondsuit hearts:heartsuit spades:spadesuit exist:exists
    image:Im real:Re infin:infty isin:in lang:langle rang:rangle plusmn:pm sdot:cdot sub:subset sube:subseteq supe:supseteq
    thetasym:vartheta weierp:wp darr:downarrow uarr:uparrow larr:leftarrow rarr:rightarrow harr:leftrightarrow
    lrarr:leftrightarrow dArr:Downarrow Darr:Downarrow uArr:Uparrow Uarr:Uparrow lArr:Leftarrow Larr:Leftarrow
    rArr:Rightarrow Rarr:Rightarrow hArr:Leftrightarrow Harr:Leftrightarrow lrArr:Leftrightarrow Lrarr:Leftrightarrow
    Dagger:ddagger lparen:( rparen:) lt:< gt:> intop:int smallint:int thicksim:sim thickapprox:approx
    varpropto:propto smallsetminus:setminus centerdot:cdot
    """
)
"""Names of Wikipedia's formulas, and signs of another size only, by the usual names."""
SHORT = {name: made if made in "()<>" else f"\\{made} " for name, made in _ALIASES.items()} | {
    "notni": r"\not\ni ",
    "argmax": r"\operatorname*{arg\,max}",
    "argmin": r"\operatorname*{arg\,min}",
    "plim": r"\operatorname*{plim}",
    "N": r"\mathbb{N}",
    "R": r"\mathbb{R}",
    "Z": r"\mathbb{Z}",
    "reals": r"\mathbb{R}",
    "natnums": r"\mathbb{N}",
    "coloneqq": r"\mathrel{:=}",
    "eqqcolon": r"\mathrel{=:}",
    "vcentcolon": r"\mathrel{:}",
    "Complex": r"\mathbb{C}",
    "cnums": r"\mathbb{C}",
    "Reals": r"\mathbb{R}",
}
"""What other packages and converters know, in commands that all know."""
ALPHABETS = {
    "mathrm": "mathrm", "mathbf": "mathbf", "mathit": "mathit", "mathsf": "mathsf", "mathtt": "mathtt", "mathcal": "mathcal",
    "mathscr": "mathcal", "mathbb": "mathbb", "Bbb": "mathbb", "mathfrak": "mathfrak", "boldsymbol": "boldsymbol",
    "bm": "boldsymbol", "pmb": "boldsymbol", "bold": "mathbf", "mathnormal": "", "rm": "mathrm", "bf": "mathbf", "it": "mathit",
    "sf": "mathsf", "tt": "mathtt", "cal": "mathcal", "frak": "mathfrak",
}  # fmt: skip
"""Letters of another kind, each with the command that is written for it."""
SWITCHES = frozenset("rm bf it sf tt cal".split())
"""Alphabets of old that take all that follows in their group."""
ONE = frozenset(
    """hat widehat tilde widetilde bar overline underline vec dot ddot dddot check breve acute grave mathring overbrace
    underbrace overrightarrow overleftarrow overleftrightarrow underrightarrow underleftarrow underleftrightarrow
    mathbin mathrel mathord mathopen mathclose mathpunct mathinner boxed phantom hphantom vphantom pmod""".split()
)
"""Commands with one argument."""
TRANSPARENT = frozenset("smash mathclap".split())
"""Commands that change how much room their argument takes, and nothing else."""
TWO = frozenset("frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel".split())
INFIX = {"over": "frac", "choose": "binom"}
OPTIONAL = frozenset("sqrt xrightarrow xleftarrow".split())
"""Commands with an argument in square brackets before the one they need."""
WORDS = {
    "text": "text", "textrm": "text", "textnormal": "text", "textup": "text", "textmd": "text", "mbox": "text",
    "hbox": "text", "textit": "textit", "emph": "textit", "textbf": "textbf", "textsf": "textsf", "texttt": "texttt",
}  # fmt: skip
"""Commands with words for an argument."""
SIZES = frozenset("big Big bigg Bigg bigl bigr bigm Bigl Bigr Bigm biggl biggr biggm Biggl Biggr Biggm".split())
FENCES = frozenset("( ) [ ] | . /".split())
NAMED_FENCES = frozenset(
    """langle rangle lfloor rfloor lceil rceil vert Vert lvert rvert lVert rVert lbrace rbrace { } | lgroup rgroup
    lmoustache rmoustache backslash uparrow downarrow updownarrow Uparrow Downarrow Updownarrow""".split()
)
OTHER_FENCES = (
    dict.fromkeys(("<", "⟨", r"\lt", r"\lang"), r"\langle ")
    | dict.fromkeys((">", "⟩", r"\gt", r"\rang"), r"\rangle ")
    | {"‖": r"\| ", r"\lbrack": "[", r"\rbrack": "]"}
)
"""Brackets by other names, each with what is written for it."""
NEGATED = frozenset(
    """= < > in ni subset supset subseteq supseteq sim approx cong equiv leq geq le ge exists mid parallel to rightarrow
    leftarrow Rightarrow prec succ vdash models""".split()
)
"""What `\\not` may stand before."""
CHARACTERS = {
    "−": "-", "∗": "*", "·": r"\cdot ", "•": r"\bullet ", "⊥": r"\perp ", "…": r"\ldots ", "≔": r"\mathrel{:=}", "µ": r"\mu ",
    "ℝ": r"\mathbb{R}", "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "ℚ": r"\mathbb{Q}", "ℂ": r"\mathbb{C}", "𝔼": r"\mathbb{E}",
    "ℙ": r"\mathbb{P}", "ℒ": r"\mathcal{L}", "ℋ": r"\mathcal{H}", "\N{OHM SIGN}": r"\Omega ", "″": r"\prime \prime ",
    "\N{NO-BREAK SPACE}": r"\ ", "\N{THIN SPACE}": r"\,", "\N{NARROW NO-BREAK SPACE}": r"\,", "\N{ZERO WIDTH SPACE}": "",
}  # fmt: skip
"""Characters that are no letters, beside those of `SYMBOLS`."""
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ", "0123456789+-=()niT", strict=True))
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙᵢⱼₜ", "0123456789+-=()nijt", strict=True))


@dataclass(frozen=True)
class Grid:
    """What sets things in rows.

    Attributes:
        environment: the environment that is written for it; none if its one row alone is written.
        columns: how many columns it takes at most.
        spec: how its columns are aligned, where that is written.
        before: the fence before it.
        behind: the fence behind it.
    """

    environment: str
    columns: int
    spec: str = ""
    before: str = ""
    behind: str = ""


MAX_COLUMNS = 10
"""LaTeX takes no more in a matrix."""
GRIDS = (
    {name: Grid(name, MAX_COLUMNS) for name in "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix".split()}
    | {name: Grid("aligned", 2 * MAX_COLUMNS) for name in "aligned align align* split".split()}
    | {name: Grid("alignedat", 2 * MAX_COLUMNS) for name in "alignedat alignat alignat*".split()}
    | {name: Grid("gathered", 1) for name in "gathered gather gather*".split()}
    | {name: Grid("cases", 2) for name in "cases dcases".split()}
    | {name: Grid("array", 2, "ll", r"\left.", r"\right\}") for name in "rcases drcases".split()}
    | {name: Grid("", 1) for name in "equation equation*".split()}
    | {"array": Grid("array", MAX_COLUMNS), "subarray": Grid("subarray", 1)}
)
"""Environments by name. Equations are not numbered."""
STARRED = {
    "matrix*": ("", ""), "pmatrix*": (r"\left(", r"\right)"), "bmatrix*": (r"\left[", r"\right]"),
    "Bmatrix*": (r"\left\{", r"\right\}"), "vmatrix*": (r"\left|", r"\right|"), "Vmatrix*": (r"\left\|", r"\right\|"),
}  # fmt: skip
"""Matrices that may say how all their columns are aligned, with their fences."""
SUBSTACK = Grid("subarray", 1, "c")
"""What `\\substack` is."""
