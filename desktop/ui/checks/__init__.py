"""The review page: what the check found, and signing off.

May import what ``ui`` may import.
"""
