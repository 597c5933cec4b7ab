"""Ids of what a case is made of, and links to it that hold wherever it stands.

May import what ``cases`` may import.
"""
