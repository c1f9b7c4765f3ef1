"""What each person gave, as tables for the facilitator: only what has been revealed, as it was given.

They lie beside the facilitator's handout and nowhere else. A table has no place for a checksum, so those of
all tables of a handout stand in a list beside them, by which one that was edited is known and kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cxw.collect.written import table_bytes, told_apart
from cxw.findings.types import Findings
from cxw.handout.files import free_path, write_whole
from cxw.model import DK, AnyRound, Percent, RoundName, Segment, Session
from cxw.questions.rounds import as_marks, as_points
from cxw.text.phrases import ENGLISH, phrases

Cells = tuple[str | int | None, ...]
WHO = ("person", "function", "also")
_LISTED = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def private_tables(session: Session, findings: Findings) -> Iterator[tuple[str, bytes]]:
    """Each table with what it is called after the handout's own name: `points`, `marks second`, `votes`."""
    delimiter = "," if phrases(session.language).language == ENGLISH else ";"
    for name, head, rows in _tables(session, findings):
        found = [*rows]
        if found:
            yield name, table_bytes(head, found, delimiter)


Table = tuple[str, Sequence[str], Iterable[Cells]]


def _tables(session: Session, findings: Findings) -> Iterator[Table]:
    called = _Called(session)
    for segment in session.segments:
        where = f" {segment.id}" if len(session.segments) > 1 else ""
        lists = segment.lists()
        for number, rounds in enumerate(lists, 1):
            on = f" list {number}" if len(lists) > 1 else ""
            shown = [round for round in rounds if round.revealed]
            beside = _SaidBeside(segment, findings, newest=number == len(lists))
            yield from _rounds(f"{where}{on}", shown, called.in_segment(session, segment), beside)
    yield "votes", (*WHO, "segment", "need"), _votes(session, called)
    head = (*WHO, "segment", "sure_before", "sure_after", "guess", "reason_points", "reason_marks")
    yield "answers", head, _single(session, findings, called)


class _Called:
    """What people, needs and companies are called in the tables, so that a reader never takes two for one."""

    def __init__(self, session: Session) -> None:
        self.people = told_apart((person.id, person.name or person.id) for person in session.participants)
        self._who = {person.id: person for person in session.participants}
        self.needs: Mapping[str, str] = {}
        self.companies: Mapping[str, str] = {}

    def in_segment(self, session: Session, segment: Segment) -> _Called:
        """The same people, with the needs and companies of one segment."""
        self.needs = told_apart((need.id, need.text) for need in segment.needs)
        self.companies = told_apart((one.id, one.name) for one in session.companies(segment))
        return self

    def who(self, id: str) -> Cells:
        """Person, function, further functions."""
        person = self._who.get(id)
        if person is None:
            return (id, "", "")
        return (self.people[id], person.function or "", ", ".join(person.also))


@dataclass(frozen=True)
class _SaidBeside:
    """What people said beside their answers to one list of needs: how sure, and what moved them."""

    segment: Segment
    findings: Findings
    newest: bool
    """whether it is the list on which how sure people are was asked last"""

    def sure(self, round: AnyRound, person: str) -> Percent | None:
        """How sure somebody is, with the first round's points and after the second's."""
        if not self.newest:
            return None
        before, after, _ = _numbers(self.segment, self.findings)
        return (before if round.name == "first" else after).get(person)


def _rounds(where: str, rounds: Sequence[AnyRound], called: _Called, beside: _SaidBeside) -> Iterator[Table]:
    names: tuple[tuple[RoundName, str], ...] = (("first", ""), ("second", " second"))
    for name, said in names:
        of_name = [round for round in rounds if round.name == name]
        head = (*WHO, "need", "points", "sure", "reason")
        yield f"points{said}{where}", head, [*_points(of_name, called, beside)]
        head = (*WHO, "company", "need", "mark", "reason")
        yield f"marks{said}{where}", head, [*_marks(of_name, called)]


def _points(rounds: Iterable[AnyRound], called: _Called, beside: _SaidBeside) -> Iterator[Cells]:
    for round in filter(None, map(as_points, rounds)):
        for person, row in round.answers.items():
            said = (beside.sure(round, person), round.reasons.get(person))
            for need in round.needs:
                yield (*called.who(person), called.needs[need], DK if row == DK else row[need], *said)


def _marks(rounds: Iterable[AnyRound], called: _Called) -> Iterator[Cells]:
    """A line for each mark; where two rounds asked about a company, the first one's stand."""
    seen: set[tuple[str, str]] = set()
    for round in filter(None, map(as_marks, rounds)):
        for person, companies in round.answers.items():
            for company, row in companies.items():
                if (person, company) not in seen:
                    seen.add((person, company))
                    about = (*called.who(person), called.companies[company])
                    why = round.reasons.get(person)
                    yield from ((*about, called.needs[need], mark, why) for need, mark in row.items())


def _votes(session: Session, called: _Called) -> Iterator[Cells]:
    for segment in session.segments:
        called.in_segment(session, segment)
        for person, needs in segment.votes.items() if segment.chosen else ():
            yield from ((*called.who(person), segment.name, called.needs[need]) for need in needs)


def _single(session: Session, findings: Findings, called: _Called) -> Iterator[Cells]:
    """How sure, the guess and the reasons for moving: a line for each person of a segment who gave any."""
    for segment in session.segments:
        columns = [*_numbers(segment, findings), *_reasons(segment)]
        for person in session.participants:
            given = [column.get(person.id) for column in columns]
            if any(value is not None for value in given):
                yield (*called.who(person.id), segment.name, *given)


def _numbers(segment: Segment, findings: Findings) -> Iterator[Mapping[str, Percent]]:
    told = findings.segment(segment.id)
    yield segment.conviction.before if told.conviction else {}
    yield segment.conviction.after if told.conviction else {}
    yield segment.coverage_guess if told.evidence and told.evidence.guess else {}


def _reasons(segment: Segment) -> Iterator[Mapping[str, str]]:
    seconds = [round for round in segment.lists()[-1] if round.name == "second" and round.revealed]
    for of in ("weights", "marks"):
        found: dict[str, str] = {}
        for round in seconds:
            if round.of == of:
                found |= round.reasons
        yield found


def write_tables(stem: Path, tables: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Write each beside the handout, and their checksums; one that was edited is kept."""
    listed = stem.with_name(f"{stem.name}.sha256")
    known = dict(_checksums(listed))
    made = []
    for name, data in tables:
        path = free_path(stem.with_name(f"{stem.name} {name}.csv"), lambda path: _untouched(path, known))
        known[path.name] = hashlib.sha256(data).hexdigest()
        made.append(write_whole(path, data))
    if made:
        lines = (f"{told}  {name}\n" for name, told in sorted(known.items()))
        write_whole(listed, "".join(lines).encode())
    return made


def _checksums(listed: Path) -> Iterator[tuple[str, str]]:
    try:
        text = listed.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    for found in map(_LISTED.fullmatch, text.splitlines()):
        if found and (listed.parent / found.group(2)).is_file():
            yield found.group(2), found.group(1)


def _untouched(path: Path, known: Mapping[str, str]) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == known.get(path.name)
