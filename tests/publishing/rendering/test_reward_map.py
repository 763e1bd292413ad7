"""The reward map: what it shows of a report, and that nothing in it overlaps, whatever the report holds."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.publishing.rendering.reward_map.drawing import Drawing
from reward_reports.publishing.rendering.reward_map.measuring import LINE, width_of, wrapped
from reward_reports.publishing.rendering.reward_map.narrow import narrow
from reward_reports.publishing.rendering.reward_map.reading import MOST_TERMS, read
from reward_reports.publishing.rendering.reward_map.sentences import as_list
from reward_reports.publishing.rendering.reward_map.shared import StripCell, _keys, strip
from reward_reports.publishing.rendering.reward_map.svg import alone, in_page
from reward_reports.publishing.rendering.reward_map.wide import COMPACT, wide
from reward_reports.report.loading import load_text

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*/reward-report.yaml"))
LAYOUTS = {"wide": wide, "narrow": narrow, "compact": partial(wide, columns=COMPACT)}
KINDS = ["measurement", "reward_hacking", "misalignment", "distribution_shift", "feedback_loop", "unfairness", "safety"]
COMBINATIONS = [None, "sum", "weighted_sum", "weighted_shares", "product", "switching", "by_task", "gated", "other"]
NAMES = [
    "Short",
    "Drivers of vehicles",
    "A name of sixty letters, as long as a name may be in a report",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "人工智能系统的用户和受其影响的人们",
    "مستخدمو النظام والأشخاص الذين يتأثرون به",
    "MMMMWWWW @@@@ %%%% WWWW",
    "👩‍👩‍👧‍👦 families",
]


def overlaps(draw):
    """Return pairs of things that overlap, and what reaches past an edge; a text inside its own node is where it belongs."""
    found = [(box, "past the edge") for box in draw.boxes if box.left < -1 or box.right > draw.width + 1]
    found += [(box, "above the top") for box in draw.boxes if box.top < -1]
    for place, one in enumerate(draw.boxes):
        for other in draw.boxes[place + 1 :]:
            apart = one.right <= other.left + 0.5 or other.right <= one.left + 0.5
            apart = apart or one.bottom <= other.top + 0.5 or other.bottom <= one.top + 0.5
            if not apart and not inside(one, other) and not inside(other, one):
                found.append((one, other))
    return found


def inside(node, text):
    across = node.left <= text.left and text.right <= node.right
    return node.kind == "node" and across and node.top <= text.top and text.bottom <= node.bottom


def report(terms=0, people=0, failures=0, loops=0, watched=0, gates=0, combination=None, names=NAMES, **more):
    """Return a report with so many of everything."""

    def name(number):
        return names[number % len(names)]

    reward = {
        "combination": combination,
        "text": "What people say.",
        "items": [
            {"id": f"t{n}", "name": name(n), "weight": [None, 1, 0.02, 27.8, -3][n % 5], "metric": f"m{n % 3}"}
            | ({"expression": "-x"} if n % 4 == 1 else {})
            | ({"when": name(n + 1)} if n % 3 == 2 else {})
            for n in range(terms)
        ],
    }
    data = {
        "schema_version": "1.1",
        "report": {"id": "r", "title": name(2), "version": "1.0"} | more,
        "optimization_intent": {
            "known_failure_modes": {
                "items": [
                    {
                        "id": f"f{n}",
                        "name": name(n),
                        "kind": KINDS[n % len(KINDS)],
                        "status": ["observed", "mitigated", "hypothesised"][n % 3],
                        "affected": [f"p{k}" for k in range(n % 5)],
                        "detected_by": [f"w{k}" for k in range(n % 4)],
                    }
                    for n in range(failures)
                ]
            },
            "performance_metrics": {"items": [{"id": f"m{n}", "name": name(n)} for n in range(3)]},
            "oversight_metrics": {
                "items": [
                    {"id": f"w{n}", "name": name(n), "unit": "share", "observations": [{"value": n / 3}] * (n % 2)}
                    for n in range(watched)
                ]
            },
        },
        "institutional_interface": {
            "stakeholders": {
                "items": [
                    {"id": f"p{n}", "name": name(n)} | ({"in_scope": n % 3 == 0} if n % 4 else {})
                    for n in range(people)
                ]
            }
        },
        "implementation": {
            "reward_details": {key: value for key, value in reward.items() if value},
            "environment_details": {
                "items": [
                    {
                        "id": f"l{n}",
                        "path": name(n) * 3,
                        "kind": ["control", "exogenous"][n % 2],
                        "in_scope": n % 3 == 0,
                    }
                    | ({"name": name(n)} if n % 2 else {})
                    for n in range(loops)
                ]
            },
            "measurement_details": {"items": [{"id": "s0", "measures": "m0", "method": name(3)}]},
        },
        "evaluation": {
            "performance_standards": {
                "items": [{"id": f"g{n}", "requirement": name(n), "launch_gate": True} for n in range(gates)]
            }
        },
    }
    return load_text(json.dumps(data, ensure_ascii=False)).require()


@pytest.fixture(scope="module")
def maps():
    return {
        file.parent.name: read(load_text(file.read_text("utf-8"), folder=file.parent).require()) for file in EXAMPLES
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_overlaps_in_the_maps_of_the_examples(maps, layout):
    assert len(maps) == len(EXAMPLES) >= 13
    assert {name: found for name, made in maps.items() if (found := overlaps(LAYOUTS[layout](made)))} == {}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("combination", ["weighted_sum", "weighted_shares", "switching"])
def test_nothing_overlaps_with_twelve_terms_and_twenty_groups_of_long_names(layout, combination):
    crowd = report(12, 20, 14, 8, 15, 2, combination, names=[NAMES[2], "W" * 60, NAMES[3] + " " * 3])
    draw = LAYOUTS[layout](read(crowd))
    assert overlaps(draw) == []
    assert len([box for box in draw.boxes if box.kind == "flag"]) >= 28


@pytest.mark.parametrize("layout", LAYOUTS)
@given(
    counts=st.tuples(*(st.integers(0, most) for most in (14, 20, 14, 8, 12, 3))),
    combination=st.sampled_from(COMBINATIONS),
    names=st.permutations(NAMES),
)
def test_nothing_overlaps_in_any_mixture(layout, counts, combination, names):
    assert overlaps(LAYOUTS[layout](read(report(*counts, combination, names=names)))) == []


def test_a_report_of_words_alone_gets_a_small_map():
    made = read(report())
    assert [term.name for term in made.terms] == ["What people say"]
    assert made.signals[0].name == "source not stated"
    assert wide(made).height < 260
    assert any("nobody is named" in box.label for box in wide(made).boxes)


def test_a_report_of_almost_nothing_says_so():
    text = '{schema_version: "1.1", report: {id: a, title: A, version: "1"}}'
    assert read(load_text(text).require()).terms[0].name == "The report does not say"


def test_more_terms_than_can_be_read_become_one_line_that_names_them():
    made = read(report(25, combination="weighted_sum"))
    assert len(made.terms) == MOST_TERMS
    assert made.terms[-1].name == "14 more terms"
    # Of those that are drawn, all weigh at least as much as any that is not; a term without a weight may weigh anything.
    assert min(abs(term.weight) for term in made.terms[:-1] if term.weight is not None) == 3


def test_terms_of_one_metric_in_a_row_say_it_once(maps):
    notes = [term.note.split(".")[0] for term in maps["x-for-you"].terms]
    assert notes.count("Predicted reactions in favour") == 1
    assert notes.count("Predicted rejection") == 1


def test_the_list_says_all_that_the_picture_shows(maps):
    for made in maps.values():
        listed = " ".join(as_list(made))
        for one in (*made.terms, *made.people, *made.watched, *made.failures):
            assert one.name in listed
        assert all(loop.path in listed for loop in made.loops)
        assert all(gate.requirement.rstrip(".") in listed for gate in made.gates)


@pytest.mark.parametrize(
    ("day", "shown"), [("2025-04", "0.1"), ("2025-08", "measured only after it ended")], ids=["in use", "afterwards"]
)
def test_a_value_of_a_later_system_is_not_shown_as_one_of_this(day, shown):
    data = {
        "schema_version": "1.1",
        "report": {"id": "r", "title": "T", "version": "1"},
        "system_details": {"dates": {"active_to": "2025-04-29"}},
        "optimization_intent": {"oversight_metrics": {"items": [{"id": "m", "name": "Flattery"}]}},
        "evaluation": {"offline_evaluations": {"items": [{"id": "t", "metric": "m", "value": 0.1, "date": day}]}},
    }
    assert read(load_text(json.dumps(data)).require()).watched[0].value == shown


def test_the_worst_failure_comes_first_whatever_was_done_about_it(maps):
    assert maps["gpt-4o-sycophancy"].failures[0].name == "Pleases instead of helping"
    assert maps["gpt-4o-sycophancy"].failures[0].state == "mitigated"
    assert maps["project-flow"].failures[0].name == "Diesel vehicles are held back and driven away"


def test_an_unknown_weight_is_hatched_and_a_known_one_is_not(maps):
    known, unknown = maps["instructgpt"], maps["gpt-4o-sycophancy"]
    assert 'class="hatch"' in alone(unknown, wide(unknown))
    assert 'class="hatch"' not in alone(known, wide(known))


def test_gates_stand_right_of_the_lines_of_short_loops():
    def gate_left(loops):
        made = read(report(3, loops=loops, gates=1, names=["Short"]))
        draw = wide(made)
        (gate,) = [box for box in draw.boxes if box.label.startswith("Gate:")]
        return gate.left, sum(one.short for one in made.loops)

    (without, none), (beside, short) = gate_left(0), gate_left(6)
    assert (none, short > 0) == (0, True)
    assert beside > without


@pytest.mark.parametrize(
    ("combination", "shown"), [("weighted_shares", "scale"), ("weighted_sum", "roots"), (None, "roots")]
)
def test_the_key_says_how_thick_a_band_is(combination, shown):
    made = read(report(5, combination=combination))
    assert [key for key, _ in _keys(made) if key in ("scale", "roots")] == [shown]
    assert made.to_scale == (shown == "scale")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_flag_shows_how_its_failure_stands(layout):
    made = read(report(3, 3, 7, 2, 2))
    flags = re.findall(r'<g class="flag (\w+)">.*?>(\d+)</text>', alone(made, LAYOUTS[layout](made)))
    assert {(int(number), look) for look, number in flags} == {(one.number, one.look) for one in made.failures}


@pytest.mark.parametrize(
    ("status", "look"),
    [("hypothesised", "feared"), ("observed", "open"), (None, "open"), ("accepted", "open"), ("resolved", "shut")],
)
def test_a_failure_that_nobody_has_seen_looks_unlike_an_open_one(status, look):
    made = of_dict({"known_failure_modes": {"items": [{"id": "f", "name": "F", "status": status}]}})
    assert [one.look for one in read(made).failures] == [look]


def test_the_newest_value_of_a_log_stands_on_the_map():
    log = {"path": "log.csv", "tag": "e"}
    metric = {"id": "m", "name": "Speed", "unit": "share", "observations_from": log}
    made = of_dict({"oversight_metrics": {"items": [metric]}})
    assert [one.value for one in read(made).watched] == ["values in a log"]
    assert [one.value for one in read(made, logged={"m": 0.25}).watched] == ["25\N{NO-BREAK SPACE}%"]


def of_dict(intent):
    data = {"schema_version": "1.1", "report": {"id": "a", "title": "A", "version": "1"}, "optimization_intent": intent}
    return load_text(json.dumps(data)).require()


def strip_drawn(heading, cells, x):
    """Return the lines of a strip of two columns on a picture 400 wide, where its texts and flags stand, and where it ends."""
    draw = Drawing(400, "k")
    end = strip(draw, read(report(failures=3)), 50, heading, "", cells, x, 2)
    boxes = [(box.kind, box.label, box.left, box.top) for box in draw.boxes]
    return draw.back, boxes, end


CELLS = [StripCell("A", "a", False, 1), StripCell("B", "b", True), StripCell("C", "c", False, 3)]
RULE = ['<path d="M0,50H400" class="rule"/>']


def test_a_strip_stands_below_a_line_with_its_heading_above_it():
    top = 50 + 9 + LINE + 2
    row = top + 2 * LINE + 8
    back, boxes, end = strip_drawn("Head", CELLS, 0)
    assert back == RULE
    assert boxes == [
        ("text", "Head", 0, 50 + 9 + 1),
        *(("flag", "1", 0, top - 1), ("text", "A", 28, top + 1), ("text", "a", 28, top + LINE + 1)),
        *(("text", "B", 210, top + 1), ("text", "b", 210, top + LINE + 1)),
        *(("flag", "3", 0, row - 1), ("text", "C", 28, row + 1), ("text", "c", 28, row + LINE + 1)),
    ]
    assert end == row + 2 * LINE + 8
    assert strip_drawn("Head", [], 0) == ([], [], 50)


def test_a_strip_beside_its_heading_ends_below_the_longer_of_the_two():
    back, boxes, end = strip_drawn("Head", CELLS, 100)
    assert back == RULE
    assert [box[2:] for box in boxes if box[1] in {"Head", "A", "B", "C"}] == [
        (0, 60),
        (128, 60),
        (260, 60),
        (128, 60 + 2 * LINE + 8),
    ]
    assert end == 59 + 2 * (2 * LINE + 8)
    _, boxes, end = strip_drawn("Head " * 12, CELLS[:1], 100)
    lines = [box for box in boxes if box[1].startswith("Head")]
    assert len(lines) > 3
    assert end == 59 + len(lines) * LINE + 8


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_report_gives_the_same_bytes(layout):
    first, second = (read(report(5, 4, 3, 2, 2, combination="weighted_sum")) for _ in range(2))
    assert alone(first, LAYOUTS[layout](first)) == alone(second, LAYOUTS[layout](second))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_hostile_text_is_text(poisoned_report, layout):
    hostile = (
        "</text><script>alert(1)</script>\u202e\x07 \"'&lt; <a href='javascript:alert(1)'> ]]> {{ 7 * 7 }} " + "w" * 300
    )
    for name in ("movielens", "instructgpt"):
        made = read(poisoned_report(name, hostile))
        draw = LAYOUTS[layout](made)
        for text in (alone(made, draw), in_page(made, draw, "w")):
            root = ET.fromstring(text)
            tags = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert tags <= set("svg title desc defs pattern path rect circle g text tspan a style".split())
            assert all(not name.startswith("on") for element in root.iter() for name in element.attrib)
            links = [element.attrib["href"] for element in root.iter() if "href" in element.attrib]
            assert all(link.startswith("#") for link in links)
            assert "\u202e" not in text
            assert "\x07" not in text
        assert overlaps(draw) == []


def test_a_picture_alone_brings_its_own_colours_and_needs_nothing(maps):
    text = alone(maps["movielens"], wide(maps["movielens"]))
    assert "var(" not in text
    assert "url(" not in text.replace("url(#map-w-hatch)", "")
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_lines_come_out_even_and_no_letter_is_lost():
    text = "Residents near the exit, in Emeryville above all"
    for room in (30, 60, 120, 180):
        lines = wrapped(text, room)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(width_of(line) <= max(room, 26) for line in lines)
    assert wrapped("", 100) == ("",)
    assert wrapped("w" * 40, -5)


@pytest.mark.parametrize("kept", ["12\N{NO-BREAK SPACE}ms", "1\N{NARROW NO-BREAK SPACE}234", "12 %"])
def test_no_line_breaks_between_a_number_and_its_unit_or_within_it(kept):
    for room in range(60, 120):
        assert any(kept in line for line in wrapped(f"fewer than {kept} of all", room))


MEASURE = """[...document.querySelectorAll("svg")].map(svg => [...svg.querySelectorAll("text")].map(
text => [text.textContent, text.getBBox().width]))"""


@pytest.mark.tool("chromium")
@pytest.mark.parametrize("letters", ["sans-serif", "DejaVu Sans", "Liberation Serif"])
def test_a_browser_draws_no_text_wider_than_was_reckoned(browser, tmp_path, maps, letters):
    every = [*maps.values(), read(report(12, 20, 14, 8, 15, 2, "weighted_sum"))]
    drawn = [(made, layout(made)) for made in every for layout in LAYOUTS.values()]
    pictures = "".join(alone(made, draw, letters) for made, draw in drawn)
    (tmp_path / "maps.html").write_text(f"<!DOCTYPE html><meta charset=utf-8>{pictures}", "utf-8")
    measured = browser.open((tmp_path / "maps.html").as_uri()).value(MEASURE)
    wider = []
    for (_, draw), texts in zip(drawn, measured, strict=True):
        reckoned = {}
        for box in draw.boxes:
            reckoned[box.label] = max(box.right - box.left, reckoned.get(box.label, 0))
        assert len(texts) >= len(reckoned)
        wider += [(text, width) for text, width in texts if width > reckoned[text] + 0.5]
    assert wider == []
