"""Makes reports of about 9 KB that differ from each other, the same ones every time."""

from __future__ import annotations

import random
from pathlib import Path

_WORDS = [
    "traffic",
    "reader",
    "policy",
    "weekly",
    "share",
    "borrowed",
    "shelf",
    "controller",
    "lane",
    "queue",
    "measured",
    "observed",
    "people",
    "city",
    "office",
    "page",
    "order",
    "rating",
    "model",
    "update",
    "trained",
    "data",
    "group",
    "review",
    "meeting",
    "change",
    "reward",
    "term",
    "weight",
    "value",
    "place",
    "long",
    "short",
    "road",
    "street",
    "night",
    "morning",
    "driver",
    "resident",
    "librarian",
    "publisher",
    "author",
    "member",
    "council",
    "team",
    "record",
    "kept",
    "seen",
    "asked",
    "answer",
]

_REPORT = """\
schema_version: "1.0"
profiles: [{profile}]
report:
  id: report-{n:05}
  title: System {n}, {title}
  version: "1.1"
  status: published
  kind: hypothetical
  date: 2026-03-02
  last_reviewed: 2026-03-02
  authors:
    - {{name: A. Author, affiliation: Office {n}, relationship: owner, contact: "mailto:office{n}@city.example"}}
  license: CC-BY-4.0
  conflicts_of_interest: The authors run the system they describe.
system_details:
  system_owner: {p[0]}
  dates: {{active_from: 2025-09-01, lifecycle: deployed, text: "{s[0]}"}}
  feedback_and_communication:
    - {{id: desk, name: Front desk, email: desk{n}@city.example, for: questions and complaints}}
  other_resources: {{disclosure: not_applicable, reason: There is no paper; this report is the only description.}}
optimization_intent:
  goal_of_reinforcement:
    text: |
      {p[1]}
    horizon: {{kind: episodic, steps: 1800, wall_clock: PT1H}}
    alternatives: [a fixed rule, a person at the desk]
    basis: hypothetical
  performance_metrics:
    - id: finished
      name: Finished cases
      role: reward
      definition: {s[1]}
      unit: share
      direction: maximize
      rationale: {s[2]}
      observations:
        - {{date: 2026-02-28, value: 0.{n:04}, low: 0.1, high: 0.9, n: 8120, setting: online, source: log}}
        - {{date: 2026-01-31, value: 0.3, low: 0.1, high: 0.9, n: 8120, setting: online, source: log}}
    - id: speed
      name: Mean speed
      role: reward
      definition: {s[3]}
      unit: km/h
      direction: target
      rationale: {s[4]}
  oversight_metrics:
    - id: small-share
      name: Share of small places
      role: oversight
      definition: {s[5]}
      unit: share
      direction: monitor
      exclusion_rationale: {s[6]}
      observations:
        - {{date: 2026-02-28, value: 0.07, low: 0.06, high: 0.08, n: 8120, setting: online, source: log}}
  known_failure_modes:
    - id: loop
      name: The known become better known
      status: mitigated
      first_observed: "1.0"
      detected_by: [small-share]
      mitigation: {s[7]}
      affected: [small-places]
    - id: gap
      name: The simulator is too kind
      status: hypothesised
      detected_by: [speed]
      mitigation: {s[8]}
      affected: [residents]
institutional_interface:
  deployment_agency: {p[2]}
  stakeholders:
    - {{id: small-places, name: Small places, interest: to be found, in_scope: true, reporting_role: may_trigger_audit}}
    - {{id: residents, name: Residents, interest: quiet streets, in_scope: true, reporting_role: consulted}}
  explainability_and_transparency: {p[3]}
  recourse:
    - {{id: desk, who: anybody affected, how: at the front desk, contest_what: any decision, respond_within: P2W}}
implementation:
  reward_details:
    formula: r = f - 0.1\\,\\max(0, s_0 - s)
    combination: weighted_sum
    items:
      - {{id: finish-term, metric: finished, expression: f, weight: 1.0, rationale: the goal itself}}
      - {{id: speed-term, metric: speed, expression: v, weight: 0.1, rationale: steady flow}}
  environment_details:
    text: {p[4]}
    items:
      - {{id: drift, kind: exogenous, path: "{s[9]}", in_scope: false, monitored_by: [small-share], affected: [small-places]}}
  measurement_details:
    - {{id: m1, measures: finished, method: "{s[10]}", valid_when: the log is whole, biases: ["{s[11]}"]}}
  algorithmic_details:
    algorithm: repeated retraining of a ranking model
    items:
      - {{id: policy, role: policy, architecture: linear model, parameters: 2 thousand}}
    hyperparameters: {{learning_rate: 0.01, batch: 32, discount: 0.99}}
  data_flow:
    - {{id: log, kind: loans, size: 8120 cases, license: internal, collected: at the desk, retention: one year}}
  limitations: {p[5]}
  engineering_tricks:
    - {{id: clip, what: "{s[12]}", effect: "{s[13]}"}}
evaluation:
  evaluation_environment: {p[6]}
  offline_evaluations:
    - {{id: e1, kind: offline, metric: finished, value: 0.41, unit: share, interval: ±0.02, n: 8120, baseline: hand-made list 0.35}}
  evaluation_validity: {p[7]}
  performance_standards:
    - {{id: s1, requirement: "{s[14]}", source: the council, metric: finished, threshold: {{op: ">=", value: 0.3}}, status: met, evidence: e1}}
system_maintenance:
  reporting_cadence: {{every: P6M, tolerance: P1M, text: The council meets twice a year.}}
  update_triggers:
    - id: crowding-out
      kind: metric
      condition: {{metric: small-share, op: "<", value: 0.08, window: P4W}}
      owner: collection team
      respond_within: P2W
      state: fired
      fired: [{{date: 2026-02-20, evidence: "small-share 0.07 over four weeks"}}]
  changelog:
    - id: first
      version: "1.0"
      date: 2025-09-01
      kind: release
      summary: {s[15]}
      motivation: {s[16]}
    - id: explore
      version: "1.1"
      date: 2026-03-02
      kind: reward_change
      summary: {s[17]}
      motivation: {s[18]}
      triggered_by: [crowding-out]
      fields_changed: [implementation.reward_details, optimization_intent.known_failure_modes]
      expectations:
        - {{id: share-recovers, metric: small-share, direction: up, magnitude: to 0.10 or more, check_by: 2027-06-01}}
references:
  - {{id: log, title: Log extract, authors: City Office, year: 2026, accessed: 2026-03-01, url: "https://city.example/log"}}
"""


def report(n: int) -> str:
    """Return the n-th report."""
    chance = random.Random(n)

    def sentence() -> str:
        return " ".join(chance.choices(_WORDS, k=chance.randint(9, 14))).capitalize()

    def paragraph() -> str:
        return ". ".join(sentence() for _ in range(4)) + "."

    return _REPORT.format(
        n=n,
        profile=chance.choice(["recommender", "control"]),
        title=sentence().lower(),
        p=[paragraph() for _ in range(8)],
        s=[sentence() for _ in range(19)],
    )


def write(folder: Path, number: int) -> list[Path]:
    """Write `number` reports into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{n:05}.reward-report.yaml" for n in range(number)]
    for n, path in enumerate(paths):
        path.write_text(report(n), "utf-8")
    return paths
