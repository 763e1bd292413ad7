"""The skeleton of a report on one page: half a day's work for somebody who knows the system."""

from __future__ import annotations

from datetime import date

from reward_reports.base.escaping.visible import visible
from reward_reports.report.model.report import CURRENT_VERSION
from reward_reports.report.text_edits import quoted

_TEXT = """\
# A Reward Report on one page: half a day's work for somebody who knows the system.
# Replace every text that begins with TODO, and copy an entry where there are several. What you cannot answer, say so:
#   recourse: {{disclosure: unknown, reason: why you do not know}}
# `reward-reports lint {file} --strictness minimal` checks it; `reward-reports explain FIELD` describes a field.
schema_version: "{version}"
report:
  id: {identity}
  title: {title}
  version: "0.1"
  status: draft
  kind: first_party   # third_party if you neither own nor run the system
  date: {today}
  last_reviewed: {today}
  authors:
    - {{name: "TODO: your name", affiliation: "TODO: where you work", relationship: owner}}
  summary:   # the three sentences at the top of the page
    rewarded_for: "TODO: what the system is rewarded for"
    what_happened: "TODO: what came of it, the worst first"
    what_you_can_do: "TODO: what somebody affected can do"

system_details:
  system_owner:
    name: "TODO: the company, office or person whose system it is"
    text: "TODO: who decides what is rewarded, and who can switch it off"
  dates:
    text: "TODO: since when it runs, and what decided before it"
    active_from: {today}   # the day it began
    lifecycle: deployed   # or simulation, pilot, suspended, retired
  feedback_and_communication:
    - {{id: contact, name: "TODO: who answers", email: "TODO: their address", for: "TODO: what to write to them about"}}

optimization_intent:
  goal_of_reinforcement: "TODO: what it is for, and why it learns from feedback where a fixed rule could decide"
  performance_metrics:
    - id: rewarded
      name: "TODO: what is measured and rewarded"
      role: reward
      definition: "TODO: how it is computed, so that somebody else could"
      direction: maximize
      rationale: "TODO: why this was chosen"
  oversight_metrics:
    - id: watched
      name: "TODO: what is watched and not rewarded"
      role: oversight
      definition: "TODO: how it is computed"
      direction: minimize
      exclusion_rationale: "TODO: why it is kept out of the reward"
  known_failure_modes:
    - id: worst
      name: "TODO: the worst failure in a few words"
      description: "TODO: how the system earns its reward and fails people"
      status: observed   # or hypothesised, mitigated, accepted, resolved
      detected_by: [watched]
      affected: [people]
      mitigation: "TODO: what is done about it, or why nothing is"

institutional_interface:
  deployment_agency: "TODO: who decided this before the system did, and what they do now"
  stakeholders:
    - {{id: people, name: "TODO: who is affected", interest: "TODO: what they gain or lose", in_scope: true}}
    - {{id: left-out, name: "TODO: who was left out", interest: "TODO: what they gain or lose", in_scope: false}}
  recourse:
    - id: complaint
      name: "TODO: what the channel is called"
      who: "TODO: who may use it"
      how: "TODO: how, with an address"
      contest_what: "TODO: what can be contested"
      respond_within: P14D

implementation:
  reward_details:
    text: "TODO: who set the reward, and what it stands in for that cannot be measured"
    combination: single   # weighted_sum, with a weight at each term, if there are several
    items:
      - {{id: reward, name: "TODO: the term in a few words", metric: rewarded, rationale: "TODO: why it is there"}}

system_maintenance:
  reporting_cadence: {{every: P6M, owner: "TODO: who sees to the next review"}}
  update_triggers:
    - id: review
      kind: event
      description: "TODO: what must happen for somebody to look before then"
      owner: "TODO: who decides what follows"
      respond_within: P14D
  changelog:
    - {{id: first, version: "0.1", date: {today}, kind: release, summary: "TODO: what was decided or released"}}
"""


def one_page(*, title: str, identity: str, today: date, file: str = "FILE", schema: str | None = None) -> str:
    """Return the YAML of a new report on one page; it loads, and every text in it that begins with TODO is an answer to write.

    Args:
        title: the report's title.
        identity: the report's id.
        today: the date of the first version.
        file: what the file will be called, for the comments.
        schema: the address of a JSON Schema for editors, from the report's folder.
    """
    head = f"# yaml-language-server: $schema={visible(schema)}\n" if schema else ""
    return head + _TEXT.format(
        file=visible(file), version=CURRENT_VERSION, identity=identity, title=quoted(title), today=today
    )
