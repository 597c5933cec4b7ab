"""Word files: what their XML says, in words.

Imports nothing of ours but the refusal; `desktop.letter.reading.docx` is its door.
"""
