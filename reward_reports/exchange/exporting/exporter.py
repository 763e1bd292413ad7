"""What an exporter says about itself: its module declares it in `EXPORTERS`, and `make generate` lists it in `formats.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from reward_reports.base.formats import function_at

if TYPE_CHECKING:
    from reward_reports.publishing.rendering.redacted import Edition


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format.

    Attributes:
        name: its name on the command line.
        about: what it is, as the help says it behind the name; "" if the help of another covers it.
        writer: the path of the function that writes it; its module is imported when it is first used.
        form: the kind of text that it is.
        endings: the endings of its files, where nothing else has them.
        framework: the framework whose items the table shows, if it is one.
    """

    name: str
    about: str
    writer: str
    form: Literal["markdown", "json", "csv", "yaml"] = "json"
    endings: tuple[str, ...] = ()
    framework: str = ""

    def __call__(self, report: Edition, **more: Any) -> str:
        """Return a report in this format."""
        if self.framework:
            from reward_reports.report.frameworks import FRAMEWORKS

            more["framework"] = FRAMEWORKS[self.framework]
        text: str = function_at(self.writer)(report, **more)
        return text
