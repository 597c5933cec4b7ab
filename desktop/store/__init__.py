"""What is kept on disk: case files and, in time, the case library."""
