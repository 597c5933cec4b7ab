"""Rules on what must agree across a letter: dates, decisions, and texts pasted elsewhere.

May import what ``checks/rules`` may import.
"""
