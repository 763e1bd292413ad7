"""Names of languages, made comparable: `en-GB`, `English (US)` and `british english` are one."""

from __future__ import annotations

from reward_reports.linting.extract.patterns import lazy

_TABLE = """
af:afrikaans am:amharic ar:arabic az:azerbaijani be:belarusian bg:bulgarian bn:bengali ca:catalan cs:czech cy:welsh da:danish
de:german el:greek en:english eo:esperanto es:spanish et:estonian eu:basque fa:persian fi:finnish fr:french ga:irish gl:galician
gu:gujarati ha:hausa he:hebrew hi:hindi hr:croatian hu:hungarian hy:armenian id:indonesian ig:igbo is:icelandic it:italian
ja:japanese ka:georgian kk:kazakh km:khmer kn:kannada ko:korean ky:kyrgyz lo:lao lt:lithuanian lv:latvian mk:macedonian
ml:malayalam mn:mongolian mr:marathi ms:malay my:burmese ne:nepali nl:dutch no:norwegian nb:norwegian nn:norwegian pa:punjabi
pl:polish ps:pashto pt:portuguese ro:romanian ru:russian si:sinhala sk:slovak sl:slovenian so:somali sq:albanian sr:serbian
sv:swedish sw:swahili ta:tamil te:telugu tg:tajik th:thai tl:tagalog tr:turkish uk:ukrainian ur:urdu uz:uzbek vi:vietnamese
xh:xhosa yo:yoruba zh:chinese zu:zulu
ara:arabic ces:czech cze:czech cmn:chinese dan:danish deu:german ger:german ell:greek eng:english fas:persian fin:finnish
fra:french fre:french hin:hindi hun:hungarian ind:indonesian ita:italian jpn:japanese kor:korean nld:dutch dut:dutch nor:norwegian
pol:polish por:portuguese ron:romanian rus:russian spa:spanish swe:swedish tha:thai tur:turkish ukr:ukrainian vie:vietnamese
zho:chinese chi:chinese
"""
_CODES: dict[str, str] = dict(pair.split(":") for pair in _TABLE.split())
"""ISO 639-1 codes, and 639-2 and 639-3 codes of frequent languages. Source: https://www.loc.gov/standards/iso639-2/"""
_SYNONYMS = {
    "mandarin": "chinese", "farsi": "persian", "dari": "persian", "castilian": "spanish", "castellano": "spanish", "español": "spanish",
    "flemish": "dutch", "nederlands": "dutch", "deutsch": "german", "français": "french", "português": "portuguese",
    "italiano": "italian", "bangla": "bengali", "filipino": "tagalog", "kiswahili": "swahili", "bokmål": "norwegian",
    "nynorsk": "norwegian", "中文": "chinese", "日本語": "japanese", "한국어": "korean",
}  # fmt: skip
_ANY = frozenset(
    {
        "all",
        "any",
        "many",
        "more",
        "most",
        "multilingual",
        "multiple",
        "other",
        "others",
        "several",
        "unknown",
        "various",
    }
)
_NOT_A_NAME = frozenset({"language", "languages", "mainly", "mostly", "only", "primarily", "predominantly"})
_CODE = lazy(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*\Z")
_ASIDE = lazy(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = lazy(r"[^\W\d_]+")


def normalised(name: str) -> str | None:
    """Return a plain name for a language; None where the words name no single one ("others", "50 languages")."""
    plain = name.strip().casefold()
    code = _CODE.match(plain)
    if code and code[1] in _CODES:
        return _CODES[code[1]]
    words = _WORD.findall(_ASIDE.sub(" ", plain))
    if not _ANY.isdisjoint(words):
        return None
    known = [word for word in words if word not in _NOT_A_NAME]
    if not known:
        return None
    # The last word is the language, those before it say which kind: Brazilian Portuguese.
    last: str = known[-1]
    return _SYNONYMS.get(last, last)
