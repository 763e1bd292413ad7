"""The document and only the document: frozen pydantic models, one file a section, no input or output."""

from reward_reports.report.model.base import Answer, Base, Item, Quantity, Register
from reward_reports.report.model.layouts import LAYOUTS, OPTIONAL, FieldPath, Layout
from reward_reports.report.model.report import SECTIONS, Report

__all__ = [
    "LAYOUTS",
    "OPTIONAL",
    "SECTIONS",
    "Answer",
    "Base",
    "FieldPath",
    "Item",
    "Layout",
    "Quantity",
    "Register",
    "Report",
]
