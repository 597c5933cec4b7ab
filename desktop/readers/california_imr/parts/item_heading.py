"""The heading of a disputed item: the request in the form that it has, and the decision."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.cases.terms import Decision
from desktop.checks.context.statements import statements
from desktop.readers.california_imr.parts.items import DECISION, NECESSITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.cases.case import DisputedItem
    from desktop.records.values import Value

_WHOLE_ELIGIBLE = re.compile(
    r"(?P<request>.+?) w(?:as|ere) the original request\. The Claims Administrator authorized "
    r"(?P<authorized>.+?), leaving the original request IMR eligible\. "
    r"The original request,? (?P<remaining>.+?) (?:is|are)$",
    re.IGNORECASE,
)
_PORTION = re.compile(
    r"(?P<request>.+?) w(?:as|ere) the original request\. (?P<authorized>.+?) w(?:as|ere) "
    r"authorized by the Claims Administrator\. The remaining IMR eligible portion of the original "
    r"request,? (?P<remaining>.+?) (?:is|are)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]|\(\d{1,2}\))\s+(?=\S)")
_REGARDING = re.compile(
    r"^(?:[A-Z][^.]{2,60}(?:, (?:Inc|LLC)\.?)? has determined (?:that )?the requests? for |"
    r"Regarding (?:the )?requests? for |The requests? for |ISSUES? (?:AT|IN) DISPUTE ?: ?)"
)
"""What stands before the request where the heading is a sentence."""
_OUTCOME = re.compile(
    r",? (?:(?i:Medical Necessity Of The Requested) [^:]{0,60}|(?:is |are )?Decision)$"
)
_RETROSPECTIVE = re.compile(r"\(?\bretro(?:spective(?:ly)?)?\b", re.IGNORECASE)
_PLAIN_RETROSPECTIVE = re.compile(r"Retrospective (?!request\b)")
_ASSOCIATED = re.compile(r"Associated surgical (?:services?|items?|equipment)\b", re.IGNORECASE)
_PLAIN_ASSOCIATED = "Associated surgical service: "
_SERVICE_DATES = re.compile(
    r"\(?\b(?:DOS|dates?(?:\(s\))? of service)\b:? ?(?P<dates>[\d/, and–-]*\d)\)?", re.IGNORECASE
)
_PLAIN_DATES = re.compile(r" \(DOS (?P<dates>[^()]+)\)$")
_SURGERY = re.compile(
    r"arthroscop|arthroplast|fusion|\w{3}ectomy|\w{3}otomy|\w{3}plasty|decompression|\brepair|"
    r"release|reconstruct|open reduction|internal fixation|\bsurg(?:ery|ical)|arthrodesis|"
    r"debridement|hardware removal|transposition|implant",
    re.IGNORECASE,
)
_FARTHEST = 100
"""Items that lie between an operation and a service that goes with it, at most."""
_NO_OPERATION = re.compile(
    r"clearance|assistant|therapy|post-?op|pre-?op|consult|evaluation|\bMRI\b|garment|brace|unit\b",
    re.IGNORECASE,
)


UPHELD, OVERTURNED = Decision("Upheld"), Decision("Overturned")


def read(words: str) -> dict[str, Value]:
    """The fields of the item whose heading is `words`, its decision included."""
    line = _NUMBER.sub("", " ".join(words.split()), count=1)
    decided = DECISION.search(line)
    older = None if decided else NECESSITY.match(line)
    if older:
        return {
            "decision": UPHELD if older["not"] else OVERTURNED,
            **_request(_asked(older["request"])),
        }
    request = line[: decided.start()].strip() if decided else line.removesuffix(":").strip()
    return {
        "decision": _decision(decided["word"]) if decided else None,
        **_request(_asked(request)),
    }


def _decision(word: str) -> Decision:
    return UPHELD if word.lower().startswith("up") else OVERTURNED


def is_regarding(words: str) -> bool:
    """Whether the heading only names the request, as in "1) Regarding the request for …:"."""
    return _REGARDING.match(_NUMBER.sub("", " ".join(words.split()), count=1)) is not None


def stated(rationale: str) -> Decision | None:
    """The decision that a rationale ends with; None where it says both, or neither."""
    effects = {one.necessary for one in statements(" ".join(rationale.split()))}
    if len(effects) != 1:
        return None
    return OVERTURNED if effects.pop() else UPHELD


def _asked(words: str) -> str:
    """The request in the words of a heading, without those that a letter puts around it."""
    request = _OUTCOME.sub("", words)
    return _REGARDING.sub("", request, count=1)


def _request(words: str) -> dict[str, Value]:
    whole = _WHOLE_ELIGIBLE.match(words)
    if whole:
        remaining = "" if whole["remaining"] == whole["request"] else whole["remaining"]
        fields = {**whole.groupdict(), "remaining": remaining, "whole_eligible": True}
        return {**fields, **_facts(whole["request"])}
    portion = _PORTION.match(words)
    if portion:
        return {**portion.groupdict(), **_facts(portion["request"])}
    return _plain(words)


def _plain(words: str) -> dict[str, Value]:
    """A request without a part already authorized; as worded where its form is not the usual."""
    request, facts = words, _facts(words)
    if facts.get("retrospective"):
        request = _PLAIN_RETROSPECTIVE.sub("", request, count=1)
    if facts.get("associated_service"):
        request = request.removeprefix(_PLAIN_ASSOCIATED)
    dates = _PLAIN_DATES.search(request)
    if dates:
        request = request[: dates.start()]
    if _usual(request, facts) == words:
        return {"request": request, **facts}
    return {"request": words, "as_worded": True, **facts} if facts else {"request": words}


def _usual(request: str, facts: dict[str, Value]) -> str:
    """The heading that the template makes of `request` and `facts`."""
    retrospective = "Retrospective " if facts.get("retrospective") else ""
    associated = _PLAIN_ASSOCIATED if facts.get("associated_service") else ""
    dates = f" (DOS {facts['dates_of_service']})" if facts.get("dates_of_service") else ""
    return f"{retrospective}{associated}{request}{dates}"


def _facts(request: str) -> dict[str, Value]:
    """What the words of a request say in addition to the treatment."""
    facts: dict[str, Value] = {}
    if _RETROSPECTIVE.search(request):
        facts["retrospective"] = True
    if _ASSOCIATED.match(request.removeprefix("Retrospective ")):
        facts["associated_service"] = True
    dates = _PLAIN_DATES.search(request) or _SERVICE_DATES.search(request)
    if dates:
        facts["dates_of_service"] = dates["dates"].strip()
    return facts


def surgery_before(items: Sequence[DisputedItem]) -> DisputedItem | None:
    """The last of `items` that is plainly an operation; None where none is."""
    for item in items[: -_FARTHEST - 1 : -1]:
        operation = _SURGERY.search(item.request) and not _NO_OPERATION.search(item.request)
        if operation and not item.associated_service:
            return item
    return None
