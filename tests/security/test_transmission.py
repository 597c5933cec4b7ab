"""The running command on its way to a team's server: watched by the server that it reaches.

The address names another machine and leads to this one, where a server of the test's own listens.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import ssl
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.conftest import ROOT
from tests.patience import PATIENCE
from tests.window.screen import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "desk.example"
UNPROVEN = "The server did not prove by a certificate that it is the one named, so nothing was sent"
ASKS_FOR_TLS = bytes.fromhex("0000000804d2162f")
"""How a PostgreSQL client begins when it wants TLS: with this and nothing else."""


class Listener:
    """A server that answers as `tls` says; `plain` and `private` are what it was told."""

    def __init__(self, tls: ssl.SSLContext | None) -> None:
        self._tls = tls
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self.plain: list[bytes] = []
        self.private: list[bytes] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._thread.join(PATIENCE)
        self._door.close()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._door.accept()
            except OSError:
                return
            with caller:
                caller.settimeout(PATIENCE)
                self._answer(caller)

    def _answer(self, caller: socket.socket) -> None:
        try:
            self.plain.append(caller.recv(1000))
            if self._tls is None:
                caller.sendall(b"N")
                self.plain.append(caller.recv(1000))
                return
            caller.sendall(b"S")
            with self._tls.wrap_socket(caller, server_side=True) as private:
                self.private.append(private.recv(1000))
        except OSError:
            return


def certificate(folder: Path, name: str) -> Path:
    """A new certificate for the server `name`, signed by its own key, with that key."""
    key, whole = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(whole, whole, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    path = folder / f"{name}.pem"
    path.write_bytes(key.private_bytes(pem, form, plain) + made.public_bytes(pem))
    return path


@pytest.fixture
def listener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Listener]:
    """A server with a certificate for the name that is given, or without any."""
    tls = None
    if request.param:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate(tmp_path, request.param))
    listener = Listener(tls)
    yield listener
    listener.close()


def told(listener: Listener, tmp_path: Path, more: str = "", trusted: str = "") -> str:
    """What the command says that shall make a team's library there, in error."""
    roots = tmp_path / f"{trusted}.pem" if trusted else tmp_path / "none"
    url = f"host={NAME} hostaddr=127.0.0.1 port={listener.port} user=alice dbname=desk {more}"
    done = subprocess.run(
        [*PROGRAM, "library", "init", url],
        cwd=ROOT,
        env=os.environ | {"SSL_CERT_FILE": str(roots), "SSL_CERT_DIR": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize("listener", [""], indirect=True)
def test_a_server_without_tls_hears_no_name(listener: Listener, tmp_path: Path) -> None:
    assert told(listener, tmp_path).startswith(UNPROVEN)
    assert {*listener.plain} == {ASKS_FOR_TLS, b""}


@pytest.mark.parametrize("listener", [NAME], indirect=True)
def test_a_server_whose_certificate_nobody_vouches_for_hears_nothing(
    listener: Listener, tmp_path: Path
) -> None:
    assert told(listener, tmp_path).startswith(UNPROVEN)
    assert {*listener.plain} == {ASKS_FOR_TLS}
    assert listener.private == []


@pytest.mark.parametrize("listener", ["other.example"], indirect=True)
def test_a_server_that_proves_another_name_hears_nothing(
    listener: Listener, tmp_path: Path
) -> None:
    assert told(listener, tmp_path, trusted="other.example").startswith(UNPROVEN)
    assert {*listener.plain} == {ASKS_FOR_TLS}
    assert b"alice" not in b"".join(listener.private)


@pytest.mark.parametrize("listener", [NAME], indirect=True)
def test_the_server_that_proves_its_name_hears_it_in_private(
    listener: Listener, tmp_path: Path
) -> None:
    assert "did not prove" not in told(listener, tmp_path, trusted=NAME)
    assert {*listener.plain} == {ASKS_FOR_TLS}
    assert b"alice" in b"".join(listener.private)


@pytest.mark.parametrize("listener", [""], indirect=True)
@pytest.mark.parametrize("mode", ["disable", "prefer", "require", "verify-ca"])
def test_a_laxer_way_is_refused_before_a_word_is_sent(
    listener: Listener, tmp_path: Path, mode: str
) -> None:
    assert f"sslmode={mode}" in told(listener, tmp_path, f"sslmode={mode}")
    assert listener.plain == []
