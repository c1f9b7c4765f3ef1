"""What `due` and `done` do: what is overdue over many files, and what became of a promise."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import get_args

import typer

from cxw.cli.evidencing import answer_in_words
from cxw.cli.keeping import keep_change
from cxw.cli.terminal import at_terminal, is_there, said_folded
from cxw.day.keeping_names import kept_too_long
from cxw.day.promised import (
    OUTCOMES,
    ChangeOn,
    Outcome,
    PromiseOn,
    State,
    changes_on,
    close,
    every_promise,
    find_promise,
    named,
    open_again,
    owner_called,
    owner_named,
    promises_on,
    said_yes,
)
from cxw.errors import CxwError, InputNeeded
from cxw.handout.files import write_whole
from cxw.model import MEETING, Research, Segment, Session, When, earliest, ids_of
from cxw.sessionfile import OpenFile, load
from cxw.text.phrases import listed_here, say, speak
from cxw.text.spoken import day_said, say_many

CHANGE = "change-"
"""What the name of a change begins with, and no promise's."""
OURS, FIRST = b"PRODID:-//cxw//", 200
"""What a calendar that cxw wrote says of itself, and in how many of its first bytes."""


OPEN_AGAIN = "open again: {what}, for {source} ({id}) is too old by now"
WITHOUT_A_YES = "; none for {number} promise to which nobody has said yes"
WITHOUT_YESES = "; none for {number} promises to which nobody has said yes"


@dataclass(frozen=True)
class DueFile:
    """One session with its promises on a day."""

    path: Path
    session: Session
    promises: list[PromiseOn]
    changes: list[ChangeOn]

    @property
    def overdue(self) -> int:
        """Promises and changes whose date has passed."""
        both: list[PromiseOn | ChangeOn] = [*self.promises, *self.changes]
        return sum(one.state == "overdue" for one in both)


def print_due(paths: Sequence[Path], today: dt.date, soon: int, ics: Path | None) -> bool:
    """Print what is due in all of these files, and write reminders where wanted; whether any is overdue."""
    sessions = [(path, load(path)) for path in paths]
    files = [
        DueFile(path, session, promises_on(session, today, soon), changes_on(session, today, soon))
        for path, session in sessions
    ]
    _speak_what_all_speak(files)
    if ics is not None:
        _calendar_of_ours(ics)
    for place, file in enumerate(files):
        typer.echo("\n" if place else "", nl=False)
        speak(file.session.language, file.session.address)
        for line in due_lines(file, today):
            typer.echo(line)
    _speak_what_all_speak(files)
    overdue = sum(file.overdue for file in files)
    if len(files) > 1:
        typer.echo(f"\n{_sum(files)}")
    if ics is not None:
        _write_reminders(files, ics, today)
    return overdue > 0


def _speak_what_all_speak(files: Sequence[DueFile]) -> None:
    """What is said of all files is said in their language, in English where they have several."""
    languages = {(file.session.language, file.session.address) for file in files}
    speak(*(languages.pop() if len(languages) == 1 else (None, None)))


def _calendar_of_ours(ics: Path) -> None:
    """CxwError where something else has this name: it may be the session itself."""
    if is_there(ics) and not (ics.is_file() and OURS in ics.read_bytes()[:FIRST]):
        there = "{file} is there already and is no calendar of cxw: choose another name for --ics"
        raise CxwError(say(there, file=ics))


def _sum(files: Sequence[DueFile]) -> str:
    every = _every(files)
    promises = say_many(len(every), "{number} promise", "{number} promises")
    states = _in_states(one.state for one in every)
    said = say("{promises} in {number} files: {states}", promises=promises, number=len(files), states=states)
    changed = [one.state for one in chain.from_iterable(file.changes for file in files)]
    if not changed:
        return said
    changes = say_many(len(changed), "{number} change", "{number} changes")
    return f"{said}; {changes}: {_in_states(changed)}"


def _in_states(states: Iterable[State]) -> str:
    counted = Counter(states)
    return ", ".join(f"{counted[state]} {say(state)}" for state in get_args(State))


def _every(files: Sequence[DueFile]) -> list[PromiseOn]:
    return [*chain.from_iterable(file.promises for file in files)]


def due_lines(file: DueFile, today: dt.date) -> Iterator[str]:
    """A file's promises, most overdue first, then what is open again."""
    yield said_folded(f"{file.session.title} ({file.path})")
    if not file.promises:
        yield f"  {say('nothing was promised')}"
    for one in file.promises:
        yield said_folded(_said(file.session, one), "  ")
    for change in file.changes:
        who = owner_called(file.session, change.line.owner) or say("nobody yet")
        when = _when(change.line.date, _done_on(change.line.done), change)
        yield said_folded(f"{when}: {change.id}, {who}: {change.line.text}", "  ")
    for again in open_again(file.session, today):
        what = answer_in_words(file.session, again.segment.id, again.answer)
        source = again.item.source or again.item.kind
        told = say(OPEN_AGAIN, what=what, source=source, id=again.item.id)
        yield said_folded(told, "  ")
    if late := kept_too_long(file.session, str(file.path), today):
        yield said_folded(late, "  ")


def _said(session: Session, one: PromiseOn) -> str:
    card = one.card
    owner = owner_named(session, card)
    who = owner if said_yes(session, card) else say("nobody yet")
    if owner and not said_yes(session, card):
        who = say("nobody yet (proposed: {owner})", owner=owner)
    when = _when(card.due, _became(card) if card.done is not None else "", one)
    return f"{when}: {named(session, one.segment, card)}, {who}: {card.question}"


def _done_on(day: dt.date | None) -> str:
    return day_said(day) if day is not None else ""


def _when(due: When | None, done: str, one: PromiseOn | ChangeOn) -> str:
    """How it stands; `done`: since when, empty where it is not."""
    if one.state == "done":
        return say("done {became}", became=done)
    if due is None:
        return say("no date")
    day = day_said(due)
    if one.days < 0:
        by = say_many(-one.days, "{number} day", "{number} days")
        return say("overdue since {day}, by {days}", day=day, days=by)
    if one.state == "soon" and one.days:
        return say_many(one.days, "soon, {day} (in {number} day)", "soon, {day} (in {number} days)", day=day)
    return say("soon, {day} (today)" if one.state == "soon" else "by {day}", day=day)


def _became(card: Research) -> str:
    return f"{day_said(card.done) if card.done else ''}, {say(card.outcome or 'unclear')}"


def reminded(file: DueFile) -> Iterator[tuple[Session, Segment, Research]]:
    """What owners of a file are reminded of: open promises with a date, to which they said yes; changes."""
    for one in file.promises:
        if one.state != "done" and one.card.due is not None and one.card.has_yes and one.card.owner:
            yield file.session, one.segment, one.card
    for change in file.changes:
        line, id = change.line, change.id.partition(" ")[0]
        if change.state != "done" and line.date is not None and line.owner:
            card = Research(id=id, question=line.text, owner=line.owner, due=line.date)
            yield file.session, change.segment, card


def _write_reminders(files: Sequence[DueFile], ics: Path, today: dt.date) -> None:
    """Reminders for a calendar, of owners who said yes and of nobody else."""
    from cxw.cli.reminders import calendar

    asked = list(chain.from_iterable(map(reminded, files)))
    without = sum(one.state != "done" and not one.card.has_yes for one in _every(files))
    write_whole(ics, calendar(asked, today))
    told = say_many(len(asked), "{number} reminder in {file}", "{number} reminders in {file}", file=ics)
    rest = say_many(without, WITHOUT_A_YES, WITHOUT_YESES) if without else ""
    typer.echo(said_folded(f"{told}{rest}"))


@dataclass(frozen=True)
class SaidDone:
    """What the command line says of a promise that is kept."""

    id: str = ""
    outcome: Outcome | None = None
    evidence: Sequence[str] = ()
    day: dt.date | None = None
    note: str = ""


def finish(path: Path, said: SaidDone, today: dt.date) -> None:
    """Finish a promise with what became of the belief, or a change that was made."""
    with OpenFile(path) as opened:
        speak(opened.session.language, opened.session.address)
        if said.id.strip().startswith(CHANGE):
            _finish_change(path, opened, said, today)
            return
        segment, card = _meant(opened.session, said.id)
        known = set(ids_of(opened.session.evidence))
        if strange := [id for id in said.evidence if id not in known]:
            raise CxwError(say(NO_EVIDENCE, file=path, ids=", ".join(strange)))
        outcome, day = said.outcome or _outcome(card), said.day or today
        _possible(day, today, opened.session)
        before = f" {say('Before: {became}.', became=_became(card))}" if card.done is not None else ""

        def change(session: Session) -> None:
            here = next(one for one in session.segment(segment.id).research if one.id == card.id)
            close(here, outcome, day, [*said.evidence])
            here.note = said.note or here.note

        keep_change(opened, change, say("The promise is as it was"))
        shown = f" {say(NOTHING_SHOWS_IT, file=path)}"
        if said.evidence or card.evidence:
            shown = ""
        about = f"{named(opened.session, segment, card)} ({card.question})"
        typer.echo(said_folded(f"{about}: {say(outcome)}.{before}{shown}"))
        typer.echo(say("`cxw report {file}` prints it", file=path))


NO_EVIDENCE = "{file} has no evidence {ids}: `cxw evidence {file}` lists it"
NOTHING_SHOWS_IT = "Nothing is attached that shows it: `cxw evidence {file} add`, then --evidence here."


def _finish_change(path: Path, opened: OpenFile, said: SaidDone, today: dt.date) -> None:
    """Note that what a second meeting changes has been done; there is no belief that could have held."""
    there = {one.id: one for one in changes_on(opened.session, today)}
    if said.id.strip() not in there:
        known = "; ".join(f"{id} ({one.line.text})" for id, one in sorted(there.items()))
        raise CxwError(say(NO_SUCH_CHANGE if known else NO_CHANGES, id=said.id, known=known))
    if said.outcome or said.evidence:
        raise CxwError(say("A change is done or not: leave out what became of a belief, and evidence"))
    one, day = there[said.id.strip()], said.day or today
    place = opened.session.segment(one.segment.id).stages.of(MEETING).changes.index(one.line)
    _possible(day, today, opened.session)

    def change(session: Session) -> None:
        here = session.segment(one.segment.id).stages.touch(MEETING).changes[place]
        here.done, here.note = day, said.note or here.note

    keep_change(opened, change, say("The change is as it was"))
    typer.echo(said_folded(f"{one.id} ({one.line.text}): {say('done')}."))
    typer.echo(say("`cxw report {file}` prints it", file=path))


NO_SUCH_CHANGE = "There is no change {id} here. There are: {known}"
NO_CHANGES = "There is no change {id} here. None was decided."


def _meant(session: Session, said: str) -> tuple[Segment, Research]:
    """The promise that is meant, asked where it was not said."""
    cards = [*every_promise(session)]
    if not cards:
        raise CxwError(say("Nothing was promised in this session."))
    listed = {named(session, segment, card): card.question for segment, card in cards}
    told = "; ".join(f"{name} ({question})" for name, question in listed.items())
    if not said:
        said = _asked_promise(listed, told)
    match find_promise(session, said):
        case [one]:
            return one
        case []:
            raise CxwError(say("There is no promise {said} here. There are: {told}", said=said, told=told))
        case several:
            ways = listed_here([named(session, segment, card) for segment, card in several], "or")
            raise InputNeeded(
                say("{said} is a promise of several segments: say {ways}, in quotes", said=said, ways=ways)
            )


def _asked_promise(listed: Mapping[str, str], told: str) -> str:
    if not at_terminal():
        raise InputNeeded(say("Which promise is done? There are: {told}", told=told))
    from cxw.keyboard import questions

    choices = {one: f"{one}  {what}" for one, what in listed.items()}
    return questions.choice(say("Which promise is done?"), choices)


def _outcome(card: Research) -> Outcome:
    if not at_terminal():
        asked = "What became of it ({question})? Add held, wrong or unclear"
        raise InputNeeded(say(asked, question=card.question))
    from cxw.keyboard import questions

    if card.wrong_if:
        typer.echo(said_folded(f"{say('We are wrong if:')} {card.wrong_if}"))
    ways = {say(label): word for word, label in OUTCOMES.items()}
    return ways[questions.choice(card.question, {label: label for label in ways})]


def _possible(day: dt.date, today: dt.date, session: Session) -> None:
    if day > today:
        raise CxwError(say(STILL_TO_COME, day=day_said(day)))
    if session.date is not None and day < earliest(session.date):
        raise CxwError(say(BEFORE_THE_DAY, day=day_said(day), workshop=day_said(session.date)))


STILL_TO_COME = "{day} is still to come: give the day on which it was found out"
BEFORE_THE_DAY = "{day} is before the workshop ({workshop}): give a later day"
