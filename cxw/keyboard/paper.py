"""The line for slips as one machine: keys and the time go in, states come out, and answers go to the ballot.

It knows no terminal and no clock. `press` takes a key and saves nothing; where it returns WORK, `taking` does
what the line says, and comes back with what the surface has to do next. Keys that came too early for what
stands on the screen lie behind the line (`behind`) and are worked off in order. None is dropped; but a line
that names nobody follows only the line it was typed behind, never another one that was typed later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cxw.day.desk import Ballot, Faults, Person
from cxw.day.names import who
from cxw.keyboard import saying
from cxw.keyboard.deciding import BREAK, ENTER, Dialogue, Way, lines_of, one_by_one
from cxw.keyboard.dialogues import faults_as_sentence
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.keyboard.rows import split_row, with_reason
from cxw.keyboard.seams import LEFT, Seams, Whom
from cxw.keyboard.slips import SlipLine, cells_as_typed, is_long_enough, split_line, split_own_words
from cxw.keyboard.states import About, AtSlip, Deciding, State, Visit, Waiting
from cxw.keyboard.surface import Out
from cxw.questions.asking import Part, TypingStep, steps
from cxw.text.pasting import ends_its_line, pasted_rows
from cxw.text.phrases import say

WORK = "work"
"""A line is to be worked off, or what was chosen is to be done."""


class SlipStack:
    """One round's slips."""

    def __init__(
        self, ballot: Ballot, *, masked: bool = False, correcting: bool = False, by_need: bool = False
    ) -> None:
        self.ballot = ballot
        self.masked = masked
        self.correcting = correcting
        self.by_need = by_need
        """whether marks are typed as they stand on the slip: a need a row"""
        self.state: State = Waiting()
        self.field = Field()
        self.behind: list[Key] = []
        self.overtaken = False
        """whether the line that waiting ones were typed behind is gone"""
        self.older = False
        """whether what waits is older than the line that is asked about"""
        self.seams = Seams()
        self._last = 0.0
        """when the last key came"""
        self.refused: str | None = None
        """the row that was refused, while it stands in the line as it was typed"""
        self.doubted: Visit | None = None
        """whose the refused row is"""
        self.unseen = False
        """whether the refused row cannot be seen, so that the next letter begins it anew"""
        self.letter = ""
        """the order of the slip that is typed, where slips have several"""
        self.said = ""
        self.news = ""
        self.drafted: list[str] = []
        """what was put aside of the lines that are worked off together"""
        self.way: Way | None = None
        """what was chosen in a dialogue, until it is done"""
        self._expected: dict[tuple[str, str, bool], list[TypingStep]] = {}
        """by person, order and direction, what slips hold while nothing is kept"""

    # keys

    def press(self, key: Key, now: float) -> Out | None:
        """Take one key: into the line, to the dialogue, or behind both."""
        after_a_break, self._last = now - self._last >= LEFT, now
        if isinstance(self.state, Deciding):
            got = self.state.dialogue.press(key, now)
            if got is True:
                self._put_back(key, after_a_break)
            self.way = got if isinstance(got, Way) else None
            return Out(WORK) if self.way else None
        if key.name == "enter":
            return Out(WORK)
        if key.name == "tab":
            self._tab()
            return None
        if after_a_break:
            self.left_standing()
        first, *rest = one_by_one(self._from_a_table(key))
        if self._waits_behind(first, rest):
            self.behind += [first, *rest]
            return None
        self._type(first)
        self._follow(rest[1:])
        return Out(WORK) if rest else None

    def _follow(self, lines: Sequence[Key]) -> None:
        """The rest of a paste follows its first line, before what waits already."""
        if lines and self.overtaken:
            self.behind.insert(0, BREAK)
            self.overtaken = False
        self.behind[:0] = lines

    def _put_back(self, key: Key, after_a_break: bool) -> None:
        """A key that came over a question waits; it goes on with no line that is older than the question."""
        half = bool(self.behind) and self.behind[-1] not in (ENTER, BREAK)
        broken, self.older = self.older or (half and after_a_break), False
        self.behind += [*([BREAK] if broken else []), *one_by_one(key)]

    def take_waiting(self) -> bool:
        """Put the next key that waits into the line, unless it stays where it is; whether it did."""
        first, *rest = self.behind
        if self._waits_behind(first, rest[:1]):
            return False
        if first == BREAK:
            self.overtaken = True
        else:
            self._into_the_line(Key(" ", " ") if first.name == "tab" else first)
        del self.behind[0]
        return True

    def _waits_behind(self, key: Key, end: Sequence[Key]) -> bool:
        """Whether a pasted slip waits behind what is typed here; `end`: the Enter that came with it."""
        slip = key.name == "paste" and [*end[:1]] == [ENTER] and self._is_apart(key.text)
        if not slip and not (key == BREAK and self.field.text.strip()):
            return False
        self.left_standing(waits=True)
        self.said = say(saying.PASTED_BEHIND)
        return True

    def left_standing(self, *, waits: bool = False) -> None:
        """Something comes between what is in the line and what may be typed on."""
        self.seams.left(self.field, waits=waits)

    def _from_a_table(self, key: Key) -> Key:
        """Pasted cells of own words as they would be typed: a name, a colon, the words, then the lines."""
        step, _ = self.current() if key.name == "paste" and "\t" in key.text else (None, "")
        if step is None or not step.kind.own_words:
            return key
        rows = (cells_as_typed(cells, self.ballot.people) for cells in pasted_rows(key.text))
        end = "\n" if ends_its_line(key.text) else ""
        return Key("paste", "\n".join(rows) + end)

    def _is_apart(self, line: str) -> bool:
        """Whether a pasted slip has its own name, and so is no end of what is typed, or was refused, here."""
        typed = bool(self.field.text.strip()) and not self.unseen
        return typed and bool(who(self.split(line).letters, self.ballot.people))

    def _type(self, key: Key) -> None:
        if self.unseen and key.text:
            self._empty()
        self.said = ""
        stood = bool(self.field.text)
        self._into_the_line(key)
        if stood and not self.field.text:
            self._empty()

    def _into_the_line(self, key: Key) -> None:
        """What is pasted may be another slip than what stands there, and than what is typed behind it."""
        self.seams.keep_to(self.field.text)
        if key.name == "paste":
            self.left_standing()
        self.field.press(key)
        if key.name == "paste":
            self.left_standing()

    def _empty(self) -> None:
        """The line is emptied, and what waits behind it waits without it.

        A reason or a row typed below a slip that gave way would else stand with the next slip.
        """
        self.field.put("")
        self.unseen, self.overtaken = False, bool(self.behind)

    @property
    def held_back(self) -> bool:
        """Whether what waits names nobody, and what it was typed behind is gone."""
        first = self._whose([*lines_of(self.behind), ""][0])
        return self.overtaken and not first.names_somebody

    def slips_among(self) -> list[str]:
        """What came into the line after it was left, and may be a slip by itself."""
        return self.seams.slips_among(self.field.text, self._whose)

    def _whose(self, line: str) -> Whom:
        """Whom a line means by itself; at a slip that lies open, a line without a name means its person."""
        slip, people = self.split(line), self.ballot.people
        found = {one.id for one in who(slip.letters, people)} if slip.sure else set[str]()
        if self.visit is not None and not slip.letters:
            found = {self.visit.person.id}
        return Whom(slip, found, is_long_enough(slip.letters, people))

    def _tab(self) -> None:
        """In the empty line it turns the direction of marks; else it says how the row stands."""
        if not self.field.text and self.turns:
            self.by_need = not self.by_need
            self._reopen()
        elif self.field.text:
            step, row = self.current()
            self.said = saying.how_it_stands(
                step, self.apart(self.left(), row)[0] if step else row, self.masked
            )
            if self.refused is None and not self.field.text.endswith(" "):
                self.field.press(Key(" ", " "))
        else:
            self.said = say(saying.NOTHING_TYPED)

    @property
    def turns(self) -> bool:
        """Whether marks could be typed in two directions: not between two rows of one slip."""
        left = [step for step in self.left() if step.kind.by_company]
        begun = isinstance(self.state, AtSlip) and bool(self.state.visit.rows)
        return bool(left) and len(left[0].part.companies) > 1 and not begun

    def _reopen(self) -> None:
        """The slip that lies open is read in the other direction."""
        if isinstance(self.state, AtSlip):
            visit = self.state.visit
            parts = self.ballot.whole(visit.person.id) if visit.again else self.ballot.parts(visit.person.id)
            visit.left = self.steps(parts, visit.order)

    def back(self) -> bool:
        """Esc takes a dialogue back: what it covered and what was typed over it stay, unsent."""
        self.left_standing()
        if not isinstance(self.state, Deciding):
            return False
        self.state = self.state.over
        if not self.field.text:
            self.pull()
        return True

    def seen_by(self, everybody: bool) -> None:
        """Other eyes than before see the line: what was said or asked may name people or values."""
        self.back()
        self.masked, self.said, self.news = everybody, "", ""
        self.unseen = everybody and self.refused is not None
        self.ask_anew()

    def others_answered(self) -> None:
        """Whose slip lies open may have sent it on a phone: then what is typed is a slip typed again."""
        self.ask_anew()
        self.left()  # found out now: the next key would wait for it
        if not isinstance(self.state, AtSlip) or self.state.visit.again or self.correcting:
            return
        visit = self.state.visit
        still = {step.key for step in self.steps(self.ballot.parts(visit.person.id), visit.order)}
        if visit.left[0].key not in still:
            typed, self.state, self.refused = self.field.text, Waiting(), None
            self.field.put(f"{visit.person.name} {typed}" if typed else "")
            self.left_standing()
            self.said = say("{name} has answered on the phone meanwhile.", name=visit.person.name)

    def pull(self) -> None:
        """Put the first line that waits into the line, without its Enter."""
        while self.behind and self.behind[0] != ENTER:
            if not self.take_waiting():
                return
        del self.behind[:1]
        self.overtaken = self.overtaken and bool(self.behind)
        self.left_standing()

    def take_up(self) -> None:
        """What waits is worked off by itself: whose slip it was behind is not its person's any more."""
        self.give_up()
        self.overtaken = False
        while self.behind[:1] == [BREAK]:
            del self.behind[0]

    def give_up(self) -> None:
        """Another person's slip: what is typed of this one goes, what was kept of it stays."""
        self.state, self.refused = Waiting(), None
        self._empty()

    def throw_away(self) -> None:
        """The lines that wait are not wanted."""
        self.behind, self.overtaken = [], False

    def clear(self) -> None:
        """Empty the line."""
        self.field.put("")
        self.refused, self.unseen = None, False

    # what became of a line

    def over(self, news: str) -> None:
        """The slip is done with; the line waits for the next one."""
        self.state = Waiting()
        self.clear()
        self.news = news

    def refuse(self, row: str, said: str) -> None:
        """The row stays as it was typed, with the reason."""
        self.field.put(row)
        self.refused, self.unseen, self.said = row, self.masked, said
        self.left_standing()

    def unless(self, faults: Faults, news: str) -> None:
        """The slip is done with, unless it could not be kept."""
        if faults:
            self.refuse(self.field.text, faults_as_sentence(faults))
        else:
            self.over(news)

    def ask(self, about: About, text: str, ways: Sequence[Way]) -> None:
        """Open a dialogue over the line."""
        assert not isinstance(self.state, Deciding), "one question at a time"
        self.left_standing()
        self.state = Deciding(self.state, about, Dialogue(text, ways))

    # what is asked

    @property
    def visit(self) -> Visit | None:
        """The slip that lies open."""
        state = self.state.over if isinstance(self.state, Deciding) else self.state
        return state.visit if isinstance(state, AtSlip) else None

    def current(self) -> tuple[TypingStep | None, str]:
        """Which step the typed line is about, and the row in it."""
        left = self.left()
        row = self.field.text if self.visit is not None else self.slip().row
        return (left[0] if left else None), row

    def slip(self) -> SlipLine:
        """The typed line taken apart."""
        return self.split(self.field.text)

    def split(self, line: str) -> SlipLine:
        """A line taken apart: whose it is, and the row.

        Where everybody sees the screen, own words behind a name and a sign behind one are asked about alike.
        """
        asked = self.visit.left if self.visit is not None else self.expected(None)
        part = asked[0].part if asked else None
        if part is not None and part.kind.own_words:
            own = split_own_words(line, self.ballot.people, part)
            return replace(own, sure=False) if self.masked and own.by_sign else own
        beside = any(step.kind.beside for step in asked)
        return split_line(line, self.ballot.orders, self.ballot.people, part, beside=beside)

    def named(self) -> Person | None:
        """The one person the letters typed so far mean, if they mean one."""
        if self.visit is not None:
            return self.visit.person
        found = who(self.slip().letters, self.ballot.people)
        return found[0] if len(found) == 1 else None

    def left(self) -> list[TypingStep]:
        """What is left of this visit; before one, what a whole slip of the person named so far holds."""
        if self.visit is not None:
            return self.visit.left
        return self.expected(self.named(), self.slip().order)

    def expected(self, person: Person | None, order: str = "") -> list[TypingStep]:
        """What a slip holds: somebody's, or whosever has most to answer."""
        key = (person.id if person else "", order, self.by_need)
        if key not in self._expected:
            self._expected[key] = self._held(person, order)
        return self._expected[key]

    def _held(self, person: Person | None, order: str) -> list[TypingStep]:
        if person is not None:
            return self.steps(self.ballot.parts(person.id) or self.ballot.whole(person.id), order)
        return self.steps(_longest(self.ballot), order)

    def ask_anew(self) -> None:
        """Something was kept, or somebody came: what a slip of the round holds may be another thing now."""
        self._expected = {}

    def steps(self, parts: Sequence[Part], order: str = "") -> list[TypingStep]:
        """Parts of a ballot as they are typed in this round."""
        return steps(parts, self.ballot.orders.get(order, ()), by_need=self.by_need)

    def apart(self, left: Sequence[TypingStep], row: str) -> list[str]:
        """The rows on one line; in a second round the reason may stand behind them."""
        again = self.ballot.name == "second" and not self.correcting
        return with_reason(left, row) if again else split_row(left, row)


def _longest(ballot: Ballot) -> Sequence[Part]:
    """What whoever has most to answer is asked; when nobody waits, what was asked of anybody.

    Whoever misses everything ends the search: hundreds may wait, and each answer of a phone asks anew.
    """
    waiting = ballot.waiting()
    whole = next((ballot.whole(id) for id in (*waiting, *(one.id for one in ballot.people))), ())
    longest: Sequence[Part] = () if waiting else whole
    for id in waiting:
        parts = ballot.parts(id)
        longest = parts if not longest else max(longest, parts, key=_needs_in)
        if _needs_in(longest) >= _needs_in(whole):
            break
    return longest


def _needs_in(parts: Sequence[Part]) -> int:
    return sum(len(part.needs) for part in parts)
