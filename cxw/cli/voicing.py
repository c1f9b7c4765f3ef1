"""What `voices` does the evening before: draws customers' texts by lot, blanks them, deals readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

from cxw.cli.evidencing import segment_named
from cxw.cli.keeping import keep_change
from cxw.cli.terminal import at_terminal, said_folded, there
from cxw.cli.verifying import list_by_number, numbers_left_out
from cxw.collect.texts import CustomerText, TextColumns, TextsTable, drawn_texts, read_texts
from cxw.day.lenses import has_time_for
from cxw.errors import CxwError, InputNeeded
from cxw.model import DrawnTexts, LensThing, Participant, Segment, Session, TextKind
from cxw.sessionfile import OpenFile
from cxw.sessionfile.lens_files import shipped_lenses, usable_lenses
from cxw.sharing.words import is_card
from cxw.stats.voices import TEXTS, dealt_readers, lot
from cxw.text.phrases import say, speak

VOICES = "voices"
NOT_HERE = "This is a copy or a rehearsal: draw texts for the workshop itself."
TOO_FEW = "Each text is read by two people of {segment}: put at least two down first."
READ_ALREADY = "The texts of {segment} have been read by the room already: they stay as they are."
DRAWN_ALREADY = "Texts of {segment} are drawn already: --again draws anew, and those there go."
READ_THEM = (
    "Read all of them yourself before anybody else does: blanking misses what no list names. "
    "Add --yes once you have; nothing was written."
)
LOOK = "Does any of these lead to a customer? An empty line keeps them all, as read by you."
NONE_LEFT = "No text is left: nothing was written."
KEPT = "{n} of {rows} texts are in {file}, each for two readers; the others are kept nowhere."
ALIKE = "{n} of them have two readers of one function: there are too few people of others."
CHOSEN = "The lens voices is chosen for the day."
NO_PLACE = (
    "There is no time for voices beside the lenses chosen: "
    "put it in the place of one under `lenses` in the file."
)
FORGET = "`cxw forget` removes the texts and keeps the shares."


@dataclass(frozen=True)
class VoicesWanted:
    """What was said on the command line."""

    kind: TextKind
    columns: TextColumns = field(default_factory=TextColumns)
    names: Path | None = None
    """A file with names to blank, one in each line."""
    segment: str = ""
    again: bool = False
    """Whether texts that are there give way."""
    texts: int = TEXTS
    """How many are drawn, where there are so many."""
    accept: bool = False
    """Whether somebody has read all of them."""


def draw_voices(file: Path, table: Path, wanted: VoicesWanted, now: dt.datetime) -> None:
    """Draw, blank, show and keep the texts of a table: all of it, or nothing where something is wrong."""
    with OpenFile(file) as opened:
        session = opened.session
        speak(session.language, session.address)
        segment = _segment(session, wanted)
        found = read_texts(there(table), wanted.columns)
        texts, doubts = drawn_texts(
            found, lot(found.content, len(found.rows), wanted.texts), _names(session, wanted.names)
        )
        for problem in (*found.remarks, *doubts):
            typer.echo(f"{table}:{problem.line}: {problem.text}")
        texts = _looked_through(texts, accept=wanted.accept)
        readers = session.members(segment)
        seed = int(found.checksum[:12], 16)
        dealt = dealt_readers(len(texts), [person.function or "" for person in readers], seed)
        both = enumerate(zip(texts, dealt, strict=True), 1)
        things = [_thing(number, text, pair, readers) for number, (text, pair) in both]
        drawn = _drawn(found, wanted.kind, now)
        place = VOICES in session.lenses or has_time_for_lens(session, file, VOICES)

        def change(kept: Session) -> None:
            _put(kept, segment.id, things, drawn)
            if place and VOICES not in kept.lenses:
                kept.lenses = [*kept.lenses, VOICES]

        keep_change(opened, change, f"Nothing of {table} is in it")
        for said in _told(file, found, things, readers, place=place):
            typer.echo(said_folded(said))


def _segment(session: Session, wanted: VoicesWanted) -> Segment:
    """The segment whose customers wrote; CxwError where no texts can be drawn for it."""
    if session.shared or session.rehearsal:
        raise CxwError(say(NOT_HERE))
    segment = segment_named(session, wanted.segment)
    if any(round.of == VOICES for round in segment.lenses):
        raise CxwError(say(READ_ALREADY, segment=segment.name))
    if segment.voices is not None and not wanted.again:
        raise CxwError(say(DRAWN_ALREADY, segment=segment.name))
    if len(session.members(segment)) < 2:
        raise CxwError(say(TOO_FEW, segment=segment.name))
    return segment


def _names(session: Session, listed: Path | None) -> list[str]:
    """Whom to blank: everybody of the room, who leads it, and the names of a list."""
    found = [person.name for person in session.participants if not is_card(person.name)]
    if session.facilitator:
        found.append(session.facilitator)
    if listed is not None:
        found += there(listed).read_text("utf-8-sig", errors="replace").splitlines()
    return [name for name in found if name.strip()]


def _looked_through(texts: list[CustomerText], *, accept: bool) -> list[CustomerText]:
    """The texts after somebody read them all; InputNeeded where nobody could."""
    list_by_number([text.text for text in texts])
    if accept:
        return texts
    if not at_terminal():
        raise InputNeeded(say(READ_THEM))
    out = numbers_left_out(say(LOOK), len(texts))
    left = [text for number, text in enumerate(texts, 1) if number not in out]
    if not left:
        raise CxwError(say(NONE_LEFT))
    return left


def _thing(number: int, text: CustomerText, pair: Sequence[int], readers: Sequence[Participant]) -> LensThing:
    return LensThing(
        id=f"v{number}",
        lens=VOICES,
        text=text.text,
        readers=[readers[place].id for place in pair],
        row=text.row,
        customer=text.customer,
        date=text.date,
    )


def _drawn(found: TextsTable, kind: TextKind, now: dt.datetime) -> DrawnTexts:
    return DrawnTexts(kind=kind, rows=len(found.rows), checksum=found.checksum, drawn=now)


def _put(session: Session, segment: str, things: list[LensThing], drawn: DrawnTexts) -> None:
    place = session.segment(segment)
    place.things = [*(thing for thing in place.things if thing.lens != VOICES), *things]
    place.voices = drawn


def has_time_for_lens(session: Session, file: Path, lens: str) -> bool:
    """Whether the day has time for one of ours beside the lenses chosen so far."""
    return has_time_for([*usable_lenses(session, file)[0], shipped_lenses()[lens]])


def _told(
    file: Path, found: TextsTable, things: Sequence[LensThing], readers: Sequence[Participant], *, place: bool
) -> Iterator[str]:
    yield say(KEPT, n=len(things), rows=len(found.rows), file=file)
    function = {person.id: person.function for person in readers}
    alike = sum(len({function[one] for one in thing.readers}) < len(thing.readers) for thing in things)
    if alike:
        yield say(ALIKE, n=alike)
    yield say(CHOSEN) if place else say(NO_PLACE)
    yield say(FORGET)
