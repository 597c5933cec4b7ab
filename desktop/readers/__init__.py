"""Finished letters and assignment lists into cases, a folder for each program.

May import ``letter``, ``checks`` and what these may import.
"""
