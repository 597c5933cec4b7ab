"""What the window does, without widgets: the case that is edited, checking, import and export.

May import everything but ``ui`` and ``commands``; of Qt, QtCore alone.
"""
