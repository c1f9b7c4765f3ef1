"""What `sentences` does the evening before: keeps competitors' own sentences for the lens `hired`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from cxw.cli.evidencing import segment_named
from cxw.cli.keeping import keep_change
from cxw.cli.terminal import said_folded, there
from cxw.cli.voicing import has_time_for_lens
from cxw.collect.sentences import RivalSentence, read_sentences
from cxw.day.lens_rounds import name_thing, newest_part
from cxw.errors import CxwError
from cxw.model import Segment, Session
from cxw.sessionfile import OpenFile
from cxw.text.phrases import phrases_asked, say, speak
from cxw.text.spoken import say_many

HIRED = "hired"
NOT_HERE = "This is a copy or a rehearsal: bring sentences into the workshop itself."
BEGUN = "The room has begun with the sentences of {segment}: they stay as they are."
NO_RIVALS = "{segment} has no competitors: write them under `competitors` first."
KEPT_ONE = "1 sentence of a competitor is in {file}."
KEPT = "{number} sentences of competitors are in {file}."
CHOSEN = "The lens hired is chosen for the day."
NO_PLACE = (
    "There is no time for hired beside the lenses chosen: "
    "put it in the place of one under `lenses` in the file."
)
WE = "We"
READ_THEM = (
    "Read them once: where a company's name became “{we}”, put the words around it right in the table."
)


def keep_sentences(file: Path, table: Path, segment_said: str) -> None:
    """Keep every sentence of a table, or none where a row is faulty; those that came before give way."""
    with OpenFile(file) as opened:
        session = opened.session
        speak(session.language, session.address)
        segment = _segment(session, segment_said)
        we = phrases_asked(session.language, session.address)(WE)
        found = read_sentences(there(table), segment.competitors, session.company, we)
        chosen = HIRED in session.lenses
        place = chosen or has_time_for_lens(session, file, HIRED)

        def change(kept: Session) -> None:
            _put(kept.segment(segment.id), found)
            if place and not chosen:
                kept.lenses = [*kept.lenses, HIRED]

        keep_change(opened, change, say("Nothing of {table} is in it", table=table))
    labels = {one.id: one.label for one in segment.competitors}
    for one in found:
        typer.echo(said_folded(f"{labels[one.company]}: {one.text}"))
    typer.echo(said_folded(say_many(len(found), KEPT_ONE, KEPT, file=file)))
    typer.echo(said_folded(say(READ_THEM, we=we)))
    typer.echo(said_folded(say(CHOSEN if place else NO_PLACE)))


def _segment(session: Session, said: str) -> Segment:
    if session.shared or session.rehearsal:
        raise CxwError(say(NOT_HERE))
    segment = segment_named(session, said)
    if newest_part(segment, HIRED, "say") is not None:
        raise CxwError(say(BEGUN, segment=segment.name))
    if not segment.competitors:
        raise CxwError(say(NO_RIVALS, segment=segment.name))
    return segment


def _put(segment: Segment, found: Sequence[RivalSentence]) -> None:
    """The sentences as things of the lens; what the room named stays."""
    segment.things = [one for one in segment.things if one.lens != HIRED or one.company is None]
    for sentence in found:
        thing = name_thing(segment, HIRED, sentence.text)
        thing.company, thing.date, thing.note = sentence.company, sentence.date, sentence.source or None
