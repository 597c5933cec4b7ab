"""The check before signing: the errors that lose appeals, found while there is time.

May import ``guidelines``, ``programs``, ``cases``, ``records`` and ``text``.
"""
