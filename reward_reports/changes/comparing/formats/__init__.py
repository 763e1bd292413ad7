"""A comparison as text: for the terminal, for programs, for a comment. A page is made by `rendering.changes`."""
