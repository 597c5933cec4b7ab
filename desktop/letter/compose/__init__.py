"""A case and a template pack become a letter.

May import ``letter/model``, ``guidelines``, ``programs``, ``cases`` and what these may import.
"""
