"""Substance: words that say nothing, and words that only look as if they did."""

from __future__ import annotations

import pytest

from .fragments import findings, places

RUN_TOGETHER = "Total interactionsAverage chat durationGoal completion rateMissed utterancesHuman takeover rate"


@pytest.mark.parametrize("code", ["SUB001", "SUB002", "SUB004", "SUB006"])
def test_heuristics_run_in_preview_only(code):
    fragment = f"""\
implementation: {{limitations: Online}}
evaluation: {{evaluation_validity: "{RUN_TOGETHER}"}}
optimization_intent: {{goal_of_reinforcement: A cutting-edge tool.}}
system_maintenance: {{update_triggers: [{{id: t, description: A large shift.}}]}}
"""
    assert findings(fragment, code)
    assert findings(fragment, code, preview=False) == []


# SUB001


@pytest.mark.parametrize(
    ("fragment", "path"),
    [
        ("evaluation: {evaluation_environment: Online}", "evaluation.evaluation_environment.text"),
        ("evaluation: {evaluation_environment: Online.}", "evaluation.evaluation_environment.text"),
        ("system_maintenance: {reporting_cadence: Quarterly}", "system_maintenance.reporting_cadence.text"),
        ("system_maintenance: {reporting_cadence: {text: Quarterly, every: P3M}}", None),
        (
            "system_maintenance: {reporting_cadence: {text: Quarterly, basis: owner_stated}}",
            "system_maintenance.reporting_cadence.text",
        ),
        ("system_maintenance: {reporting_cadence: {text: Quarterly, disclosure: partial, reason: r}}", None),
        ("implementation: {engineering_tricks: {text: Two tricks, items: [{id: a, what: w}]}}", None),
        ("evaluation: {evaluation_environment: Online with real customers}", None),
        ("evaluation: {evaluation_environment: '每季度由董事会审查一次'}", None),
        ("implementation: {reward_details: $r = v$}", None),
        ("implementation: {limitations: See https://example.org}", None),
        ("implementation: {limitations: TBD}", None),  # a placeholder has a rule of its own
        ("system_details: {system_owner: Acme}", None),
        ("system_details: {feedback_and_communication: 311}", None),
        ("institutional_interface: {deployment_agency: Meta AI}", None),
    ],
)
def test_short_answers(fragment, path):
    if "311" in fragment:
        fragment = fragment.replace("311", '"311"')
    assert places(fragment, "SUB001") == ([path] if path else [])


# SUB002


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        (RUN_TOGETHER, True),
        ("Not used by the intended userNot used within the cityCouncilwoman Gutierrez spoke", True),
        ("MovieLens, BlenderBot, GitHub, LaTeX, iPhone, TensorFlow, JavaScript and OpenAssistant", False),
        ("It counts thumbsUp and thumbsDown.", False),
        ("It counts `userClicks` and `itemViews` in the log.", False),
        ("The weight is $alphaMax$ and the limit $betaMin$.", False),
        ("One slip of the penNever matters.", False),
        ("cyclistsPedestrians in the inner city", True),
        ("See https://example.org/someThing/otherPlace for more.", False),
        ("Total interactions, average duration, completion rate.", False),
    ],
)
def test_lists_that_run_together(text, bad):
    fragment = f'evaluation:\n  evaluation_validity: "{text}"\n'
    assert places(fragment, "SUB002") == (["evaluation.evaluation_validity.text"] if bad else [])


@pytest.mark.parametrize(
    "fragment",
    [
        f'references: [{{id: a, title: "{RUN_TOGETHER}"}}]\n',
        f'report: {{id: a, title: "{RUN_TOGETHER}", version: "1", kind: first_party}}\n',
        f'x-notes: "{RUN_TOGETHER}"\n',
    ],
)
def test_titles_and_free_keys_may_run_together(fragment):
    assert places(fragment, "SUB002") == []


# SUB003


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("What would users say about the tone?", True),
        ("What would users say? Who would ask them?", True),
        ("用户会怎么说？", True),
        ("We never asked. What would users say about the tone?", False),
        ("Open questions:\\n- What would users say?\\n- Who asks?", False),
        ("Users complain about the tone.", False),
        # a template's question is the matter of another rule
        ("What shifts in metrics seem most significant?", False),
    ],
)
def test_answers_that_only_ask(text, bad):
    fragment = f'evaluation:\n  evaluation_validity: "{text}"\n'
    assert places(fragment, "SUB003") == (["evaluation.evaluation_validity.text"] if bad else [])


def test_a_question_beside_items_or_a_state_is_left_alone():
    assert places("implementation: {data_flow: {text: 'Which data?', items: [{id: a}]}}", "SUB003") == []
    assert places("implementation: {limitations: {text: 'Why?', disclosure: unknown, reason: r}}", "SUB003") == []


# SUB004


@pytest.mark.parametrize(
    ("trigger", "bad"),
    [
        ("description: Any significant shift in the metrics.", True),
        ("description: Many users complain.", True),
        ("description: A shift of more than 10 % in a metric.", False),
        ("description: A statistically significant drop.", False),
        ("description: A significant shift as decided by the council.", False),
        ("description: A large change. How large is not fixed.", False),
        ('description: A large drop., condition: {metric: m, op: "<", value: 1}', False),
        ("description: A large drop., state: retired", False),
        ("description: A collision.", False),
    ],
)
def test_vague_triggers(trigger, bad):
    fragment = f"system_maintenance:\n  update_triggers:\n    - {{id: t, {trigger}}}\n"
    assert places(fragment, "SUB004") == (["system_maintenance.update_triggers.items[0].description"] if bad else [])


@pytest.mark.parametrize(
    ("standard", "bad"),
    [
        ("requirement: Adequate speed", True),
        ('requirement: Adequate speed, threshold: {op: ">", value: 50}', False),
        ("requirement: Adequate speed, source: a law", False),
        ("requirement: No collision", False),
    ],
)
def test_vague_standards(standard, bad):
    fragment = f"evaluation:\n  performance_standards:\n    - {{id: s, {standard}}}\n"
    assert places(fragment, "SUB004") == (["evaluation.performance_standards.items[0].requirement"] if bad else [])


# SUB005


@pytest.mark.parametrize(
    ("owner", "title", "bad"),
    [
        ("MyCity Chatbox", "MyCity", True),
        ("The chatbot", "Help for businesses", True),
        ("Shelf.", "Shelf, a city library's book recommender", True),
        ("Shelf", "Shelf", True),
        ("Waymo", "Waymo Driver", False),
        ("The city library", "Shelf, a recommender", False),
        ("The city's chatbot team", "Shelf, a recommender", False),
        ("Office of Data Science, which runs the model and wrote this report about the model", "Shelf", False),
        ("Harvard Model Congress", "Shelf", False),
    ],
)
def test_owners_that_are_products(owner, title, bad):
    fragment = f'report: {{id: x, title: "{title}", version: "1", kind: first_party}}\nsystem_details: {{system_owner: "{owner}"}}\n'
    assert places(fragment, "SUB005") == (["system_details.system_owner.text"] if bad else [])


def test_an_organisation_may_bear_the_name_of_its_system():
    fragment = """\
report:
  {id: x, title: OpenAssistant, version: "1", authors: [{name: A, affiliation: OpenAssistant, relationship: owner}]}
system_details: {system_owner: OpenAssistant}
"""
    assert places(fragment, "SUB005") == []


@pytest.mark.parametrize(
    ("dates", "bad"),
    [
        ("March 2023", True),
        ("1 January 2021", True),
        ("June 15, 2022", True),
        ('"2023-03"', True),
        ('"2023"', True),
        ("Since March 2023", False),
        ("March 2023 to May 2024", False),
        ("The model started training on June 15, 2022.", False),
        ("{text: March 2023, lifecycle: deployed}", False),
        ("{text: March 2023, active_from: 2023-03}", False),
        ("{text: March 2023, disclosure: partial, reason: r}", False),
    ],
)
def test_dates_that_are_a_point(dates, bad):
    assert places(f"system_details:\n  dates: {dates}\n", "SUB005") == (["system_details.dates.text"] if bad else [])


# SUB006


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("A cutting-edge tool.", True),
        ("With it you can quickly find permits.", True),
        ("It works seamlessly with other services.", True),
        ("An evolutionary search with state-of-the-art results.", False),
        ("The city calls it a “cutting-edge” tool.", False),
        ("Lenders' leading rates are compared.", False),
        ("It finds permits.", False),
    ],
)
def test_praise(text, bad):
    fragment = f'optimization_intent:\n  goal_of_reinforcement: "{text}"\n'
    assert places(fragment, "SUB006") == (["optimization_intent.goal_of_reinforcement.text"] if bad else [])


def test_titles_of_sources_are_what_they_are():
    assert places("references: [{id: a, title: Game-changing tools}]", "SUB006") == []
