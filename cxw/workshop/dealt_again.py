"""Customers' texts dealt again when a reader is not here: who needs a new sheet, and these sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cxw.day.desk import LEAVE
from cxw.day.lens_texts import dealt_again_to
from cxw.errors import CxwError
from cxw.model import LensDefinition, LensRound, Participant, Segment
from cxw.text.phrases import say
from cxw.text.spoken import say_many
from cxw.workshop.day import Day

SHEETS = "sheets"
DEALT_AGAIN = (
    "Somebody who reads texts is not here, so theirs were dealt again. More texts than on the sheet: {who}. "
    "What stands on a sheet keeps its number; the new texts come last."
)
NEW_SHEETS = "More texts than on the sheet printed before: {who}. Only the new sheet has them."
WRITE = "write their new sheets as a PDF"
HAVE_THEM = "go on"
BY_COMMAND = "The new sheets come from another window: cxw ballots FILE --stage lenses."
WRITTEN = "{path}: print it, and take the old sheets back."


def with_new_sheets(day: Day, segment: Segment, lens: str) -> list[Participant]:
    """Who reads on paper and has texts that no sheet printed before has."""
    members = day.session.members(segment)
    here = [one for one in members if not one.gone and (one.desk or day.session.desk or "paper") == "paper"]
    return [one for one in here if dealt_again_to(segment, lens, one.id)]


def new_sheets_said(day: Day, segment: Segment, round: LensRound) -> Iterator[str]:
    """Who has other texts than on their sheet; nothing where everybody has those."""
    if round.part == "say" and (readers := with_new_sheets(day, segment, round.of)):
        yield say(NEW_SHEETS, who=_how_many_more(segment, round.of, readers))


def _how_many_more(segment: Segment, lens: str, readers: Sequence[Participant]) -> str:
    more = [(one.name, dealt_again_to(segment, lens, one.id)) for one in readers]
    return ", ".join(say_many(n, "{name} 1 more", "{name} {number} more", name=name) for name, n in more)


def hand_out_new_sheets(day: Day, id: str, lens: LensDefinition, title: str) -> str:
    """Say who needs a new sheet and write these; LEAVE where the day is left there, else empty."""
    segment = day.segment(id)
    readers = with_new_sheets(day, segment, lens.lens)
    if not readers:
        return ""
    asked = say(DEALT_AGAIN, who=_how_many_more(segment, lens.lens, readers))
    ways = {SHEETS: say(WRITE), "": say(HAVE_THEM)}
    if day.folder is None:
        day.desk.tell(f"{asked} {say(BY_COMMAND)}")
        return ""
    chosen = day.desk.choose(asked, ways, title)
    if chosen == SHEETS:
        day.desk.tell(_written(day, id, lens, [one.id for one in readers]))
    return chosen if chosen == LEAVE else ""


def _written(day: Day, id: str, lens: LensDefinition, readers: Sequence[str]) -> str:
    """Where the sheets of these readers were written, or why they were not."""
    from cxw.handout import ballots, files

    assert day.folder is not None, "only a day with a folder is asked"
    session, place = day.session, [one.id for one in day.session.segments].index(id)
    about = ballots.ballot_subjects(session, [lens])[place]
    sheets = [
        replace(slips, own={who: slips.own[who] for who in readers if who in slips.own})
        for slips in about.lenses
        if slips.whose == "reader"
    ]
    made = ballots.printed_ballots(
        f"{session.title}: ballots",
        session.brand.paper or "a4",
        [replace(about, lenses=tuple(sheets))],
        (ballots.LENSES,),
    )
    if made.data is None:
        return "\n".join(made.notices)
    try:
        path = files.free_path(day.folder / f"{files.file_title(session.title, files.NEW_SHEETS)}.pdf")
        return say(WRITTEN, path=files.write_whole(path, made.data))
    except CxwError as why:
        return str(why)
