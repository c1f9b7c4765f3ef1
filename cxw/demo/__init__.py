"""Plays the essay's room: types its answers into the real widgets, at reading speed, on the real screens.

Without a terminal the same day is played on a virtual screen, and each screen is handed on as text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import get_args

from cxw.day import desk as d
from cxw.day.promised import said_yes
from cxw.demo.typed import TypedAnswers
from cxw.handout import write_handout
from cxw.keyboard import Room, Typist, virtual
from cxw.keyboard.typist import DOWN, END, ENTER, HOME, RIGHT, UP, Keys, filled_form
from cxw.model import Evidence, Kind, Need, PersonId, Segment, Session
from cxw.replay.replaying import emptied
from cxw.sessionfile import OpenFile, create, load
from cxw.shipped import folder
from cxw.theme import Theme
from cxw.wall.follow import keep_view
from cxw.workshop import Day, run_day

ROOM = "essay.yaml"
SIZE = (100, 30)
KEY, SLIP, SCREEN, WORD = 0.02, 0.6, 2.5, 0.09
"""Seconds: between two keys, before a slip, before leaving a screen, and for each word on it."""
ON_THE_LAPTOP = 2
PATIENT = 3
"""After so many slips of a round the rest is typed without pauses: the point is made."""

Screen = Callable[[str], object]
Watched = Callable[[Day, Path], None]


def play(  # noqa: PLR0913 -- where, how fast, how it looks, and who watches
    to: Path,
    *,
    pace: float,
    theme: Theme,
    now: Callable[[], dt.datetime],
    screen: Screen | None,
    watched: Watched = lambda day, file: None,
) -> list[Path]:
    """Play the day into a new folder and write its handouts; the files made, the session first.

    `pace` 1 is reading speed, 2 twice as fast, 0 without pauses; with `screen` the day is played on a
    virtual screen, whose pictures are handed to it as text. `watched` is told of the day before it begins.
    """
    place = _free(to)
    place.mkdir(parents=True)
    archive = load(folder("workshops") / ROOM)
    file = place / ROOM
    create(file, emptied(archive))
    player = Player(archive, pace, screen)
    with ExitStack() as stack:
        opened = stack.enter_context(OpenFile(file))
        ends = stack.enter_context(virtual(*SIZE, lambda codes: None)) if screen else (None, None)
        typist = Typist(player.keys, player.pause)
        room = Room(
            projected=False, theme=theme, input=ends[0], output=ends[1], today=archive.date, typist=typist
        )
        player.room = stack.enter_context(room)
        day = Day(
            file=opened,
            desk=player,
            now=now,
            theme=theme,
            colour=screen is None,
            point=lambda view: keep_view(file, view),
        )
        watched(day, file)
        run_day(day)
        finished = opened.session
    return [file, *write_handout(finished, folder=place)]


def _free(to: Path) -> Path:
    """The folder, or the first free one with a number: an earlier demo is never written over."""
    number, place = 2, to
    while place.exists():
        place, number = to.with_name(f"{to.name}-{number}"), number + 1
    return place


@dataclass
class Player:
    """A desk that hands every ask to the room's keyboard and types what the archive's people answered."""

    archive: Session
    pace: float
    screen: Screen | None = None
    room: Room | None = None
    script: Iterator[Keys] = field(default_factory=lambda: iter(()))
    now_showing: str = ""
    _wait: float = 0.0
    _hurry: bool = False
    _quiet: bool = False

    def keys(self, shown: str) -> Keys:
        """What is typed at the screen that has just been drawn."""
        self.now_showing = shown
        if self.screen is not None and not self._quiet:
            self.screen(shown.rstrip() + "\n")
        self._wait = SLIP
        return next(self.script, [])

    def pause(self, key: str) -> float:
        """Seconds before a key is pressed."""
        if not self.pace or self._hurry:
            return 0.0
        wait, self._wait = self._wait or KEY, 0.0
        return wait / self.pace

    def _on(self) -> Room:
        assert self.room is not None, "the player sits down at a room's keyboard first"
        return self.room

    def _segment(self, acts: d.Acts | None) -> Segment:
        assert acts is not None
        return self.archive.segment(acts.segment)

    def show(self, wall: d.Wall) -> str:
        """Read a screen, then go on as the archive's room did."""
        return self._typing(self._looking(wall), lambda: self._on().show(wall))

    def _looking(self, wall: d.Wall) -> Iterator[Keys]:
        self._wait = SCREEN + WORD * len(self.now_showing.split())
        second = d.SECOND in wall.keys and wall.last and self._had_second(wall)
        keys: Keys = ["2"] if second else [ENTER]
        yield ["r", ENTER] if d.REVEAL in wall.keys else keys
        if d.SECOND in wall.keys and wall.last and not second:
            yield [ENTER]

    def _had_second(self, wall: d.Wall) -> bool:
        of = "weights" if wall.stage == "weights" else "marks"
        return any(round.of == of and round.name == "second" for round in self._segment(wall.acts).rounds)

    def _typing(self, script: Iterator[Keys], ask: Callable[[], str]) -> str:
        """Let the room ask while the script is typed; an ask inside it takes over until it is over."""
        before, self.script = self.script, script
        try:
            return ask()
        finally:
            self.script, self._hurry, self._quiet = before, False, False

    def proposals(self, ask: d.Proposals) -> str:
        """Type the room's needs, a line each."""
        return self._typing(self._needs(self._segment(ask.acts)), lambda: self._on().proposals(ask))

    def _needs(self, segment: Segment) -> Iterator[Keys]:
        for number, line in enumerate(chain.from_iterable(map(_lines, segment.needs))):
            self._quiet = number > 0
            yield [*line, ENTER]
        self._quiet = False
        yield [ENTER]
        yield [ENTER]

    def board(self, ask: d.Board) -> str:
        """Merge what the room merged, vote, and choose what it voted for."""
        return self._typing(self._boarding(ask, self._segment(ask.acts)), lambda: self._on().board(ask))

    def _boarding(self, ask: d.Board, segment: Segment) -> Iterator[Keys]:
        asked: set[tuple[str, str]] = set()
        while pair := next((pair for pair in ask.twins() if pair not in asked), None):
            asked.add(pair)
            words = {line.id: line.text for line in ask.lines()}
            yield [ENTER] if _same(segment, words[pair[0]], words[pair[1]]) else ["n"]
        for need in segment.needs:
            for other in _lines(need)[1:]:
                yield from self._merge(ask, need.text, other.rsplit(" x", 1)[0])
        yield ["b"]
        yield [ENTER]
        yield [ENTER]

    def _merge(self, ask: d.Board, into: str, other: str) -> Iterator[Keys]:
        texts = [line.text for line in ask.lines()]
        if into in texts and other in texts and into != other:
            yield [HOME, *[DOWN] * texts.index(into), "m", HOME, *[DOWN] * texts.index(other), " ", ENTER]

    def ballots(self, ask: d.Ballot) -> str:
        """Type slip after slip, clear the last, close; one person takes the laptop for the points."""
        answers = TypedAnswers(self.archive, self._segment(ask.acts), ask)
        return self._typing(self._slips(ask, answers), lambda: self._on().ballots(ask))

    def _slips(self, ask: d.Ballot, answers: TypedAnswers) -> Iterator[Keys]:
        for number, person in enumerate(list(ask.waiting())):
            self._hurry, self._quiet = number >= PATIENT, number > 0
            if ask.opening and number == ON_THE_LAPTOP:
                yield from self._laptop(answers, person)
            else:
                yield from _slip(answers, person)
        self._hurry = self._quiet = False
        yield [ENTER]
        yield [ENTER]

    def _laptop(self, answers: TypedAnswers, person: PersonId) -> Iterator[Keys]:
        self._quiet = False
        yield [*f"{person} laptop", ENTER]
        yield [ENTER]
        points = (answers.next(person) or "").split()
        yield [*chain.from_iterable((*number, DOWN) for number in points), ENTER]
        while (row := answers.next(person)) is not None:
            yield [*row, ENTER]

    def correct(self, slips: Sequence[d.Ballot]) -> str:
        """Nobody slips in the demo."""
        return d.DONE

    def competitors(self, ask: d.Competitors) -> str:
        """They were named at the set-up: go on."""
        return self._typing(iter([[ENTER]]), lambda: self._on().competitors(ask))

    def look(self, ask: d.Look) -> str:
        """Bring the evidence there is, and leave the rest an assumption."""
        return self._typing(self._looks(ask), lambda: self._on().look(ask))

    def _looks(self, ask: d.Look) -> Iterator[Keys]:
        for number, name in enumerate([claim.name for claim in ask.claims()]):
            self._quiet = number >= PATIENT
            row = [claim.name for claim in ask.claims()].index(name)
            items = [item for item in self.archive.evidence if name in item.supports]
            for item in items:
                yield [HOME, *[DOWN] * row]
                yield from self._bring(ask, item)
            if not items:
                yield [HOME, *[DOWN] * row, "a"]
        self._quiet = False
        yield [END, ENTER]

    def _bring(self, ask: d.Look, item: Evidence) -> Iterator[Keys]:
        known = [one.source for one in ask.evidence.items()]
        if item.source in known:
            yield [ENTER]
            yield [HOME, *[DOWN] * known.index(item.source), "s"]
            yield ["b"]
            return
        yield ["i"]
        kind = [RIGHT] * (get_args(Kind).index(item.kind) + 1)
        quote = " ".join((item.quote or "").split())
        yield filled_form([], kind, item.source, item.date, item.customers, item.seen, quote, [])

    def unknowns(self, ask: d.Unknowns) -> str:
        """Type what the room did not know."""
        lines = [[*unknown.text, ENTER] for unknown in self._segment(ask.acts).unknowns]
        return self._typing(iter([*lines, [ENTER], [ENTER]]), lambda: self._on().unknowns(ask))

    def promises(self, ask: d.Promises) -> str:
        """Type the promises of the room."""
        return self._typing(self._promised(self._segment(ask.acts)), lambda: self._on().promises(ask))

    def _promised(self, segment: Segment) -> Iterator[Keys]:
        for card in segment.research:
            rows = [n for n, unknown in enumerate(segment.unknowns) if unknown.research == card.id]
            yield [HOME, *[DOWN] * rows[0], ENTER] if rows else ["c"]
            yield filled_form(
                card.question, card.believe, card.wrong_if, card.ask, card.how_many, card.owner, card.due
            )
            if said_yes(self.archive, card):
                yield [END, UP, "y"]
        yield [END, ENTER]

    def decisions(self, ask: d.Decisions) -> str:
        """Type what the room does anyway."""
        lines = self._segment(ask.acts).decided
        typed = chain.from_iterable((["c"], filled_form(x.text, x.owner, x.date)) for x in lines)
        return self._typing(chain(typed, [[END, ENTER]]), lambda: self._on().decisions(ask))

    def tell(self, text: str) -> None:
        """Said on the room's screen."""
        self._on().tell(text)

    def trouble(self, text: str, ways: Mapping[str, str]) -> str:
        """Somebody at the terminal has to choose."""
        return self._on().trouble(text, ways)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        """Nobody moves about in a demo."""
        return ""

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        """The default is kept."""
        self.script = iter([[ENTER]])
        return self._on().line(prompt, default, title)


def _lines(need: Need) -> list[str]:
    """The slips of a need as a facilitator types them, its own words first, equal ones with their number."""
    words = [*chain.from_iterable(need.proposed.values())]
    words += [need.text] * max(0, need.slips - len(need.proposed))
    return [
        word if words.count(word) < 2 else f"{word} x{words.count(word)}"
        for word in dict.fromkeys([need.text, *words])
    ]


def _same(segment: Segment, one: str, other: str) -> bool:
    """Whether the room made one need of these two wordings."""
    said = ({need.text}.union(*need.proposed.values()) for need in segment.needs)
    return any({one, other} <= words for words in said)


def _slip(answers: TypedAnswers, person: PersonId) -> Iterator[Keys]:
    row = answers.next(person)
    yield [*f"{person} {row}", ENTER]
    while (row := answers.next(person)) is not None:
        yield [*row, ENTER]
