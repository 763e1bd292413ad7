"""Evidence: an address that works, a number with its source, a result with its uncertainty."""

from __future__ import annotations

import pytest

from reward_reports.linting.documentation import complete
from reward_reports.report.text_edits import apply_edits

from .fragments import lint, places, shown


def validity(text, *more):
    return f"evaluation:\n  evaluation_validity: {{text: {text!r}, {', '.join(more)}}}\n"


def source(*more):
    return f"references:\n  - {{id: s, title: A source, {', '.join(more)}}}\n"


VALIDITY = "evaluation.evaluation_validity.text"


@pytest.mark.parametrize(
    ("fragment", "figure"),
    [
        (validity("It had 6.8 times fewer injuries."), "6.8 times"),
        (validity("12.6% gave up."), "12.6%"),
        (validity("12.6% gave up.", "sources: [s]") + source(), None),
        (validity("12.6% gave up.", "basis: measured"), None),
        (validity("12.6% gave up [@s].") + source(), None),
        (validity("12.6% gave up, see https://a.org."), None),
        (validity("It has run for 3 years on 12 roads, as v4.1 did."), None),
        ("implementation: {reward_details: 90% rating and 10% popularity.}", None),
        ('report: {id: x, title: X, version: "1", kind: hypothetical}\n' + validity("12.6% gave up."), None),
    ],
)
def test_a_figure_needs_a_source(fragment, figure):
    assert shown(fragment, "EVD001") == ([figure] if figure else [])


@pytest.mark.parametrize("words", ["Link", "link 2", "here", "Click here", "this", "**here**", "", " ", "read more"])
def test_words_of_a_link_that_say_nothing(words):
    assert places(validity(f"It is so, [{words}](https://a.org)."), "EVD002") == [VALIDITY]


@pytest.mark.parametrize(
    "text",
    [
        "[Feedback](https://a.org)",
        "[the link between ratings and taste](https://a.org)",
        "[Linköping](https://a.org)",
        "![](a.png)",
        "[![A pipeline](a.png)](https://a.org)",
        "`[here](https://a.org)` is how a link is written",
        "```\n[here](https://a.org)\n```\n",
        "[@s] and [here] and (this)",
    ],
)
def test_links_that_are_left_alone(text):
    assert places(validity(text), "EVD002") == []


def test_a_resource_is_not_called_link():
    fragment = "system_details: {other_resources: [{id: a, title: Link 1}, {id: b, title: Linked data}, {id: c}]}"
    assert places(fragment, "EVD002") == ["system_details.other_resources.items[0].title"]


def test_free_keys_are_no_prose():
    assert places("x-notes: '[here](https://a b.org)'", "EVD002") == []
    assert places("x-notes: '[here](https://a b.org)'", "EVD003") == []


WELL_FORMED = [
    "https://grouplens.org/",
    "http://localhost:8080/a",
    "https://192.168.0.1/x",
    "https://[::1]/x",
    "https://web.archive.org/web/2020/https://a.org/b",
    "https://bücher.example/é?q=ä#x",
    "HTTPS://A.org",
    "https://user@a.org/x",
    "https://a.org:443?x=1",
    "https://en.wikipedia.org/wiki/Reward_(psychology)",
    "mailto:a@b.org",
    "ftp://a.org/x",
    "doi:10.1000/182",
    "figures/a b.md",
    "README.md",
]
MALFORMED = [
    "https://https://a.org/x",
    "https://https://https://a.org/x",
    "http://https://a.org",
    "https:https://a.org",
    "https://a.org/safety impact/hub",
    "https://",
    "https:///a",
    "https:/a.org",
    "https://.org/x",
    "https://a.org:port/x",
    "www.a.org/x",
]


@pytest.mark.parametrize("url", WELL_FORMED)
def test_an_address_that_works(url):
    assert places(source(f"url: '{url}'"), "EVD003") == []
    assert places(validity(f"See [it]({url})."), "EVD003") == []


@pytest.mark.parametrize("url", MALFORMED)
def test_an_address_that_cannot_work(url):
    assert places(source(f"url: '{url}'"), "EVD003") == ["references[0].url"]
    assert places(source(f"archived: '{url}'"), "EVD003") == ["references[0].archived"]
    assert shown(validity(f"See [it]({url})."), "EVD003") == [url]


def test_an_address_without_a_scheme_is_malformed_in_a_field_only():
    assert places(source("url: a.com/x"), "EVD003") == ["references[0].url"]
    assert places(validity("See [it](a.com/x)."), "EVD003") == []


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        (source('url: "https://https://a.org/x"'), source('url: "https://a.org/x"')),
        (source("url: http://https://a.org"), source("url: https://a.org")),
        (validity("A [b](https://https://a.org) c."), validity("A [b](https://a.org) c.")),
        (source("url: www.a.org"), source("url: https://www.a.org")),
        (
            "evaluation:\n  evaluation_validity: |\n    One.\n    See [it](https://https://a.org/b).\n",
            "evaluation:\n  evaluation_validity: |\n    One.\n    See [it](https://a.org/b).\n",
        ),
        (source("url: 'https://a.org/b c'"), None),
        (source("url: 'https://https://'"), None),
    ],
)
def test_a_scheme_is_mended_where_that_is_sure(written, fixed):
    document, [finding] = lint(written, "EVD003")
    if fixed is None:
        assert finding.fix is None
    else:
        assert apply_edits(document.text, finding.fix.edits) == complete(fixed)
        assert places(fixed, "EVD003") == []


@pytest.mark.parametrize(
    "url",
    [
        "https://uc1.previews.dropboxusercontent.com/p/thumb/AC/p.png",
        "https://lh3.googleusercontent.com/abc",
        "https://b.s3.amazonaws.com/k?X-Amz-Expires=3600&X-Amz-Signature=00ff",
        "https://b.s3.amazonaws.com/k?AWSAccessKeyId=A&Expires=1700000000&Signature=x",
        "https://storage.googleapis.com/b/o?X-Goog-Signature=00",
        "https://a.blob.core.windows.net/c/b?sv=2020-08-04&se=2024-01-01&sr=b&sig=abc",
        "https://a.blob.core.windows.net/c/b?se=2024-01-01&sp=r&sv=2020-08-04",
        "https://raw.githubusercontent.com/o/r/main/f?token=ABC",
    ],
)
def test_an_address_that_expires(url):
    _, [finding] = lint(source(f"url: '{url}'"), "EVD004")
    assert finding.path == "references[0].url"
    assert "00ff" not in finding.message
    assert "ABC" not in finding.message
    assert places(validity(f"![A pipeline]({url})"), "EVD004") == [VALIDITY]


@pytest.mark.parametrize(
    "url",
    [
        "https://raw.githubusercontent.com/o/r/main/f",
        "https://a.org/search?q=signature&lang=en_US",
        "https://mycity.nyc.gov/s/contact-us?language=en_US&LanguageCode=en_US",
        "https://a.org/Signature=x",
        "https://a.org/?se=1",
        "https://cdn.openai.com/paper.pdf",
        "https://a.org/?tokens=5",
    ],
)
def test_an_address_that_stays(url):
    assert places(source(f"url: '{url}'"), "EVD004") == []


@pytest.mark.parametrize(
    ("more", "dated"),
    [
        ("url: https://a.org", False),
        ("url: https://a.org, year: 2023", False),
        ("url: https://a.org, accessed: 2024-05", True),
        ("url: https://a.org, archived: https://web.archive.org/x", True),
        ("url: https://a.org, doi: 10.1000/182", True),
        ("url: https://a.org, arxiv: '2204.10817'", True),
        ("url: https://arxiv.org/abs/2204.10817", True),
        ("url: https://doi.org/10.1000/182", True),
        ("year: 1998", True),
    ],
)
def test_a_web_source_is_dated(more, dated):
    assert places(source(more), "EVD005") == ([] if dated else ["references[0].url"])


def metric(*observations, unit="share", head=""):
    listed = ", ".join(f"{{{seen}}}" for seen in observations)
    return f"{head}optimization_intent:\n  oversight_metrics:\n    items: [{{id: m, name: M, unit: {unit}, observations: [{listed}]}}]\n"


SEEN = "optimization_intent.oversight_metrics.items[0].observations"


@pytest.mark.parametrize(
    ("fragment", "place", "lacks"),
    [
        (metric("value: 1"), 0, "no date and neither a number of cases nor an interval"),
        (metric("value: 1, n: 9"), 0, "has no date"),
        (metric("value: 1, date: 2020"), 0, "has neither a number of cases nor an interval"),
        (metric("value: 1, date: 2020, n: 3", "value: 2, date: 2021"), 1, "has neither"),
        (metric("value: 1", "value: 2"), 0, "; 1 more of m lack"),
        (metric("value: 1", unit="users"), 0, "has no date"),
    ],
)
def test_an_observation_that_lacks_something(fragment, place, lacks):
    _, [finding] = lint(fragment, "EVD006")
    assert finding.path == f"{SEEN}[{place}]"
    assert lacks in finding.message


@pytest.mark.parametrize(
    "fragment",
    [
        metric("value: 1, date: 2020-01, n: 0"),
        metric("value: 1, date: 2020, low: 0.5"),
        metric("value: 250000, date: 2015-03", unit="users"),
        metric(),
        metric("value: 1").replace(
            "    items:", "    disclosure: partial\n    reason: The paper gives no n.\n    items:"
        ),
    ],
)
def test_an_observation_that_is_whole(fragment):
    assert places(fragment, "EVD006") == []


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("No instances of reward hacking have been observed.", "", "No instances of reward hacking have been observed"),
        ("Failures have not been reported.", "", "have not been reported"),
        ("No failure was found in an audit of 200 sessions.", "", None),
        ("No failure was seen.", "disclosure: partial, reason: Nobody looked.", None),
        ("No failure was seen.", "sources: [s]", None),
        ("Failures were observed. No. They were seen.", "", None),
    ],
)
def test_none_observed_says_how_anybody_looked(text, more, words):
    fragment = f"optimization_intent:\n  known_failure_modes: {{text: {text!r}, {more}}}\n" + source()
    assert shown(fragment, "EVD007") == ([words] if words else [])


def standard(*more):
    return f"evaluation:\n  performance_standards: [{{id: s, requirement: R., {', '.join(more)}}}]\n"


@pytest.mark.parametrize(
    ("fragment", "lacks"),
    [
        (standard("status: met"), "without evidence"),
        (standard("status: met", "evidence: ' '"), "without evidence"),
        (standard("status: met", "metric: m", "evidence: E"), "without a threshold"),
        (standard("status: met", "metric: m"), "without evidence and without a threshold"),
        (standard("status: met", "evidence: The notice is public."), None),
        (standard("status: met", "metric: m", "evidence: E", "threshold: {op: '<', value: 1}"), None),
        (standard("status: not_met", "metric: m"), None),
        (standard("status: not_assessed"), None),
        (standard(), None),
        (
            standard("status: met", "metric: m", "evidence: E")
            + "optimization_intent: {oversight_metrics: [{id: m, name: M, thresholds: [{op: '<', value: 0}]}]}",
            None,
        ),
    ],
)
def test_a_standard_that_is_met_is_shown_to_be(fragment, lacks):
    messages = [finding.message for finding in lint(fragment, "EVD008")[1]]
    assert messages == ([f"the standard s is called met {lacks}"] if lacks else [])


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("Accuracy and diversity; key quantities are displayed in (Figure 2).", "Figure 2"),
        ("Results for v4.1 in 2015: see the chart.", "the chart"),
        ("![Accuracy](figures/a1.png)", "![Accuracy](figures/a1.png)"),
        ("The RMSE is 0.84; Figure 2 shows all.", None),
        ("64.8 percent were good, as Figure 2 shows.", None),
        ("We could not figure it out.", None),
        ("It was tested offline.", None),
    ],
)
def test_a_result_stands_not_only_in_a_picture(text, picture):
    assert shown(f"evaluation:\n  offline_evaluations: {text!r}\n", "EVD009") == ([picture] if picture else [])


def test_a_caption_with_numbers_is_enough():
    fragment = (
        "evaluation: {offline_evaluations: See Figure 2.}\nfigures: [{id: f, path: a.png, alt: The RMSE is 0.84}]\n"
    )
    assert places(fragment, "EVD009") == []


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        (validity("The rate was 6.8 times lower."), "6.8 times lower"),
        (validity("Injuries fell. 85% fewer claims came."), "85% fewer"),
        (validity("The rate was 6.8 times lower than that of drivers."), None),
        (validity("Compared with 2022, it was 10% better."), None),
        ("implementation: {limitations: It is 3 times slower.}", None),
    ],
)
def test_a_comparison_names_its_baseline(fragment, words):
    assert shown(fragment, "EVD010") == ([words] if words else [])


def test_an_ab_test_names_its_other_side():
    fragment = (
        "evaluation: {offline_evaluations: [{id: a, kind: ab_test}, {id: b, kind: ab_test, baseline: v1}, {id: c}]}"
    )
    assert places(fragment, "EVD010") == ["evaluation.offline_evaluations.items[0]"]
