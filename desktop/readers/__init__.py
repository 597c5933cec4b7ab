"""Reads finished letters and assignment lists as cases; a folder for each program.

May import ``letter``, ``checks`` and what these may import.
"""
