"""The start page: every case with how far it has come and when it is due.

May import what ``ui`` may import.
"""
