"""On the way to the team's server: encrypted, and to the server that is meant."""

from __future__ import annotations

import pytest
from psycopg.conninfo import conninfo_to_dict

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


def test_an_address_may_say_how_long_to_wait() -> None:
    assert "connect_timeout=5" in checked("postgresql://me@localhost/desk?connect_timeout=5")
    assert "connect_timeout=10" in checked("postgresql://me@localhost/desk")


@pytest.mark.parametrize("seconds", ["0", "-1", "abc", "1e9", "600", "٣"])
def test_a_nonsensical_time_is_named(seconds: str) -> None:
    with pytest.raises(StoreError, match="connect_timeout="):
        checked(f"host=localhost connect_timeout='{seconds}'")


def test_options_of_ones_own_stay_beside_the_limits() -> None:
    options = conninfo_to_dict(checked("host=localhost options='-c geqo=off'"))["options"]
    assert options.startswith("-c geqo=off -c statement_timeout=")
    assert "lock_timeout=" in options


@pytest.mark.parametrize("url", ["service=desk", "http://desk.example", "nonsense"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(StoreError):
        checked(url)
