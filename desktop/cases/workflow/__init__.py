"""How far a case has come: the states of a program, and the ways from one to another.

May import what ``cases`` may import.
"""
