"""Random rooms for what may vanish: functions of one to five, with ticks, don't-knows, declines and absences.

`python tests/vanishing_rooms.py` measures how many rooms hide a function, for docs/methods.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random

from cxw.day.vanishing import foreseen, in_round, vanished
from cxw.model import Company, Participant, Segment, Session, WeightsRound

FUNCTIONS = ("Vertrieb", "Kundendienst", "Straßen & Größen", "Marketing", "Økonomi")
NEEDS = ("a", "b", "c")
UNKNOWN, DECLINED, AWAY = 0.08, 0.03, 0.04
"""How often somebody does not know, declines, or is not in the room."""


def room(seed: int, people: tuple[int, int] = (9, 12)) -> Session:
    """A set-up whose functions have one to five people; now and then somebody has none."""
    dice = random.Random(seed)
    wanted, sizes = dice.randint(*people), list[int]()
    while sum(sizes) < wanted and len(sizes) < len(FUNCTIONS):
        sizes.append(min(dice.randint(1, 5), wanted - sum(sizes)))
    sizes[-1] += wanted - sum(sizes)
    named = [name for name, size in zip(FUNCTIONS, sizes, strict=False) for _ in range(size)]
    return Session(
        cxw=1,
        title="Raum",
        company=Company(id="us", name="Wir"),
        participants=[
            Participant(id=f"p{n}", name=f"P{n}", function=None if dice.random() < 0.03 else name)
            for n, name in enumerate(named)
        ],
        segments=[Segment(id="s", name="Kliniken")],
    )


def answered(session: Session, seed: int, ticks: float = 0.5) -> WeightsRound:
    """A round of that room; who ticks is written into the session, as their first ballots do.

    Whoever is of no function is not asked for a tick.
    """
    dice = random.Random(f"{seed} answers")
    for person in session.participants:
        person.open = dice.random() < ticks and person.function is not None
    answers: dict[str, object] = {}
    missing: dict[str, str] = {}
    for person in session.asked():
        fate = dice.random()
        if fate < DECLINED + AWAY:
            missing[person.id] = "declined" if fate < DECLINED else dice.choice(["late", "absent", "left"])
        else:
            unknown = fate < DECLINED + AWAY + UNKNOWN
            answers[person.id] = "dk" if unknown else dict(zip(NEEDS, (50, 30, 20), strict=True))
    return WeightsRound.model_validate(
        {
            "of": "weights",
            "name": "first",
            "needs": list(NEEDS),
            "opened": dt.datetime(2026, 3, 14, 9),
            "answers": answers,
            "not_answered": missing,
        }
    )


TICKS = {"nobody ticks": 0.0, "half tick": 0.5, "all tick": 1.0}


def shares(count: int, first: int = 0) -> dict[str, tuple[int, int, int]]:
    """For each share of ticks: rooms that hide a function though all answer, on the day, and unforeseen ones."""
    found = {}
    for name, ticks in TICKS.items():
        all_answer = on_the_day = unforeseen = 0
        for seed in range(first, first + count):
            session = room(seed)
            people = [person.id for person in session.asked()]
            before, round = foreseen(session, people), answered(session, seed, ticks)
            gone = in_round(session, round)
            fewer = len(people) - sum(not isinstance(row, str) for row in round.answers.values())
            all_answer += bool(vanished(session, people, people))
            on_the_day += bool(gone)
            unforeseen += not all(before.named(function, fewer) for function in gone)
        found[name] = (all_answer, on_the_day, unforeseen)
    return found


def main() -> None:
    """Print the table of docs/methods.md."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--count", type=int, default=500)
    reading.add_argument("--first", type=int, default=0)
    asked = reading.parse_args()
    print("| | All answer | With don't-knows and absences | Not foreseen |\n|:---|---:|---:|---:|")
    for name, counts in shares(asked.count, asked.first).items():
        whole, day = (f"{100 * n / asked.count:.0f} %" for n in counts[:2])
        print(f"| {name[:1].upper()}{name[1:]} | {whole} | {day} | {counts[2]} of {asked.count} |")


if __name__ == "__main__":
    main()
