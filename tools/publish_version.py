"""Commit the documentation in `_site` to the branch gh-pages: `python tools/publish_version.py 1.2 latest`.

It stands there in a folder of its own, named as the version; so do earlier versions. Further words are other names of it.
"""

from __future__ import annotations

import sys

from mike.commands import deploy, set_default

SITE = {"site_dir": "_site", "use_directory_urls": True}


def main() -> None:
    """Commit the version; the first other name of it becomes the one that readers come to."""
    version, *names = sys.argv[1:]
    with deploy(SITE, version, aliases=names, update_aliases=True):
        pass  # `make docs` has built it, with what is no page of MkDocs
    set_default((names or [version])[0], allow_empty=True)


if __name__ == "__main__":
    main()
