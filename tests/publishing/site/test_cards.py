"""The cards of reports: pictures that messages and posts show of a link."""

from __future__ import annotations

import re
import struct
import sys
from pathlib import Path

import pytest

from reward_reports import build
from reward_reports.base.errors import ConfigError, MissingToolError

ROOT = Path(__file__).resolve().parents[3]
FLOW = ROOT / "examples" / "project-flow" / "reward-report.yaml"
BASE = "https://city.example/reports/"
HOSTILE = """schema_version: "1.1"
report:
  id: a
  title: '#panic("x") <b>B</b>, {words}'
  version: "1"
  language: {language}
  summary:
    rewarded_for: '#read("/etc/passwd") *a* $x$ "] @ref {words}'
    what_happened: "{words}"
    what_you_can_do: Nothing.
"""


def card(site):
    """Return the only card of a site, after a look at its size."""
    (file,) = site.rglob("card.png")
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (1200, 630)
    return data


def image_of(site, page):
    return re.findall('<meta property="og:image" content="(.*?)">', (site / page).read_text("utf-8"))


def test_a_card_has_the_size_that_services_ask_for_and_a_whole_address(tmp_path):
    build([FLOW], tmp_path / "site", base_url=BASE, cards=True)
    made = card(tmp_path / "site")
    assert image_of(tmp_path / "site", "project-flow.html") == [f"{BASE}project-flow/card.png"]
    build([FLOW], tmp_path / "again", base_url=BASE, cards=True)
    assert card(tmp_path / "again") == made


def test_a_site_has_no_cards_unless_it_is_asked_for_them(tmp_path):
    cache = tmp_path / "cache"
    build([FLOW], tmp_path / "site", base_url=BASE, cards=True, cache=cache)
    build([FLOW], tmp_path / "site", base_url=BASE, cache=cache)
    assert not list((tmp_path / "site").rglob("card.png"))
    assert image_of(tmp_path / "site", "project-flow.html") == []


@pytest.mark.parametrize("language", ["en", "ar", "zh-Hans"])
def test_whatever_a_report_says_becomes_a_card(tmp_path, language):
    report = tmp_path / "a.reward-report.yaml"
    report.write_text(HOSTILE.format(language=language, words="كلمات 词语 word " * 12), "utf-8")
    build([report], tmp_path / "site", base_url=BASE, cards=True)
    assert len(card(tmp_path / "site")) > 10_000


def test_a_card_without_an_address_or_without_typst_is_refused(run, tmp_path, monkeypatch):
    done = run("build", str(FLOW), "-o", "site", "--cards")
    assert done.returncode == 2
    assert "add --base-url" in done.stderr
    with pytest.raises(ConfigError):
        build([FLOW], tmp_path / "site", cards=True)
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingToolError, match=re.escape("[pdf]")):
        build([FLOW], tmp_path / "site", base_url=BASE, cards=True)
    assert not (tmp_path / "site").exists()
