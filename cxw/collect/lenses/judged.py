"""Each slip of a table of answers to a lens judged: a row as the file has it, or what is wrong with it.

A blank is no answer. Whoever leaves one is named and not taken in, for an answer is all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from cxw.collect.cells import shortened
from cxw.collect.judging import POINTS_AND_DK
from cxw.collect.lenses.asked import THE_ANSWER, AskedInLens
from cxw.collect.lenses.cells import NO_WORDS, NOT_IN_WORDS, CellRead, CellReader, numbers_asked
from cxw.collect.lenses.slips import SlipOfLens
from cxw.collect.numbers import decimal_sign
from cxw.collect.slips import CellText
from cxw.collect.table import Ledger
from cxw.collect.unknown import MAY_SAY_SO, plain_word
from cxw.day.lens_answers import row_with
from cxw.day.lens_rounds import ALSO, CARD
from cxw.model import DK, OWN, TOTAL, LensRow
from cxw.questions import points
from cxw.questions.words import plain
from cxw.text.phrases import listed_here, say

GAVE_NOTHING = "{name} gives no answer here, so nothing of {name} is taken in"
GAVE_SOME = "{name} gives no answer about {things}: an answer is all of it, so nothing of {name} is taken in"
CANNOT_BE_READ = "what stands here is no answer to this; it is private, and shown nowhere"
DO_NOT_ADD_UP = "the points do not add up to {total}; they are private, and shown nowhere"
LINES_ALONE = "{label} stands here without any words: write the words, or empty it"
FURTHER_ALONE = "{label}: left out, as {name} does not know what it is about"
BOXES_AND_DK = "{name}, {label}: some boxes say dk and others not: dk for all of it, or a tick in some"
BOXES_TWICE = "{name}, {label}: ticked in one cell, and in boxes of their own too: leave one"
NO_DK_HERE = (
    "{name}: “{text}” names nothing: write - for who has nothing, or empty the cell where nobody answered"
)

NO_LINE = ("", "-", "–", "—")
"""What stands where a card has nothing on one of its lines."""


def judged_rows(
    asked: AskedInLens, slips: Mapping[str, SlipOfLens], unknown: frozenset[str], ledger: Ledger
) -> dict[str, LensRow]:
    """Who answers -> their row as the file has it; of whom nothing is taken in, and why, is said."""
    cells = chain.from_iterable(slip.texts() for slip in slips.values())
    sign = decimal_sign((cell.text for cell in cells), TOTAL)
    numbers = numbers_asked(asked.round.shape, sign, unknown)
    reader = CellReader(asked, numbers, unknown)
    found: dict[str, LensRow] = {}
    for who, slip in slips.items():
        if slip.faulty:
            continue
        judge = _JudgeOfSlip(reader, slip, ledger)
        row = judge.whole_row()
        if row is not None and not judge.faulty:
            found[who] = row
    return found


@dataclass
class _JudgeOfSlip:
    """One slip being judged."""

    reader: CellReader
    slip: SlipOfLens
    ledger: Ledger
    faulty: bool = False

    @property
    def asked(self) -> AskedInLens:
        return self.reader.asked

    @property
    def name(self) -> str:
        return self.asked.who_label(self.slip.who)

    def whole_row(self) -> LensRow | None:
        """The row; None where it is faulty or not whole, which is said."""
        if not self.slip.texts():
            self._remark(self.slip.line, say(GAVE_NOTHING, name=self.name))
            return None
        if self.asked.gathers:
            return self._named()
        parts = self._parts()
        row: LensRow | None = None
        for part, value in parts.items() if parts else ():
            row = row_with(self.asked.round, row, part, value)
        return row

    def _parts(self) -> dict[str, Any] | None:
        """The answer as the parts of a ballot."""
        shape = self.asked.round.shape
        if shape == "words":
            cards = self._whole({thing: self._card(thing) for thing in self._things()})
            return None if cards is None else {CARD + thing: card for thing, card in cards.items()}
        if shape == "ticks":
            ticks = self._whole({thing: self._ticked(thing) for thing in self._things()})
            return None if ticks is None else {shape: ticks}
        if shape == "pick":
            return self._picked()
        return self._numbered()

    def _things(self) -> list[str]:
        return self.asked.asked_of(self.slip.who)

    def _cell(self, thing: str, field: str = THE_ANSWER) -> CellText:
        return self.slip.cells.get((field, thing), CellText("", self.slip.line))

    # what is said

    def _remark(self, line: int, text: str) -> None:
        self.ledger.say(line, text, warning=True)

    def _fault(self, line: int, text: str) -> None:
        self.faulty = True
        self.ledger.say(line, text)

    def _read(self, thing: str, field: str, cell: CellText, read: CellRead) -> Any:
        """What a cell says; what is wrong with it is said, of what is private without its words."""
        found, why = read
        if why:
            label = self.asked.label(thing, field)
            said = say(CANNOT_BE_READ) if self.asked.round.private else why
            self._fault(cell.line, f"{self.name}, {label}: {said}")
        return found

    def _whole(self, answers: dict[str, Any]) -> dict[str, Any] | None:
        """The answers where there is one about each thing; else who gives none to what is said."""
        if self.faulty:
            return None
        blank = [thing for thing, answer in answers.items() if answer is None]
        if not blank:
            return answers
        self._say_some(self.asked.thing_label(thing) for thing in blank)
        return None

    def _say_some(self, labels: Iterable[str]) -> None:
        self._remark(self.slip.line, say(GAVE_SOME, name=self.name, things=listed_here([*labels])))

    # numbers

    def _numbered(self) -> dict[str, Any] | None:
        shape = self.asked.round.shape
        cells = {thing: self._cell(thing) for thing in self._things()}
        read = {
            thing: self._read(thing, THE_ANSWER, cell, self.reader.number(cell.text))
            for thing, cell in cells.items()
        }
        if shape != "points":
            row = self._whole(read)
            return None if row is None else {shape: {OWN: row}}
        if DK in read.values() and not self.faulty:
            return self._all_unknown(read)
        row = self._whole(read)
        return {shape: row} if row is not None and self._adds_up(row) else None

    def _all_unknown(self, read: Mapping[str, Any]) -> dict[str, Any] | None:
        """A row of points is points for each thing, or not known as a whole."""
        if any(number not in (None, DK) for number in read.values()):
            self._fault(self.slip.line, say(POINTS_AND_DK, name=self.name))
            return None
        return {self.asked.round.shape: DK}

    def _adds_up(self, row: Mapping[str, int]) -> bool:
        off = points.off(sum(row.values()))
        if off:
            hidden = say(DO_NOT_ADD_UP, total=TOTAL)
            self._fault(self.slip.line, f"{self.name}: {hidden if self.asked.round.private else off}")
        return not off

    # picks

    def _picked(self) -> dict[str, Any] | None:
        picks = {thing: self._pick(thing, THE_ANSWER) for thing in self._things()}
        further = {word: self._further(word) for word in self.asked.round.also}
        if self.faulty:
            return None
        for word, said in further.items():
            self._say_needless(word, said, picks)
        if lacking := [*self._lacking(picks, further)]:
            self._say_some(lacking)
            return None
        also = {ALSO + word: _or_unknown(said) for word, said in further.items()}
        return {self.asked.round.shape: picks, **also}

    def _lacking(self, picks: Mapping[str, Any], further: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
        """What is not answered: behind a don't-know nothing further need be."""
        for thing, pick in picks.items():
            if pick is None:
                yield self.asked.thing_label(thing)
        for word, said in further.items():
            for thing in [one for one, value in said.items() if value is None]:
                if picks[thing] not in (None, DK):
                    yield self.asked.label(thing, word)

    def _further(self, word: str) -> dict[str, Any]:
        return {thing: self._pick(thing, word) for thing in self._things()}

    def _pick(self, thing: str, field: str) -> Any:
        cell = self._cell(thing, field)
        return self._read(thing, field, cell, self.reader.pick(cell.text, field))

    def _say_needless(self, word: str, said: Mapping[str, Any], picks: Mapping[str, Any]) -> None:
        """Say of what stands behind a don't-know that it is left out."""
        for thing, further in said.items():
            if picks[thing] == DK and further not in (None, DK):
                label = self.asked.label(thing, word)
                self._remark(self._cell(thing, word).line, say(FURTHER_ALONE, label=label, name=self.name))

    # ticks

    def _ticked(self, thing: str) -> Any:
        """What is ticked of a thing: in one cell, or in a box for each choice."""
        cell, boxes = self._cell(thing), self._boxes(thing)
        given = {key: box for key, box in boxes.items() if box is not None}
        label = self.asked.thing_label(thing)
        if cell.text and given:
            self._fault(self.slip.line, say(BOXES_TWICE, name=self.name, label=label))
        if not given:
            return self._read(thing, THE_ANSWER, cell, self.reader.ticks(cell.text))
        ticked = [key for key, box in given.items() if box is True]
        if DK not in given.values():
            return self.reader.in_order(ticked)
        if ticked:
            self._fault(self.slip.line, say(BOXES_AND_DK, name=self.name, label=label))
        return DK

    def _boxes(self, thing: str) -> dict[str, Any]:
        found = dict[str, Any]()
        for key in self.asked.round.picks:
            cell = self.slip.cells.get((key, thing))
            if cell is not None:
                found[key] = self._read(thing, key, cell, self.reader.box(cell.text, key))
        return found

    # words

    def _card(self, thing: str) -> Any:
        """The card about a thing: its words, and the lines beside them."""
        cell = self._cell(thing)
        cells = {key: self._cell(thing, key) for key in self.asked.round.lines}
        lines = {key: one.text for key, one in cells.items() if one.text not in NO_LINE}
        typed = not any((key, thing) in self.slip.cells for key in self.asked.round.lines)
        card = self._read(thing, THE_ANSWER, cell, self.reader.card(cell.text, lines, typed=typed))
        for key in lines if not isinstance(card, dict) and not self.faulty else ():
            label = self.asked.label(thing, key)
            self._fault(cells[key].line, f"{self.name}: {say(LINES_ALONE, label=label)}")
        return card

    def _named(self) -> LensRow | None:
        """The lines by which somebody names things; none where they say that they have none."""
        found = list[str]()
        for cell in self.slip.lines:
            word = plain_word(cell.text)
            if not cell.text or word in NO_WORDS:
                continue
            if word in MAY_SAY_SO:
                self._fault(cell.line, f"{self.name}: {say(NOT_IN_WORDS, text=shortened(cell.text))}")
            elif self.reader.says_dk(cell.text):
                self._fault(cell.line, say(NO_DK_HERE, name=self.name, text=shortened(cell.text)))
            elif words := plain(cell.text):
                found.append(words)
        return {OWN: list(dict.fromkeys(found))}


def _or_unknown(said: Mapping[str, Any]) -> dict[str, Any]:
    return {thing: one or DK for thing, one in said.items()}
