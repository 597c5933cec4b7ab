"""Kinds of edit of a field of one or more paragraphs."""

from __future__ import annotations

from tests.letter.reimport.doing import (
    NEW,
    Kind,
    clear,
    delete,
    divided,
    insert,
    merge_at,
    merged,
    move,
    moved,
    prose,
    retype,
    split_at,
    swap,
    tracked_deletion,
    tracked_end,
    tracked_move,
    tracked_words,
)


def of_prose(name: str, path: str, last: int) -> dict[str, Kind]:
    """The kinds of edit of one field of prose, whose last paragraph has this number."""
    kinds = {
        "sentence added": Kind(
            retype(path, last, lambda w: f"{w} {NEW}"),
            prose(path, lambda f: [*f[:-1], f"{f[-1]} {NEW}"]),
        ),
        "words changed": Kind(
            retype(path, 0, lambda w: w.replace("weighed against", "measured by")),
            prose(path, lambda f: [f[0].replace("weighed against", "measured by"), *f[1:]]),
        ),
        "first rewritten": Kind(
            retype(path, 0, lambda _: NEW), prose(path, lambda f: [NEW, *f[1:]])
        ),
        "last rewritten": Kind(
            retype(path, last, lambda _: NEW), prose(path, lambda f: [*f[:-1], NEW])
        ),
        "last deleted": Kind(delete(path, last), prose(path, lambda f: f[:-1])),
        "last cleared": Kind(clear(path, last), prose(path, lambda f: f[:-1])),
        "first cleared": Kind(clear(path, 0), prose(path, lambda f: f[1:])),
        "inserted": Kind(insert(path, 0), prose(path, lambda f: [f[0], NEW, *f[1:]])),
        "inserted, tracked": Kind(
            insert(path, 0, mark="<w:ins w:id='9'/>"), prose(path, lambda f: [f[0], NEW, *f[1:]])
        ),
        **_of_ends(path, last),
    }
    return {f"{name}: {kind}": one for kind, one in kinds.items()}


def _of_ends(path: str, last: int) -> dict[str, Kind]:
    """The kinds by which paragraphs are joined, parted, and changed with tracking."""
    return {
        "merged": Kind(merged(path, last - 1), prose(path, lambda f: merge_at(f, last - 1))),
        "merged first": Kind(merged(path, 0), prose(path, lambda f: merge_at(f, 0))),
        "merged, tracked": Kind(
            tracked_end(path, last - 1), prose(path, lambda f: merge_at(f, last - 1, ""))
        ),
        "merged first, tracked": Kind(
            tracked_end(path, 0), prose(path, lambda f: merge_at(f, 0, ""))
        ),
        "split first": Kind(divided(path, 0), prose(path, lambda f: split_at(f, 0))),
        "split last": Kind(divided(path, last), prose(path, lambda f: split_at(f, last))),
        "deleted, tracked": Kind(tracked_deletion(path, last), prose(path, lambda f: f[:-1])),
        "words changed, tracked": Kind(
            tracked_words(path, last, "medically", "clinically and medically"),
            prose(
                path, lambda f: [*f[:-1], f[-1].replace("medically", "clinically and medically")]
            ),
        ),
    }


def of_long_prose(name: str, path: str) -> dict[str, Kind]:
    """The further kinds of a field of at least three paragraphs."""
    kinds = {
        "middle deleted": Kind(delete(path, 1), prose(path, lambda f: [f[0], *f[2:]])),
        "middle cleared": Kind(clear(path, 1), prose(path, lambda f: [f[0], *f[2:]])),
        "middle rewritten": Kind(
            retype(path, 1, lambda _: NEW), prose(path, lambda f: [f[0], NEW, *f[2:]])
        ),
        "swapped": Kind(
            swap((path, 1), (path, 2)), prose(path, lambda f: [f[0], f[2], f[1], *f[3:]])
        ),
        "moved up": Kind(move(path, 2, (path, 0)), prose(path, lambda f: moved(f, 2, 1))),
        "moved, tracked": Kind(tracked_move(path, 1, 2), prose(path, lambda f: moved(f, 1, 2))),
        "moved up, tracked": Kind(tracked_move(path, 2, 0), prose(path, lambda f: moved(f, 2, 1))),
        "split middle": Kind(divided(path, 1), prose(path, lambda f: split_at(f, 1))),
    }
    return {f"{name}: {kind}": one for kind, one in kinds.items()}
