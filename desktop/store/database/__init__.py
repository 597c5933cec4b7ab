"""The encrypted file: opening it, its tables, its log and the digests of its values.

May import what ``store`` may import.
"""
