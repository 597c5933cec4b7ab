"""The closed vocabularies of a case: the words that it may choose from."""

from __future__ import annotations

from enum import StrEnum


class Priority(StrEnum):
    """How fast the review must be, 8 CCR 9792.10.4."""

    STANDARD = "Standard"
    EXPEDITED = "Expedited"


class Sex(StrEnum):
    """The injured worker's sex as the records give it."""

    FEMALE = "female"
    MALE = "male"


class Decision(StrEnum):
    """What becomes of the utilization review's denial of one disputed item."""

    UPHELD = "Upheld"
    OVERTURNED = "Overturned"


class Outcome(StrEnum):
    """What becomes of the denial as a whole; derived from the items, never stored."""

    UPHOLD = "Uphold"
    OVERTURN = "Overturn"
    PARTIALLY_OVERTURN = "Partially overturn"


class Verdict(StrEnum):
    """An answer to one criterion of a guideline."""

    MET = "met"
    NOT_MET = "not met"
    NOT_DOCUMENTED = "not documented"
    NOT_APPLICABLE = "not applicable"


class Source(StrEnum):
    """Where a cited recommendation stands in the order of 8 CCR 9792.21.1."""

    MTUS = "MTUS"
    NON_MTUS = "Non-MTUS Citation"
    OTHER = "Other Medical Treatment Guidelines"


class Position(StrEnum):
    """Where the letter's own words stand to a block of the template."""

    BEFORE = "before"
    INSTEAD = "instead"
    AFTER = "after"
    LABEL = "label"
    """In place of a paragraph's label; before the words of a heading."""


class Appearance(StrEnum):
    """Which of the two colour tables the window wears."""

    SYSTEM = "System"
    LIGHT = "Light"
    DARK = "Dark"


class Weight(StrEnum):
    """How much a rule of the check weighs for an organization."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    OFF = "off"
