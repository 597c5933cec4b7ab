"""Reading a finished letter: its words as a script, the script in parts, the parts as a case."""
