"""The small values of a report: dates that may be a year or a month, durations, ids, numbers, choices."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, Strict, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from reward_reports.report.model.about import Impact, Label, Written

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
_LONG, _SHORT, _FEBRUARY = "(0[13578]|1[02])", "(0[469]|11)", "02"
_DAYS = f"({_LONG}(-(0[1-9]|[12][0-9]|3[01]))?|{_SHORT}(-(0[1-9]|[12][0-9]|30))?|{_FEBRUARY}(-(0[1-9]|[12][0-9]))?)"
_DATE_PATTERN = f"^(?!0000)[0-9]{{4}}(-{_DAYS})?$"  # all but leap years
_DURATION = re.compile(
    r"P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\Z", re.ASCII
)
_DIGITS = 6  # of one number in a duration: a longer one would overflow the calendar
_N = f"[0-9]{{1,{_DIGITS}}}"
_TIME = f"T(?=[0-9])({_N}H)?({_N}M)?({_N}S)?"
_DURATION_PATTERN = f"^P(?=[0-9]|T[0-9])({_N}Y)?({_N}M)?({_N}W)?({_N}D)?({_TIME})?$"

_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "þ": "th", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t"}
)
"""Latin letters that are not a letter with an accent."""

EVER = datetime.combine(date.min, time.min)
"""The first moment there is; moments are in UTC and carry no zone."""


def id_from(words: str, otherwise: str) -> str:
    """Return an id made of words: their letters and digits, small, without accents, with dashes between; another where there
    are none, as in scripts other than Latin.
    """
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60].strip("-") or otherwise


_RIGHT_TO_LEFT = frozenset("ar arc arz azb ckb dv fa he khw ks lrc mzn nqo pnb ps sd syr ug ur yi".split())
_RIGHT_TO_LEFT_SCRIPTS = frozenset("adlm arab aran hebr nkoo rohg syrc thaa".split())


@lru_cache(256)
def direction_of(language: str) -> str:
    """Return `rtl` for a language that is written from right to left, else `ltr`; a script in the tag decides."""
    first, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    right_to_left = script in _RIGHT_TO_LEFT_SCRIPTS if script else first in _RIGHT_TO_LEFT
    return "rtl" if right_to_left else "ltr"


class _FromText:
    """A value that is read from text and printed as the text it was read from."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )

    @classmethod
    def _validate(cls, value: Any) -> Any:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class PartialDate(_FromText):
    """A day, a month or a year, as far as it is known; it stands for the whole period.

    Attributes:
        text: as written: `2015`, `2015-03` or `2015-03-31`.
        start: the first day of the period.
        end: the last day of the period.
    """

    text: str
    start: date
    end: date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an ISO 8601 date, year-month or year.

        Raises:
            ValueError: if the text is none of these, or no such day exists.
        """
        match = _DATE.match(text)
        if match is None:
            raise ValueError("write the date as 2015-03-31, or 2015-03 or 2015 where the day is not known")
        year, month, day = match.groups()
        first = date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last = date(int(year), last_month, int(day or calendar.monthrange(int(year), last_month)[1]))
        return cls(text, first, last)

    @classmethod
    def _validate(cls, value: Any) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return cls.parse(value.isoformat()[:10])
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise PydanticCustomError("report_date", "is not a date")
        try:
            return cls.parse(value)
        except ValueError as error:
            raise PydanticCustomError("report_date", "is not a date: {why}", {"why": str(error)}) from None

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        message = "Write the date as 2015-03-31, or 2015-03 or 2015 where the day is not known."
        text = {"type": "string", "pattern": _DATE_PATTERN, "patternErrorMessage": message}
        return {"anyOf": [text, {"type": "integer", "minimum": 1000, "maximum": 9999}]}

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Duration(_FromText):
    """An ISO 8601 duration such as `P6W` or `P1Y6M`; months and years follow the calendar.

    Attributes:
        text: as written.
        months: years and months, in months.
        rest: weeks, days and time.
    """

    text: str
    months: int
    rest: timedelta

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read an ISO 8601 duration of whole numbers.

        Raises:
            ValueError: if the text is not a duration.
        """
        match = _DURATION.match(text)
        if match is None or any(len(group or "") > _DIGITS for group in match.groups()):
            raise ValueError("write it as P6W (six weeks), P3M (three months), P1Y, P10D or PT12H")
        years, months, weeks, days, hours, minutes, seconds = (int(group or 0) for group in match.groups())
        rest = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        return cls(text, 12 * years + months, rest)

    @classmethod
    def _validate(cls, value: Any) -> Duration:
        if isinstance(value, Duration):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("report_duration", "is not a duration")
        try:
            return cls.parse(value)
        except ValueError as error:
            raise PydanticCustomError("report_duration", "is not a duration: {why}", {"why": str(error)}) from None

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        message = "Write an ISO 8601 duration: P6W is six weeks, P3M three months, P1Y a year, PT12H twelve hours."
        return {"type": "string", "pattern": _DURATION_PATTERN, "patternErrorMessage": message}

    def before(self, moment: datetime) -> datetime:
        """Return the moment that lies this duration before another; the first one there is, if it would lie before it."""
        try:
            if not self.months:
                return moment - self.rest
            year, month = divmod(moment.year * 12 + moment.month - 1 - self.months, 12)
            if year < EVER.year:
                return EVER
            day = min(moment.day, calendar.monthrange(year, month + 1)[1])
            return moment.replace(year=year, month=month + 1, day=day) - self.rest
        except OverflowError:
            return EVER

    def after(self, day: date) -> date:
        """Return the day that lies this duration after `day`; the last day that can be written, if beyond it."""
        if self.months:
            year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
            if year > date.max.year:
                return date.max
            day = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        try:
            return day + self.rest
        except OverflowError:
            return date.max

    def __str__(self) -> str:
        return self.text


class Choices:
    """What each allowed value of a choice means; read by editors, the documentation and the messages."""

    def __init__(self, **meanings: str) -> None:
        self.meanings = meanings

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        json_schema = handler(schema)
        described = [self.meanings[value] for value in json_schema["enum"]]
        return json_schema | {"enumDescriptions": described, "markdownEnumDescriptions": described}


@dataclass(frozen=True, eq=False)
class FormerNames:
    """Values of earlier versions of the format, by the value that now stands for the same; both are read."""

    now: dict[str, str]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def current(value: Any) -> Any:
            return self.now.get(value, value) if isinstance(value, str) else value

        return core_schema.no_info_before_validator_function(current, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        json_schema = handler(schema)
        words = [f"The former name of `{new}`." for new in self.now.values()]
        return json_schema | {
            "enum": [*json_schema["enum"], *self.now],
            "enumDescriptions": [*json_schema["enumDescriptions"], *words],
            "markdownEnumDescriptions": [*json_schema["markdownEnumDescriptions"], *words],
        }


ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._:-]*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=100)]
SOURCE_ID = r"[A-Za-z0-9_][A-Za-z0-9._:/+-]*"
SOURCE_PATTERN = rf"^{SOURCE_ID}$"
SourceId = Annotated[str, StringConstraints(pattern=SOURCE_PATTERN, max_length=100)]
"""The id of a reference: BibTeX keys such as `DBLP:conf/x/Y22` or `10.1145/3426744` are ids too."""
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN, max_length=35), Written("plain")]
"""A language as BCP 47 writes it: `de`, `pt-BR`, `zh-Hant`."""
Plain = Annotated[str, Written("plain")]
"""A few words that are not prose: a version, a unit, a name."""
Address = Annotated[str, Written("address")]
"""A web or mail address; other words may stand in its place."""
Formula = Annotated[str, Written("formula")]
"""A formula in LaTeX."""
License = Annotated[Plain, Label("Licence"), Impact("accountability")]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
Count = Annotated[int, Strict(), Field(ge=0)]
Flag = Annotated[bool, Strict()]
Share = Annotated[float, Strict(), Field(allow_inf_nan=False, ge=0, le=1)]
Year = Annotated[int, Strict(), Field(ge=1000, le=9999)]
