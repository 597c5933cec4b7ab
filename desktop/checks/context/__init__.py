"""A case's texts read for the rules: sentences, drugs, names, and the words known of each.

May import what ``checks`` may import.
"""
