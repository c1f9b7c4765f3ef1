"""What the numbers of a table say as a whole, before any row is judged.

A table in another total, on another scale or with a code for not knowing would be faulty in every row, or,
worse, in none: that is one sentence with the option that says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from cxw.collect.cells import NumbersAsked, as_option, raw_number, value
from cxw.collect.numbers import Number, decimals_of, shown
from cxw.collect.slips import CellText, TableSlip, Task
from cxw.collect.stated import Stated
from cxw.collect.unknown import MAY_SAY_SO, plain_word
from cxw.model import DK, ENDS, MOST_MARK, MOST_POINTS, TOTAL
from cxw.questions import points
from cxw.text.phrases import listed_here, say

OUT_OF_TEN_FROM = 8
"""A table that has such a mark is taken as out of ten unless it says otherwise."""
ANOTHER_SCALE_FROM = 3
"""So many different marks outside the scale are rather a scale than codes."""
MOST_TOLD = 6
LONGEST_CODE = 30
ROWS_TOLD = 3
"""Of so many rows with the same fault each is told by itself."""


@dataclass
class WholeTable:
    """What is said of the whole table, and what need not be said of its cells again."""

    faults: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    """words and codes that are no answers, as `plain_word` has them"""
    blanks: bool = False
    """whether it is told of all rows that have blanks beside numbers that make the total"""
    asks: bool = False
    """whether nothing can be said of the rows before the command says in which total or scale they are"""


def cells_of(slips: Iterable[TableSlip]) -> Iterator[tuple[str, str, CellText]]:
    """Company, need and text of every cell that holds something."""
    for slip in slips:
        for company, cells in slip.cells.items():
            yield from ((company, need, cell) for need, cell in cells.items() if cell.text)


def read_whole(task: Task, slips: Mapping[str, TableSlip], stated: Stated) -> WholeTable:
    """Look at all numbers of a table at once."""
    found = WholeTable()
    _words(task, slips, found)
    if stated.of == "marks":
        _marks(task.given, slips, stated, found)
    else:
        _points(task, slips, stated, found)
    return found


# words where numbers are meant


SAYS_UNKNOWN_1 = (
    "one cell holds {words}: where that says that somebody does not know, add --dk {option}; "
    "where it says that nobody answered, empty the cell"
)
SAYS_UNKNOWN = (
    "{n} cells hold {words}: where that says that somebody does not know, add --dk {option}; "
    "where it says that nobody answered, empty these cells"
)


def _words(task: Task, slips: Mapping[str, TableSlip], found: WholeTable) -> None:
    """Words that stand where numbers do and may say that somebody does not know: known ones, and repeated."""
    words = _words_for_numbers(task, slips)
    counted: Counter[str] = Counter()
    for word, n in words.items():
        counted[plain_word(word)] += n
    likely = [
        word
        for word, n in counted.items()
        if "," not in word and (word in MAY_SAY_SO or (n > 1 and len(word) <= LONGEST_CODE))
    ][:MOST_TOLD]
    if not likely:
        return
    found.told.update(likely)
    first = {plain_word(word): word for word in reversed(words)}
    said = [first[word] for word in likely]
    n = sum(counted[word] for word in likely)
    found.faults.append(_may_say_unknown([f"“{word}”" for word in said], said, n))


def _words_for_numbers(task: Task, slips: Mapping[str, TableSlip]) -> Counter[str]:
    """How often each text stands where a number is meant and is none."""
    words: Counter[str] = Counter()
    for _, need, cell in cells_of(slips.values()):
        if need and value(cell.text, task.given)[1] and raw_number(cell.text, task.given) is None:
            words[cell.text] += 1
    return words


def _may_say_unknown(words: list[str], told: list[str], n: int) -> str:
    option = as_option(",".join(told))
    return say(SAYS_UNKNOWN_1 if n == 1 else SAYS_UNKNOWN, words=listed_here(words), n=n, option=option)


# marks


WHICH_SCALE = (
    "no mark here is above {high} and none below {low}: if that is the scale, add --scale {scale}; "
    "if these are marks out of ten, add --scale 0-10"
)
WHICH_SCALE_OR_CODE = (
    "no mark here is above {high} and none below {low}: if that is the scale, add --scale {scale}; "
    "if {code} says that somebody does not know, add --scale {without} --dk {code}; "
    "if these are marks out of ten, add --scale 0-10"
)
GO_FURTHER = (
    "the marks here go from {low} to {high}, and not from {least} to {most}: "
    "if that is the scale, add --scale {scale}"
)
OFF_THE_SCALE = "most marks here are not on the scale from {least} to {most}: they go from {low} to {high}"
CODE = (
    "{codes} is no mark from {least} to {most} and stands in {n} cells: "
    "where it says that somebody does not know, add --dk {codes}"
)


def _marks(given: NumbersAsked, slips: Mapping[str, TableSlip], stated: Stated, found: WholeTable) -> None:
    numbers = _numbers(given, slips)
    outside = [n for n in numbers if not given.least <= n <= given.most and isinstance(n, int)]
    inside = [n for n in numbers if given.least <= n <= given.most]
    if not stated.told and _goes_further(outside):
        found.asks = True
        low, high = min(numbers), max(numbers)
        scale, ends = _likely_scale(low, high), {"least": given.least, "most": given.most}
        found.faults.append(say(GO_FURTHER, low=shown(low), high=shown(high), scale=scale, **ends))
        return
    if _are_most(numbers, outside):
        found.told.update(map(str, outside))
        found.faults.append(_off_the_scale(given, numbers))
        return
    _say_codes(given, numbers, outside, found)
    if not stated.told and inside and max(inside) < OUT_OF_TEN_FROM:
        found.asks = True
        found.faults.append(_which_scale(inside, numbers))


def _are_most(numbers: Counter[Number], outside: Iterable[int]) -> bool:
    """Whether more than half of the table's numbers, and not just a few, are these."""
    off = sum(numbers[n] for n in outside)
    return off > ROWS_TOLD and 2 * off > numbers.total()


def _say_codes(
    given: NumbersAsked, numbers: Counter[Number], outside: Iterable[int], found: WholeTable
) -> None:
    """Say of each number outside the scale that stands there again and again that it may be a code."""
    for code in sorted(outside, key=lambda code: -numbers[code]):
        if numbers[code] > 1 and len(found.told) < MOST_TOLD:
            found.told.add(str(code))
            said = {"codes": code, "n": numbers[code], "least": given.least, "most": given.most}
            found.faults.append(say(CODE, **said))


def _off_the_scale(given: NumbersAsked, numbers: Iterable[Number]) -> str:
    there = [*numbers]
    low, high = shown(min(there)), shown(max(there))
    return say(OFF_THE_SCALE, low=low, high=high, least=given.least, most=given.most)


def _numbers(given: NumbersAsked, slips: Mapping[str, TableSlip]) -> Counter[Number]:
    """How often each number stands in the table; what says that somebody does not know is none."""
    found: Counter[Number] = Counter()
    for _, _, cell in cells_of(slips.values()):
        number = raw_number(cell.text, given)
        if isinstance(number, int | Fraction) and value(cell.text, given)[0] != DK:
            found[number] += 1
    return found


def _goes_further(outside: Iterable[Number]) -> bool:
    """Whether the numbers outside 0 to 10 are marks of a wider scale, or of one that goes below zero."""
    there = set(outside)
    below = [number for number in there if number < ENDS[0]]
    if not all(-MOST_MARK <= number <= MOST_MARK for number in there):
        return False
    return len(there) >= ANOTHER_SCALE_FROM or len(below) > 1


def _likely_scale(low: Number, high: Number) -> str:
    """The scale these marks may be on: of those that are usual the narrowest that holds them."""
    if low < 0:
        end = max(-low, high)
        return f"{-end}-{end}"
    least = 1 if low >= 1 and high <= ENDS[1] else 0
    top = next((usual for usual in (5, 7, 10, 20, MOST_MARK) if high <= usual), MOST_MARK)
    return f"{least}-{top}"


def _which_scale(inside: list[Number], numbers: Counter[Number]) -> str:
    low, high = min(inside), max(inside)
    said = {"low": shown(low), "high": shown(high)}
    if high == 6 and low >= 1 and numbers[6] > 1:
        return say(WHICH_SCALE_OR_CODE, **said, scale="1-6", code=6, without="1-5")
    return say(WHICH_SCALE, **said, scale=_likely_scale(low, high))


# points


ADD_UP_TO = (
    "all {n} rows add up to {here}: if that is what each person spread, add --total {here}",
    "{k} of {n} rows add up to {here}: if that is what each person spread, add --total {here}",
)
ONE_ADDS_UP_TO = "the one row adds up to {here}: if that is what each person spread, add --total {here}"
ADD_UP_OTHERWISE = (
    "all {n} rows add up to {here}, and each person spreads {total} points in this round",
    "{k} of {n} rows add up to {here}, and each person spreads {total} points in this round",
)
ADD_UP_NOT_AS_TOLD = (
    "all {n} rows add up to {here}, and not to {total}, as --total says",
    "{k} of {n} rows add up to {here}, and not to {total}, as --total says",
)
BLANKS_MAKE_IT = (
    "in {n} rows the numbers already make {total} and the rest is blank, as in that of {name}: "
    "if a blank is a zero there, add --blank 0"
)
NO_DECIMALS_HERE = (
    "there are decimals here, and each person spreads {total} whole points in this round: "
    "only of 100 can they be closed to whole points"
)
USUAL_TOTALS = frozenset({1, 10, 1000})


def _points(task: Task, slips: Mapping[str, TableSlip], stated: Stated, found: WholeTable) -> None:
    sums = [*_sums(task, slips)]
    fit = [one for one in sums if one.makes(stated.most)]
    if 2 * len(fit) < len(sums) and (other := _other_total(sums, stated.most)):
        found.asks = True
        found.faults.append(_add_up(sums, other, stated))
        return
    if stated.bound not in (None, (0, TOTAL)) and any(one.decimals for one in sums):
        found.asks = True
        found.faults.append(say(NO_DECIMALS_HERE, total=stated.most))
    blank = [one for one in fit if one.blanks]
    if len(blank) > ROWS_TOLD and not task.columns.blank:
        found.blanks = True
        found.faults.append(say(BLANKS_MAKE_IT, name=blank[0].name, n=len(blank), total=stated.most))


@dataclass(frozen=True)
class RowSum:
    """What the numbers of one row add up to."""

    name: str
    sum: Number
    numbers: int
    decimals: int
    """the fewest that a number with decimals has; 0 where all are whole"""
    blanks: bool = False

    def makes(self, total: int) -> bool:
        """Whether it is off this total by no more than rounding."""
        if self.sum == total:
            return True
        return abs(Fraction(self.sum) - total) <= furthest_off(self.numbers, self.decimals, total)


def furthest_off(numbers: int, decimals: int, total: int) -> Fraction:
    """How far rounding can move a row from its total: of decimals half of the last place for each number."""
    if not decimals:
        return Fraction(points.furthest_rounding(total))
    by_places = Fraction(numbers, 2 * pow(10, decimals))
    return min(by_places, Fraction(points.ROUNDING * total, TOTAL))


def row_sum(name: str, row: Iterable[Number], blanks: bool = False) -> RowSum:
    """The sum of a row, exactly."""
    numbers = [*row]
    parts = [number for number in numbers if not isinstance(number, int)]
    places = min(map(decimals_of, parts), default=0)
    return RowSum(name, sum(numbers), len(numbers), places, blanks)


def _sums(task: Task, slips: Mapping[str, TableSlip]) -> Iterator[RowSum]:
    """The sums of all rows that hold numbers and blanks only."""
    for slip in slips.values():
        cells = slip.cells.get("", {})
        texts = [cells[need].text if need in cells else "" for need in task.asked.get("", ())]
        numbers = [raw_number(text, task.given) for text in texts if text]
        whole = [number for number in numbers if isinstance(number, int | Fraction)]
        if whole and len(whole) == len(numbers) and DK not in {value(text, task.given)[0] for text in texts}:
            yield row_sum(slip.person.name, whole, len(texts) > len(numbers))


def _other_total(sums: list[RowSum], total: int) -> int:
    """The total that more than half of the rows add up to, where it is another one; else 0."""
    near: Counter[int] = Counter(round(one.sum) for one in sums)
    likely = sorted((n for n in near if 1 <= n <= MOST_POINTS and n != total), key=lambda n: -near[n])
    counted = {n: sum(one.makes(n) for one in sums) for n in likely[:MOST_TOLD]}
    best = max(counted, key=lambda n: (counted[n], near[n]), default=0)
    if not best or 2 * counted[best] <= len(sums):
        return 0
    return best if len(sums) > 1 or best in USUAL_TOTALS else 0


def _add_up(sums: Sequence[RowSum], here: int, stated: Stated) -> str:
    k, n = sum(one.makes(here) for one in sums), len(sums)
    said = {"k": k, "n": n, "here": here, "total": stated.most}
    if stated.bound is not None:
        return say(ADD_UP_OTHERWISE[k < n], **said)
    if stated.told:
        return say(ADD_UP_NOT_AS_TOLD[k < n], **said)
    return say(ONE_ADDS_UP_TO, here=here) if n == 1 else say(ADD_UP_TO[k < n], **said)
