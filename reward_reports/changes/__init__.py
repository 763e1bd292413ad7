"""What changed: git, the comparison of two reports, and the history of one."""
