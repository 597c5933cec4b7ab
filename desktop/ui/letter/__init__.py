"""The letter's pages in the window, and the dialogs by which letters come and go.

May import what ``ui`` may import.
"""
