"""What the first ballot of the day asks beside answers: on a slip with a name, and on one for anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxw.day import ticks
from cxw.model import Participant, Segment, Session
from cxw.questions.pick import CONTACTS

Part = dict[str, Any]
WORD = 40
"""Letters of a word that is not broken in the text beside a box, which is as wide as the slip."""
_FIRST = {"en": "On your first ballot today:", "de": "Nur auf dem ersten Zettel des Tages:"}
_SMALL = {
    "en": "Only if your department is four people or fewer here:",
    "de": "Nur, wenn Ihre Abteilung hier vier Personen oder weniger zählt:",
}
_ONLY = {"en": "Only for {}:", "de": "Nur für {}:"}
_AND = {"en": " and ", "de": " und "}


def blank(language: str = "en") -> tuple[Part, ...]:
    """On slips of which nothing is known."""
    return (
        _ask(_FIRST[language]),
        _ask(_SMALL[language]),
        _tick(ticks.words_for_any(language)),
        *_contact(language),
    )


def of_person(session: Session, segment: Segment, person: Participant) -> tuple[Part, ...]:
    """On somebody's own slip of a segment; nothing where another one comes first."""
    if not ticks.due(session, segment, person):
        return ()
    asked = ticks.is_asked(session, person) and person.function
    tick = [_tick(ticks.words(session, person.function or ""))] if asked else []
    return (*tick, *_contact(ticks.spoken(session)))


def of_anybody(session: Session, segment: Segment) -> tuple[Part, ...]:
    """On slips of a segment that are printed once and handed to everybody."""
    here = session.members(segment)
    due = [person for person in here if ticks.due(session, segment, person)]
    if not due:
        return blank(ticks.spoken(session)) if not session.asked() else ()
    language = ticks.spoken(session)
    first = [] if len(due) == len(here) else [_ask(_FIRST[language])]
    return (*first, *_ticks(session, due), *_contact(language))


def _ticks(session: Session, due: Sequence[Participant]) -> list[Part]:
    """A box for each department of which there is one of its kind, and one box for all others together."""
    language = ticks.spoken(session)
    asked = dict.fromkeys(p.function for p in due if p.function and ticks.is_asked(session, p))
    alone = [name for name in asked if ticks.size(session, name) == 1]
    few = [name for name in asked if name not in alone]
    own = [names[0] for names in (alone, few) if len(names) == 1]
    rest = [name for name in asked if name not in own]
    parts: list[Part] = []
    for name in own:
        parts += [*_for([name], due, language), _tick(ticks.words(session, name))]
    return parts + ([*_for(rest, due, language), _tick(ticks.words_for_any(language))] if rest else [])


def _for(names: Sequence[str], due: Sequence[Participant], language: str) -> list[Part]:
    """Whom a box is for, where it is not for everybody who is handed this slip."""
    if all(person.function in names for person in due):
        return []
    listed = ", ".join(names[:-1]) + (_AND[language] if names[1:] else "") + names[-1]
    return [_ask(_ONLY[language].format(listed))]


def _ask(text: str) -> Part:
    return {"k": "ask", "text": text}


def _tick(text: str) -> Part:
    return {"k": "consent", "text": text, "long": WORD}


def _contact(language: str) -> tuple[Part, ...]:
    letters = {word: letter for letter, word in CONTACTS.items()}
    items = [f"{said} ({letters[word]})" for word, said in ticks.when(language).items()]
    return (_ask(ticks.last_contact(language)), {"k": "choices", "items": items})
