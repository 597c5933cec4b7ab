"""Assignment manifests: spreadsheets with a row for each case.

May import what ``readers`` may import.
"""
