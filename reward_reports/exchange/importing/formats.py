"""What the modules of this folder declare in `IMPORTERS`, listed so that the help imports none of them.

`make generate` writes this file.
"""

from reward_reports.exchange.importing.importer import Importer

IMPORTERS = (
    Importer(
        about="Markdown in the paper's or the web builder's layout",
        endings=(".md", ".markdown", ".mdown", ".txt"),
        reader="exchange.importing.cards.read_card_or_report",
        known=2,
    ),
    Importer(
        about="a company report of the Foundation Model Transparency Index (CSV)",
        endings=(".csv",),
        reader="exchange.importing.fmti.read_fmti",
        in_folders=False,
    ),
    Importer(
        about="LaTeX",
        endings=(".tex", ".latex", ".ltx"),
        reader="exchange.importing.latex.read_latex",
    ),
    Importer(
        about="a model card (Markdown with front matter, or Model Card Toolkit JSON)",
        endings=(".json",),
        reader="exchange.importing.toolkit_cards.read_toolkit",
        in_folders=False,
    ),
)
