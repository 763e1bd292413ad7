"""The command `reward-reports`. `--version` is answered before anything is imported."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from reward_reports._version import __version__

        sys.stdout.write(f"reward-reports {__version__}\n")
        return
    # A command lives for a moment and leaves hardly any cycles: looking for them often costs a tenth of its time.
    gc.set_threshold(200_000)
    from reward_reports.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
