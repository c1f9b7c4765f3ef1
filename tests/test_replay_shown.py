"""An archive shown again: its own times, Enter goes on everywhere, and nothing is kept without a word."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache

import pytest
from desks import Clock, session
from keyboard_asks import Played
from often import turns
from test_people import Doors, back, day, leaves

from cxw.day import desk as d
from cxw.model import Session
from cxw.replay.replaying import Replay, emptied
from cxw.workshop import Day, Memory, run_day


def shown(archive: Session, screen: Callable[[d.Wall], str]) -> Session:
    memory = Memory(emptied(archive))
    desk = Replay(archive, lambda: memory.session, screen)
    run_day(Day(file=memory, desk=desk, now=desk.time, colour=False, masked=True))
    return memory.session


@cache
def archive() -> Session:
    """A replay changes nothing in it."""
    return day(Doors(("weights first", leaves("p2")), ("weights second", back("p2"))), session())


def test_what_was_sealed_and_revealed_has_the_times_of_its_day() -> None:
    class Slow(Clock):
        def __call__(self) -> dt.datetime:
            self.time += dt.timedelta(minutes=1)
            return self.time

    sealed: list[str] = []
    memory = Memory(session())
    desk = Doors(("weights first", leaves("p2")), ("weights second", back("p2")))
    run_day(Day(file=memory, desk=desk, now=Slow(), colour=False))

    def screen(wall: d.Wall) -> str:
        sealed.extend(re.findall(r"sealed at (\d\d:\d\d)", wall.draw(80, 24)))
        return d.NEXT

    again = shown(memory.session, screen)
    closed = [round.closed for round in memory.session.segments[0].rounds]
    assert sealed == [f"{moment:%H:%M}" for moment in closed if moment]
    assert len(set(sealed)) == 4
    assert [round.closed for round in again.segments[0].rounds] == closed


@cache
def wall_of(step: str) -> d.Wall:
    """The first screen of this step as a replay hands it to the pager."""
    found: list[d.Wall] = []

    def looked(wall: d.Wall) -> str:
        if wall.step == step:
            found.append(wall)
        return d.NEXT

    shown(archive(), looked)
    return found[0]


@pytest.mark.parametrize("step", ["first sealed", "first shown", "chosen", "coverage", ""])
def test_enter_goes_on_at_every_screen_of_a_replay_and_the_keys_stand_under_it(step: str) -> None:
    wall = wall_of(step)
    played = Played("\r", projected=True)
    assert played.run(lambda room: room.show(wall)) == d.NEXT
    assert "Enter " + ("reveals" if step == "first sealed" else "goes on") in played.seen[0]


def test_r_and_then_enter_reveals_in_a_replay_too() -> None:
    wall = wall_of("first sealed")
    assert Played("r", "\r", projected=True).run(lambda room: room.show(wall)) == d.REVEAL


@pytest.mark.parametrize(("key", "step"), turns("nvajcixge2o", ["first shown", "first sealed"]))
def test_whatever_would_keep_something_in_a_replay_is_refused_in_a_sentence(key: str, step: str) -> None:
    wall = wall_of(step)
    played = Played(key, "\r", "\r", projected=True)
    assert played.run(lambda room: room.show(wall)) == d.NEXT
    assert "This is a replay: it changes nothing" in played.seen[1]
    assert "Enter" in played.seen[2]
