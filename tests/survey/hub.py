"""Makes the documents of a hub in the shapes of real ones, the same every time: cards of a trainer, cards by hand, reports.

The shapes and their shares follow what surveys of the Hugging Face Hub tell: most cards are short, many are those that a
trainer or a converter writes, many keep the blanks of a template. Every text here is made up.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

WORDS = (
    "traffic reader policy weekly share borrowed shelf controller lane queue measured observed people city office page order "
    "rating model update trained data group review meeting change reward term weight value place long short road street night "
    "morning driver resident librarian publisher author member council team record kept seen asked answer"
).split()
TASKS = ("text-generation", "text-classification", "translation", "image-classification", "reinforcement-learning")
TRAINER = """\
---
license: {license}
base_model: {base}
tags: [generated_from_trainer]
pipeline_tag: {task}
---
<!-- This model card has been generated automatically according to the information the Trainer had access to. -->

# {name}

This model is a fine-tuned version of {base} on an unknown dataset. It achieves the following results on the evaluation set:
- Loss: 0.{n:04}
- Accuracy: 0.{m:04}

## Model description

More information needed

## Intended uses & limitations

More information needed

## Training and evaluation data

More information needed

## Training procedure

### Training hyperparameters

The following hyperparameters were used during training:
- learning_rate: 5e-05
- train_batch_size: {batch}
- seed: 42

### Framework versions

- Transformers 4.{n}
"""
BLANKS = """\
---
library_name: transformers
pipeline_tag: {task}
---
# Model Card for {name}

## Uses

### Direct Use

[More Information Needed]

## Bias, Risks, and Limitations

[More Information Needed]

## Evaluation

[More Information Needed]
"""
BY_HAND = """\
---
language: en
license: {license}
pipeline_tag: {task}
---
# {name}

{p[0]}

## Intended use

{p[1]}

## Limitations

{p[2]}

## Training data

{p[3]} It holds {n} texts.

## Evaluation

On the test set it finds {share}% of the cases{source}.
"""
COPY = """\
---
base_model: {base}
pipeline_tag: {task}
---
# {name}, quantized

## Intended use

See the card of the original model, which this is a smaller copy of.

## Limitations

Answers may differ from those of the original model.
"""
SHORT = "---\nlicense: {license}\n---\n# {name}\n\n{s}.\n"
MARKDOWN = """\
# Reward Report: {name}

## System Owner

{s}

## Dates

2023-0{month}-01

## Goal of Reinforcement

{p[0]}

## Limitations

{p[1]} It fails in {share}% of the cases{source}.
"""
REPORT = """\
schema_version: "1.1"
profiles: [{profile}]
report:
  id: report-{n}
  title: {name}
  version: "1.0"
  status: published
  kind: first_party
  date: {day}
  authors: [{{name: A. Author, relationship: owner, contact: "mailto:a{n}@city.example"}}]
system_details:
  system_owner: {s}
optimization_intent:
  goal_of_reinforcement: {{text: "{p[0]}", basis: owner_stated}}
  known_failure_modes: {{disclosure: withheld, reason: The owner does not publish them.}}
institutional_interface:
  stakeholders:
    - {{id: residents, name: Residents, interest: quiet streets, in_scope: true}}
implementation:
  limitations: "{p[1]} It fails in {share}% of the cases{source}."
evaluation:
  evaluation_validity: {{text: "{p[2]}", basis: measured}}
{rlhf}references:
  - {{id: study, title: A study, authors: City Office, year: 2024, url: "https://city.example/study"}}
"""
RLHF = """\
rlhf:
  preference_data: "{s}"
  release: {{weights: {weights}, text: "{s}"}}
"""
_SHAPES = ((TRAINER, 38), (BLANKS, 14), (BY_HAND, 22), (SHORT, 10), (COPY, 6), (MARKDOWN, 3), (REPORT, 7))


def document(n: int) -> dict[str, Any]:
    """Return the n-th document with what a hub knows of it: its owner's kind and whether its weights can be had."""
    chance = random.Random(n)
    shape = chance.choices([one for one, _ in _SHAPES], [share for _, share in _SHAPES])[0]
    year = 2023 + chance.randrange(3)
    form = {MARKDOWN: "markdown-report", REPORT: "report"}.get(shape, "model-card")
    text = shape.format(**_values(chance, n, year))
    access = chance.choice(("open", "closed"))
    return {
        "id": f"owner-{n % 97}/system-{n}", "text": text, "format": form, "revision": f"{n:08x}",
        "date": f"{year}-0{1 + n % 9}-1{n % 10}", "access": access,
    }  # fmt: skip


def _values(chance: random.Random, n: int, year: int) -> dict[str, Any]:
    def sentence() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(8, 14))).capitalize()

    values: dict[str, Any] = {
        "n": n, "m": chance.randrange(10_000), "name": f"System {n}", "task": chance.choice(TASKS), "base": f"base-{n % 13}",
        "license": chance.choice(("mit", "apache-2.0", "cc-by-4.0")), "batch": chance.choice((8, 16, 32)), "s": sentence(),
        "p": [". ".join(sentence() for _ in range(chance.randint(2, 5))) + "." for _ in range(4)],
        "share": chance.randrange(50, 99), "source": chance.choice(("", " [@study]")), "month": 1 + n % 9,
        "day": f"{year}-01-01", "profile": chance.choice(("rlhf", "recommender", "control")),
        "weights": chance.choice(("open", "gated", "closed")),
    }  # fmt: skip
    return values | {"rlhf": RLHF.format(**values) if values["profile"] == "rlhf" else ""}


def hub(number: int, start: int = 0) -> Iterator[dict[str, Any]]:
    """Give so many documents."""
    return map(document, range(start, start + number))
