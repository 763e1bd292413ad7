"""Print the oldest release of everything that `pyproject.toml` says the package works with, as constraints for pip."""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = tomllib.loads((Path(__file__).resolve().parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
NEEDED = [*PROJECT["dependencies"], *(one for extra in PROJECT["optional-dependencies"].values() for one in extra)]

for needed in map(Requirement, NEEDED):
    (oldest,) = (bound.version for bound in needed.specifier if bound.operator == ">=")
    print(f"{needed.name}=={oldest}")
