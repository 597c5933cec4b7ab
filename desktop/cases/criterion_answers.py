"""Answers to criteria, put and found by guideline and criterion."""

from __future__ import annotations

from desktop.cases.case import Answer

CriterionAnswers = tuple[Answer, ...]


def answer(answers: CriterionAnswers, guideline: str, criterion: str) -> Answer:
    """The answer to a criterion; one that says nothing where there is none."""
    found = (a for a in answers if (a.guideline, a.criterion) == (guideline, criterion))
    return next(found, Answer(guideline=guideline, criterion=criterion))


def has_begun(answers: CriterionAnswers, guideline: str) -> bool:
    """Whether a criterion of the guideline with this id is answered."""
    return any(one.guideline == guideline and (one.verdict or one.value) for one in answers)


def placed(answers: CriterionAnswers, new: Answer) -> CriterionAnswers:
    """`answers` with `new` in the place of that to the same criterion."""
    same = (new.guideline, new.criterion)
    keep = bool(new.verdict or new.value or new.evidence)
    if not any((a.guideline, a.criterion) == same for a in answers):
        return (*answers, new) if keep else answers
    changed = (new if (a.guideline, a.criterion) == same else a for a in answers)
    return tuple(a for a in changed if keep or (a.guideline, a.criterion) != same)
