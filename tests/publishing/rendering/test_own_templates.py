"""Templates of the user's own go before ours, run in a sandbox, and fail with file and line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reward_reports import load
from reward_reports.base.errors import ConfigError, MissingToolError
from reward_reports.publishing.rendering import render, render_bytes, template_process
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
    assert made(own("# {{ page.title }}\n", "markdown/paper.md"), "markdown") == "# Shelf & Reader &lt;every shape>\n"


def test_a_site_is_made_of_them(own, tmp_path):
    own("p {}\n", "html/css/report.css")
    other = tmp_path / "other.reward-report.yaml"  # of one report alone there is no list
    other.write_text('schema_version: "1.0"\nreport: {id: other, title: Other, version: "1.0"}\n', "utf-8")
    build([SHAPES, other], tmp_path / "site", templates=own("mine: {{ entries|length }}", "html/index.html"))
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "mine: 2"
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
        ("{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}", 1, "calls itself endlessly"),
        ("a\n{% include 'report.html' %}", 2, "calls itself endlessly"),
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


LARGE = {
    "joined to itself": "{% set n = namespace(x='a' * 1000) %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x|length }}",
    "a macro that doubles": "{% macro d(x, n) %}{{ d(x ~ x, n - 1) if n else x }}{% endmacro %}{{ d('ab', 60) }}",
    "a list that doubles": "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}{{ n.x|length }}",
    "centred": "{{ 'a'.center(10**12) }}",
    "the filter": "{{ 'a'|center(5 * 10**9) }}",
    "padded": "{{ '{:>9999999999}'.format(1) }}",
    "the filter of it": "{{ '%9999999999d'|format(1) }}",
    "replaced by itself": "{% set x = 'a' * 1000000 %}{{ x.replace('a', x) }}",
    "joined by itself": "{% set x = 'a' * 1000000 %}{{ x|join(x) }}",
    "written often": "{% set x = 'a' * 1000000 %}{% for i in range(2000) %}{{ x }}{% endfor %}",
    "captured often": "{% set x = 'a' * 1000000 %}{% set y %}{% for i in range(2000) %}{{ x }}{% endfor %}{% endset %}{{ y|length }}",
}
LONG = {
    "a macro that calls itself twice": "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(60) }}",
    "a loop that calls itself twice": "{% for i in [[1, 1]] recursive %}{% if loop.depth < 60 %}{{ loop([[1, 1]] * 2) }}{% endif %}{% endfor %}",
    "a number that grows": "{% set n = namespace(x=9**64) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "a sum of lists": "{{ ([[1]] * 1000000)|sum(start=[])|length }}",
    "words": "{{ lipsum(n=100000000) }}",
    "parts that take in parts": "{% macro a() %}{% for i in range(10) %}{{ caller() }}{% endfor %}{% endmacro %}"
    + "{% call a() %}" * 15
    + "x"
    + "{% endcall %}" * 15,
}
NEEDS_LIMITS = pytest.mark.skipif(sys.platform != "linux", reason="memory is held to a limit on Linux alone")


@NEEDS_LIMITS
@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_a_template_that_takes_too_much_memory_is_ended_and_named(own, text):
    folder = own("\n" + text)
    with pytest.raises(ConfigError, match=r"own.*more memory than the 1024 MB"):
        made(folder)


@NEEDS_LIMITS
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_template_that_takes_too_long_is_ended_and_named(own, monkeypatch, text):
    monkeypatch.setattr(template_process, "SECONDS", 1)
    folder = own("\n" + text)
    with pytest.raises(ConfigError, match=r"own.*ran for more than"):
        made(folder)


@NEEDS_LIMITS
@pytest.mark.parametrize("kind", ["docx", "markdown", "latex", "css", "a part"])
def test_every_kind_of_template_is_held_to_the_limits(own, monkeypatch, kind):
    monkeypatch.setattr(template_process, "SECONDS", 1)
    names = {
        "docx": "docx/report.html",
        "markdown": "markdown/paper.md",
        "latex": "latex/report.tex",
        "css": "html/css/report.css",
        "a part": "html/body.html",
    }
    text = LONG["a macro that calls itself twice"]
    if kind == "latex":
        text = text.replace("{%", "<%").replace("%}", "%>").replace("{{", "<<").replace("}}", ">>")
    folder = own(text, names[kind])
    with pytest.raises(ConfigError, match=r"own.*ran for more than"):
        render_bytes(load(SHAPES), kind if kind in ("docx", "markdown", "latex") else "html", templates=folder)


def test_where_no_time_is_counted_a_clock_ends_it(own, monkeypatch):
    monkeypatch.setattr(template_process, "WAIT", 2)
    folder = own(LONG["a macro that calls itself twice"])
    with pytest.raises(ConfigError, match="own: a template ran for more than"):
        made(folder)


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ 1" + "+1" * 100_000 + " }}",
    ],
)
def test_a_template_that_cannot_be_compiled_is_an_error(own, text):
    with pytest.raises(ConfigError, match="own"):
        made(own(text))


def test_after_one_that_was_ended_the_next_is_made(own, monkeypatch):
    bad, good = (
        own(LONG["a number that grows"], "bad/html/report.html") / "bad",
        own("{{ page.version }}", "good/html/report.html") / "good",
    )
    monkeypatch.setattr(template_process, "SECONDS", 1)
    for _ in range(2):
        with pytest.raises(ConfigError):
            made(bad)
        assert made(good) == "1.2"


def test_all_pages_are_made_in_one_process(own, tmp_path, monkeypatch):
    started = []
    start = template_process._started
    monkeypatch.setattr(template_process, "_workers", {})
    monkeypatch.setattr(template_process, "_started", lambda: started.append(start()) or started[-1])
    build([SHAPES], tmp_path / "site", templates=own("mine", "html/index.html"))
    made(own("mine"))
    assert len(started) == 1
    template_process._end()
    assert started[0].poll() is not None


def test_what_the_process_says_is_never_unpickled(own, monkeypatch):
    """A template that had got out of its sandbox could send anything."""
    sent = b"cos\nsystem\n(S'touch taken'\ntR."
    fake = f"import sys; sys.stdout.buffer.write({template_process._HEAD.pack(b't', len(sent)) + sent!r})"
    start = subprocess.Popen
    monkeypatch.setattr(template_process, "_workers", {})
    monkeypatch.setattr(
        template_process.subprocess, "Popen", lambda _call, **more: start([sys.executable, "-c", fake], **more)
    )
    assert made(own("x", "markdown/paper.md"), "markdown").strip() == sent.decode().strip()
    template_process._end()


@pytest.mark.parametrize("sent", [b"", b"t", b"t\0\0\0\0\0\0\0\x09short", b"t\x7f" + b"\xff" * 7])
def test_an_answer_that_is_cut_off_or_too_long_is_an_error(own, monkeypatch, sent):
    start = subprocess.Popen
    fake = f"import sys; sys.stdin.buffer.read(1); sys.stdout.buffer.write({sent!r})"
    monkeypatch.setattr(template_process, "_workers", {})
    monkeypatch.setattr(
        template_process.subprocess, "Popen", lambda _call, **more: start([sys.executable, "-c", fake], **more)
    )
    with pytest.raises(ConfigError, match="more memory"):
        made(own("x"))
    template_process._end()


def test_without_a_python_to_start_that_is_said(own, monkeypatch):
    monkeypatch.setattr(template_process, "_workers", {})
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(MissingToolError, match="no Python"):
        made(own("x"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_a_command_that_is_stopped_leaves_no_process(own, tmp_path):
    """The process ignores Ctrl-C itself, and ends when nobody asks any more."""
    folder = own(LONG["a macro that calls itself twice"])
    call = [
        sys.executable,
        "-m",
        "reward_reports",
        "render",
        str(SHAPES),
        "--templates",
        str(folder),
        "-o",
        str(tmp_path / "x.html"),
    ]
    running = subprocess.Popen(call, stderr=subprocess.DEVNULL, start_new_session=True)
    while not (children := _children_of(running.pid)) and running.poll() is None:
        time.sleep(0.01)
    time.sleep(0.5)
    os.killpg(running.pid, signal.SIGINT)
    assert running.wait(60) == 130
    for child in children:
        for _ in range(1000):
            if not Path(f"/proc/{child}").exists():
                break
            time.sleep(0.01)
        assert not Path(f"/proc/{child}").exists()


def _children_of(number):
    try:
        return Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:
        return []


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
    assert (done.returncode, "nowhere does not exist" in done.stderr) == (2, True)


@pytest.mark.parametrize("name", ["html/report.html", "html/css/report.css"])
def test_a_template_is_not_overwritten(own, run, name):
    folder = own("mine", name)
    done = run("render", str(SHAPES), "--to", "html", "--templates", str(folder), "-o", str(folder / name))
    assert (done.returncode, (folder / name).read_text()) == (2, "mine")
