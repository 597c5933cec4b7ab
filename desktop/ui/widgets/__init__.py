"""Small widgets that every page uses, and the look.

May import ``platform``, ``records`` and Qt.
"""
