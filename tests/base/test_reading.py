"""Files that somebody names are read only if they are regular, within a limit, and without waiting for anybody."""

from __future__ import annotations

import os
import socket
import threading

import pytest

from reward_reports.base.errors import ConfigError, InputError, LogError
from reward_reports.base.reading import open_file, read_file, read_start, read_text
from reward_reports.report.loading import load_file

GOOD = b'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'


def pipe(path):
    os.mkfifo(path)


def endless(path):
    path.symlink_to("/dev/zero")


def listening(path):
    made = socket.socket(socket.AF_UNIX)
    made.bind(str(path))
    made.close()


def circle(path):
    path.symlink_to(path.name)


ODD = [
    (pipe, "is not a regular file"),
    (endless, "is not a regular file"),
    (listening, "cannot be read"),
    (circle, "cannot be read"),
    (lambda path: path.symlink_to("nowhere"), "does not exist"),
    (lambda path: path.mkdir(), "is a folder, not a file"),
    (lambda path: None, "does not exist"),
]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices in folders")
@pytest.mark.parametrize(("make", "words"), ODD)
@pytest.mark.parametrize("read", [read_start, read_file, read_text])
def test_what_is_not_a_regular_file_is_refused_at_once(tmp_path, monkeypatch, make, words, read):
    monkeypatch.chdir(tmp_path)  # the names of sockets are short
    make(tmp_path / "odd")
    with pytest.raises(ConfigError, match=f"odd {words}"):
        read("odd", 100, ConfigError)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices in folders")
@pytest.mark.parametrize(("make", "words"), ODD)
def test_a_report_is_a_regular_file_too(tmp_path, monkeypatch, make, words):
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "odd")
    with pytest.raises(InputError, match=f"odd {words}"):
        load_file("odd")


def test_a_name_that_no_file_system_takes(tmp_path):
    for name in ("a\0b", "a" * 5000):
        with pytest.raises(LogError, match="cannot be read"):
            open_file(f"{tmp_path}/{name}", LogError)


def test_no_more_is_read_than_the_limit(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read_file(file, 5) == b"12345"
    assert read_start(file, 3) == b"1234"
    with pytest.raises(InputError, match="is larger than 4 bytes"):
        read_file(file, 4)


def test_a_text_is_utf8_with_or_without_a_mark(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"\xef\xbb\xbfab")
    assert read_text(file, 10) == "ab"
    file.write_bytes(b"ab\xff")
    with pytest.raises(InputError, match="is not UTF-8: byte 3"):
        read_text(file, 10)


@pytest.mark.skipif(not os.path.isdir("/dev/fd"), reason="this system names no open files")
def test_a_pipe_that_the_shell_hands_over_is_read(tmp_path):
    """As in `reward-reports diff <(git show HEAD:a.yaml) a.yaml`."""
    out, into = os.pipe()
    writer = threading.Thread(target=lambda: os.write(into, GOOD) and os.close(into))
    writer.start()
    assert load_file(f"/dev/fd/{out}").report.report.id == "a"
    writer.join()
    os.close(out)


@pytest.mark.skipif(not os.path.isdir("/dev/fd"), reason="this system names no open files")
def test_a_link_to_standard_input_is_not_waited_for(tmp_path):
    out, into = os.pipe()
    (tmp_path / "link.yaml").symlink_to(f"/dev/fd/{out}")
    with pytest.raises(InputError, match="is not a regular file"):
        load_file(tmp_path / "link.yaml")
    os.close(out)
    os.close(into)
