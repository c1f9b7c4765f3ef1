"""The day on a copy, with invented answers: the facilitator walks the screens, the ballots fill themselves.

At a terminal the screens, the board and the promises are the real ones, with their real keys; of each round
all slips but one come in by themselves, and the last one is left to be typed. Without a terminal the same day
goes by itself, and each screen is handed on.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from cxw.day import desk as d
from cxw.day import rounds
from cxw.day.needs import USUAL
from cxw.model import Decided, Evidence, Kind, PersonId, Session, without_stamp
from cxw.rehearsal.beforehand import beforehand
from cxw.rehearsal.invented import Invented
from cxw.replay.replaying import emptied
from cxw.text.phrases import say

if TYPE_CHECKING:
    from cxw.keyboard import Room
    from cxw.rehearsal.on_phones import InventedPhones

__all__ = ["Rehearsal", "beforehand", "like_those_of", "rehearsal_copy"]

STAMP = "REHEARSAL"
LEFT_OPEN = 3
"""Answers the facilitator is left to ask "how do we know?" of."""
EVIDENCE: tuple[tuple[Kind, str, int], ...] = (
    ("interviews", "visits", 12),
    ("front-line", "one call", 1),
)
"""What stands behind the first answers, so that the count has all its classes."""
LEFT_LINE: dict[str, str] = {"unknowns": "complete the sentence", "lens": "type a line"}
"""What is left to be done with somebody's line, by what is asked."""
NAMED = ("Another company", "A newcomer")
"""Competitors of a room that has named none."""
DECIDED = "somebody calls every customer back within a day"
"""What a room would do whatever customers say."""


def rehearsal_copy(session: Session, start: str = "") -> Session:
    """The set-up to rehearse on: stamped in its title, everybody there, and none of the answers.

    Its plan begins at `start`, so that the clock runs against the plan in the rehearsal too. Nobody rests.
    """
    begun = any(segment.stages.needs or segment.rounds for segment in session.segments)
    copy = emptied(session) if begun else session.model_copy(deep=True)
    if begun:
        copy.evidence = []  # it speaks of needs that are not on the board yet
    copy.runs = []
    for person in copy.participants:
        person.away = []
    if start and copy.plan is not None and copy.plan.start:
        copy.plan.start, copy.plan.end, copy.plan.breaks = start, None, []
    copy.title = f"{say(STAMP)}: {without_stamp(session.title)}"
    return copy


def like_those_of(session: Session) -> rounds.AskedLike:
    """A rehearsal asks in the totals and on the scales of the session itself, as far as it has rounds."""
    return lambda segment, of: rounds.newest(session.segment(segment), of)


Ask = TypeVar("Ask", bound=Any)


@dataclass
class Rehearsal:
    """A desk whose answers come by themselves; `room` is the facilitator's keyboard, if one sits there."""

    session: Callable[[], Session]
    screen: Callable[[d.Wall], object]
    """takes each screen that is shown"""
    today: dt.date
    room: Room | None = None
    phones: InventedPhones | None = None
    """those who answer over real HTTP"""
    seen: list[tuple[str, str]] = field(default_factory=list)
    """segment and stage of each screen, in the order shown; the opening has neither"""
    afterwards: list[str] = field(default_factory=list)
    """what is to be said once no screen stands there any more"""

    def __post_init__(self) -> None:
        self.invented = Invented(self.session())

    def show(self, wall: d.Wall) -> str:
        """Show a screen to the facilitator, or hand it on and do what comes next."""
        self.seen.append((wall.acts.segment if wall.acts else "", wall.stage))
        self.screen(wall)
        if self.room is not None:
            return self.room.show(wall)
        if d.REVEAL in wall.keys:
            return d.REVEAL
        if d.SECOND in wall.keys and wall.last:
            return d.SECOND
        return d.NEXT

    def proposals(self, ask: d.Proposals) -> str:
        """Everybody hands in a few needs."""
        slips: Counter[str] = Counter()
        places = {person.id: place for place, person in enumerate(ask.people)}
        self._on_phones(ask, lambda place: self.invented.needs(ask.segment, place))
        for id in self._by_themselves(ask.waiting()):
            slips.update(self.invented.needs(ask.segment, places[id]))
            ask.answered(id)
        for text, count in slips.items():
            ask.add(text, None, count, None)
        if self.room is None:
            return d.DONE
        self._left_for_you(ask, say("type a need or two, a line each"))
        return self.room.proposals(_stamped(ask))

    def board(self, ask: d.Board) -> str:
        """The facilitator merges and chooses; alone, the votes do."""
        if self.room is not None:
            return self.room.board(_stamped(ask))
        for into, other in list(ask.twins())[:1]:
            ask.merge(into, other)
        if ask.vote is not None and ask.lines() and not any(line.votes for line in ask.lines()):
            ask.vote(min(USUAL, len(ask.lines())))
        most = sorted(ask.lines(), key=lambda line: -line.votes)[:USUAL]
        if ask.choose([line.id for line in ask.lines() if line in most]):
            raise d.MovedOn(d.SKIP)  # nobody sits here who could have written needs
        return d.DONE

    def ballots(self, ask: d.Ballot) -> str:
        """Everybody's slip comes in, but the last where somebody is there to type it."""
        late = self._comes_late(ask)
        if self.phones is not None:
            by_phone = self._by_themselves(ask.waiting())
            self.phones.answer(ask, by_phone, lambda one: partial(self.invented.value, ask, ask.person(one)))
        for id in self._by_themselves(ask.waiting()):
            self._fill(ask, ask.person(id))
        if self.room is None:
            return d.DONE
        self._left_for_you(ask, say("type any answer, two letters of the name first"), late)
        return self.room.ballots(_stamped(ask))

    def _comes_late(self, ask: d.Ballot) -> list[str]:
        """One person comes after the first reveal: who it is, when that is told on this ballot."""
        late, first = self.invented.late, self.session().segments[0].name
        if not ask.opening or ask.segment != first or late is None or late not in ask.waiting():
            return []
        ask.miss(late, "late")
        return [ask.person(late).name]

    def _fill(self, ask: d.Ballot, person: d.Person) -> None:
        """Answer part after part; one answer may ask for the next, as a change asks for its reason."""
        while parts := ask.parts(person.id):
            faults = ask.accept(
                person.id, parts[0].id, self.invented.value(ask, person, parts[0]), person.desk
            )
            assert not faults, faults

    def _on_phones(self, ask: d.Lines, lines: Callable[[int], Sequence[str]]) -> None:
        """Those with phones hand their lines in, by their place in the room."""
        if self.phones is not None:
            places = {person.id: place for place, person in enumerate(ask.people)}
            self.phones.hand_in(ask, {id: lines(places[id]) for id in self._by_themselves(ask.waiting())})

    def _by_themselves(self, waiting: Sequence[PersonId]) -> list[PersonId]:
        """Whose slips come in without anybody typing."""
        if self.room is None:
            return list(waiting)
        own = self.phones.own() if self.phones is not None else set()
        return [person for person in waiting if person not in own][:-1]

    def _left_for_you(self, ask: Any, how: str, late: Sequence[str] = ()) -> None:
        """Say whose slip is left to be typed, where one is."""
        left = [person for person in ask.people if person.id in ask.waiting()]
        if not left:
            return
        came = len(ask.people) - len(left) - len(late)
        missing = [say("{name} comes late.", name=name) for name in late]
        if left[0].desk == "laptop":
            how = say("hand the laptop over")
        here = say("{came} of {all} came in by themselves.", came=came, all=len(ask.people))
        yours = say("{name} is left for you: {how}.", name=left[0].name, how=how)
        if self.room is not None:
            closes = say("Then an empty Enter closes, as on the day.")
            self.room.explain(" ".join([f"{say(STAMP)}.", *missing, here, yours, closes]), ask.segment)

    def correct(self, slips: Sequence[d.Ballot]) -> str:
        """The facilitator puts a slip right; alone, nobody does."""
        if self.room is not None:
            return self.room.correct(slips)
        return d.DONE

    def competitors(self, ask: d.Competitors) -> str:
        """The facilitator names them; alone, those of the set-up stand, or two are made up."""
        if self.room is not None:
            return self.room.competitors(_stamped(ask))
        for name in NAMED if not ask.named() else ():
            ask.add(str(say(name)), None)
        return d.DONE

    def look(self, ask: d.Look) -> str:
        """One answer has customers behind it, one a single story; a few of the rest are left to ask about."""
        names = [claim.name for claim in ask.claims()]
        fresh = [claim.name for claim in ask.claims() if not claim.looked]
        if fresh == names:
            for name, (kind, source, customers) in zip(names, EVIDENCE, strict=False):
                ask.evidence.attach(
                    Evidence(
                        id=ask.evidence.next_id(),
                        kind=kind,
                        source=str(say("{stamp}, invented: {source}", stamp=say(STAMP), source=say(source))),
                        date=self.today,
                        customers=customers,
                        seen=self.today,
                        supports=[name],
                    )
                )
                ask.audit(name, "evidence")
            fresh = names[len(EVIDENCE) :]
        for name in fresh[:-LEFT_OPEN] if self.room is not None else fresh:
            ask.audit(name, "assumption")
        if self.room is None:
            return d.DONE
        return self.room.look(_stamped(ask))

    def unknowns(self, ask: d.Unknowns) -> str:
        """Everybody completes the sentence, or names what a lens asks for."""
        self._on_phones(ask, lambda place: [self.invented.handed_line(ask, place)])
        for id in self._by_themselves(ask.waiting()):
            person = ask.person(id)
            (part,) = ask.parts(id)
            text = self.invented.value(ask, person, part)
            if text not in ask.lines():
                ask.accept(id, part.id, text, person.desk)
            ask.answered(id)
        if self.room is None:
            return d.DONE
        self._left_for_you(ask, say(LEFT_LINE[ask.of]))
        return self.room.unknowns(_stamped(ask))

    def promises(self, ask: d.Promises) -> str:
        """The facilitator makes promises of the lines; alone, the first line becomes one."""
        if self.room is not None:
            return self.room.promises(_stamped(ask))
        for number, _, research in list(ask.unknowns())[:1]:
            if not research:
                about = [claim.name for claim in list(ask.suggested())[:1]]
                card = ask.begin([number], about)
                owner = next(iter(ask.owners), None)
                ask.promise(card.model_copy(update={"owner": owner}), [number])
                if owner is not None:
                    ask.agree(card.id)
        return d.DONE

    def decisions(self, ask: d.Decisions) -> str:
        """The facilitator asks the room; alone, one line is made up."""
        if self.room is not None:
            return self.room.decisions(_stamped(ask))
        if not ask.lines():
            ask.keep(0, Decided(text=str(say(DECIDED)), owner=next(iter(ask.owners), None)))
        return d.DONE

    def tell(self, text: str) -> None:
        """Said on the facilitator's screen."""
        if self.room is not None:
            self.room.tell(text)

    def trouble(self, text: str, ways: Mapping[str, str]) -> str:
        """Somebody at the terminal chooses; a rehearsal in memory has no trouble."""
        if self.room is not None:
            return self.room.trouble(text, ways)
        return next(iter(ways))

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        """One of several words, as the facilitator says; nothing where nobody sits."""
        if self.room is not None:
            return self.room.choose(prompt, ways, title)
        return ""

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        """One typed line, or the default."""
        if self.room is not None:
            return self.room.line(prompt, default, title)
        return default


def _stamped(ask: Ask) -> Ask:
    """The same ask under the stamp: it stands beside the title of every widget."""
    under = copy(ask)
    vars(under)["segment"] = f"{say(STAMP)}  {ask.segment}"
    return under
