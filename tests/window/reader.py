"""Prints the program as the accessibility bus has it, as JSON; run by the system's Python."""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

NAME = "Determination Desk"


def read(one, deep=0):
    """`one` with all that is in it and shown."""
    states = [state.value_nick for state in one.get_state_set().get_states()]
    return {
        "name": one.get_name(),
        "role": one.get_role_name(),
        "description": one.get_description(),
        "states": states,
        "text": _text(one),
        "caret": one.get_caret_offset() if _is_text(one) else None,
        "labels": _labels(one),
        "children": [read(child, deep + 1) for child in _children(one) if _shown(child, deep)],
    }


def _children(one):
    found = (one.get_child_at_index(n) for n in range(one.get_child_count()))
    return [child for child in found if child is not None]


def _shown(one, deep):
    return deep < 2 or one.get_state_set().contains(Atspi.StateType.SHOWING)


def _is_text(one):
    return "Text" in one.get_interfaces()


def _text(one):
    return Atspi.Text.get_text(one, 0, one.get_character_count()) if _is_text(one) else None


def _labels(one):
    labelled = Atspi.RelationType.LABELLED_BY
    return [
        relation.get_target(n).get_name()
        for relation in one.get_relation_set()
        if relation.get_relation_type() == labelled
        for n in range(relation.get_n_targets())
    ]


def listen():
    """Prints what a screen reader is told to say, as it is told."""
    listener = Atspi.EventListener.new(lambda event: print(event.any_data, flush=True))
    listener.register("object:announcement")
    print("listening", flush=True)
    Atspi.event_main()


def main():
    if sys.argv[1:] == ["listen"]:
        return listen()
    desktop = Atspi.get_desktop(0)
    for application in _children(desktop):
        if application.get_name() == NAME:
            print(json.dumps(read(application)))
            return 0
    print(f"{NAME} is not on the bus.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
