"""A report while it is written: its findings, fields and ids, and changes as text edits. Text goes in and data come out."""
