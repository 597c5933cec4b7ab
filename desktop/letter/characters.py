"""Text as a letter can carry it: the domain's cleaning, under the name that the letter uses."""

from desktop.domain.characters import clean, legible

__all__ = ["clean", "legible"]
