"""The review page: what the check found, signing off, and the steps after it.

May import what ``ui`` may import.
"""
