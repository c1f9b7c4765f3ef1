"""A promise as its card opens: what we believe, and what would show us wrong, from the answer it is about.

All of it is a proposal in what the room was shown already: each field can be typed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cxw.day import closing
from cxw.findings.closing.types import Answer
from cxw.findings.swot.types import SwotEntry
from cxw.findings.types import SegmentFindings
from cxw.model import NOT_YET, AnswerName, Research
from cxw.text.phrases import quoted_here, say
from cxw.text.saying import each_once
from cxw.workshop.day import Day

ASKED, LEAST = 8, 4
"""Five to eight conversations find what to ask about; half of them is what a belief has to hold in."""


@dataclass(frozen=True)
class Tried:
    """A belief as customers can be asked about it."""

    question: str
    believe: str
    wrong_if: str


def board_questions(day: Day, id: str) -> list[tuple[AnswerName, str]]:
    """What the SWOT board asks instead of stating it, where no promise is about it yet."""
    segment = day.segment(id)
    if segment.stages.of("grid").done is None:
        return []
    found = day.findings().segment(id)
    promised = {*chain.from_iterable(card.about for card in segment.research)}
    entries = _asked_at_the_board(found)
    named = ((f"mark {day.session.company.id} {entry.need}", entry.sentence) for entry in entries)
    return [(name, words) for name, words in named if name not in promised]


def _asked_at_the_board(found: SegmentFindings) -> Iterator[SwotEntry]:
    """The entries that are questions, but for those that customers have settled."""
    theirs = found.customers
    for entry in found.swot.entries if found.swot else ():
        settled = theirs is not None and theirs.settles(entry.kind, entry.need)
        if not entry.stated and entry.reading != "aside" and not settled:
            yield entry


def begun_card(day: Day, id: str, lines: Sequence[int], about: Sequence[AnswerName]) -> Research:
    """A promise about these unknown lines and answers; of several answers the first says what we believe."""
    segment, answers = day.segment(id), day.answers(id)
    beliefs = [_tried(answer, answers) for name in about for answer in answers if answer.name == name]
    first = next((belief for belief in beliefs if belief is not None), None)
    board = dict(board_questions(day, id))
    said = [segment.unknowns[line].text for line in lines]
    said += [board[name] for name in about if name in board]
    asked = "; ".join(each_once(said))
    card = Research(id=closing.next_promise_id(segment), question=asked, about=[*about], agreed=NOT_YET)
    if first is None:
        return card
    return card.model_copy(
        update={
            "question": asked or str(first.question),
            "believe": str(first.believe),
            "wrong_if": str(first.wrong_if),
            "ask": str(say("front line first, then customers")),
            "how_many": ASKED,
        }
    )


def _tried(answer: Answer, answers: Sequence[Answer]) -> Tried | None:
    """None where the room was shown no number that could be wrong."""
    if answer.kind == "mark":
        return _mark(answer) if answer.mark is not None else None
    if answer.points is None:
        return None
    weights = [one.points for one in answers if one.kind == "weight" and one.points is not None]
    above = sum(points > answer.points for points in weights)
    return _weight(
        quoted_here(answer.label), above, sum(points >= answer.points for points in weights), len(weights)
    )


def _weight(need: str, above: int, among: int, needs: int) -> Tried:
    """How much a need matters, by how many are above it: that it is first, among the first, or is not."""
    if among == 1:
        return Tried(
            say("Does {need} come first for customers?", need=need),
            say("{need} comes first", need=need),
            say("fewer than {least} of {asked} name it first", least=LEAST, asked=ASKED),
        )
    if above == 0 and among == needs:
        return Tried(
            say("Does {need} matter more to customers than to us?", need=need),
            say("{need} matters no more than the others", need=need),
            say("{least} or more of {asked} name it first", least=LEAST, asked=ASKED),
        )
    if 2 * above < needs and among < needs:
        return Tried(
            say("Is {need} among what matters most to customers?", need=need),
            say("{need} is among the first {number}", need=need, number=among),
            say(
                "fewer than {least} of {asked} name it among their first {number}",
                least=LEAST,
                asked=ASKED,
                number=among,
            ),
        )
    return Tried(
        say("Does {need} come first for so few customers?", need=need),
        say("{need} comes first for few customers", need=need),
        say("{least} or more of {asked} name it first", least=LEAST, asked=ASKED),
    )


def _mark(answer: Answer) -> Tried:
    return Tried(
        say("Do customers see it as we do: {belief}?", belief=answer.brief),
        answer.brief,
        say("the middle mark of {asked} customers is two or more away from ours", asked=ASKED),
    )
