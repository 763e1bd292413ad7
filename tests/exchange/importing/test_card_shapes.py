"""Model cards in the shapes that people and programs write: what is a goal, what is aside, and that nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reward_reports.exchange.importing import SourceError, convert
from reward_reports.exchange.importing.account import ASIDE
from reward_reports.exchange.importing.reading import read_source
from reward_reports.report.loading import load_text


class Shape(NamedTuple):
    """A card, the goal it states, what other fields hold, and the headings of what is kept aside."""

    card: str
    goal: str
    fields: Mapping[str, str] = MappingProxyType({})
    aside: tuple[str, ...] = ()


def imported(card, name="README.md"):
    made = convert([read_source(card.encode(), name)])
    return made, load_text(made.yaml).report


def answers(report):
    """Return the texts of all fields by name."""
    found = {}
    for section in ("system_details", "optimization_intent", "institutional_interface", "implementation", "evaluation"):
        held = getattr(report, section)
        for name in type(held).model_fields:
            text = getattr(getattr(held, name), "text", None)
            if text:
                found[name] = text.strip()
    return found


SHAPES = {
    "an agent of a course": Shape(
        "---\nlibrary_name: rl-lib\ntags: [Cart-v1]\n---\n\n# **PPO** Agent playing **Cart-v1**\n"
        "This is a trained **PPO** agent that balances a pole.\n\n## Usage (with rl-lib)\nTODO: Add your code\n\n"
        "```python\nimport rl_lib\n```\n",
        "This is a trained **PPO** agent that balances a pole.",
        aside=("Usage (with rl-lib)",),
    ),
    "a trainer": Shape(
        "---\nlicense: mit\nmetrics:\n- accuracy\nmodel-index:\n- name: a\n  results: []\n---\n\n"
        "<!-- This card was made by a program. Complete it. -->\n\n# tiny-run\n\n"
        "This model is a fine-tuned version of [tiny](https://a.example/tiny) on loans.\n"
        "It achieves the following results on the evaluation set:\n- Loss: 0.41\n- Accuracy: 0.90\n\n"
        "## Model description\n\nMore information needed\n\n## Intended uses & limitations\n\nMore information needed\n\n"
        "## Training and evaluation data\n\nMore information needed\n\n## Training procedure\n\n"
        "### Training hyperparameters\n\n- learning_rate: 5e-05\n\n### Framework versions\n\n- Torch 2.1\n",
        "This model is a fine-tuned version of [tiny](https://a.example/tiny) on loans.",
        {
            "offline_evaluations": "It achieves the following results on the evaluation set:\n\n- Loss: 0.41\n- Accuracy: 0.90",
            "algorithmic_details": "- learning_rate: 5e-05",
            "other_resources": "Licence: mit.",
        },
        ("Framework versions",),
    ),
    "reinforcement learning from preferences": Shape(
        "---\nbase_model: example/base\nlibrary_name: transformers\n---\n\n# Model Card for chat-grpo\n\n"
        "It answers questions of readers in full sentences.\n\n## Quick start\n\n```python\nfrom transformers import pipeline\n```\n\n"
        "## Training procedure\n\n[<img src=\"https://a.example/badge.svg\" alt=\"Logged\"/>](https://a.example/run)\n\n"
        "This model was trained with GRPO.\n\n### Framework versions\n\n- TRL: 0.9\n\n## Citations\n\nCite GRPO as:\n\n```bibtex\n@a{b}\n```\n",
        "It answers questions of readers in full sentences.",
        {
            "algorithmic_details": 'Base model: example/base.\n\n[<img src="https://a.example/badge.svg" alt="Logged"/>](https://a.example/run)\n\nThis model was trained with GRPO.',
            "other_resources": "Cite GRPO as:\n\n```bibtex\n@a{b}\n```",
        },
        ("Quick start", "Framework versions"),
    ),
    "without front matter": Shape(
        "# **Model Details**\n\nA library made it.\n\n**Input** Text.\n\n# **Intended Use**\n**Intended Use Cases** Chat with readers.\n\n"
        "# **Hardware and Software**\nOne card.\n\n# **Training Data**\nLoans of ten years.\n\n# **Evaluation Results**\n\n|A|B|\n|---|---|\n|1|2|\n\n"
        "# **Ethical Considerations and Limitations**\nOnly English was tested.\n",
        "**Intended Use Cases** Chat with readers.",
        {
            "data_flow": "Loans of ten years.",
            "offline_evaluations": "|A|B|\n|---|---|\n|1|2|",
            "limitations": "Only English was tested.",
        },
        ("Model Details", "Hardware and Software"),
    ),
    "facts in a list": Shape(
        "# Shelf Model Card\nIt orders books.\n\n## Model Details\n- **Developed by:** A library\n\n## Model Description\n"
        "- **Developed by:** The city\n- **Model type:** Ranker\n- **Language(s):** English\n- **License:** [MIT](LICENSE)\n"
        "- **Model Description:** It ranks books by loans.\n- **Cite as:**\n\n      @a{b}\n\n# Uses\n## Direct Use\n"
        "- **Lending:** find books\n- **Buying:** choose books\n\n ### Misuse, Malicious Use, and Out-of-Scope Use\nNot for people.\n",
        "It orders books.\n\n- **Lending:** find books\n- **Buying:** choose books",
        {"limitations": "Not for people."},
        ("Model Details", "Model Description (how to use)"),
    ),
    "facts in a plain list": Shape(
        "---\nlanguage: en\n---\n# Shelf\n## Model Description\n- **Developed by:** The city\n- **Model type:** Ranker\n- **Language(s):** English\n"
        "- **License:** [MIT](LICENSE)\n- **Model Description:** It ranks books by loans.\n",
        "- **Model Description:** It ranks books by loans.",
        {
            "system_owner": "- **Developed by:** The city",
            "algorithmic_details": "- **Model type:** Ranker",
            "other_resources": "- **License:** [MIT](LICENSE)",
        },
        ("Model Description (details)",),
    ),
    "installation in a sentence": Shape(
        "---\ntags: [a]\n---\n# Shelf\nIt ranks books by how often they are lent. Install it with `pip install shelf`. "
        "It was made for small libraries.\n\nFirst install the [shelf](https://a.example) library.\n\nTo use it, please run `shelf`.\n",
        "It ranks books by how often they are lent.\n\nIt was made for small libraries.",
        aside=("Summary (how to use)", "Summary (how to use)"),
    ),
    "code of every kind": Shape(
        "---\ntags: [a]\n---\n# Shelf\nIt ranks books.\n\nYou can call it:\n\n```\nshelf rank\n```\n\n    shelf --help\n\n"
        "1. Get it\n\n   ```sh\n   git clone https://a.example\n   ```\n\n> ~~~\n> shelf\n> ~~~\n\n`shelf rank`\n\n$ shelf rank\n\n"
        ">>> import shelf\n\nThat is all.\n",
        "It ranks books.\n\nThat is all.",
        aside=("Summary (how to use)",),
    ),
    "how to use below fields": Shape(
        "---\ntags: [a]\n---\n# Shelf\n\n## Intended uses & limitations\n\nFor small libraries.\n\n### How to use\n\n```\nshelf\n```\n\n"
        "### Limitations and bias\n\nOnly English.\n\n## Training data\n\nLoans.\n\n### Preprocessing\n\nLower case.\n\n"
        "#### Download\n\nGet it at https://a.example.\n\n### Sizes\n\nTen.\n",
        "",
        {"limitations": "For small libraries.\n\nOnly English.", "data_flow": "Loans.\n\nLower case.\n\n**Sizes**\n\nTen."},
        ("How to use", "Download"),
    ),
    "pictures and badges": Shape(
        '---\ntags: [a]\n---\n<p align="center">\n<img src="logo.png">\n</p>\n\n# Shelf\n\n[![CI](https://a.example/b.svg)](https://a.example)\n\n'
        "<div>\nA box.\n</div>\n\nIt ranks books.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
        "It ranks books.",
        aside=("(before the first heading)", "Summary (other content)", "Summary (other content)"),
    ),
    "numbered headings and pictograms": Shape(
        "---\ntags: [a]\n---\n# Shelf\n\n## 1. Introduction\n\nIt ranks books.\n\n### Highlights\n\nFast.\n\n## 2. 📊 Evaluation Results\n\n0.9\n\n"
        "## 3. Deployment\n\nWith a server.\n\n## 4. License\n\nMIT\n\n## 5. Contact\n\nAsk us.\n\n### Team\n\nAll of us.\n",
        "It ranks books.",
        {"offline_evaluations": "0.9", "other_resources": "MIT", "feedback_and_communication": "Ask us."},
        ("Highlights", "3. Deployment", "Team"),
    ),
    "headings that are underlined": Shape(
        "---\ntags: [a]\n---\nShelf\n=====\n\nIt ranks books.\n\nUsage\n-----\n\nRun it.\n\nTraining data\n-------------\n\nLoans.\n",
        "It ranks books.",
        {"data_flow": "Loans."},
        ("Usage",),
    ),
    "an environment": Shape(
        "---\ntags: [a]\n---\n# Lander\n\nLand softly.\n\n## Environment\n\nA moon.\n\n## Reward Function\n\nMinus fuel.\n\n## Hyperparameters\n\n```python\n{'gamma': 0.9}\n```\n",
        "Land softly.",
        {
            "environment_details": "A moon.",
            "reward_details": "Minus fuel.",
            "algorithmic_details": "```python\n{'gamma': 0.9}\n```",
        },
    ),
    "words set like headings": Shape(
        "---\ntags: [a]\n---\n# Shelf\n\nIt ranks books.\n\n**Usage**\n\nStart the server.\n\nOpen the page.\n\n**Why**\n\nReaders asked.\n\n"
        "<details><summary>Installation</summary>\n\nUnpack it.\n\n</details>\n\nThat is all.\n\n- [Usage](#usage)\n- [License](#license)\n",
        "It ranks books.\n\n**Why**\n\nReaders asked.\n\nThat is all.",
        aside=("Summary (how to use)", "Summary (other content)"),
    ),
    "headings of HTML": Shape(
        '---\ntags: [a]\n---\n<h1 align="center">Shelf</h1>\n\nIt ranks books.\n\n<h2>Installation</h2>\n\nUnpack it.\n\n<h2>Training Data</h2>\n\nLoans.\n',
        "It ranks books.",
        {"data_flow": "Loans."},
        ("Installation",),
    ),
    "headings that belong to what they lie below": Shape(
        "---\ntags: [a]\n---\n# Shelf\n\n## Evaluation\n\n### Testing Data, Factors & Metrics\n\n#### Metrics\n\nLoans.\n\n### Results\n\n0.9\n\n#### Summary\n\nGood.\n\n## Summary\n\nIt ranks books.\n",
        "It ranks books.",
        {"evaluation_environment": "**Metrics**\n\nLoans.", "offline_evaluations": "0.9\n\n**Summary**\n\nGood."},
    ),
    "only code": Shape(
        "---\ntags: [a]\n---\n# Shelf\n\n```\nshelf\n```\n", "", aside=("Summary (how to use)",)
    ),
    "a list of a goal": Shape(
        "---\ntags: [a]\n---\n# Road\n\n## Intended Use\n\n- Safety: keep a distance\n- Speed: be quick\n\nThe agent installs solar panels.\n",
        "- Safety: keep a distance\n- Speed: be quick\n\nThe agent installs solar panels.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SHAPES)
def test_a_card_says_its_goal_and_the_rest_stays_aside(kind):
    shape = SHAPES[kind]
    made, report = imported(shape.card)
    found = answers(report)
    assert found.pop("goal_of_reinforcement", "") == shape.goal
    assert {name: found.get(name) for name in shape.fields} == shape.fields
    aside = [one["heading"] for one in report.extensions.get("x-imported", [])]
    assert [one for one in aside if one not in shape.aside] == []
    assert set(shape.aside) <= set(aside)
    assert "<!--" not in made.yaml


TEMPLATE = """---
base_model: example/base
---
# Model Card for Model ID

<!-- Provide a quick summary. -->

This modelcard aims to be a base template for new models. It has been generated using [this raw template](https://a.example).

## Model Details

### Model Description

{{ model_description | default("", true) }}

- **Developed by:** [More Information Needed]
- **Funded by [optional]:** [More Information Needed]
- **License:** [More Information Needed]

## Uses

### Direct Use

[More Information Needed]

## Bias, Risks, and Limitations

[More Information Needed]

### Recommendations

Users (both direct and downstream) should be made aware of the risks, biases and limitations of the model. More information needed for further recommendations.

## How to Get Started with the Model

Use the code below to get started with the model.

[More Information Needed]

## Training Details

### Training Procedure

#### Speeds, Sizes, Times [optional]

[More Information Needed]

## Evaluation

### Results

#### Summary

## Environmental Impact

Carbon emissions can be estimated using the [Machine Learning Impact calculator](https://a.example) presented in [Lacoste et al. (2019)](https://a.example).

- **Hardware Type:** [More Information Needed]

## Citation [optional]

**BibTeX:**

[More Information Needed]

**APA:**

[More Information Needed]

## Model Card Contact

[your email]
"""


def test_a_template_that_nobody_filled_in_answers_nothing_and_that_is_told():
    made, report = imported(TEMPLATE)
    assert answers(report) == {"algorithmic_details": "Base model: example/base."}
    assert report.report.title == "Untitled reward report"
    assert "x-imported" not in report.extensions
    notes = "\n".join(made.notes)
    for note in (
        "1 comment that",
        "4 sentences of the template",
        "12 blanks",
        "2 labels",
        "the template's title 'Model Card for Model ID'",
    ):
        assert note in notes


def test_comments_and_blanks_that_code_shows_stay():
    made, report = imported(
        "---\ntags: [a]\n---\n# A\n\n## Training Data\n\n```html\n<!-- shown -->\n```\n\n`<!-- shown too -->` <!-- hidden -->\n"
    )
    assert report.implementation.data_flow.text == "```html\n<!-- shown -->\n```\n\n`<!-- shown too -->`\n"
    assert "left out: 1 comment that readers do not see" in made.notes


def test_every_key_of_the_front_matter_is_taken_or_kept():
    front = """\
license: other
license_name: city-1
license_link: https://a.example/license
datasets: [a/b, c/d]
base_model: {name: x, revision: 1e3}
language: no
tags:
- "on"
- 0.50
- 2024-01-01
widget:
- text: "a: b # c"
  example: |
    two
    lines
inference: false
empty:
nested: [[1, 2], {}]
model-index:
- name: one
  results:
  - task: {type: reinforcement-learning}
    dataset: {name: Road, type: gym/Road, config: night, split: test, revision: abc}
    metrics:
    - {type: mean_reward, value: 262.40, name: Reward, verified: true}
    - {type: std, value: 1e-4}
    source: {url: https://a.example}
"""
    made, report = imported(f"---\n{front}---\n# A\n\nIt drives.\n")
    kept = report.extensions["x-model-card"]
    assert report.system_details.other_resources.text == (
        "Licence: other.\n\nName of the licence: city-1.\n\nText of the licence: <https://a.example/license>\n"
    )
    assert report.implementation.data_flow.text == "Datasets: a/b, c/d."
    assert report.evaluation.offline_evaluations.text == (
        "- Reward on Road (gym/Road, config night, split test, revision abc): 262.40 (verified)\n"
        "- std on Road (gym/Road, config night, split test, revision abc): 1e-4\n"
    )
    data = yaml.load(front, yaml.BaseLoader)
    taken = {"license", "license_name", "license_link", "datasets"}
    assert set(kept) == set(data) - taken
    typed = yaml.load(made.yaml, yaml.BaseLoader)["x-model-card"]
    assert {key: typed[key] for key in kept if key != "empty"} == {key: data[key] for key in kept if key != "empty"}
    assert (kept["empty"], kept["language"], kept["inference"]) == (None, "no", False)
    rows = {row.source.partition(" ")[2]: row for row in made.rows if row.place == "x-model-card"}
    assert {key: row.state for key, row in rows.items()} == dict.fromkeys(kept, ASIDE)
    assert rows["language"].source == "README.md:7 language"


def test_comments_in_the_front_matter_are_told():
    made, _ = imported("---\n# a note\nlicense: mit # another\ntags: ['#x']\n---\n# A\n\nB.\n")
    assert "left out: 2 lines with comments in the front matter" in made.notes


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_report_with_front_matter_is_a_report(ends):
    card = "---\nlayout: page\ntitle: Shelf\n---\n\n## System Owner\n\n```\nwe\n```\n\n<!-- seen -->\n\n## Goal of Reinforcement\n\nRun `pip install x`.\n"
    _, report = imported(card.replace("\n", ends))
    assert report.report.title == "Shelf"
    assert report.system_details.system_owner.text == "```\nwe\n```\n\n<!-- seen -->\n"
    assert report.optimization_intent.goal_of_reinforcement.text == "Run `pip install x`."
    assert report.extensions == {"x-front-matter": {"layout": "page", "title": "Shelf"}}


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("# A\n\n## Model Description\n\nB.\n", True),
        ("# A\n\n## Training Data\n\nB.\n\n## Intended Use\n\nC.\n\n## Limitations\n\nD.\n", True),
        ("# A\n\n## Limitations\n\nB.\n\n## Training Data\n\nC.\n", False),
        ("# A\n\n## System Owner\n\nB.\n\n## Recourse\n\nC.\n\n## Training Data\n\nD.\n\n## Intended Use\n\nE.\n", False),
        ("---\nlicense: mit\n---\n# A\n\n## Limitations\n\nB.\n", True),
        ("---\nlayout: page\nlicense: mit\n---\n# A\n\n## Limitations\n\nB.\n", False),
    ],
)  # fmt: skip
def test_what_is_a_card(text, card):
    assert read_source(text.encode(), "a.md").is_card is card


def test_a_card_without_any_answer_is_kept_aside_as_a_whole():
    _, report = imported("---\ntags: [a]\n---\nHello, reader.\n\n## Usage\n\n`run`\n")
    assert answers(report) == {}
    assert [one["text"] for one in report.extensions["x-imported"]] == ["Hello, reader.", "`run`"]


CODE = ["```\nshelf run now\n```", "***\n\n    shelf run now", "- a\n\n  ```\n  shelf run now\n  ```", "~~~py\nshelf run now\n~~~", "> ```\n> shelf run now\n> ```"]  # fmt: skip
HOW = ["Install it with `pip install shelf`.", "After installing, open the page.", "To use it, follow the steps below.", "Then run the server.", "See the installation guide.", "Please download the weights.", "First, install the shelf package.", "You can use it with transformers.", "git clone https://a.example/shelf"]  # fmt: skip
HEADS = ["# Title", "## Usage", "## Model Description", "### Direct Use", "## Uses", "### Other words", "#### Deeper still", "## Training Data", "## Limitations", "Intended Use\n---"]  # fmt: skip
SAID = ["The agent keeps the queue short.", "- one\n- two", "| a | b |\n|---|---|\n| c | d |", "> Somebody said so.", "It learns from loans: all of them.", "<b>bold</b> words", "***", "1. first\n2. second"]  # fmt: skip


@given(st.lists(st.sampled_from([*CODE, *HOW, *HEADS, *SAID]), min_size=1, max_size=14), st.booleans())
def test_whatever_a_card_is_made_of_no_code_becomes_a_goal_and_no_word_is_lost(blocks, front):
    card = (
        "---\nlibrary_name: shelf\n---\n" if front else "# T\n\n## Training Procedure\n\n## Direct Use\n\n"
    ) + "\n\n".join(blocks)
    try:
        made, report = imported(card)
    except SourceError:
        return
    goal = answers(report).get("goal_of_reinforcement", "")
    assert "shelf run now" not in goal
    assert not any(one in goal for one in HOW)
    for block in blocks:
        if block not in HEADS and block != "***":
            for line in block.splitlines():
                words = re.findall(r"[^\W_]+", line)
                assert " ".join(words) in " ".join(re.findall(r"[^\W_]+", made.yaml)), block


@example(["a <!--", "\n\n", "    ", "b", "\n", "-->"])
@given(st.lists(st.sampled_from(["<!--", "-->", "`", "```", "\n", "a", "\n\n", "    ", "- ", "> "]), max_size=20))
def test_comments_of_any_kind_never_take_code_away(bits):
    from reward_reports.exchange.importing.card_template import without_template
    from reward_reports.exchange.importing.markdown_blocks import code_lines

    text = "".join(bits)
    shown, _ = without_template(text)
    assert shown.count("\n") == text.count("\n")
    lines, kept = text.split("\n"), shown.split("\n")
    assert all(kept[number] == lines[number] for number in code_lines(text) if number < len(lines))
