"""The frameworks whose items a report can be compared with."""

from __future__ import annotations

from reward_reports.report.frameworks.dsa import DSA_RECOMMENDER
from reward_reports.report.frameworks.eu_ai_act import EU_AI_ACT
from reward_reports.report.frameworks.eu_gpai import EU_GPAI
from reward_reports.report.frameworks.fmti import FMTI
from reward_reports.report.frameworks.frontier import FRONTIER_TRANSPARENCY
from reward_reports.report.frameworks.items import Framework, FrameworkItem, KeyPath
from reward_reports.report.frameworks.nist_ai_rmf import NIST_AI_RMF

__all__ = ["FRAMEWORKS", "Framework", "FrameworkItem", "KeyPath"]

FRAMEWORKS = {one.name: one for one in (EU_AI_ACT, EU_GPAI, DSA_RECOMMENDER, FRONTIER_TRANSPARENCY, NIST_AI_RMF, FMTI)}
"""The frameworks by their names."""
