"""The window itself: its head, its palette, its help and its settings.

May import what ``ui`` may import.
"""
