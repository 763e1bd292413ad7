"""Questions of a template that were left in an answer: found in published reports, and not where authors wrote."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from reward_reports.linting.template_text import find_leftover
from reward_reports.linting.template_text.fingerprints import sentences_of
from reward_reports.linting.template_text.template_fingerprints import HEADS, SENTENCES
from reward_reports.report.text_edits import quoted

from .fragments import findings

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("REWARD_REPORTS_CORPUS", ROOT.parent / "shared" / "corpus"))
corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus of published reports is not at {CORPUS.name}/")
REPORTS = [
    ("mycity/reward_report_2024-02-21_11-56-13.md", 29, 15, {"System Owner", "Recourse", "Changelog"}),
    ("mycity/reward_report_2024-02-21_12-00-42.md", 29, 4, {"Comments on Performance", "Recommendations", "Changelog"}),
    ("blenderbot3/reward_report_2023-09-01_14-07-54.md", 26, 2, {"Measurement Details", "Engineering Tricks"}),
    ("blenderbot3/reward_report_2023-09-08_10-57-41.md", 26, 2, {"Measurement Details", "Engineering Tricks"}),
    ("template/builder-template.md", 26, 26, set()),
    ("template/reward-report.md", 26, 26, set()),
]
DATES = "The known or intended timespan over which this reward function & optimization is active."
RECOURSE = "Can stakeholders or users contest the decisions or actions of the system?"


def fields_of(name):
    text = re.sub(r"<!--.*?-->", "", (CORPUS / name).read_text("utf-8"), flags=re.DOTALL)
    return [(match[1], match[2].strip()) for match in re.finditer(r"(?ms)^## (.*?)\n(.*?)(?=^#|\Z)", text)]


def as_answer(text):
    return findings(f"evaluation:\n  evaluation_validity: {quoted(text)}\n", "CMP002")


@corpus
@pytest.mark.parametrize(("name", "fields", "count", "some"), REPORTS)
def test_published_reports_as_answers(name, fields, count, some):
    left = {title: as_answer(text) for title, text in fields_of(name)}
    found = {title for title, findings in left.items() if findings}
    assert len(left) == fields
    assert len(found) == count
    assert some <= found
    assert all("template text was left as" in left[title][0].message for title in found)


@corpus
@pytest.mark.parametrize("name", ["movielens/movielens.tex", "projectflow/projectflow.tex"])
def test_reports_that_were_written_out_are_silent(name):
    answers = re.split(r"\n\}\{?%?", (CORPUS / name).read_text("utf-8"))
    assert len(answers) > 25
    assert [answer for answer in answers if find_leftover(answer)] == []


@corpus
def test_the_fingerprints_are_those_of_the_templates(tmp_path):
    files = [
        CORPUS / "template" / name
        for name in ("builder-template.md", "reward-report.md", "reward-report-questions.tex")
    ]
    maintenance = f"{CORPUS / 'mycity' / 'reward_report_2024-02-21_12-00-42.md'}#Maintenance"
    tool, target = ROOT / "tools" / "fingerprint_template.py", tmp_path / "made.py"
    subprocess.run([sys.executable, tool, "--to", target, *files, maintenance], check=True)
    made: dict[str, object] = {}
    exec(target.read_text("utf-8"), made)
    assert (made["HEADS"], made["SENTENCES"]) == (HEADS, SENTENCES)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (DATES, DATES),
        (f"*{DATES}*", DATES),
        (DATES.upper(), DATES.upper()),
        (textwrap.fill(DATES, 40), textwrap.fill(DATES, 40)),
        (f"{DATES}\n\nMarch 2023", DATES),
        (f"Since March 2023. {DATES}", DATES),
        (f"Since March 2023.\n- {DATES}", DATES),
        (DATES.replace("reward", "reword"), DATES.replace("reward", "reword")),
        (f"{RECOURSE} Yes, at the desk.", RECOURSE),
        (f"{RECOURSE}Yes, at the desk.", RECOURSE),
        (f"Q: {RECOURSE}", RECOURSE),
        ("How was this decision reached and motivated?Quarterly", "How was this decision reached and motivated?"),
        (f"{RECOURSE} {DATES}", f"{RECOURSE} {DATES}"),
    ],
)
def test_where_a_question_was_left(text, left):
    found = find_leftover(text)
    assert (found and text[found.start : found.end]) == left


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "????",
        "Why? Because it is cheap. What else?",
        "See https://example.org/?q=1&r=2?",
        "The known timespan over which this reward function and its optimization is active is 2015 to 2020.",
        "The intended timeframe for revisiting the reward report is one year.",
        "A description of any prior known instances of reward hacking is in the appendix.",
        "We watch others too (e.g. performance differences across demographic groups).",
        "Contact information for the team is on the web site.",
        "This includes the form of the policy.",
        "List of metrics: speed, comfort.",
        "Is it met? By whom? Nobody has checked.",
        "Who can demand a review? The council can.",
    ],
)
def test_an_authors_own_words_are_left_alone(text):
    assert find_leftover(text) is None


def test_a_few_changed_letters_do_not_hide_a_long_question():
    text = f"{RECOURSE} What processes, technical or otherwise, are in plaice to handle this?"
    found = find_leftover(text)
    assert found is not None
    assert found.start == 0
    long = "This includes when the updates were made and what has motivated them in light of previous reports."
    assert find_leftover(long) is not None


@pytest.mark.parametrize(
    "text", ["a? " * 20_000, "the known or intended timespan " * 5_000, RECOURSE * 500, "?" * 100_000]
)
def test_hostile_texts_are_only_read_once(text):
    found = find_leftover(text)
    assert (found is not None) == (RECOURSE in text)


def test_sentences_end_at_their_ends():
    text = 'One (e.g. Two). Three, i.e. Four? "Five", etc. six. Seven.'
    assert sentences_of(text) == ["One (e.g. Two).", "Three, i.e. Four?", '"Five", etc. six.', "Seven."]


def test_no_sentence_of_the_templates_is_kept():
    assert max(map(len, HEADS)) <= 12
    assert len(set(SENTENCES)) == len(SENTENCES) > 70
