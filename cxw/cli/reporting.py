"""Write a handout: from the file or from a text edited by hand, once its sources were looked at."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from cxw.cli.keeping import for_the_client
from cxw.cli.terminal import at_terminal, said_folded, there
from cxw.errors import CxwError
from cxw.findings.closing.types import EvidenceItem
from cxw.handout import (
    Format,
    Options,
    WrittenFiles,
    paint_edited,
    printed_sources,
    write_handout,
    write_workings,
)
from cxw.handout.edited import edited_file, sheet_of
from cxw.handout.guide_files import FORMATS, SHEETS, GuideWanted, paint_guide
from cxw.model import Session
from cxw.sessionfile import lines_of, load
from cxw.text.phrases import listed_here, quoted_here, say, speak

PAINTED: tuple[Format, ...] = ("html", "pdf")
"""What a text edited by hand is painted as; it is the Markdown already."""
ASKED = "Is a customer recognisable in it?"
BEFORE = "Before the room's handout is written: it prints {counted}."
CHANGE_THEM = "Nothing was written. Change sources and quotes in the file: {places}"
SOURCES, QUOTES = ("1 source", "{n} sources"), ("1 quote", "{n} quotes")
WRITE, WAIT = "write", "wait"
ANSWERS = {WRITE: "Nobody is: write it", WAIT: "Somebody is: write nothing"}


@dataclass(frozen=True)
class HandoutWanted:
    """What was asked for on the command line, beside what the handout itself takes."""

    options: Options
    text: Path | None = None
    yes: bool = False
    workings: bool = False


def write_report(file: Path, wanted: HandoutWanted) -> None:
    """Write the handout, or its workings alone, and say which files came out."""
    session = load(there(file))
    speak(session.language, session.address)
    _fits(wanted)
    edited, options = _edited(wanted), wanted.options
    if edited is not None and sheet_of(edited) in SHEETS:
        say_written(_guide(session, file, wanted, edited), file, session)
        return
    if options.get("audience", "room") == "room" and not wanted.yes:
        nobody_recognised(file, session)
    say_written(_made(session, wanted, edited), file, session)


def _guide(session: Session, file: Path, wanted: HandoutWanted, edited: str) -> WrittenFiles:
    """A page of the interview guide that was edited: it prints no source, and stays what it is."""
    options, text = wanted.options, wanted.text
    formats = [name for name in FORMATS if name in options.get("formats", PAINTED)]
    beside = options.get("beside") or file.parent
    asked = GuideWanted(options["folder"], beside, formats, template=options.get("template"))
    return paint_guide(edited, text.stem if text else "", session, asked)


def _made(session: Session, wanted: HandoutWanted, edited: str | None) -> WrittenFiles:
    if wanted.workings:
        return write_workings(session, **wanted.options)
    if edited is not None:
        return paint_edited(edited, session, **wanted.options)
    return write_handout(session, **wanted.options)


def _fits(wanted: HandoutWanted) -> None:
    """CxwError where two things that were asked for do not go together."""
    options, mail = wanted.options, wanted.options.get("mail")
    if wanted.workings and (mail or wanted.text):
        raise CxwError("--workings makes the workings alone: ask for the handout by itself.")
    if wanted.workings and {"csv", "json"} & {*options.get("formats", ())}:
        raise CxwError("The workings are made as md, html and pdf alone: leave out the other formats.")
    if mail and options.get("audience") == "facilitator":
        raise CxwError("--mail is for the room's PDF alone: nobody in the company gets the facilitator's.")
    if mail and wanted.text:
        raise CxwError("--mail says what the session says, and your text may say otherwise: leave out one.")
    if mail and "pdf" not in options.get("formats", ("pdf",)):
        raise CxwError("--mail goes with the PDF: add --format pdf.")


def say_written(made: WrittenFiles, file: Path, session: Session) -> None:
    """Say which files there are, and what their readers must know."""
    for path in made:
        typer.echo(str(path))
    for said in (*made.notices, *for_the_client(session, file)):
        typer.echo(said_folded(said))


def _edited(wanted: HandoutWanted) -> str | None:
    """The text to paint; the formats it cannot be had in are refused."""
    if wanted.text is None:
        return None
    other = [name for name in wanted.options.setdefault("formats", PAINTED) if name not in PAINTED]
    if other:
        raise CxwError(f"A text edited by hand is painted as html and pdf: leave out --format {other[0]}.")
    return edited_file(there(wanted.text))


def nobody_recognised(file: Path, session: Session) -> None:
    """Show each source and quote of the room's handout once before it is written; ask at a terminal only."""
    found = list(_placed(file, session))
    if not found:
        return
    told = [said_folded(say(BEFORE, counted=_counted(found))), *_shown(found)]
    if not at_terminal():
        sys.stderr.write("".join(f"{line}\n" for line in (*told, say(ASKED))))
        return
    for line in told:
        typer.echo(line)
    if _asked() != WRITE:
        places = ", ".join(place for place, _ in found)
        typer.echo(said_folded(say(CHANGE_THEM, places=places)))
        typer.echo(say("Then: cxw report {path}", path=file))
        raise typer.Exit(1)


def _asked() -> str:
    from cxw.keyboard import questions

    try:
        return questions.choice(say(ASKED), {word: say(label) for word, label in ANSWERS.items()})
    except (KeyboardInterrupt, EOFError):
        typer.echo(say("Nothing was written."))
        raise typer.Exit(130) from None


def _placed(file: Path, session: Session) -> Iterator[tuple[str, EvidenceItem]]:
    """What is printed of customers, each with the line of the file where it can be changed."""
    printed = printed_sources(session)
    lines = lines_of(file, "evidence") if printed else ()
    for place, item in enumerate(session.evidence):
        if item.id in printed:
            yield f"{file}:{lines[place]}" if place < len(lines) else str(file), printed[item.id]


def _counted(found: Sequence[tuple[str, EvidenceItem]]) -> str:
    items = [item for _, item in found]
    counts = [
        say(one if number == 1 else more, n=number)
        for number, (one, more) in (
            (sum(bool(item.source) for item in items), SOURCES),
            (sum(bool(item.quote) for item in items), QUOTES),
        )
        if number
    ]
    return listed_here(counts)


def _shown(found: Sequence[tuple[str, EvidenceItem]]) -> Iterator[str]:
    for place, item in found:
        said = [item.source] if item.source else []
        if item.quote:
            said.append(quoted_here(" ".join(item.quote.split())))
        yield said_folded(" ".join(said), f"  {place}  ")
