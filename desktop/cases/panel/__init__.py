"""The panel of a review: its opinions on an item, and the determination that follows from them.

May import what ``cases`` may import.
"""
