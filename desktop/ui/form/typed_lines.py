"""Editors of one line for values that are read from what is typed: dates, times, amounts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from desktop.app.reference_works import programs
from desktop.text import dates
from desktop.text.typed import clock_times, figures, time_zones
from desktop.ui.form.text.text_line import TextLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.records.values import Value


class TypedLine(TextLine):
    """A value as people type it; nothing typed, or "unknown", is an unknown value."""

    def __init__(
        self, read: Callable[[str], Value], show: Callable[[Value], str], hint: str
    ) -> None:
        super().__init__()
        self._read, self._show = read, show
        self.setPlaceholderText(hint)
        self.editingFinished.connect(self._tidy)

    def value(self) -> Value:
        """The value; None if it is unknown or not yet one."""
        try:
            return self._read(self.text())
        except ValueError:
            return None

    def show_value(self, value: Value) -> None:
        """Shows the value, unless what is typed already says it."""
        if value != self.value():
            self.setText(self._show(value))

    def complaint(self) -> str:
        """Why what is typed is no value."""
        try:
            self._read(self.text())
        except ValueError as error:
            return str(error)
        return ""

    def _tidy(self) -> None:
        if self.value():
            self.setText(self._show(self.value()))


def date_line(program: str) -> TypedLine:
    """The editor of a date, in the form that `program` writes."""
    form = date_form(program)
    return TypedLine(
        partial(_day, form=form), partial(_shown_day, form=form), dates.in_letters(form)
    )


def time_line(program: str) -> TypedLine:
    """The editor of a time of the day, in the form that `program` writes."""
    return TypedLine(clock_times.read, partial(_shown_time, form=_forms(program)[1]), "")


def figure_line() -> TypedLine:
    """The editor of a number that may have a fraction."""
    return TypedLine(figures.read, _shown_figure, "")


def zone_line() -> TypedLine:
    """The editor of a time zone."""
    return TypedLine(time_zones.read, _shown_zone, "")


def date_form(program: str) -> str:
    """How `program` writes a date."""
    return _forms(program)[0]


def _forms(program: str) -> tuple[str, str]:
    """How `program` writes a date and a time."""
    known = programs().known(program) if program else None
    return (known.date_format, known.time_format) if known else (dates.USUAL, clock_times.USUAL)


def _day(text: str, form: str) -> dt.date | None:
    return dates.read(text, form=form)


def _shown_day(value: Value, form: str) -> str:
    return dates.show(value if isinstance(value, dt.date) else None, form)


def _shown_time(value: Value, form: str) -> str:
    return clock_times.show(value if isinstance(value, dt.time) else None, form)


def _shown_zone(value: Value) -> str:
    return str(value or "")


def _shown_figure(value: Value) -> str:
    return figures.show(value if isinstance(value, Decimal) else None)
