"""The words of a file from outside, whatever its kind, read in a confined process.

May import ``cases``, ``records`` and ``text``.
"""
