"""No command tells an audience what it may not read: now, in an earlier version, or in what it says of a fault.

Every answer of a report holds a word of its own, in its text and wherever else something can stand; in three versions each
goes from every audience to every other. The commands that have an audience, and their formats, are those of the command line.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from reward_reports import cli
from reward_reports.report.attesting import digest_of
from reward_reports.report.loading import load_text

from ..git import commit_all, git
from ..publishing.site import test_restricted as site
from .commands import command_of, formats_of

pytestmark = pytest.mark.tool("git")
AUDIENCES = ["public", "auditor", "internal"]
PICTURE = b"\x89PNG\r\n\x1a\n"
NOW = ("--today", "2026-06-01")


def report(version: int) -> dict[str, object]:
    """Return a version that says its words in every way in which something could tell them, and is full of faults."""
    audiences = site.turned(version)
    data = site.report(version, audiences)
    data["figures"], data["references"] = [], []
    for field, audience in zip(site.FIELDS, audiences, strict=True):
        word = site.word(field, version, audience)
        answer = data[field[0]][field[1]]
        answer["text"] += (
            f" N/A. TODO [@nowhere-{word}] [link]() ![x](gone-{word}.png) see [@fig-{word}] and [@ref-{word}]. <b>{word}</b>"
        )
        answer["attested"] = [{"by": "City audit", "on": "2026-05-03", "digest": "sha256:0", "salt": f"salt-{word}"}]
        answer["owner_response"] = {"text": f"The owner says {word}.", "date": "2026-05-04"}
        answer["searched"] = [{"where": f"The site of {word}", "words": word}]
        data["figures"].append({"id": f"fig-{word}", "path": f"{word}.png", "caption": f"A caption: {word}."})
        data["references"].append({"id": f"ref-{word}", "title": f"A title: {word}.", "url": f"htp:/{word}"})
        for item in answer.get("items", []):
            if field[1].endswith("_metrics"):
                item["observations_from"] = {"path": f"{word}.csv", "tag": f"tag-{word}"}
                item["thresholds"] = [{"op": "<", "value": 2}]
            if field[1] == "known_failure_modes":
                item["detected_by"] = [f"unknown-{word}"]
            if field[1] == "update_triggers":
                item.update(kind="metric", condition={"metric": f"unknown-{word}", "op": ">", "value": 1})
            if field[1] == "changelog":
                item.update(triggered_by=[f"unknown-{word}"], fields_changed=[f"x.{word}"], motivation=word)
    return attested(data)


def attested(data: dict[str, object]) -> dict[str, object]:
    """Let somebody vouch for every answer, with a digest that fits; every third has changed since, which `lint` says."""
    loaded = load_text(as_yaml(data)).require()
    for number, (section, name) in enumerate(site.FIELDS):
        (stamp,) = data[section][name]["attested"]
        stamp["digest"] = digest_of(getattr(getattr(loaded, section), name), stamp["salt"] + "x" * (number % 3 == 0))
    return data


def digests(version: int) -> dict[str, tuple[str, set[str]]]:
    """Return the word of each answer, with the digest that may be shown and those by which a guess could be tried out."""
    loaded = load_text(as_yaml(report(version))).require()
    made = {}
    for field, audience in zip(site.FIELDS, site.turned(version), strict=True):
        answer = getattr(getattr(loaded, field[0]), field[1])
        digests_of_answer = {digest_of(answer, ""), hashlib.sha256((answer.text or "").encode()).hexdigest()}
        made[site.word(field, version, audience)] = (
            answer.attested[0].digest,
            {one.removeprefix("sha256:") for one in digests_of_answer},
        )
    return made


def as_yaml(data: dict[str, object]) -> str:
    """Return data as JSON with a line for each value, so that lines and columns tell them apart."""
    return json.dumps(data, indent=1)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("restricted")
    git(folder, "init", "-q")
    (folder / "versions").mkdir()
    for version in range(3):
        text = as_yaml(report(version))
        assert load_text(text).report is not None, load_text(text).problems[0]
        (folder / "reward-report.yaml").write_text(text, "utf-8")
        (folder / "versions" / f"v{version}.reward-report.yaml").write_text(text, "utf-8")
        if version < 2:
            commit_all(folder)
    for word in words_in(as_yaml(report(2))):
        (folder / f"{word}.png").write_bytes(PICTURE)
    return folder


def words_in(text: str) -> set[str]:
    return set(re.findall(r"zq\d+x\d[a-z]+?qz", text))


def allowed(audience: str) -> set[str]:
    """Return the words that an audience may read: those that neither their version nor the newest holds back."""
    now, rank = site.turned(2), site.RANKS
    return {
        site.word(field, version, then)
        for version in range(3)
        for field, then, today in zip(site.FIELDS, site.turned(version), now, strict=True)
        if max(rank[then], rank[today]) <= rank[audience]
    }


CALLS: dict[str, list[list[str]]] = {
    "lint": [
        ["reward-report.yaml", "--preview", "--strictness", "publishable", "--max-per-rule", "0", *NOW],
        ["reward-report.yaml", "--preview", "--since", "HEAD", *NOW],
        ["reward-report.yaml", "--preview", "--since", "HEAD~1", *NOW],
        ["broken"],
    ],
    "diff": [
        ["HEAD~1", "reward-report.yaml"],
        ["HEAD~1:reward-report.yaml", "HEAD:reward-report.yaml"],
        ["versions/v0.reward-report.yaml", "reward-report.yaml"],
        ["--since", "HEAD", "reward-report.yaml", "broken"],
        ["broken/schema.reward-report.yaml", "reward-report.yaml"],
    ],
    "compare": [["versions"], ["broken"]],
    "log": [["reward-report.yaml"], ["versions"]],
    "render": [["reward-report.yaml"], ["reward-report.yaml", "--layout", "builder"], ["broken/schema.reward-report.yaml"]],
    "export": [["reward-report.yaml"], ["broken/schema.reward-report.yaml"]],
    "build": [["reward-report.yaml", "-o", "made", "--history", "--no-cache"], ["broken", "-o", "made", "--no-cache"]],
    "check": [["reward-report.yaml", *NOW], ["reward-report.yaml", "broken", *NOW]],
    "status": [["reward-report.yaml", "--badge", "made.svg", "--badge-json", "made.json", *NOW], ["broken"]],
    "outcomes": [["reward-report.yaml", *NOW], ["broken"]],
    "due": [["reward-report.yaml", *NOW], ["broken"]],
}  # fmt: skip


def test_every_command_with_an_audience_is_tried():
    having = {name for name in cli.COMMANDS if any(one.name == "audience" for one in command_of(name).params)}
    assert set(CALLS) == having


@pytest.fixture
def work(place: Path, tmp_path: Path) -> Path:
    """A copy of the repository, with files that do not load: one by its schema, one by its YAML."""
    here = tmp_path / "work"
    shutil.copytree(place, here, symlinks=True)
    (here / "broken").mkdir()
    data = report(2)
    data["optimization_intent"]["known_failure_modes"]["items"][0]["status"] = site.word(*of("known_failure_modes"))
    for section, name in site.FIELDS[:8]:
        data[section][name]["disclosure"] = site.word(*of(name))
    (here / "broken" / "schema.reward-report.yaml").write_text(as_yaml(data), "utf-8")
    (here / "broken" / "yaml.reward-report.yaml").write_text(as_yaml(report(2))[:-3] + "x: y: [", "utf-8")
    return here


def of(name: str) -> tuple[tuple[str, str], int, str]:
    number = next(at for at, (_, known) in enumerate(site.FIELDS) if known == name)
    return site.FIELDS[number], 2, site.turned(2)[number]


def said_by(done: subprocess.CompletedProcess[str], here: Path) -> str:
    made = [file for name in ("made", "made.svg", "made.json") for file in [here / name, *(here / name).rglob("*")]]
    files = "".join(file.name + file.read_bytes().decode("utf-8", "replace") for file in made if file.is_file())
    return done.stdout + done.stderr + files


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_command_tells_what_its_audience_may_not_read(name, audience, work, run):
    """Cold and, in all formats but the first, from the cache. Who may read all cannot be told too much: a format shows that it is told."""
    found, shown, stamps = set(), set(), digests(2)
    formats = [form for form in formats_of(name) if form[1:] not in (["pdf"], ["docx"])]
    held = set(stamps) - allowed(audience)
    for call in CALLS[name]:
        for form in formats[:1] if audience == "internal" else formats:
            done = run(name, *call, *form, "--audience", audience, cwd=work)
            said = said_by(done, work)
            printed = words_in(said)
            assert printed - allowed(audience) == set(), (call, form)
            assert not [one for word in held for one in stamps[word][1] if one in said], (call, form)
            shown |= {word for word in held if stamps[word][0].removeprefix("sha256:") in said}
            found |= printed
    assert found  # what may be told is
    if name in ("render", "build"):
        assert shown == held  # who vouches for what is held back can show their copy


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_no_document_tells_what_is_held_back_and_vouched_for(form, work, run):
    for audience in ("public", "auditor"):
        done = run("render", "reward-report.yaml", "--audience", audience, "-o", f"made.{form}", cwd=work)
        assert done.returncode == 0, done.stderr
        text = text_of(work / f"made.{form}")
        assert words_in(text) - allowed(audience) == set()
        assert words_in(text)
        assert "City audit" in text


def text_of(file: Path) -> str:
    """Return all text of a document, with what its metadata says."""
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as parts:
            return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    from pypdf import PdfReader

    made = PdfReader(file)
    return "".join([*(page.extract_text() for page in made.pages), str(made.metadata)]).replace("\n", "")


def test_verifying_names_answers_and_tells_nothing_of_them(work, run):
    done = run("attest", "reward-report.yaml", "--verify", cwd=work)
    assert done.returncode == 1
    assert len(re.findall("^changed since", done.stdout, re.MULTILINE)) == len(site.FIELDS[::3])
    assert len(re.findall("^unchanged since", done.stdout, re.MULTILINE)) == len(site.FIELDS) - len(site.FIELDS[::3])
    assert words_in(done.stdout + done.stderr) == set()


def test_what_is_restricted_while_the_file_does_not_load_is_held_back(run, tmp_path):
    """Half-edited, by its schema or by its YAML, the file still says what the public may not read any more."""
    file = tmp_path / "reward-report.yaml"
    head = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1", kind: hypothetical}\n'
    git(tmp_path, "init", "-q")
    for words in ("One.", "Kittens."):
        file.write_text(
            f"{head}optimization_intent: {{goal_of_reinforcement: {words}}}\nevaluation: {{evaluation_validity: {words}}}\n"
        )
        commit_all(tmp_path)
    for times, fault in ((1, "nonsense: 1\n"), (0, "x: y: [")):
        held = "optimization_intent: {goal_of_reinforcement: {text: Kittens., audience: internal, reason: r}}\n"
        file.write_text(head + held + fault)
        for call in (["log", "reward-report.yaml"], ["diff", "HEAD~1:reward-report.yaml", "HEAD:reward-report.yaml"]):
            assert run(*call).stdout.count("Kittens") == times, call
            assert run(*call, "--audience", "internal").stdout.count("Kittens") == 2


def test_what_an_earlier_version_of_a_report_holds_back_beside_it(run, tmp_path):
    head = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1", kind: hypothetical}\n'
    for name, answer in (("old", "Kittens."), ("new", "{text: Kittens., audience: internal, reason: r}")):
        text = f"{head}optimization_intent: {{goal_of_reinforcement: {answer}}}\n"
        (tmp_path / f"{name}.yaml").write_text(text)
    assert "Kittens" not in run("compare", "new.yaml", "old.yaml").stdout
    (tmp_path / "new.yaml").write_text((tmp_path / "new.yaml").read_text().replace("id: a", "id: b"))
    assert "Kittens" in run("compare", "new.yaml", "old.yaml").stdout


def test_free_keys_are_for_the_owner(run, tmp_path):
    """Nothing says who may read them, and no page shows them."""
    head = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1", kind: hypothetical}\n'
    for name in ("old", "new"):
        (tmp_path / f"{name}.yaml").write_text(f"{head}x-ours: {name} kittens\n")
    for form in ("text", "json", "markdown", "html"):
        assert "kittens" not in run("diff", "old.yaml", "new.yaml", "-f", form).stdout
        assert "kittens" in run("diff", "old.yaml", "new.yaml", "-f", form, "--audience", "internal").stdout


@pytest.mark.parametrize("entries", [0, 1, 3])
def test_how_many_triggers_there_are_is_not_told_of_a_register_that_is_held_back(run, tmp_path, entries):
    items = [f"{{id: t{n}, kind: metric, condition: {{metric: m, op: '>', value: 1}}}}" for n in range(entries)]
    (tmp_path / "reward-report.yaml").write_text(
        'schema_version: "1.0"\nreport: {id: a, title: A, version: "1", kind: hypothetical}\n'
        f"system_maintenance: {{update_triggers: {{audience: auditor, reason: r, items: [{', '.join(items)}]}}}}\n"
    )
    by_format = {
        form: run("check", "--audience", "public", "-f", form, *NOW).stdout for form in ("text", "json", "markdown")
    }
    assert by_format["text"].endswith("All triggers are held back. Nothing needs an answer.\n")
    assert [one["id"] for one in json.loads(by_format["json"])["checks"]] == [""]
    assert by_format["markdown"].count("held back") == 2
    done = run("check", "--audience", "public", "--diff", *NOW)
    assert (done.returncode, done.stdout) == (2, "")


def test_the_log_of_a_metric_that_is_held_back_is_not_named(run, tmp_path):
    metrics = "{audience: auditor, reason: r, items: [{id: kittens, name: K, observations_from: {path: kittens.csv}}]}"
    (tmp_path / "reward-report.yaml").write_text(
        'schema_version: "1.0"\nreport: {id: a, title: A, version: "1", kind: hypothetical}\n'
        f"optimization_intent: {{performance_metrics: {metrics}}}\n"
    )
    for command in ("check", "outcomes"):
        for form in ("text", "json", "markdown"):
            done = run(command, "--audience", "public", "-f", form, *NOW)
            assert done.returncode == 2
            assert "kittens" not in done.stdout + done.stderr
            assert "kittens" in run(command, "-f", form, *NOW).stderr
    (tmp_path / "kittens.jsonl").write_text('{"date": "2026-05-20", "kittens": 3}\n{"date": "2026-05-21", "kit')
    file = tmp_path / "reward-report.yaml"
    file.write_text(file.read_text().replace("kittens.csv", "kittens.jsonl"))
    assert "note: " in run("check", *NOW).stderr
    assert run("check", "--audience", "public", *NOW).stderr == ""
    assert (
        run("check", "--audience", "public", "--write", *NOW).stderr
        == "reward-report.yaml: 1 recorded, 0 not recorded\n"
    )
