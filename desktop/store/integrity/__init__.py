"""The integrity of a library: its checkup, its progress and room for its last change.

May import what ``store`` may import.
"""
