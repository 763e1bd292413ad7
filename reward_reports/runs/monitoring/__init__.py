"""Reports watched over time: what is due, where each stands, what came of changes, which triggers go off.

Results are data; `FORMATS` of each module turns them into text.
"""
