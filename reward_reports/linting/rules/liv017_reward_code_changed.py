'''The code of the reward has changed since the report described it, or cannot be found.

A change to a reward function changes what the system is for. The report names the function (`code` of a reward term or of
AI feedback: `path`, `symbol`) and keeps a digest of it; when the code changes, the changelog must say what changed and
why. With this file beside the report:

```python
# rewards.py
def length_penalty(completions):
    """Longer answers earn less."""
    return [-0.001 * len(completion) for completion in completions]
```

Python is parsed and never run. Layout, comments and docstrings make no difference; constants, defaults, decorators and
annotations do, and so does what the function uses of its own file, but not what it imports. If a symbol is defined
several times, the last definition counts. `symbol` may be `Class.method` or a constant; without it the whole file counts.
In a Jupyter notebook, only the code cells count.
In other languages, the text counts: that of the file, or of the lines between two comments `reward-report: begin NAME` and
`reward-report: end NAME`, with NAME as `symbol`.

The path leads from the report's folder to a file in its git checkout, of at most 200,000 bytes; links are not followed. `--fix`
writes a missing digest; where the code has changed, it writes the new digest and drafts the changelog entry.

Bad: the code has changed.
```yaml
implementation:
  reward_details:
    - {id: length, code: {path: rewards.py, symbol: length_penalty, digest: python1-725be46c6d54b98967fa9f8103666174161799f1}}
```

Bad: without a digest, nobody notices a change.
```yaml
implementation:
  reward_details:
    - {id: length, code: {path: rewards.py, symbol: length_penalty}}
```

Bad: there is no such function.
```yaml
implementation:
  reward_details:
    - {id: length, code: {path: rewards.py, symbol: length_reward}}
```

Good:
```yaml
implementation:
  reward_details:
    - {id: length, code: {path: rewards.py, symbol: length_penalty, digest: python1-4582c3e41fce7739daf5abc6a363962428a22073}}
```
'''

from __future__ import annotations

from collections.abc import Iterable

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("LIV017", "reward-code-changed", "error", level="minimal")


def check(context: Context) -> Iterable[Problem]:
    """Give a problem for each piece of code that changed, has no digest, or cannot be found."""
    if "code" not in context.document.text or not context.bound_code:
        return ()
    from reward_reports.linting.changelog_fix import problems_of

    return problems_of(context, context.bound_code)
