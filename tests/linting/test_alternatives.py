"""CMP007, measured: goals that weigh an alternative, and goals that name people or rules without weighing them.

The rule was developed on the first two lists; the two held-out ones were written before it and nothing was tuned on them.
"""

from __future__ import annotations

import pytest

from .fragments import findings

WEIGHED = """
Shuttles that brake earlier than they would with a human driver, so that riders fall less often.
Fewer stops than a fixed timetable allows.
Doses that are at least as good as those a clinician would choose.
It is to beat the earlier recommender, which ranked by popularity.
Today a dispatcher assigns the trips by phone; the system is to do it faster.
A timetable cannot react to a concert that ends late.
The thermostat's schedule was set once a year; a learned one follows the weather.
It replaces the nurses' paper forms.
Better routes than the planners draw.
The agent takes over from the old controller.
So far a clerk sorted the letters.
A rule of thumb would do for most shelves; learning is for the rest.
Until now experts tuned the weights.
Waiting time is to fall below that of the previous system.
It should decide at least as fairly as a caseworker.
A person in its place would tire at night.
Without learning, the signals would follow fixed times.
Instead of a police officer at rush hour, the lights decide.
Compared with the static model of 2019, it adapts to new films.
Formerly the depot's staff drew lots.
It improves on random assignment.
The heuristic used before failed in snow.
It outperforms human raters on rare languages.
Moderators used to read every post; the model sorts them first.
Prices that follow demand more closely than last year's price list.
Nothing simpler would do: a lookup table has no entry for new stops.
The bandit is weighed against an A/B test with fixed arms.
"""
NOT_WEIGHED = """
Keep the traffic flowing at the junction.
The chatbot helps people find permits quickly.
Riders and drivers should be content.
Nurses see the advice on their screens.
Keep waits shorter than two minutes.
More than ten rides an hour.
Human feedback is collected after each ride.
The system learns from ratings that experts gave.
It protects patients and their families.
It maximises the reward that the operators set.
Business owners are to find what they need.
The goal is to use no more than 5 MW at night.
Traffic rules are kept at all times.
It follows the timetable of the buses.
Teachers can see what their pupils practise.
With this new tool, you can quickly find information on many services.
Users upvote or downvote messages; the data is used to train the model further.
Any of these goals may be prioritised or reinterpreted after deployment.
The policy is trained by reinforcement learning from human preferences.
To reduce the workload of editors and to please readers.
Its current version serves three cities.
Nurses were consulted, and drivers were trained.
"""
HELD_OUT_WEIGHED = """
Bins are to be emptied less often than on the weekly round, and never overflow.
A lifeguard would see the swimmer sooner; the camera covers what no lifeguard can.
The auction house set prices by gut feeling before.
Librarians chose the shelf by hand; the model proposes and they choose.
It saves a third of the water that the gardener's timer used.
The pilot keeps the last word, but flies fewer corrections than with the conventional autopilot.
An evening's queue was worked off first come, first served; now the most urgent call is next.
Pupils get the exercise that a good tutor would pick.
The old formula counted miles; it ignored hills.
It ought to place containers no worse than an experienced crane operator.
The status quo is a spreadsheet that one planner understands.
Translators at the court do this work at present; there are too few of them.
Chance alone would show each song equally often.
It supersedes the paper rota of the ward.
A simple threshold on moisture wastes water in clay soils.
Where a judge looks at a file for six minutes, the model reads all of it.
Previously, loans were granted by a points table.
It does better than human traders in calm markets only.
"""
HELD_OUT_NOT_WEIGHED = """
Empty the bins before they overflow.
Swimmers are watched at all hours, and lifeguards are alarmed.
Bidders should pay a fair price.
Readers borrow more books and bring them back.
The garden gets enough water, and not more than 4 litres a square metre.
Pilots and passengers arrive safely.
Calls are answered within a minute.
Pupils learn to read; teachers see how far they are.
Drivers are paid by the mile.
Containers are moved as seldom as possible by the crane operators.
The plan is printed for each ward at six.
Court files are translated into nine languages.
Every song has its listeners.
Patients sleep through the night and nurses get fewer alarms.
The soil stays moist.
Judges receive a summary of each file.
Loans are paid back.
The portfolio earns 4 % a year.
"""


def sentences(text: str) -> list[str]:
    return text.strip().splitlines()


def is_found(goal: str) -> bool:
    return bool(findings(f"optimization_intent:\n  goal_of_reinforcement: >-\n    {goal}\n", "CMP007"))


@pytest.mark.parametrize("goal", sentences(WEIGHED))
def test_a_goal_that_weighs_an_alternative_is_left_alone(goal):
    assert not is_found(goal)


@pytest.mark.parametrize("goal", sentences(NOT_WEIGHED))
def test_a_goal_that_weighs_none_is_found(goal):
    assert is_found(goal)


def test_share_of_held_out_goals_that_are_judged_rightly():
    wrong = [goal for goal in sentences(HELD_OUT_WEIGHED) if is_found(goal)]
    missed = [goal for goal in sentences(HELD_OUT_NOT_WEIGHED) if not is_found(goal)]
    assert len(wrong) <= 3, wrong
    assert missed == []
