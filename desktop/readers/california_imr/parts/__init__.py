"""The parts of a California letter: its header, items, guideline lines and summary.

May import what ``readers`` may import.
"""
