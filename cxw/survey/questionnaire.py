"""What customers are asked: the needs in their words, the companies, nothing else of the session.

Needs and companies stand by the alphabet: the room's order would say what it believes. The order that a
respondent sees is drawn by each way of asking.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cxw.day.grid import AS_NOW
from cxw.day.names import without_accents
from cxw.day.orders import orders
from cxw.errors import CxwError
from cxw.model import Company, Need, Segment, Session
from cxw.survey import phrasing
from cxw.survey.heads import answer_heads, text_heads
from cxw.text.categories import read_need
from cxw.text.phrases import Phrases, in_english, phrases_asked, say

HIRED_LENS = "hired"
"""The lens whose question customers are asked too."""
FEWEST = 2
"""Needs over which points can be spread."""
SHORTEST_NAME = 3
"""Letters of a company's name from which on it is looked for among words."""
_SHORTHAND = re.compile(r"\b[A-Z][A-Z0-9]{1,5}\b")


@dataclass(frozen=True)
class AskedAbout:
    """A need or a company as a customer reads it, with its id in the session file."""

    id: str
    words: str


@dataclass(frozen=True)
class CustomerWords:
    """How customers are told what is meant: what they choose; other words for needs and companies, by id."""

    about: str = ""
    needs: Mapping[str, str] = field(default_factory=dict)
    companies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Questionnaire:
    """One questionnaire; every file of the kit is made of it alone."""

    needs: tuple[AskedAbout, ...]
    companies: tuple[AskedAbout, ...]
    """With the own one, by the alphabet; asked about in the long form only."""
    company: str
    """The own company's name, for the question who somebody is to it."""
    long: bool
    about: str
    """What customers choose, in a few of their words; empty where nobody said."""
    say: Phrases
    seed: int
    segment: str
    """Its id, which stands in no file."""
    hired: bool = False
    """Whether it asks what they hire somebody for, as the lens of that name asked the room."""

    @property
    def intro(self) -> str:
        """How long it takes, and that no names are to be written."""
        return self.say(phrasing.LONG_INTRO if self.long else phrasing.SHORT_INTRO)

    @property
    def marked(self) -> tuple[AskedAbout, ...]:
        """The companies that get marks: none in the short form."""
        return self.companies if self.long else ()

    @property
    def heads(self) -> list[str]:
        """The columns of its answers."""
        needs, companies = ([one.id for one in some] for some in (self.needs, self.marked))
        return answer_heads(needs, companies, self.texts)

    @property
    def texts(self) -> tuple[str, ...]:
        """The columns of free words."""
        return text_heads(long=self.long, hired=self.hired)

    @property
    def version(self) -> str:
        """A few signs that are others for another segment, and as soon as anything is asked otherwise.

        A browser and a tool keep the answers of one kit apart from another's by it; it says nothing else.
        """
        asked = (self.needs, self.marked, self.company, self.long, self.about, self.say.language, self.hired)
        told = (self.seed, self.segment, asked)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:12]

    def in_orders(self, count: int) -> dict[str, Questionnaire]:
        """The questionnaire for paper once for each order, by its letter; companies turn with the needs."""
        by_id = {one.id: one for one in self.needs}
        drawn = orders([*by_id], self.seed, count)
        return {
            letter: self._turned(n * len(self.companies) // len(drawn), [by_id[id] for id in order])
            for n, (letter, order) in enumerate(drawn.items())
        }

    def _turned(self, by: int, needs: Sequence[AskedAbout]) -> Questionnaire:
        companies = (*self.companies[by:], *self.companies[:by])
        return replace(self, needs=tuple(needs), companies=companies)


def questionnaire(
    session: Session, segment: Segment, words: CustomerWords, language: str | None, *, long: bool
) -> Questionnaire:
    """What the customers of a segment are asked; CxwError where no needs are chosen to ask about."""
    needs = [AskedAbout(one.id, words.needs.get(one.id, one.text)) for one in asked_needs(segment)]
    say = phrases_asked(language or session.language)
    companies = [AskedAbout(one.id, _called(one, words, say)) for one in session.companies(segment)]
    return Questionnaire(
        by_the_alphabet(needs),
        by_the_alphabet(companies),
        words.companies.get(session.company.id, session.company.name),
        long,
        words.about,
        say,
        session.seed or 0,
        segment.id,
        _has_hired(session, segment),
    )


def _has_hired(session: Session, segment: Segment) -> bool:
    """Whether the room asks itself, or has asked, what it is hired for."""
    return HIRED_LENS in (*session.lenses, *(round.of for round in segment.lenses))


def _called(company: Company, words: CustomerWords, say: Phrases) -> str:
    """What customers call a company; carrying on as now is said as something they did."""
    usual = say(phrasing.AS_NOW) if in_english(company.name) == AS_NOW else company.name
    return words.companies.get(company.id, usual)


def asked_needs(segment: Segment) -> list[Need]:
    """The needs the room works with; CxwError where there are fewer than two."""
    chosen = segment.chosen_needs()
    if len(chosen) < FEWEST:
        raise CxwError(
            say(
                "{segment} has no chosen needs to ask customers about yet: run the day, or choose needs in "
                "the file.",
                segment=segment.name,
            )
        )
    return chosen


def by_the_alphabet(some: Sequence[AskedAbout]) -> tuple[AskedAbout, ...]:
    """In an order that says nothing of the room."""
    return tuple(sorted(some, key=lambda one: (without_accents(one.words).casefold(), one.words, one.id)))


# words that a customer may not understand as they were meant


GENERIC = "could be said in any market. Ask it as something customers want done: {question}"
SOLUTION = "is one way of doing something. Ask what it is for: {question}"
SHORTHAND = "has “{word}”, which may be said only inside"
NAMES = "names {company}, and points are given before any company is named"


def doubts(session: Session, segment: Segment, need: Need, words: str) -> list[str]:
    """Why customers may not understand words as the room meant them, as ends of a sentence; often none."""
    found = [say(NAMES, company=name) for name in named_in(words, session.companies(segment))]
    read = read_need(words, session.language, need.kind if words == need.text else None)
    if read.kind == "category":
        found.append(say(GENERIC, question=read.question))
    if read.kind == "solution":
        found.append(say(SOLUTION, question=read.question))
    return found + [say(SHORTHAND, word=word) for word in dict.fromkeys(_SHORTHAND.findall(words))]


def named_in(words: str, companies: Sequence[Company]) -> list[str]:
    """The companies whose name or short name stands among the words."""
    plain = f" {_plain(words)} "
    return [one.name for one in companies if any(_stands_in(plain, name) for name in (one.name, one.short))]


def _stands_in(plain: str, name: str | None) -> bool:
    letters = _plain(name or "")
    return len(letters) >= SHORTEST_NAME and f" {letters} " in plain


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
