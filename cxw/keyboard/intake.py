"""Takes in one round of answers, from slips and the laptop in any mixture, until the facilitator closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxw.desk import DONE, LEAVE, Ballot, Person
from cxw.keyboard import acting
from cxw.keyboard.dialogues import Choice, line, reword_in_round, sentence, tell
from cxw.keyboard.handover import Handover
from cxw.keyboard.hub import MASKED_REFUSAL, Asking, Hub, Visit
from cxw.keyboard.seat import Seat
from cxw.keyboard.slips import (
    WHY,
    Step,
    closing_words,
    in_file,
    is_unknown,
    missing,
    read,
    split,
    steps,
    who,
    with_conviction,
)
from cxw.keyboard.surface import Out, Surface
from cxw.model import DK, DeskName

ON = "on"
_WHY_WORDS = ("comes late", "has left", "does not want to answer", "is not here")


def take_in(surface: Surface, ballot: Ballot) -> str:
    """Run one round until it is closed or left."""
    return Intake(surface, ballot).run()


def correct(surface: Surface, ballot: Ballot) -> str:
    """Put one person's slip right after a reveal, part by part."""
    return Intake(surface, ballot, correcting=True).run()


class Intake:
    """One round on the paper desk and the laptop."""

    def __init__(self, surface: Surface, ballot: Ballot, *, correcting: bool = False) -> None:
        self.surface = surface
        self.ballot = ballot
        self.correcting = correcting
        self.hub = Hub(ballot, masked=surface.projected, correcting=correcting)
        self.fresh = True
        self.letter = ""
        """the order of the slip that is typed, where slips have several"""
        self._then: Callable[[str], str] = lambda word: word

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
        out = self.surface.run(self.hub, fresh=self.fresh)
        self.fresh = False
        if out.word in (LEAVE, DONE):
            return out.word
        return self._acts(out)

    def _acts(self, out: Out) -> str:
        hub = self.hub
        if out.word == "line":
            return self._line(out.value)
        if out.word == "lines":
            return self._lines(out.value)
        if out.word == "aside":
            return self._aside(out.value)
        if out.word == "way":
            asking, hub.asking = hub.asking, None
            return self._way(out.value) if asking else ON
        self.fresh = out.word != "other"
        if out.word in acting.WORDS:
            return self._side(acting.act(self.surface, self.ballot.acts, out.word))
        return {
            "other": self._other,
            "over": lambda: DONE,
            "laptop": self._laptop_round,
            "close": self._close,
            "reword": self._reword,
            "collect": self._collect,
        }[out.word]()

    def _side(self, word: str) -> str:
        return LEAVE if word == LEAVE else ON

    def _reword(self) -> str:
        word, self.hub.said = reword_in_round(self.surface, self.ballot)
        return self._side(word)

    def _collect(self) -> str:
        """Take in answers from a spreadsheet, in the middle of the round."""
        collect = self.ballot.collect
        name = line(self.surface, "Which file holds the answers?", "")
        if collect is None or not name:
            return ON
        faults = collect(name)
        if not faults:
            self.hub.news = f"The answers of {name} are in."
        elif self.hub.masked:
            self.hub.said = (
                f"Nothing was taken in from {name}. `cxw collect` names the lines, off this screen."
            )
        else:
            tell(self.surface, sentence(faults))
        return ON

    def _other(self) -> str:
        self.hub.visit = None
        self.hub.field.put("")
        return ON

    # a line was typed

    def _lines(self, lines: Sequence[str]) -> str:
        """A pasted block: one slip a line, stopping at the first that needs a look."""
        for number, slip in enumerate(lines):
            if not slip.strip():
                continue
            self.hub.field.put(slip)
            self._line(slip)
            if self.hub.field.text or self.hub.asking:
                rest = sum(bool(other.strip()) for other in lines[number + 1 :])
                self.hub.said += f" {rest} more lines were not read." if rest else ""
                break
        return ON

    def _line(self, text: str) -> str:
        hub = self.hub
        if not text.strip():
            return self._nothing()
        slip = split(text, self.ballot.orders)
        found = who(slip.letters, self.ballot.people) if slip.letters else []
        if hub.visit is not None and not self._is_next_slip(slip.letters, slip.row, found):
            return self._row(hub.visit, text)
        self.letter = slip.order
        if len(found) != 1:
            return self._whose(slip.letters, slip.row, found)
        return self._person(found[0], slip.row)

    def _is_next_slip(self, letters: str, row: str, found: Sequence[Person]) -> bool:
        step = self.hub.visit.step if self.hub.visit else None
        if step is None or step.part.kind in ("votes", "reason"):
            return len(letters) > 1 and bool(row) and bool(found) and " " in row
        return len(letters) > 1 and bool(found)

    def _nothing(self) -> str:
        visit = self.hub.visit
        if visit is None:
            return DONE if self.correcting else self._close()
        if visit.left:
            if visit.left[0].part.kind == "reason" and not self.correcting:
                return self._no_reason(visit)
            visit.done.add(visit.left.pop(0).key)
        if not visit.left:
            self._over(visit, f"{visit.person.name}: the rest stays as it is.")
        return ON

    def _no_reason(self, visit: Visit) -> str:
        """An empty line instead of a reason: none is given, and none is waited for."""
        faults = self.ballot.miss(visit.person.id, "declined")
        if not faults:
            self.hub.visit = None
        return self._said(faults, f"{visit.person.name}: no reason given, not asked again.")

    def _whose(self, letters: str, row: str, found: Sequence[Person]) -> str:
        if not letters:
            said = "Whose slip is this? Begin with two letters of a name."
            self.hub.refuse(self.hub.field.text, said, aside=False)
        elif not found:
            these = "these letters" if self.hub.masked else f"“{letters}”"
            self.hub.refuse(self.hub.field.text, f"Nobody here begins with {these}.", aside=False)
        else:
            ways = [(str(n), person.id, person.name) for n, person in enumerate(found[:9], 1)]
            self.hub.asking = Asking(f"“{letters}” can be several people. Whose slip is it?", ways)
            self._then = lambda word: self._person(self.ballot.person(word), row)
        return ON

    def _way(self, word: str) -> str:
        return self._then(word)

    def _person(self, person: Person, row: str) -> str:
        why = missing(row) if not self.correcting else None
        if why is not None:
            return self._said(self.ballot.miss(person.id, why), f"{person.name}: {why}, not asked again.")
        if not self.correcting and "laptop".startswith(row.casefold()) and len(row) > 2:
            return self._hand_to(person)
        if not row and person.desk == "laptop" and not self.correcting:
            return self._hand_to(person)
        if self.correcting:
            return self._begin(person, row, again=True)
        if person.id not in self.ballot.waiting() and not self.ballot.parts(person.id):
            return self._replace(person, row)
        return self._begin(person, row, again=False)

    def _replace(self, person: Person, row: str) -> str:
        ways = [
            ("r", "replace", "take this slip instead"),
            ("enter", "keep", "leave it as it is"),
        ]
        self.hub.asking = Asking(
            f"{person.name} is taken in already, or was recorded as giving no answer.", ways
        )

        def then(word: str) -> str:
            if word == "replace":
                return self._begin(person, row, again=True)
            self.hub.field.put("")
            return ON

        self._then = then
        return ON

    def _begin(self, person: Person, row: str, *, again: bool) -> str:
        parts = self.ballot.whole(person.id) if again else self.ballot.parts(person.id)
        order = self.ballot.orders.get(self.letter, ())
        left = [
            step for step in steps(parts, order) if self.correcting or not again or step.part.kind != "reason"
        ]
        if self._lacks_letter(left, row):
            letters = ", ".join(self.ballot.orders)
            said = f"Which slip is it? The letter printed on it ({letters}) comes first."
            self.hub.refuse(self.hub.field.text, said, aside=False)
            return ON
        visit = Visit(person, left, again=again, order=self.letter)
        if not visit.left:
            self.hub.said = f"{person.name} has nothing more to answer here."
            self.hub.field.put("")
            return ON
        self.hub.visit = visit
        self.hub.field.put(row)
        return self._row(visit, row) if row else ON

    def _lacks_letter(self, left: Sequence[Step], row: str) -> bool:
        """Whether nobody can know in which order the needs stand on this slip."""
        asked = any(
            step.part.kind == "marks" or (step.part.kind == "points" and not is_unknown(row)) for step in left
        )
        return bool(self.ballot.orders) and not self.letter and asked

    def _row(self, visit: Visit, row: str) -> str:
        step = visit.step
        if step is None:
            return ON
        for one in self.hub.apart(visit.left, row):
            if not visit.left or not self._one(visit, one):
                break
        return ON

    def _one(self, visit: Visit, row: str) -> bool:
        """Take in one step; whether it was taken in."""
        step = visit.left[0]
        value, why = read(step, row)
        if visit.order:
            value = in_file(value, next(iter(self.ballot.orders.values())))
        faults = [why] if why else self.ballot.accept(visit.person.id, step.part.id, value, "paper")
        if faults:
            self._refuse(step, row, faults)
            return False
        self._taken(visit, step, unknown=step.part.kind == "points" and value == DK)
        return True

    def _refuse(self, step: Step, row: str, faults: Sequence[str]) -> None:
        said = MASKED_REFUSAL if self.hub.masked else sentence(faults)
        if self.correcting and not self.hub.masked and with_conviction(step, row):
            said = "Only the points are put right here: type them without how sure somebody is."
        aside = self.ballot.aside is not None and step.part.kind in ("points", "marks")
        self.hub.refuse(row, said, aside=aside)

    def _taken(self, visit: Visit, step: Step, *, unknown: bool) -> None:
        self.hub.field.put("")
        self.hub.said = ""
        visit.done.add(step.key)
        now = (
            []
            if self.correcting
            else steps(self.ballot.parts(visit.person.id), self.ballot.orders.get(visit.order, ()))
        )
        visit.left = visit.after(now, unknown=unknown)
        self.hub.news = f"{visit.person.name}: taken in"
        if not visit.left:
            self._over(
                visit,
                f"{visit.person.name} is taken in."
                if not self.correcting
                else f"{visit.person.name}: put right.",
            )

    def _over(self, visit: Visit, news: str) -> None:
        self.hub.visit = None
        self.hub.field.put("")
        self.hub.news = news

    def _aside(self, text: str) -> str:
        visit = self.hub.visit
        if visit is None or self.ballot.aside is None:
            return ON
        faults = self.ballot.aside(visit.person.id, f"{visit.order} {text}".strip())
        if not faults:
            self.hub.visit = None
        return self._said(faults, f"{visit.person.name}: put aside for a second look; it is in no number.")

    def _said(self, faults: Sequence[str], news: str) -> str:
        self.hub.said = sentence(faults)
        if not faults:
            self.hub.news = news
            self.hub.field.put("")
        return ON

    # closing

    def _close(self) -> str:
        waiting = list(self.ballot.waiting())
        if not waiting:
            return DONE
        laptop = self._on("laptop")
        drafts = len({*waiting} & {*self.ballot.drafts()})
        ways = [("enter", ON, "go on taking in"), ("c", DONE, closing_words(len(waiting), drafts))]
        if laptop:
            ways.insert(0, ("l", "laptop", f"hand the laptop round: {len(laptop)} to go"))
        names = ", ".join(person.name for person in self.ballot.people if person.id in waiting)
        missing = "1 answer is" if len(waiting) == 1 else f"{len(waiting)} answers are"
        text = f"{missing} still missing" + ("." if self.hub.masked else f": {names}.")
        if drafts:
            text += f" {'One slip was' if drafts == 1 else f'{drafts} slips were'} put aside."
        self.hub.asking = Asking(text, ways)
        self._then = lambda word: self._laptop_round() if word == "laptop" else word
        return ON

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
            thanks = f"Thank you, {left[0].name}." if word == DONE else ""
            passed.add(left[0].id)
            if word in (LEAVE, ON):
                return word

    def _hand_to(self, person: Person) -> str:
        self.hub.field.put("")
        self.fresh = True
        word = self._seat(person, "")
        self.hub.news = f"{person.name} is taken in." if word == DONE else ""
        return LEAVE if word == LEAVE else ON

    def _seat(self, person: Person, thanks: str) -> str:
        """One person at the laptop: DONE, LEAVE, ON (back to the line) or `pass` (later)."""
        again = not self.ballot.parts(person.id)
        out = self.surface.run(Handover(person, self.ballot, thanks=thanks, again=again))
        if out.word == "paper" and self.ballot.orders:
            return ON
        if out.word == "paper":
            self.hub.visit = Visit(person, steps(self.ballot.parts(person.id)))
            return ON
        if out.word == "miss":
            return self._miss(person)
        return Seat(self.surface, self.ballot, person).answer(again=again) if out.word == "sit" else out.word

    def _miss(self, person: Person) -> str:
        ways = [(why, f"{person.name} {words}") for why, words in zip(WHY, _WHY_WORDS, strict=True)]
        out = self.surface.run(Choice("No answer", f"{person.name} gives no answer in this round.", ways))
        if out.word != LEAVE:
            self.ballot.miss(person.id, next(why for why in WHY if why == out.word))
        return out.word
