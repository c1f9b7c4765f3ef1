"""The questions of `new`: each asked once, all read through at the end, and any of them asked again.

Whatever is said is kept in the talk at once, so that going a question back, or stopping, loses nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain
from pathlib import Path

import typer

from cxw.cli.subjects import QUESTIONS, applies
from cxw.cli.talk import Ask, SetUpQuestion, Talk
from cxw.cli.terminal import creatable_path, said_folded
from cxw.day.set_up import SetUp, faults, functions_alike, same_names, session
from cxw.day.timetable import after_the_end
from cxw.day.vanishing import vanishing_beforehand
from cxw.errors import CxwError
from cxw.keyboard import questions as q
from cxw.text.phrases import say
from cxw.text.spoken import inside


class Enough(Exception):
    """The facilitator stops here, and what was said so far is written."""


def interview(
    known: SetUp,
    wanted: Collection[str],
    write_to: Callable[[str, dt.date], Path],
    fixed: Collection[str] = (),
) -> SetUp:
    """The set-up with these subjects asked for, in the order in which a facilitator thinks, and read through.

    `write_to` gives the file for a title and a day; `fixed` subjects are not changed here.
    """
    talk = Talk(known, known, write_to)
    keys = say("Esc goes a question back, Ctrl-C stops. All can be changed at the end.")
    typer.echo(f"{said_folded(keys)}\n")
    questions = {name: question for name, question in QUESTIONS.items() if name not in fixed}
    asked = (question.asks for name, question in questions.items() if name in wanted)
    asks = [*chain.from_iterable(asked)]
    try:
        _through(talk, asks)
        while (chosen := _reviewed(talk, questions)) != "write":
            if chosen in questions:
                _through(talk, questions[chosen].asks, leave=True)
            else:
                last = max((n for n, ask in enumerate(asks) if applies(ask, talk.known)), default=0)
                _through(talk, asks, at=last, leave=not asks)
    except Enough:
        pass
    return talk.known


def _through(talk: Talk, asks: Sequence[Ask], at: int = 0, *, leave: bool = False) -> None:
    """Ask these one after the other; Esc goes to the one before, and from the first one away if `leave`."""
    while at < len(asks):
        try:
            with q.way_back():
                asks[at](talk)
            at += 1
        except q.Back:
            before = [n for n in range(at) if applies(asks[n], talk.known)]
            if leave and not before:
                return
            at = before[-1] if before else 0
        except KeyboardInterrupt:
            _stopped(talk)


def _stopped(talk: Talk) -> None:
    """Ctrl-C: what was said is not thrown away without asking; pressed again, it is."""
    if talk.known == talk.begun:
        raise KeyboardInterrupt
    path = talk.write_to(talk.known.title, talk.known.date)
    ways = {"": say("No, go on")}
    if not _wrong(talk.known, path):
        ways["keep"] = say("Stop, and write what was said so far to {path}", path=path)
    ways["stop"] = say("Stop and write nothing")
    chosen = q.choice(say("Stop here?"), ways)
    if chosen == "keep":
        raise Enough
    if chosen:
        raise KeyboardInterrupt


def _reviewed(talk: Talk, questions: Mapping[str, SetUpQuestion]) -> str:
    """Show everything that was said; `write`, `back`, or the name of the subject to ask about again."""
    known, path = talk.known, talk.write_to(talk.known.title, talk.known.date)
    typer.echo()
    for question in (one for one in QUESTIONS.values() if one.there(known)):
        typer.echo(said_folded(question.said(known), f"  {say(question.label):<14} "))
    wrong = _wrong(known, path)
    typer.echo()
    for sentence in (*wrong, *_remarks(known)):
        typer.echo(said_folded(sentence))
    ways = {} if wrong else {"write": say("Yes, write {path}", path=path)}
    there = {name: question for name, question in questions.items() if question.there(known)}
    ways |= {
        name: say("Change: {subject}", subject=inside(say(question.label)))
        for name, question in there.items()
    }
    typer.echo()
    try:
        with q.way_back():
            chosen = q.choice(say("Is this right?"), {**ways, "stop": say("Stop and write nothing")})
    except q.Back:
        return "back"
    except KeyboardInterrupt:
        _stopped(talk)
        return _reviewed(talk, questions)
    if chosen == "stop":
        raise KeyboardInterrupt
    return chosen


def _wrong(known: SetUp, path: Path) -> list[str]:
    """What keeps the set-up from being written there."""
    try:
        creatable_path(path)
    except CxwError as why:
        return [*faults(known), str(why)]
    return faults(known)


def _remarks(known: SetUp) -> list[str]:
    """What may stay as it is, and should be known."""
    if faults(known):
        return [*same_names(known.people), *functions_alike(known.people)]
    made = session(known)
    twice = [*same_names(known.people), *functions_alike(known.people)]
    return [*vanishing_beforehand(made), *twice, *after_the_end(made, known.lenses)]
