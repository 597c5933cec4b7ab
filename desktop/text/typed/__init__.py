"""Values as people type them in one line: times, numbers with a fraction, time zones.

May import ``text``.
"""
