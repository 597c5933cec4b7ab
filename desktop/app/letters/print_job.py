"""What is said before, during and after printing."""

from __future__ import annotations

BUSY = "The earlier pages are still being printed."
NO_PRINTER = "No printer is set up on this computer. Set one up in the system's settings, or {}."


def refusal(*, busy: bool, printers: int, otherwise: str) -> str:
    """Why nothing can be printed now, with what to do `otherwise`; empty if it can."""
    if busy:
        return BUSY
    return "" if printers else NO_PRINTER.format(otherwise)


def progress(page: int, pages: int) -> str:
    """What is said after `page` of so many; nothing after the last."""
    return f"Printing page {page + 1} of {pages} …" if page < pages else ""


def outcome(pages: int, printer: str, *, stopped: bool) -> str:
    """What is said once so many pages were sent to the `printer`."""
    sent = "1 page is" if pages == 1 else f"{pages} pages are"
    return f"{'Stopped: ' if stopped else ''}{sent} sent to {printer or 'the printer'}."
