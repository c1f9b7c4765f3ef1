"""Rooms in which a part of a lens is open for phones: every shape, asked of people and of functions."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from desks import Clock, Rule
from desks import session as set_up
from phone_room import PhoneRoom

from cxw.day import lens_rounds
from cxw.model import LensDefinition, LensPart, LensThing, Need, Session
from cxw.sessionfile.lens_files import read_lens, shipped_lenses
from cxw.text.phrases import phrases
from cxw.workshop import Day, Memory
from cxw.workshop.lens_ballots import LensBallot
from cxw.workshop.lens_lines import LensLines

NEEDS = {
    "setup": "Schnell eingerichtet",
    "price": "Ein Preis, der sich planen lässt",
    "help": "Am Zahltag nimmt jemand ab",
    "quality": "Läuft ohne Fehler",
    "brand": "Ein Name, den man kennt",
}
TEXT = "Am ersten Zahltag ging niemand ans Telefon; „wir melden uns“ war alles, und am Montag kam Frau Ærø selbst. "
OWN = """lens: drop-first
name: Was fällt zuerst
why: Auf welches Bedürfnis wir am ehesten verzichten, und wer widerspräche
minutes: 10
after: needs
about: needs
say:
  shape: pick
  ask: {de: Würden wir dieses Bedürfnis fallen lassen?, en: Would we drop this need?}
  of: {sofort: Sofort, notfalls: Wenn es sein muss, nie: Nie}
  also: {pick: widerspruch, of: functions, ask: Wer würde widersprechen?}
judge:
  shape: marks
  ask: Wie gut können wir das heute?
sentence: Am ehesten verzichten wir auf ...
"""
CARDS: dict[str, Any] = {
    "Marketing": {"words": "Live in einer Woche, sagt Anna Person", "where": "Startseite"},
    "Customer service": "nothing",
    "Sales": {"words": "Live am Zahltag"},
}
LENSES: tuple[tuple[str, LensPart], ...] = (
    ("voices", "guess"),
    ("voices", "say"),
    ("promises", "say"),
    ("promises", "judge"),
    ("ourselves", "say"),
    ("drivers", "say"),
    ("drivers", "judge"),
    ("moments", "say"),
    ("worth", "say"),
    ("worth", "judge"),
    ("drop-first", "say"),
    ("drop-first", "judge"),
)
"""One part of each shape, of people and of functions."""


@cache
def definition(lens: str) -> LensDefinition:
    """One of ours, or one that somebody wrote."""
    found = shipped_lenses().get(lens) or read_lens(OWN, "drop-first.yaml").good()
    return found.model_copy(update={"after": "nothing"})


def lens_session(
    needs: int = 5, language: str | None = "de", address: Literal["sie", "du"] = "sie"
) -> Session:
    """A room of six with two of each function, whose needs are chosen, and texts that they read."""
    session = set_up()
    session.language, session.address = language, address
    segment = session.segments[0]
    words = {**NEEDS, **{f"n{n}": f"Noch ein Bedürfnis mit vielen Worten, das {n}." for n in range(12)}}
    segment.needs = [Need(id=id, text=text) for id, text in [*words.items()][:needs]]
    segment.chosen = [need.id for need in segment.needs]
    people = [person.id for person in session.participants]
    for n in range(33):
        readers = [people[n % 6], people[(n + 1) % 6]]
        text = f"{n + 1}. " + (TEXT * 6)[: 60 + 540 * (n % 3) // 2]
        segment.things.append(LensThing(id=f"v{n}", lens="voices", text=text, readers=readers, row=n + 1))
    for lens in ("worth", "moments", "hired"):
        texts = [f"Eine Art von Kunden oder ein Moment, der {n}. seiner Art" for n in range(4)]
        segment.things += [
            LensThing(id=f"{lens}-{n}", lens=lens, text=text) for n, text in enumerate(texts, 1)
        ]
    return session


def lens_room(
    folder: Path, lens: str, part: LensPart, *, language: str | None = "de", needs: int = 5
) -> PhoneRoom:
    """One part of a lens, open for phones; what functions wrote before is there where it judges that."""
    session, asked = lens_session(needs, language), definition(lens)
    day = Day(file=Memory(session), desk=Rule(), now=Clock(), colour=False, lenses=[asked])
    if part == "judge" and asked.say.by == "function" and asked.about in ("needs", "functions"):
        said = lens_rounds.open_part(
            session, session.segments[0], (asked, "say"), day.now(), phrases(language)
        )
        said.cards = {name: dict.fromkeys(said.asked_about(), CARDS[name]) for name in CARDS}
        said.closed = said.revealed = day.now()
    lens_rounds.open_part(session, session.segments[0], (asked, part), day.now(), phrases(language))
    gathers = part == "say" and asked.about in ("moments", "sentences", "customers")
    ballot = (LensLines if gathers else LensBallot)(day, "s0", (lens, part))
    return PhoneRoom(folder, day, ballot)
