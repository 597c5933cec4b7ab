"""Rules on what a letter must hold and must not: required content, citations, names.

May import what ``checks/rules`` may import.
"""
