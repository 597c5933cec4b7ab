"""Daily backups, the backup before an upgrade, and the ways back from damage.

May import what ``store`` may import.
"""
