"""A day of polling leaves nothing behind: two browsers, pages that change, answers that wait in vain."""

from __future__ import annotations

import gc
import http.client
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from screens_room import whole_day
from test_walls_as_data import all_pages

from cxw.wall import framed
from cxw.wall.browser import app
from cxw.wall.browser.address import HERE, WallAddress
from cxw.wall.browser.look import WallLook
from cxw.wall.browser.serving import wall_served
from cxw.wall.browser.showing import Showing, ShownWall, painted

LEAK = 3 * 2**20
"""Bytes: two kilobytes that stay of each picture would be seen; in an hour there are fewer pictures."""


class Polling:
    """A browser that asks again as soon as it is answered, on one connection."""

    def __init__(self, address: WallAddress, query: str) -> None:
        self.line = http.client.HTTPConnection(HERE, address.port, timeout=30)
        self.path = f"/{address.path}/state{query}"
        self.tag = ""
        self.pictures = self.waited = 0

    def ask(self) -> str:
        """The picture, or nothing where there is no other one."""
        self.line.request("GET", self.path, headers={"If-None-Match": self.tag} if self.tag else {})
        answer = self.line.getresponse()
        said = answer.read().decode()
        self.tag = answer.headers["ETag"]
        self.pictures += answer.status == 200
        self.waited += answer.status == 304
        return said

    def until(self, words: str) -> None:
        while words not in self.ask():
            pass


def walls() -> Iterator[ShownWall]:
    """Every wall of a day again and again, each time with another sentence."""
    room = whole_day(12, 7, 4)
    shown = [
        framed(room, view.at(0), pages) for view, pages in all_pages(room).items() if view.stage == "weights"
    ]
    number = 0
    while True:
        for bar, page in shown:
            number += 1
            yield ShownWall(bar, replace(page, headline=f"Wall {number}."), str(number))


def memory() -> int:
    """Bytes of this process; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
    except OSError:
        return 0


@pytest.mark.parametrize(
    ("first", "then"), [(5, 10), pytest.param(300, 1200, marks=pytest.mark.soak)], ids=["moment", "hour"]
)
def test_polling_leaks_no_memory(first: int, then: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "HELD", 0.004)  # as in a day at speed: most answers wait in vain
    showing = Showing(WallLook(), ShownWall())
    with wall_served(showing, WallAddress()) as address:
        browsers = [Polling(address, query) for query in ("", "?tall=1")]
        coming = walls()

        def turns(many: int) -> tuple[int, int]:
            for _ in range(many):
                wall = next(coming)
                showing.show(wall)
                there = [threading.Thread(target=one.until, args=(wall.page.headline,)) for one in browsers]
                for thread in there:
                    thread.start()
                for thread in there:
                    thread.join()
                for one in browsers:
                    one.ask()
            gc.collect()
            return memory(), len(gc.get_objects())

        bytes_before, objects_before = turns(first)
        bytes_after, objects_after = turns(then)
        for one in browsers:
            assert one.pictures >= first + then
            assert one.waited >= first + then, "answers waited in vain too"
            one.line.close()
        assert bytes_after - bytes_before < LEAK
        assert objects_after - objects_before < then + 200, "not even one object stays for each picture"
        assert len(showing._waiting) == 0
    assert painted.cache_info().currsize <= 16
