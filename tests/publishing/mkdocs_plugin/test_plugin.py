"""The plugin of MkDocs and ProperDocs: pages, navigation, search, edit links, warnings, and nothing that does harm."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHAPES = ROOT / "tests" / "publishing" / "rendering" / "shapes"
HOSTS = [
    ("mkdocs", "mkdocs"),
    ("mkdocs", "readthedocs"),
    ("mkdocs", "material"),
    ("properdocs", "mkdocs"),
    ("properdocs", "readthedocs"),
]
EVIL = "</title></script><script>taken()</script>\"' onload='taken()' <img src=x onerror=taken()> {{ 7*7 }} [a](javascript:taken())"


def put(folder: Path, name: str = "a", **info: object) -> Path:
    """Write a small report that lints without an error below the strictness `minimal`."""
    report = {
        "schema_version": "1.0",
        "report": {"id": name, "title": f"Report {name}", "version": "1.0", "kind": "hypothetical"} | info,
        "evaluation": {"evaluation_validity": "Mrs Wobblethorpe looked at it."},
    }
    file = folder / "reports" / f"{name}.reward-report.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(report, indent=1), "utf-8")
    return file


def put_shapes(folder: Path) -> None:
    shutil.copytree(SHAPES, folder / "reports" / "shapes")


class Reader(HTMLParser):
    """Notes what of a hostile text became markup, and the ids, links and title of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.harm: list[str] = []
        self.title, self._in_title = "", False
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._in_title = tag == "title" and not self.title
        for name, value in given.items():
            taken = "taken" in (value or "") and (name.startswith("on") or (value or "").startswith("javascript:"))
            if taken or (name, value) == ("src", "x"):
                self.harm.append(f"{tag} {name}={value}")
        if "id" in given:
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(given.get("href") or "")

    def handle_endtag(self, tag):
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data):
        self.title += data if self._in_title else ""


@pytest.mark.parametrize(("host", "theme"), HOSTS)
def test_every_report_has_a_page_in_the_navigation_and_in_the_search(tmp_path, site, host, theme):
    put_shapes(tmp_path)
    put(tmp_path, "small")
    built = site(theme, host=host, fail_on="never", strict=True)
    assert built.code == 0, built.said
    names = built.names()
    assert {"reports/index.html", "reports/shapes/index.html", "reports/small/index.html"} <= set(names)
    assert "assets/reward-report.css" in names
    page = Reader(built.page("reports/shapes/index.html"))
    assert page.title == "Shelf & Reader <every shape> - A site"
    assert len(page.ids) == len(set(page.ids)), [one for one in page.ids if page.ids.count(one) > 1]
    for link in page.links:
        if link.startswith("#") and len(link) > 1 and not link.startswith("#__"):
            assert link[1:] in page.ids, link
    assert "../small/" in page.links
    picture = re.search(r'<img src="\.\./(assets/[0-9a-f]+\.png)"', built.page("reports/shapes/index.html"))
    assert picture
    assert f"reports/{picture[1]}" in names
    assert "../reports/assets/" not in built.page("reports/shapes/index.html")
    home = Reader(built.page("index.html"))
    assert {"reports/", "reports/shapes/", "reports/small/"} <= set(home.links)
    found = {entry["location"].split("#")[0] for entry in built.search if "Wobblethorpe" in entry["text"]}
    assert found == {"reports/small/"}
    assert any(entry["location"].startswith("reports/shapes/#optimization_intent") for entry in built.search)


@pytest.mark.parametrize(("host", "theme"), HOSTS)
def test_no_text_of_a_report_does_harm_on_any_page(tmp_path, site, host, theme):
    put(tmp_path, "evil", title=EVIL, version=EVIL, authors=[{"name": EVIL, "relationship": "owner"}])
    put(tmp_path, "next")  # its page names the hostile one as the page before it
    built = site(theme, host=host, fail_on="never")
    assert built.code == 0, built.said
    for name in ("index.html", "reports/index.html", "reports/evil/index.html", "reports/next/index.html"):
        assert Reader(built.page(name)).harm == [], name
        assert "<script>taken" not in built.page(name), name
        assert "<img src=x" not in built.page(name), name
    assert Reader(built.page("reports/evil/index.html")).title == f"{EVIL} - A site"
    for entry in built.search:
        assert not re.search(r"<(script|img|/title)", entry["title"]), entry
    if theme == "material":  # its search puts texts into the page as HTML, the others escape them
        for entry in built.search:
            assert not re.search(r"<(script|img|/title)", entry["text"]), entry


def test_a_script_in_a_page_would_be_noticed():
    page = Reader('<title>a</title><p onload="taken()"><a href="javascript:taken()">a</a><img src=x>')
    assert len(page.harm) == 3


def test_what_an_audience_may_not_read_is_neither_on_the_page_nor_in_the_search(tmp_path, site):
    put_shapes(tmp_path)
    assert "For auditors alone" in (SHAPES / "reward-report.yaml").read_text("utf-8")
    public = site(fail_on="never")
    assert not any("For auditors alone" in entry["text"] for entry in public.search)
    assert "For auditors alone" not in public.page("reports/shapes/index.html")
    auditors = site(fail_on="never", audience="auditor")
    assert any("For auditors alone" in entry["text"] for entry in auditors.search)
    assert "For auditors and regulators" in auditors.page("reports/shapes/index.html")


@pytest.mark.parametrize("linked", [False, True])
def test_a_report_among_the_documents_is_not_copied_into_the_site(tmp_path, site, linked):
    put_shapes(tmp_path)
    (tmp_path / "reports" / "broken.reward-report.yaml").write_text("the secret: [\n", "utf-8")
    (tmp_path / "docs").mkdir()
    if linked:
        (tmp_path / "docs" / "ours").symlink_to(tmp_path / "reports", target_is_directory=True)
    else:
        (tmp_path / "reports").rename(tmp_path / "docs" / "ours")
    built = site(fail_on="never", reports=["reports" if linked else "docs/ours"])
    assert built.code == 0, built.said
    assert "reports/shapes/index.html" in built.names()
    assert [name for name in built.names() if name.endswith((".yaml", ".yml"))] == []
    assert not any(
        b"For auditors alone" in path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_findings_are_warnings_with_their_place_and_fail_a_strict_build(tmp_path, site, host):
    put(tmp_path)
    built = site(host=host, strict=True)
    assert built.code == 1
    assert re.search(r"WARNING -  reports/a\.reward-report\.yaml:\d+:\d+: CMP001 ", built.said), built.said
    assert "in strict mode" in built.said
    assert site(host=host, strict=True, fail_on="never").code == 0
    assert site(host=host, strictness="minimal").said.count(": CMP001 ") < built.said.count(": CMP001 ")


@pytest.mark.parametrize(("options", "told"), [({}, False), ({"audience": "internal"}, True)])
def test_what_the_audience_may_not_read_is_not_in_the_log(tmp_path, site, options, told):
    file = put(tmp_path)
    report = json.loads(file.read_text("utf-8"))
    held = {"text": "See [@kittens].", "audience": "internal", "reason": "r"}
    for more, said in (({}, ": REF004 "), ({"kittens": "x"}, "a.reward-report.yaml:")):
        report["optimization_intent"] = {"goal_of_reinforcement": held | more}
        file.write_text(json.dumps(report, indent=1), "utf-8")
        built = site(fail_on="never", **options)
        assert said in built.said
        assert ("kittens" in built.said) == told


def test_the_fail_level_decides_which_findings_are_warnings(tmp_path, site):
    put_shapes(tmp_path)
    counts = {level: site(fail_on=level).said.count("WARNING -  reports/") for level in ("error", "warning", "never")}
    assert counts["warning"] > counts["error"] > counts["never"] == 0
    assert site(fail_on="never").said.count("INFO    -  reports/") == counts["warning"]


def test_a_report_that_does_not_load_is_a_warning_and_gets_no_page(tmp_path, site):
    put(tmp_path)
    (tmp_path / "reports" / "broken.reward-report.yaml").write_text("report:\n  id: [\n", "utf-8")
    built = site(fail_on="never")
    assert built.code == 0
    assert re.search(r"WARNING -  reports/broken\.reward-report\.yaml:\d+:\d+: ", built.said), built.said
    assert not any("broken" in name for name in built.names())
    assert site(fail_on="never", strict=True).code == 1


def test_two_reports_of_one_id_and_a_page_that_is_there_are_warned_of_and_replace_nothing(tmp_path, site):
    put(tmp_path, "a")
    (tmp_path / "reports" / "b.reward-report.yaml").write_text((tmp_path / "reports/a.reward-report.yaml").read_text())
    put(tmp_path, "index")
    put(tmp_path, "mine")
    (tmp_path / "docs" / "reports").mkdir(parents=True)
    (tmp_path / "docs" / "reports" / "mine.md").write_text("# My own page\n")
    built = site(fail_on="never")
    assert built.code == 0, built.said
    assert built.said.count("give the report another `report.id`") == 3
    assert "My own page" in built.page("reports/mine/index.html")
    assert "What these systems are rewarded for" in built.page("reports/index.html")


def test_a_list_of_reports_that_an_author_wrote_stays(tmp_path, site):
    put(tmp_path)
    (tmp_path / "docs" / "reports").mkdir(parents=True)
    (tmp_path / "docs" / "reports" / "index.md").write_text("# Our reports\n\n[A](a.md#system_details.system_owner)\n")
    built = site(fail_on="never", strict=True, more={"validation": {"links": {"anchors": "warn"}}})
    assert built.code == 0, built.said
    assert "Our reports" in built.page("reports/index.html")
    assert "What these systems" not in built.page("reports/index.html")


@pytest.mark.parametrize(
    ("nav", "shown", "hidden"),
    [
        ([{"Home": "index.md"}], ["reports/", "reports/a/", "reports/b/"], []),
        ([{"Home": "index.md"}, {"Examples": "reports/"}], ["reports/", "reports/a/", "reports/b/"], []),
        ([{"Home": "index.md"}, {"More": ["reports/"]}], ["reports/", "reports/a/", "reports/b/"], []),
        ([{"Home": "index.md"}, {"The list": "reports/index.md"}], ["reports/"], ["reports/a/", "reports/b/"]),
        ([{"Home": "index.md"}, "reports/b.md"], ["reports/b/"], ["reports/a/", "reports/"]),
    ],
)
def test_pages_stand_where_the_navigation_names_them_or_behind_it(tmp_path, site, nav, shown, hidden):
    put(tmp_path, "a")
    put(tmp_path, "b")
    more = {"nav": nav, "validation": {"nav": {"omitted_files": "warn", "not_found": "warn"}}}
    built = site("readthedocs", fail_on="never", strict=True, more=more)
    assert built.code == 0, built.said
    links = Reader(built.page("index.html")).links
    assert [link for link in shown if link not in links] == []
    assert [link for link in hidden if link in links] == []
    assert "reports/a/index.html" in built.names()


def test_pages_that_are_not_to_be_in_the_navigation_are_not(tmp_path, site):
    put(tmp_path)
    built = site(fail_on="never", strict=True, more={"nav": [{"Home": "index.md"}], "not_in_nav": "reports/"})
    assert built.code == 0, built.said
    assert "reports/a/" not in Reader(built.page("index.html")).links


@pytest.mark.parametrize(
    ("theme", "edit", "expected"),
    [
        ("mkdocs", {"edit_uri": "edit/main/docs/"}, "https://host.example/o/r/edit/main/reports/a.reward-report.yaml"),
        ("readthedocs", {"edit_uri": "edit/main/docs/"}, "https://host.example/o/r/edit/main/reports/a.reward-report.yaml"),
        ("material", {"edit_uri": "edit/main/docs/"}, "https://host.example/o/r/edit/main/reports/a.reward-report.yaml"),
        ("mkdocs", {"edit_uri_template": "https://edit.example/x?file=docs/{path}"}, "https://edit.example/x?file=reports/a.reward-report.yaml"),
        ("mkdocs", {"edit_uri_template": "https://edit.example/main/docs/{path}"}, "https://edit.example/main/reports/a.reward-report.yaml"),
    ],
)  # fmt: skip
def test_the_edit_link_leads_to_the_report(tmp_path, site, theme, edit, expected):
    put(tmp_path)
    built = site(theme, fail_on="never", more={"repo_url": "https://host.example/o/r"} | edit)
    assert expected in Reader(built.page("reports/a/index.html")).links
    assert not any("reports/index.md" in link for link in Reader(built.page("reports/index.html")).links)


def test_a_file_name_cannot_leave_the_attribute_of_the_edit_link(tmp_path, site):
    put(tmp_path).rename(tmp_path / "reports" / '"onclick=taken() a.reward-report.yaml')
    built = site(fail_on="never", more={"repo_url": "https://host.example/o/r", "edit_uri": "edit/main/docs/"})
    assert Reader(built.page("reports/a/index.html")).harm == []
    assert "%22onclick=taken() a.reward-report.yaml" in built.page("reports/a/index.html")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"reports": ["nowhere"]}, "isn't an existing file or directory"),
        ({"reports": None}, "Required configuration not provided"),
        ({"folder": "../out"}, "is not a folder of the site"),
        ({"folder": "a" * 300}, "too long for a folder"),
        ({"folder": "\u00e9" * 150}, "too long for a folder"),
        ({"folder": "r/" * 150}, "too long for a folder"),
        ({"layout": "odd"}, "layout"),
        ({"audience": "all"}, "audience"),
        ({"fail_on": "info"}, "fail_on"),
    ],
)
def test_an_option_that_cannot_be_used_is_told(tmp_path, site, options, said):
    put(tmp_path)
    built = site(**options)
    assert built.code != 0
    assert said in built.said
    assert "Traceback" not in built.said


def test_each_report_is_checked_with_the_settings_nearest_to_it(tmp_path, site):
    for team in ("parks", "roads"):
        folder = tmp_path / "reports" / team
        folder.mkdir(parents=True)
        put(tmp_path, team).rename(folder / f"{team}.reward-report.yaml")
    (tmp_path / "reports/parks/.reward-reports.toml").write_text('ignore = ["CMP001"]\n')
    said = site(strictness="publishable").said
    assert not re.search(r"reports/parks/\S+: CMP001 ", said)
    assert re.search(r"reports/parks/\S+: HON006 ", said), "the site's strictness applies all the same"
    assert re.search(r"reports/roads/\S+: CMP001 ", said)


def test_settings_that_cannot_be_used_end_the_build_without_a_traceback(tmp_path, site):
    put(tmp_path)
    (tmp_path / ".reward-reports.toml").write_text("strictness = 'odd'\n")
    built = site()
    assert built.code == 1
    assert "strictness should be one of" in built.said
    assert "Traceback" not in built.said


def test_a_folder_without_a_report_is_a_warning(tmp_path, site):
    (tmp_path / "reports").mkdir()
    built = site()
    assert built.code == 0
    assert "WARNING -  no report found in reports" in built.said
    assert "reports/index.html" not in built.names()


def test_pages_lie_in_the_folder_that_is_named_also_without_directory_urls(tmp_path, site):
    put_shapes(tmp_path)
    built = site(fail_on="never", folder="about/ai", layout="builder", more={"use_directory_urls": False})
    assert {"about/ai/index.html", "about/ai/shapes.html"} <= set(built.names())
    picture = re.search(r'<img src="(assets/[0-9a-f]+\.png)"', built.page("about/ai/shapes.html"))
    assert picture
    assert f"about/ai/{picture[1]}" in built.names()
    assert "shapes.html" in Reader(built.page("about/ai/index.html")).links


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_the_list_shows_the_evidence_of_several_reports(tmp_path, site, theme):
    put(tmp_path, "one")
    assert 'id="evidence"' not in site(theme, fail_on="never").page("reports/index.html")
    put(tmp_path, "two")
    page = site(theme, fail_on="never").page("reports/index.html")
    assert '<h2 id="evidence">Evidence</h2>' in page
    assert 'href="#evidence"' in page, "it stands in the contents"
    for name in ("one", "two"):
        assert f'<th scope="row"><a href="{name}/">' in page
