"""Whether a library is what it was: its checkup, its progress and room for its last change.

May import what ``store`` may import.
"""
