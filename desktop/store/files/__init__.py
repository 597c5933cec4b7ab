"""Files and folders on disk: case files, the library's folder and its lock.

May import what ``store`` may import.
"""
