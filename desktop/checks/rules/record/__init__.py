"""Rules on what a letter says of the record and its documents.

May import what ``checks/rules`` may import.
"""
