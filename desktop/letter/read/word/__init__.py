"""Word files: what their XML says, in words.

Imports nothing of ours but the refusal; `desktop.letter.read.docx` is its door.
"""
