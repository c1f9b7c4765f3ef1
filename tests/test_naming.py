"""The segment, a competitor, our company and a need can be called otherwise, and earlier rounds stay valid."""

from __future__ import annotations

import datetime as dt
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from desks import Clock, Rule, session
from keyboard_asks import Played
from often import some
from test_people import day, in_order

from cxw.day import desk as d
from cxw.day.rounds import seal_matches
from cxw.day.set_up import carried
from cxw.handout import handout_text
from cxw.model import Company, Segment, Session
from cxw.sessionfile import OpenFile, create, load
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.acting import acts

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk D’Øster & Söhne 👩‍💻"


class Namer(Rule):
    """Gives new names at given moments: (wall or ask, key, name)."""

    def __init__(self, *names: tuple[str, str, str]) -> None:
        super().__init__()
        self.names = list(names)
        self.said: list[str] = []

    def _at(self, moment: str, acts: d.Acts | None) -> None:
        for name in [name for name in self.names if name[0] == moment]:
            self.names.remove(name)
            assert acts is not None
            assert acts.names is not None
            self.said += acts.names.rename(*name[1:])
            raise d.MovedOn(d.AGAIN)

    def show(self, wall: d.Wall) -> str:
        self._at(f"{wall.stage} {wall.step}", wall.acts)
        return super().show(wall)

    def ballots(self, ask: d.Ballot) -> str:
        self._at(f"{ask.of} {ask.name}", ask.acts)
        return super().ballots(ask)


MOMENTS = ["needs chosen", "weights first", "weights first shown", "marks first", "grid second shown"]
NAMES = [("segment", "Ärzte & Søster"), ("company r0", "PayCo"), ("company us", LONG), ("segment", LONG)]


AT_ONCE = [("weights first", NAMES[1]), ("weights first shown", NAMES[2]), ("grid second shown", NAMES[3])]
"""In an open round, after a reveal and at the last wall, each with something else; the rest in the long run."""


@pytest.mark.parametrize(("moment", "named"), some(product(MOMENTS, NAMES), lambda *case: case in AT_ONCE))
def test_a_new_name_is_shown_from_then_on_and_the_file_keeps_the_old_one(
    moment: str, named: tuple[str, str], tmp_path: Path
) -> None:
    key, name = named
    desk = Namer((moment, key, name))
    made = day(desk)
    assert desk.said == []
    assert not desk.names
    segment = made.segments[0]
    called: dict[str, Segment | Company] = {
        "segment": segment,
        "company us": made.company,
        "company r0": segment.competitors[0],
    }
    item = called[key]
    assert item.name == name
    assert [was.text for was in item.was] == [
        {"segment": "Segment 0", "company us": "Our company", "company r0": "Rival 0"}[key]
    ]
    assert all(seal_matches(made, segment, round) for round in segment.rounds)
    assert f"was named “{name}”" in handout_text(made)
    in_order(made, tmp_path)


def test_names_given_twice_and_of_several_are_replayed_in_order(tmp_path: Path) -> None:
    desk = Namer(
        ("needs chosen", "company r0", "Ein Rivale"),
        ("weights first shown", "company r1", "Rival 0"),
        ("grid first shown", "company r0", "Rivale"),
        ("grid first shown", "need price", "Costs little"),
        ("disagreement shown", "segment", "Kliniken"),
    )
    made = day(desk)
    assert desk.said == []
    assert [was.text for was in made.segments[0].competitors[0].was] == ["Rival 0", "Ein Rivale"]
    assert made.segments[0].need("price").was[0].text == "Price"
    in_order(made, tmp_path)


def test_a_competitor_of_several_segments_is_renamed_in_all_of_them(tmp_path: Path) -> None:
    made = day(Namer(("grid first shown", "company r0", "PayCo")), session(segments=2))
    assert [segment.competitors[0].name for segment in made.segments] == ["PayCo", "PayCo"]
    in_order(made, tmp_path)


REFUSED = [
    ("company r0", "rival 1", "another company is called Rival 1"),
    ("company r0", "OUR COMPANY", "another company is called Our company"),
    ("company us", "Rival 0", "another company is called Rival 0"),
    ("segment", "segment 1", "another segment is called Segment 1"),
    ("segment", "  ", "a name is at least one word"),
    ("company gone", "X", "this name is not in use here any more"),
    ("need price", "", "a need is at least one word"),
]


def test_a_name_that_something_else_has_or_that_is_none_is_refused() -> None:
    desk = Namer(*[("weights first shown", key, name) for key, name, _said in REFUSED])
    made = day(desk, session(segments=2))
    assert not desk.names
    for told, (_key, _name, said) in zip(desk.said, REFUSED, strict=True):
        assert said in told
    segment = made.segments[0]
    assert made.company.was == segment.was == segment.competitors[0].was == []
    assert segment.need("price").was == []


def test_before_a_day_begins_a_new_name_is_the_only_one() -> None:
    memory = Memory(session())
    names = acts(Day(file=memory, desk=Rule(), now=Clock(), colour=False), "s0").names
    assert names is not None
    assert names.rename("company r0", " PayCo\t") == []
    assert (
        memory.session.segments[0].competitors[0].name,
        memory.session.segments[0].competitors[0].was,
    ) == (
        "PayCo",
        [],
    )
    assert names.rename("company r0", "PayCo") == []


def test_a_short_name_goes_with_the_name_it_belonged_to_and_comes_again_in_a_replay(tmp_path: Path) -> None:
    start = session()
    start.segments[0].competitors[0].short = "R0"
    made = day(Namer(("grid first shown", "company r0", "PayCo")), start)
    rival = made.segments[0].competitors[0]
    assert (rival.short, rival.was[0].short, rival.label) == (None, "R0", "PayCo")
    in_order(made, tmp_path)


def test_the_next_day_begins_with_the_newest_names_and_no_story_of_them() -> None:
    made = day(Namer(("grid first shown", "company r0", "PayCo"), ("grid first shown", "company us", "Acme")))
    fresh = carried(made, "old.yaml", dt.date(2027, 1, 15))
    assert (fresh.company.name, fresh.company.was) == ("Acme", [])
    assert (fresh.segments[0].competitors[0].name, fresh.segments[0].competitors[0].was) == ("PayCo", [])


def typed(
    *keys: str, start: Session | None = None, size: tuple[int, int] = (80, 24)
) -> tuple[Played, Memory, str]:
    memory = Memory(start or session())
    memory.session.segments[0].stages.touch("needs").opened = Clock()()
    here = acts(Day(file=memory, desk=Rule(), now=Clock(), colour=False), "s0")
    wall = d.Wall(
        "weights", "first shown", lambda width, height: "A screen", keys={d.NEXT: "Next"}, acts=here
    )
    played = Played(*keys, projected=True, size=size)

    def show(room: Any) -> str:
        try:
            return str(room.show(wall))
        except d.MovedOn as moved:
            return moved.word

    return played, memory, played.run(show, moves=True)


def test_one_key_lists_all_that_can_be_called_otherwise_and_takes_the_new_name() -> None:
    played, memory, word = typed("i", "\x1b[B", "\x1b[B", "\r", "\x15PayCo Süd\r")
    listed = played.seen[1]
    for line in ("the segment: Segment 0", "our company: Our company", "a competitor: Rival 1"):
        assert line in listed
    assert "what is it called now?" in played.seen[4]
    assert memory.session.segments[0].competitors[0].name == "PayCo Süd"
    assert word == d.AGAIN


def test_a_name_that_is_taken_stays_in_the_line_with_the_reason() -> None:
    played, memory, _ = typed("i", "\x1b[B", "\x1b[B", "\r", "\x15rival 1\r", "\x1b", "b", "\r")
    assert "Another company is called Rival 1" in played.seen[5]
    assert memory.session.segments[0].competitors[0].name == "Rival 0"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (72, 21)])
def test_long_names_are_listed_on_any_screen(size: tuple[int, int]) -> None:
    start = session(rivals=7)
    for n, company in enumerate(start.segments[0].competitors):
        company.name = f"{n} {LONG}"
    played, _, _ = typed("i", "\x1b", "q", start=start, size=size)
    assert "Donaudampfschifffahrts" in played.seen[1]


def test_a_renamed_day_is_read_again_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    create(path, session())
    with OpenFile(path) as opened:
        desk = Namer(("weights first shown", "segment", "Kliniken"), ("grid first shown", "company r1", "Ø"))
        assert run_day(Day(file=opened, desk=desk, now=Clock(), colour=False))
    assert load(path).segments[0].was[0].text == "Segment 0"
    assert "was: [{text: Rival 1, until:" in path.read_text(encoding="utf-8")
