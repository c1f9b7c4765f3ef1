"""What a copy that was handed over ties together, whatever its makers meant: several copies are compared.

A copy is dealt by chance, so what hangs together in every copy of one day is what was left together on
purpose; all else is coincidence, and says nothing beside the handout.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forced_queries import FEW

from cxw.model import MarksRound, PersonId, Segment, Session
from cxw.sharing import shared

ON = dt.date(2026, 12, 1)
SECRETS = tuple(range(1, 9))
"""Of copies that are laid beside each other."""
Atom = Mapping[PersonId, Any]
"""One answer of each row that gave it."""
Kept = dict[str, dict[str, Atom]]


def held(session: Session, secrets: Sequence[int] = SECRETS[:3]) -> list[Any]:
    """What copies hold, whichever row has which number: all that is the same in every copy."""
    copies = [shared(session, ON, secret).session for secret in secrets]
    found: list[Any] = [sorted(str(person.function) for person in copies[0].participants)]
    for n in range(len(session.segments)):
        of = [dict(parts(copy.segments[n])) for copy in copies]
        for name in of[0]:
            rows = [_rows(copy, one.get(name, {})) for copy, one in zip(copies, of, strict=True)]
            found.append([name, rows[0] if all(one == rows[0] for one in rows) else "by chance"])
    return found


def _rows(copy: Session, part: Mapping[str, Atom]) -> list[str]:
    functions = {person.id: person.function for person in copy.participants}
    rows = {row for answers in part.values() for row in answers}
    return sorted(json.dumps([functions.get(row), *_row(part, row)]) for row in rows)


def _row(part: Mapping[str, Atom], row: PersonId) -> list[Any]:
    return [answers.get(row) for answers in part.values()]


def parts(segment: Segment) -> Iterator[tuple[str, dict[str, Atom]]]:
    """Answers that a row may hold together: each question, the rounds and needs of it, every single cell."""
    kept = questions(segment)
    for name, atoms in kept.items():
        yield name, atoms
        for atom, answers in atoms.items():
            yield f"{name}: {atom}", {atom: answers}
    marks = kept.get("marks", {})
    for words in (0, 1, 2):
        for one in dict.fromkeys(atom.split()[words] for atom in marks):
            yield f"marks of {one}", {a: marks[a] for a in marks if a.split()[words] == one}


def questions(segment: Segment) -> Kept:
    """The questions of a segment whose rounds are compared row by row, answer by answer."""
    kept: Kept = {"points": {}, "marks": {}}
    for round in segment.rounds:
        if isinstance(round, MarksRound):
            for company in round.companies:
                for need in round.asks(company):
                    cell = {
                        p: r[company][need] for p, r in round.answers.items() if need in r.get(company, {})
                    }
                    kept["marks"][f"{round.name} {company} {need}"] = cell
        else:
            kept["points"][round.name] = dict(round.answers)
            kept["points"][f"why {round.name}"] = dict(round.reasons)
    said = segment.conviction
    kept["sure"] = {"before": dict(said.before), "after": dict(said.after)}
    kept["guess"] = {"guess": dict(segment.coverage_guess)}
    kept["apart"] = {"apart": dict(segment.stages.of("meeting").guess)}
    kept["votes"] = {"votes": {p: v for p, v in segment.votes.items() if v}}
    return {name: {a: x for a, x in atoms.items() if x} for name, atoms in kept.items()}


def tied(session: Session) -> list[str]:
    """Answers that every copy holds on one row, of people whose way to be there or not to know is rare."""
    copies = [shared(session, ON, secret).session for secret in SECRETS]
    found = []
    for n, segment in enumerate(session.segments):
        copied = [dict(parts(copy.segments[n])) for copy in copies]
        for name, atoms in parts(segment):
            if len([a for a in atoms if not a.startswith("why")]) > 1:
                of = [one.get(name, {}) for one in copied]
                found += [f"{segment.id} {name}: {rare}" for rare in _rare(atoms, of)]
    return found


def _rare(atoms: Mapping[str, Atom], copied: Sequence[Mapping[str, Atom]]) -> Iterator[str]:
    """Ways shared by fewer than three, whose rows stand whole in every copy."""
    atoms = {a: x for a, x in atoms.items() if not a.startswith("why")}
    ways = Counter(_ways(atoms).values())
    for way, people in ways.items():
        if people >= FEW or sum(one is not None for one in way) < 2:
            continue
        true = _of_way(atoms, atoms, way)
        of = [_of_way(atoms, one, way) for one in copied]
        if all(rows == true for rows in of) and not _anyhow(atoms, way):
            yield f"{people} who answered {way}: {true}"


def _ways(atoms: Mapping[str, Atom]) -> dict[PersonId, tuple[str | None, ...]]:
    people = dict.fromkeys(person for answers in atoms.values() for person in answers)
    return {person: tuple(_way(answers.get(person)) for answers in atoms.values()) for person in people}


def _way(answer: Any) -> str | None:
    return None if answer is None else "dk" if answer == "dk" else "n"


def _of_way(atoms: Mapping[str, Atom], part: Mapping[str, Atom], way: tuple[str | None, ...]) -> list[str]:
    """The rows of this way; an answer that was left out of a copy is no row's."""
    same = {a: part.get(a, {}) for a in atoms}
    return sorted(json.dumps(_row(same, row)) for row, one in _ways(same).items() if one == way)


def _anyhow(atoms: Mapping[str, Atom], way: tuple[str | None, ...]) -> bool:
    """Whether all who gave some of it gave the same, so that any row of that way is the true one."""
    given = [
        {json.dumps(x) for x in answers.values() if x != "dk"}
        for answers, one in zip(atoms.values(), way, strict=True)
        if one == "n"
    ]
    return sum(len(values) > 1 for values in given) < 2
