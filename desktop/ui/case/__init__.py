"""One case in the window: its outline, its pages and what stands over them.

May import what ``ui`` may import.
"""
