"""Pages on the library: unlocking, its keys, its backups, its versions.

May import what ``ui`` may import.
"""
