"""The library's keys, where they are kept, and how they leave memory.

May import what ``store`` may import.
"""
