"""Write the ballots of a session, or blank ones, and say how often to print each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import typer

from cxw.cli.keeping import keep_change
from cxw.day.lens_texts import dealt_again_to
from cxw.day.standing import next_step
from cxw.errors import CxwError, InputNeeded
from cxw.handout import ballots
from cxw.handout.ballots.lenses import dealt_texts, lacks_texts
from cxw.handout.files import file_title, free_path, write_whole
from cxw.model import LensDefinition, Session
from cxw.sessionfile import Locked, OpenFile, load
from cxw.sessionfile.lens_files import lenses_of
from cxw.text.phrases import listed_here, say, speak
from cxw.text.spoken import say_many

BLANK = "Blank ballots"
KEPT = (
    "The file must keep which list of needs stands on slips in several orders: leave `cxw run` with Esc and "
    "q, print, and go on."
)
NO_LENS = (
    "No lens is chosen for this day, so there are no slips of any: write one under `lenses` in the file; "
    "`cxw lenses` lists them."
)
NO_TEXTS = (
    "No texts of customers are drawn for {segment} yet: `cxw voices` draws them, then print their sheets."
)
READERS = "Who reads which sheet ({segment}): {readers}."
NEW = (
    "Texts were dealt again ({segment}): the sheets of {readers} are new and say so; they take the "
    "place of those printed before."
)
OVER = "This day is complete, and its file stays as it is: print the ballots without --orders."


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line; None where the file or a default says."""

    paper: str | None
    stages: Sequence[ballots.PaperStage]
    orders: int | None
    to: Path | None
    once: bool = False

    @property
    def all_stages(self) -> Sequence[ballots.PaperStage]:
        """Those asked for, else those of a whole day."""
        return self.stages or ballots.WHOLE_DAY


def write_pdf(file: Path | None, wanted: Wanted) -> None:
    """Write one PDF beside the file, or in the folder asked for."""
    folder = wanted.to or (file.parent if file else Path())
    if folder.exists() and not folder.is_dir():
        raise CxwError(f"{folder} is a file: name a folder for the ballots.")
    session = _session(file, wanted)
    lenses = _lenses(session, file, wanted) if session and file else ()
    if session is not None:
        speak(session.language, session.address)
    made = _printed(session, wanted, lenses)
    if made.data is None:
        raise CxwError("\n".join(made.notices))
    name = file_title(session.title, "ballots") if session else BLANK
    typer.echo(str(write_whole(free_path(folder / f"{name}.pdf"), made.data, private=session is not None)))
    for line in [*made.notices, *(_remarks(session, wanted, lenses) if session else ())]:
        typer.echo(line)


def _session(file: Path | None, wanted: Wanted) -> Session | None:
    """The session to print for; None for blank slips."""
    if file is None:
        if wanted.orders is not None:
            raise InputNeeded("Orders are of chosen needs: name the session file")
        if wanted.once:
            raise InputNeeded("--print-once makes a slip for each person: name the session file")
        if ballots.LENSES in wanted.stages:
            raise InputNeeded("Which lenses were chosen stands in a session: name the session file")
        return None
    ordered = {"weights", "grid"} & set(wanted.all_stages)
    session = _ordered(file, wanted.orders) if ordered or wanted.orders else load(file)
    if wanted.once:
        _somebody(session)
    return session


def _somebody(session: Session) -> None:
    """CxwError where nobody would be handed a slip."""
    if not session.asked():
        said = "Nobody takes part yet, so there is nobody to print slips for: write who comes into the file"
    elif any(one.room for one in ballots.ballot_subjects(session)):
        return
    else:
        said = "Nobody in this file answers on paper, so there is nobody to print slips for: change `desk`"
    raise CxwError(f"{said}, or leave out --print-once and print each page as often as it says.")


def _lenses(session: Session, file: Path, wanted: Wanted) -> Sequence[LensDefinition]:
    """The lenses to print slips of; CxwError where one is faulty, or where only theirs are wanted of none."""
    if ballots.LENSES not in wanted.all_stages:
        return ()
    if not session.lenses and ballots.LENSES in wanted.stages:
        raise CxwError(NO_LENS)
    return lenses_of(session, file)


def _printed(session: Session | None, wanted: Wanted, lenses: Sequence[LensDefinition]) -> ballots.Ballots:
    make = ballots.printed_once if wanted.once else ballots.printed_ballots
    if session is None:
        return make(BLANK, wanted.paper or "a4", ballots.blank_subjects(), wanted.all_stages)
    size = wanted.paper or session.brand.paper or "a4"
    about = ballots.ballot_subjects(session, lenses)
    return make(f"{session.title}: ballots", size, about, wanted.all_stages)


def _remarks(session: Session, wanted: Wanted, lenses: Sequence[LensDefinition]) -> Iterator[str]:
    """What whoever hands the slips out must know besides."""
    for segment, lens in product(session.segments, lenses):
        if lacks_texts(segment, lens):
            yield say(NO_TEXTS, segment=segment.name)
        elif lens.about == "voices" and not wanted.once:
            texts = [thing.id for thing in segment.things if thing.lens == lens.lens]
            dealt = [*dealt_texts(session, segment, texts)]
            readers = [f"{number} {one.name}" for number, one, _ in dealt]
            yield say(READERS, segment=segment.name, readers=", ".join(readers))
            new = [one.name for _, one, _ in dealt if dealt_again_to(segment, lens.lens, one.id)]
            if new:
                yield say(NEW, segment=segment.name, readers=listed_here(new))
    if wanted.once:
        yield from _without_slips(session)


def _without_slips(session: Session) -> Iterator[str]:
    """Who has no slip among those printed once, and why."""
    without = [person.name for person in session.asked() if not ballots.on_paper(session, person)]
    if without:
        yield say_many(
            len(without),
            "No slips for {names}, who answers otherwise than on paper.",
            "No slips for {names}, who answer otherwise than on paper.",
            names=listed_here(without),
        )
    if gone := [person.name for person in session.asked() if person.gone]:
        yield say_many(
            len(gone),
            "No slips for {names}, who has left.",
            "No slips for {names}, who have left.",
            names=listed_here(gone),
        )


def _ordered(file: Path, count: int | None) -> Session:
    """The session; a number of orders that was asked for is kept in the file, for the paper desk to know."""
    session = load(file)
    asked = count if count and count > 1 else None
    wanted = session.orders if count is None else asked
    if wanted is not None and not any(segment.chosen for segment in session.segments):
        raise CxwError("No needs are chosen yet, so they have no orders: print the ballots without --orders.")
    over = next_step(session) is None
    if over and wanted != session.orders:
        raise CxwError(OVER)
    if over or not _changed(session, wanted):
        return session
    try:
        with OpenFile(file) as opened:
            keep_change(opened, lambda s: _note(s, wanted), "No ballots were printed")
            return opened.session
    except Locked as why:
        raise CxwError(f"{why}\n{KEPT}") from None


def _changed(session: Session, wanted: int | None) -> bool:
    """Whether the file must keep something new of the slips about to be printed."""
    noted = session.model_copy(deep=True)
    _note(noted, wanted)
    return noted != session


def _note(session: Session, wanted: int | None) -> None:
    """Keep in how many orders slips are printed and of which lists of needs."""
    session.orders = wanted
    for segment in session.segments:
        segment.printed = ballots.needs_on_slips(segment) if wanted else []
