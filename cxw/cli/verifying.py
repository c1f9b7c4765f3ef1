"""What `verify` does: reads customers' answers, shows what was understood, and keeps it beside the room's."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import typer

from cxw.cli.collecting import NO_COMMAND
from cxw.cli.customer_words import read_customer_words
from cxw.cli.evidencing import segment_named
from cxw.cli.keeping import keep_change
from cxw.cli.terminal import at_terminal, said_folded, there
from cxw.collect import Columns
from cxw.collect.look_words import as_table, command_lines, command_words, labelled, remarks
from cxw.errors import CxwError
from cxw.model import DK, Asked, Customers, Segment, Session, ids_of
from cxw.sessionfile import OpenFile, load
from cxw.survey.answer_look import column_facts, first_customers, look_at_answers
from cxw.survey.answers import ReadAnswers, read_answers
from cxw.text.phrases import listed_here, quoted_here, say, speak, spoken_here

NOTHING_WRITTEN = "Nothing was written: put these lines right, or see with {look} what would take them in"
LOOK = "Does any of these name somebody? An empty line keeps them all."
NO_LOOK = (
    "What customers wrote in their own words was left out: nobody could look whether it names somebody. "
    "Add --yes once you have read it yourself."
)
GROWN = (
    "All {n} customers of {id} are in this table too, so they would count twice: nothing was added. Add "
    "--replace where it holds everything that was answered."
)
FEWEST_GROWN = 3
"""Different rows of which a set must be to be known again in another one."""
ALREADY = "These answers are in the file already, as {id}: nothing was added."


@dataclass(frozen=True)
class VerifyWanted:
    """What was said on the command line; empty or None where the file or a default says."""

    segment: str = ""
    words: Path | None = None
    date: dt.date | None = None
    source: str = ""
    replace: bool = False
    """Whether these answers take the place of all that came before."""
    accept: bool = False
    """Whether customers' own words are kept unseen."""
    told: Columns = field(default_factory=lambda: Columns("weights"))
    """What is said of the table itself: its sheet, total, scale, and what says that somebody cannot say."""


def look_at_table(file: Path, answers: Path, wanted: VerifyWanted) -> None:
    """Say what a table is understood as and which command takes it in; nothing is written.

    Ends with exit code 1 where no command can.
    """
    session = _real(load(file))
    segment = segment_named(session, wanted.segment)
    words = _words(wanted.words, session, segment)
    found = look_at_answers(there(answers), session, segment, words, wanted.told)
    read = found.read
    typer.echo(say("{table}: headings in line {line}", table=answers.name, line=read.line))
    for line in chain(_facts(read, session, segment), remarks(found.to_note)):
        typer.echo(line)
    if read.customers is None:
        raise CxwError(say(NO_COMMAND))
    typer.echo(say("This takes it in:"))
    typed = command_words(("verify", file, answers), read.told)
    for line in command_lines([*typed, *_own_options(wanted)]):
        typer.echo(line)


def _facts(read: ReadAnswers, session: Session, segment: Segment) -> Iterator[str]:
    """What stands where, and where nothing is wrong what would be stored, in lines."""
    for label, text in column_facts(read, session, segment):
        yield from labelled(label, text)
    if read.customers is None:
        return
    yield from map(said_folded, _understood(replace(read, left=()), read.customers, session, segment))
    if rows := first_customers(read.customers, segment):
        yield say("Stored like this:")
        yield from as_table(rows)


def _own_options(wanted: VerifyWanted) -> Iterator[str]:
    """What was said beside the table, as it was typed."""
    given = {"segment": wanted.segment, "words": wanted.words, "date": wanted.date, "source": wanted.source}
    for name, said in given.items():
        yield from (f"--{name}", str(said)) if said else ()
    yield from ["--replace"] * wanted.replace
    yield from ["--yes"] * wanted.accept


def _real(session: Session) -> Session:
    """The session, where it is no rehearsal; from now on its language is spoken."""
    speak(session.language, session.address)
    if session.rehearsal:
        raise CxwError(say("This is a rehearsal with invented answers: verify the workshop itself."))
    return session


def verify_answers(file: Path, answers: Path, wanted: VerifyWanted, today: dt.date) -> None:
    """Read a table of customers' answers and keep it: all of it, or nothing where a line is faulty."""
    with OpenFile(file) as opened:
        session = _real(opened.session)
        segment = segment_named(session, wanted.segment)
        words = _words(wanted.words, session, segment)
        read = read_answers(there(answers), session, segment, words, wanted.told)
        for problem in read.problems:
            typer.echo(str(problem))
        if read.customers is None:
            raise CxwError(say(NOTHING_WRITTEN, look="--look"))
        found = _looked_through(read.customers, accept=wanted.accept)
        found = found.model_copy(
            update={"date": wanted.date or today, "source": wanted.source or answers.stem}
        )
        before = list(segment.customers)
        stays = [] if wanted.replace else before
        if (same := _same(stays, found)) is not None:
            raise CxwError(say(ALREADY, id=same.id))
        if (inside := _contained(stays, found)) is not None:
            raise CxwError(say(GROWN, id=inside.id, n=inside.n or 0))
        found = found.model_copy(update={"id": _free_id(ids_of(stays))})
        for sentence in _understood(read, found, session, segment):
            typer.echo(said_folded(sentence))
        keep_change(
            opened, lambda kept: _put(kept, segment.id, found, wanted), f"Nothing of {answers} is in it"
        )
        for sentence in _kept(file, opened.session, segment.id, before, wanted):
            typer.echo(said_folded(sentence))


def _words(path: Path | None, session: Session, segment: Segment) -> dict[str, str]:
    if path is None:
        return {}
    words = read_customer_words(path, session, segment)
    return {**words.needs, **words.companies}


def _looked_through(found: Customers, *, accept: bool) -> Customers:
    """Customers' own words after somebody looked whether anybody is named in them."""
    if not found.texts or accept:
        return found
    if not at_terminal():
        typer.echo(said_folded(say(NO_LOOK)))
        return found.model_copy(update={"texts": {}})
    said: list[tuple[Asked, str]] = [(asked, text) for asked, texts in found.texts.items() for text in texts]
    list_by_number([text for _, text in said])
    out = numbers_left_out(say(LOOK), len(said))
    kept: dict[Asked, list[str]] = {}
    for number, (asked, text) in enumerate(said, 1):
        if number not in out:
            kept.setdefault(asked, []).append(text)
    return found.model_copy(update={"texts": kept})


def list_by_number(texts: Sequence[str]) -> None:
    """Print texts of customers to be read through, each with its number."""
    for number, text in enumerate(texts, 1):
        typer.echo(said_folded(quoted_here(text), f"{number:>4}  "))


def numbers_left_out(look: str, most: int) -> set[int]:
    """Ask which of the texts that were listed have to go."""
    from cxw.keyboard import questions

    typer.echo(said_folded(look))
    typed = questions.text(say("Numbers to leave out:"), check=_numbers_up_to(most))
    return {int(number) for number in typed.split()}


def _numbers_up_to(most: int) -> Callable[[str], str]:
    """A check of what was typed: numbers from the list, with spaces between."""

    def check(typed: str) -> str:
        wrong = [one for one in typed.split() if not one.isdecimal() or not 1 <= int(one) <= most]
        return say("{typed} is no number from 1 to {most}", typed=wrong[0], most=most) if wrong else ""

    return check


def _same(before: Sequence[Customers], found: Customers) -> Customers | None:
    """A set that holds the same rows already."""
    rows = ("needs", "weights", "marks", "who", "order", "weight")
    return next(
        (one for one in before if all(getattr(one, key) == getattr(found, key) for key in rows)), None
    )


def _contained(before: Sequence[Customers], found: Customers) -> Customers | None:
    """A set of which every row is among these as well: an export that has grown since."""
    here = Counter(_rows(found))
    for one in before:
        rows = Counter(_rows(one))
        if one.needs == found.needs and len(rows) >= FEWEST_GROWN and rows <= here:
            return one
    return None


def _rows(asked: Customers) -> Iterator[str]:
    """Each customer's points and marks, as something that can be counted."""
    kept = [rows for rows in (asked.weights, *map(asked.marks.get, sorted(asked.marks))) if rows]
    yield from map(repr, zip(*kept, strict=True))


def _free_id(taken: Sequence[str]) -> str:
    number = 1
    while f"c{number}" in taken:
        number += 1
    return f"c{number}"


def _put(session: Session, segment: str, found: Customers, wanted: VerifyWanted) -> None:
    place = session.segment(segment)
    place.customers = [found] if wanted.replace else [*place.customers, found]


def _understood(read: ReadAnswers, found: Customers, session: Session, segment: Segment) -> Iterator[str]:
    """What was read, before it is kept."""
    n = found.n or 0
    if found.kind == "aggregated":
        yield say("Sums of customers: {n}", n=n)
    else:
        given = sum(row != DK for row in found.weights)
        yield say("Customers: {n}; points from {given}", n=n, given=given)
    names = {company.id: company.name for company in session.companies(segment)}
    for company, rows in found.marks.items():
        marked = sum(row != DK for row in rows)
        yield say("{company}: marks from {n}", company=names[company], n=marked)
    texts = sum(map(len, found.texts.values()))
    if texts:
        yield say("Answers in customers' own words: {n}", n=texts)
    if read.empty:
        yield say("Empty rows, left out: {n}", n=read.empty)
    if read.elsewhere:
        yield say("Rows of another segment than {segment}: {n}", n=read.elsewhere, segment=segment.name)
    if read.left_alone:
        yield say("Left alone: {columns}", columns=listed_here(read.left_alone))


def _kept(
    file: Path, session: Session, segment: str, before: Sequence[Customers], wanted: VerifyWanted
) -> Iterator[str]:
    """Where it went, and the first thing it says."""
    from cxw.findings import of

    if wanted.replace and before:
        yield say("They take the place of what customers had answered before.")
    elif before:
        yield say("They were added to what customers had answered before.")
    found = of(session, "room", language=spoken_here().language).segment(segment).customers
    if found is None:
        yield say("The room's own answers are not revealed yet, so nothing is held against them so far.")
    else:
        yield found.headline
        yield from found.on_points[:1]
    yield say("`cxw report {file}` prints all of it; `cxw show {file}` puts it on the wall.", file=file)
