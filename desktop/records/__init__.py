"""What any record is made of: questions, field paths, and values read from JSON and TOML.

May import ``text``.
"""
