"""Determination Desk: medical determination letters, drafted, checked and rendered."""

__version__ = "0.1.0"
