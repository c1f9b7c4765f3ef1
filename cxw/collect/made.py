"""A session made of a table: its rounds are closed, sealed and revealed at once.

Its answers were given elsewhere, and everybody who has the table has seen them.
"""

from __future__ import annotations

import datetime as dt

from cxw.collect.cells import fresh_id
from cxw.collect.delivered import Delivered
from cxw.collect.session import NO_FIRST_ROUND, keep_beside, opened_for, round_words, say_given_in
from cxw.day import rounds
from cxw.errors import CxwError, FaultyFile
from cxw.model import FORMAT, AnyRound, Company, Participant, Segment, Session, ids_of
from cxw.questions.rounds import as_marks, as_points
from cxw.text.phrases import say


def new_session(delivered: Delivered, title: str, company: str, now: dt.datetime, seed: int) -> Session:
    """A session made of a table: its rounds closed, sealed and revealed, since answers come from outside.

    The segment's name is `--segment` or what a column says, else the title. Raises FaultyFile when the table
    is not good.
    """
    if not delivered.good:
        raise FaultyFile(delivered.problems)
    own, _ = _companies(delivered, company)
    segments = _segments(delivered, own, title, company)
    session = Session(
        cxw=FORMAT,
        title=title,
        company=own,
        date=now.date(),
        desk=None if delivered.columns.of == "people" else "spreadsheet",
        seed=seed,
        participants=_everybody(delivered),
        segments=[*segments.values()],
    )
    for part in delivered.parts():
        if part.columns.of != "people":
            _filled_round(session, segments[part.columns.segment or title], part, now)
    _sit_where_they_answer(session, delivered, title)
    return session


def _everybody(delivered: Delivered) -> list[Participant]:
    """Everybody of a table, each once, with the function that any of their rows names."""
    found: dict[str, Participant] = {}
    for part in delivered.parts():
        for person in part.people:
            known = found.setdefault(person.id, person)
            known.function = known.function or person.function
            known.also = list(dict.fromkeys([*known.also, *person.also]))
    return [*found.values()]


def _segments(delivered: Delivered, own: Company, title: str, company: str) -> dict[str, Segment]:
    """The segments of a table by their names, each with its needs and the other companies."""
    found: dict[str, Segment] = {}
    for part in delivered.parts():
        name = part.columns.segment or title
        if name in found:
            continue
        others = [one for one in _companies(part, company)[1] if one.id != own.id]
        id = fresh_id(name, "segment", ids_of(found.values()))
        segment = Segment(id=id, name=name, needs=part.needs, competitors=others)
        segment.chosen = ids_of(part.needs)
        found[name] = segment
    return found


def _filled_round(session: Session, segment: Segment, part: Delivered, now: dt.datetime) -> None:
    """Open a round with the answers there are, close and reveal it."""
    needs = segment.stages.touch("needs")
    needs.opened = needs.done = now
    if part.columns.round == "second" and not segment.rounds:
        raise CxwError(say(NO_FIRST_ROUND, round=round_words("first", part.columns.of)))
    name = part.columns.round if segment.rounds else "first"
    round = opened_for(session, segment, part, name or "first", now)
    say_given_in(round, part)
    _put(round, part)
    for id in part.answered():
        keep_beside(segment, round, id, part)
    rounds.close(session, segment, round, now)
    rounds.reveal(round, now)


def _sit_where_they_answer(session: Session, delivered: Delivered, title: str) -> None:
    """With several segments whoever has rows about some of them is asked about those alone."""
    if len(session.segments) < 2:
        return
    ids = {segment.name: segment.id for segment in session.segments}
    sits: dict[str, list[str]] = {}
    for part in delivered.parts():
        for person in part.people:
            sits.setdefault(person.id, []).append(ids[part.columns.segment or title])
    for person in session.participants:
        there = list(dict.fromkeys(sits[person.id]))
        person.segments = there if len(there) < len(ids) else None


def _put(round: AnyRound, delivered: Delivered) -> None:
    if weighed := as_points(round):
        weighed.answers = dict(delivered.weights)
        weighed.rounded = {id: dict(added) for id, added in delivered.rounded.items()}
    if marked := as_marks(round):
        marked.answers = {id: dict(rows) for id, rows in delivered.marks.items()}


def _companies(delivered: Delivered, company: str) -> tuple[Company, list[Company]]:
    """The own company and the others: the one named so, else the first of the table, else the name alone."""
    found = list(delivered.companies)
    wanted = company.casefold()
    own = next((c for c in found if wanted in (c.id, c.name.casefold())), found[0] if found else None)
    if own is None:
        return Company(id=fresh_id(company, "us", ()), name=company), []
    return own, [other for other in found if other is not own]
