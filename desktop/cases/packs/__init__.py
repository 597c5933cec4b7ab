"""The records that packs make of the core's: the fields which a program declares for its cases.

May import ``cases``, ``records`` and ``text``.
"""
