"""Whose card may be read out as a function's: where somebody is alone in it, the card is theirs."""

from __future__ import annotations

import datetime as dt

from cxw.day.spellings import named_functions
from cxw.model import LensRound, Participant, Segment, Session

ALONE = 1
"""People of a function whose card is one person's answer."""


def card_writers(
    session: Session, segment: Segment, function: str, opened: dt.datetime | None = None
) -> list[Participant]:
    """Who of a function was there when cards were asked for; before that, or where nobody was, all of it."""
    of_it = [one for one in session.members(segment) if function in named_functions([one])]
    return [one for one in of_it if one.here(opened)] or of_it


def may_have_card(
    session: Session, segment: Segment, function: str, opened: dt.datetime | None = None
) -> bool:
    """Whether a function is asked for a card, and its card shown.

    Of a function of one only behind that person's tick, or where names stand beside numbers anyway.
    """
    writers = card_writers(session, segment, function, opened)
    ticked = any(one.open and one.function == function for one in writers)
    return len(writers) > ALONE or ticked or session.attribution == "names"


def functions_with_card(session: Session, segment: Segment, opened: dt.datetime | None = None) -> list[str]:
    """The functions that are asked for a card, in the order of the file."""
    found = dict.fromkeys(named_functions(session.members(segment)))
    return [name for name in found if may_have_card(session, segment, name, opened)]


def cards_in_sight(session: Session, segment: Segment, round: LensRound) -> LensRound:
    """A round with the cards that may be shown.

    Who has none is named of functions of several: of one alone that would tell whether they ticked.
    """
    if round.by != "function":
        return round
    opened = round.opened
    several = (one for one in round.no_card if len(card_writers(session, segment, one, opened)) > ALONE)
    return round.model_copy(
        update={
            "cards": {
                name: row
                for name, row in round.cards.items()
                if may_have_card(session, segment, name, opened)
            },
            "no_card": {name: round.no_card[name] for name in several},
        }
    )
