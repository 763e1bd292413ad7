"""What the ids that stand in a report point to."""

from __future__ import annotations

REFERS_TO = {
    "metric": "metric",
    "measures": "metric",
    "detected_by": "metric",
    "monitored_by": "metric",
    "affected": "stakeholder",
    "triggered_by": "trigger",
    "expectation": "expectation",
    "starts_from": "component",
    "produces": "component",
    "component": "component",
    "trained_on": "preferences|dataset",
    "data": "preferences|dataset",
    "on": "preferences",
    "made_from": "preferences|dataset|signal|rewardmodel|measurement",
    "part_of": "term",
    "term": "term",
    "rewards": "term",
    "by": "reference",
    "sources": "reference",
    "source": "reference",
}
"""What the ids in a field are ids of, by the field's name; where a field holds words, an id among them is looked up too."""
