"""One program for each library: a second start hands its files to the first and ends."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 5_000
"""Milliseconds for which a second start waits for the first, which may be busy."""
PAUSE = 50
"""Milliseconds between two tries to reach the first."""
LONGEST = 1_000_000
"""Bytes that a second start may hand over."""
TAKEN = b"taken"
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""Environment variables in which a desktop passes the right to come to the front."""


class Instance(QObject):
    """The program as the only one of its `name`; its socket and lock lie in `folder`.

    Only the lock is taken before the window is there; what the socket needs is loaded after it.
    """

    handed = Signal(list)
    """A second start was asked to open these files: their paths, perhaps none."""

    def __init__(self, folder: Path, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._address = name if os.name == "nt" else str(folder / f"{name}.socket")
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Whether this is the only one."""
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Begins to accept the files of later starts, if this is the first."""
        if not self._lock.isLocked():
            return
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        QLocalServer.removeServer(self._address)
        self._server.listen(self._address)

    def hand_over(self, paths: Sequence[Path]) -> bool:
        """Asks the first to open `paths` and to come to the front; whether it took them."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        if not self._reaches(socket):
            return False
        _let_come_to_front()
        socket.write(_message(paths))
        answered = socket.waitForBytesWritten(PATIENCE) and socket.waitForReadyRead(PATIENCE)
        return answered and socket.readAll().data() == TAKEN

    def stop(self) -> None:
        """Stops accepting files, and removes the socket."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _reaches(self, socket: QLocalSocket) -> bool:
        """Whether the first one answers; one that just started may need a moment."""
        patience = QDeadlineTimer(PATIENCE)
        socket.connectToServer(self._address)
        while not socket.waitForConnected(patience.remainingTime()):
            if patience.hasExpired():
                return False
            QThread.msleep(PAUSE)
            socket.connectToServer(self._address)
        return True

    def _greet(self) -> None:
        server = self._server
        while server is not None and (socket := server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda one=socket: self._hear(one))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        """Reads a whole message; drops the connection if it is too long or invalid."""
        if socket.bytesAvailable() > LONGEST:
            socket.abort()
        elif socket.canReadLine():
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        try:
            paths, tokens = _read(bytes(socket.readLine().data()))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            socket.abort()
            return
        os.environ.update(tokens)
        socket.write(TAKEN)
        socket.flush()
        self.handed.emit(paths)


class Message(TypedDict):
    """The message from a second start of the program to the first."""

    open: list[str]
    tokens: dict[str, str]


def _message(paths: Sequence[Path]) -> bytes:
    """One line: the files by their whole path, and the right to come to the front."""
    import json

    tokens = {name: os.environ[name] for name in TOKENS if name in os.environ}
    words: Message = {"open": [str(path.absolute()) for path in paths], "tokens": tokens}
    return json.dumps(words).encode() + b"\n"


def _read(line: bytes) -> tuple[list[Path], dict[str, str]]:
    import json

    words: Message = json.loads(line)
    tokens = {name: str(words["tokens"][name]) for name in TOKENS if name in words["tokens"]}
    return [Path(path) for path in words["open"]], tokens


def _let_come_to_front() -> None:
    """Windows lets a program come to the front only if the one that has the front says so."""
    if os.name == "nt":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # type: ignore[attr-defined,unused-ignore]
