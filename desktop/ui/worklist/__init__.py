"""The start page: every case with its progress and its due date.

May import what ``ui`` may import.
"""
