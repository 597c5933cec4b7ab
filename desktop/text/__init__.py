"""Plain English reading: dates, numerals, quantities, sentences; one reader of each.

Imports nothing of ours.
"""
