"""A letter as PDF, as a Word file and as plain text.

May import ``letter/model``, ``letter/compose`` and ``letter/read``.
"""
