"""What the modules of this folder declare in `EXPORTERS`, listed so that the help imports none of them.

`make generate` writes this file.
"""

from reward_reports.exchange.exporting.exporter import Exporter

EXPORTERS = (
    Exporter(
        name="croissant",
        about="the preference data as a Croissant 1.0 data set with its responsible AI vocabulary",
        writer="exchange.exporting.croissant.as_json",
    ),
    Exporter(
        name="eu-ai-act",
        about="Annex IV of the EU AI Act, high-risk systems",
        writer="exchange.exporting.crosswalk.as_markdown",
        form="markdown",
        framework="eu-ai-act",
    ),
    Exporter(
        name="eu-gpai",
        about="general-purpose AI models under the EU AI Act",
        writer="exchange.exporting.crosswalk.as_markdown",
        form="markdown",
        framework="eu-gpai",
    ),
    Exporter(
        name="dsa-recommender",
        about="Articles 27 and 38 of the Digital Services Act",
        writer="exchange.exporting.crosswalk.as_markdown",
        form="markdown",
        framework="dsa-recommender",
    ),
    Exporter(
        name="frontier-transparency",
        about="transparency reports under California SB 53 and New York RAISE",
        writer="exchange.exporting.crosswalk.as_markdown",
        form="markdown",
        framework="frontier-transparency",
    ),
    Exporter(
        name="nist-ai-rmf",
        about="the NIST AI RMF",
        writer="exchange.exporting.crosswalk.as_markdown",
        form="markdown",
        framework="nist-ai-rmf",
    ),
    Exporter(
        name="fmti",
        about="the Foundation Model Transparency Index",
        writer="exchange.exporting.crosswalk.as_markdown",
        form="markdown",
        framework="fmti",
    ),
    Exporter(
        name="eu-ai-act-json",
        about="",
        writer="exchange.exporting.crosswalk.as_json",
        framework="eu-ai-act",
    ),
    Exporter(
        name="eu-gpai-json",
        about="",
        writer="exchange.exporting.crosswalk.as_json",
        framework="eu-gpai",
    ),
    Exporter(
        name="dsa-recommender-json",
        about="",
        writer="exchange.exporting.crosswalk.as_json",
        framework="dsa-recommender",
    ),
    Exporter(
        name="frontier-transparency-json",
        about="",
        writer="exchange.exporting.crosswalk.as_json",
        framework="frontier-transparency",
    ),
    Exporter(
        name="nist-ai-rmf-json",
        about="",
        writer="exchange.exporting.crosswalk.as_json",
        framework="nist-ai-rmf",
    ),
    Exporter(
        name="fmti-json",
        about="",
        writer="exchange.exporting.crosswalk.as_json",
        framework="fmti",
    ),
    Exporter(
        name="fmti-csv",
        about="",
        writer="exchange.exporting.crosswalk.as_csv",
        form="csv",
        endings=(".csv",),
        framework="fmti",
    ),
    Exporter(
        name="cyclonedx",
        about="a CycloneDX 1.7 bill of materials with a model card",
        writer="exchange.exporting.cyclonedx.as_json",
        endings=(".cdx.json", ".bom.json"),
    ),
    Exporter(
        name="eval-results",
        about="results of tests for .eval_results on the Hugging Face Hub",
        writer="exchange.exporting.eval_results.as_yaml",
        form="yaml",
        endings=(".yaml", ".yml"),
    ),
    Exporter(
        name="model-card",
        about="a Hugging Face model card",
        writer="exchange.exporting.model_card.as_card",
        form="markdown",
    ),
)
