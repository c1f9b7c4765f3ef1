"""One person's ballot on the laptop, part by part; what is complete is kept before the next is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from cxw.day.desk import DONE, LEAVE, Ballot, Person
from cxw.keyboard.allocator import Allocator
from cxw.keyboard.answer_pane import AnswerPane
from cxw.keyboard.dialogues import faults_as_sentence
from cxw.keyboard.grideditor import GridEditor
from cxw.keyboard.picking import Picking
from cxw.keyboard.single import Single
from cxw.keyboard.surface import Surface
from cxw.keyboard.ticking import Boxes, OneBox
from cxw.keyboard.writing_card import WrittenCard
from cxw.questions.asking import Part, Value
from cxw.text.phrases import say

PANES: dict[str, type[AnswerPane]] = {
    "points": Allocator,
    "tick": OneBox,
    "contact": Boxes,
    "picks": Picking,
    "ticks": Picking,
    "cards": WrittenCard,
}
"""How a kind of answer is given on the laptop, where it is more than one typed line."""
REFUSED = "Not taken in yet; what was typed is still there."


class Seat:
    """A person at the laptop."""

    def __init__(self, surface: Surface, ballot: Ballot, person: Person) -> None:
        self.surface = surface
        self.ballot = ballot
        self.person = person
        self.done: set[str] = set()

    def answer(self, *, again: bool) -> str:
        """Ask for what is missing, or for the whole ballot again; DONE or LEAVE."""
        left = self._whole() if again else list(self.ballot.parts(self.person.id))
        while left:
            asked = _together(left)
            given = self._ask(asked)
            if given is None:
                return LEAVE
            self.done |= {part.id for part in asked}
            first = asked[0]
            left = self._left(left, again=again, unknown=first.kind.unknown(given.get(first.id)))
        return DONE

    def _whole(self) -> list[Part]:
        return [part for part in self.ballot.whole(self.person.id) if not part.kind.afterwards]

    def _left(self, left: Sequence[Part], *, again: bool, unknown: bool) -> list[Part]:
        now = [part for part in self.ballot.parts(self.person.id) if part.id not in self.done]
        if not again:
            return now
        kept = [part for part in left if part.id not in self.done and not (unknown and part.kind.follows)]
        known = {part.id for part in kept}
        return kept + [part for part in now if part.id not in known]

    def _ask(self, parts: Sequence[Part]) -> Mapping[str, Value] | None:
        """Part -> the value that was kept; None where cxw is left."""
        part = parts[0]
        if part.kind.by_company:
            return self._grid(part)
        pane = PANES.get(part.kind.name, Single)(
            part, self.person.name, self.ballot.title, masked=self.surface.projected
        )
        pane.sits(self.person, parts)
        fresh = True
        while True:
            out = self.surface.run(pane, fresh=fresh)
            fresh = False
            if out.word == LEAVE:
                return None
            given = pane.given(out.value)
            faults = (self._keep(part, given[part.id]) for part in parts if part.id in given)
            pane.said = next(filter(None, faults), "")
            if not pane.said:
                return given

    def _grid(self, part: Part) -> Mapping[str, Value] | None:
        pane = GridEditor(part, self.person.name, self.ballot.title, masked=self.surface.projected)
        fresh = True
        while True:
            out = self.surface.run(pane, fresh=fresh)
            fresh = False
            if out.word == LEAVE:
                return None
            for company, row in out.value:
                pane.said = self._keep(part, {company: row})
                if pane.said:
                    break
                pane.kept[company] = row
            if out.word == "value" and not pane.said:
                return {}

    def _keep(self, part: Part, value: Value) -> str:
        faults = self.ballot.accept(self.person.id, part.id, value, "laptop")
        if not faults:
            return ""
        return say(REFUSED) if self.surface.projected else faults_as_sentence(faults)


def _together(left: Sequence[Part]) -> list[Part]:
    """The first part; where it is answered thing by thing, with what is further asked of the same things."""
    first = left[0]
    if not first.kind.thing_by_thing:
        return [first]
    alike = takewhile(lambda part: part.kind.thing_by_thing and part.needs == first.needs, left)
    return [*alike]
