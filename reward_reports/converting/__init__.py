"""Old reports in Markdown and LaTeX, to our YAML, with an account of what was taken."""
