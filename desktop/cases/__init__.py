"""The case: its record, its items, its file and the changes made to it.

May import ``records`` and ``text``.
"""
