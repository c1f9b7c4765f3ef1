"""What the first ballot of a person asks beside answers: a tick, and the last contact with a customer.

The tick says that a department of four people or fewer may be shown by itself. It is each person's own, asked
unticked and once; nobody ticks for others. Neither question is part of a round: a round never waits for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, Literal, TypeAlias, get_args

from cxw.model import AnyRound, Contact, Participant, PersonId, Segment, Session
from cxw.text.phrases import Phrases, phrases, phrases_asked, say

Asked: TypeAlias = Literal["open", "contact"]
OPEN: Asked = "open"
CONTACT: Asked = "contact"
ASKED: Mapping[str, Asked] = {OPEN: OPEN, CONTACT: CONTACT}
"""The part of a ballot -> what it asks beside answers."""
MOST = 4
"""People of a department that is asked for ticks, at most."""
NOT_GIVEN = ""
"""What an empty line says to the last contact."""
PULL = "We look at whether the talk moved us towards one person's view."
"""Said on the first ballot where that is looked at."""

ONE = (
    "I am the only person here from {function}. My answers may be shown as {function}'s. "
    "Without a tick they count in the room's numbers and are not shown by themselves."
)
FEW = (
    "We are only a few from {function}. {function} may be shown by itself even if only one or two of us "
    "give an answer; colleagues could then work out mine. Not ticking has no consequence, the tick is not "
    "shown in the room, and you can take it back until the handout is made."
)
ANY = (
    "My department may be shown by itself even if I am the only one from it who gives an answer; "
    "mine could then be worked out. Not ticking has no consequence, the tick is not shown in the room, and "
    "you can take it back until the handout is made."
)
LAST = "My last contact with a customer:"


def size(session: Session, function: str | None) -> int:
    """How many of those who are asked are from a department."""
    return sum(person.function == function for person in session.asked())


def is_asked_for_tick(session: Session, person: Participant) -> bool:
    """Whether somebody is asked for a tick: in a small department, where no names stand beside numbers."""
    if person.observer or not person.function or session.attribution == "names":
        return False
    same = (other for other in session.asked() if other.function == person.function)
    return len([*islice(same, MOST + 1)]) <= MOST


def tick_words(session: Session, function: str, say: Phrases | None = None) -> str:
    """What somebody of a small department ticks; at the desk as long as nobody says where."""
    say = say or language_asked(session)
    return say(ONE if size(session, function) == 1 else FEW, function=function)


def contact_words(say: Phrases) -> dict[Contact, str]:
    """The words for a last contact, as a person reads them."""
    return {word: say(word) for word in get_args(Contact)}


def language_asked(session: Session) -> Phrases:
    """The words in which people are asked at the desk and on the wall."""
    return phrases(session.language, session.address)


def language_on_slips(session: Session) -> Phrases:
    """The words in which people are asked on paper: there are more languages for these."""
    return phrases_asked(session.language, session.address)


def ticked(session: Session) -> frozenset[PersonId]:
    """Who has ticked that their small department may be shown by itself."""
    return frozenset(one.id for one in session.asked() if one.open and is_asked_for_tick(session, one))


def is_first(session: Session, round: AnyRound, person: Participant) -> bool:
    """Whether a round is the first of the day that somebody answers themselves.

    Rows of a spreadsheet are not: there nobody was asked. Answers say it, for a clock may be put back.
    """
    usual = person.desk or session.desk or "paper"
    others = [other for other in session.all_rounds() if other is not round and person.id in other.answers]
    return all(other.desks.get(person.id, usual) == "spreadsheet" for other in others)


def on_first_slips(session: Session, segment: Segment, person: Participant) -> bool:
    """Whether the slips of a segment are the first that somebody is handed."""
    sits = [one for one in session.segments if person.segments is None or one.id in person.segments]
    begun = any(person.id in round.answers for round in session.all_rounds())
    return not begun and sits[:1] == [segment]


def tick_questions(session: Session, person: Participant) -> tuple[Asked, ...]:
    """What the first ballot asks of somebody beside answers."""
    if is_asked_for_tick(session, person):
        return OPEN, CONTACT
    return (CONTACT,)


def faults(what: Asked, value: Any) -> list[str]:
    """What keeps a value from being what was asked for."""
    if what == OPEN:
        if isinstance(value, bool):
            return []
        return [say("a tick is there, or it is not")]
    if value == NOT_GIVEN or value in get_args(Contact):
        return []
    return [
        say("{value}: one of {words}, or nothing", value=value, words=", ".join(map(say, get_args(Contact))))
    ]


def keep_tick(person: Participant, what: Asked, value: Any, stood: Any = None) -> None:
    """Keep a tick, or a word for the last contact; what is not given puts back the date that `stood` there.

    The person's own word goes before a date that the facilitator wrote down for them: it is theirs to say.
    """
    if what == OPEN:
        person.open = value
    elif value == NOT_GIVEN:
        person.last_customer_contact = None if isinstance(stood, str) else stood
    else:
        person.last_customer_contact = value


def said_by_person(person: Participant) -> dict[Asked, Any]:
    """What stands in the file of what only the person says."""
    found: dict[Asked, Any] = {} if person.open is None else {OPEN: person.open}
    if isinstance(person.last_customer_contact, str):
        found[CONTACT] = person.last_customer_contact
    return found


def unsaid(person: Participant) -> None:
    """Take out what only the person says: on another day, and in another department, it is asked anew."""
    person.open = None
    if isinstance(person.last_customer_contact, str):
        person.last_customer_contact = None
