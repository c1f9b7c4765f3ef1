"""How much is typed in a lens where answers come on paper, reckoned from what each of its parts asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from cxw.day.lens_rounds import functions_here
from cxw.day.needs import USUAL
from cxw.model import GATHERED, LensDefinition, LensPart, Segment, Session
from cxw.rehearsal.invented import A_NEED_EACH
from cxw.stats.voices import READERS, TEXTS


@dataclass(frozen=True)
class Handed:
    """What is handed in: rows, lines in words, lines beside them, numbers beyond those of a usual row."""

    rows: int = 0
    lines: int = 0
    beside: int = 0
    further: int = 0

    def from_slips(self, slips: int) -> Handed:
        """As much from each of so many slips."""
        return Handed(self.rows * slips, self.lines * slips, self.beside * slips, self.further * slips)


def in_all(handed: Iterable[Handed]) -> Handed:
    """All of it together."""
    found = list(handed)
    return Handed(
        sum(one.rows for one in found),
        sum(one.lines for one in found),
        sum(one.beside for one in found),
        sum(one.further for one in found),
    )


def handed_in(session: Session, segment: Segment, lens: LensDefinition, on_paper: Collection[str]) -> Handed:
    """What the people who write on paper hand in through a lens, in all its parts.

    A function's card is on paper where one of its people writes on paper.
    """
    cards = {
        person.function for person in session.members(segment) if person.function and person.id in on_paper
    }
    found = list[Handed]()
    for part in lens.parts():
        question = lens.question(part)
        assert question is not None, "only parts that a lens has"
        slips = len(on_paper) if question.by == "person" else len(cards)
        found.append(_slip(_things(session, segment, lens, part), lens, part).from_slips(slips))
    return in_all(found)


def _slip(things: int, lens: LensDefinition, part: LensPart) -> Handed:
    """One slip or card about so many things."""
    question = lens.question(part)
    assert question is not None, "only parts that a lens has"
    if question.shape != "words":
        rows = 1 + (question.also is not None)
        return Handed(rows=rows, further=rows * max(0, things - USUAL))
    if part == "say" and lens.about in GATHERED:
        return Handed(lines=1 if question.by == "person" else min(lens.most, A_NEED_EACH))
    return Handed(lines=things, beside=things * len(question.and_))


def _things(session: Session, segment: Segment, lens: LensDefinition, part: LensPart) -> int:
    """About how many things one slip of a part is; as many needs as are usual where none are chosen yet."""
    question = lens.question(part)
    assert question is not None, "only parts that a lens has"
    needs = min(lens.most, len(segment.chosen) or USUAL)
    functions = len(functions_here(session, segment))
    if question.shape == "percent":
        return len(question.of) if isinstance(question.of, Mapping) else max(needs, functions)
    if lens.about == "needs":
        return needs
    if lens.about == "voices":
        return _texts_each(session, segment, lens)
    if lens.about == "functions":
        return 1 if part == "say" else functions
    return lens.most


def _texts_each(session: Session, segment: Segment, lens: LensDefinition) -> int:
    """How many texts one person reads; of so many as are usually drawn where none are yet."""
    texts = sum(thing.lens == lens.lens for thing in segment.things) or TEXTS
    return -(-READERS * texts // max(1, len(session.members(segment))))
