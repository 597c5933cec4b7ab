"""A case that is being edited: saved as it is typed, checked, signed off and reopened.

May import what ``app`` may import.
"""
