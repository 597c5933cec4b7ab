"""California's Final Determinations read back as cases, word for word.

May import what ``readers`` may import.
"""
