"""Preview rules on answers in prose, measured: what is found, and what is left alone.

The rules were developed on the lists named DEVELOPED; those named HELD_OUT were written before and nothing was tuned on them.
"""

from __future__ import annotations

import json

import pytest

from reward_reports.linting.extract import topics
from reward_reports.linting.registry import all_rules
from reward_reports.report.model.guides import guides

from .fragments import findings


def found(field: str, text: str, code: str) -> bool:
    section, key = field.split(".")
    return bool(findings(f"{section}: {{{key}: {json.dumps(text, ensure_ascii=False)}}}\n", code))


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def pairs(text: str) -> list[tuple[str, str]]:
    """Read lines of the form `section.field: text`."""
    return [(line.partition(": ")[0], line.partition(": ")[2]) for line in lines(text)]


# Rewards whose terms are named and not combined

UNWEIGHTED_DEVELOPED = """
The reward is a mix of speed, comfort and safety.
The agent is rewarded for on-time arrivals and penalised for hard braking and empty seats.
A combination of clicks, watch time and likes.
A weighted sum of helpfulness and harmlessness.
We blend users' ratings with editors' judgements and advertising revenue.
Drivers earn points for each filled seat and lose points for complaints.
The reward takes into account waiting time, energy use and fairness between districts.
Three signals make up the reward: thumbs up, session length and return visits.
The score depends on the yield, on the water used and on the fertiliser that is washed out.
It gets a bonus for each order delivered in time and a penalty for each complaint.
The objective balances the throughput of the junction against the waiting time of pedestrians.
The reward consists of a term for accuracy and a term for brevity.
Several objectives are combined, among them revenue, diversity and freshness.
It is a function of temperature, energy cost and comfort votes.
"""
WEIGHTED_DEVELOPED = """
The reward is 1 for a win and 0 otherwise.
The reward is the number of seats filled.
Speed counts 0.7, comfort 0.2 and safety 0.1.
The reward is speed minus 10 for each crash.
Speed and comfort, weighted equally.
Safety comes first; speed only counts among trips that are equally safe.
The product of coverage and accuracy.
$r = v - 0.1 c$
One signal: thumbs up or thumbs down.
Clicks. Watch time is logged and not rewarded.
Fare income minus the cost of fuel.
The mean of the three ratings.
It is rewarded for arriving on time.
It maximises throughput under the limit that nobody waits longer than a cycle.
The log-likelihood of what people wrote.
The terms are added as they are: one for each trip, minus one for each complaint.
Twice the rating plus the novelty.
"""
UNWEIGHTED_HELD_OUT = """
The robot is rewarded for finished pieces and punished for dropped ones and for stops.
Reward comes from listening time, saved songs and skipped tracks.
A blend of grip force, cycle time and wear.
The tutor gets credit for solved exercises, for interest and for exams passed later.
A mixture of short-term and long-term engagement, novelty and advertising income.
We add up penalties for leaks, pressure loss and electricity.
The reward model judges helpfulness, honesty and tone, and the three scores are merged.
The utility combines travel time, fares and crowding.
The pump earns reward for a stable pressure and loses some for every start of the motor.
Ranking rewards relevance, recency and diversity.
The return trades the crop's yield off against pesticide use.
Its loss has one part for missed fraud and another for customers who were refused wrongly.
"""
WEIGHTED_HELD_OUT = """
Reward is the share of pieces without a fault.
A piece gives one point, a dropped piece costs five.
The median of the two judges' scores.
Profit, that is sales less costs.
Pressure within limits is a constraint; among settings that keep it, electricity is minimised.
Helpfulness and honesty count the same.
The reward is the chance that a person prefers the answer.
Checkmate wins, and a draw is worth half.
Listening time in minutes.
Ratings on a scale of one to five, averaged over readers.
A lexicographic order: first no leak, then least electricity.
The ratio of yield to water.
"""


@pytest.mark.parametrize("text", lines(UNWEIGHTED_DEVELOPED))
def test_terms_without_weights_are_found(text):
    assert found("implementation.reward_details", text, "CMP015")


@pytest.mark.parametrize("text", lines(WEIGHTED_DEVELOPED))
def test_one_term_or_a_combination_is_left_alone(text):
    assert not found("implementation.reward_details", text, "CMP015")


def test_share_of_held_out_rewards():
    hits = [text for text in lines(UNWEIGHTED_HELD_OUT) if found("implementation.reward_details", text, "CMP015")]
    wrong = [text for text in lines(WEIGHTED_HELD_OUT) if found("implementation.reward_details", text, "CMP015")]
    assert len(hits) >= 11, hits
    assert wrong == []


# Failure modes in prose without treatment

UNTREATED_DEVELOPED = """
The system may recommend unsafe routes, and buses can arrive before their time.
Users may learn to tap the button twice to get a car sooner.
It sometimes invents sources. It also flatters people who are wrong.
Known failures are reward hacking through short trips and unfair waits in outer districts.
The chatbot gives weird, incorrect or inappropriate answers.
Ratings by bots raise poor films. Niche films disappear from the lists.
The camera does not see people in dark clothes at night.
The agent games the score by driving in circles.
Popular artists crowd out new ones, and playlists become alike.
Not used by the people it was made for; not used outside the pilot area.
"""
TREATED_DEVELOPED = """
It may recommend unsafe routes; a map of closed roads now prevents that.
It sometimes invents sources, and answers without a source are blocked.
Ratings by bots raise poor films, so new accounts do not count for a week.
Buses can arrive early. The depot watches for it and resets the plan by hand.
Nobody has seen a failure so far.
No reward hacking was observed.
None known.
It flatters people who are wrong. Nothing is done about it yet; the council decided to accept it.
Niche films disappear from the lists: a slot for them was added in version 1.1.
Users tap twice to get a car sooner, which was fixed in March.
If a topic is not safe, the bot uses a canned response.
Drivers stop too hard; the weight of comfort was raised.
"""
UNTREATED_HELD_OUT = """
Exercises that are too easy are repeated for points.
The robot blocks the fire door, and it drops light parts.
Summaries leave out a diagnosis or repeat the names of other patients.
Honest customers are refused, most of them with foreign names.
Couriers skip their breaks to keep the pace, and parcels are left in the rain.
Headlines that mislead are pushed up. Outrage is rewarded.
The pump starts and stops all night.
In fog the drone mistakes water for grass.
The model overbids near midnight and empties the budget.
Elevators wait on the wrong floor after lunch.
"""
TREATED_HELD_OUT = """
The robot blocks the fire door; since May a line on the floor keeps it away.
Summaries leave out a diagnosis, which is why a nurse compares each with the record.
Honest customers are refused. They can call, and a person decides within an hour.
The drone mistakes water for grass in fog and therefore stays on the ground then.
Headlines that mislead are pushed up: editors can push them down again.
The model overbids near midnight. A cap on the hourly budget holds it back.
We looked for failures in the logs of six months and found none.
Elevators wait on the wrong floor, and we put up with that.
"""


@pytest.mark.parametrize("text", lines(UNTREATED_DEVELOPED))
def test_failures_without_treatment_are_found(text):
    assert found("optimization_intent.known_failure_modes", text, "CMP016")


@pytest.mark.parametrize("text", lines(TREATED_DEVELOPED))
def test_failures_with_treatment_are_left_alone(text):
    assert not found("optimization_intent.known_failure_modes", text, "CMP016")


def test_share_of_held_out_failures():
    field = "optimization_intent.known_failure_modes"
    hits = [text for text in lines(UNTREATED_HELD_OUT) if found(field, text, "CMP016")]
    wrong = [text for text in lines(TREATED_HELD_OUT) if found(field, text, "CMP016")]
    assert len(hits) >= 9, hits
    assert wrong == []


# Answers that do not speak of their question

BESIDE_DEVELOPED = """
institutional_interface.recourse: The policy is a transformer with 12 layers, trained with PPO on eight GPUs.
institutional_interface.recourse: The reward is the number of seats filled, minus a penalty for late trips.
institutional_interface.stakeholders: We use a neural network with two hidden layers and a learning rate of 0.001.
institutional_interface.explainability_and_transparency: The data set holds 40,000 rides that were logged between May and July.
implementation.reward_details: The chatbot runs on Azure servers; information that goes into it is containerized.
implementation.reward_details: Riders can complain by phone at the depot's office.
implementation.algorithmic_details: Riders, drivers and the council are affected by the system.
implementation.data_flow: The policy is a small network with two layers, trained with PPO.
optimization_intent.oversight_metrics: Microsoft's Azure AI technology.
optimization_intent.known_failure_modes: The network has two hidden layers of 64 units and is trained with the Adam optimizer.
system_maintenance.update_triggers: The encoder is pretrained on ImageNet and the decoder has four layers.
system_maintenance.reporting_cadence: The transformer was trained with a batch size of 512 on TPUs.
system_details.dates: The model is a random forest with 200 trees and a depth of eight.
system_details.feedback_and_communication: The loss is the cross-entropy over the next token, with a learning rate of 0.0001.
"""
TO_THE_POINT_DEVELOPED = """
institutional_interface.recourse: Riders can appeal to the ombudsman, who can have the model's weights looked into.
institutional_interface.recourse: None. There is no way to contest what the network decides.
institutional_interface.recourse: Users can downvote an answer; the reward model learns from it.
institutional_interface.recourse: Call 311.
institutional_interface.stakeholders: Residents, riders, drivers; the engineers who train the network.
institutional_interface.explainability_and_transparency: Attention layers are shown to moderators as a heat map.
institutional_interface.explainability_and_transparency: It does not explain its decisions; the network has 12 layers and nobody can follow them.
implementation.reward_details: The log-likelihood of the next token under the fine-tuned model.
implementation.reward_details: One point for each seat filled.
implementation.algorithmic_details: PPO with a network of two layers.
implementation.algorithmic_details: A table of 40 rules, tuned by hand.
implementation.data_flow: Rides are logged, kept for a year, and the network is trained on them each Sunday.
optimization_intent.oversight_metrics: Share of cancelled trips; nobody optimises it.
optimization_intent.known_failure_modes: The transformer invents sources when its layers have seen none.
system_maintenance.update_triggers: A new version of the encoder, or a drop in accuracy.
system_maintenance.reporting_cadence: After each retraining of the transformer.
system_details.dates: Since March 2023, when the transformer was deployed.
system_details.feedback_and_communication: https://depot.example/contact
system_details.system_owner: The city's Office of Technology.
implementation.limitations: The network has too few layers for long trips; a larger one did not fit on the GPU.
"""
BESIDE_HELD_OUT = """
institutional_interface.recourse: The model is a convolutional network with residual blocks, pretrained on photographs and fine-tuned with Adam.
institutional_interface.recourse: Its training data are 2 million sentences from public forums, filtered by a classifier.
institutional_interface.stakeholders: The algorithm is soft actor-critic with a replay buffer and two critics.
institutional_interface.explainability_and_transparency: Gradients are clipped, and the batch size is doubled after each epoch.
institutional_interface.deployment_agency: A recurrent network with gated units and dropout between its layers.
implementation.reward_details: Neighbours, tenants and the janitor are the stakeholders of the heating.
implementation.algorithmic_details: Complaints go to the hotline, and the ombudsman answers within two weeks.
optimization_intent.known_failure_modes: A decoder with eight attention heads, trained for three epochs on four GPUs.
system_maintenance.update_triggers: The embedding has 300 dimensions and the hidden layer 128 neurons.
system_details.dates: Stochastic gradient descent with momentum and weight decay.
"""
TO_THE_POINT_HELD_OUT = """
institutional_interface.recourse: Tenants write to the janitor, who can switch the learned controller off for a flat.
institutional_interface.recourse: A patient may ask the ward for a second reading of the scan by a radiologist.
institutional_interface.stakeholders: Tenants, landlords, the janitor and the firm that trains the network.
institutional_interface.explainability_and_transparency: The three neurons that mattered most are listed beside each score, in words.
institutional_interface.deployment_agency: It takes over from the janitor, who set the boiler by hand.
implementation.reward_details: Minus the cost of gas, with a penalty when a flat is colder than 19 degrees.
implementation.algorithmic_details: Gradient-boosted trees; code on GitHub.
implementation.data_flow: Meters send a reading each minute; it trains the network at night and is then deleted.
optimization_intent.known_failure_modes: The gradient-boosted trees heat empty flats when the meter is stuck.
system_maintenance.update_triggers: When the boiler is replaced, or the network is trained on another house.
system_details.dates: From October 2025 until the boiler is replaced.
implementation.limitations: Only one GPU was at hand, so that the network has two layers.
"""


@pytest.mark.parametrize(("field", "text"), pairs(BESIDE_DEVELOPED))
def test_an_answer_beside_its_question_is_found(field, text):
    assert found(field, text, "SUB007")


@pytest.mark.parametrize(("field", "text"), pairs(TO_THE_POINT_DEVELOPED))
def test_an_answer_to_its_question_is_left_alone(field, text):
    assert not found(field, text, "SUB007")


def test_share_of_held_out_answers():
    hits = [text for field, text in pairs(BESIDE_HELD_OUT) if found(field, text, "SUB007")]
    wrong = [text for field, text in pairs(TO_THE_POINT_HELD_OUT) if found(field, text, "SUB007")]
    assert len(hits) >= 8, hits
    assert wrong == []


@pytest.mark.parametrize("code", ["CMP015", "CMP016", "SUB007"])
def test_what_may_be_wrong_is_only_looked_for_in_preview(code):
    rule = all_rules()[code].rule
    assert (rule.preview, rule.severity) == (True, "warning")


@pytest.mark.parametrize(
    ("fragment", "code"),
    [
        ("implementation: {reward_details: {text: A mix of speed and comfort., combination: sum}}", "CMP015"),
        ("implementation: {reward_details: {text: A mix of speed and comfort., formula: v + c}}", "CMP015"),
        ("implementation: {reward_details: {text: A mix of speed and comfort., items: [{id: v}, {id: c}]}}", "CMP015"),
        (
            "implementation: {reward_details: {text: A mix of speed and comfort., disclosure: partial, reason: r}}",
            "CMP015",
        ),
        (
            "optimization_intent: {known_failure_modes: {text: Buses may arrive before their time., items: [{id: a, name: A}]}}",
            "CMP016",
        ),
        (
            "optimization_intent: {known_failure_modes: {text: Buses may arrive before their time., disclosure: partial, reason: r}}",
            "CMP016",
        ),
        ("optimization_intent: {known_failure_modes: Buses come early.}", "CMP016"),
        (
            "institutional_interface: {recourse: {text: A transformer with twelve layers., disclosure: partial, reason: r}}",
            "SUB007",
        ),
        (
            "institutional_interface: {recourse: {text: A transformer with twelve layers., items: [{id: a, how: Call 311.}]}}",
            "SUB007",
        ),
        ("implementation: {limitations: A transformer with twelve layers.}", "SUB007"),
        ("{}", "SUB007"),
    ],
)
def test_an_answer_that_says_more_elsewhere_is_left_alone(fragment, code):
    assert findings(fragment + "\n" if fragment != "{}" else "x-nothing: 1\n", code) == []


def test_fields_with_a_topic_are_fields_of_the_model():
    assert set(topics.OWN) <= {str(path[-1]) for path in guides()}


def test_the_finding_names_the_topic_and_the_question():
    fragment = "institutional_interface: {recourse: The policy is a transformer with 12 layers.}\n"
    (finding,) = findings(fragment, "SUB007")
    assert "how the model is built (transformer, layers)" in finding.message
    assert "Who can contest a decision?" in finding.advice
