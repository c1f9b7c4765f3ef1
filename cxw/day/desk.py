"""What a desk is asked: the screens it shows and the answers it takes in, whoever types.

The running order asks through these types and knows no desk. Each ask carries closures that keep what comes
in; every one of them has it on disk before it returns, and returns the sentences that say why it was not kept
(none: it was). A desk's method returns when the ask is over, with the word for how it ended.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from cxw.day.gathering import Claim, Gathering
from cxw.day.naming import NamesToChange
from cxw.day.needs import ProposedNeed
from cxw.day.people import People
from cxw.day.spreadsheets import SpreadsheetSeen
from cxw.model import AnswerName, Decided, DeskName, Id, LensPart, Missing, PersonId, Research
from cxw.questions.asking import Item, Part, Value
from cxw.text.phrases import say

DONE, LEAVE = "done", "leave"
"""The ask is over, go on; the facilitator leaves the program, and everything is kept."""
NEXT, BACK, REVEAL, SECOND, REOPEN, AFTER_ALL = "next", "back", "reveal", "second", "reopen", "after all"
SKIP, GOTO, CLOSING = "skip", "goto", "closing"
"""End this stage unfinished; go to another stage; go to the closing."""
AGAIN, RENEWED, RELOADED = "again", "renewed", "reloaded"
"""The stage is asked anew, or the wall shown anew; a new list's points come next; the file changed."""

Faults = list[str]
AskedOf = Literal["needs", "votes", "weights", "marks", "conviction", "guess", "unknowns", "apart", "lens"]


class MovedOn(Exception):
    """The facilitator leaves an ask for another place of the day; what was not taken in yet is not kept."""

    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(word)


@dataclass(frozen=True)
class Person:
    """Somebody who answers, and how."""

    id: PersonId
    name: str
    function: str
    desk: DeskName

    @property
    def is_function(self) -> bool:
        """Whether it is a function, which writes a card of its own, and nobody by name."""
        return not self.function and self.id == self.name


@dataclass(frozen=True)
class More:
    """What comes late, a need or a competitor more, and what can be done with it now."""

    weighed: Callable[[], bool]
    """whether answers were asked for: a need more is then parked, or begins a new list"""
    chosen: Callable[[], bool]
    """whether the room has chosen its needs"""
    need: Callable[[str], Faults]
    """its words: it joins the board"""
    park: Callable[[str, str], Faults]
    """its words, and why it is not worked with today"""
    begin: Callable[[str], Faults]
    """its words: a new list begins, over the chosen needs and this one"""
    renew: Callable[[Sequence[str]], Faults]
    """a new list begins over these needs of the board"""
    set_aside: Callable[[str, str], Faults]
    """a need of the board and why it is parked"""
    company: Callable[[str, str | None], Faults]
    """name, id (made from the name when None)"""
    marked: Callable[[], bool]
    """whether marks were asked for on this list of needs"""
    column: Callable[[], bool]
    """whether a competitor waits for a round of its own"""
    spare: Callable[[], Sequence[Item]]
    """competitors nobody has marked"""
    remove: Callable[[str], Faults]


@dataclass(frozen=True)
class Acts:
    """What the facilitator may do at any screen of a segment; `place` is the segment's name."""

    segment: str
    """id of the segment, empty at the set-up"""
    note: Callable[[str, str | None], Faults]
    """text, about"""
    reword: Callable[[str, str], Faults]
    """need, new words"""
    correct: Sequence[Ballot] = ()
    """after a reveal, a round each, the newest first: who answered, and an `accept` that keeps both values"""
    evidence: Gathering | None = None
    """what customers said or did, written down where it comes up"""
    more: More | None = None
    """what comes late; None where the key for it has another meaning"""
    names: NamesToChange | None = None
    """what can be called otherwise: the segment, companies, needs"""
    people: People | None = None
    """who is in the room, and how somebody joins, leaves or answers elsewhere"""
    place: str = ""


class Ballot(ABC):
    """One round of answers: who is asked what, what is still missing, and the one way in.

    A desk checks nothing: whatever it hands to `accept`, in good faith or not, is on disk when that returns,
    or refused with the sentences that say why. What stands below the abstract methods not every ballot has.
    """

    of: AskedOf
    """what it is about, as the file calls it: a key of tables, nothing to be compared"""
    name = ""
    """first or second for points and marks, else empty"""
    opening = False
    """whether it is the one that opens a list of needs: the first round of its points"""
    title: str
    segment: str
    question: str
    people: tuple[Person, ...]
    """everybody who may answer, in the order of the file"""
    acts: Acts | None = None
    orders: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """letter on a slip -> needs by id, as they stand on it, the file's order first; empty: one for all"""
    remark = ""
    """what the facilitator must know of the slips, or say, before typing any"""
    observers: tuple[Person, ...] = ()
    """who is in the room and is asked nothing"""
    lens: tuple[str, LensPart] | None = None
    """the lens, and which part of it; None for what every day asks"""
    asking = ""
    """what tells this ask from every other one of the day, also after the program was started again"""
    by_function = False
    """whether functions answer, each for all of its people: its `people` are functions then"""
    can_put_aside = False
    """whether a slip can be put aside as it was typed"""
    can_collect = False
    """whether a spreadsheet can be taken in"""
    private = False
    """whether people speak of themselves: it is shown nowhere"""

    @abstractmethod
    def parts(self, person: PersonId) -> tuple[Part, ...]:
        """What this person has yet to answer."""

    @abstractmethod
    def whole(self, person: PersonId) -> tuple[Part, ...]:
        """The whole ballot, for answering again before the round closes."""

    @abstractmethod
    def accept(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep an answer to one part; marks are accepted one company or several at a time."""

    @abstractmethod
    def waiting(self) -> Sequence[PersonId]:
        """Who has yet to answer, in the order of the file."""

    @abstractmethod
    def miss(self, person: PersonId, why: Missing) -> Faults:
        """Keep that somebody gives no answer; nobody asks them again."""

    def answers_for(self, person: PersonId) -> PersonId:
        """For whom somebody who writes on a phone answers: themselves, their function, or (empty) nobody."""
        return person

    def missed(self) -> Collection[PersonId]:
        """Who gives no answer: declined, left or absent."""
        return ()

    def inside(self) -> Collection[PersonId]:
        """Who counts as having answered where others see the count: it rises alike whatever is answered."""
        return {person.id for person in self.people} - {*self.waiting()} - {*self.missed()}

    def taken_in(self, people: Collection[PersonId]) -> tuple[int, int]:
        """How many of these people have answered, of how many who are to, where others see the count."""
        inside = {*self.inside()}
        to_answer = {*people} - ({*self.missed()} - {*self.waiting()} - inside)
        return len(inside & to_answer), len(to_answer)

    def drafts(self) -> Collection[PersonId]:
        """Whose slip was put aside."""
        return ()

    def kept(self, person: PersonId, name: str) -> Mapping[str, Value]:
        """Part -> value, as it is kept of the round called `first` or `second`; marks by company."""
        return {}

    def own(self, person: PersonId) -> Mapping[str, Value]:
        """Part -> value, of all that this person has answered here; of lines all of theirs."""
        return self.kept(person, self.name)

    def aside(self, person: PersonId, row: str) -> Faults:
        """Put a slip aside as it was typed."""
        return [say("a slip of this cannot be put aside")]

    def still_open(self) -> bool:
        """Whether it can still be answered: it was left for a while, and not ended."""
        return bool(self.waiting())

    def gone(self) -> bool:
        """Whether the room has left what it asks for good: it works with another list by now."""
        return False

    def late(self, person: PersonId, row: str) -> Faults:
        """Put a slip aside that came in after the close; refused once everybody sees the answers."""
        return [say("this is over: nothing more is taken in")]

    def rounded(self, person: PersonId, added: Mapping[str, int]) -> Faults:
        """Keep what was added to an answer so that it sums to its total."""
        return [say("nothing was rounded here")]

    def look_at(self, name: str) -> SpreadsheetSeen:
        """What a spreadsheet file is understood as; nothing of it is taken in."""
        return SpreadsheetSeen(faults=[say("answers to this come in from no spreadsheet")])

    def person(self, id: PersonId) -> Person:
        """Whoever has this id."""
        return next(person for person in self.people if person.id == id)


class Lines(Ballot):
    """Lines in people's own words, as many as somebody has; the desk may also take in some of nobody's."""

    @abstractmethod
    def answered(self, person: PersonId) -> Faults:
        """Keep that somebody has handed in (named or not): they are not asked again."""


class Proposals(Lines):
    """The needs come in, one by one or in bulk."""

    of: AskedOf = "needs"
    title = "Needs"

    @abstractmethod
    def lines(self) -> Sequence[ProposedNeed]:
        """The board so far."""

    @abstractmethod
    def add(self, text: str, by: PersonId | None, slips: int, id: str | None) -> Faults:
        """Words, by whom, slips, id (made from the words when None)."""

    @abstractmethod
    def bulk(self, line: str) -> Faults:
        """One typed line as parsed by `needs.slip`: `Quality x3`, `AL: Quality`."""


@dataclass(frozen=True)
class Board:
    """The facilitator merges twins and chooses; nothing is merged by itself."""

    segment: str
    lines: Callable[[], Sequence[ProposedNeed]]
    twins: Callable[[], Sequence[tuple[str, str]]]
    """pairs of needs that read alike, most alike first: suggestions"""
    merge: Callable[[str, str], Faults]
    """into, other"""
    split: Callable[[str, str, str | None], Faults]
    """need, one of its wordings, id of the new need or None: undo of a merge"""
    reword: Callable[[str, str], Faults]
    shorten: Callable[[str, str], Faults]
    park: Callable[[str, str], Faults]
    """need, why; an empty why takes it back"""
    add: Callable[[str, PersonId | None, int, str | None], Faults]
    choose: Callable[[Sequence[str]], Faults]
    """the needs the room works with, in the order of the screen: 3 to 12"""
    vote: Callable[[int], str] | None
    """runs the blind votes for so many needs and returns how they ended; the counts stand in the lines"""
    tie: Callable[[], Sequence[str]]
    """after votes: the needs level on the cut, between which the facilitator chooses"""
    acts: Acts | None = None


@dataclass(frozen=True)
class Competitors:
    """The room names who else these customers could choose."""

    segment: str
    company: Item
    named: Callable[[], Sequence[Item]]
    proposed: Sequence[str]
    add: Callable[[str, str | None], Faults]
    remove: Callable[[str], Faults]
    acts: Acts | None = None


@dataclass(frozen=True)
class Look:
    """The room looks at its decisive answers and says for each how it knows."""

    segment: str
    question: str
    claims: Callable[[], Sequence[Claim]]
    evidence: Gathering
    audit: Callable[[str, str], Faults]
    """answer, `evidence`, `assumption` or `open`"""
    acts: Acts | None = None
    news: Callable[[], str] = str
    """what has come to matter since the room began to look, as a sentence; empty where nothing has"""


class Unknowns(Lines):
    """Each person completes the sentence."""

    of: AskedOf = "unknowns"
    title = "What we do not know"

    @abstractmethod
    def lines(self) -> Sequence[str]:
        """What is not known so far."""

    @abstractmethod
    def add(self, text: str, by: PersonId | None) -> Faults:
        """A line, signed or not."""


@dataclass(frozen=True)
class Promises:
    """Unknown lines become research with owner, date and `we are wrong if`."""

    segment: str
    unknowns: Callable[[], Sequence[tuple[int, str, str]]]
    """number, words, research id or empty"""
    suggested: Callable[[], Sequence[Claim]]
    """answers nobody has customer evidence for, those first that matter most"""
    asked: Callable[[], Sequence[tuple[AnswerName, str]]]
    """questions of the SWOT board that no promise is about yet: the answer and the words"""
    cards: Callable[[], Sequence[Research]]
    next_id: Callable[[], Id]
    """the id of a promise more"""
    promise: Callable[[Research, Sequence[int]], Faults]
    """a promise and the unknown lines it answers: a known id is changed, an unknown one added"""
    begin: Callable[[Sequence[int], Sequence[AnswerName]], Research]
    """a new one about these unknown lines and answers, filled in from what the room believes"""
    agree: Callable[[Id], Faults]
    """the owner of a promise says yes; said again, takes it back"""
    has_yes: Callable[[Research], bool]
    """whether its owner is named as one who said yes"""
    owners: tuple[str, ...] = ()
    acts: Acts | None = None
    last: str = "Go on: these are our promises"
    """what the line below them does"""


@dataclass(frozen=True)
class Decisions:
    """At most so many lines of what we do anyway, whatever customers say, or of what we change now."""

    segment: str
    question: str
    lines: Callable[[], Sequence[Decided]]
    most: int
    keep: Callable[[int, Decided | None], Faults]
    """the line at this place, changed, or one more behind the last; None takes it out"""
    owners: tuple[str, ...] = ()
    acts: Acts | None = None
    about: Literal["anyway", "changes"] = "anyway"


@dataclass(frozen=True)
class Wall:
    """One screen of the projector, and what the facilitator can do at it."""

    stage: str
    step: str
    """where the day stands: `weights`, `first shown`"""
    draw: Callable[[int, int], str]
    """width and height -> lines with ANSI colours, no more than fit"""
    lowest: int = 0
    """lines without which it says nothing, where those are more than any wall has"""
    last: bool = True
    """whether this is the last page of its step"""
    keys: Mapping[str, str] = field(default_factory=dict)
    """word -> label: next, back, reveal, second, reopen ...; the desk maps keys to words"""
    lines_to_say: str = ""
    """what to say now; off the wall only"""
    alone: str = ""
    """what the facilitator alone should know before going on; never while everybody sees the screen"""
    workings: Callable[[], Sequence[str]] | None = None
    """what stands behind this screen, line by line; off the wall only"""
    hint: str = ""
    """the keys, in a line under the screen that everybody may see"""
    refusal: str = ""
    """why nothing is kept here: said at each key that would keep something"""
    acts: Acts | None = None
    asks: Promises | None = None
    """what the board on this screen asks, each question to become a promise; None where it asks nothing"""
