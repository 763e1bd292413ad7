"""What gymnasium tells of an environment: its registration without running it, and more when it is made."""

from __future__ import annotations

import re
import sys

import pytest

from reward_reports.base.errors import MissingToolError
from reward_reports.base.installing import how_to_install
from reward_reports.report.loading import load_text
from reward_reports.runs.drafting import draft
from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.from_gymnasium import read_environment

gymnasium = pytest.importorskip("gymnasium", reason="gymnasium is not installed")


def test_a_registration_is_read_without_making_the_environment(monkeypatch):
    monkeypatch.setattr(gymnasium, "make", lambda *_: pytest.fail("it was made"))
    report = load_text(draft([], [read_environment("CartPole-v1")], title="T").yaml).report
    assert report.optimization_intent.goal_of_reinforcement.horizon.steps == 500
    assert report.optimization_intent.performance_metrics.items[0].baseline.of == "counts as solved from 475"


def test_an_environment_that_is_made_tells_its_spaces_and_its_documentation():
    found = read_environment("CartPole-v1", make=True)
    report = load_text(draft([], [found], title="T").yaml).report
    world = report.implementation.environment_details
    assert world.actions == "Discrete(2)"
    assert "a reward of `+1` is given for every step" in report.implementation.reward_details.text
    assert any("the reward was between 1 and 1" in note for note in found.notes)


class Shaped(gymnasium.Wrapper):
    """Changes the reward without its type telling so."""

    def step(self, action):
        seen, reward, ended, cut, info = self.env.step(action)
        return seen, reward + 1, ended, cut, info | {"reward_bonus": 1.0}


def test_a_wrapper_that_changes_the_reward_is_found_and_terms_too(monkeypatch):
    make = gymnasium.make
    monkeypatch.setattr(gymnasium, "make", lambda name: gymnasium.wrappers.RecordEpisodeStatistics(Shaped(make(name))))
    report = load_text(draft([], [read_environment("CartPole-v1", make=True)], title="T").yaml).report
    tricks = [one.what for one in report.implementation.engineering_tricks.items]
    assert tricks == ["The wrapper Shaped changed the reward in 1000 of 1000 random steps."]
    assert report.implementation.reward_details.items[0].name == "reward_bonus"


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("Nothing-v0", False, "has no environment"),
        ("Nothing-v0", True, "cannot be made"),
        ("os:Nothing-v0", False, "would import a module"),
    ],
)
def test_what_cannot_be_read_is_told(name, make, said):
    with pytest.raises(DraftError, match=said):
        read_environment(name, make=make)


def test_without_gymnasium_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "gymnasium", None)
    with pytest.raises(MissingToolError, match=re.escape(how_to_install("gym"))):
        read_environment("CartPole-v1")
