"""What people do to a letter in Word, and what becomes of its case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.letter.reimport.edits import Removal, applied, reordering
from desktop.records import paths
from desktop.records.questions import Prose
from tests.letter.reimport import manuscript as ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.cases.case import Case
    from tests.letter.reimport.manuscript import Manuscript

    Edit = Callable[[Manuscript], None]
    Outcome = Callable[[Case], Case]

NARRATIVE = "summary.narrative"
FIRST, SECOND, THIRD = (f"disputed_items.{number}.rationale" for number in range(3))
NEW = "The second reader of the file found a further report of physical therapy."


class Kind(NamedTuple):
    edit: Edit
    outcome: Outcome
    named: tuple[str, ...] = ()
    """Words that the notes have to name."""
    served: bool = False
    """It can be done to the letter to the parties only."""


def lines(case: Case, path: str) -> list[str]:
    return str(paths.at(case, path)).splitlines()


def prose(path: str, change: Callable[[list[str]], list[str]]) -> Outcome:
    """The outcome that the paragraphs of a field are changed so."""
    return lambda case: paths.put(case, path, Prose("\n".join(change(lines(case, path)))))


def put(path: str, value: object) -> Outcome:
    return lambda case: paths.put(case, path, value)


def same(case: Case) -> Case:
    return case


def moved(found: list[str], old: int, new: int) -> list[str]:
    rest = [*found[:old], *found[old + 1 :]]
    return [*rest[:new], found[old], *rest[new:]]


def words(m: Manuscript, path: str, at: int) -> str:
    """What paragraph `at` of a field says, without its label."""
    return "".join(map(ms.text, ms.runs(m.of_field(path)[at], path)))


def retype(path: str, at: int, change: Callable[[str], str]) -> Edit:
    """Types over a paragraph of a field."""
    return lambda m: ms.say(m.of_field(path)[at], change(words(m, path, at)), path)


def delete(path: str, at: int) -> Edit:
    return lambda m: ms.remove(m.of_field(path)[at])


def clear(path: str, at: int) -> Edit:
    return lambda m: ms.say(m.of_field(path)[at], "", path)


def insert(path: str, at: int, *, mark: str = "") -> Edit:
    """Puts a new paragraph behind paragraph `at` of a field."""

    def edit(m: Manuscript) -> None:
        new = ms.paragraph(NEW, mark)
        m.of_field(path)[at].addnext(new)
        if mark:
            ms.tracked(ms.runs(new), "ins")

    return edit


def swap(one: tuple[str, int], other: tuple[str, int]) -> Edit:
    def edit(m: Manuscript) -> None:
        first, second = m.of_field(one[0])[one[1]], m.of_field(other[0])[other[1]]
        place = ms.paragraph("")
        first.addnext(place)
        second.addnext(first)
        place.addnext(second)
        ms.remove(place)

    return edit


def move(path: str, old: int, behind: tuple[str, int]) -> Edit:
    def edit(m: Manuscript) -> None:
        target = m.of_field(behind[0])[behind[1]]
        target.addnext(m.of_field(path)[old])

    return edit


def tracked_move(path: str, old: int, behind: int) -> Edit:
    """Moves a paragraph while changes are tracked: its place is left, and it stands anew."""

    def edit(m: Manuscript) -> None:
        found = m.of_field(path)
        old_one, target = found[old], found[behind]
        new = ms.copy(old_one)
        target.addnext(new)
        ms.tracked(ms.runs(old_one), "moveFrom")
        ms.mark(old_one, "moveFrom")
        ms.tracked(ms.runs(new), "moveTo")
        ms.mark(new, "moveTo")

    return edit


def merged(path: str, at: int, between: str = " ") -> Edit:
    return lambda m: ms.merge(m.of_field(path)[at], m.of_field(path)[at + 1], between)


def tracked_end(path: str, at: int) -> Edit:
    return lambda m: ms.mark(m.of_field(path)[at], "del")


def tracked_deletion(path: str, at: int) -> Edit:
    def edit(m: Manuscript) -> None:
        one = m.of_field(path)[at]
        ms.tracked(ms.runs(one), "del")
        ms.mark(one, "del")

    return edit


def tracked_words(path: str, at: int, old: str, new: str) -> Edit:
    """Types `new` over `old` while changes are tracked."""

    def edit(m: Manuscript) -> None:
        one = m.of_field(path)[at]
        before, _, after = words(m, path, at).partition(old)
        ms.say(one, before, path)
        first = ms.runs(one, path)[0]
        gone, added, rest = ms.run(old), ms.run(new), ms.run(after)
        first.addnext(rest)
        first.addnext(added)
        first.addnext(gone)
        ms.tracked([gone], "del")
        ms.tracked([added], "ins")

    return edit


def divided(path: str, at: int) -> Edit:
    """Begins a new paragraph with the second sentence of a paragraph."""

    def edit(m: Manuscript) -> None:
        second = words(m, path, at).partition(". ")[2]
        ms.split(m.of_field(path)[at], second, path)

    return edit


def split_at(found: list[str], at: int) -> list[str]:
    head, _, tail = found[at].partition(". ")
    return [*found[:at], f"{head}.", tail, *found[at + 1 :]]


def merge_at(found: list[str], at: int, between: str = " ") -> list[str]:
    return [*found[:at], found[at] + between + found[at + 1], *found[at + 2 :]]


def exchanged(one: tuple[str, int], other: tuple[str, int]) -> Outcome:
    def outcome(case: Case) -> Case:
        first, second = lines(case, one[0])[one[1]], lines(case, other[0])[other[1]]
        case = prose(one[0], lambda f: [*f[: one[1]], second, *f[one[1] + 1 :]])(case)
        return prose(other[0], lambda f: [*f[: other[1]], first, *f[other[1] + 1 :]])(case)

    return outcome


def sent(path: str, at: int, target: str, behind: int) -> Outcome:
    def outcome(case: Case) -> Case:
        one = lines(case, path)[at]
        case = prose(path, lambda f: [*f[:at], *f[at + 1 :]])(case)
        return prose(target, lambda f: [*f[: behind + 1], one, *f[behind + 1 :]])(case)

    return outcome


def emptied(path: str) -> Edit:
    """Takes all words out of a field of prose, and leaves its label."""

    def edit(m: Manuscript) -> None:
        first, *others = m.of_field(path)
        ms.remove(*others)
        ms.say(first, "", path)

    return edit


def without_item(number: int) -> Outcome:
    gone = Removal(path=f"disputed_items.{number}", before="", after="")
    return lambda case: applied(case, (gone,))


def in_order(*order: int) -> Outcome:
    return lambda case: applied(case, (reordering("disputed_items", list(order), 3),))


def item_moved(number: int, ahead_of: int) -> Edit:
    def edit(m: Manuscript) -> None:
        mine, target = m.item(number), m.item(ahead_of)[0]
        for one in mine:
            target.addprevious(one)

    return edit


def copied(path: str, new: str = "") -> Edit:
    """Copies the paragraph that a field stands in, and types other words into the copy."""

    def edit(m: Manuscript) -> None:
        one = m.of_field(path)[0]
        again = ms.copy(one)
        one.addnext(again)
        if new:
            ms.say(again, new, path)

    return edit


def copied_item(m: Manuscript) -> None:
    mine = m.item(1)
    for one in reversed(mine):
        mine[-1].addnext(ms.copy(one))


def typed(old: str, new: str) -> Edit:
    """Types over words of a line, wherever its runs part them."""

    def edit(m: Manuscript) -> None:
        one = m.with_text(old)
        for run in ms.runs(one):
            if old in ms.text(run):
                run.find(ms.q("t")).text = ms.text(run).replace(old, new)
                for more in run.findall(ms.q("t"))[1:] + run.findall(ms.q("noBreakHyphen")):
                    run.remove(more)

    return edit


def field(path: str, new: str) -> Edit:
    return lambda m: [ms.say(one, new, path) for one in m.of_field(path)] and None


def behind_line(words: str, new: str) -> Edit:
    return lambda m: m.with_text(words).addnext(ms.paragraph(new))


def many(*edits: Edit) -> Edit:
    def edit(m: Manuscript) -> None:
        for one in edits:
            one(m)

    return edit


def both(*outcomes: Outcome) -> Outcome:
    def outcome(case: Case) -> Case:
        for one in outcomes:
            case = one(case)
        return case

    return outcome
