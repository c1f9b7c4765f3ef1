"""One customer's answers out of a row of a table; what is wrong with the row is said with its line.

What a customer did not answer is no zero: a row of points is whole, or it is `dk`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from cxw.collect.cells import TWO_WAYS, NumbersAsked, raw_number, shortened
from cxw.collect.numbers import Number, TwoReadings, decimal_sign, number_in, shown
from cxw.collect.table import Ledger, TableRow
from cxw.collect.unknown import DONT_KNOW, may_say_unknown, plain_word, says_unknown
from cxw.day.spellings import folded
from cxw.model import DK, ENDS, TOTAL, Asked, CustomerMarks, CustomerPoints, DontKnow, From, Segment
from cxw.survey.columns import AnswerColumn
from cxw.survey.heads import CANNOT, LIMESURVEY_WHO, NOT_SAID, QUALTRICS_DK, WHO_ANSWERS
from cxw.survey.phrasing import CANNOT as CANNOT_SAY
from cxw.survey.phrasing import RATHER_NOT, WHO_ARE
from cxw.text.phrases import ENGLISH, languages, phrases_asked, say
from cxw.text.saying import in_a_row

ROUNDED = Fraction(1, 100)
"""The part of the total by which a row may miss it: means and shares are rounded."""
DIGITS = 4
"""Decimals to which points and marks are kept that were given in another total or on another scale."""
MOST_WEIGHT = 1_000_000
SUM = "the points add up to {sum}: {total} are spread"
BLANK = "nothing is given for {needs}, and the others do not add up to {total}"
POINTS_AND_DK = "there are points and dk in this row: write points for each need, or dk for all of them"
NO_NUMBER = "“{text}” is no number of points from 0 to {total}"
NO_MARK = "“{text}” is no mark from {least} to {most}, nor dk"
NO_WEIGHT = "“{text}” is no survey weight: a number above 0 and up to a million"
NO_WHO = "“{text}” is none of {kinds}"
NO_ORDER = "“{text}” does not name each need once, by its id, with spaces between"
NO_COUNT = "“{text}” does not say how many customers these are: a whole number from 1"
ADDRESS_OUT = "an e-mail address or telephone number was taken out of a text here"
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)(?:\+|00|0)[\d(][\d ()/.-]{6,}\d(?!\w)")
_MANY_DIGITS = 7
"""A telephone number has so many digits at least; a price with a zero before it has fewer."""


@dataclass
class RowAnswers:
    """What one row says."""

    line: int
    points: CustomerPoints = DK
    marks: dict[str, CustomerMarks] = field(default_factory=dict)
    who: From | DontKnow = DK
    order: list[int] = field(default_factory=list)
    weight: int | float = 1
    count: int | None = None
    texts: dict[Asked, str] = field(default_factory=dict)


class RowReader:
    """Row after row of one table, whose numbers are in one total and on one scale."""

    def __init__(
        self, columns: Sequence[AnswerColumn], segment: Segment, rows: Sequence[TableRow], ledger: Ledger
    ) -> None:
        self.ledger, self.segment = ledger, segment
        self.needs = list(segment.chosen)
        self.points = {column.need: column.index for column in columns if column.holds == "points"}
        self.marks: dict[str, dict[str, int]] = {}
        for column in columns:
            if column.holds == "mark":
                self.marks.setdefault(column.company, {})[column.need] = column.index
        self.texts = {column.asked: column.index for column in columns if column.asked}
        self.single = {
            column.holds: column.index for column in columns if not column.need and not column.asked
        }
        weighed = (row.cell(self.single.get("weight")) for row in rows)
        self.weight_given = NumbersAsked("points", MOST_WEIGHT, 0, decimal_sign(weighed, MOST_WEIGHT))
        self.points_given = NumbersAsked("points", TOTAL)
        self.marks_given = NumbersAsked("marks", ENDS[1], ENDS[0])
        self.told: set[str] = set()
        """Words of which one sentence about the whole table says that they are no answers."""

    def of_another(self, row: TableRow) -> bool:
        """Whether a row says that it is of another segment."""
        said = folded(row.cell(self.single.get("segment")))
        return bool(said) and said not in (folded(self.segment.id), folded(self.segment.name))

    def cells(self, row: TableRow) -> Mapping[str, Mapping[str, str]]:
        """Company (empty for points) -> need -> text; `dk` for every way to say so that is known."""
        given = {"": self._texts_of(row, self.points, self.points_given)}
        for company, places in self.marks.items():
            given[company] = self._texts_of(row, places, self.marks_given)
        return given

    def _texts_of(self, row: TableRow, places: Mapping[str, int], given: NumbersAsked) -> dict[str, str]:
        texts = {need: row.cell(at).strip() for need, at in places.items()}
        return {need: DK if _says_dk(text, given) else text for need, text in texts.items()}

    def is_empty(self, row: TableRow) -> bool:
        """Whether nothing is answered in a row."""
        return not (any(map(row.cell, self._answered())) or self._can(row) == CANNOT)

    def _answered(self) -> Iterator[int]:
        yield from self.points.values()
        for places in self.marks.values():
            yield from places.values()
        yield from self.texts.values()

    def _can(self, row: TableRow) -> str:
        return row.cell(self.single.get("can")).strip()

    def answer(self, row: TableRow) -> RowAnswers | None:
        """What a row says; None for one without an answer. Faults are said."""
        given = self.cells(row)
        points = self._points(row, given[""])
        marks = {company: self._marks(row, given[company]) for company in self.marks}
        texts = {asked: words for asked, at in self.texts.items() if (words := self._words(row, at))}
        if points is None and not any(marks.values()) and not texts:
            return None
        return RowAnswers(
            row.line,
            points or DK,
            {company: marked or DK for company, marked in marks.items()},
            self._who(row),
            self._order(row),
            self._weight(row),
            self._count(row),
            texts,
        )

    def _points(self, row: TableRow, cells: Mapping[str, str]) -> CustomerPoints | None:
        """A whole row of points, `dk`, or None where nothing is given; faults are said and give `dk`."""
        if self._can(row) == CANNOT:
            return DK
        said = {need: cell for need, cell in cells.items() if cell}
        if DK in said.values():
            if len({*said.values()}) > 1:
                self._fault(row, say(POINTS_AND_DK))
            return DK
        if not said:
            return None
        numbers = {need: self._point(row, cell) for need, cell in said.items()}
        if any(number is None for number in numbers.values()):
            return DK
        given = {need: number for need, number in numbers.items() if number is not None}
        return self._whole_row(row, given)

    def _whole_row(self, row: TableRow, given: Mapping[str, Number]) -> CustomerPoints:
        total: Fraction = sum(map(Fraction, given.values()), Fraction(0))
        most = self.points_given.most
        if abs(total - most) <= ROUNDED * most:
            return [_plain(Fraction(given.get(need, 0)) * TOTAL / most) for need in self.needs]
        blank = [self.segment.need(need).text for need in self.needs if need not in given]
        if blank:
            self._fault(row, say(BLANK, needs=in_a_row(blank, say("and")), total=most))
        else:
            self._fault(row, say(SUM, sum=shown(total), total=most))
        return DK

    def _point(self, row: TableRow, cell: str) -> Number | None:
        fault = say(NO_NUMBER, text=shortened(cell), total=self.points_given.most)
        return self._number(row, cell, self.points_given, fault)

    def _marks(self, row: TableRow, cells: Mapping[str, str]) -> CustomerMarks | None:
        """Marks for each need of the list, `dk` where none is given; None where none of them is."""
        if not any(cells.values()):
            return None
        return [self._mark(row, cells.get(need, "")) for need in self.needs]

    def _mark(self, row: TableRow, cell: str) -> int | float | DontKnow:
        if cell in ("", DK):
            return DK
        given = self.marks_given
        fault = say(NO_MARK, text=shortened(cell), least=given.least, most=given.most)
        number = self._number(row, cell, given, fault)
        if number is None:
            return DK
        return _plain(Fraction(number - given.least) * ENDS[1] / (given.most - given.least))

    def _number(self, row: TableRow, cell: str, given: NumbersAsked, fault: str) -> Number | None:
        """The number of a cell; what is none is said, unless one sentence has told it of the whole table."""
        number = raw_number(cell, given)
        if isinstance(number, TwoReadings):
            self._fault(row, say(TWO_WAYS, text=cell))
            return None
        if number is not None and given.least <= number <= given.most:
            return number
        if plain_word(cell) not in self.told:
            self._fault(row, fault)
        return None

    def _who(self, row: TableRow) -> From | DontKnow:
        cell = row.cell(self.single.get("who")).strip()
        said = folded(cell)
        if not said or said in _RATHER_NOT or may_say_unknown(cell, self.points_given.unknown):
            return DK
        if said not in _WHO:
            self._fault(row, say(NO_WHO, text=shortened(cell), kinds=", ".join(WHO_ANSWERS)))
            return DK
        return _WHO[said]

    def _order(self, row: TableRow) -> list[int]:
        """The needs by their places; nothing for a sheet's letter, whose order the paper alone knows."""
        cell = row.cell(self.single.get("order")).strip()
        if not cell or re.fullmatch("[A-Za-z]", cell):
            return []
        named = cell.split()
        if sorted(named) != sorted(self.needs):
            self._fault(row, say(NO_ORDER, text=shortened(cell)))
            return []
        return [self.needs.index(need) + 1 for need in named]

    def _weight(self, row: TableRow) -> int | float:
        if "weight" not in self.single:
            return 1
        cell = row.cell(self.single["weight"]).strip()
        number = raw_number(cell, self.weight_given)
        if isinstance(number, TwoReadings):
            self._fault(row, say(TWO_WAYS, text=cell))
            return 1
        if number is None or not 0 < number <= MOST_WEIGHT:
            self._fault(row, say(NO_WEIGHT, text=shortened(cell)))
            return 1
        return number if isinstance(number, int) else float(number)

    def _count(self, row: TableRow) -> int | None:
        """How many customers a row of sums is of: a whole number, so that a sign in it parts thousands."""
        if "count" not in self.single:
            return None
        cell = row.cell(self.single["count"]).strip()
        number = number_in(cell)
        if isinstance(number, TwoReadings):
            number = number.thousands
        if not isinstance(number, int) or number < 1:
            self._fault(row, say(NO_COUNT, text=shortened(cell)))
            return None
        return number

    def _words(self, row: TableRow, at: int) -> str:
        """A customer's own words without addresses; nothing where they say that there is nothing to say."""
        text = row.cell(at).strip()
        if plain_word(text).rstrip(".") in NOTHING or may_say_unknown(text, self.points_given.unknown):
            return ""
        kept = without_addresses(text)
        if kept != text:
            self.ledger.say(row.line, say(ADDRESS_OUT), warning=True)
        return kept

    def _fault(self, row: TableRow, said: str) -> None:
        self.ledger.say(row.line, said)


def signs_of(texts: Iterable[str], given: NumbersAsked) -> NumbersAsked:
    """How numbers are asked, with the sign before decimals that these cells show."""
    sign = decimal_sign(texts, given.most)
    return NumbersAsked(given.of, given.most, given.least, sign, given.unknown)


def without_addresses(text: str) -> str:
    """Words without e-mail addresses and telephone numbers: `…` stands in their place."""

    def out(found: re.Match[str]) -> str:
        digits = sum(letter.isdigit() for letter in found[0])
        return "…" if "@" in found[0] or digits >= _MANY_DIGITS else found[0]

    return _ADDRESS.sub(out, text)


def _plain(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else round(float(number), DIGITS)


def _says_dk(text: str, given: NumbersAsked) -> bool:
    """Whether a cell says that somebody does not know: in our words, a tool's, or those the command tells."""
    if not text or (text.isdigit() and int(text) <= given.most and not given.unknown):
        return False
    tools = given.of == "marks" and text == str(QUALTRICS_DK) and given.most < QUALTRICS_DK
    return tools or folded(text) in _CANNOT_SAY or says_unknown(text, raw_number(text, given), given.unknown)


def _in_every_language(english: str) -> set[str]:
    return {folded(phrases_asked(language)(english)) for language in (ENGLISH, *languages())}


NOTHING = DONT_KNOW | {
    *("no", "nothing", "nope", "no other", "nothing else", "nein", "nichts", "keine", "keines", "nix"),
    *("non", "rien", "aucun", "aucune", "no hay", "nada", "ninguno", "ninguna", ""),
}
"""What people write below "What matters more?" when nothing does."""
_CANNOT_SAY = frozenset({DK, "?", *_in_every_language(CANNOT_SAY)})
_RATHER_NOT = frozenset({NOT_SAID, DK, str(len(WHO_ANSWERS) + 1), *_in_every_language(RATHER_NOT)})
_WHO: dict[str, From] = {
    **dict(zip(WHO_ANSWERS, WHO_ANSWERS, strict=True)),
    **{str(number): who for number, who in enumerate(WHO_ANSWERS, 1)},
    **{LIMESURVEY_WHO[who]: who for who in WHO_ANSWERS},
    **{words: who for who in WHO_ANSWERS for words in _in_every_language(WHO_ARE[who])},
}
"""Every way in which a table says who somebody is: our words, their numbers, codes, the question's words."""
