"""A language server for editors; thin: what it answers comes from the modules beside it. Needs the extra `lsp`."""
