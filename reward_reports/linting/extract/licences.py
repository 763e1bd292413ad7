"""Classes of licences, as far as a program can tell them: by SPDX name, and by the names of some model licences.

Names: https://spdx.org/licenses/. A name that is not here, or an expression of several, has no class.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from reward_reports.linting.extract.patterns import lazy

LicenceClass: TypeAlias = Literal["permissive", "share-alike", "with limits", "non-commercial"]

_PERMISSIVE = """
0BSD AFL-3.0 Apache-1.1 Apache-2.0 Artistic-2.0 BSD-2-Clause BSD-3-Clause BSD-3-Clause-Clear BSL-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-3.0
CC-BY-4.0 CC-PDDC CC0-1.0 CDLA-Permissive-1.0 CDLA-Permissive-2.0 ISC MIT MIT-0 NCSA ODC-By-1.0 PDDL-1.0 Unlicense Zlib
"""
_SHARE_ALIKE = """
AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later CC-BY-SA-2.0 CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-4.0 CDLA-Sharing-1.0 GPL-2.0 GPL-2.0-only
GPL-2.0-or-later GPL-3.0 GPL-3.0-only GPL-3.0-or-later ODbL-1.0
"""
_NON_COMMERCIAL = """
CC-BY-NC-2.0 CC-BY-NC-3.0 CC-BY-NC-4.0 CC-BY-NC-ND-3.0 CC-BY-NC-ND-4.0 CC-BY-NC-SA-2.0 CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0
PolyForm-Noncommercial-1.0.0
"""
_CLASSES: dict[str, LicenceClass] = {
    **dict.fromkeys(_PERMISSIVE.casefold().split(), "permissive"),
    **dict.fromkeys(_SHARE_ALIKE.casefold().split(), "share-alike"),
    **dict.fromkeys(_NON_COMMERCIAL.casefold().split(), "non-commercial"),
}
_WITH_LIMITS = lazy(
    r"(?:licenseref-)?(?:meta )?(?:llama|gemma)[- ]?[\d.]*(?: \d+b)?(?:[- ](?:community|use))?(?:[- ](?:license|licence|terms))?(?:[- ](?:agreement|of use))?"
    r"|(?:[\w-]+-)?open ?rail(?:\+\+)?(?:-[dams]+)?|bigscience-bloom-rail-1\.0",
    re.ASCII,
)
"""Model licences that are free of charge under rules of use, such as a limit on users or on purposes."""

_STRICTER: dict[LicenceClass, frozenset[LicenceClass]] = {
    "permissive": frozenset({"share-alike", "with limits", "non-commercial"}),
    "share-alike": frozenset({"with limits", "non-commercial"}),
    "with limits": frozenset(),
    "non-commercial": frozenset(),
}
"""Behind each class those that forbid something it permits. The last two differ too much from case to case."""


def class_of(licence: str) -> LicenceClass | None:
    """Return the class of a licence by its name, or None if it is not known."""
    name = " ".join(licence.split()).casefold()
    if name in _CLASSES:
        return _CLASSES[name]
    return "with limits" if _WITH_LIMITS.fullmatch(name) else None


def stricter(upstream: LicenceClass, declared: LicenceClass) -> bool:
    """Whether a licence of the class `upstream` forbids something that one of the class `declared` permits."""
    return upstream in _STRICTER[declared]
