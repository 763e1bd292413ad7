"""Templates of the user's own go before ours, run in a sandbox, and fail with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reward_reports import load
from reward_reports.base.errors import ConfigError
from reward_reports.publishing.rendering import render
from reward_reports.publishing.site import build

SHAPES = Path(__file__).with_name("shapes") / "reward-report.yaml"


@pytest.fixture
def own(tmp_path):
    def write(text, name="html/report.html"):
        file = tmp_path / "own" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return tmp_path / "own"

    return write


def made(templates, to="html"):
    return render(load(SHAPES), to=to, templates=templates)


def test_a_template_replaces_ours_and_may_use_our_parts(own):
    folder = own('{% import "parts.html" as parts %}<h1>{{ page.title }}</h1>{{ parts.facts(page.facts) }}')
    page = made(folder)
    assert page.startswith("<h1>Shelf &amp; Reader &lt;every shape&gt;</h1>")
    assert '<dl class="facts">' in page
    assert "<h1>" not in made(folder, "markdown")


def test_a_part_and_the_style_replace_ours_in_our_page(own):
    own("body { color: red }\n", "html/css/report.css")
    page = made(own("{% macro badges(list) %}{% endmacro %}{% macro facts(list) %}{% endmacro %}"
            "{% macro shares(list, summary) %}{% endmacro %}"
                    "{% macro answer(view) %}<p>mine</p>{% endmacro %}", "html/parts.html"))  # fmt: skip
    assert page.count("<p>mine</p>") > 20
    assert "body { color: red }" in page


def test_a_template_of_markdown_replaces_ours(own):
    assert (
        made(own("# {{ page.title }}\n", "markdown/paper.md"), "markdown") == "# Shelf \\& Reader \\<every shape\\>\n"
    )


def test_a_site_is_made_of_them(own, tmp_path):
    own("p {}\n", "html/css/report.css")
    build([SHAPES], tmp_path / "site", templates=own("mine: {{ entries|length }}", "html/index.html"))
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "mine: 1"
    assert (tmp_path / "site" / "assets" / "style.css").read_text("utf-8").count("p {}") == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n{% if %}", 2, "Expected an expression"),
        ("a\n\n{{ page.nothing }}", 3, "nothing"),
        ("{{ ''.__class__ }}", 1, "unsafe"),
        ("{{ ''['__class__'] }}", 1, "unsafe"),
        ("{{ (''|attr('__class__')).__mro__ }}", 1, "unsafe"),
        ("{{ page.__init__.__globals__ }}", 1, "unsafe"),
        ("{{ self.__init__ }}", 1, "unsafe"),
        ("{{ cycler.__init__.__globals__.os.system('id') }}", 1, "unsafe"),
        ("{{ '{0.__class__}'.format('') }}", 1, "unsafe"),
        ("{% set x = page.facts.clear() %}", 1, "unsafe"),
        ("{% for x in range(10**9) %}{% endfor %}", 1, "Range too big"),
        ("{% for a in range(9999) %}\n{% for b in range(9999) %}{% endfor %}{% endfor %}", 2, "counts to more than"),
        ("{{ 'a' * 10**9 }}", 1, "longer than"),
        ("{{ [1] * 10**9 }}", 1, "longer than"),
        ("{{ 10**10**10 }}", 1, "power is too large"),
        ("{{ '%999999999d' % 1 }}", 1, "use ~"),
        ("{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}", 1, "calls itself without end"),
        ("a\n{% include 'report.html' %}", 2, "calls itself without end"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("{{ page.title + 1 }}", 1, ""),
        ("\n{% include 'nothing.html' %}", 2, "there is no template nothing.html"),
        ("\n{% include '../../secret.txt' %}", 2, "leads out of the folder"),
        ("{% include '/etc/passwd' %}", 1, "there is no template"),
    ],
)
def test_a_template_that_is_wrong_or_means_harm_is_an_error_with_file_and_line(own, text, line, words):
    folder = own(text)
    (folder.parent / "secret.txt").write_text("secret")
    with pytest.raises(ConfigError) as error:
        made(folder)
    assert f"report.html:{line}: " in str(error.value)
    assert words in str(error.value)


def test_how_far_a_template_counts_is_of_each_page(own):
    folder = own("{% for a in range(60000) %}{% endfor %}done")
    assert [made(folder) for _ in range(20)] == ["done"] * 20


def test_a_link_out_of_the_folder_is_refused(own, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    folder = own("{% include 'link.html' %}")
    (folder / "html" / "link.html").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(ConfigError, match="leads out of the folder"):
        made(folder)


@pytest.mark.parametrize(("content", "words"), [(b"\xff\xfe", "is not UTF-8"), (b"a" * 1_000_001, "larger than")])
def test_a_file_that_is_no_template_is_an_error(own, content, words):
    folder = own("")
    (folder / "html" / "report.html").write_bytes(content)
    with pytest.raises(ConfigError, match=words):
        made(folder)


def test_the_folder_is_an_option_and_a_setting(own, run, tmp_path):
    folder = own("{{ page.version }}!\n")
    assert run("render", str(SHAPES), "--templates", str(folder)).stdout == "1.2!\n"
    (tmp_path / ".reward-reports.toml").write_text('templates = "own"\n')
    assert run("render", str(SHAPES)).stdout == "1.2!\n"
    assert run("build", str(SHAPES), "-o", "site").returncode == 0
    assert (tmp_path / "site" / "shapes.html").read_text("utf-8") == "1.2!\n"
    done = run("render", str(SHAPES), "--templates", "nowhere")
    assert (done.returncode, "nowhere is not a folder of templates" in done.stderr) == (2, True)
