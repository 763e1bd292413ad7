"""The report has no contact address.

People who are harmed, and researchers who find a failure, need a way to reach somebody. A button to vote a message
down is not enough.

Bad:
```yaml
system_details:
  feedback_and_communication: There is a thumbs-down button under each message.
```

Good:
```yaml
system_details:
  feedback_and_communication:
    - {id: desk, name: Front desk, email: shelf@library.org, for: questions and complaints}
```

Good: there is none, and the report says so.
```yaml
system_details:
  feedback_and_communication: {disclosure: not_applicable, reason: The system was switched off and its owner dissolved.}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

if TYPE_CHECKING:
    from reward_reports.report.model.system_details import Contact

RULE = Rule("CMP012", "no-usable-contact", "warning")
_ADDRESS = lazy(
    r"https?://|www\.|\S@\S|\d{3}|\]\(|\b[\w-]+\.(?:com|org|net|gov|edu|ai|io|eu|uk|de|fr|nl)\b", re.IGNORECASE
)
"""A web or mail address, a telephone number, or the number of a house or post code."""


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the field is answered, and neither an entry, nor its text, nor an author has an address."""
    contacts = context.report.system_details.feedback_and_communication
    if any(_usable(contact) for contact in contacts.items) or contacts.stated or contacts.blank:
        return
    if _ADDRESS.search(contacts.text or "") or _author_answers(context):
        return
    yield Problem(
        "there is no contact address",
        "Add an entry with `email:` or `url:`, or say with `disclosure:` and `reason:` why there is none",
        ("system_details", "feedback_and_communication"),
    )


def _usable(contact: Contact) -> bool:
    return bool(contact.url or contact.email or _ADDRESS.search(f"{contact.name} {contact.purpose}"))


def _author_answers(context: Context) -> bool:
    """Whether an author who belongs to the owner gives an address."""
    return any(
        author.contact and author.relationship in ("owner", "contractor") for author in context.report.report.authors
    )
