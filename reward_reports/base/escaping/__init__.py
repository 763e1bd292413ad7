"""Text for people and programs that a hostile report cannot misuse: in a terminal, a log, Markdown, JSON."""
