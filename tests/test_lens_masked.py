"""While everybody sees the screen it tells nothing of what is answered through a lens: bytes, walls, handout."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

import pytest
from adversary import differences
from keyboard_asks import Played
from lens_rooms import lens_room
from often import some
from test_lenses_in_the_day import OWN_LENS, Clock, day_file, definitions

from cxw import findings
from cxw.day import lens_rounds
from cxw.keyboard import Room
from cxw.model import LensPart, LensRound, LensRow, Need, Session
from cxw.sessionfile.lens_files import read_lens
from cxw.text.phrases import phrases
from cxw.theme import DARK
from cxw.wall import ScreenView, draw, framed, pages
from cxw.wall.browser.frame import page_painted
from cxw.wall.browser.look import WallLook
from cxw.workshop import Day, Memory
from cxw.workshop.lens_ballots import LensBallot
from cxw.workshop.lens_lines import LensLines

OWN = read_lens(OWN_LENS, "own.yaml").good().lens
TEXTS_READ = [thing.text for thing in day_file().segments[0].things]
"""Customers' texts: for their reader's eyes alone."""
DOWN = "\x1b[B"
WORKED_WITH = {"price": "Price", "speed": "Paid within a week", "help": "Somebody helps"}


def asked(lens: str, part: LensPart) -> Day:
    """A day on one projected screen on which a part of a lens was just opened."""
    session = day_file([lens])
    session.language = None
    segment = session.segments[0]
    segment.needs = [Need(id=id, text=text) for id, text in WORKED_WITH.items()]
    segment.chosen = [*WORKED_WITH]
    day = Day(file=Memory(session), desk=Played(), now=Clock(), masked=True, lenses=definitions([lens]))  # type: ignore[arg-type]
    opened = dt.datetime(2026, 11, 30, 9)
    lens_rounds.open_part(session, segment, (day.lenses[0], part), opened, phrases(None))
    return day


def typed(lens: str, part: LensPart, chunks: Sequence[str]) -> tuple[list[str], object]:
    """The bytes of an ask into which this was typed, and what was kept of it."""
    day, played = asked(lens, part), Played(*chunks, projected=True)
    with pytest.raises(AssertionError, match="still asking"):
        played.run(lambda room: _ask(room, day, (lens, part)))
    assert not [text for text in TEXTS_READ if any(text in sent for sent in played.bytes)]
    return played.bytes, day.session.segments[0].lenses[0].said()


def _ask(room: Room, day: Day, part: tuple[str, LensPart]) -> str:
    if part[0] == "moments":
        return room.unknowns(LensLines(day, "all", part))
    return room.ballots(LensBallot(day, "all", part))


SAME: dict[str, tuple[str, LensPart, list[list[str]]]] = {
    "for oneself": ("ourselves", "say", [["jw 50 30 20\r", "ul 1 1 98\r"], ["jw 10 10 80\r", "ul d\r"]]),
    "guesses": ("voices", "guess", [["jw 30 40\r", "ul 1 2\r"], ["jw d d\r", "ul 99 0\r"]]),
    "readings": ("voices", "say", [["jw 111111\r", "111111\r"], ["jw d\r", "d d d d d d\r"]]),
    "picks": (OWN, "say", [["jw 1 2 3\r", "1 2 3\r", "ul 333\r", "1 1 1\r"], ["jw d\r", "d\r", "ul 1d1\r", "4 4 d\r"]]),
    "cards": ("promises", "say", [["ve: Live in a week | home\r", "Free\r"], ["ve: -\r", "d\r"]]),
    "cards without a colon": ("promises", "say", [["ve Live in a week\r", DOWN, "\r"], ["ve -\r", DOWN, "\r"]]),
    "lines": ("moments", "say", [["jw: He left us\r", "Nobody called\r"], ["jw: It was late\r", "We lost three\r"]]),
}  # fmt: skip


@pytest.mark.parametrize("what", SAME)
def test_other_answers_through_a_lens_send_the_same_bytes(what: str) -> None:
    lens, part, ways = SAME[what]
    (one, kept), (other, also) = (typed(lens, part, chunks) for chunks in ways)
    assert kept != also
    assert one == other


def told_of(session: Session, lens: str, part: LensPart) -> dict[str, str]:
    """All that stands on both walls of a part and of its lens's end, and in the room's findings."""
    found = findings.of(session)
    told = {"findings": json.dumps(findings.dump(found))}
    for step in (*(f"{part} {when}" for when in ("open", "sealed", "shown")), "findings", "sentence"):
        view = ScreenView(session.segments[0].id, "lens", f"{lens} {step}")
        made = pages(session, view, findings=found)
        for number in range(len(made)):
            bar, page = framed(session, view.at(number), made)
            told[f"{step} {number} in a browser"] = page_painted(bar, page, WallLook())
            told[f"{step} {number}"] = draw(
                session, view.at(number), width=80, height=24, theme=DARK, colour=False, findings=found
            )
    return told


def a_room(lens: str, part: LensPart, *, turned: int, shown: bool) -> Session:
    """Six people who have used every lens; of one part everybody says something else, or it is sealed yet."""
    session, other = (lens_room(people=6, needs=3, turned=one, judged=one) for one in (0, turned))
    theirs = {(one.of, one.part): one for one in other.segments[0].lenses}
    for round in session.segments[0].lenses:
        if (round.of, round.part) == (lens, part):
            said = theirs[lens, part]
            round.cards = said.cards
            # Who reads which text stands fast: of texts everybody says the next thing.
            round.answers = said.answers if lens != "voices" or part == "guess" else _next(round, turned)
            round.revealed = round.revealed if shown else None
    return session


def _next(round: LensRound, turned: int) -> dict[str, LensRow]:
    def cell(said: str) -> str:
        at = round.picks.index(said) if said in round.picks else 0
        return round.picks[(at + turned) % len(round.picks)]

    return {
        who: row if isinstance(row, str) else {key: {"said": cell(one["said"])} for key, one in row.items()}  # type: ignore[index,call-overload]
        for who, row in round.answers.items()
    }


def rooms_told(lens: str, part: LensPart, *, shown: bool) -> list[str]:
    """Where two rooms that said otherwise in one part are told apart."""
    one, other = (told_of(a_room(lens, part, turned=n, shown=shown), lens, part) for n in (0, 1))
    return differences(one, other)


PARTS = [(one.of, one.part) for one in lens_room(people=3, needs=3).segments[0].lenses]
QUICK = (
    ("voices", "guess"),
    ("voices", "say"),
    ("ourselves", "say"),
    ("promises", "judge"),
    ("moments", "judge"),
)


@pytest.mark.parametrize(("lens", "part"), some(PARTS, lambda *part: part in QUICK))
def test_nothing_of_a_part_stands_anywhere_before_its_reveal(lens: str, part: LensPart) -> None:
    assert rooms_told(lens, part, shown=False) == []


@pytest.mark.soak
def test_what_was_said_through_a_lens_stands_there_once_it_is_revealed() -> None:
    silent = {(lens, part) for lens, part in PARTS if not rooms_told(lens, part, shown=True)}
    assert silent <= {("ourselves", "say"), ("moments", "say"), ("hired", "say"), ("vision", "say")}, (
        "as lists of the room"
    )
