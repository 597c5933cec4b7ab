"""The parts of the window that open, save, sign off, export and share cases.

May import what ``ui`` may import.
"""
