"""Formulas for tests: as people write them, and every command that is known."""

from __future__ import annotations

from hypothesis import strategies as st

from reward_reports.report.formulas import commands as known

WRITTEN = r"""
r = f - 0.1\,\max(0, s_0 - s)
\frac{1}{n}\sum_{i=1}^n x_i^2
\mathbb{E}_{\tau\sim\pi_\theta}\left[\sum_{t=0}^{T}\gamma^t r(s_t, a_t)\right]
J(\theta) = \mathbb{E}_{x \sim \mathcal{D},\, y \sim \pi_\theta(\cdot \mid x)}\bigl[r_\phi(x, y)\bigr] - \beta\,\mathbb{D}_{\mathrm{KL}}\!\left[\pi_\theta(y \mid x) \,\middle\|\, \pi_{\mathrm{ref}}(y \mid x)\right]
\mathcal{L}^{\text{CLIP}}(\theta) = \hat{\mathbb{E}}_t\Big[\min\big(\rho_t(\theta)\hat{A}_t, \operatorname{clip}(\rho_t(\theta), 1-\epsilon, 1+\epsilon)\hat{A}_t\big)\Big]
\mathcal{L}_{\text{DPO}} = -\log \sigma\left(\beta \log \frac{\pi_\theta(y_w|x)}{\pi_{ref}(y_w|x)} - \beta \log \frac{\pi_\theta(y_l|x)}{\pi_{ref}(y_l|x)}\right)
\pi^* = \argmax_\pi V^\pi(s)
\operatorname*{arg\,max}_{a \in \mathcal{A}} Q^{*}(s, a)
\operatorname{KL}(p \| q) \cdot \beta
Q(s,a) \leftarrow Q(s,a) + \alpha \left[ r + \gamma \max_{a'} Q(s', a') - Q(s,a) \right]
\mathop{\mathbb{E}}_{x\sim D} f(x)
\mathop{\mathrm{argmax}}\limits_{a} Q
p \mathbin{\|} q
x \mathrel{\mathop:}= y
r_{\text{reward\_model}}
\text{50\% of}
\begin{aligned} a &= b \\ c &= d \end{aligned}
\begin{cases} a & x \\[0.6em] b & y\end{cases}
\begin{pmatrix*}[r] a & -1\\ -1 & d\end{pmatrix*}
\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}^{\top}
\begin{array}{r|l} a & b \\ \hline c & d \end{array}
\left\{ \begin{array}{ll} 1 & \text{if $x > 0$} \\ 0 & \text{else} \end{array} \right.
f(x) = \begin{rcases} a & b \\ c & d \end{rcases} \Rightarrow \dots
\begin{alignedat}{2} 10&x+&3&y=2\\3&x+&13&y=4 \end{alignedat}
\begin{equation} e = m c^2 \label{eq:one} \end{equation}
\begin{align*} a &= b \nonumber \\ &= c \end{align*}
\sum_{\substack{0<i<m\\0<j<n}} P(i,j)
\sum\nolimits_i x_i + \int\limits_0^1 y\,dy
x'^2 + x''' + f'_3 + x_3'
^{14}_{6}C
\sqrt[3]{x} \geq \hat\beta
\underbrace{a+b}_{\text{reward}} + \overbrace{c}^{n}
\overline{AB} + \underline{xy} + \widehat{abc} + \widetilde{z} + \vec v + \ddot x
\binom n k + {n \choose k} + {1 \over 2} + \dfrac12 + \tfrac ab
{\rm KL} + {\bf x} + \bm{\theta} + \mathfrak{g} + \mathsf{x} + \mathtt{y}
\lVert w \rVert_2 \le \|v\| + \lfloor x \rfloor + \lceil y \rceil + \langle a, b \rangle
\big(\bigl(\Bigr)\biggl[\Biggr] + \left.\frac ab\right|_{x=0} + \left<x\right>
a \not= b \not\in C \notin D
x² + y³ ≤ ℝ → ∞ × ε·δ − α₁
\boxed{E = mc^2}
\overset{!}{=} + \underset{x}{\min} + \stackrel{\text{def}}{=} + \xrightarrow[a]{b}
a \bmod b \equiv c \pmod{n}
\textbf{bold} + \textit{italic} + \texttt{code} + \mbox{box}
\text{a ``quoted'' word -- and more}
\displaystyle \sum_{i} i + {\textstyle \sum_i i} + \scriptstyle x
\phantom{x} \hphantom{y} \smash[b]{z} \quad\qquad\,\:\;\!\ ~ \hspace{1em} \mkern 3mu
\lim_{x \to 0} \sup_n \limsup_n \Pr(A) \det B
a, b, \ldots, c + \cdots + d \dotsb \vdots \ddots
\neg p \land q \lor r \implies s \iff t
""".strip().split("\n")


def every_command() -> list[str]:
    """Return a formula for each command that is known."""
    made = [f"\\{name}" for name in (*known.SYMBOLS, *known.FUNCTIONS, *known.SHORT, *known.DOTS)]
    made += [f"\\{name} x" for name in (*known.STYLES, *known.SPACES, *known.MARKS, *known.SWITCHES)]
    made += [f"\\{name}{{AB}}{{y}}" for name in (*known.ONE, *known.TWO, *known.TRANSPARENT, *known.ALPHABETS)]
    made += [f"\\{name}[a]{{x}}" for name in known.OPTIONAL] + [f"a \\{name} b" for name in known.INFIX]
    made += [f"\\{name}{{some words}}" for name in known.WORDS] + [f"x\\{name}{{1em}}y" for name in known.LENGTHS]
    fences = [*known.FENCES, *(f"\\{name}" for name in known.NAMED_FENCES), *known.OTHER_FENCES]
    made += [f"\\left{fence} \\frac xy \\middle{fence} z \\right{fence}" for fence in fences]
    made += [f"x\\{name}{fence}" for name in known.SIZES for fence in fences]
    made += [f"\\not{'' if name in '=<>' else chr(92)}{name} x" for name in known.NEGATED]
    made += [f"x{char}" for char in (*known.CHARACTERS, *known.SUPERSCRIPTS, *known.SUBSCRIPTS)]
    made += [_grid(name) for name in known.GRIDS | known.STARRED]
    return made


def _grid(name: str) -> str:
    spec = {"array": "{lcr}", "subarray": "{l}", "alignedat": "{2}", "alignat": "{2}", "alignat*": "{2}"}.get(name, "")
    columns = 3 if name == "array" else min(known.GRIDS[name].columns if name in known.GRIDS else 10, 4)
    row = "&".join("abcd"[:columns])
    more = "" if name.startswith("equation") else rf"\\[2pt] {row} \\"
    return rf"\begin{{{name}}}{spec}{row}{more}\end{{{name}}}"


def formulas() -> st.SearchStrategy[str]:
    """Return formulas that the grammar knows, put together at random."""
    signs = ["x", "12", "+", "=", "(", "]", "[", "'", "ε", "é", "²"]
    commands = [f"{name} " for name in r"\alpha \leq \max \sum \to \| \% \, \! \ldots \not=".split()]
    leaf = st.sampled_from([*signs, *commands, r"\text{a_b 5\% <i>}", r"\mathbb{R}", r"\operatorname*{a-b}"])
    return st.recursive(leaf, _inside, max_leaves=12)


def _inside(one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(one, min_size=1, max_size=3).map("".join)
    forms = [
        "{%s}", r"\frac{%s}{%s}", r"x_{%s}^{%s}", r"\sqrt[%s]{%s}", r"\left(%s\middle|%s\right]", r"\hat{%s}", r"\mathbf{%s}",
        r"\underbrace{%s}_{%s}", r"\mathop{%s}\limits_{%s}", r"\begin{cases}%s&%s\\%s&\end{cases}", r"\text{if $%s$}",
        r"\begin{aligned}%s&=%s\end{aligned}", r"\begin{array}{r|l}%s&%s\\\hline %s\end{array}", r"\overset{%s}{%s}", r"{%s\over %s}",
        r"\xrightarrow[%s]{%s}", r"\begin{pmatrix*}[l]%s&%s\\%s\end{pmatrix*}", r"\boxed{%s}", r"\overline{%s}", r"{\rm %s}",
    ]  # fmt: skip
    return st.one_of(several, *(st.tuples(*[several] * form.count("%s")).map(form.__mod__) for form in forms))
