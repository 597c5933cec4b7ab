"""The library's keys, where they are stored, and how they are wiped from memory.

May import what ``store`` may import.
"""
