"""Takes in one round of answers, from slips and the laptop in any mixture, until the facilitator closes."""

from __future__ import annotations

from collections.abc import Callable

from cxw.day.desk import DONE, LEAVE, Ballot, Person
from cxw.keyboard import acting
from cxw.keyboard.dialogues import Choice, reword_in_round
from cxw.keyboard.handover import Handover
from cxw.keyboard.paper import WORK, SlipStack
from cxw.keyboard.seat import Seat
from cxw.keyboard.slips import WHY
from cxw.keyboard.slips_pane import SlipsPane
from cxw.keyboard.spreadsheet import take_spreadsheet
from cxw.keyboard.states import AtSlip, Visit
from cxw.keyboard.surface import Out, Surface
from cxw.keyboard.taking import ON, ROUND, SEAT, Taking
from cxw.model import DeskName
from cxw.text.phrases import say

_WHY_WORDS = (
    "{name} comes late",
    "{name} has left",
    "{name} does not want to answer",
    "{name} is not here",
)


def take_in(surface: Surface, ballot: Ballot) -> str:
    """Run one round until it is closed or left."""
    return Intake(surface, ballot).run()


def correct_slip(surface: Surface, ballot: Ballot) -> str:
    """Put one person's slip right after a reveal, part by part."""
    return Intake(surface, ballot, correcting=True).run()


class Intake:
    """One round on the paper desk and the laptop: runs the line, and does what the machine cannot do."""

    def __init__(self, surface: Surface, ballot: Ballot, *, correcting: bool = False) -> None:
        self.surface = surface
        self.ballot = ballot
        self.correcting = correcting
        self.round = (ballot.segment, ballot.title)
        masked, by_need = surface.projected, self.round in surface.by_need
        self.paper = SlipStack(ballot, masked=masked, correcting=correcting, by_need=by_need)
        self.taking = Taking(self.paper)
        self.pane = SlipsPane(self.paper, surface.clock)
        self.fresh = True
        """whether keys are thrown away that were typed before the line stood there: another person's"""

    def run(self) -> str:
        """The laptop goes round first where nobody answers on paper; else the line for slips stands open."""
        word = ON
        if not self.correcting and not self._on("paper") and self._on("laptop"):
            word = self._laptop_round()
        while word == ON:
            word = self._turn()
        return word

    def _on(self, desk: DeskName) -> list[Person]:
        waiting = self.ballot.waiting()
        laptop = desk == "laptop"
        return [p for p in self.ballot.people if p.id in waiting and (p.desk == "laptop") == laptop]

    def _turn(self) -> str:
        out = self.surface.run(self.pane, fresh=self.fresh)
        self.fresh = False
        self._keep_direction()
        if out.word in (LEAVE, DONE):
            return out.word
        word = self._acts(self.taking.work() if out.word == WORK else out)
        self.paper.ask_anew()
        return word

    def _keep_direction(self) -> None:
        """Whoever has turned the marks types the whole round so, whatever comes between."""
        turned = self.surface.by_need
        (turned.add if self.paper.by_need else turned.discard)(self.round)

    def _acts(self, out: Out) -> str:
        if out.word in (ON, DONE):
            return out.word
        if out.word == SEAT:
            return self._hand_to(out.value)
        if out.word in acting.WORDS:
            return self._side(acting.act(self.surface, self.ballot.acts, out.word, self.paper))
        acts: dict[str, Callable[[], object]] = {
            "other": self.paper.give_up,
            "drop": self.paper.throw_away,
            "over": lambda: DONE,
            ROUND: self._laptop_round,
            "close": self._close,
            "reword": self._reword,
            "collect": self._collect,
        }
        word = acts[out.word]()
        return word if isinstance(word, str) else ON

    def _close(self) -> str:
        """From the Paused screen; what is half typed then waits as if it had been typed ahead."""
        if not self.ballot.waiting():
            return DONE
        self.taking.close()
        return ON

    def _side(self, word: str) -> str:
        return LEAVE if word == LEAVE else ON

    def _reword(self) -> str:
        word, self.paper.said = reword_in_round(self.surface, self.ballot)
        return self._side(word)

    def _collect(self) -> str:
        """Take in answers from a spreadsheet, in the middle of the round."""
        took = take_spreadsheet(self.surface, self.ballot, everybody=self.paper.masked)
        self.paper.news, self.paper.said = took.news or self.paper.news, took.said or self.paper.said
        return self._side(took.word)

    # the laptop

    def _laptop_round(self) -> str:
        """Hand the laptop from one to the next, in the order of the file."""
        self.fresh = True
        thanks = ""
        passed: set[str] = set()
        while True:
            left = [person for person in self._on("laptop") if person.id not in passed]
            if not left:
                return ON
            word = self._seat(left[0], thanks)
            thanks = say("Thank you, {name}.", name=left[0].name) if word == DONE else ""
            passed.add(left[0].id)
            if word in (LEAVE, ON):
                return word

    def _hand_to(self, person: Person) -> str:
        self.fresh = True
        word = self._seat(person, "")
        taken = word == DONE and person.id not in self.ballot.waiting()
        self.paper.news = say("{name} is taken in.", name=person.name) if taken else ""
        return LEAVE if word == LEAVE else ON

    def _seat(self, person: Person, thanks: str) -> str:
        """One person at the laptop: DONE, LEAVE, ON (back to the line) or `pass` (later)."""
        again = not self.ballot.parts(person.id)
        out = self.surface.run(Handover(person, self.ballot, thanks=thanks, again=again))
        if out.word == "paper" and self.ballot.orders:
            return ON
        if out.word == "paper":
            self.paper.left_standing(waits=True)
            self.paper.state = AtSlip(Visit(person, self.paper.steps(self.ballot.parts(person.id))))
            return ON
        if out.word == "miss":
            return self._miss(person)
        return Seat(self.surface, self.ballot, person).answer(again=again) if out.word == "sit" else out.word

    def _miss(self, person: Person) -> str:
        ways = [(why, say(words, name=person.name)) for why, words in zip(WHY, _WHY_WORDS, strict=True)]
        out = self.surface.run(
            Choice(say("No answer"), say("{name} gives no answer in this round.", name=person.name), ways)
        )
        if out.word != LEAVE:
            self.ballot.miss(person.id, next(why for why in WHY if why == out.word))
        return out.word
