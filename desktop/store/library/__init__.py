"""The case library: cases, versions, attachments, settings and trail.

May import what ``store`` may import.
"""
