"""One rule, one module. A module here sets `RULE`, defines `check(context)`, and its docstring is its documentation.

The docstring holds a sentence on what is wrong, why it matters and to whom, and two fragments of a report behind `Bad:`
and `Good:`, in fenced YAML. A test runs both.
"""
