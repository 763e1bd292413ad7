"""What a report can be exported to; the module that writes a format is imported when it is first used."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from reward_reports.report.frameworks import FRAMEWORKS

if TYPE_CHECKING:
    from reward_reports.publishing.rendering.redacted import Edition


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format.

    Attributes:
        name: its name on the command line.
        about: what it is, as the help says it behind the name; "" if the help of another covers it.
        writer: the module of this package that writes it, and its function: `cyclonedx.as_json`.
        form: the kind of text that it is.
        framework: the framework whose items the table shows, if it is one.
    """

    name: str
    about: str
    writer: str
    form: Literal["markdown", "json", "csv", "yaml"] = "json"
    framework: str = ""

    def __call__(self, report: Edition, **more: Any) -> str:
        """Return a report in this format."""
        module, _, function = self.writer.partition(".")
        write = getattr(import_module(f"reward_reports.exchange.exporting.{module}"), function)
        if self.framework:
            more["framework"] = FRAMEWORKS[self.framework]
        text: str = write(report, **more)
        return text


EXPORTERS = (
    Exporter("model-card", "a Hugging Face model card", "model_card.as_card", "markdown"),
    Exporter(
        "eval-results", "results of tests for .eval_results on the Hugging Face Hub", "eval_results.as_yaml", "yaml"
    ),
    Exporter("cyclonedx", "a CycloneDX 1.7 bill of materials with a model card", "cyclonedx.as_json"),
    Exporter(
        "croissant",
        "the preference data as a Croissant 1.0 data set with its responsible AI vocabulary",
        "croissant.as_json",
    ),
    *(Exporter(one.name, one.short, "crosswalk.as_markdown", "markdown", one.name) for one in FRAMEWORKS.values()),
    *(Exporter(f"{name}-json", "", "crosswalk.as_json", "json", name) for name in FRAMEWORKS),
    Exporter("fmti-csv", "", "crosswalk.as_csv", "csv", "fmti"),
)
FORMATS = {exporter.name: exporter for exporter in EXPORTERS}
"""The formats by their names."""
