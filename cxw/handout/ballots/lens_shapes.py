"""What is written on a slip of a lens, by the shape of its answer: the same for every lens.

What is typed at the desk can be read off a slip from the top down: things in the order in which they are
asked, choices by their numbers. What is not there yet when slips are printed has a numbered line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from cxw.day import record
from cxw.day.lens_rounds import NONE, asked_picks, asked_things, functions_here, newest_part
from cxw.day.lenses import UNKNOWN, WE_DO_NOT_KNOW, in_language
from cxw.handout.ballots.first_questions import Part
from cxw.model import (
    ENDS,
    GATHERED,
    TOTAL,
    Choices,
    LensDefinition,
    LensDetail,
    LensPart,
    LensQuestion,
    LensRound,
    LensShape,
    Segment,
    Session,
)
from cxw.text.phrases import Phrases

QUOTED = 1200
"""Letters of a text from which on it may run over the end of a page."""
BLANK_ROWS, BLANK_CHOICES = 8, 12
"""Numbered lines for needs or functions, and numbers of choices, that are not known yet."""
LINES, GATHERED_LINES, ROOM = 2, 6, 2.1
"""Lines to write on: about one thing; where things are gathered; how far apart, in letters."""
PERCENT = (0, 100)
CIRCLE = "Circle one for each: its number, or d where you do not know. Nobody has to know."
BOXES = "A whole number from {low} to {high} in every box; d where you do not know. Nobody has to know."
ON_THE_WALL = "The numbers are those on the wall."
WITHOUT_CARD = "A department without a card is left out."
NOTHING_HEARD = "nothing (-)"
NONE_OF_THESE = "none of these"


@dataclass(frozen=True)
class AskedOnPaper:
    """One part of a lens as a segment is asked it."""

    session: Session
    segment: Segment
    lens: LensDefinition
    part: LensPart
    question: LensQuestion
    say: Phrases
    only: tuple[str, ...] = ()
    """the texts that one reader is given, where a sheet is theirs"""

    @property
    def round(self) -> LensRound | None:
        """The part as it was asked last; None where it was not asked yet."""
        return newest_part(self.segment, self.lens.lens, self.part)

    @property
    def things(self) -> list[str]:
        """What an answer has an entry for, as it was asked or will be; none where that is not known yet."""
        if self.only:
            return list(self.only)
        if self.round is not None:
            return list(self.round.about)
        if self._by_points() and record.weights(self.segment) is None:
            return []
        if self.by_cards:
            return functions_here(self.session, self.segment)
        return asked_things(self.session, self.segment, self.lens, self.part)

    def _by_points(self) -> bool:
        """Whether it asks about the needs with most points of points that are shown by then."""
        needs = self.question.of if self.question.shape == "percent" else self.lens.about
        return needs == "needs" and self.lens.after in ("weights", "grid")

    @property
    def by_cards(self) -> bool:
        """Whether it asks about functions before their cards are in: those without one are left out."""
        if self.part != "judge" or self.lens.about != "functions" or self.question.shape == "percent":
            return False
        cards = newest_part(self.segment, self.lens.lens, "say")
        return self.round is None and (cards is None or cards.closed is None)

    @property
    def named_here(self) -> bool:
        """Whether things are named in this part, so that it asks about nothing that was there."""
        return self.part == "say" and self.lens.about in ("functions", *GATHERED)

    @property
    def rows(self) -> list[Part]:
        """The things as they stand on the slip, each with its number; numbered lines where none are known."""
        texts = [self.text(thing) for thing in self.things]
        if not texts:
            most = self.lens.most
            texts = [""] * (most if self.lens.about in GATHERED else min(most, BLANK_ROWS))
        marks = [""] * len(texts) if self.by_cards and self.things else map(str, range(1, len(texts) + 1))
        return [{"mark": mark, "text": text} for mark, text in zip(marks, texts, strict=True)]

    def text(self, key: str) -> str:
        """A need, a thing, a function or a short word, as people read it."""
        of = self.question.of
        if isinstance(of, dict) and key in of:
            return in_language(of[key], self.say)
        opened = self.round.opened if self.round is not None else None
        words = {need.id: need.words_at(opened) for need in self.segment.needs}
        words |= {thing.id: thing.text for thing in self.segment.things}
        return words.get(key, key)

    def choices(self, question: LensQuestion | LensDetail) -> list[Part]:
        """What can be circled or ticked, each with its number; numbers alone where none are known yet."""
        picks = self.picks(question)
        if not picks:
            numbers = [{"mark": str(number), "text": ""} for number in range(1, BLANK_CHOICES + 1)]
            none = [{"mark": "", "text": self.say(NONE_OF_THESE)}] if question.of == "needs" else []
            return [*numbers, *none]
        return [{"mark": str(n), "text": self._choice(pick, question.of)} for n, pick in enumerate(picks, 1)]

    def picks(self, question: LensQuestion | LensDetail) -> list[str]:
        """What can be picked, as it was asked or will be; none where that is not known yet."""
        if self.round is not None and (asked := _asked_then(self.round, question)):
            return asked
        if question.of == "needs" and not self.segment.chosen:
            return []
        return asked_picks(self.session, self.segment, question)

    @property
    def unknown(self) -> str:
        """How whoever does not know says so."""
        if self.question.dk is not None:
            return in_language(self.question.dk, self.say)
        return self.say(WE_DO_NOT_KNOW if self.question.by == "function" else UNKNOWN)

    def _choice(self, pick: str, of: str | Choices | None) -> str:
        if isinstance(of, dict) and pick in of:
            return in_language(of[pick], self.say)
        if of == "needs" and pick == NONE:
            return self.say(NONE_OF_THESE)
        labels = {need.id: need.label for need in self.segment.needs}
        return labels.get(pick, pick)

    @property
    def quotes(self) -> bool:
        """Whether the things are customers' texts."""
        return self.lens.about == "voices" and self.question.shape != "percent"


def _asked_then(round: LensRound, question: LensQuestion | LensDetail) -> list[str]:
    """What could be picked when it was asked; nothing where the definition was another one then."""
    if isinstance(question, LensDetail):
        return round.also.get(question.pick, [])
    return round.picks


def _points(asked: AskedOnPaper) -> list[Part]:
    together = {"sum": asked.say("Together exactly"), "total": str(TOTAL)}
    rows = {"k": "rows", "items": _lettered(asked), **together}
    return [*_as_on_the_wall(asked), rows, {"k": "tick", "text": asked.unknown}]


def _marks(asked: AskedOnPaper) -> list[Part]:
    return [*_as_on_the_wall(asked), *_fields(asked, ENDS, "")]


def _percent(asked: AskedOnPaper) -> list[Part]:
    return [*_as_on_the_wall(asked), *_fields(asked, PERCENT, asked.say("of 100"))]


def _fields(asked: AskedOnPaper, ends: tuple[int, int], unit: str) -> list[Part]:
    """A box for a number behind each thing."""
    low, high = ends
    said = {"k": "say", "text": asked.say(BOXES, low=low, high=high)}
    return [said, {"k": "fields", "items": _lettered(asked), "unit": unit}]


def _lettered(asked: AskedOnPaper) -> list[Part]:
    """Things before boxes for numbers: by letters, so that no number stands beside another."""
    rows = asked.rows
    if len(rows) > len(ascii_uppercase) or any(row["text"] == "" for row in rows):
        return rows
    if asked.question.shape == "percent":
        return [{**row, "mark": ""} for row in rows]
    return [{**row, "mark": letter} for row, letter in zip(rows, ascii_uppercase, strict=False)]


def _picks(asked: AskedOnPaper) -> list[Part]:
    """For each thing its choices to circle, and behind them those of the further pick."""
    say, question = asked.say, asked.question
    unknown = {"mark": "d", "text": asked.unknown}
    below = list[Part]([{"k": "circles", "items": [*asked.choices(question), unknown]}])
    if question.also is not None:
        further = [*asked.choices(question.also), {"mark": "d", "text": say(UNKNOWN)}]
        below += [
            {"k": "say", "text": in_language(question.also.ask, say)},
            {"k": "circles", "items": further},
        ]
    said = {"k": "say", "text": say(CIRCLE)}
    return [said, *_as_on_the_wall(asked), *_each(asked, below)]


def _ticks(asked: AskedOnPaper) -> list[Part]:
    """For each thing a box before each choice, with the number by which it is typed."""
    others = [{"mark": "d", "text": asked.unknown}]
    if asked.question.of != "needs":
        others.insert(0, {"mark": "-", "text": asked.say(NONE_OF_THESE)})
    boxes = {"k": "boxes", "items": [*asked.choices(asked.question), *others]}
    return [*_as_on_the_wall(asked), *_each(asked, [boxes])]


def _words(asked: AskedOnPaper) -> list[Part]:
    """Lines for own words, once or for each thing, and the further lines below."""
    if asked.named_here:
        return _own_words(asked)
    return [*_as_on_the_wall(asked), *_each(asked, _card(asked, LINES))]


def _own_words(asked: AskedOnPaper) -> list[Part]:
    """Words about nothing that was there: where things are gathered, what is typed line by line."""
    if asked.lens.about in GATHERED and not asked.question.and_:
        lines = {"k": "lines", "count": GATHERED_LINES, "room": ROOM}
        return [lines, {"k": "choices", "items": [asked.unknown]}]
    return _card(asked, LINES)


def _card(asked: AskedOnPaper, lines: int) -> list[Part]:
    say = asked.say
    further = [{"k": "line", "text": in_language(line, say)} for line in asked.question.and_.values()]
    return [
        {"k": "lines", "count": lines, "room": ROOM},
        {"k": "choices", "items": [say(NOTHING_HEARD), f"{asked.unknown} (d)"]},
        *further,
    ]


def _each(asked: AskedOnPaper, below: Sequence[Part]) -> list[Part]:
    """A block for each thing: its number and words, and what is answered about it."""
    return [
        {
            "k": "thing",
            **row,
            "quote": asked.quotes,
            "breaks": len(row["text"]) > QUOTED,
            "parts": list(below),
        }
        for row in asked.rows
    ]


def _as_on_the_wall(asked: AskedOnPaper) -> list[Part]:
    """What was not known when slips were printed: words for numbers, or which functions have a card."""
    said = [WITHOUT_CARD] if asked.by_cards and asked.things else []
    question = asked.question
    picking: list[LensQuestion | LensDetail] = [question] if question.shape in ("pick", "ticks") else []
    if question.also is not None:
        picking.append(question.also)
    known = [asked.things, *map(asked.picks, picking)]
    said += [] if all(known) else [ON_THE_WALL]
    return [{"k": "say", "text": asked.say(one)} for one in said]


WRITTEN: Mapping[LensShape, Callable[[AskedOnPaper], list[Part]]] = {
    "words": _words,
    "points": _points,
    "marks": _marks,
    "percent": _percent,
    "pick": _picks,
    "ticks": _ticks,
}
"""How each shape of answer is written on paper."""
