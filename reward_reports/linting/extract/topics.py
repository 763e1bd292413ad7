"""What an answer is about, by its words: enough to see that it speaks of something else than its field asks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reward_reports.linting.extract.patterns import lazy

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path

_TOPICS = {
    "how the model is built": (
        r"transformers?|neural|networks?|layers?|hidden|neurons?|architecture|encoder|decoder|attention heads?|embeddings?|convolution\w*|recurrent|"
        r"lstm|gru|residual|dropout|gated|ppo|dqn|sac|trpo|a[23]c|actor-critic|critics?|replay buffer|gradients?|adam|sgd|optimi[sz]er|"
        r"learning rate|batch size|epochs?|momentum|weight decay|cross-entropy|backprop\w*|fine-tun\w*|pre-?trained|gpus?|tpus?|random forest|"
        r"trees|hyperparameters?|tokens?|imagenet"
    ),
    "the data": r"data ?sets?|corpus|corpora|training data|test data|logged|samples|rows|scraped|crawled|sentences|images|recordings|filtered|annotated",
    "the people it affects": (
        r"riders|drivers|residents|patients|tenants|landlords|neighbou?rs|janitors?|pupils|students|teachers|parents|customers|citizens|"
        r"stakeholders|council|affected|employees|workers|unions?|communit(?:y|ies)"
    ),
    "complaints": r"complain\w*|complaints?|appeals?|hotline|ombudsman|phone|call|e-?mail|office|contact|answers? within|within two weeks",
    "the reward": r"rewards?|rewarded|penalt(?:y|ies)|penali[sz]ed|points|bonus",
    "the product it runs on": r"azure|aws|servers?|hosted|cloud|containeri[sz]ed|technology|frameworks?|microsoft|openai|google|software|hardware|api|website|app",
}
_DATES = r"\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|since|until|from|year|month|week|today"
_NONE = r"\bno\b|\bnone\b|\bnot\b|\bnobody\b|cannot|n't\b"
OWN = {
    "recourse": rf"contest|appeal|complain|object|disput|challeng|overturn|redress|recourse|ombud|correct|contact|\bcall|phone|hotline|mail|\bwrit|\bform\b|desk"
    rf"|office|\bask|request|report|review|second|human|person|people|refund|compensat|feedback|vote|flag|\bopt|refus|switch|http|@|court|\blaw|union|council|staff"
    rf"|help|support|answer|{_NONE}",
    "stakeholders": r"people|person|user|rider|driver|resident|patient|tenant|landlord|neighbo|pupil|student|teacher|parent|customer|citizen|child|city|council|agenc"
    r"|department|compan|team|public|owner|societ|union|communit|government|firm|vendor|regulator|engineer|designer|developer|operator|everyone|everybody"
    r"|worker|staff|employee|stakeholder|group|author|researcher|\b(?:Mr|Ms|Mrs|Dr)\b|" + _NONE,
    "explainability_and_transparency": r"expla|transparen|interpret|show|display|\blist|\bsee\b|visible|trac|reason|\bwhy\b|understand|\bopen|publi|document|source code"
    r"|inspect|\btell|\btold|inform|\bsay|\bwords?\b|\bmap\b|" + _NONE,
    "deployment_agency": r"agenc|department|office|compan|\bcity|council|ministr|staff|clerk|human|person|people|nurse|doctor|driver|operator|replac|tak|took|before"
    r"|earlier|previous|former|legacy|by hand|manual|\broles?\b|\bjob|task|decid|operat|deploy|\bruns?\b|owner|team|\bInc\b|\bLtd\b|"
    + _NONE,
    "reward_details": r"reward|penal|punish|bonus|\bpoint|scor|objective|maximi|minimi|\bloss|return|utility|optimi|likelihood|preferen|cost|credit|\bgoal|\bwin|rating"
    r"|thumb|click|feedback|share of|number of|minus|plus|[=$]|" + _NONE,
    "algorithmic_details": r"algorithm|model|network|learn|train|policy|tree|forest|regression|bandit|rule|table|\b(?:ppo|dpo|grpo|dqn|sac|a[23]c|trpo|rlhf|rl|llm|rnn|cnn|lstm|mcts)\b|software|code|search|optimi|gradient"
    r"|transformer|gpt|classif|heuristic|control|plan|version|open source|framework|\bapi\b|technolog|simulat|" + _NONE,
    "data_flow": r"data|\blog|collect|record|sampl|stor|kept|keep|retain|delet|retrain|feedback|sensor|reading|upload|stream|files?\b|source|label|annotat"
    r"|crawl|filter|input|" + _NONE,
    "oversight_metrics": r"metric|share|rate|number|count|averag|\bmean|percent|%|scor|measur|monitor|watch|track|complain|\btime|cost|inciden|error|ratio|level|audit"
    r"|quality|accura|bias|fair|safe|toxic|" + _NONE,
    "known_failure_modes": r"fail|\berr|wrong|\bmis|incorrect|inaccura|harm|unsafe|bias|unfair|hack|\bgam(?:e|ing)|exploit|hallucinat|invent|drift|break|crash|stuck"
    r"|slow|delay|\bmay\b|\bmight\b|\bcan\b|\bcould\b|too |never|bad|poor|weird|block|leak|skip|ignor|overfit|collaps|unstable|lack|"
    + _NONE,
    "update_triggers": r"\bwhen|\bif\b|after|change|\bnew\b|drop|\brise|exceed|above|below|\bfall|inciden|complain|request|\blaw|releas|version|event|threshold"
    r"|replac|demand|report|audit|\beach\b|\bevery|more than|less than|another|upon|" + _NONE,
    "reporting_cadence": r"year|month|week|quarter|annual|dai|\bday|every|each|when|after|releas|retrain|review|report|event|regular|often|never|need|date|once|twice|"
    + _NONE,
    "dates": _DATES + r"|launch|deploy|start|began|begin|end|ongoing|never|pilot|simulat|active|retire|" + _NONE,
    "feedback_and_communication": r"@|http|www|mail|phone|\bcall|contact|office|\bform\b|feedback|report|\bwrit|address|issue|github|forum|\btel\b|\d{3}[ -]\d|"
    + _NONE,
}
"""For each field that asks for something definite, the words of which an answer to it has at least one."""
_ENOUGH = 2  # different words of another topic


def other_topic(path: Path, title: str, text: str) -> tuple[str, list[str]] | None:
    """Return what an answer is about and its words, if it has none of its field's own; else None.

    Args:
        path: the field.
        title: the title of the field, which an answer may repeat without saying anything.
        text: the answer.
    """
    own = _own(str(path[-1]))
    text = re.sub(re.escape(title), " ", text, flags=re.IGNORECASE)
    if own is None or own.search(text):
        return None
    best = max(
        ((topic, _words(pattern, text)) for topic, pattern in _patterns().items()), key=lambda pair: len(pair[1])
    )
    return best if len(best[1]) >= _ENOUGH else None


def _words(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return the different words of a topic, in the order of the text; a plural is the same word."""
    by_word: dict[str, str] = {}
    for match in pattern.finditer(text):
        by_word.setdefault(match[0].lower().removesuffix("s"), match[0])
    return list(by_word.values())


@cache
def _own(name: str) -> re.Pattern[str] | None:
    return lazy(OWN[name], re.IGNORECASE) if name in OWN else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {topic: lazy(rf"\b(?:{words})\b", re.IGNORECASE) for topic, words in _TOPICS.items()}
