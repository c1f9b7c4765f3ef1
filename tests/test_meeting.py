"""The second meeting: customers are heard, the room guesses how far it is from them, sees it, and changes something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from desks import Clock, Rule, session
from test_workshop import TIMES, without_times

from cxw import model
from cxw.cli.showing import _replayed
from cxw.day import desk as d
from cxw.day import meeting
from cxw.day.standing import Step, next_step, open_to, standing_in_words
from cxw.model import MEETING, CustomerPoints, Customers, Decided, Research, Session
from cxw.questions.asking import Part, Value
from cxw.replay.replaying import emptied
from cxw.sessionfile import create, dumps, loads, problems_of
from cxw.workshop import Day, Memory, look_back, run_day

NEEDS = ["brand", "product", "quality", "price", "service"]
SAID = ["Somebody answers on pay day", "Nobody told us what it costs", "That it just works"]


class Meets(Rule):
    """Holds the second meeting; of a promise it says what customers' answers say."""

    paints = True

    def __init__(self, stop_after: int = 10**9, guesses: Mapping[str, Value] | None = None) -> None:
        super().__init__(stop_after)
        self.guesses = guesses
        self.offered: list[list[str]] = []
        self.judged: list[tuple[str, list[str]]] = []
        self.parks = True

    def show(self, wall: d.Wall) -> str:
        if wall.step == "missing" and wall.last and self.parks:
            self.parks = False
            super().show(wall)
            return "park"
        if "judge" in wall.keys:
            super().show(wall)
            return "judge"
        return super().show(wall)

    def ballots(self, ask: d.Ballot) -> str:
        if ask.of != "apart" or self.guesses is None:
            return super().ballots(ask)
        for id, value in self.guesses.items():
            if value == "declined":
                assert ask.miss(id, "declined") == []
            else:
                assert ask.accept(id, "guess", value, "paper") == []
        return d.DONE

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        return 10 * int(person.id[1:]) if ask.of == "apart" else super().value(ask, person, part)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        if "handout" in ways:
            self.offered.append([*ways])
            return next(iter(ways)) if len(self.offered) == 1 else ""
        if "held" in ways:
            self.judged.append((prompt, [*ways]))
            self.count([])
            return next(way for way in ways if way)
        return next(iter(ways))

    def promises(self, ask: d.Promises) -> str:
        return d.DONE if ask.cards() else super().promises(ask)

    def decisions(self, ask: d.Decisions) -> str:
        if ask.about == "changes" and not ask.lines():
            line = Decided(text="We print the price", owner="Anna Person", date=dt.date(2026, 6, 30))
            self.count(ask.keep(0, line))
            return d.DONE
        return super().decisions(ask)


def customers(n: int = 40) -> Customers:
    rows: list[CustomerPoints] = [
        [10, 10, 20, 50, 10] if place % 2 else [5, 15, 30, 30, 20] for place in range(n)
    ]
    return Customers(
        id="c1",
        date=dt.date(2026, 5, 1),
        source="survey",
        n=n,
        needs=NEEDS,
        weights=rows,
        who=["customers"] * n,
        texts={"more": SAID[:1], "leave": SAID[1:2], "bought": SAID[2:]},
    )


@cache
def _verified(segments: int) -> Session:
    memory = Memory(session(segments=segments))
    assert run_day(Day(file=memory, desk=Rule(), now=Clock(), colour=False))
    made = memory.session
    made.segments[0].customers = [customers()]
    test = model.Test(what="share first", need="price", below=0.9)
    card = Research(id="r2", question="Does price come first?", wrong_if="few name it", test=test)
    made.segments[0].research.append(card)
    return made


def verified(segments: int = 1) -> Session:
    return _verified(segments).model_copy(deep=True)


def met(start: Session | None = None, desk: Rule | None = None) -> Session:
    memory = Memory(start or verified())
    day = Day(file=memory, desk=desk or Meets(), now=Clock(), colour=False)
    assert run_day(day)
    look_back(day)
    return memory.session


def replayed(archive: Session) -> str:
    bare = emptied(archive)
    bare.evidence = []
    return TIMES.sub("TIME", dumps(_replayed(archive, bare)))


def test_a_verified_day_offers_its_second_meeting_first_and_only_until_it_was_held() -> None:
    desk = Meets()
    made = met(desk=desk)
    assert desk.offered[0][0] == "meeting"
    assert all("meeting" not in ways for ways in desk.offered[1:])
    assert next_step(made) is None
    assert Step("s0", MEETING) in open_to(made)
    assert standing_in_words(made).endswith("complete")


def test_nobody_is_offered_a_meeting_without_customers() -> None:
    desk, start = Meets(), verified()
    start.segments[0].customers = []
    assert met(start, desk).segments[0].stages.meeting is None
    assert "meeting" not in desk.offered[0]


def test_it_is_asked_in_the_order_of_the_page_and_all_of_it_is_kept(tmp_path: Path) -> None:
    desk = Meets()
    made = met(desk=desk)
    here, segment = made.segments[0].stages.of(MEETING), made.segments[0]
    steps = [step for stage, step in desk.walls if stage == MEETING]
    assert list(dict.fromkeys(steps)) == [
        *("sentences", "guess sealed", "guess shown", "needs", "missing", "promises", "changes")
    ]
    assert here.guess == {f"p{n}": 10 * n for n in range(6)}
    assert [line.text for line in here.changes] == ["We print the price"]
    assert [(need.text, need.parked) for need in segment.needs][-1] == (SAID[0], meeting.NAMED_BY_CUSTOMERS)
    assert {card.id: (card.outcome, card.done) for card in segment.research} == {
        "r1": ("held", dt.date(2026, 3, 14)),
        "r2": ("wrong", dt.date(2026, 3, 14)),
    }
    create(tmp_path / "day.yaml", made)
    assert problems_of(tmp_path / "day.yaml") == []
    assert loads(dumps(made)) == made
    assert replayed(made) == without_times(made)
