"""The form in a browser on the author's own machine: a server on 127.0.0.1 that holds one file."""
