"""What PettingZoo tells of an environment of several agents."""

from __future__ import annotations

import re
import sys
import warnings

import pytest

from reward_reports.base.errors import MissingToolError
from reward_reports.base.installing import how_to_install
from reward_reports.report.loading import load_text
from reward_reports.runs.drafting import draft
from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.from_pettingzoo import read_environment

pettingzoo = pytest.importorskip("pettingzoo", reason="PettingZoo is not installed")


@pytest.fixture(scope="module", autouse=True)
def _registered():
    """Two environments that need nothing else, one of each kind; they come with PettingZoo.

    A process that is given this module in two parts registers them twice, at which PettingZoo warns.
    """
    where = "pettingzoo.test.example_envs.generated_agents"
    with warnings.catch_warnings(action="ignore", category=UserWarning):
        pettingzoo.register(
            "parallel", id="test/at-once-v0", entry_point=f"{where}_parallel_v0:parallel_env", max_cycles=75
        )
        pettingzoo.register("aec", id="test/in-turn-v0", entry_point=f"{where}_env_v0:env")


def report_on(name, **options):
    found = read_environment(name, **options)
    return load_text(draft([], [found], title="T").yaml).report, found.notes


def test_a_registration_is_read_without_making_the_environment(monkeypatch):
    monkeypatch.setattr(pettingzoo, "make", lambda *_: pytest.fail("it was made"))
    report, _ = report_on("sisl/pursuit-v5")
    assert report.implementation.environment_details.states == (
        "The environment sisl/pursuit-v5, pettingzoo.sisl.pursuit.pursuit:parallel_env; all agents act at once."
    )
    report, _ = report_on("classic/chess-v6")
    assert report.implementation.environment_details.states.endswith("agents act in turn.")
    report, _ = report_on("test/at-once-v0")
    assert report.optimization_intent.goal_of_reinforcement.horizon.steps == 75


@pytest.mark.parametrize("name", ["test/at-once-v0", "test/in-turn-v0"])
def test_an_environment_that_is_made_tells_what_each_group_of_agents_sees_and_does(monkeypatch, name):
    make = pettingzoo.make
    monkeypatch.setattr(pettingzoo, "make", lambda kind, name: make(kind, name, max_cycles=-1))
    report, notes = report_on(name, make=True)
    world = report.implementation.environment_details
    assert "agents type0_0 to type0_2: " in world.observations
    assert "agents type0_0 to type0_2: " in world.actions
    assert any("1000 random steps: the reward of type0 was between " in note for note in notes)


def test_whether_agents_share_a_reward_is_told(monkeypatch):
    make = pettingzoo.make
    monkeypatch.setattr(pettingzoo, "make", lambda kind, name: make(kind, name, max_cycles=-1))
    _, notes = report_on("test/at-once-v0", make=True)
    assert any("steps all agents were given the same reward" in note for note in notes)


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("nothing/here-v0", False, "PettingZoo has no environment nothing/here-v0"),
        ("os:system", True, "PettingZoo has no environment os:system"),
    ],
)
def test_what_cannot_be_read_is_told(name, make, said):
    with pytest.raises(DraftError, match=said):
        read_environment(name, make=make)


def test_an_environment_whose_library_is_missing_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "pettingzoo.sisl.pursuit.pursuit", None)
    with pytest.raises(DraftError, match="cannot be made: Failed to import"):
        read_environment("sisl/pursuit-v5", make=True)


def test_on_the_command_line(run):
    done = run("draft", "--env", "pettingzoo:sisl/pursuit-v5")
    assert done.returncode == 0
    assert "title: sisl/pursuit-v5" in done.stdout


def test_without_pettingzoo_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pettingzoo", None)
    with pytest.raises(MissingToolError, match=re.escape(how_to_install("gym"))):
        read_environment("sisl/pursuit-v5")
