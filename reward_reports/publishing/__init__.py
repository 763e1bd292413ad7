"""Reports for readers: pages, sites, and the MkDocs plugin."""
