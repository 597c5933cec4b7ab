"""Letters and case files that come in and go out: import, export, the copy for the public.

May import what ``app`` may import.
"""
