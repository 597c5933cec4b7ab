"""The one clinical vocabulary: parts of the body, drugs, services and findings, with their words.

May import what ``guidelines`` may import.
"""
