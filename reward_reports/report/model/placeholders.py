"""Texts that stand in the place of an answer without being one: the one list that every count and every rule goes by."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

DRAFTED = "TODO(author)"
"""How a text begins that a program drafted and an author must replace."""

EXPLAINING = frozenset(
    {
        "contest_what", "definition", "description", "effect", "exclusion_rationale", "expression", "how", "interest",
        "method", "mitigation", "motivation", "path", "rationale", "requirement", "summary", "valid_when", "what", "who",
    }
)  # fmt: skip
"""Keys that explain something in words; of others (a unit, a licence) "none" or "proprietary" can be the truth."""
_LONGEST = 120
"""Characters of a line; a longer one says something."""
_FREQUENT = 4096

_UNFINISHED = frozenset(
    {
        "tbd", "tba", "tbc", "tbw", "tbs", "t.b.d", "t.b.a", "t.b.c", "t.b.w", "tk", "todo", "to do", "to-do", "fixme",
        "fix me", "wip", "work in progress", "in progress", "coming soon", "pending", "fill in", "fill me in", "fill out",
        "please fill in", "please fill out", "please complete", "placeholder", "lorem ipsum", "insert text here",
        "insert here", "enter text here", "add text here", "text here", "your text here", "your answer here", "answer here",
        "description here", "write here", "change me", "changeme", "replace me", "to follow", "will follow", "dummy",
        "optional", "asdf", "foo", "foobar", "foo bar",
        # German, French, Spanish, Italian, Dutch, Chinese
        "wird ergänzt", "wird nachgereicht", "noch offen", "zu ergänzen", "zu klären", "in arbeit", "in bearbeitung",
        "à compléter", "à définir", "à déterminer", "à venir", "à préciser", "en cours",
        "por definir", "por determinar", "por completar", "pendiente", "da definire", "da determinare", "da completare",
        "nog te bepalen", "nog in te vullen", "待定", "待补充", "未定",
    }
)  # fmt: skip
"""What somebody still has to replace; it is never the truth, whatever the key."""
_NOT_APPLICABLE = frozenset(
    {
        "n/a", "n.a", "n. a", "n / a", "na", "n\\a", "n-a", "not applicable", "inapplicable", "does not apply",
        "doesn't apply", "not relevant",
        "k. a", "k.a", "keine angabe", "keine angaben", "entfällt", "nicht zutreffend", "nicht anwendbar", "trifft nicht zu",
        "sans objet", "non applicable", "s. o", "no aplica", "no procede", "non applicabile", "não aplicável", "não se aplica",
        "n.v.t", "niet van toepassing", "不适用", "該当なし", "해당 없음", "не применимо", "н/д", "لا ينطبق",
    }
)  # fmt: skip
_BARE = frozenset(
    {
        "", "none", "nil", "null", "nothing", "blank", "empty", "missing", "omitted", "skipped",
        "none provided", "none given", "none stated", "none specified", "none listed", "none available", "none yet",
        "unavailable", "undisclosed", "confidential", "proprietary", "withheld", "redacted", "no comment",
        "unknown", "unclear", "unspecified", "undefined", "undetermined", "undecided", "undocumented", "unstated", "not sure",
        "unsure", "no idea", "don't know", "do not know", "dunno", "we don't know", "we do not know", "i don't know",
        "not public", "not publicly", "not yet", "see above", "see below", "as above", "as below", "same as above", "same",
        "ditto", "idem", "ibid",
        "keine", "keiner", "nichts", "unbekannt", "nicht bekannt", "nicht verfügbar", "vertraulich", "siehe oben",
        "aucun", "aucune", "néant", "inconnu", "inconnue", "non disponible", "non communiqué", "non renseigné", "voir ci-dessus",
        "ninguno", "ninguna", "desconocido", "desconocida", "no disponible", "sin datos", "nessuno", "nessuna", "sconosciuto",
        "non disponibile", "nenhum", "nenhuma", "desconhecido", "não disponível", "geen", "onbekend",
        "无", "未知", "暂无", "なし", "不明", "미정", "нет", "неизвестно", "غير معروف",
    }
)  # fmt: skip
"""What says neither that the question does not arise, nor that nobody knows, nor that somebody will not tell, and why."""
_DONE = (
    "available|public|published|disclosed|known|specified|stated|provided|given|measured|documented|described|reported|"
    "determined|decided|defined|filled|filled in|filled out|written|completed|finali[sz]ed|assessed|evaluated|mentioned|set|"
    "added|announced|confirmed|done|updated|discussed|agreed|clarified|supplied|reviewed|advised"
)
_THINGS = "information|info|details?|data|documentation|description|answer|response|text|content"
_PHRASES = re.compile(
    rf"not (?:yet )?(?:been )?(?:publicly )?(?:{_DONE})(?: publicly| to (?:the )?public)?(?: yet)?"
    rf"|no (?:further |more |additional |public )?(?:{_THINGS})(?: (?:is |are |was |were )?(?:yet )?(?:{_DONE}|yet|found))?"
    rf"|(?:information|info|data|details?) (?:is |are )?(?:not (?:yet )?(?:publicly )?(?:{_DONE})|missing|unavailable)"
)
_LATER = re.compile(
    rf"(?:yet |still )?to be (?:{_DONE})(?: later| soon)?"
    rf"|(?:more |further |additional )?(?:{_THINGS}) (?:is |are |will be )?(?:still )?"
    rf"(?:needed|required|pending|to follow|to come|coming|coming soon|added later|to be (?:{_DONE}))"
    rf"|needs? (?:more |further |additional )?(?:{_THINGS})|(?:will|shall) be (?:{_DONE})(?: later| soon)?"
    r"|x{2,}|\?+|\.{2,}"
)
_TEMPLATE = re.compile(
    r"[\[<{(]+\s*(?:please\s+)?(?:insert|enter|add|fill|describe|write|your|replace|provide|specify|list)\b[^\]>})]*[\]>})]+"
    r"|\{\{.*\}\}|\{%.*%\}|\$\{[^}]*\}|<!--.*-->",
    re.IGNORECASE,
)
"""A slot or a hint of a template that nobody filled or replaced."""
_QUALIFIED = re.compile(
    r"(?:this|that|it)?(?:'s| is| are)?\s*(?:currently|presently|still|so far|at present|at this time|for now|as yet)?\s*(?P<text>.*?)"
    r"(?:\s+(?:at this (?:time|point|stage)|at present|at the (?:moment|time)|for now|for the moment|so far|as of now|right now|"
    r"currently|presently|to date|as yet|yet|here|by us|\(\S*\)?|\((?:for now|so far|not yet|as yet|at present)\)?))*",
)
_AROUND = (
    " \t\r\n\u00a0\u200b\ufeff.…!*_~`#|+=^&$%\\/\"'“”‘’«»„‚´()[]{}<>-–—―−‐‑•·:;,。、，；：！？｡「」『』【】（）?¿¡"
)
_SIGNS = frozenset("%$<>=+&^")
"""Marks that mean something alone, as a unit or an operator does."""
_BETWEEN = re.compile(r"\s*(?:[;,|]|\s[/–—-]\s|\s(?:and|or)\s)\s*")
_LABEL = re.compile(r"(?:(?:[-*+>]|\d+[.)])\s+)*(?:(?:\*\*|__)[^*_\n]{1,80}(?::(?:\*\*|__)|(?:\*\*|__)\s*:)\s*)?")
"""The mark of a list, and a label such as `**License:**`."""
_HEADING = re.compile(r"\s*(?:#{1,6}\s|={3,}\s*\Z|-{3,}\s*\Z|<!--.*-->\s*\Z)")
_FIRST_WORD = re.compile(r"[^\W_]+")
_BEGINNINGS = frozenset(
    {
        "this", "that", "it", "s", "is", "are", "currently", "presently", "still", "so", "at", "for", "as", "not", "no",
        "more", "further", "additional", "yet", "to", "will", "shall", "need", "needs", *_THINGS.replace("?", "").split("|"),
        "detail", "please", "insert", "enter", "add", "fill", "describe", "write", "your", "replace", "provide", "specify", "list",
    }
).union(word[0] for text in _UNFINISHED | _NOT_APPLICABLE | _BARE if (word := _FIRST_WORD.match(text)))  # fmt: skip
"""Words that a placeholder begins with; other texts, which are nearly all, are looked at no further."""


def is_placeholder(text: str) -> bool:
    """Whether a text as a whole is a placeholder ("N/A", "TBD", "none", "—", "[More Information Needed]"), or was drafted for
    an author to replace. Marks around it, capitals, and remarks such as "at this time" make no difference; a reason does:
    "None, because no law asks for one" is an answer.
    """
    return bool(text) and not text.isspace() and _stands(text, _ALL)


def is_marked(text: str) -> bool:
    """Whether a text says at its beginning that somebody still has to write it: `TODO: the name of the metric`."""
    return text.lstrip().startswith(_MARKS)


def is_empty_value(key: str, text: str) -> bool:
    """Whether the text of a key that is not an answer of its own says nothing: blank, or a placeholder where no word is the truth."""
    if not text or text.isspace():
        return True
    return is_placeholder(text) and (key in EXPLAINING or _stands(text, _NO_VALUE))


def said(text: str | None) -> str:
    """Return a text that somebody wrote, or "" where there is none or a placeholder."""
    return "" if text is None or is_placeholder(text) else text


_MARKS = (DRAFTED, "TODO:", "FIXME:")


@dataclass(frozen=True, slots=True, eq=False)
class _List:
    """Placeholders as words and as patterns; equal to itself alone, since it is part of the key of a cache."""

    words: frozenset[str]
    phrases: tuple[re.Pattern[str], ...]


_ALL = _List(_UNFINISHED | _NOT_APPLICABLE | _BARE, (_LATER, _PHRASES))
_NO_VALUE = _List(_UNFINISHED | _NOT_APPLICABLE, (_LATER,))


def _stands(text: str, known: _List) -> bool:
    """Whether a text, or each part of it, is on a list."""
    line = text.strip()
    if is_marked(line) or line[:12].lower() == "lorem ipsum ":
        return True
    if "\n" in line:
        return _left_blank(line, known)
    return len(line) <= _LONGEST and _line_stands(line, known)


def _left_blank(text: str, known: _List) -> bool:
    """Whether a text is headings and labels, as of a template, with a placeholder behind each and nothing else."""
    stands = False
    for line in text.splitlines():
        if line.strip() and not _HEADING.match(line):
            stands = _stands(line, known)
            if not stands:
                return False
    return stands


@lru_cache(_FREQUENT)
def _line_stands(line: str, known: _List) -> bool:
    if not line[:1].isalpha():
        line = _LABEL.sub("", line, count=1)
    if not _may_stand(line):
        return False
    plain = _plain(line)
    if _TEMPLATE.fullmatch(line) or not plain:
        return bool(plain) or _SIGNS.isdisjoint(line) or "<!--" in line
    return _parts_stand(plain, known)


def _may_stand(line: str) -> bool:
    """Whether a line begins as a placeholder could; said fast."""
    first = _FIRST_WORD.search(line)
    if first is None or not first[0].isascii() or line[:1] in "{$<[":
        return True
    word = first[0].lower()
    return word in _BEGINNINGS or word.strip("x") == ""


def _parts_stand(plain: str, known: _List) -> bool:
    if _one_stands(plain, known):
        return True
    if len(words := plain.split()) > 1 and len(set(words)) == 1:
        return words[0] in known.words
    parts = _BETWEEN.split(plain)
    return len(parts) > 1 and all(_one_stands(part.strip(_AROUND), known) for part in parts)


def _one_stands(plain: str, known: _List) -> bool:
    bare = _QUALIFIED.fullmatch(plain)
    forms = (plain, bare["text"].strip(_AROUND)) if bare else (plain,)
    return any(form in known.words or any(one.fullmatch(form) for one in known.phrases) for form in forms if form)


def _plain(line: str) -> str:
    """Return a line in small letters, without marks around it."""
    folded = unicodedata.normalize("NFKC", line).replace("’", "'").casefold()
    return " ".join(folded.strip(_AROUND).split())
