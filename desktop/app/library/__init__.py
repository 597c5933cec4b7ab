"""The library that is open: unlocking it, what is drawn from it, and its upkeep.

May import what ``app`` may import.
"""
