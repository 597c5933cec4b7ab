"""The open library: unlocking it, completions from its cases, and its upkeep.

May import what ``app`` may import.
"""
