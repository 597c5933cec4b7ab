"""What differs between two states of a case, and how two of them are joined.

May import ``cases`` and what that may import.
"""
