"""A history as text: for the terminal, for programs, for a page. The newest revision stands first."""
