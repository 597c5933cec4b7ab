"""The guidelines of an item: ranked, chosen, answered and cited.

May import what ``ui`` may import.
"""
