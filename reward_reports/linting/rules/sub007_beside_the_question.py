"""An answer is about something other than what its field asks.

Somebody who looks under "Recourse" for a way to object, and reads how many layers the network has, is left without an answer, and so is
the auditor who counts the field as answered. The rule looks at fields that ask for something definite, and finds answers with no word
that belongs to their field and several that belong to another topic.

Bad:
```yaml
institutional_interface:
  recourse: The policy is a transformer with 12 layers, trained with PPO on eight GPUs.
```

Bad:
```yaml
optimization_intent:
  oversight_metrics: Microsoft's Azure AI technology.
```

Good:
```yaml
institutional_interface:
  recourse: Riders can appeal to the ombudsman, who can have the network's decision reviewed within ten days.
```

Good:
```yaml
institutional_interface:
  recourse: {disclosure: unknown, reason: The owner does not say how a rider can object.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.placeholders import only_text
from reward_reports.linting.extract.topics import other_topic
from reward_reports.linting.rule import Rule
from reward_reports.report.model.guides import guides

RULE = Rule("SUB007", "beside-the-question", "warning", preview=True)
_SHORT = 4  # words


def check(context: Context) -> Iterator[Problem]:
    """Give every answer in words alone that has none of its field's words and several of another topic."""
    for path, text, answer in context.texts:
        if len(text.split()) < _SHORT or not only_text(answer):
            continue
        guide = guides()[path]
        other = other_topic(path, guide.title, text)
        if other:
            topic, words = other
            yield Problem(
                f"the answer is about {topic} ({', '.join(words[:3])}) and says nothing about {guide.title}",
                f"Answer what the field asks (“{guide.questions[0]}”), or say with `disclosure` and `reason` why you cannot",
                (*path, "text"),
            )
