"""The server of the form: what it refuses, and what it writes."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from reward_reports.editing.serving.desk import Desk
from reward_reports.editing.serving.server import FormServer
from reward_reports.linting.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "project-flow" / "reward-report.yaml"
TEXT = """\
# A comment.
schema_version: "1.1"
report: {id: a, title: A, version: "1.0", kind: hypothetical}   # kept
"""
SET = {"op": "set", "path": ["report", "title"], "value": "Another"}


class Client:
    """The page, as far as the server can tell."""

    def __init__(self, server) -> None:
        self.server = server
        self.etag = ""
        self.headers = {
            "Origin": f"http://{server.host}",
            "Authorization": f"Bearer {server.token}",
            "Content-Type": "application/json",
        }

    def send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(*self.server.server_address, timeout=60)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        made = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return made

    def ask(self, request: object, **headers: str) -> tuple[int, dict]:
        given = (
            self.headers | {"If-Match": self.etag} | {name.replace("_", "-"): value for name, value in headers.items()}
        )
        status, _, body = self.send("POST", "/api", json.dumps(request).encode(), given)
        answer = json.loads(body)
        self.etag = answer.get("etag", self.etag)
        return status, answer


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "reward-report.yaml"
    made.write_bytes(TEXT.encode())
    return made


@pytest.fixture
def client(serve, file: Path) -> Client:
    made = Client(serve(file))
    assert made.ask({"op": "open"})[0] == 200
    return made


def test_a_change_is_written_at_once_and_comments_stay(client, file):
    status, answer = client.ask(SET)
    assert status == 200
    assert file.read_text("utf-8") == TEXT.replace("title: A", "title: Another") == answer["text"]
    assert client.ask({"op": "undo"})[0] == 200
    assert file.read_text("utf-8") == TEXT


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + TEXT.encode(), TEXT.replace("\n", "\r\n").encode()])
def test_the_mark_and_the_line_ends_of_the_file_stay(serve, file, raw):
    file.write_bytes(raw)
    client = Client(serve(file))
    _, answer = client.ask({"op": "open"})
    assert client.ask(SET)[0] == 200
    assert file.read_bytes() == raw.replace(b"title: A", b"title: Another")
    assert client.ask({"op": "text", "text": answer["text"].replace("\r\n", "\n")})[0] == 200
    assert file.read_bytes() == raw


REFUSED = {
    "another host": ({"Host": "evil.example"}, 421),
    "localhost by name": ({"Host": "localhost:80"}, 421),
    "another origin": ({"Origin": "http://evil.example"}, 403),
    "no origin": ({"Origin": None}, 403),
    "a null origin": ({"Origin": "null"}, 403),
    "no secret": ({"Authorization": None}, 401),
    "a wrong secret": ({"Authorization": "Bearer x"}, 401),
    "a form": ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    "plain text": ({"Content-Type": "text/plain"}, 415),
    "a stale state": ({"If-Match": "0" * 32}, 412),
    "no state": ({"If-Match": None}, 412),
    "a chunked request": ({"Transfer-Encoding": "chunked"}, 411),
    "too long": ({"Content-Length": "999999999"}, 413),
    "a length that is no number": ({"Content-Length": "²"}, 411),
    "a negative length": ({"Content-Length": "-1"}, 411),
}


@pytest.mark.parametrize(("changed", "status"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_changes_nothing_and_ends_the_connection(client, file, changed, status):
    body = json.dumps(SET).encode()
    headers = (
        {"Host": client.server.host, "Content-Length": str(len(body)), "If-Match": client.etag}
        | client.headers
        | changed
    )
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    second = f"GET /form.css HTTP/1.1\r\nHost: {client.server.host}\r\n\r\n"
    with socket.create_connection(client.server.server_address, timeout=60) as connection:
        head = "POST /api HTTP/1.1\r\n" + "\r\n".join(lines) + "\r\n\r\n"
        connection.sendall(head.encode("latin-1") + body + second.encode())
        said = b""
        while True:
            try:
                more = connection.recv(65536)
            except ConnectionResetError:  # it had not read all of it
                break
            if not more:
                break
            said += more
    assert said.split(b" ")[1] == str(status).encode()
    assert said.count(b"HTTP/1.0 ") == 1
    assert file.read_text("utf-8") == TEXT


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api", 404), ("GET", "/../server.py", 404), ("GET", "/preview/", 404), ("POST", "/", 404), ("PUT", "/api", 501), ("OPTIONS", "/api", 501)],
)  # fmt: skip
def test_nothing_else_is_served(client, method, path, status):
    assert client.send(method, path, b"{}", client.headers)[0] == status


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b"NaN", b'"text"'])
def test_a_request_that_is_not_a_mapping_of_json_is_refused(client, body):
    status, _, said = client.send("POST", "/api", body, client.headers)
    assert status in (400, 412)
    assert json.loads(said)["error"]


def test_pages_have_a_strict_policy_and_are_not_stored(client):
    for path in ("/", "/form.js", "/form.css"):
        status, headers, _ = client.send("GET", path, None, {})
        assert status == 200
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")
    assert client.server.token not in str(client.send("GET", "/", None, {}))


def test_the_server_listens_on_this_machine_alone(client):
    assert client.server.server_address[0] == "127.0.0.1"


def test_a_file_that_somebody_else_changed_is_not_overwritten(client, file):
    theirs = TEXT.replace("A comment", "Their comment")
    file.write_text(theirs, "utf-8")
    status, answer = client.ask(SET)
    assert status == 412
    assert "changed somewhere else" in answer["error"]
    assert file.read_text("utf-8") == theirs
    assert client.ask({"op": "open"})[1]["text"] == theirs
    assert client.ask(SET)[0] == 200
    assert "Their comment" in file.read_text("utf-8")
    assert "title: Another" in file.read_text("utf-8")


def test_a_second_page_cannot_overwrite_what_the_first_one_wrote(client, file):
    second = Client(client.server)
    second.ask({"op": "open"})
    assert client.ask(SET)[0] == 200
    assert second.ask({"op": "set", "path": ["report", "title"], "value": "Third"})[0] == 412
    assert "title: Another" in file.read_text("utf-8")


def test_a_file_that_is_gone_is_not_made_again(client, file):
    file.unlink()
    assert client.ask(SET)[0] == 412
    assert not file.exists()
    status, answer = client.ask({"op": "open"})
    assert status == 409
    assert file.name in answer["error"]


def test_half_a_character_is_refused_and_the_form_goes_on(client, file):
    for request in (SET | {"value": "\ud800"}, {"op": "text", "text": "a: \udfff"}, {"op": "\ud800"}):
        assert client.ask(request)[0] == 400
    assert file.read_text("utf-8") == TEXT
    assert client.ask(SET)[0] == 200


def test_a_change_that_cannot_be_made_says_why(client, file):
    status, answer = client.ask({"op": "set", "path": ["report", 3, "x"], "value": 1})
    assert status == 400
    assert answer["error"]
    assert file.read_text("utf-8") == TEXT


def test_the_preview_is_a_page_without_scripts_behind_an_address_of_its_own(serve):
    client = Client(serve(EXAMPLE))
    client.ask({"op": "open"})
    _, answer = client.ask({"op": "preview"})
    status, headers, body = client.send("GET", answer["address"], None, {})
    assert status == 200
    assert headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert b"Project Flow" in body
    client.ask({"op": "preview"})
    assert client.send("GET", answer["address"], None, {})[0] == 404


def test_a_preview_of_a_broken_report_says_why(client):
    client.ask({"op": "text", "text": "a: ["})
    status, answer = client.ask({"op": "preview"})
    assert status == 400
    assert "cannot be shown yet" in answer["error"]


@pytest.mark.parametrize(("template", "part"), [("minimal", "optimization_intent:"), ("one-page", "TODO: what the system is rewarded for"), ("full", "system_maintenance:"), ("rlhf", "\nrlhf:"), ("recommender", "\nrecommender:")])  # fmt: skip
def test_a_new_file_begins_with_a_template(serve, tmp_path, template, part):
    file = tmp_path / "new.reward-report.yaml"
    client = Client(serve(file))
    assert client.ask({"op": "open"})[1]["new"]
    assert client.ask({"op": "undo"})[0] == 409
    assert client.ask({"op": "new", "title": " ", "template": template})[0] == 409
    assert client.ask({"op": "new", "title": "T", "template": "other"})[0] == 409
    assert not file.exists()
    status, answer = client.ask({"op": "new", "title": "Book  finder", "template": template})
    assert status == 200
    assert answer["data"]["report"]["title"] == "Book finder"
    assert part in file.read_text("utf-8")
    assert client.ask({"op": "new", "title": "Again", "template": template})[0] == 409
    assert "Book finder" in file.read_text("utf-8")


def test_a_new_file_begins_with_an_old_report(serve, tmp_path):
    file = tmp_path / "new.reward-report.yaml"
    client = Client(serve(file))
    old = "# Book finder\n\n## Optimization Intent\n\n### Goal of Reinforcement\n\nReaders find books.\n"
    refused = [
        {"name": "a.md"},
        {"name": 1, "text": old},
        {"name": "a.exe", "text": old},
        {"name": "a.md", "text": "Nothing."},
    ]
    for request in refused:
        status, answer = client.ask({"op": "import", **request})
        assert status == 409, request
        assert answer["error"]
    assert not file.exists()
    status, answer = client.ask({"op": "import", "name": "C:\\old\\a.md", "text": old})
    assert status == 200
    assert answer["imported"].startswith("1 answer was taken from a.md")
    assert answer["data"]["optimization_intent"]["goal_of_reinforcement"] == {"text": "Readers find books."}
    assert client.ask({"op": "import", "name": "a.md", "text": old.replace("books", "films")})[0] == 409
    assert "books" in file.read_text("utf-8")


def test_it_closes_when_its_page_is_closed_for_long_and_not_before(file):
    desk = Desk(file, Settings(), lambda: date(2026, 6, 1))
    with FormServer(desk, patience=0) as left:
        left.serve_forever(0.01)  # it ends by itself
        assert left.is_left
    with FormServer(desk) as open_:
        threading.Thread(target=open_.serve_forever, daemon=True).start()
        client = Client(open_)
        assert client.ask({"op": "here"}) == (200, {})
        assert not open_.is_left
        open_.shutdown()


def test_a_file_that_is_not_text_is_refused(run, tmp_path):
    (tmp_path / "r.yaml").write_bytes(b"\xff\xfe\x00")
    done = run("edit", "r.yaml", "--no-browser", cwd=tmp_path)
    assert done.returncode == 2
    assert "not UTF-8" in done.stderr
    assert run("edit", ".", cwd=tmp_path).returncode == 2
    assert "does not exist" in run("edit", "no/r.yaml", cwd=tmp_path).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_it_stops_on_ctrl_c(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "reward_reports", "edit", "r.yaml", "--no-browser"],
        cwd=tmp_path, stderr=subprocess.PIPE, text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 a run in the background ignores it
    ) as process:  # fmt: skip
        assert "http://127.0.0.1:" in process.stderr.readline()
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
