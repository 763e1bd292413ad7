"""Lists that run together, measured: how many are found, and that good prose is left alone.

`run_together/` holds lists and texts made up for this. The rule was developed on two of the files; the two named held-out were
written before it and nothing was tuned on them.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from reward_reports.base.discovery import find_reports
from reward_reports.linting.context import Context
from reward_reports.linting.extract.markdown import without_code
from reward_reports.linting.extract.run_together import find_names, find_run_together
from reward_reports.report.loading import load_file

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parent / "run_together"
SMALL = frozenset(
    "a an and at between by for from in into of on or over per than that the their to upon when who with".split()
)


def blocks(name: str) -> list[str]:
    """Return what stands between blank lines, without the comments at the top."""
    lines = [line for line in (DATA / name).read_text("utf-8").splitlines() if not line.startswith("#")]
    return [block for block in "\n".join(lines).split("\n\n") if block.strip()]


def lists(name: str) -> list[list[str]]:
    return [block.strip().splitlines() for block in blocks(name)]


def titled(entry: str) -> str:
    """Write an entry as a title: `Number of Trips`."""
    words = entry.split(" ")
    return " ".join(
        word[:1].upper() + word[1:] if word.islower() and (not index or word not in SMALL) else word
        for index, word in enumerate(words)
    )


def found(text: str) -> str | None:
    readable = without_code(text)
    span = find_run_together(readable, lambda: find_names([readable]))
    return text[slice(*span)] if span else None


STYLES = {
    "as typed": "".join,
    "first two": lambda entries: "".join(entries[:2]),
    "titles": lambda entries: "".join(map(titled, entries)),
    "first two titles": lambda entries: "".join(map(titled, entries[:2])),
}


@pytest.mark.parametrize(
    ("name", "style", "share"),
    [
        ("development.txt", "as typed", 0.95),
        ("development.txt", "first two", 0.9),
        ("development.txt", "titles", 0.9),
        ("development.txt", "first two titles", 0.8),
        ("held-out.txt", "as typed", 0.95),
        ("held-out.txt", "first two", 0.85),
        ("held-out.txt", "titles", 0.85),
        ("held-out.txt", "first two titles", 0.5),
    ],
)
def test_share_of_lists_that_are_found(name, style, share):
    texts = [STYLES[style](entries) for entries in lists(name)]
    missed = [text for text in texts if not found(text)]
    assert 1 - len(missed) / len(texts) >= share, missed


@pytest.mark.parametrize("name", ["development.txt", "held-out.txt"])
@pytest.mark.parametrize("between", ["\n- ", ", ", "; ", ". "])
def test_the_same_entries_kept_apart_are_left_alone(name, between):
    assert [text for entries in lists(name) if found(text := between.join(entries))] == []


@pytest.mark.parametrize("name", ["good-development.txt", "good-held-out.txt"])
def test_good_texts_are_left_alone(name):
    assert [(found(text), text) for text in blocks(name) if found(text)] == []


def test_the_words_of_the_examples_are_left_alone():
    files = find_reports([ROOT / "examples"])
    texts = [text for file in files for _, text in Context(load_file(file), date(2026, 6, 1)).strings]
    assert sum(len(text.split()) for text in texts) > 20_000
    assert [(found(text), text) for text in texts if found(text)] == []


def test_the_words_of_the_documentation_are_left_alone():
    texts = [
        re.sub(r"^---\n.*?\n---\n", "", file.read_text("utf-8"), flags=re.DOTALL)
        for file in sorted((ROOT / "docs").glob("**/*.md"))
    ]
    assert sum(len(text.split()) for text in texts) > 20_000
    assert [found(text) for text in texts if found(text)] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Seats FilledNumber of TripsLate ArrivalsComplaint Letters", "FilledNumber"),
        ("Night trip settingDay trip setting", "settingDay"),
        ("LatencyCost per ride", "LatencyCost"),
        ("Average accuracyF1 on the held-out week", "accuracyF1"),
        ("Bus 12Bus 14", "12Bus"),
        ("Tariff ATariff B", "ATariff"),
        ("Fairness:We checkSafety:We count", "checkSafety"),
        ("Latency (ms)Throughput", "(ms)Throughput"),
        ("A drop below 70 %New map", "70 %New"),
        ("Share of riders over 65Complaints by riders", "65Complaints"),
        ("It is slow.The board decides. It says “no”Nobody asks.", "slow.The"),
        ("1. Safety2. Comfort3. Price", "Safety2."),
        ("Safety• Comfort• Price", "Safety•"),
        ("Is the answer true?Is it harmful?", "true?Is"),
        ("Safety\n\nTotal tripsLate trips", "tripsLate"),
        ("- Total trips\n- Late tripsFull trips", "tripsFull"),
        ("Nombre de trajetsRetards à l'arrivéePlaintes", "trajetsRetards"),
        ("", None),
        ("One slip of the penNever matters.", None),
        ("The server speaks HTTPServer and JSONSchema.", None),
        ("trlX", None),
        ("Score on SpaceInvaders Levels", None),
        ("Average Return on NameThisGame Episodes", None),
        ("Errors of the PerspectiveAPI Scores", None),
        ('It prints f"Text" to the log', None),
        ("Models by OpenAI; code on GitHub", None),
        ("$alphaMax betaMin$ and https://example.org/someThing/otherThing", None),
        ("The value of `rateMissed utterancesHuman` is a number", None),
    ],
)
def test_one_text(text, word):
    assert found(text) == word


def test_a_word_in_two_surroundings_is_a_name():
    assert find_names(["RideScore per driver", "RideScore of buses"]) == {"RideScore"}
    assert find_names(["Cost per rideLatency per trip", "Cost per rideLatency per trip"]) == frozenset()
    assert find_run_together("LatencyCost per ride") is not None
    assert find_run_together("LatencyCost per ride", lambda: frozenset({"LatencyCost"})) is None
