"""Editors of text: a line, prose, completion and spelling.

May import what ``ui`` may import.
"""
