"""Sentences stay sentences whatever the room's words end with, and whatever the numbers are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

import pytest
from desks import Clock, Rule
from often import turns

from cxw import findings
from cxw.day import desk as d
from cxw.findings.day import workings
from cxw.handout import handout_text
from cxw.model import STAGES, Company, Evidence, Participant, Research, Segment, Session
from cxw.questions.asking import Part, Value
from cxw.workshop import Day, Memory, run_day

WORDS = {
    "plain": ("Preis", "Schnelle Lieferung", "Qualität", "Service", "Marke", "Bergmann", "Rossi", "Kliniken"),
    "full stops": ("Preis.", "Lieferung usw.", "Qualität...", "Service…", "Marke.", "Bergmann & Co.", "Rossi S.p.A.", "Kliniken u. a."),
    "questions": ("Preis?", "Wie schnell?!", "Qualität!", "Service?", "Marke?", "Yahoo!", "Who?", "Kliniken?"),
    "quotes": ("„Preis“", "“Fast” delivery", '"Qualität"', "»Service«", "‚Marke‘", "„Bergmann“", "D’Souza’s", "die „Kleinen“"),
}  # fmt: skip
SIZES = {"one function of one": (1, 3, 3), "small": (3,), "halves": (4, 4, 3), "one": (1,), "two": (1, 1)}
IDS = re.compile(r"\bzq\w*\d")


def room(kind: str, sizes: tuple[int, ...]) -> Session:
    *_, us, rival, segment = WORDS[kind]
    functions = [
        name for name, n in zip(("Vertrieb", "F&E", "Kundendienst"), sizes, strict=False) for _ in range(n)
    ]
    return Session(
        cxw=1,
        title=f"Workshop {us}",
        company=Company(id="us", name=us),
        date=dt.date(2026, 3, 14),
        seed=7,
        participants=[
            Participant(
                id=f"zqp{n}",
                name=f"{'ABCDEFGHIJKL'[n]}nna Øst",
                function=function,
                senior=True if n == 0 else None,
            )
            for n, function in enumerate(functions)
        ],
        segments=[
            Segment(
                id="zqs1",
                name=segment,
                competitors=[Company(id="zqc1", name=rival), Company(id="zqc2", name="Carries on as now")],
            )
        ],
    )


class Talker(Rule):
    """A room whose words end as words end, with evidence, promises, a skipped round and everybody's reasons."""

    paints = True

    def __init__(self, kind: str) -> None:
        super().__init__(second=True)
        self.kind = kind

    def proposals(self, ask: d.Proposals) -> str:
        for number, words in enumerate(WORDS[self.kind][:5]):
            self.count(ask.add(words, ask.people[number % len(ask.people)].id, 1, f"zqn{number}"))
        for person in list(ask.waiting()):
            self.count(ask.answered(person))
        return d.DONE

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        number = int(person.id[3:])
        if part.kind.name == "points" and ask.name == "first":
            return {need.id: (52, 9, 13, 11, 15)[(k + number) % 5] for k, need in enumerate(part.needs)}
        if part.kind.name == "points":
            return {need.id: 60 if k == 0 else 10 for k, need in enumerate(part.needs)}
        if part.kind.name == "percent":
            return 52 + number % 2 if number else "dk"
        return super().value(ask, d.Person(f"p{number}", person.name, "Sales", "paper"), part)

    def look(self, ask: d.Look) -> str:
        names = [claim.name for claim in ask.claims()]
        source = WORDS[self.kind][5]
        self.count(
            ask.evidence.attach(
                Evidence(
                    id=ask.evidence.next_id(),
                    kind="interviews",
                    source=source,
                    customers=12,
                    date="2026",
                    seen="2026-01",
                    supports=names[:1],
                    contradicts=names[1:2],
                    quote=WORDS[self.kind][1],
                    by="zqp0",
                )
            )
        )
        return super().look(ask)

    def unknowns(self, ask: d.Unknowns) -> str:
        for number, id in enumerate(list(ask.waiting())):
            self.count(ask.add(WORDS[self.kind][number % 5], id))
            self.count(ask.answered(id))
        return d.DONE

    def promises(self, ask: d.Promises) -> str:
        card = Research(
            id=ask.next_id(),
            question=WORDS[self.kind][1],
            wrong_if=WORDS[self.kind][2],
            ask=WORDS[self.kind][5],
            owner=ask.owners[0],
            how_many=1,
        )
        self.count(ask.promise(card, [0]))
        return d.DONE


@lru_cache
def day(kind: str, sizes: str) -> tuple[Session, tuple[str, ...]]:
    memory, desk = Memory(room(kind, SIZES[sizes])), Talker(kind)
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    return memory.session, tuple(desk.drawn)


def said(kind: str, sizes: str) -> Iterator[tuple[str, str]]:
    """Everything that anybody reads of the day."""
    session, drawn = day(kind, sizes)
    yield from (("wall", " ".join(wall.split())) for wall in drawn)
    for audience in ("room", "facilitator"):
        yield audience, handout_text(session, audience)
        found = findings.of(session, audience)
        for stage in STAGES:
            yield f"workings {stage}", "\n".join(workings.stage_workings(found, "zqs1", stage))


NEVER = {
    "two full stops": re.compile(r"[^.\s]\.\.(?!\.)"),
    "a stop behind an end": re.compile(r"[?!…]\.(?!\.)(?=\s|$)"),
    "doubled quotes": re.compile(r"““|””|“[„\"»«]|„“|\"”"),
    "one of many": re.compile(
        r"(?<![\d.,/½–-])\b(?:1|[Oo]ne) (?:people|points|votes|slips|needs|screens|marks|rounds|customers|answers|"
        r"findings|promises|numbers|functions|sittings|companies|segments)\b"
    ),
    "a number with .0 in a sentence": re.compile(
        r"(?:answered|guessed|gave|give|know|marks|We \w+) \d+\.0\b"
    ),
    "half a point of a guess": re.compile(r"[Ww]e guessed (?:that )?\d*½"),
    "an id": IDS,
}


@pytest.mark.parametrize(("kind", "sizes"), turns([*WORDS], [*SIZES]))
def test_no_sentence_slips(kind: str, sizes: str) -> None:
    slips = {
        (name, source, line[max(0, found.start() - 50) : found.end() + 30])
        for source, whole in said(kind, sizes)
        for line in whole.split("\n")
        for name, pattern in NEVER.items()
        for found in pattern.finditer(line)
    }
    assert not slips, "\n".join(map(str, sorted(slips)))
