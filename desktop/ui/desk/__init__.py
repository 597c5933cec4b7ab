"""What the desk does for its user: opens, keeps, signs, exports and shares cases.

May import what ``ui`` may import.
"""
