"""What a sentence says of medical necessity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from desktop.cases.pack_words import Effect
from desktop.text.nearby import FAR, before

if TYPE_CHECKING:
    from collections.abc import Iterator


class Statement(NamedTuple):
    """A statement that the treatment is necessary, or that it is not."""

    necessary: bool
    words: str
    start: int

    @property
    def effect(self) -> Effect:
        """The effect of the decision that the statement goes with."""
        return Effect.FOR if self.necessary else Effect.AGAINST


_VERB = r"(?:is|are|was|were|be|been|appears?|seems?|remains?)"
_ADVERBS = r"(?:\s+(?!not\b|no\b)[\w-]+){0,5}?"
_WORTH = r"medically\s+(?:necessary|reasonable|appropriate|indicated|warranted)"
_NEEDED = r"necessary(?=\s*[.,;]|\s+and\s+appropriate|$)"
_NOT = r"(?:not|n't|no longer|neither|never)"
_CANNOT = (
    r"\b(?:cannot|can\s+not|can['’]t|could\s+not|does\s+not|do\s+not|did\s+not|fails?\s+to|"
    r"failed\s+to|not|never)\s+(?:(?:appear|seem|remain|prove)(?:\s+to\s+be)?|be)"
    r"(?:\s+(?:considered|deemed|found|called|judged|held|regarded\s+as|seen\s+as))?"
)
"""What denies the words behind it: "cannot be considered", "does not appear to be"."""
_STATEMENT = re.compile(
    rf"""
    (?P<no> {_CANNOT}{_ADVERBS}\s+(?:{_WORTH}|{_NEEDED})
      | \b{_VERB}{_ADVERBS}\s+{_NOT}\b(?:\s+[\w-]+){{0,4}}?\s+(?:{_WORTH}|{_NEEDED})
      | (?:\bnot|n['’]t)\s+(?:considered|consider|found|find|deemed|deem|believe|think|feel)\b
          [^.;,]{{0,80}}?\s(?:{_WORTH}|{_NEEDED})
      | \b(?:is|are|was|were)n['’]t{_ADVERBS}\s+(?:{_WORTH}|{_NEEDED})
      | \black(?:s|ed|ing)?\s+medical\s+necessity | \bmedically\s+unnecessary
      | \bnon-?\s?medically\s+necessary
      | \bmedical\s+necessity\b[^.;]{{0,90}}?\b(?:not|cannot\s+be)\s+(?:been\s+|be\s+)?
          (?:fully\s+|clearly\s+|adequately\s+)?(?:established|substantiated|supported|demonstrated|confirmed|documented|met)
      | \b(?:fails?|failed)\s+to\s+meet\b[^.;]{{0,40}}medical\s+necessity
      | \b(?:denial|decision)\s+is\s+upheld\b
    )
    | (?P<yes> \b{_VERB}{_ADVERBS}\s+{_WORTH}
      | \bmedical\s+necessity\b[^.;]{{0,90}}?\b(?:is|was|has\s+been|have\s+been)\s+
          (?:clearly\s+|adequately\s+)?(?:established|substantiated|supported|demonstrated|confirmed|documented|met)
      | \b(?:am|is|are)\s+(?:reversing|overturning|overturned)\b
      | \brecommend\s+(?:reversing|overturning)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:if|whether|would|could|may|might|when|should|until|unless)\b[^.;]{0,60}$", re.I
)


_NONE = re.compile(r"\b(?:none|neither|nor|nothing)\b[^.;]{0,80}$", re.IGNORECASE)
_TELLING = ("necess", "medically", "revers", "overturn", "upheld")


def statements(text: str) -> tuple[Statement, ...]:
    """The statements in a sentence, without what it says under a condition or of others."""
    words = text.lower()
    return tuple(_statements(text)) if any(one in words for one in _TELLING) else ()


def _statements(text: str) -> Iterator[Statement]:
    for match in _STATEMENT.finditer(text):
        if not is_hedged(text, match.start()):
            none = is_of_none(text, match.start())
            yield Statement(match["yes"] is not None and not none, match[0], match.start())


def is_hedged(text: str, start: int) -> bool:
    """Whether what begins at `start` is said under a condition."""
    return before(_HEDGED, text, start, FAR) is not None


def is_of_none(text: str, start: int) -> bool:
    """Whether what begins at `start` is said of none."""
    return before(_NONE, text, start, FAR) is not None
