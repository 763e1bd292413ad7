"""What every part of a report is built from: Answer, Register, Item, and the guide to a field."""

from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from reward_reports.report.model.about import About, Impact, Label, Noun, PointsTo
from reward_reports.report.model.declaring import added, entries, optional
from reward_reports.report.model.placeholders import (
    DRAFTED,
    EXPLAINING,
    is_empty_value,
    is_marked,
    is_placeholder,
    said,
)
from reward_reports.report.model.values import Choices, Id, Number, PartialDate, Plain, SourceId


class Base(BaseModel):
    """Frozen; unknown keys are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, populate_by_name=True, protected_namespaces=()
    )
    about: ClassVar = About()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        unknown = cls.about.names() - set(cls.model_fields)
        if unknown:
            raise TypeError(f"{cls.__name__} has no field {', '.join(sorted(unknown))}, of which its `about` speaks")


def _none_to_empty(value: Any) -> Any:
    return () if value is None else value


def _none_to_blank(value: Any) -> Any:
    return {} if value is None else value


T = TypeVar("T")
Many = Annotated[tuple[T, ...], BeforeValidator(_none_to_empty)]
"""A list; a key with nothing behind it is an empty list."""

Section = Annotated[T, BeforeValidator(_none_to_blank)]
"""A mapping; a key with nothing behind it is an empty mapping."""


WatchedBy = Annotated[Many[Id], Label("Watched by"), Noun("metrics that watch it"), Impact("oversight")]
"""The metrics that would show that something goes wrong."""


class OnDemand:
    """A section that a file may leave out: what validates it is built for the first file that has it.

    Building takes as long as reading many files, and the sections of the profiles are as large as all others together.
    """

    def __init__(self, section: type[BaseModel]) -> None:
        self._section = section

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.nullable_schema(core_schema.no_info_plain_validator_function(self._section.model_validate))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        self._section.model_rebuild()
        return handler(core_schema.nullable_schema(self._section.__pydantic_core_schema__))


Disclosure = Annotated[
    Literal["answered", "partial", "withheld", "unknown", "not_measured", "not_applicable"],
    Choices(
        answered="The question is answered in full.",
        partial="A part is answered; the reason says what is missing and why.",
        withheld="The answer is known to the owner and is not given; the reason says why.",
        unknown="Whoever writes this report does not know; the reason says where they looked.",
        not_measured="It could be measured, and nobody did; the reason says why.",
        not_applicable="The question does not arise for this system; the reason says why.",
    ),
]
Basis = Annotated[
    Literal["artefact", "measured", "documented", "audited", "owner_stated", "testimony", "inferred", "hypothetical"],
    Choices(
        artefact="It can be read off the code, weights, data or configuration that is cited.",
        measured="The authors measured it themselves.",
        documented="It stands in a published source that is cited.",
        audited="An independent audit, a regulator or a court found it.",
        owner_stated="The owner says so.",
        testimony="A witness or a leaked document says so.",
        inferred="The authors conclude it; nobody confirmed it.",
        hypothetical="It is made up for a system that does not exist or was never deployed so.",
    ),
]
Audience = Annotated[
    Literal["public", "auditor", "internal"],
    Choices(
        public="Everybody may read it.",
        auditor="Auditors and regulators may read it; the public sees a line that says it is held back.",
        internal="Only the owner's own people may read it; others see a line that says it is held back.",
    ),
]

AUDIENCES: tuple[str, ...] = get_args(get_args(Audience)[0])
"""Who may read, from the widest circle to the narrowest."""


class Search(Base):
    """Where somebody looked for an answer."""

    about: ClassVar = About(identified_by=(("where",),))

    where: Annotated[str, Noun("place")] = Field(description="Where one looked: the site, the paper, the archive.")
    date: PartialDate | None = optional("When.")
    words: str | None = optional("What was searched for.")


AttestorRole = Annotated[
    Literal["auditor", "regulator", "community", "expert"],
    Choices(
        auditor="Audits the system.",
        regulator="Supervises it by law.",
        community="Reviews it for people it affects.",
        expert="Knows the field.",
    ),
]


class Attestation(Base):
    """Somebody's word that an answer is right."""

    about: ClassVar = About(identified_by=(("by",),))

    by: Annotated[str, PointsTo("reference", words=True), Noun("author")] = Field(
        description="Who vouches for the answer: the id of a reference, or a name."
    )
    role: AttestorRole | None = optional("In which role.")
    on: Annotated[PartialDate | None, Noun("date")] = optional("When they read it.")
    digest: str | None = optional("The digest of the answer as they read it, as `reward-reports attest` writes it.")
    salt: str | None = optional("A random text that goes into the digest; editions for a wider circle leave it out.")


class OwnerResponse(Base):
    """What the system's owner says to an answer that others wrote."""

    text: str = Field(description="The response, in Markdown.")
    date: PartialDate | None = optional("When it was given.")
    source: Annotated[SourceId | None, PointsTo("reference")] = optional("The id of the reference it stands in.")

    @model_validator(mode="before")
    @classmethod
    def _text_shorthand(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data


class Answer(Base):
    """An answer with a state. A bare string is `{text: …}`."""

    text: str | None = optional("The answer, in Markdown.")
    disclosure: Annotated[Disclosure, Noun("state of the answer"), Impact("accountability")] = Field(
        "answered", description="The state of the answer; every state but `answered` needs a reason."
    )
    reason: Annotated[str | None, Impact("accountability")] = optional(
        "Why the answer is partial, withheld, unknown, not measured or not applicable."
    )
    basis: Annotated[Basis | None, Impact("accountability")] = optional("How the authors know what they say.")
    sources: Annotated[Many[SourceId], PointsTo("reference")] = optional(
        "Ids of the references that back the answer.", ()
    )
    as_of: Annotated[PartialDate | None, Noun("as-of date"), Impact("accountability")] = optional(
        "The date for which the answer holds."
    )
    audience: Annotated[Audience, Impact("accountability")] = Field("public", description="Who may read the answer.")
    searched: Annotated[Many[Search], Impact("accountability"), Noun("search")] = added(
        "Where the authors looked, for an answer that they did not find.", ()
    )
    attested: Annotated[Many[Attestation], Impact("accountability"), Noun("attestation")] = added(
        "Who vouches for the answer; `reward-reports attest` writes it.", ()
    )
    owner_response: Annotated[OwnerResponse | None, Impact("accountability")] = added(
        "What the owner says to an answer that others wrote."
    )

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"text": data}
        return {} if data is None else data

    @property
    def blank(self) -> bool:
        """Whether nothing was answered: no text, no typed value, and no state that would count as an answer."""
        text = self.text
        if text and not text.isspace():
            return False
        return self.disclosure == "answered" and not self._content()

    @property
    def unanswered(self) -> bool:
        """Whether nothing was answered: the answer is blank, or all that it says are placeholders such as "TBD"."""
        if self.disclosure != "answered" or (self.text and not self.text.isspace() and not is_placeholder(self.text)):
            return False
        return not _any_content(self, FRAME | _begun(self))

    @property
    def stated(self) -> bool:
        """Whether the authors gave a state in place of a full answer (`withheld`, `unknown` and so on)."""
        return self.disclosure != "answered"

    def _content(self) -> bool:
        """Whether any field beyond the frame of an answer says something."""
        values = self.__dict__
        for name in self.__pydantic_fields_set__:  # noqa: SIM110 every field of every report is asked: `any` takes twice as long
            if name not in FRAME and _says_something(values[name]):
                return True
        return False


FRAME = frozenset(Answer.model_fields) - {"text"}
"""The keys that describe an answer without being one."""


def _says_something(value: object) -> bool:
    if isinstance(value, tuple):  # asked first: whether something is a model takes ten times as long to say
        return bool(value)
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Answer):
        return not value.blank
    return value is not None and value != {}


def _any_content(holder: Base, besides: frozenset[str]) -> bool:
    """Whether a key that the author wrote says something."""
    values = holder.__dict__
    return any(_has_content(name, values[name]) for name in holder.__pydantic_fields_set__ - besides)


def _has_content(key: str, value: object) -> bool:
    """Whether a value says something and is not a placeholder; an entry with nothing but its id does."""
    if isinstance(value, str):
        return not is_empty_value(key, value)
    if isinstance(value, tuple):
        return any(_has_content(key, part) for part in value)
    if isinstance(value, dict):
        return any(_has_content(name, part) for name, part in value.items())
    if isinstance(value, Answer):
        return not value.unanswered
    if isinstance(value, Base):
        return value.__pydantic_fields_set__ <= _ID or _any_content(value, _silent_in(value))
    return value is not None


def _silent_in(entry: Base) -> frozenset[str]:
    """Return the keys of an entry that say nothing: its id, and all choices and numbers of a skeleton."""
    return frozenset(entry.__pydantic_fields_set__ - EXPLAINING) if _is_skeleton(entry) else _ID


def _begun(answer: Answer) -> frozenset[str]:
    """Return the keys of an answer that say nothing: its text, and the choices, dates and numbers of a skeleton.

    What a program has drafted is no skeleton: it took the values from a run.
    """
    values = answer.__dict__
    if not _is_skeleton(answer) or (answer.text or "").startswith(DRAFTED):
        return frozenset({"text"})
    nested = (tuple, dict, Base)
    return frozenset(name for name in answer.__pydantic_fields_set__ if not isinstance(values[name], nested))


def _is_skeleton(holder: Base) -> bool:
    """Whether a text is still to be written, and no other one says something."""
    values = holder.__dict__
    texts = [value for name in holder.__pydantic_fields_set__ & _WRITTEN if isinstance(value := values[name], str)]
    return any(map(is_marked, texts)) and not any(said(text).strip() for text in texts)


_ID = frozenset({"id"})
_WRITTEN = EXPLAINING | {"name", "owner", "text"}
"""Keys whose values somebody has to write; the others of a skeleton can be what it began with."""


class Item(Base):
    """An entry of a register; its id is unique there."""

    id: Id = Field(description="A short name that is unique in this register; other parts of the report point to it.")


class Register(Answer):
    """A list of typed items with the state of an answer. A bare list is `{items: […]}`."""

    items: Many[Item] = entries()

    @model_validator(mode="before")
    @classmethod
    def _list_shorthand(cls, data: Any) -> Any:
        return {"items": data} if isinstance(data, list | tuple) else data


class Quantity(Answer):
    """A number that may be undisclosed. A bare number is `{value: …}`."""

    value: Number | None = optional("The number.")
    unit: Plain | None = optional("The unit of the number.")

    @model_validator(mode="before")
    @classmethod
    def _number_shorthand(cls, data: Any) -> Any:
        return {"value": data} if isinstance(data, int | float) and not isinstance(data, bool) else data
