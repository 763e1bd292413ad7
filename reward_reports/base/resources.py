"""Where the files we ship lie: `directory("templates")`, say; nothing else."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def directory(name: str) -> Path:
    """Return the shipped folder `name`: inside the installed package, or beside it in a checkout.

    Args:
        name: `templates`, `locale`, `schemas` or `examples` (a wheel holds Project Flow alone).

    Raises:
        FileNotFoundError: if the installation is incomplete.
    """
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the installation is missing the folder {name!r}; install reward-reports again")
