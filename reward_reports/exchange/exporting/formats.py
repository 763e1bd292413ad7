"""What a report can be exported to; the module that writes a format is imported when it is first used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from reward_reports.base.formats import function_at
from reward_reports.report.frameworks import FRAMEWORKS

if TYPE_CHECKING:
    from reward_reports.publishing.rendering.redacted import Edition


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format.

    Attributes:
        name: its name on the command line.
        about: what it is, as the help says it behind the name; "" if the help of another covers it.
        writer: the path of the function that writes it.
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
            more["framework"] = FRAMEWORKS[self.framework]
        text: str = function_at(self.writer)(report, **more)
        return text


_HERE = "exchange.exporting."

EXPORTERS = (
    Exporter("model-card", "a Hugging Face model card", _HERE + "model_card.as_card", "markdown"),
    Exporter(
        "eval-results",
        "results of tests for .eval_results on the Hugging Face Hub",
        _HERE + "eval_results.as_yaml",
        "yaml",
        (".yaml", ".yml"),
    ),
    Exporter(
        "cyclonedx",
        "a CycloneDX 1.7 bill of materials with a model card",
        _HERE + "cyclonedx.as_json",
        endings=(".cdx.json", ".bom.json"),
    ),
    Exporter(
        "croissant",
        "the preference data as a Croissant 1.0 data set with its responsible AI vocabulary",
        _HERE + "croissant.as_json",
    ),
    *(
        Exporter(one.name, one.short, _HERE + "crosswalk.as_markdown", "markdown", framework=one.name)
        for one in FRAMEWORKS.values()
    ),
    *(Exporter(f"{name}-json", "", _HERE + "crosswalk.as_json", framework=name) for name in FRAMEWORKS),
    Exporter("fmti-csv", "", _HERE + "crosswalk.as_csv", "csv", (".csv",), "fmti"),
)
FORMATS = {exporter.name: exporter for exporter in EXPORTERS}
"""The formats by their names."""
