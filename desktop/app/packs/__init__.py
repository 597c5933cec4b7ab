"""Template packs from outside: proving them, and keeping them as a person's own.

May import what ``app`` may import.
"""
