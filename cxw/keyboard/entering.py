"""One person's slip: which steps it has, what of each row the ballot keeps, what is asked before it does."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.day.desk import Faults, Person
from cxw.keyboard import saying
from cxw.keyboard.deciding import Way
from cxw.keyboard.dialogues import faults_as_sentence
from cxw.keyboard.paper import SlipStack
from cxw.keyboard.rows import same_again, typed_again, unreached_marks
from cxw.keyboard.slips import SAME
from cxw.keyboard.states import AtSlip, Comparing, Finished, Replace, Visit, Waiting
from cxw.questions.asking import TypingStep, Value, in_file
from cxw.text.phrases import say


class Entering:
    """Opens somebody's slip and takes its rows in."""

    def __init__(self, paper: SlipStack) -> None:
        self.paper = paper
        self.ballot = paper.ballot

    def asks_to_replace(self, person: Person, row: str, text: str = "") -> None:
        """Somebody's answer is kept: does this one take its place?"""
        asked = say("{name} is taken in already. Replace it?", name=person.name)
        if person.id in self.ballot.missed():
            asked = say("{name} was recorded as giving no answer. Replace it?", name=person.name)
        ways = [Way("keep", say("leave it as it is")), Way("replace", say("take this slip instead"))]
        self.paper.ask(Replace(person, row, self.paper.letter), text or asked, ways)

    def begin(self, person: Person, row: str, *, again: bool) -> None:
        """Open a slip; with a row, take that in."""
        paper = self.paper
        visit = self._opened(person, row, again=again)
        if self._lacks_letter(visit.left, row):
            letters = ", ".join(self.ballot.orders)
            said = say("Which slip is it? The letter printed on it ({letters}) comes first.", letters=letters)
            paper.refuse(paper.field.text, said)
        elif not visit.left:
            paper.over("")
            paper.said = say("{name} has nothing more to answer here.", name=person.name)
        else:
            paper.state = AtSlip(visit)
            paper.field.put(row)
            if row:
                self.row(visit, row)
            else:
                self._propose(visit)

    def leaves_open(self, visit: Visit) -> None:
        """A step was left as it is: the next one comes, if there is one."""
        if visit.left:
            self._propose(visit)
        else:
            self.paper.over(say("{name}: the rest stays as it is.", name=visit.person.name))

    def _propose(self, visit: Visit) -> None:
        """Own words that are put right stand in the line as they were given, where nobody else sees them."""
        step, paper = visit.left[0], self.paper
        if paper.correcting and step.kind.own_words and not paper.masked:
            given = self.ballot.own(visit.person.id).get(step.part.id)
            paper.field.propose(step.kind.written(step, given) or "")

    def _opened(self, person: Person, row: str, *, again: bool) -> Visit:
        """What is missing of somebody's slip; or the whole, where it is typed again from its beginning."""
        letter = self.paper.letter
        if again:
            return Visit(person, self._whole(person), again=True, order=letter)
        left = self.paper.steps(self.ballot.parts(person.id), letter)
        given = self.ballot.kept(person.id, self.ballot.name) if row else {}
        whole = self._whole(person) if given else []
        if whole and typed_again(left, whole, row, given):
            return Visit(person, whole, again=True, order=letter, kept=given)
        return Visit(person, left, order=letter)

    def _whole(self, person: Person) -> list[TypingStep]:
        """All of a slip; what moved somebody is put right, but not asked again."""
        steps = self.paper.steps(self.ballot.whole(person.id), self.paper.letter)
        return [step for step in steps if self.paper.correcting or not step.kind.afterwards]

    def _lacks_letter(self, left: Sequence[TypingStep], row: str) -> bool:
        """Whether nobody can know in which order the needs stand on this slip."""
        same = row.casefold().split()[:1] in [[sign] for sign in SAME]
        asked = any(step.kind.needs_order(row) for step in left)
        return bool(self.ballot.orders) and not self.paper.letter and asked and not same

    # a row

    def row(self, visit: Visit, text: str) -> None:
        """Take in what one line holds, step by step, up to the first that does not fit."""
        row = self._written_out(visit, text)
        if row is None:
            none = say(
                "{name} has no row of the first round: type the one on the slip.", name=visit.person.name
            )
            self.paper.refuse(text, none)
            return
        rows = self.paper.apart(visit.left, row)
        gaps = unreached_marks(visit.left, row) if len(rows) == 1 else []
        if gaps and self.ballot.can_put_aside and not self.paper.correcting:
            self._draft(visit, row, gaps)
            return
        asked = [step.key for step in visit.left]
        for number, one in enumerate(rows):
            if self._is_over(visit, asked[number:]):
                continue
            if not visit.left or not self._one(visit, one, " ".join(rows[number:])):
                break
        self._say_again(visit, text, row)

    def _say_again(self, visit: Visit, typed: str, row: str) -> None:
        """What a sign for the row of the first round stood for, where it may be seen."""
        if row != typed and self.paper.refused is None and not self.paper.masked:
            self.paper.said = say("{name}: as in the first round: {row}.", name=visit.person.name, row=row)

    def _is_over(self, visit: Visit, asked: Sequence[tuple[str, str]]) -> bool:
        """Whether a row says what an earlier one has made needless: how sure a don't-know is."""
        return bool(visit.left and asked) and asked[0] not in [step.key for step in visit.left]

    def alone(self, visit: Visit) -> None:
        """An empty line where it says the same for everybody: no tick, no last contact."""
        step = visit.left[0]
        value = step.part.alone
        if faults := self._keep(visit, step, value):
            self._refuse(visit, "", faults)
            return
        visit.took(step, value, "")
        self._taken(visit, step, unknown=False)

    def _written_out(self, visit: Visit, text: str) -> str | None:
        if self.ballot.name != "second":
            return text
        return same_again(visit.left, text, self.ballot.kept(visit.person.id, "first"))

    def _one(self, visit: Visit, row: str, rest: str = "") -> bool:
        """Take in one step; whether it was taken in. `rest`: this row and those behind it."""
        step = visit.left[0]
        value, why = step.read(row)
        if why:
            self._refuse(visit, row, [why])
            return False
        if visit.agrees(step, value) is False:
            said = say(
                "{name}: what is kept of this slip is not what is typed now. Replace it?",
                name=visit.person.name,
            )
            self.asks_to_replace(visit.person, rest or row, said)
            return False
        if faults := self._keep(visit, step, value):
            self._refuse(visit, row, faults)
            return False
        visit.took(step, value, row)
        self._taken(visit, step, unknown=step.kind.unknown(value))
        return True

    def _keep(self, visit: Visit, step: TypingStep, value: Value) -> Faults:
        """Have it on disk; marks once a company's are all there."""
        if step.kind.by_company:
            value = visit.whole_rows(step, value)
        elif visit.agrees(step, value):
            return []
        if not value and step.kind.by_company:
            return []
        if visit.order:
            value = in_file(value, next(iter(self.ballot.orders.values())))
        return self.ballot.accept(visit.person.id, step.part.id, value, "paper")

    def _refuse(self, visit: Visit, row: str, faults: Sequence[str]) -> None:
        step = visit.left[0]
        hidden = saying.MASKED_REFUSAL if step.kind.rows else saying.MASKED_NO_ROW
        said = say(hidden) if self.paper.masked else faults_as_sentence(faults)
        if self.paper.correcting and not self.paper.masked and step.kind.whole_and_more(step, row):
            said = say("Only the points are put right here: type them without how sure somebody is.")
        aside = self.ballot.can_put_aside and step.kind.rows
        self.paper.refuse(row, f"{said} {say(saying.ASIDE)}" if aside else said)
        self.paper.doubted = visit
        if self.paper.masked and _alike_follows(visit, step):
            # Nobody sees that it was refused, and the next row, typed on, would be read as this one.
            self.paper.state = Waiting()
            colon = ":" if step.kind.own_words else ""
            self.paper.field.put(f"{visit.order} {visit.person.name}{colon} {row}".strip())

    def _taken(self, visit: Visit, step: TypingStep, *, unknown: bool) -> None:
        paper, person = self.paper, visit.person
        paper.clear()
        paper.said = ""
        now = [] if paper.correcting else paper.steps(self.ballot.parts(person.id), visit.order)
        visit.goes_on_with([*now, *self._asked_of_all(visit, now)], unknown=unknown)
        if visit.left:
            whole = step.need is None
            paper.news = saying.kept_so_far(person, step, visit.left[0], whole=whole)
            self._propose(visit)
        elif paper.correcting:
            self.paper.over(say("{name}: put right.", name=person.name))
        else:
            self.paper.over(
                say("{name} is taken in.", name=person.name) if person.id not in self.ballot.waiting() else ""
            )
            paper.state = Comparing(Finished(person, tuple(visit.read), visit.values))

    def _asked_of_all(self, visit: Visit, now: Sequence[TypingStep]) -> list[TypingStep]:
        """Where all see the screen: what is further asked of the same things, also of who knows none."""
        if not self.paper.masked or self.paper.correcting:
            return []
        known = {step.key for step in now}
        return [step for step in visit.left if step.kind.thing_by_thing and step.key not in known]

    # a second look

    def aside(self, visit: Visit, row: str) -> None:
        """Keep a slip as it was typed, for a second look."""
        typed = " ".join([visit.order, *visit.rows, row]).strip()
        faults = self.ballot.aside(visit.person.id, typed)
        self.paper.unless(
            faults, say("{name}: put aside for a second look; it is in no number.", name=visit.person.name)
        )

    def _draft(self, visit: Visit, row: str, gaps: Sequence[str]) -> None:
        """Marks that are not all there: kept as they are, and what is missing named."""
        self.aside(visit, row)
        if not self.paper.said and not self.paper.masked:
            self.paper.news = say(
                "{name}: put aside, not all marks are there. Missing: {gaps}.",
                name=visit.person.name,
                gaps=", ".join(gaps),
            )
        self.paper.drafted.append(self.paper.news)


def _alike_follows(visit: Visit, step: TypingStep) -> bool:
    """Whether the slip has another row that is typed as this one is."""
    if step.kind.by_company:
        return len(step.part.companies) > 1
    return len(visit.left) > 1 and (step.kind.thing_by_thing or step.kind.own_words)
