"""The pages on which a report is proposed."""

import pytest

from reward_reports.base.errors import InputError
from reward_reports.editing.forges import pages_of


@pytest.mark.parametrize(
    ("address", "new"),
    [
        ("https://github.com/acme/reports", "https://github.com/acme/reports/new/main"),
        ("https://github.com/acme/reports.git", "https://github.com/acme/reports/new/main"),
        ("https://github.com/acme/reports/", "https://github.com/acme/reports/new/main"),
        ("https://github.com/acme/reports/tree/dev/a/b", "https://github.com/acme/reports/new/dev/a/b"),
        ("https://git.example.org:8443/acme/reports", "https://git.example.org:8443/acme/reports/new/main"),
        ("https://gitlab.com/a/b/c", "https://gitlab.com/a/b/c/-/new/main"),
        ("https://gitlab.com/a/b/-/tree/dev/x", "https://gitlab.com/a/b/-/new/dev/x"),
        ("https://code.example.org/a/b/-/tree/dev", "https://code.example.org/a/b/-/new/dev"),
    ],
)
def test_a_repository_or_a_folder_in_it_has_a_page_for_a_new_file(address, new):
    pages = pages_of(address)
    assert pages["new"] == new
    assert pages["forge"] == ("GitLab" if "/-/" in new else "GitHub")
    assert pages.get("upload", new.replace("/new/", "/upload/")) == new.replace("/new/", "/upload/")


@pytest.mark.parametrize(
    "address",
    [
        "http://github.com/acme/reports",
        "javascript:alert(1)//github.com/a/b",
        "https://user:secret@github.com/acme/reports",
        "https://github.com",
        "https://github.com/acme",
        "https://github.com/acme/../reports",
        "https://github.com/acme/a b",
        'https://github.com/acme/"onclick="x',
        "https://github.com/acme/reports?x=1",
        "https://github.com/acme/reports#x",
        "https://[::1/acme/reports",
        "https://github.com:x/acme/reports",
        "git@github.com:acme/reports.git",
        "//github.com/acme/reports",
        "https:///acme/reports",
        "",
    ],
)
def test_another_address_is_refused(address):
    with pytest.raises(InputError, match=r"https://github\.com/OWNER/NAME"):
        pages_of(address)
