"""LaTeX formulas: one grammar of known commands, read anew for each format, so that no format shows a formula wrongly.

TeX is a programming language, and every converter knows another part of it. What this grammar knows is written for each
converter in commands it understands; a formula with anything else in it is shown as its source, and a rule says so.
"""

from reward_reports.report.formulas.dialect import Dialect
from reward_reports.report.formulas.errors import FormulaError
from reward_reports.report.formulas.reader import MAX_DEPTH, MAX_LENGTH, rewrite

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "Dialect", "FormulaError", "rewrite"]
