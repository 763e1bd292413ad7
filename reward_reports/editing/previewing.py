"""The page of a report that is being edited."""

from __future__ import annotations

from reward_reports.base.errors import InputError
from reward_reports.editing.session import Session


def public_page(session: Session) -> str:
    """Return the page that the public will see, as one HTML file.

    Raises:
        InputError: if the text is not a report at the moment.
    """
    from reward_reports.publishing.rendering import render

    report = session.snapshot.document.report
    if report is None:
        raise InputError(
            "The page cannot be shown yet: first fix the errors in the format, whose codes begin with SYN or SCH."
        )
    return render(report, "html", "paper", "public", session.frame.folder, session.frame.today)
