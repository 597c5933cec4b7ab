"""Review programs: the authority, words and clocks of each, read from its pack.

May import ``cases``, ``records`` and ``text``.
"""
