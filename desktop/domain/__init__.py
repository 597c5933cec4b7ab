"""The case and what may be said of it: plain Python, no widgets, no files, no templates."""
