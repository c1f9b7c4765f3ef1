"""Printable ballots: what each question needs on paper, in the words of the room where it has them.

Before any need is known the lines carry letters only, A to H for needs and I to V for competitors: the room
writes on the wall what each letter means. Every slip says what is kept and who sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from cxw import closing, grid, needs, record, rounds, weights
from cxw.keyboard.slips import REASONS
from cxw.model import AnyRound, MarksRound, Segment, Session
from cxw.orders import orders
from cxw.pages import paper, slips

PaperStage = Literal["needs", "weights", "grid", "closing"]
STAGES: tuple[PaperStage, ...] = ("needs", "weights", "grid", "closing")
BLANK_NEEDS = "ABCDEFGH"
BLANK_COMPETITORS = ("I", "II", "III", "IV", "V")
FLAGGED = 5
"""Cells a second round of marks asks for, at most."""
LETTER = 0.47
"""How wide a letter of a company's name is, in the size of the slip."""
US = "We"
WHO = "Name or card"
INITIALS = "Initials, if you like"
UNKNOWN_POINTS = "I do not know how these customers weigh them"
UNKNOWN = "I do not know"
BOARD = "ABCDEFGHIJKLMNOPQRSTUVWX"
"""Letters of the needs on the wall; a board that is longer is numbered, and the numbers are written."""
VOTE = "Choose up to ____ (the number is said in the room). One tick a need, by its letter on the wall."
CHANGED = "If you changed something: what moved you most? Tick one."

Part = dict[str, Any]


@dataclass(frozen=True)
class Named:
    """A need or a company as a slip has it: its letter, its words, or both."""

    mark: str
    text: str = ""


@dataclass(frozen=True)
class Asked:
    """What is known of one segment when its ballots are printed."""

    segment: str
    needs: tuple[Named, ...]
    companies: tuple[Named, ...]
    cells: tuple[tuple[str, str], ...]
    """company and need of each cell the second round of marks asks for"""
    kept: str
    people: int = 0
    orders: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)
    """the needs once more for each letter, as they stand on its slips; empty where one order serves all"""


@dataclass(frozen=True)
class Ballots:
    """The PDF and what to say about it: how often each page is to be printed, and what came of its fonts."""

    data: bytes | None
    notices: tuple[str, ...]


def blank() -> list[Asked]:
    """What a slip asks about when nothing is known yet: letters."""
    return [Asked("", _letters(), _numerals(US), _no_cells(), record.kept())]


def asked(session: Session) -> list[Asked]:
    """What the slips of each segment ask about, with letters where the room has no words yet."""
    kept = record.kept(session.attribution, session.thresholds.small_function)
    return [
        Asked(
            segment.name,
            _needs(segment),
            _companies(session, segment),
            _cells(session, segment) or _no_cells(),
            kept,
            len(session.members(segment)),
            _orders(session, segment),
        )
        for segment in session.segments
    ]


def printed(title: str, size: str, about: Sequence[Asked], stages: Sequence[PaperStage] = STAGES) -> Ballots:
    """The ballots of these stages on `a4` or `letter`: the same input gives the same bytes."""
    made = slips.pdf(title, size, [_loose(sheet) for one in about for sheet in _sheets(one, stages)])
    known = {one.segment: one for one in about}
    lines = [_often(laid, known) for laid in made.laid]
    return Ballots(made.data, (*lines, *made.notices))


def _often(laid: slips.Laid, known: Mapping[str, Asked]) -> str:
    """How often a page is to be printed, as far as that can be known."""
    what, _, segment = laid.what.partition("\n")
    where = f"page {laid.page}: {what}{' of ' + segment if segment else ''}"
    a_page = "1 slip a page" if laid.slips == 1 else f"{laid.slips} slips a page"
    people = known[segment].people
    if not people:
        return f"{where}, {a_page}"
    share = len(known[segment].orders) if ", order " in what else 1
    times = -(-people // (laid.slips * max(share, 1)))
    return f"{where}, {a_page}; for {_many(people, 'person', 'people')} print it {_times(times)}"


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


# what is asked about


def _letters() -> tuple[Named, ...]:
    return tuple(Named(letter) for letter in BLANK_NEEDS)


def _numerals(own: str) -> tuple[Named, ...]:
    return (Named("", own), *(Named(numeral) for numeral in BLANK_COMPETITORS))


def _no_cells() -> tuple[tuple[str, str], ...]:
    return (("", ""),) * FLAGGED


def _open(segment: Segment, of: rounds.Of) -> AnyRound | None:
    round = rounds.latest(segment, of)
    return round if rounds.is_open(round) else None


def _asking(segment: Segment) -> AnyRound | None:
    return _open(segment, "weights") or _open(segment, "marks")


def listed(segment: Segment) -> list[str]:
    """The needs that stand on the slips, by id: those of the round that is open, else the chosen ones."""
    round = _asking(segment)
    return list(round.needs if round else segment.chosen)


def _needs(segment: Segment) -> tuple[Named, ...]:
    """The chosen needs with the letters the paper desk shows; the words of a round while one is open."""
    round = _asking(segment)
    words = [segment.need(id).words_at(round.opened if round else None) for id in listed(segment)]
    marks = [chr(ord("A") + place) for place in range(len(words))]
    return tuple(Named(mark, text) for mark, text in zip(marks, words, strict=True)) or _letters()


def _orders(session: Session, segment: Segment) -> dict[str, tuple[Named, ...]]:
    """The needs in each order, without the letters of the list, which would stand in disorder."""
    ids = listed(segment)
    if session.orders is None or not ids:
        return {}
    named = {id: Named("", need.text) for id, need in zip(ids, _needs(segment), strict=True)}
    found = orders(ids, session.seed or 0, session.orders)
    return {letter: tuple(named[id] for id in order) for letter, order in found.items()}


def _companies(session: Session, segment: Segment) -> tuple[Named, ...]:
    if not segment.competitors:
        return _numerals(session.company.label)
    return tuple(Named("", company.label) for company in session.companies(segment))


def _cells(session: Session, segment: Segment) -> tuple[tuple[str, str], ...]:
    """The cells of the second round: those it was opened with, or those the first one flagged."""
    latest = rounds.latest(segment, "marks")
    if latest is None or (latest.revealed is None and latest.name == "first"):
        return ()
    if isinstance(latest, MarksRound) and latest.cells:
        names = latest.cells
    else:
        from cxw.findings import flagged_cells

        names = flagged_cells(session, segment)
    return tuple(_in_order(session, segment, latest, names))


def _in_order(
    session: Session, segment: Segment, round: AnyRound, names: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Cells as the paper desk asks for them: company by company, needs in the order of the file."""
    for company in session.companies(segment):
        for need in round.needs:
            if f"mark {company.id} {need}" in names:
                yield company.label, segment.need(need).text


# the slips


def _sheets(about: Asked, stages: Sequence[PaperStage]) -> Iterator[Part]:
    """Every slip of a segment in the order of the day, each with how many may stand on a page."""
    of: dict[PaperStage, tuple[Callable[[Asked], Part], ...]] = {
        "needs": (_needs_slip, _votes),
        "weights": (_points_slip, _points_again),
        "grid": (_marks_slip, _marks_again, _sure_again),
        "closing": (_guess, _unknowns),
    }
    for stage in STAGES:
        if stage in stages:
            for slip in of[stage]:
                if slip in (_points_slip, _points_again, _marks_slip) and about.orders:
                    yield from _in_orders(slip, about)
                else:
                    yield slip(about)


def _in_orders(slip: Callable[[Asked], Part], about: Asked) -> Iterator[Part]:
    """The slip once for each order, with its letter in the corner."""
    for letter, order in about.orders.items():
        sheet = slip(replace(about, needs=order))
        sheet["slip"]["order"] = letter
        sheet["what"] = f"{sheet['slip']['head']}, order {letter}\n{about.segment}"
        yield sheet


def _slip(about: Asked, head: str, question: str, parts: list[Part]) -> Part:
    slip = {
        "segment": about.segment,
        "head": head,
        "order": "",
        "who": WHO,
        "question": question,
        "parts": parts,
        "kept": about.kept,
    }
    return {"what": f"{head}\n{about.segment}", "up": [2, 1], "slip": slip}


def _needs_slip(about: Asked) -> Part:
    said = "One on each line, in your own words, before anybody speaks."
    parts: list[Part] = [{"k": "say", "text": said}, {"k": "lines", "count": 6, "room": 2.1}]
    sheet = _slip(about, "Needs", needs.QUESTION, parts)
    sheet["slip"]["who"] = INITIALS
    return sheet


def _votes(about: Asked) -> Part:
    parts: list[Part] = [
        {"k": "say", "text": VOTE},
        {"k": "letters", "items": list(BOARD)},
    ]
    return {**_slip(about, "Votes", needs.VOTE, parts), "up": [4, 2, 1]}


def _points_slip(about: Asked) -> Part:
    sure = [{"k": "ask", "text": weights.CONVICTION}, _percent()]
    return _slip(about, "Points, first round", weights.QUESTION, [*_points(about), *sure])


def _points_again(about: Asked) -> Part:
    return _slip(about, "Points, second round", weights.QUESTION, [*_points(about), *_moved()])


def _points(about: Asked) -> list[Part]:
    return [
        {"k": "rows", "items": [_item(need) for need in about.needs], "sum": "Together exactly"},
        {"k": "tick", "text": UNKNOWN_POINTS},
    ]


def _marks_slip(about: Asked) -> Part:
    longest = max((len(word) for company in about.companies for word in company.text.split()), default=0)
    heads = (*about.companies, *_spare(about))
    room = min(max(3.2, longest * LETTER + 0.5), 28 / len(heads), 7)
    table = {
        "k": "marks",
        "ends": [f"{grid.SCALE[0][0]} = {grid.SCALE[0][2:]}", f"{grid.SCALE[1][:2]} = {grid.SCALE[1][3:]}"],
        "companies": [{**_item(one), "long": int((room - 0.5) / LETTER)} for one in heads],
        "items": [_item(need) for need in about.needs],
        "room": room,
        "written": any(one.mark for one in heads),
    }
    said = "A whole mark from 0 to 10 in every box; d where you do not know. Nobody has to know."
    return _slip(about, "Marks, first round", grid.QUESTION, [{"k": "say", "text": said}, table])


def _spare(about: Asked) -> tuple[Named, ...]:
    """An empty column for a competitor who is named late; blank slips have enough of them."""
    full = len(about.companies) > grid.MOST_COMPETITORS
    return () if full or any(one.mark for one in about.companies) else (Named("", ""),)


def _marks_again(about: Asked) -> Part:
    table = {
        "k": "cells",
        "heads": ["Company", "Need", "Mark"],
        "items": [{"company": company, "need": need} for company, need in about.cells],
    }
    said = "A whole mark from 0 to 10, or d where you do not know, for these only."
    parts: list[Part] = [{"k": "say", "text": said}, table, *_moved()]
    return _slip(about, "Marks, second round", grid.QUESTION, parts)


def _moved() -> list[Part]:
    items = [f"{words} ({letter})" for letter, (_, words) in REASONS.items()]
    return [{"k": "ask", "text": CHANGED}, {"k": "ticks", "items": items}]


def _sure_again(about: Asked) -> Part:
    sheet = _slip(about, "How sure are we now?", weights.CONVICTION, [_percent()])
    return {**sheet, "up": [4, 2, 1]}


def _guess(about: Asked) -> Part:
    parts: list[Part] = [{"k": "percent", "unit": "of 100", "unknown": UNKNOWN}]
    return {**_slip(about, "Before the count", closing.GUESS, parts), "up": [4, 2, 1]}


def _unknowns(about: Asked) -> Part:
    sheet = _slip(about, "What we do not know", closing.UNKNOWN, [{"k": "lines", "count": 5, "room": 2.1}])
    sheet["slip"]["who"] = INITIALS
    return sheet


def _percent() -> Part:
    return {"k": "percent", "unit": "%", "unknown": UNKNOWN}


def _item(named: Named) -> Part:
    return {"mark": named.mark, "text": named.text}


def _loose(value: Any, long: int = 14) -> Any:
    """The same data with a chance to break in every word that its column may not hold."""
    if isinstance(value, dict):
        within = value.get("long", long)
        return {key: _loose(part, 9 if key == "company" else within) for key, part in value.items()}
    if isinstance(value, list):
        return [_loose(part, long) for part in value]
    return paper.chances(value, long) if isinstance(value, str) else value
