"""What the first ballot of the day asks beside answers: on a slip with a name, and on one for anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxw.day import ticks
from cxw.model import Participant, Segment, Session
from cxw.questions.pick import CONTACTS
from cxw.text.phrases import SAY_ENGLISH, Phrases

Part = dict[str, Any]
WORD = 40
"""Letters of a word that is not broken in the text beside a box, which is as wide as the slip."""
FIRST = "On your first ballot today:"
SMALL = "Only if your department is four people or fewer here:"
ONLY = "Only for {functions}:"
AND = "{first} and {last}"


def blank_questions(say: Phrases = SAY_ENGLISH) -> tuple[Part, ...]:
    """On slips of which nothing is known."""
    return (
        _ask(say(FIRST)),
        _ask(say(SMALL)),
        _tick(say(ticks.ANY)),
        *_contact(say),
    )


def of_person(session: Session, segment: Segment, person: Participant) -> tuple[Part, ...]:
    """On somebody's own slip of a segment; nothing where another one comes first."""
    if not ticks.on_first_slips(session, segment, person):
        return ()
    say = ticks.language_on_slips(session)
    asked = ticks.is_asked_for_tick(session, person) and person.function
    tick = [_tick(ticks.tick_words(session, person.function or "", say))] if asked else []
    return (*tick, *_contact(say))


def of_anybody(session: Session, segment: Segment) -> tuple[Part, ...]:
    """On slips of a segment that are printed once and handed to everybody."""
    here = session.members(segment)
    due = [person for person in here if ticks.on_first_slips(session, segment, person)]
    if not due:
        return blank_questions(ticks.language_on_slips(session)) if not session.asked() else ()
    say = ticks.language_on_slips(session)
    first = [] if len(due) == len(here) else [_ask(say(FIRST))]
    return (*first, *_ticks(session, due), *_contact(say))


def _ticks(session: Session, due: Sequence[Participant]) -> list[Part]:
    """A box for each department of which there is one of its kind, and one box for all others together."""
    say = ticks.language_on_slips(session)
    asked = dict.fromkeys(p.function for p in due if p.function and ticks.is_asked_for_tick(session, p))
    own, rest = _by_boxes(session, [*asked])
    parts: list[Part] = []
    for name in own:
        parts += [*_for([name], due, say), _tick(ticks.tick_words(session, name, say))]
    return parts + ([*_for(rest, due, say), _tick(say(ticks.ANY))] if rest else [])


def _by_boxes(session: Session, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The departments with a box each, the only one of one person and the only one of more; and the rest."""
    alone = [name for name in names if ticks.size(session, name) == 1]
    few = [name for name in names if name not in alone]
    own = [kind[0] for kind in (alone, few) if len(kind) == 1]
    return own, [name for name in names if name not in own]


def _for(names: Sequence[str], due: Sequence[Participant], say: Phrases) -> list[Part]:
    """Whom a box is for, where it is not for everybody who is handed this slip."""
    if all(person.function in names for person in due):
        return []
    listed = say(AND, first=", ".join(names[:-1]), last=names[-1]) if names[1:] else names[0]
    return [_ask(say(ONLY, functions=listed))]


def _ask(text: str) -> Part:
    return {"k": "ask", "text": text}


def _tick(text: str) -> Part:
    return {"k": "consent", "text": text, "long": WORD}


def _contact(say: Phrases) -> tuple[Part, ...]:
    letters = {word: letter for letter, word in CONTACTS.items()}
    items = [f"{said} ({letters[word]})" for word, said in ticks.contact_words(say).items()]
    return (_ask(say(ticks.LAST)), {"k": "choices", "items": items})
