"""Closing a case without a determination: in which end, on which day, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop.text import dates
from desktop.ui.form.text.one_line import keep_in_one
from desktop.ui.widgets.reason_dialog import ReasonDialog
from desktop.ui.widgets.words import labelled, worded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from desktop.cases.workflow.states import StateWords

ABOUT = "A closed case has no letter to export, and its clocks stop. It can be reopened."


class ClosingDays(NamedTuple):
    """The days on which a case can have been closed, and how a day is written there."""

    earliest: dt.date | None
    latest: dt.date
    form: str

    def read(self, text: str) -> dt.date:
        """The day that `text` names; raises `DateError` where it names none of these."""
        day = dates.read(text, self.latest, self.form)
        if day is None:
            raise dates.DateError("Write the day.")
        if day > self.latest:
            raise dates.DateError("The day is still to come.")
        if self.earliest and day < self.earliest:
            came = dates.show(self.earliest, self.form)
            raise dates.DateError(f"The day is before {came}, when the application was received.")
        return day


class CloseDialog(ReasonDialog):
    """Asks; the end, the day and the reason are `closed`."""

    closed = Signal(str, object, str)

    def __init__(self, window: QWidget, ends: Mapping[str, StateWords], days: ClosingDays) -> None:
        self._ends, self._days = dict(ends), days
        self._end, self._day = QComboBox(), QLineEdit(dates.show(days.latest, days.form))
        self._meaning = worded("", "help", wrapped=True)
        self._complaint = worded("", "error", wrapped=True)
        super().__init__(window, "Close without determination", ABOUT, "Close the case", "Reason")
        self.setObjectName("close")
        self.given.connect(
            lambda why: self.closed.emit([*self._ends][self._end.currentIndex()], self._read(), why)
        )

    def ask_before(self, column: QVBoxLayout) -> None:
        """The end and the day stand above the reason."""
        self._end.setObjectName("close:end")
        self._end.addItems([one.word for one in self._ends.values()])
        self._day.setObjectName("close:day")
        keep_in_one(self._day)
        labelled(column, "What ended it", self._end)
        column.addWidget(self._meaning)
        labelled(column, "Day", self._day)
        column.addWidget(self._complaint)
        self._complaint.hide()
        self._end.currentIndexChanged.connect(self._explain)
        self._day.textChanged.connect(lambda _: self.offer())
        self._explain(0)

    def complete(self) -> bool:
        """Whether there is a day, too."""
        return self._read() is not None and super().complete()

    def _explain(self, number: int) -> None:
        self._meaning.setText([*self._ends.values()][number].meaning)

    def _read(self) -> dt.date | None:
        """The day that is written; None, with a word on it, where it cannot be the day."""
        try:
            day, wrong = self._days.read(self._day.text()), ""
        except dates.DateError as error:
            day, wrong = None, str(error)
        self._complaint.setText(wrong)
        self._complaint.setVisible(bool(wrong))
        return day
