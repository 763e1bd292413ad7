"""Headings of model cards to fields: those of the Hub's templates, of the first model cards, and of others that are common."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reward_reports.exchange.importing.titles import field_of, is_section, plain_words

if TYPE_CHECKING:
    from reward_reports.report.model.layouts import FieldPath

GOAL = ("optimization_intent", "goal_of_reinforcement")
LIMITS = ("implementation", "limitations")
DATA = ("implementation", "data_flow")
LEARNS = ("implementation", "algorithmic_details")
TESTS = ("evaluation", "offline_evaluations")
TEST_DATA = ("evaluation", "evaluation_environment")
RESOURCES = ("system_details", "other_resources")
OWNER = ("system_details", "system_owner")
CONTACT = ("system_details", "feedback_and_communication")
_TITLES: dict[FieldPath, str] = {
    GOAL: "Model Description; Description; Model Summary; Summary; Overview; Model Overview; Introduction; Uses; Direct Use; "
    "Downstream Use; Intended Use; Intended Usage; Primary Intended Uses; Intended Use Cases; Use Cases; Purpose; Objectives",
    LIMITS: "Intended uses & limitations; Uses & Limitations; Usage and Limitations; Out-of-Scope Use; Out-of-Scope Use Cases; "
    "Misuse, Malicious Use, and Out-of-Scope Use; Misuse and Malicious Use; Bias, Risks, and Limitations; Risks and Limitations; "
    "Risks; Bias; Biases; Limitations and bias; Limitations and biases; Bias and Limitations; Bias and Fairness; "
    "Ethical Considerations; Ethical Considerations and Limitations; Ethical Considerations and Risks; "
    "Caveats and Recommendations; Privacy and Ethical Considerations; Known Limitations; Performance and Limitations",
    DATA: "Training Data; Training Dataset; Training and evaluation data; Data; Dataset; Data Sources; Data Preprocessing; "
    "Preprocessing; Training corpus; Pretraining data",
    LEARNS: "Training; Training Procedure; Training Details; Training Hyperparameters; Hyperparameters; Training Parameters; "
    "Training Configuration; Model Architecture and Objective; Model Architecture; Full Model Architecture; Architecture; "
    "Technical Specifications; Pretraining; Fine-tuning; Training objective; Algorithm; Model Training",
    TESTS: "Evaluation; Evaluations; Evaluation results; Eval results; Results; Training results; Quantitative Analyses; "
    "Benchmarks; Benchmark Results; Performance; Model Performance; Downstream performance; Accuracy; Validation Metrics; "
    "Metrics; Test results",
    TEST_DATA: "Testing Data, Factors & Metrics; Testing Data; Evaluation Data; Evaluation Dataset; Factors",
    RESOURCES: "Model Sources; Citation; Citations; Citation Information; How to cite; Cite; BibTeX entry and citation info; "
    "Citing & Authors; References; License; Licence; More Information; Documentation; Documents; Resources; Paper; Links",
    CONTACT: "Model Card Contact; Contact; Contact Us; Contact and more information; Feedback; Reporting Issues; Questions; "
    "Where to send questions or comments about the model",
    ("implementation", "environment_details"): "Environment; Observation Space; Action Space",
    ("implementation", "reward_details"): "Reward; Rewards; Reward Function",
}
_ASIDE = (
    "Framework versions; Environmental Impact; Carbon Footprint; Glossary; Model Card Authors; Authors; Model Examination; "
    "Model Details; Table of Contents; Hardware and Software; Acknowledgements; Summary of the card; How to Get Started with the Model"
)
"""Headings of cards that no field asks for."""
_OF_THE_TEMPLATE = (
    "Model Details; Model Description; Model Sources; Uses; Direct Use; Downstream Use; Out-of-Scope Use; Recommendations; "
    "Bias, Risks, and Limitations; How to Get Started with the Model; Training Details; Training Data; Training Procedure; "
    "Preprocessing; Training Hyperparameters; Speeds, Sizes, Times; Evaluation; Testing Data, Factors & Metrics; Testing Data; "
    "Factors; Metrics; Results; Summary; Model Examination; Environmental Impact; Technical Specifications; "
    "Model Architecture and Objective; Compute Infrastructure; Hardware; Software; Citation; Glossary; More Information; "
    "Model Card Authors; Model Card Contact; Framework versions; Intended uses & limitations; Training and evaluation data; "
    "Training results; Table of Contents"
)
"""What the Hub writes into every card, filled in or not."""
_CHARACTERISTIC = (
    "Model Details; Model Description; Intended Use; Intended Uses; Primary Intended Uses; Direct Use; Downstream Use; "
    "Out-of-Scope Use; Out-of-Scope Use Cases; Bias, Risks, and Limitations; Intended uses & limitations; Limitations and bias; "
    "Training Data; Training Procedure; Training Details; Training and evaluation data; Evaluation Data; Evaluation Results; "
    "Quantitative Analyses; Ethical Considerations; Ethical Considerations and Limitations; Caveats and Recommendations; "
    "Model Card Contact; Model Card Authors; Environmental Impact; How to Get Started with the Model; Model Sources; "
    "Testing Data, Factors & Metrics; Technical Specifications; Training Hyperparameters"
)
"""What a heading of a model card says, and that of another text hardly does."""
_LABELS: dict[FieldPath, str] = {
    OWNER: "Developed by; Developer; Developers; Model Developers; Model Developer; Shared by; Funded by; Created by; Organization; "
    "Provided by; Maintained by",
    RESOURCES: "License; Licence; Repository; Paper; Demo; Website; Homepage; Blog; Cite as; Citation; Research Paper; "
    "Resources for more information; Documentation; Source code; Code",
    LEARNS: "Model type; Finetuned from model; Fine-tuned from model; Finetuned from; Base model; Model Architecture; Architecture; "
    "Algorithm",
    CONTACT: "Contact; Point of Contact; Questions; Feedback",
    GOAL: "Model Description; Description; Intended Use; Intended Uses; Intended Use Cases; Task; Purpose",
    LIMITS: "Out-of-scope; Out-of-scope Uses; Out-of-Scope Use; Limitations",
    DATA: "Training Data; Datasets; Dataset; Training Dataset",
}
_METADATA = (
    "Language; Languages; Language(s) (NLP); Source language; Source languages; Target language; Target languages; Source group; "
    "Target group; Model; Model name; Model size; Parameters; Number of parameters; Version; Release date; Model date; Input; Output; "
    "Context length; Pre-processing; Download original weights; Test set translations; Test set scores; OPUS readme; Quantization; "
    "Library; Framework; Environment; Precision; Tags"
)
"""What entries of cards begin with that say no more than the front matter does."""
_GENERIC = "Summary; Overview; Description; Introduction; Metrics; Factors; Data; Dataset; Performance; Training; Accuracy; Bias; Risks"
"""Headings that belong to what they lie below, if that is a field."""
_HOW_TO = frozenset(
    "usage install installing installation installed quickstart demo inference deploy deploying deployment tutorial notebook colab "
    "download downloading snippet requirement prerequisite dependency dependencie setup cli api docker serving serve vllm ollama "
    "playground script command example using running loading transformer sdk".split()
)
_HOW_TO_PHRASES = (
    "how to",
    "getting started",
    "get started",
    "quick start",
    "use with",
    "use in",
    "use it",
    "model in action",
)
_CUT_SHORT = frozenset((GOAL, CONTACT, OWNER))
"""Fields that a heading which names none ends, however deep it lies."""


def named(heading: str) -> FieldPath | None:
    """Return the field that a heading of a report or of a card names."""
    return field_of(heading) or _known().get(plain_words(heading))


def labelled(label: str) -> FieldPath | None:
    """Return the field that a bold word at the beginning of an entry names."""
    return _by_words(tuple(_LABELS.items())).get(plain_words(label)) or named(label)


def is_metadata(labels: list[str]) -> bool:
    """Whether at least half of the labels of a list name facts about a model, such as who made it, rather than what it is for."""
    known = _by_words(tuple((field, titles) for field, titles in _LABELS.items() if field not in (GOAL, LIMITS)))
    facts = [
        one for one in map(plain_words, labels) if one in known or one in _words(_METADATA) or one[-1:] == ("version",)
    ]
    return 2 * len(facts) >= len(labels)


def is_generic(heading: str) -> bool:
    """Whether a heading below that of a field belongs to the field, though elsewhere it names another."""
    return plain_words(heading) in _words(_GENERIC)


def stands_apart(heading: str) -> bool:
    """Whether what follows a heading belongs to no field, though it may lie below one: how to use a model, say."""
    words = plain_words(heading)
    return words in _words(_ASIDE) or is_section(heading) or bool(_HOW_TO & {*words}) or _is_how_to(" ".join(words))


def ends(field: FieldPath) -> bool:
    """Whether any heading ends what is said of a field."""
    return field in _CUT_SHORT


def is_of_the_template(heading: str) -> bool:
    """Whether the Hub writes a heading into every card."""
    return plain_words(heading) in _words(_OF_THE_TEMPLATE)


def count_of_card_headings(headings: list[str]) -> int:
    """Return how many headings are those of a model card, and hardly of another text."""
    return len({plain_words(one) for one in headings} & _words(_CHARACTERISTIC))


def _is_how_to(words: str) -> bool:
    return any(f" {words} ".startswith(f" {one} ") or f" {one} " in f" {words} " for one in _HOW_TO_PHRASES)


@cache
def _known() -> dict[tuple[str, ...], FieldPath]:
    return _by_words(tuple(_TITLES.items()))


@cache
def _by_words(titles: tuple[tuple[FieldPath, str], ...]) -> dict[tuple[str, ...], FieldPath]:
    return {plain_words(title): field for field, together in titles for title in together.split("; ")}


@cache
def _words(titles: str) -> frozenset[tuple[str, ...]]:
    return frozenset(plain_words(title) for title in titles.split("; "))
