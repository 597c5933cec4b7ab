"""The system around the program: its folders, faults, privacy and what Qt needs.

Imports nothing of ours.
"""
