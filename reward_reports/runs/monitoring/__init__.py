"""Reports watched over time: what is due, where each stands, what came of changes, which triggers go off.

Results are data; `formats/` turns them into text.
"""
