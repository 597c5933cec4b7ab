"""The letter: blocks made of runs, each of which knows the field that it came from.

May import ``cases``, ``records`` and ``text``.
"""
