"""Commands about template packs: which there are, and whether one is in order.

May import what ``commands`` may import.
"""
