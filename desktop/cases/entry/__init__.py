"""What is typed or pasted becomes values of a case.

May import ``cases`` and what that may import.
"""
