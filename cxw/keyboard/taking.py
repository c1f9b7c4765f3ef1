"""What becomes of a line: whose slip it is, what was chosen in a dialogue, and which lines come after it."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.day.desk import DONE, Person
from cxw.day.names import WATCHES, names_told_apart, who
from cxw.keyboard import saying
from cxw.keyboard.deciding import ENTER, Way, lines_of
from cxw.keyboard.entering import Entering
from cxw.keyboard.keys import Key
from cxw.keyboard.paper import SlipStack
from cxw.keyboard.slips import (
    LAPTOP,
    TO_LAPTOP,
    SlipLine,
    closing_words,
    is_long_enough,
    whole_why,
    why_no_answer,
)
from cxw.keyboard.states import Close, Comparing, Deciding, EitherOf, OneOrTwo, Replace, Visit, Waiting, Whose
from cxw.keyboard.surface import Out
from cxw.model import Missing
from cxw.text.phrases import say

ON, SEAT, ROUND = "on", "seat", "laptop"
"""Nothing more for now; somebody answers on the laptop; it goes round."""
HERE = " here"
"""The way that is nobody's name: the slip that lies open."""


class Taking:
    """Works off lines, and takes in what they hold."""

    def __init__(self, paper: SlipStack) -> None:
        self.paper = paper
        self.ballot = paper.ballot
        self.slip = Entering(paper)
        self._out: Out | None = None
        """what the surface has to do before another line is worked off"""

    def work(self) -> Out:
        """Do what was chosen, or what the line says; then the lines that wait, up to the first that stays."""
        paper, self._out = self.paper, None
        way, paper.way, paper.drafted = paper.way, None, []
        if way is not None:
            self._decided(way)
        else:
            self._entered()
        paper.ask_anew()
        self._work_off()
        # News are of the last line alone: an earlier one that lies in no number would go unseen.
        earlier = [said for said in paper.drafted if said != paper.news]
        paper.said = " ".join([*earlier, paper.said]).strip()
        return self._out or Out(ON)

    def _work_off(self) -> None:
        """The lines that wait, up to the first that stays; none that was typed behind another line."""
        paper = self.paper
        while self._out is None and paper.behind and not self._stuck:
            if paper.held_back:
                paper.said = paper.said or say(saying.HELD_BACK)
                return
            paper.overtaken = paper.older = False
            if paper.behind[0] == ENTER:
                del paper.behind[0]
                self._line(waited=True)
                paper.ask_anew()
            elif not paper.take_waiting():
                return

    @property
    def _stuck(self) -> bool:
        return self.paper.refused is not None or isinstance(self.paper.state, Deciding)

    def _entered(self) -> None:
        """Enter: an empty line goes on to the lines that wait, whose slip it was is not theirs any more."""
        if self.paper.behind and not self.paper.field.text.strip():
            self.paper.take_up()
        else:
            self.paper.older = bool(self.paper.behind)
            self._line(waited=False)

    def _line(self, *, waited: bool) -> None:
        paper = self.paper
        text, refused = paper.field.text, paper.refused
        paper.refused, paper.unseen, paper.said = None, False, ""
        if not text.strip():
            self._nothing(waited=waited)
            return
        if isinstance(paper.state, Comparing):
            paper.state = Waiting()
        visit, paper.doubted = paper.doubted, None
        if visit is not None and refused is not None and self._asks_aside(visit, text, refused):
            self.slip.aside(visit, refused)
        elif came := paper.slips_among():
            self._one_or_two(text, came)
        else:
            self._named(text)

    def _asks_aside(self, visit: Visit, text: str, refused: str) -> bool:
        """`s` by itself, or behind the row that was refused."""
        here = text.removeprefix(refused).strip().casefold() == "s"
        return here and self.ballot.can_put_aside and visit.left[0].kind.rows

    # an empty line

    def _nothing(self, *, waited: bool) -> None:
        paper, visit = self.paper, self.paper.visit
        if isinstance(paper.state, Comparing):
            paper.state = Waiting()
        elif visit is not None:
            self._left_open(visit)
        elif paper.correcting and not waited:
            self._out = Out(DONE)
        elif not waited:
            self.close()
            if not isinstance(paper.state, Deciding):
                self._out = Out(DONE)

    def _left_open(self, visit: Visit) -> None:
        """What is not on the slip; before everybody's eyes an empty line is a percentage like any other."""
        step, paper = visit.left[0], self.paper
        if step.kind.afterwards and not paper.correcting:
            faults = self.ballot.miss(visit.person.id, "declined")
            paper.unless(faults, say("{name}: no reason given, not asked again.", name=visit.person.name))
        elif step.kind.beside:
            self.slip.alone(visit)
        elif paper.masked and step.part.id == "conviction" and self._lacks(visit.person, step.part.id):
            self.slip.row(visit, "d")
        else:
            visit.done.add(visit.left.pop(0).key)
            self.slip.leaves_open(visit)

    def _lacks(self, person: Person, part: str) -> bool:
        """Whether this stands on the slip beside points and nothing is kept of it."""
        points = any(one.kind.rows for one in self.ballot.whole(person.id))
        missing = [one.id for one in self.ballot.parts(person.id)]
        return points and part in missing and not self.paper.correcting

    # whose line it is

    def _named(self, text: str) -> None:
        paper, visit = self.paper, self.paper.visit
        slip = paper.split(text)
        found = who(slip.letters, self.ballot.people) if self._are_enough(slip) else []
        if visit is not None and not self._is_next(visit, slip.row, text, found):
            self._at(visit, text, slip.letters)
        elif visit is not None and (either := self._could_be(visit, slip, text)):
            self._either(visit, either, found)
        else:
            self._begins(slip, found)

    def _begins(self, slip: SlipLine, found: Sequence[Person]) -> None:
        """A name begins another slip, whosever it is."""
        self.paper.state, self.paper.letter = Waiting(), slip.order
        if len(found) == 1 and slip.sure:
            self._person(found[0], slip.row)
        else:
            self._whose(slip, found)

    def _are_enough(self, slip: SlipLine) -> bool:
        """Whether letters are enough for a name; with a colon one is, where it is asked about anyhow."""
        signed = slip.letters.endswith(":") or slip.row.startswith(":")
        return is_long_enough(slip.letters, self.ballot.people) or (signed and self.paper.visit is not None)

    def _is_next(self, visit: Visit, row: str, text: str, found: Sequence[Person]) -> bool:
        """Whether a line typed at one slip begins another one."""
        step = visit.left[0]
        if not found or whole_why(text):
            return False
        if step.kind.beside:
            rows = zip(visit.left, self.paper.apart(visit.left, text), strict=False)
            return any(step.read(one)[1] for step, one in rows)
        return step.kind.begins_another(step, row, text)

    def _could_be(self, visit: Visit, slip: SlipLine, text: str) -> EitherOf | None:
        """How a line with a name can be the open slip's: its row may stand there, its Enter forgotten."""
        step = visit.left[0]
        if step.kind.could_be(step, text):
            return EitherOf(text, slip.row)
        fits = slip.name_last and not step.read(self.paper.apart(visit.left, slip.row)[0])[1]
        return EitherOf(slip.row, slip.row, slip.letters) if fits else None

    def _at(self, visit: Visit, text: str, letters: str) -> None:
        """A line of the slip that lies open; letters in it that are no answer were meant for a name."""
        why = None if visit.left[0].kind.own_words else whole_why(text)
        if why and not self.paper.correcting:
            self._gives_none(visit.person, why)
        elif letters and not self._is_answer(visit, text):
            self.paper.state = Waiting()
            self._whose(SlipLine(letters, ""), [])
        else:
            self.slip.row(visit, text)

    def _is_answer(self, visit: Visit, text: str) -> bool:
        return visit.left[0].kind.are_letters(text) or len(self.paper.apart(visit.left, text)) > 1

    def _whose(self, slip: SlipLine, found: Sequence[Person]) -> None:
        text, paper, letters = self.paper.field.text, self.paper, slip.letters
        if not letters or not is_long_enough(letters, self.ballot.people):
            paper.refuse(text, say("Whose slip is this? Begin with two letters of a name."))
        elif not found:
            paper.refuse(text, self._nobody(letters))
        else:
            nobody = Way("", say("nobody yet: back to the line, nothing is taken in"))
            asked = saying.whose(letters, sure=slip.sure)
            paper.ask(Whose(slip.row, paper.letter), asked, [nobody, *self._ways(found, slip)])

    def _ways(self, found: Sequence[Person], slip: SlipLine) -> list[Way]:
        """Everybody who can be meant; where words may be a name, with those behind it."""
        words = slip.row if not slip.sure and not self.paper.masked else ""
        names = zip(names_told_apart(found), found, strict=True)
        return [Way(one.id, saying.one_of_them(name, one, words)) for name, one in names]

    def _nobody(self, letters: str) -> str:
        """Why letters mean nobody who is asked."""
        seen = who(letters, self.ballot.observers)
        if len(seen) == 1:
            return f"{seen[0].name} {say(WATCHES)}"
        if self.paper.masked:
            return say("Nobody here begins with these letters.")
        return say("Nobody here begins with “{letters}”.", letters=letters)

    def _either(self, visit: Visit, about: EitherOf, found: Sequence[Person]) -> None:
        here = "words on {name}'s slip" if visit.left[0].kind.own_words else "the letters of {name}'s slip"
        if about.then:
            here = "the row of {name}'s slip; the name begins the next one"
        ways = [
            Way("", say("neither: back to the line, nothing is taken in")),
            Way(HERE, say(here, name=visit.person.name)),
            *(
                Way(one.id, say("{name}'s slip, which comes next", name=name))
                for name, one in zip(names_told_apart(found), found, strict=True)
            ),
        ]
        self.paper.ask(about, say("This can be read in two ways. Which is it?"), ways)

    def _one_or_two(self, text: str, came: Sequence[str]) -> None:
        ways = [
            Way("", say("nobody yet: back to the line, nothing is taken in")),
            Way(text, saying.as_one_line(text, masked=self.paper.masked)),
            *(Way(one, saying.only_what_came(one, masked=self.paper.masked)) for one in came),
        ]
        self.paper.ask(OneOrTwo(text), say(saying.ONE_OR_TWO), ways)

    # dialogues

    def _decided(self, way: Way) -> None:
        paper, state = self.paper, self.paper.state
        assert isinstance(state, Deciding), "a way is chosen in a dialogue"
        about, paper.state, paper.refused = state.about, state.over, None
        if isinstance(about, Close):
            self._closed(way)
        elif isinstance(about, Replace):
            self._replaced(about, way)
        elif isinstance(about, OneOrTwo):
            self._read_as(about, way)
        elif not way.word:
            paper.said = say("Nothing is taken in. One letter more says whose slip it is.")
            self._out = Out(ON)
        elif isinstance(about, Whose):
            paper.letter = about.order
            self._person(self.ballot.person(way.word), about.row)
        elif way.word == HERE and paper.visit is not None:
            paper.behind[:0] = [Key("paste", about.then), ENTER] if about.then else []
            self.slip.row(paper.visit, about.here)
        else:
            paper.letter = ""
            self._person(self.ballot.person(way.word), about.row)

    def _read_as(self, about: OneOrTwo, way: Way) -> None:
        paper = self.paper
        if not way.word:
            paper.said = say(saying.NOTHING_TAKEN)
            self._out = Out(ON)
            return
        paper.overtaken = way.word != about.text and bool(paper.behind)
        paper.field.put(way.word)
        self._named(way.word)

    def _closed(self, way: Way) -> None:
        """Close only over an empty desk: what was typed ahead is somebody's slip."""
        paper = self.paper
        if way.word == ROUND:
            self._out = Out(ROUND)
        elif way.word == DONE and any(line.strip() for line in [paper.field.text, *lines_of(paper.behind)]):
            paper.said = say(
                "Not closed: something was typed meanwhile. Take it in, or empty the line, then close."
            )
            if not paper.field.text:
                paper.pull()
            self._out = Out(ON)
        elif way.word == DONE:
            self._out = Out(DONE)

    def _replaced(self, about: Replace, way: Way) -> None:
        paper, visit = self.paper, self.paper.visit
        paper.letter = about.order
        if way.word != "replace":
            paper.over(say("{name}: left as it is.", name=about.person.name))
        elif visit is not None and visit.person.id == about.person.id:
            visit.kept = {}
            self.slip.row(visit, about.row)
        else:
            self.slip.begin(about.person, about.row, again=True)

    def close(self) -> None:
        """Ask whether the round is closed with answers missing; nothing is asked where none is."""
        here = set(self.ballot.waiting())
        waiting = [person for person in self.ballot.people if person.id in here]
        if not waiting:
            return
        laptop = [person for person in waiting if person.desk == "laptop"]
        drafts = len(here & {*self.ballot.drafts()})
        ways = [Way(ON, say("go on taking in"))]
        if laptop:
            ways.append(Way(ROUND, say("hand the laptop round: {number} to go", number=len(laptop))))
        ways.append(Way(DONE, closing_words(len(waiting), drafts)))
        self.paper.ask(Close(), saying.closing(waiting, drafts, self.paper.masked), ways)

    # a person

    def _person(self, person: Person, row: str) -> None:
        why, to_laptop = why_no_answer(row), row.casefold() in TO_LAPTOP
        if (why or to_laptop) and self._are_letters_of_needs(person, row):
            why, to_laptop = None, False
        if self.paper.correcting:
            self.slip.begin(person, row, again=True)
        elif why:
            self._gives_none(person, why)
        elif to_laptop or (not row and person.desk == "laptop"):
            self.paper.over("")
            self._out = Out(SEAT, person)
        elif not self.ballot.parts(person.id) and person.id not in self.ballot.waiting():
            self.slip.asks_to_replace(person, row)
        else:
            self.slip.begin(person, row, again=False)

    def _are_letters_of_needs(self, person: Person, row: str) -> bool:
        """Whether the first letters of a word are an answer here: ab, de, lap."""
        asked = self.ballot.whole(person.id)
        return (
            bool(asked) and not asked[0].kind.takes_words and not (whole_why(row) or row.casefold() in LAPTOP)
        )

    def _gives_none(self, person: Person, why: Missing) -> None:
        said = say("{name}: {why}, not asked again.", name=person.name, why=say(why))
        self.paper.unless(self.ballot.miss(person.id, why), said)
