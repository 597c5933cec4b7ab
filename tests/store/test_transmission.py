"""On the way to the team's server: encrypted, and to the server that is meant."""

from __future__ import annotations

import pytest

from desktop.store.errors import StoreError
from desktop.store.team.server import checked


@pytest.mark.parametrize(
    "url", ["", "host=/tmp", "postgresql://me@localhost/desk", "host=127.0.0.1", "host=::1"]
)
def test_this_machine_needs_no_certificate(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGHOST", raising=False)
    assert "sslmode" not in checked(url)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me@desk.example/desk",
        "host=localhost,desk.example",
        "host=x hostaddr=10.0.0.1",
    ],
)
def test_another_machine_must_prove_itself(url: str) -> None:
    assert "sslmode=verify-full" in checked(url)
    assert "sslrootcert=system" in checked(url)


def test_a_host_from_the_environment_must_prove_itself_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PGHOST", "desk.example")
    assert "sslmode=verify-full" in checked("dbname=desk")


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_a_laxer_check_is_refused(mode: str) -> None:
    with pytest.raises(StoreError, match=f"sslmode={mode}"):
        checked(f"postgresql://me@desk.example/desk?sslmode={mode}")


@pytest.mark.parametrize("url", ["service=desk", "http://desk.example", "nonsense"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(StoreError):
        checked(url)
