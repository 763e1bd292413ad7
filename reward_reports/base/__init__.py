"""What everything else stands on: errors, places in a file, finding reports, writing files, text that is safe to print."""
