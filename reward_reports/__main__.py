"""The command `reward-reports`. `--version` is answered before anything is imported."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from reward_reports._version import __version__

        sys.stdout.write(f"reward-reports {__version__}\n")
        return
    # A command lives for a moment and leaves hardly any cycles: looking for them often costs a tenth of its time.
    gc.set_threshold(200_000)
    # What instruments the models of other programs has no business here, and looking for it reads every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    try:
        from reward_reports.cli import run

        sys.exit(run(sys.argv[1:]))
    except Exception as error:
        # A library that is stopped in the midst of its work may say so with an error of its own, as pydantic does.
        if not _stopped_by:
            _crash(error)
        sys.exit(128 + _stopped_by[0] if _stopped_by else 2)
    finally:
        # At its end Python looks for cycles in all that is left, several times; nothing is left to be found out by that.
        gc.freeze()


def _crash(error: Exception) -> None:
    """Print what is known of a fault of ours; its message may quote a hostile file."""
    import traceback

    from reward_reports.cli.printing import echo

    echo("".join(traceback.format_exception(error)), err=True)
    echo("error: this is a fault of reward-reports; please report it with the lines above\n", err=True)


_stopped_by: list[int] = []


def _stop(number: int, _frame: object) -> None:
    """End in good order, so that nothing half-written is left: services and CI stop a job with SIGTERM, people with Ctrl-C."""
    _stopped_by.append(number)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
