"""Guidelines: their files, which of them governs a request, and what the answers imply.

May import ``programs``, ``cases``, ``records`` and ``text``.
"""
