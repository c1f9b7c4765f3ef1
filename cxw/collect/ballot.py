"""What stands beside the answers of a ballot: the round, the segment, how sure people are, what moved them.

A column is taken for one of these where the command names it, or where it is called so and holds nothing
else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain

from cxw.collect.cells import shortened
from cxw.collect.layout import Columns, find_head, heads_listed
from cxw.collect.names import NameTable
from cxw.collect.numbers import number_in
from cxw.collect.table import Head, Ledger, Table, TableRow
from cxw.collect.unknown import may_say_unknown, says_unknown
from cxw.collect.wordlists import REASON, ROUND, SEGMENT, SURE, letters
from cxw.model import DK, Percent, Reason, RoundName, Segment, Session, ids_of
from cxw.questions.pick import REASONS
from cxw.text.phrases import phrases_asked, say
from cxw.text.spoken import say_many

_FIRST = ("1", "first", "1st", "erste", "erster", "premier", "premiere", "primera", "primero", "i")
_SECOND = (
    "2",
    "second",
    "2nd",
    "zweite",
    "zweiter",
    "deuxieme",
    "second",
    "seconde",
    "segunda",
    "segundo",
    "ii",
)
_ROUNDS: Mapping[str, RoundName] = {
    **dict.fromkeys(_FIRST, "first"),
    **dict.fromkeys(_SECOND, "second"),
}


@dataclass(frozen=True)
class BesideAnswers:
    """The columns beside the answers, by their places."""

    sure: int | None = None
    reason: int | None = None


@dataclass(frozen=True)
class TablePart:
    """The rows of a table that go into one round of one segment."""

    columns: Columns
    table: Table


NO_COLUMN = "there is no column {name}: the headings are {heads}"
SURE_BESIDE_MARKS = "how sure people are is asked with the points: take that column with --of weights"
BESIDE_TAKEN = "{what}: taken from the column {name}"
HOW_SURE, WHY = "how sure people are", "what moved people"
WHICH_ROUND, WHICH_SEGMENT = "the round of each row", "the segment of each row"
NO_ROUND = "no round is named here: write first or second, or take the row out"
NOBODYS_SEGMENT = "no segment is named here: name it, or take the row out"
BOTH_ROUNDS = (
    "this table holds both rounds, and a session takes one at a time: add --round first, "
    "and after its reveal --round second"
)
OTHER_ROUND = "the command says --round {round}, and no row of this table is of that round"
OTHER_SEGMENT = "no row of this table is about {segment}"
LEFT_FOR = (
    "1 row is about another round or segment, and is left for its own command",
    "{number} rows are about another round or segment, and are left for their own command",
)


def beside_answers(
    table: Table, columns: Columns, is_need: Callable[[Head], bool], ledger: Ledger
) -> tuple[Table, BesideAnswers]:
    """The table without headings over how sure people are and what moved them, and where these stand."""
    sure = _told(table, columns.sure, ledger)
    reason = _told(table, columns.reason, ledger)
    if columns.sure is not None and columns.of == "marks":
        ledger.say_of_all(table.header.line, say(SURE_BESIDE_MARKS))
    elif sure is None and columns.of == "weights":
        sure = _called(table, SURE, columns, is_need, partial(_may_say_sure, columns.unknown))
    if reason is None:
        reason = _called(table, REASON, columns, is_need, lambda text: reason_in(text) is not None)
    for what, place, told in ((HOW_SURE, sure, columns.sure), (WHY, reason, columns.reason)):
        if place is not None and told is None:
            _say_taken(table, place, what, ledger)
    return _without_heads(table, {sure, reason}), BesideAnswers(sure, reason)


def parts_of(table: Table, columns: Columns, session: Session | None, ledger: Ledger) -> list[TablePart]:
    """The table by segment and round, where columns say them; else the whole of it."""
    if columns.of == "people":
        return [TablePart(columns, table)]
    is_need = _names_need(session)
    rounds = _called(table, ROUND, columns, is_need, _says_round)
    segments = _segment_column(table, columns, is_need, session)
    rounds, segments = (_where_filled(table, place) for place in (rounds, segments))
    for what, place in ((WHICH_ROUND, rounds), (WHICH_SEGMENT, segments)):
        if place is not None:
            _say_taken(table, place, what, ledger)
    bare = _without_heads(table, {rounds, segments})
    parts = list[TablePart]()
    for one in _by_segment(bare, columns, segments, session, ledger):
        parts += _by_round(one, rounds, ledger)
    wanted = _by_its_name(columns, session) if session and segments is not None else columns
    found = _chosen(parts, wanted, table.header.line, ledger)
    if session and len({part.columns.round for part in found}) > 1:
        ledger.say_of_all(table.header.line, say(BOTH_ROUNDS))
    if left := _rows_of(parts) - _rows_of(found):
        ledger.say(table.header.line, say_many(left, *LEFT_FOR), True)
    return found


def _where_filled(table: Table, place: int | None) -> int | None:
    """The place of a column that holds something."""
    filled = place is not None and any(row.cell(place) for row in table.rows)
    return place if filled else None


def _says_round(text: str) -> bool:
    return round_in(text) is not None


def _by_its_name(columns: Columns, session: Session) -> Columns:
    """The same with the segment by its name, as the parts have it; the command may give its id."""
    names = _segment_names(session)
    known = names.id(columns.segment or "")
    return replace(columns, segment=names.labels[known]) if known else columns


def _rows_of(parts: Iterable[TablePart]) -> int:
    return sum(len(part.table.rows) for part in parts)


def _names_need(session: Session | None) -> Callable[[Head], bool]:
    """Whether a heading is the name of a need of this session."""
    segments = session.segments if session else ()
    known = frozenset(map(letters, chain.from_iterable(map(_needs, segments))))

    def is_need(head: Head) -> bool:
        return any(letters(text) in known for text in head.texts)

    return is_need


def _needs(segment: Segment) -> Iterator[str]:
    for need in segment.needs:
        yield from filter(None, (need.id, need.text, need.short))


def _told(table: Table, name: str | None, ledger: Ledger) -> int | None:
    """Where the column stands that the command names; one that is not there is said."""
    place = find_head(table, name) if name is not None else None
    if name is not None and place is None:
        heads = heads_listed(table.header.cells)
        ledger.say_of_all(table.header.line, say(NO_COLUMN, name=name, heads=heads))
    return place


def _called(
    table: Table,
    usual: Iterable[str],
    columns: Columns,
    is_need: Callable[[Head], bool],
    fits: Callable[[str], bool],
) -> int | None:
    """The first column that is called so and whose every filled cell fits; a need never is."""
    words = {*usual}
    named = {letters(name) for name in (columns.id, columns.function, columns.also, *columns.keep) if name}
    for i in table.used():
        head = table.heads[i]
        called = {*map(letters, head.texts)}
        if called & words and not called & named and not is_need(head) and not columns.ignored(*head.texts):
            texts = {text for row in table.rows if (text := row.cell(i))}
            if all(map(fits, texts)):
                return i
    return None


def _say_taken(table: Table, place: int, what: str, ledger: Ledger) -> None:
    if any(row.cell(place) for row in table.rows):
        said = say(BESIDE_TAKEN, what=say(what), name=shortened(table.heads[place].name))
        ledger.say(table.header.line, said, True)


def _without_heads(table: Table, places: set[int | None]) -> Table:
    """The table in which these columns are none of the answers: their cells stay, their headings go."""
    gone = {place for place in places if place is not None}
    return table.without_heads(gone) if gone else table


# rounds and segments


def round_in(text: str) -> RoundName | None:
    """The round a cell says: `first`, `Round 2`, `2. Runde`; None where it says none."""
    word = letters(text)
    for before in ("round", "runde", "tour", "ronda", "wave", "welle", "r"):
        word = word.removeprefix(before).removesuffix(before)
    return _ROUNDS.get(word)


def _segment_column(
    table: Table, columns: Columns, is_need: Callable[[Head], bool], session: Session | None
) -> int | None:
    """The column that names segments: of this session each of them, of a new one any."""
    names = _segment_names(session) if session else None
    return _called(table, SEGMENT, columns, is_need, lambda text: names is None or names.id(text) is not None)


def _segment_names(session: Session) -> NameTable:
    names = NameTable("segment", open=False)
    for segment in session.segments:
        names.know(segment.id, segment.name)
    return names


def _by_segment(
    table: Table, columns: Columns, place: int | None, session: Session | None, ledger: Ledger
) -> list[TablePart]:
    if place is None:
        return [TablePart(columns, table)]
    names = _segment_names(session) if session else NameTable("segment", open=True)
    rows: dict[str, list[TableRow]] = {}
    for row in table.rows:
        id = names.take(row.cell(place)) if row.cell(place) else None
        if id is None:
            ledger.say(row.line, say(NOBODYS_SEGMENT))
        else:
            rows.setdefault(id, []).append(row)
    order = ids_of(session.segments) if session else [*rows]
    return [
        TablePart(replace(columns, segment=names.labels[id]), replace(table, rows=tuple(rows[id])))
        for id in order
        if id in rows
    ]


def _by_round(part: TablePart, place: int | None, ledger: Ledger) -> list[TablePart]:
    """The first round's rows, then the second's."""
    if place is None:
        return [part]
    rows: dict[RoundName, list[TableRow]] = {"first": [], "second": []}
    for row in part.table.rows:
        name = round_in(row.cell(place))
        if name is None:
            ledger.say(row.line, say(NO_ROUND))
        else:
            rows[name].append(row)
    return [
        TablePart(replace(part.columns, round=name), replace(part.table, rows=tuple(there)))
        for name, there in rows.items()
        if there
    ]


def _chosen(parts: list[TablePart], columns: Columns, line: int, ledger: Ledger) -> list[TablePart]:
    """The parts that the command asks for; all, where none is of that round or segment, which is said."""
    found = parts
    if columns.round is not None:
        found = [part for part in found if part.columns.round == columns.round]
        if parts and not found:
            ledger.say_of_all(line, say(OTHER_ROUND, round=columns.round))
            return parts
    if columns.segment is not None:
        wanted = letters(columns.segment)
        found = [part for part in found if letters(part.columns.segment or "") == wanted]
        if parts and not found:
            ledger.say_of_all(line, say(OTHER_SEGMENT, segment=columns.segment))
            return parts
    return found


# how sure, and why


def _may_say_sure(unknown: frozenset[str], text: str) -> bool:
    """Whether a cell can stand in a column of how sure people are, if only as a word to ask about."""
    return sure_in(text, unknown) is not None or may_say_unknown(text, unknown)


def sure_in(text: str, unknown: frozenset[str] = frozenset()) -> Percent | None:
    """How sure a cell says that somebody is: a whole number of 100, with its sign or without, or dk."""
    number = number_in(text.removesuffix("%").strip())
    if says_unknown(text, number, unknown):
        return DK
    return number if isinstance(number, int) and 0 <= number <= 100 else None


def reason_in(text: str) -> Reason | None:
    """Why somebody moved: a letter of the slips, its word, or its sentence in a language of the slips."""
    return _reasons().get(letters(text))


@cache
def _reasons() -> Mapping[str, Reason]:
    found: dict[str, Reason] = {}
    for letter, (reason, words) in REASONS.items():
        said = (phrases_asked(language)(words) for language in ("en", "de", "fr", "es"))
        found |= dict.fromkeys(map(letters, (letter, reason, *said)), reason)
    return found
