"""What the tests of a running program share."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import pytest

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy")


@pytest.fixture(scope="module")
def called() -> Iterator[list[bytes]]:
    """What a network would have heard; programs are led to it as to a proxy."""
    heard: list[bytes] = []
    door = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                caller, _ = door.accept()
            except OSError:
                return
            with caller:
                heard.append(caller.recv(1000))

    thread = threading.Thread(target=listen)
    thread.start()
    with pytest.MonkeyPatch.context() as patch:
        for name in PROXIES:
            patch.setenv(name, f"http://127.0.0.1:{door.getsockname()[1]}")
        yield heard
    door.shutdown(socket.SHUT_RDWR)
    thread.join(PATIENCE)
    door.close()
