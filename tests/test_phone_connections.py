"""Whoever is idle, slow, or comes a thousand times keeps nobody out, and no file from being opened."""

from __future__ import annotations

import contextlib
import http.client
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from phone_room import room

from cxw.phones import connections
from cxw.phones.app import PhoneApp
from cxw.phones.connections import Connection, most_at_once
from cxw.phones.door import cookie_name
from cxw.phones.server import listening, served

HERE = "127.0.0.1"
"""No browser takes part: what browsers believe of this address is no matter."""
PATIENCE = 20.0


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    monkeypatch.setattr(connections, "most_at_once", lambda: 6)
    monkeypatch.setattr(Connection, "most", 6)
    monkeypatch.setattr(Connection, "slow", 0.2)
    here = room(tmp_path, "weights first")
    with contextlib.closing(listening(HERE)) as our:
        port = our.getsockname()[1]
        here.desk.set_door(here.desk.door.at(HERE, port))
        with served(PhoneApp(here.desk, cookie_name(here.path)).asgi(), our):
            yield HERE, port


def wire(base: tuple[str, int], of: str = HERE) -> socket.socket:
    return socket.create_connection(base, PATIENCE, (of, 0))


def answered(base: tuple[str, int], over: socket.socket | None = None) -> int:
    """The status of a page, over a connection that is there, or over a new one."""
    with contextlib.closing(http.client.HTTPConnection(*base, timeout=PATIENCE)) as asked:
        asked.sock = over or wire(base)
        asked.request("GET", "/")
        reply = asked.getresponse()
        reply.read()
        if over is not None:
            asked.sock = None
        return reply.status


def is_over(one: socket.socket) -> bool:
    """Whether the other side ends it: waited for."""
    with contextlib.suppress(ConnectionError):
        return one.recv(100) == b""
    return True


@pytest.mark.parametrize("said", [b"", b"G", b"GET / HTTP/1.1\r\nHost: x", b"POST /answer HTTP/1.1\r\n"])
def test_who_begins_no_request_or_half_of_one_is_not_waited_for(base: tuple[str, int], said: bytes) -> None:
    with wire(base) as one:
        one.sendall(said)
        assert is_over(one)
    assert answered(base) == 200


def test_who_was_answered_and_begins_another_request_is_not_waited_for_either(base: tuple[str, int]) -> None:
    with wire(base) as one:
        assert answered(base, one) == 200
        one.sendall(b"GET /st")
        assert is_over(one)


@pytest.mark.skipif(sys.platform != "linux", reason="only there the whole of 127/8 is one's own")
def test_a_thousand_connections_of_one_phone_keep_no_other_phone_out(
    base: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Connection, "slow", 60.0)
    with contextlib.ExitStack() as stack:
        mine = stack.enter_context(wire(base, "127.0.0.2"))
        assert answered(base, mine) == 200
        many = [stack.enter_context(wire(base, "127.0.0.9")) for _ in range(40)]
        assert is_over(many[0]), "who has most of them loses the oldest"
        assert answered(base, mine) == 200, "a phone that has one keeps it"
        assert answered(base) == 200
        many[-1].sendall(b"GET")


def test_there_are_always_numbers_left_for_files(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    granted: list[tuple[int, int]] = []
    for (soft, hard), most, asked in (
        ((256, 256), 128, None),
        ((256, 10_000), 1200, 1328),
        ((1024, 1024), 896, None),
        ((20_000, 20_000), 1200, None),
        ((256, resource.RLIM_INFINITY), 1200, 1328),
        ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), 1200, None),
    ):
        granted.clear()
        monkeypatch.setattr(resource, "getrlimit", lambda what, now=(soft, hard): now)
        monkeypatch.setattr(resource, "setrlimit", lambda what, now: granted.append(now))
        assert most_at_once() == most
        assert [one for one, _ in granted if one != soft] == ([asked] if asked else [])
