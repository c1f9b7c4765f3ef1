"""What is known of a segment when its ballots are printed: needs, companies, cells, and who writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cxw.day import record, rounds, ticks
from cxw.day.desk import Person
from cxw.day.orders import orders
from cxw.day.set_up import one_line
from cxw.handout.ballots import first_questions
from cxw.handout.ballots.first_questions import Part
from cxw.handout.ballots.lenses import LensSlips, lens_slips
from cxw.keyboard.letters import letters_of_names
from cxw.model import ENDS, TOTAL, AnyRound, LensDefinition, Participant, PersonId, Segment, Session
from cxw.questions.rounds import Of
from cxw.text.phrases import SAY_ENGLISH, Phrases

BLANK_NEEDS = "ABCDEFGH"
BLANK_COMPETITORS = ("I", "II", "III", "IV", "V")
FLAGGED = 5
"""Cells a second round of marks asks for, at most."""
US = "We"


@dataclass(frozen=True)
class SlipLabel:
    """A need or a company as a slip has it: its letter, its words, or both."""

    mark: str
    text: str = ""


@dataclass(frozen=True)
class Hand:
    """Somebody who is handed slips, with the letters by which the paper desk finds them."""

    id: PersonId
    name: str
    letters: str
    beside: tuple[Part, ...] = ()
    """what this person is asked beside answers, on the first slip of points"""


@dataclass(frozen=True)
class BallotSubject:
    """What is known of one segment when its ballots are printed."""

    segment: str
    needs: tuple[SlipLabel, ...]
    companies: tuple[SlipLabel, ...]
    cells: tuple[tuple[str, str], ...]
    """company and need of each cell the second round of marks asks for"""
    kept: str
    people: int = 0
    room: tuple[Hand, ...] = ()
    """who writes on these slips, in the order in which they are handed out"""
    orders: Mapping[str, tuple[SlipLabel, ...]] = field(default_factory=dict)
    """the needs once more for each letter, as they stand on its slips; empty where one order serves all"""
    beside: tuple[Part, ...] = ()
    """what whoever is handed the first slip of points is asked beside answers"""
    pull: str = ""
    """said there of what is looked at, where it is"""
    say: Phrases = SAY_ENGLISH
    """the fixed words in the language of the room"""
    total: int = TOTAL
    """how many points each person spreads"""
    ends: tuple[int, int] = ENDS
    """the lowest and the highest mark"""
    brand: str = ""
    """whose workshop it is, at the foot of each slip"""
    lenses: tuple[LensSlips, ...] = ()
    """the slips of the lenses that were chosen"""


def blank_subjects() -> list[BallotSubject]:
    """What a slip asks about when nothing is known yet: letters."""
    return [
        BallotSubject(
            "",
            _letters(),
            _numerals(US),
            _no_cells(),
            record.what_is_kept(),
            beside=first_questions.blank_questions(),
        )
    ]


def ballot_subjects(session: Session, lenses: Sequence[LensDefinition] = ()) -> list[BallotSubject]:
    """What the slips of each segment ask about, with letters where the room has no words yet."""
    say = ticks.language_on_slips(session)
    kept = record.what_is_kept(session.attribution, session.thresholds.small_function, say)
    return [
        BallotSubject(
            segment.name,
            _needs(segment),
            _companies(session, segment),
            _cells(session, segment) or _no_cells(),
            kept,
            len(session.members(segment)),
            tuple(_room(session, segment)),
            _orders(session, segment),
            first_questions.of_anybody(session, segment),
            say(ticks.PULL) if session.pull else "",
            say,
            rounds.points_each(segment),
            rounds.ends_of_marks(segment),
            one_line(session.brand.name or ""),
            lens_slips(session, segment, lenses, say),
        )
        for segment in session.segments
    ]


def _letters() -> tuple[SlipLabel, ...]:
    return tuple(SlipLabel(letter) for letter in BLANK_NEEDS)


def _numerals(own: str) -> tuple[SlipLabel, ...]:
    return (SlipLabel("", own), *(SlipLabel(numeral) for numeral in BLANK_COMPETITORS))


def _no_cells() -> tuple[tuple[str, str], ...]:
    return (("", ""),) * FLAGGED


def _open(segment: Segment, of: Of) -> AnyRound | None:
    round = rounds.latest(segment, of)
    return round if rounds.is_open(round) else None


def _asking(segment: Segment) -> AnyRound | None:
    return _open(segment, "weights") or _open(segment, "marks")


def needs_on_slips(segment: Segment) -> list[str]:
    """The needs that stand on the slips, by id: those of the round that is open, else the chosen ones."""
    round = _asking(segment)
    return list(round.needs if round else segment.chosen)


def _needs(segment: Segment) -> tuple[SlipLabel, ...]:
    """The chosen needs with the letters the paper desk shows; the words of a round while one is open."""
    round = _asking(segment)
    words = [segment.need(id).words_at(round.opened if round else None) for id in needs_on_slips(segment)]
    marks = [chr(ord("A") + place) for place in range(len(words))]
    return tuple(SlipLabel(mark, text) for mark, text in zip(marks, words, strict=True)) or _letters()


def _room(session: Session, segment: Segment) -> Iterator[Hand]:
    """Who writes on slips of this segment: those of its people who answer on paper and are still there."""
    found = letters_of_names([_person(session, person) for person in session.asked()])
    for person in session.members(segment):
        if not person.gone and on_paper(session, person):
            beside = first_questions.of_person(session, segment, person)
            yield Hand(person.id, person.name, found[person.id], beside)


def on_paper(session: Session, person: Participant) -> bool:
    """Whether somebody's answers come in on paper."""
    return (person.desk or session.desk or "paper") == "paper"


def _person(session: Session, person: Participant) -> Person:
    return Person(person.id, person.name, person.function or "", person.desk or session.desk or "paper")


def _orders(session: Session, segment: Segment) -> dict[str, tuple[SlipLabel, ...]]:
    """The needs in each order, without the letters of the list, which would stand in disorder."""
    ids = needs_on_slips(segment)
    if session.orders is None or not ids:
        return {}
    named = {id: SlipLabel("", need.text) for id, need in zip(ids, _needs(segment), strict=True)}
    found = orders(ids, session.seed or 0, session.orders)
    return {letter: tuple(named[id] for id in order) for letter, order in found.items()}


def _companies(session: Session, segment: Segment) -> tuple[SlipLabel, ...]:
    if not segment.competitors:
        return _numerals(session.company.label)
    return tuple(SlipLabel("", company.label) for company in session.companies(segment))


def _cells(session: Session, segment: Segment) -> tuple[tuple[str, str], ...]:
    """The cells of the second round: those it was opened with, or those the first one flagged."""
    latest = rounds.latest(segment, "marks")
    if latest is None or (latest.revealed is None and latest.name == "first"):
        return ()
    if latest.cells:
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
