"""Write, check and publish Reward Reports: the living record of what an AI system optimises.

The public functions are `load`, `lint`, `compare`, `render` and `build`. They are imported when first used, so that importing this
package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reward_reports._version import __version__

if TYPE_CHECKING:
    from reward_reports.api import build, compare, lint, load, render

__all__ = ["__version__", "build", "compare", "lint", "load", "render"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from reward_reports import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
