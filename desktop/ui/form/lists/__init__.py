"""Lists in a form: rows that are added, moved and taken out.

May import what ``ui`` may import.
"""
