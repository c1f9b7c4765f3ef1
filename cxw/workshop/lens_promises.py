"""Promises that a lens ends in: what a function does from now on, what a kind of customer would tell."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.day import closing
from cxw.day.desk import LEAVE
from cxw.day.lens_rounds import newest_part
from cxw.day.lenses import in_language
from cxw.model import (
    NOT_YET,
    OWN,
    TOLD,
    LensDefinition,
    LensPromise,
    LensRound,
    LensRow,
    Research,
    Session,
    cell_of,
)
from cxw.model.roughly import read_date
from cxw.text.phrases import Phrases, quoted_here, say
from cxw.text.spoken import say_many
from cxw.workshop.day import Day, keep

PROMISE = "promise"


def promise_keys(day: Day, id: str, lens: LensDefinition) -> dict[str, str]:
    """The key that makes promises of what was named; none where there is nothing more to promise."""
    return {PROMISE: say("make a promise of it")} if cards_to_promise(day, id, lens) else {}


def cards_to_promise(day: Day, id: str, lens: LensDefinition) -> list[Research]:
    """What can be promised and is not yet: a card of research each, without an id of its own."""
    if lens.promise is None:
        return []
    made = {card.question for card in day.segment(id).research}
    return [card for card in _cards(day, id, lens, lens.promise) if card.question not in made]


def _cards(day: Day, id: str, lens: LensDefinition, wanted: LensPromise) -> Iterator[Research]:
    if wanted.of == "cards":
        said = newest_part(day.segment(id), lens.lens, "say")
        yield from _of_functions(said, wanted, day.say) if said and said.revealed else ()
        return
    for thing in day.segment(id).things:
        if thing.lens == lens.lens and thing.parked is None:
            question = _filled(wanted, day.say, thing.text, "")
            yield Research(id="new", question=question, ask=thing.text, agreed=NOT_YET)


def _of_functions(said: LensRound, wanted: LensPromise, spoken: Phrases) -> Iterator[Research]:
    for function, row in said.cards.items():
        card = _own_card(row)
        if words := card.get(TOLD):
            yield Research(
                id="new",
                question=_filled(wanted, spoken, words, function),
                owner=card.get(wanted.owner or "") or None,
                due=read_date(card.get(wanted.due or "", "")),
                agreed=NOT_YET,
            )


def _own_card(row: LensRow) -> dict[str, str]:
    """What a function wrote of itself; nothing where it wrote nothing."""
    cell = cell_of(row, OWN)
    return dict(cell) if isinstance(cell, dict) else {}


def _filled(wanted: LensPromise, spoken: Phrases, what: str, function: str) -> str:
    """The question with its words, which may hold braces of their own."""
    before, blank, after = in_language(wanted.question, spoken).partition("{what}")
    named = (text.replace("{function}", function) for text in (before, after))
    return (what if blank else "").join(named)


def make_promises(day: Day, id: str, lens: LensDefinition, title: str) -> str:
    """Keep what the room promises: every function's line, or one thing that is chosen. "", or LEAVE."""
    cards = cards_to_promise(day, id, lens)
    if lens.promise is not None and lens.promise.of == "things":
        ways = {str(number): quoted_here(card.question) for number, card in enumerate(cards)}
        chosen = day.desk.choose(say("Which of them do we ask?"), ways, title)
        if chosen not in ways:
            return chosen if chosen == LEAVE else ""
        cards = [cards[int(chosen)]]

    def change(session: Session) -> None:
        segment = session.segment(id)
        for card in cards:
            closing.promise(segment, card.model_copy(update={"id": closing.next_promise_id(segment)}), [])

    if cards:
        keep(day, change)
        day.desk.tell(say_many(len(cards), MADE_ONE, MADE))
    return ""


MADE_ONE = "A promise is made of it; its owner says yes at the closing."
MADE = "{number} promises are made of it; their owners say yes at the closing."
