"""Where code or a value of the system lies that the report speaks of."""

from typing import Annotated, ClassVar

from pydantic import Field

from reward_reports.report.model.about import About, Label, Noun
from reward_reports.report.model.base import Base
from reward_reports.report.model.declaring import optional


class Code(Base):
    """A piece of code in the checkout."""

    path: Annotated[str, Label("File")] = Field(description="Its file in the checkout, from the report's folder.")
    symbol: str | None = optional(
        "The function, class or constant in it, `Rewards.score`; in other languages than Python the name of two markers."
    )
    revision: str | None = optional("The commit at which it was read.")
    digest: str | None = optional("The digest of the code that the report is about; `lint --fix` writes it.")


class Binding(Base):
    """A value of the report that is kept in a file of the system too."""

    about: ClassVar = About(identified_by=(("field",),))

    field: Annotated[str, Noun("target")] = Field(
        description="Where it stands in the report, with the ids of entries: `implementation.reward_details.speed.weight`."
    )
    path: Annotated[str, Label("File")] = Field(
        description="The file in the checkout that holds the value, from the report's folder: YAML, JSON, TOML or Python."
    )
    key: str | None = optional("Where it stands in that file: `training.beta`, `reward_weights[1]`.")
