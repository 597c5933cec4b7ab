"""Forms: a field for each question, its editor and the message below it.

May import what ``ui`` may import.
"""
