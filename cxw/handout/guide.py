"""What the interview guide says: which questions are asked, what each tests, what we believe and lack.

What we believe stands on the page of whoever asks; the sheet that goes along, and may be read by a customer,
holds the questions alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, Literal, TypeAlias

from cxw.day.names import without_accents
from cxw.findings.closing.types import Answer, Card
from cxw.findings.closing.words import opposed_by
from cxw.findings.types import Findings, SegmentFindings
from cxw.handout.speech import Speech
from cxw.handout.swot import question
from cxw.text.saying import in_a_row

Tested: TypeAlias = Literal["weight", "own", "rival"]
"""What a question tests: how much a need matters, how we do, or how a rival does."""


@dataclass(frozen=True)
class InterviewQuestion:
    """One question to a customer: about what they did, and no word of what we believe."""

    asks: str
    """In a few words, for whoever asks."""
    words: str
    tests: tuple[Tested, ...]


INTERVIEW: tuple[InterviewQuestion, ...] = (
    InterviewQuestion(
        "why they first bought",
        "Think back to when you first bought something like this. What had happened that made you start "
        "looking?",
        ("weight",),
    ),
    InterviewQuestion(
        "what they needed it for, and what they used before",
        "What did you want to get done with it? How had you done that until then?",
        ("weight",),
    ),
    InterviewQuestion(
        "whom else they looked at, and what tipped it",
        "Who or what else did you look at, and what did you find there? What tipped it in the end?",
        ("rival",),
    ),
    InterviewQuestion(
        "what they weighed",
        "What did you weigh against what when you decided? What did you do without, and for what?",
        ("weight", "rival"),
    ),
    InterviewQuestion(
        "what nearly stopped them",
        "What nearly stopped you, or did stop you? What did you do then?",
        ("own",),
    ),
    InterviewQuestion(
        "what they wished had happened",
        "When you last used it: what did you wish had happened, and did not?",
        ("weight", "own"),
    ),
    InterviewQuestion(
        "what they would miss",
        "When did you last have to do without it? What did you miss then, and what did you not miss?",
        ("weight", "own"),
    ),
    InterviewQuestion(
        "what they tell others",
        "When did you last tell somebody about {us}? What did you say?",
        ("own",),
    ),
    InterviewQuestion(
        "what would make them leave",
        "When did you last think about going elsewhere, or go? What had brought you to that point?",
        ("own", "rival"),
    ),
    InterviewQuestion(
        "when they were last let down",
        "When were you last let down? What exactly happened, and what did you do about it?",
        ("own",),
    ),
    InterviewQuestion(
        "where promises did not fit",
        "What had you read or seen about it, what were you told before you decided, and what did you get? "
        "Where did these three not fit together?",
        ("own",),
    ),
    InterviewQuestion(
        "what we forgot to ask",
        "What should I have asked you? And who sees this quite differently from you?",
        (),
    ),
)

FRONT_LINE: tuple[str, ...] = (
    "The last customer you talked with: what did they want to get done, in their own words?",
    "When did a customer last compare us with somebody, and with whom? What tipped it?",
    "What did a customer last ask for that we could not give? What did they do then?",
    "Which customer was last let down by us? What exactly had happened?",
    "When did a customer last tell you that advertising, sales and product did not fit together? How?",
)
"""To colleagues who deal with customers every day: about the last time, not about what they think."""

KINDS = {
    "customers": "customers who stayed",
    "left": "customers who left",
    "lost-deal": "people whose order we lost",
    "never-bought": "people who never bought from us",
}
"""Whom to ask, as evidence says whom it comes from."""
BELIEFS, LAST, UNKNOWNS = 6, 4, 5
"""How many of each stand in a guide at most: one conversation holds no more."""


@dataclass(frozen=True)
class TestedBelief:
    """What we believe, what it rests on so far, and the numbers of the questions that test it."""

    words: str
    status: str
    listen: str


def interview_questions() -> tuple[InterviewQuestion, ...]:
    """The questions in their order; their numbers are their places."""
    return INTERVIEW


def front_line_questions() -> tuple[str, ...]:
    """The five questions to colleagues."""
    return FRONT_LINE


def tested_beliefs(spoken: Speech, segment: SegmentFindings) -> list[TestedBelief]:
    """What to find out first: worth most to know, else by points that rest on no customer."""
    if segment.evidence is None:
        needs = [line for line in segment.needs.lines if line.chosen]
        listen = _places(["weight"])
        return [TestedBelief(spoken.quoted(need.text), "assumption", listen) for need in needs[:BELIEFS]]
    answers = _by_worth(segment)[:BELIEFS]
    return [
        TestedBelief(answer.brief, answer.status, listen_at(segment, [answer.name])) for answer in answers
    ]


def said_otherwise(spoken: Speech, segment: SegmentFindings) -> list[str]:
    """Of what stands above, what customers speak against: how many of them, and when."""
    return [
        spoken.said.closing.contradicted([one.about], opposed_by(one.contradicting))
        for one in _by_worth(segment)[:BELIEFS]
        if one.contradicted
    ]


def needs_in_full(segment: SegmentFindings) -> list[tuple[str, str]]:
    """Short words of the needs above with what the room wrote, where these are not the same."""
    named = {answer.need for answer in _by_worth(segment)[:BELIEFS]}
    lines = [line for line in segment.needs.lines if line.id in named]
    return [(line.short, line.text) for line in lines if line.short.casefold() != line.text.casefold()]


def _by_worth(segment: SegmentFindings) -> list[Answer]:
    """Answers no customer backs: those worth knowing first, the others as the audit has them."""
    found = segment.evidence.answers if segment.evidence else ()
    worth = [line.name for line in segment.worth.answers] if segment.worth else []
    bare = [answer for answer in found if answer.contradicted or answer.cls != "customer evidence"]
    return sorted(bare, key=lambda one: worth.index(one.name) if one.name in worth else len(worth))


def listen_at(segment: SegmentFindings, answers: Sequence[str]) -> str:
    """The numbers of the questions that test these answers; of all where it is not said what is meant."""
    return _places([_tested(segment, name) for name in answers] or ["weight", "own", "rival"])


def _tested(segment: SegmentFindings, name: str) -> Tested:
    """What an answer's name is about; a need that may be none is tested like its weight."""
    kind, *company = name.split("@", maxsplit=1)[0].split()[:2]
    if kind != "mark":
        return "weight"
    own = {line.id for line in segment.grid.companies if line.own} if segment.grid else set()
    return "own" if company[0] in own else "rival"


def _places(tested: Sequence[Tested]) -> str:
    """Numbers of questions, three and more in a row as `5–11`."""
    numbers = [n for n, one in enumerate(INTERVIEW, 1) if {*one.tests} & {*tested}]
    rows = [[*row] for _, row in groupby(numbers, key=lambda n: n - numbers.index(n))]
    said = [[f"{row[0]}–{row[-1]}"] if len(row) > 2 else map(str, row) for row in rows]
    return ", ".join(chain.from_iterable(said))


def open_cards(segment: SegmentFindings) -> list[Card]:
    """The promises that are still to be kept."""
    return [card for card in segment.research if card.done is None]


def asked_last(spoken: Speech, segment: SegmentFindings) -> list[str]:
    """What the board leaves to ask customers: it names needs and rivals, so it comes after all else."""
    if segment.swot is None or segment.swot.reason or segment.grid is None:
        return []
    entries = [one for one in segment.swot.entries if not one.stated and one.kind != "light"]
    if told := segment.customers:
        entries = [one for one in entries if not told.settles(one.kind, one.need)]
    asked = [question(spoken, one, segment.grid) for one in sorted(entries, key=lambda one: -one.points)]
    return list(dict.fromkeys(asked))[:LAST]


def open_unknowns(segment: SegmentFindings) -> list[str]:
    """What the room does not know and has promised nobody to find out, as far as a conversation can hold."""
    promised = {*chain.from_iterable(card.merged for card in open_cards(segment))}
    return [line for line in segment.unknowns if line not in promised][:UNKNOWNS]


def something_open(spoken: Speech, segment: SegmentFindings) -> bool:
    """Whether this room left anything that customers could tell."""
    return bool(
        tested_beliefs(spoken, segment)
        or open_cards(segment)
        or segment.unknowns
        or asked_last(spoken, segment)
    )


def asks_customers(spoken: Speech, findings: Findings) -> bool:
    """Whether the handout says how to ask: only where something is to be found out."""
    return any(
        open_cards(one) or one.unknowns or (one.evidence and something_open(spoken, one))
        for one in findings.segments
    )


NONE_SHOWN = "No evidence has been shown yet, so ask some of each kind."
NOT_SAID = "Our evidence does not say whom it comes from, so ask some of each kind."
NOBODY = "Begin with those of whom our evidence names nobody: {who}."


def not_heard(spoken: Speech, segment: SegmentFindings) -> str:
    """Of whom our evidence has nobody, as far as it says whom it comes from; empty where it has all kinds."""
    found = segment.evidence
    if found is None or not found.items:
        return spoken.say(NONE_SHOWN)
    if not found.heard:
        return spoken.say(NOT_SAID)
    rest = [spoken.say(words) for kind, words in KINDS.items() if kind not in found.heard]
    return spoken.say(NOBODY, who=in_a_row(rest, spoken.last)) if rest else ""


def tallied(segment: SegmentFindings) -> Iterator[str]:
    """The needs that colleagues tally, by the alphabet: their order says nothing of what we believe."""
    chosen = [line.text for line in segment.needs.lines if line.chosen]
    weighed = [need.text for need in segment.weights.needs] if segment.weights else []
    yield from sorted(
        dict.fromkeys(weighed or chosen), key=lambda text: (without_accents(text).casefold(), text)
    )


GUIDE: Mapping[str, Callable[..., Any]] = {
    look.__name__: look
    for look in (
        interview_questions,
        front_line_questions,
        listen_at,
        needs_in_full,
        open_cards,
        open_unknowns,
        tallied,
    )
}
SPOKEN_GUIDE: tuple[Callable[..., Any], ...] = (
    tested_beliefs,
    said_otherwise,
    asked_last,
    not_heard,
    something_open,
    asks_customers,
)
"""Those that say something themselves: they are told how the handout speaks."""
