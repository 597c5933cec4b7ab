"""Ids of the parts of a case, and links that hold when parts move.

May import what ``cases`` may import.
"""
