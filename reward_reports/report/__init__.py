"""The report as data: its model, reading it, its schema, and text edits that keep an author's layout."""
