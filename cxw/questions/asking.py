"""A question, what is typed of it in one go, and what every kind of answer can say of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from cxw.model import DK, ENDS, OWN, TOTAL, ids_of
from cxw.questions.typed import is_unknown, tokens_of
from cxw.text.phrases import say

Value = Any
"""points: need -> points, or dk; marks: company -> need -> mark; percent: 0-100, or dk; votes: needs;

reason: its word; tick: true or false; contact: a word for when it was, or nothing;
picks: thing -> word, or dk; ticks: thing -> words, or dk; card: words and lines, nothing, or dk
"""
Read = tuple[Value | None, str]
"""A value, or None and why there is none."""
Cell = tuple[str, str]
"""A company and a need."""


@dataclass(frozen=True)
class Item:
    """A need or a company as it is asked about."""

    id: str
    text: str
    short: str = ""

    @property
    def label(self) -> str:
        """The short words where there are some."""
        return self.short or self.text


class Kind:
    """What sort of answer a question wants. There is one object of each kind; `kinds.KINDS` are all of them.

    What a desk, a slip or a rehearsal makes of it stands in tables there, under `name`.
    """

    name: str
    adds_up = False
    """whether the numbers of a row must add up to the total of the question"""
    rows = False
    """whether it is a row of numbers: it can be put aside, and be the first round's again"""
    by_company = False
    """whether there is a row for each company, kept once all of it is there"""
    beside = False
    """whether it is one letter behind a row; Enter alone then says the same for everybody"""
    afterwards = False
    """whether only those are asked whose row has moved; an empty line is no answer and nobody asks again"""
    takes_words = True
    """whether a word, or its first letters, may stand instead: late, same; else they are an answer"""
    follows = False
    """whether it is about the row before it, so that who does not know that row is not asked"""

    thing_by_thing = False
    """whether further questions about the same things are best answered together, one thing after another"""
    spaceless = False
    """whether a row may stand without spaces, and begin with the letter for not knowing as names begin"""
    own_words = False
    """whether any words are an answer, so that a name before them has to be told apart from them"""

    def steps(self, part: Part, *, by_need: bool) -> list[TypingStep]:
        """What is typed in one go; `by_need`: where there are rows, need by need."""
        return [TypingStep(part)]

    def read(self, step: TypingStep, row: str) -> Read:
        """What was typed, as a value, or the sentence that says why it is none."""
        raise NotImplementedError

    def letters(self) -> dict[str, str]:
        """The letters that are its answers, with what they say; none where it is typed otherwise."""
        return {}

    def legend(self, part: Part) -> dict[str, str]:
        """What signs in its row mean, with their words; none where numbers say it themselves."""
        return {}

    def apart(self, left: Sequence[TypingStep], row: str) -> list[str]:
        """A line cut into the row of the first step and what follows of the others."""
        return [row]

    def tokens(self, step: TypingStep, row: str) -> list[str]:
        """What was typed of each thing of a row, as far as it goes."""
        return tokens_of(row, step.count)

    def example(self, step: TypingStep) -> str:
        """A row as it could be typed; empty where the question says it."""
        return ""

    def off(self, step: TypingStep, row: str) -> int:
        """How much of its total is missing in a row of the right length; below 0 where it is too much."""
        return 0

    def whole_and_more(self, step: TypingStep, row: str) -> bool:
        """Whether the row is typed whole, and with it what follows on the slip."""
        return False

    def written(self, step: TypingStep, value: Value) -> str | None:
        """A value as it is typed; None where this step is not in it."""
        return str(value) if isinstance(value, int) else None

    def unknown(self, value: Value) -> bool:
        """Whether it says that nothing is known, so that what follows it is not asked."""
        return False

    def needs_order(self, row: str) -> bool:
        """Whether a row can only be read by who knows in which order the needs stand on the slip."""
        return self.rows

    def agrees(self, step: TypingStep, kept: Value, value: Value) -> bool | None:
        """Whether what was typed is what is kept; None where nothing is kept of this step."""
        return bool(kept == value)

    def joined(self, before: Value | None, value: Value) -> Value:
        """What was read of a part so far, with what was read now."""
        return value

    def is_word(self, word: str, part: Part) -> bool:
        """Whether a word that could belong to a name is an answer."""
        return False

    def is_row(self, token: str, part: Part) -> bool:
        """Whether a token that begins with a letter, as names do, is a row of answers or its beginning."""
        return False

    def are_letters(self, text: str) -> bool:
        """Whether letters are what is typed here, and no name."""
        return False

    def begins_another(self, step: TypingStep, row: str, text: str) -> bool:
        """Whether a line that begins like a name (`row`: what is behind it) is another person's slip."""
        return True

    def could_be(self, step: TypingStep, text: str) -> bool:
        """Whether a line that begins like a name could be an answer as well."""
        return False


@dataclass(frozen=True)
class Part:
    """One question of a ballot."""

    id: str
    kind: Kind
    question: str
    needs: tuple[Item, ...] = ()
    companies: tuple[Item, ...] = ()
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """marks: company -> ids of the needs asked about."""
    most: int = 0
    """votes: how many needs one person may vote for."""
    alone: Value = None
    """what Enter alone says, where it says the same for everybody; None: it says nothing."""
    ways: Mapping[str, str] = field(default_factory=dict)
    """reason, contact, picks, ticks: each value as the person reads it; cards: each line"""
    heard: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """picks, ticks, marks, points: thing -> who said what about it, where that is judged"""
    small: str = ""
    """what is said beside the question, in small print"""
    total: int = TOTAL
    """points: how many each person spreads"""
    ends: tuple[int, int] = ENDS
    """marks: the lowest and the highest that can be given"""
    unknown: str = ""
    """how whoever does not know says so, where the question has words of its own for it"""
    added: int = 0
    """how many of its things, the last ones, came after sheets were printed: they stand on new ones only"""
    of_things: bool = False
    """whether what it is about are no needs, but things of a lens"""
    quoted: bool = False
    """whether it is about texts that customers wrote: for their reader, on no screen that everybody sees"""

    def named(self, number: int, *, everybody: bool) -> str:
        """What one of its things is called on a screen, which perhaps everybody sees."""
        if self.quoted and everybody:
            return say("text {number}", number=number + 1)
        return self.needs[number].text

    def for_everybody(self) -> Part:
        """The part as a screen shows it that everybody sees."""
        if not self.quoted:
            return self
        named = (self.named(number, everybody=True) for number in range(len(self.needs)))
        return replace(
            self, needs=tuple(Item(one.id, name) for one, name in zip(self.needs, named, strict=True))
        )

    def letters(self) -> dict[str, str]:
        """The letters that are its answers, with what they say to the person."""
        found = self.kind.letters()
        values = {letter: str(TypingStep(self).read(letter)[0]) for letter in found}
        return {letter: self.ways.get(values[letter], words) for letter, words in found.items()}

    def legend(self) -> dict[str, str]:
        """What signs in its row mean, with their words."""
        return self.kind.legend(self)

    @property
    def without_company(self) -> bool:
        """Whether its marks are numbers for the things themselves: its one company stands for nobody."""
        return ids_of(self.companies) == [OWN]

    def asks(self, company: Item) -> Sequence[str]:
        """The needs that are asked about one company."""
        return self.asked.get(company.id, ()) or ids_of(self.needs)


@dataclass(frozen=True)
class TypingStep:
    """What is typed in one go: a part of a ballot, and for marks one company of it, or one need."""

    part: Part
    company: Item | None = None
    need: Item | None = None

    @property
    def kind(self) -> Kind:
        """Of its answer."""
        return self.part.kind

    @property
    def key(self) -> tuple[str, str]:
        """What tells this step from the others of a ballot."""
        about = self.company or self.need
        return self.part.id, about.id if about else ""

    @property
    def cells(self) -> list[Cell]:
        """The marks of this row, in the order in which they are typed."""
        cells = list[Cell]()
        for company in self.part.companies:
            if self.company in (None, company):
                asked = self.part.asks(company)
                cells += [(company.id, need) for need in asked if self.need is None or self.need.id == need]
        return cells

    @property
    def items(self) -> list[Item]:
        """What the numbers of this row are about: needs, or the companies where a need is the row."""
        if self.need is not None:
            return [one for one in self.part.companies if self.need.id in self.part.asks(one)]
        if self.company is None:
            return list(self.part.needs)
        asked = self.part.asks(self.company)
        return [need for need in self.part.needs if need.id in asked]

    @property
    def count(self) -> int:
        """How many numbers this row has."""
        return len(self.items)

    def read(self, row: str) -> Read:
        """What was typed, as a value, or the sentence that says why it is none."""
        return self.kind.read(self, row)


def steps(parts: Sequence[Part], order: Sequence[str] = (), *, by_need: bool = False) -> list[TypingStep]:
    """A ballot taken apart into what is typed in one go, its needs in the order of the slip."""
    ordered = [_ordered(part, order) for part in parts] if order else parts
    return [*chain.from_iterable(part.kind.steps(part, by_need=by_need) for part in ordered)]


def _ordered(part: Part, order: Sequence[str]) -> Part:
    asked = {company: tuple(sorted(needs, key=order.index)) for company, needs in part.asked.items()}
    return replace(part, needs=tuple(sorted(part.needs, key=lambda need: order.index(need.id))), asked=asked)


def in_file(value: Value, order: Sequence[str]) -> Value:
    """The same answer with its needs in the order of the file, whatever the slip's was."""
    if not isinstance(value, dict):
        return value
    if any(isinstance(row, dict) for row in value.values()):
        return {company: in_file(row, order) for company, row in value.items()}
    return {need: value[need] for need in order if need in value}


def unknown_or(row: str, read: Read) -> Read:
    """Don't know where the row says so, else what was read."""
    return (DK, "") if is_unknown(row) else read
