"""A letter that was edited in Word, back onto its case.

Imports the letter's composer and writers, the reader of Word files and the case; nothing above.
"""
