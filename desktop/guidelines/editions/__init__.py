"""Editions of guidelines: the days that each governs, and the day of an item that decides."""
