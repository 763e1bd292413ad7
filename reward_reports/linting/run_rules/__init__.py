"""Rules on all files of a run together. One rule, one module: it sets `RULE`, defines `check(run)`, and its docstring is its
documentation.

In the fragments behind `Base:`, `Bad:` and `Good:` a comment `# file: NAME` begins each file. A test runs them.
"""
