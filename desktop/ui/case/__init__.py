"""One case in the window: its outline, its pages and the bars over them.

May import what ``ui`` may import.
"""
