"""What rules read in a report and know of the world: links, pointers, placeholders, sentences, versions, due dates."""
