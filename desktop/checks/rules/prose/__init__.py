"""Rules on the form of sentences and on words that a lay reader understands.

May import what ``checks/rules`` may import.
"""
