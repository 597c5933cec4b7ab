"""The letter: composed once from a case, written as PDF, Word and text, and read back."""
