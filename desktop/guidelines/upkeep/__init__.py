"""Keeping guidelines current: what wants a look, and what one pack changes in another."""
