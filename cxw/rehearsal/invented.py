"""Answers nobody gave: plausible enough to rehearse with, and the same each time for the same session.

Functions lean to different needs, some people do not know, marks of one need split the room: what a
facilitator has to be ready for. The dice are the session's seed, the person and what is asked, nothing else.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cxw.day.desk import Ballot, Person, Unknowns
from cxw.model import DK, ENDS, NOTHING, TOLD, TOTAL, PersonId, Reason, Session, ids_of
from cxw.questions.asking import Part, Value
from cxw.text.phrases import say

NEEDS = (
    "Quality",
    "A price that can be planned",
    "An answer when something goes wrong",
    "Brand",
    "Delivered when it was promised",
    "Easy to begin with",
    "One person to talk to",
    "Works with what is there already",
    "Saves us time",
    "Good quality",
)
"""Needs as rooms write them: two of them are twins."""
UNKNOWNS = (
    "what they would give up first",
    "who decides, and who only signs",
    "what a day without us costs them",
    "why the last three who left us left",
    "whether they see a difference to the others at all",
    "what they do just before they call us",
)
CARDS = (
    "Ready within a week",
    "You can call us at any time",
    "The best price there is",
    "Four to six weeks, as a rule",
    "We look after it",
)
"""What functions write on a card."""
BESIDE_CARDS = ("on the home page", "in the first talk", "in the welcome letter", "on every invoice")
"""What they write beside it."""
NAMED_IN_LENS = (
    "a delivery that came a day early",
    "an invoice that nobody could explain",
    "a call back within the hour",
    "somebody who left without a word",
    "somebody who came by a recommendation",
)
"""What people name where a lens asks for moments, sentences or kinds of customers."""
A_NEED_EACH = 3
"""Needs on one person's slip."""
STEP = 5
"""People spread 100 points in fives, and others in as many steps as there are points, twenty at most."""
SIDED = 4
"""How far from the middle functions mark the own company on the first need, one high, the next one low."""
TICKS = 0.6
"""How many of a small department tick that it may be shown by itself."""
REASONS: tuple[Reason, ...] = ("fact", "argument", "wording", "agreement", "none")


class Invented:
    """What each person of a session would answer."""

    def __init__(self, session: Session) -> None:
        self.seed = session.seed or 0
        self.people: list[PersonId] = ids_of(session.asked())
        functions = list(dict.fromkeys(person.function or "" for person in session.participants))
        self.side = {person.id: functions.index(person.function or "") for person in session.participants}
        self.functions = len(functions)
        members = [[id for id in self.people if self.side[id] == n] for n in range(self.functions)]
        self.largest = max(members, key=len, default=[])

    @property
    def late(self) -> PersonId | None:
        """Who comes after the first reveal: one of the largest function; nobody in a room of three."""
        if len(self.people) < 4:
            return None
        return self._dice("late").choice(self.largest)

    @property
    def lost(self) -> PersonId | None:
        """Who knows nothing about the points; nobody in a room of three."""
        others = [id for id in self.people if id != self.late]
        if len(self.people) > 3:
            return self._dice("lost").choice(others)
        return None

    def _dice(self, *about: object) -> random.Random:
        return random.Random(" ".join(map(str, (self.seed, *about))))  # noqa: S311  (no secret: the same each time)

    def needs(self, segment: str, place: int) -> list[str]:
        """The needs on the slip of the person at this place of the room."""
        order = list(NEEDS)
        self._dice(segment, "needs").shuffle(order)
        dice = self._dice(segment, "needs", place)
        own = order[place % len(order)]
        popular = sorted(
            (text for text in order if text != own), key=lambda text: dice.random() * (3 + order.index(text))
        )
        return [str(say(text)) for text in (own, *popular[: A_NEED_EACH - 1])]

    def handed_line(self, ask: Unknowns, place: int) -> str:
        """What whoever is at this place hands in: what is not known, or what a lens asks for."""
        return LINES[ask.of](self, ask.segment, place)

    def _named(self, segment: str, place: int) -> str:
        first = self._dice(segment, "named").randrange(len(NAMED_IN_LENS))
        return str(say(NAMED_IN_LENS[(first + place) % len(NAMED_IN_LENS)]))

    def unknown(self, segment: str, place: int) -> str:
        """How the person at this place completes "What we do not know is..."."""
        first = self._dice(segment, "unknown").randrange(len(UNKNOWNS))
        return str(say(UNKNOWNS[(first + place) % len(UNKNOWNS)]))

    def _words(self, ask: Ballot, person: Person) -> str:
        """A line of somebody: what they do not know, or where that is not asked their first need."""
        place = ask.people.index(person)
        needs = self.needs(ask.segment, place)
        if isinstance(ask, Unknowns):
            return self.handed_line(ask, place)
        return needs[0]

    def value(self, ask: Ballot, person: Person, part: Part) -> Value:
        """The answer to one question of a ballot."""
        return INVENTED[part.kind.name](self, ask, person, part)

    def _likes(self, about: tuple[str, PersonId], needs: Sequence[str]) -> dict[str, float]:
        """How much a person cares for each need: two of them are those of the person's function."""
        dice, side = self._dice(*about, "likes"), self.side[about[1]]
        own = {(2 * side) % len(needs): 3.0, (2 * side + 1) % len(needs): 1.5}
        return {need: dice.uniform(0.4, 1.6) + own.get(place, 0.0) for place, need in enumerate(needs)}

    def _points(self, about: tuple[str, PersonId], part: Part, *, second: bool) -> dict[str, int] | str:
        needs = ids_of(part.needs)
        if about[1] == self.lost and not second:
            return DK
        step = _step(part.total)
        row = _spread(self._likes(about, needs), part.total, step)
        dice = self._dice(*about, "moved")
        if second and dice.random() < 0.5:
            most = max(row, key=lambda need: row[need])
            other = dice.choice([need for need in needs if need != most])
            moved = min(2 * step, row[most])
            row[most], row[other] = row[most] - moved, row[other] + moved
        return row

    def _votes(self, about: tuple[str, PersonId], part: Part) -> list[str]:
        likes = self._likes(about, ids_of(part.needs))
        best = sorted(likes, key=lambda need: -likes[need])[: part.most]
        return [need.id for need in part.needs if need.id in best]

    def _marks(self, about: tuple[str, PersonId], part: Part, *, second: bool) -> dict[str, dict[str, Any]]:
        places = {need.id: place for place, need in enumerate(part.needs)}
        own = part.companies[0].id if part.companies else ""
        return {
            company: {
                need: _on_scale(
                    self._mark(about, (company, need), own=company == own, place=places[need], second=second),
                    part.ends,
                )
                for need in asked
            }
            for company, asked in part.asked.items()
        }

    def _mark(
        self, about: tuple[str, PersonId], cell: tuple[str, str], *, own: bool, place: int, second: bool
    ) -> int | str:
        dice = self._dice(*about, *cell)
        if dice.random() < (0.04 if own else 0.2):
            return DK
        if own and place == 0:
            return round(
                5 + self._side(about[1]) * (SIDED / 2 if second else SIDED) + dice.choice((-1, 0, 1))
            )
        common = self._dice(about[0], *cell).uniform(4, 7.5) + own
        return max(0, min(10, round(common + dice.gauss(0, 1.2))))

    def _side(self, person: PersonId) -> int:
        """Function by function one marks high, the next one low; in a room of one function every other."""
        place = self.side[person] if self.functions > 1 else self.people.index(person)
        return -1 if place % 2 else 1

    def _ticks(self, person: PersonId) -> bool:
        return self._dice(person, "tick").random() < TICKS

    def _contact(self, person: PersonId, part: Part) -> Value:
        return self._dice(person, "contact").choice([part.alone, *part.ways])

    def _picks(self, about: tuple[str, PersonId], part: Part) -> dict[str, str]:
        ways = [*part.ways, DK]
        return {thing.id: self._dice(*about, part.id, thing.id).choice(ways) for thing in part.needs}

    def _ticked(self, about: tuple[str, PersonId], part: Part) -> dict[str, list[str]]:
        dice = {thing.id: self._dice(*about, part.id, thing.id) for thing in part.needs}
        return {thing: [way for way in part.ways if one.random() < TICKS] for thing, one in dice.items()}

    def _card(self, about: tuple[str, PersonId], part: Part) -> Value:
        dice = self._dice(*about, part.id)
        if dice.random() < 0.2:
            return dice.choice((NOTHING, DK))
        beside = {key: str(say(dice.choice(BESIDE_CARDS))) for key in part.ways}
        return {TOLD: str(say(dice.choice(CARDS))), **beside}

    def _reason(self, about: tuple[str, PersonId], of: str) -> Reason:
        return self._dice(*about, of, "reason").choice(REASONS)

    def _percent(self, about: tuple[str, PersonId], part: str) -> int | str:
        dice = self._dice(*about, "percent")
        before = STEP * dice.randint(9, 16)
        if part == "guess":
            unknown = self._dice(*about, "guess").random() < 0.1
            if unknown:
                return DK
            return STEP * self._dice(*about, "guessed").randint(6, 15)
        if dice.random() < 0.1:
            return DK
        if part == "conviction":
            return before
        return min(95, before + STEP * dice.randint(0, 4))


def _step(points: int) -> int:
    """In which steps people spread so many points: a twentieth of them where that is a whole number."""
    if points % (TOTAL // STEP) == 0:
        return max(1, points * STEP // TOTAL)
    return 1


def _spread(likes: Mapping[str, float], points: int, step: int) -> dict[str, int]:
    """So many points in steps, by what was liked: largest remainders first."""
    steps, total = points // step, sum(likes.values())
    exact = {need: steps * like / total for need, like in likes.items()}
    given = {need: int(share) for need, share in exact.items()}
    rest = sorted(exact, key=lambda need: given[need] - exact[need])[: steps - sum(given.values())]
    return {need: step * (count + (need in rest)) for need, count in given.items()}


def _on_scale(mark: int | str, ends: tuple[int, int]) -> int | str:
    """A mark out of ten as it would be given on this scale."""
    if not isinstance(mark, int) or ends == ENDS:
        return mark
    low, high = ends
    return low + round(mark * (high - low) / ENDS[1])


def _about(ask: Ballot, person: Person) -> tuple[str, PersonId]:
    """Of what the dice are: a lens asks the same people something else."""
    return (ask.segment if ask.lens is None else f"{ask.segment} {' '.join(ask.lens)}"), person.id


LINES: dict[str, Callable[[Invented, str, int], str]] = {
    "unknowns": Invented.unknown,
    "lens": Invented._named,
}
"""What somebody hands in as a line, by what is asked; of a segment, from a place of the room."""
INVENTED: dict[str, Callable[[Invented, Ballot, Person, Part], Value]] = {
    "points": lambda one, ask, who, part: one._points(_about(ask, who), part, second=ask.name == "second"),
    "marks": lambda one, ask, who, part: one._marks(_about(ask, who), part, second=ask.name == "second"),
    "percent": lambda one, ask, who, part: one._percent(_about(ask, who), part.id),
    "votes": lambda one, ask, who, part: one._votes(_about(ask, who), part),
    "reason": lambda one, ask, who, part: one._reason(_about(ask, who), ask.of),
    "words": lambda one, ask, who, part: one._words(ask, who),
    "tick": lambda one, ask, who, part: one._ticks(who.id),
    "contact": lambda one, ask, who, part: one._contact(who.id, part),
    "picks": lambda one, ask, who, part: one._picks(_about(ask, who), part),
    "ticks": lambda one, ask, who, part: one._ticked(_about(ask, who), part),
    "cards": lambda one, ask, who, part: one._card(_about(ask, who), part),
}
"""What somebody would answer, by the kind of answer."""
