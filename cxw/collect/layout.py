"""What each column of a table is for: who answers, their function, and what they answer.

Wide: a person a row and a need a column (marks: `COMPANY: NEED`, or one company for the whole table).
Long: a row an answer, with the columns person, need and points, or person, company, need and mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path
from typing import Literal, TypeAlias

from cxw.collect.cells import shortened
from cxw.collect.names import NameTable
from cxw.collect.table import Ledger, Table, TableRow
from cxw.day.spellings import folded
from cxw.model import Need, RoundName
from cxw.text.phrases import say

Of: TypeAlias = Literal["weights", "marks", "people"]

PERSON = ("person", "participant", "name", "id", "who")
FUNCTION = ("function",)
ALSO = ("also",)

_ANSWER_ROLES = {
    "weights": (("need",), ("points", "weight"), ()),
    "marks": (("need",), ("mark", "marks"), ("company", "competitor")),
}
"""The usual headings of need, value and company in a long table."""


@dataclass(frozen=True)
class Columns:
    """What the command says about a table: which columns mean what, and where its answers go."""

    of: Of
    id: str | None = None
    function: str | None = None
    also: str | None = None
    needs: Path | None = None
    columns: str | None = None
    company: str | None = None
    segment: str | None = None
    round: RoundName | None = None
    partial: bool = False
    add_company: bool = False
    """whether companies the round does not ask about are taken in, each with a column of its own"""
    ignore: tuple[str, ...] = ()
    scale: tuple[int, int] | None = None
    """the worst and the best mark; without it 0 to 10, or the scale of the file's rounds"""
    total: int | None = None
    """what each row of points adds up to; without it 100, or as many as in the file's rounds"""
    unknown: frozenset[str] = frozenset()
    """words and codes that say that somebody does not know"""
    blank: bool = False
    """whether a blank is a zero where the rest of a row makes its total"""
    sure: str | None = None
    """the column that says how sure somebody is"""
    reason: str | None = None
    """the column that says why somebody's second row is another one"""
    keep: tuple[str, ...] = ()
    """people and needs that look like a sum or a mean, and are none"""

    def ignored(self, heading: str) -> bool:
        """Whether the column is left alone."""
        globs = [*self.ignore, *chain.from_iterable(glob.split(",") for glob in self.ignore)]
        return any(fnmatchcase(folded(heading), folded(glob)) for glob in globs)

    def chosen(self, heading: str) -> bool:
        """Whether the column holds answers, as far as the command says so."""
        return self.columns is None or fnmatchcase(folded(heading), folded(self.columns))

    def bare(self, heading: str) -> str:
        """The part of a heading that the one star of the pattern stands for; else the heading."""
        before, star, after = (self.columns or "").partition("*")
        if not star or any(sign in before + after for sign in "*?["):
            return heading
        return heading[len(before) : len(heading) - len(after)] or heading


@dataclass(frozen=True)
class Known:
    """The names a table may use."""

    needs: NameTable
    companies: NameTable
    people: NameTable
    codes: Sequence[tuple[str, Need]] = ()
    observers: NameTable | None = None
    """who is in the room and is asked nothing"""

    def coded(self, text: str) -> str:
        """The need's name behind a code, or the text itself."""
        word = folded(text)
        return next((need.text for code, need in self.codes if folded(code) == word), text)

    def need(self, text: str) -> str | None:
        """The id of the need that a heading, code or cell means."""
        return self.needs.id(text) or self.needs.take(self.coded(text).replace("_", " "))


@dataclass(frozen=True)
class Wide:
    """One column of answers in a wide table."""

    index: int
    company: str
    need: str


@dataclass(frozen=True)
class Layout:
    """Where things stand; long tables have `need` and `value`, wide ones `answers`."""

    person: int
    function: int | None
    also: int | None
    answers: tuple[Wide, ...] = ()
    company: int | None = None
    need: int | None = None
    value: int | None = None
    fixed: str = ""

    @property
    def long(self) -> bool:
        """Whether each row is one answer."""
        return self.value is not None


TWICE = "the heading {name} stands here twice: answers would be mixed up"
WHICH_COMPANY = (
    "the column {name} does not say which company is marked: "
    "write COMPANY: NEED, or give --company; ignore it if it holds no marks"
)
NO_NEED_COLUMN = "the column {name} is no need that was asked about: ignore it if it may go."


def layout(sheet: Table, columns: Columns, known: Known, ledger: Ledger) -> Layout | None:
    """What each column is for; None when the person's column is missing, which is said."""
    header, heads = sheet.header, list(sheet.header.cells)
    _say_twice(heads, columns, header.line, ledger)
    person = find(heads, columns.id, PERSON)
    function, also = find(heads, columns.function, FUNCTION), find(heads, columns.also, ALSO)
    for asked, found in ((columns.id, person), (columns.function, function), (columns.also, also)):
        if asked is not None and found is None:
            ledger.say(
                header.line,
                say("there is no column {name}: the headings are {heads}", name=asked, heads=_listed(heads)),
            )
    if person is None:
        if columns.id is None:
            ledger.say(
                header.line,
                say(
                    "no column says who answers: call it `person`, or name it ({heads})", heads=_listed(heads)
                ),
            )
        return None
    rest = [i for i in sheet.used() if i not in (person, function, also) and not columns.ignored(heads[i])]
    _say_company(header.line, columns, known, ledger)
    roles = Layout(person, function, also, fixed=_fixed(columns, known))
    return _long(header, rest, columns, roles, ledger) or replace(
        roles, answers=tuple(_wide(header, rest, columns, known, ledger))
    )


def find(heads: Sequence[str], asked: str | None, usual: Iterable[str]) -> int | None:
    """The place of the heading asked for, or of the first usual one."""
    words = [*map(folded, heads)]
    for name in [asked] if asked is not None else usual:
        if folded(name) in words:
            return words.index(folded(name))
    return None


def _listed(heads: Sequence[str]) -> str:
    shown = ", ".join(shortened(head, 24) for head in heads[:8] if head)
    return shown + (", …" if len(heads) > 8 else "")


def _say_twice(heads: Sequence[str], columns: Columns, line: int, ledger: Ledger) -> None:
    words = [*map(folded, heads)]
    for place, word in enumerate(words):
        if word and word in words[:place] and not columns.ignored(word):
            ledger.say(line, say(TWICE, name=shortened(heads[place])))


def takes_in(company: str) -> str:
    """How a company that is not asked about comes in."""
    return say(
        "`a` in `cxw run` opens a column for {company}, and so does --add-company here", company=company
    )


def _fixed(columns: Columns, known: Known) -> str:
    """The company of the whole table, by id; empty when the headings name it."""
    if columns.of != "marks" or columns.company is None:
        return ""
    return known.companies.take(columns.company) or ""


def _say_company(line: int, columns: Columns, known: Known, ledger: Ledger) -> None:
    if columns.of == "marks" and columns.company is not None and not _fixed(columns, known):
        ledger.say(line, unknown_company(columns.company, known))


def unknown_company(text: str, known: Known) -> str:
    """What is said of a company the segment does not have."""
    name = shortened(text)
    said, hint = (
        say("{name} is not among the companies of this segment", name=name),
        known.companies.hint(text),
    )
    if hint:
        return f"{said}.{hint}"
    return f"{said}: {takes_in(name)}"


def _long(
    header: TableRow, rest: list[int], columns: Columns, roles: Layout, ledger: Ledger
) -> Layout | None:
    """The layout of a table with an answer a row; None for a wide one."""
    need, value, company = (_place(header, rest, usual) for usual in _ANSWER_ROLES[columns.of])
    if need is None or value is None:
        return None
    for i in rest:
        if i not in (need, value, company):
            ledger.say(header.line, stray(header.cells[i], i))
    if columns.of == "marks" and company is None and not columns.company:
        ledger.say(
            header.line, say("no column says which company is marked: call it `company`, or give --company")
        )
    return replace(roles, need=need, value=value, company=company)


def _place(header: TableRow, rest: list[int], usual: tuple[str, ...]) -> int | None:
    found = find([header.cells[i] for i in rest], None, usual)
    return None if found is None else rest[found]


def stray(heading: str, i: int) -> str:
    """What is said of a column nobody asked for."""
    if not heading:
        return say(
            "column {number} holds something and has no heading: give it one, or empty it", number=i + 1
        )
    return say("the column {name} has no use here: ignore it if it may go", name=shortened(heading))


def _wide(
    header: TableRow, rest: list[int], columns: Columns, known: Known, ledger: Ledger
) -> Iterator[Wide]:
    seen: set[tuple[str, str]] = set()
    paired = _paired([header.cells[i] for i in rest], columns)
    for i in rest:
        heading = header.cells[i]
        answer = _answer(heading, columns, known, paired) if heading and columns.chosen(heading) else None
        if answer is None:
            ledger.say(header.line, _unexpected(i, heading, columns, known))
        elif answer in seen:
            ledger.say(
                header.line, say("two columns mean {name}: leave one, or ignore it", name=shortened(heading))
            )
        else:
            seen.add(answer)
            yield Wide(i, *answer)
    if seen:
        _say_unmarked(header.line, {company for company, _ in seen}, columns, known, ledger)
    elif ledger.clear:
        ledger.say(
            header.line, say("no column holds answers: a need is a column, with its name as the heading")
        )


def _say_unmarked(line: int, marked: set[str], columns: Columns, known: Known, ledger: Ledger) -> None:
    own = _fixed(columns, known)
    if own and own not in marked:
        ledger.say(line, say("no column marks {company}: call them {company}: NEED", company=columns.company))


def _paired(headings: Sequence[str], columns: Columns) -> bool:
    """Whether the headings say COMPANY: NEED; then --company only says which of them is our own."""
    if columns.of != "marks":
        return False
    return columns.company is None or all(":" in head for head in headings if columns.chosen(head))


def _answer(heading: str, columns: Columns, known: Known, paired: bool) -> tuple[str, str] | None:
    """Company (empty for weights) and need that a heading means."""
    bare = columns.bare(heading)
    if paired:
        places = (at for at, sign in enumerate(bare) if sign == ":")
        return next(filter(None, (_pair(bare, at, known) for at in places)), None)
    need = known.needs.id(heading) or known.need(bare)
    return (_fixed(columns, known), need) if need else None


def _pair(heading: str, at: int, known: Known) -> tuple[str, str] | None:
    left, right = heading[:at].strip(), heading[at + 1 :].strip()
    if not left or not right:
        return None
    company, need = known.companies.take(left), known.need(right)
    return (company, need) if company and need else None


def _other_company(heading: str, columns: Columns, known: Known) -> str:
    """The company of a heading COMPANY: NEED that names a need we know; empty where it does not."""
    if columns.of != "marks":
        return ""
    places = (at for at, sign in enumerate(heading) if sign == ":")
    return next((heading[:at].strip() for at in places if known.needs.id(heading[at + 1 :].strip())), "")


def _unexpected(i: int, heading: str, columns: Columns, known: Known) -> str:
    if not heading or not columns.chosen(heading):
        return stray(heading, i)
    if columns.of == "marks" and not columns.company and ":" not in heading:
        return say(WHICH_COMPANY, name=shortened(heading))
    if other := _other_company(columns.bare(heading), columns, known):
        return unknown_company(other, known)
    hint = known.needs.hint(heading)
    return f"{say(NO_NEED_COLUMN, name=shortened(heading))}{hint}"
