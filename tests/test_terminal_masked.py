"""While everybody sees the screen: other answers, the same keys and a clock that stands give the same bytes.

A browser wall beside it is sent the same pictures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pexpect")

from terminal_typist import AT_LAPTOP, AtLaptop, facts, set_up

from cxw.cli.browsing import BrowserOfTheRun
from cxw.day import desk as d
from cxw.keyboard import Room, Typist, virtual
from cxw.sessionfile import OpenFile, load
from cxw.theme import DARK
from cxw.wall.browser.frame import HIGH, LOW
from cxw.wall.browser.look import WallLook
from cxw.wall.browser.showing import Showing, ShownWall, tag_of
from cxw.workshop import Day, run_day

KEY = re.compile(r"\x1b\[[A-Z]|.", re.DOTALL)


class Pictures(Showing):
    """What browsers are sent, picture for picture, at both heights."""

    def __init__(self) -> None:
        super().__init__(WallLook(), ShownWall())
        self.sent: list[str] = []

    def show(self, wall: ShownWall) -> None:
        super().show(wall)
        for high in (LOW, HIGH):
            now, html = self.painted(high)
            self.sent.append(f"{tag_of(now, html)} {now.place} {now.dark}\n{html}")


class Recorded:
    """A desk that hands everything to the room's keyboard and keeps apart what was written meanwhile."""

    def __init__(self, room: Room, written: list[str]) -> None:
        self.room = room
        self.written = written
        self.hidden: list[tuple[str, str]] = []
        """each time answers come in, and each sealed screen: what it was, and its bytes"""
        self.revealed = 0
        """how much had been written when the first answers were revealed"""
        self.walls = Pictures()
        """what browsers were sent meanwhile"""
        self.walls_revealed = 0
        """how many pictures of it when the first answers were revealed"""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.room, name)

    def ballots(self, ask: d.Ballot) -> str:
        return self._kept_apart(ask.title, lambda: self.room.ballots(ask))

    def show(self, wall: d.Wall) -> str:
        if d.REVEAL not in wall.keys:
            return self.room.show(wall)
        word = self._kept_apart(wall.step, lambda: self.room.show(wall))
        self.revealed = self.revealed or len("".join(self.written))
        self.walls_revealed = self.walls_revealed or len(self.walls.sent)
        return word

    def _kept_apart(self, what: str, act: Callable[[], str]) -> str:
        before = len(self.written)
        word = act()
        self.hidden.append((what, "".join(self.written[before:])))
        return word


def _a_day(folder: Path, **how: Any) -> tuple[Recorded, str, list[str], dict[Any, object]]:
    """The day at the laptop: its desk, its bytes, its keys, and what is in the file at its end."""
    folder.mkdir()
    path = set_up(folder, desk="laptop", people=AT_LAPTOP)
    person = AtLaptop(**how)
    written: list[str] = []
    pressed: list[str] = []
    lost: list[Exception] = []

    def script(shown: str) -> list[str]:
        try:
            keys = KEY.findall(person.keys(re.sub(" +$", "", shown, flags=re.MULTILINE)))
        except Exception as error:  # noqa: BLE001 - it would be swallowed inside the widget
            lost.append(AssertionError(f"{error!r} at\n{shown}"))
            return []
        pressed.extend(keys)
        return keys if len(pressed) < 9999 else []

    with OpenFile(path) as opened, virtual(80, 24, written.append) as (keyboard, screen):
        today = dt.date(2026, 3, 14)
        with Room(
            projected=True, theme=DARK, today=today, input=keyboard, output=screen, typist=Typist(script)
        ) as room:
            desk = Recorded(room, written)
            clock = lambda: dt.datetime(2026, 3, 14, 10, 12)  # noqa: E731
            day = Day(file=opened, desk=desk, now=clock, masked=True)
            wall = BrowserOfTheRun(path, day, DARK)
            wall.showing = desk.walls
            wall.attach(room)
            day.point = wall.point
            complete = _run(day, lost)
    assert complete
    return desk, "".join(written), pressed, facts(load(path))


def _run(day: Day, lost: list[Exception]) -> bool:
    try:
        return run_day(day)
    except KeyboardInterrupt:
        raise lost[0] if lost else AssertionError("too many keys") from None


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recorded, str, list[str], dict[Any, object]]:
    return _a_day(tmp_path_factory.mktemp("usual") / "day")


def test_other_answers_with_the_same_keys_send_the_same_bytes_until_they_are_revealed(
    tmp_path: Path, usual: Any
) -> None:
    one, one_sent, one_keys, one_kept = usual
    other, other_sent, other_keys, other_kept = _a_day(tmp_path / "other", other=True)
    assert len(one_keys) == len(other_keys)
    assert one_sent[: one.revealed] == other_sent[: other.revealed]
    assert [what for what, _ in one.hidden] == [what for what, _ in other.hidden]
    for (what, sent), (_, also) in zip(one.hidden, other.hidden, strict=True):
        assert sent == also, what
    here, there = (desk.walls.sent[: desk.walls_revealed] for desk in (one, other))
    assert here == there
    assert len({picture.split()[0] for picture in here}) > 10, (
        "the wall in a browser counts answers meanwhile"
    )
    assert one.walls.sent != other.walls.sent, "and shows them once they are revealed"
    typed = {fact for fact in one_kept if one_kept[fact] != other_kept[fact]}
    assert {fact[0] for fact in typed} == {"weights", "marks", "sure", "guess", "votes", "tick", "contact"}
    assert len(typed) > 30


@pytest.mark.soak
def test_who_does_not_know_is_asked_as_much_with_the_same_bytes(tmp_path: Path, usual: Any) -> None:
    """The same questions and the same Enters, from the first points to the guess; and `dk` is kept."""
    unsure = ("ana", "cho")
    one, _, _, known = usual
    other, _, _, kept = _a_day(tmp_path / "other", unsure=unsure)
    assert {what for what, _ in one.hidden} >= {"Points, first round", "Points, second round", "The guess"}
    asked = dict(other.hidden)
    for what, sent in one.hidden:
        if what.startswith(("Points", "Marks, first", "How sure", "The guess")):
            assert asked[what] == sent, what
    for who in ("ana", "ben", "cho"):
        sure = [("sure", when, who) in kept for when in ("before", "after")]
        assert sure == [who not in unsure] * 2
        assert ("sure", "before", who) in known
