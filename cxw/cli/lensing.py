"""What `lenses` prints, and which lenses `new` puts into a session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from cxw.cli.terminal import said_folded, seen_from, there
from cxw.day.lens_places import has_a_place, without_texts
from cxw.day.lenses import OPENS, has_time_for, in_language, opens_later
from cxw.errors import CxwError, Problem
from cxw.model import LensDefinition, Session
from cxw.sessionfile import load
from cxw.sessionfile.lens_files import (
    TIME_FOR,
    chosen_lens,
    own_lens_files,
    shipped_lenses,
)
from cxw.text.phrases import Phrases, phrases
from cxw.text.phrases import say as spoken

MINUTES = "{minutes} minutes, opens {when}"
CHOSEN = "chosen for this day"
NOW = "{minutes} minutes, may open now"
OF_THE_DAY = "Lenses of the day: {lenses}."
ONE_OF_THEM = "{name}, {minutes} minutes"
ONE_INSIDE = "{name}, {minutes} minutes within the points"
WITHOUT = "A lens is left out today: {path}, line {line}, is not in order. `cxw check {file}` says why."
NONE_FITS_IN_ONE = "No lens fits into a day of an hour."
NONE_FITS = "No lens fits into a day of {hours} hours."
HOW = (
    "cxw new --lens NAME chooses one, two a day and a third of 5 minutes; "
    "cxw templates eject FOLDER copies ours."
)


def choices(given: Sequence[str]) -> list[str | Path]:
    """The lenses given on the command line: ours by a short word, one's own by its file.

    CxwError where one is none, or faulty, or too many.
    """
    found = list[str | Path]()
    for word in given:
        chosen_lens(word, Path()).good()
        if word in shipped_lenses():
            found.append(word)
        else:
            found.append(Path(word) if Path(word).is_file() else Path(f"{word}.yaml"))
    twice = [word for n, word in enumerate(found) if word in found[:n]]
    if twice:
        raise CxwError(f"--lens {twice[0]} is given twice: once is enough")
    if not has_time_for(definitions(found)):
        raise CxwError(f"{len(found)} lenses: {TIME_FOR}, leave some out")
    return found


def definitions(choices: Sequence[str | Path]) -> list[LensDefinition]:
    """The lenses that were chosen."""
    return [chosen_lens(str(one), Path()).good() for one in choices]


def as_kept(lenses: Sequence[str | Path], folder: Path) -> list[str]:
    """Lenses as a session in this folder names them."""
    return [one if isinstance(one, str) else seen_from(folder, one) for one in lenses]


def remarks_on_lenses(made: Session, lenses: Sequence[LensDefinition]) -> Iterator[str]:
    """What the facilitator should know of the lenses that were chosen: their names and minutes.

    Or that the day has no time for any.
    """
    say = phrases(made.language, made.address)
    fitting = [lens for lens in lenses if any(has_a_place(segment, lens) for segment in made.segments)]
    named = [
        say(
            ONE_INSIDE if lens.after == "sealed" else ONE_OF_THEM,
            name=in_language(lens.name, say),
            minutes=lens.minutes,
        )
        for lens in fitting
    ]
    if named:
        yield say(OF_THE_DAY, lenses="; ".join(named))
        yield from without_texts(made, lenses)
    elif lenses:
        yield say(NONE_FITS_IN_ONE if made.hours == 1 else NONE_FITS, hours=made.hours)


def without_lenses(wrong: Sequence[Problem], file: Path) -> list[str]:
    """That a day goes on without lenses, each for something that is wrong in its file or in the session's."""
    return [spoken(WITHOUT, path=problem.path, line=problem.line, file=file) for problem in wrong]


def print_lenses(where: Path | None, language: str) -> bool:
    """Print ours and those of a folder, or of a session's; whether all of them are in order."""
    session = load(there(where)) if where is not None and not where.is_dir() else None
    beside = _folder(where)
    say = _said_in(session, language)
    for name, lens in shipped_lenses().items():
        _print_lens(name, lens, session, say)
    good = True
    chosen = [word for word in session.lenses if word not in shipped_lenses()] if session else []
    for name in dict.fromkeys([*(path.name for path in own_lens_files(beside)), *chosen]):
        try:
            _print_lens(name, chosen_lens(name, beside).good(), session, say)
        except CxwError as why:
            typer.echo(str(why))
            good = False
    typer.echo(say(HOW))
    return good


def _said_in(session: Session | None, language: str) -> Phrases:
    """The words of the language that was asked for, else of the session's."""
    if session is None:
        return phrases(language)
    return phrases(language or session.language, session.address)


def _folder(where: Path | None) -> Path:
    if where is None:
        return Path()
    return where if where.is_dir() else where.parent


def _print_lens(name: str, lens: LensDefinition, session: Session | None, say: Phrases) -> None:
    """Its word and name, its minutes and when it may open, and a line on what it is for."""
    facts = [_when(lens, session, say)]
    if session is not None and name in session.lenses:
        facts.append(say(CHOSEN))
    typer.echo(f"{name}: {in_language(lens.name, say)} ({'; '.join(facts)})")
    typer.echo(said_folded(in_language(lens.why, say), "    "))


def _when(lens: LensDefinition, session: Session | None, say: Phrases) -> str:
    """When it may open; of a session, in the first of its segments in which it may not yet."""
    if session is None:
        return say(MINUTES, minutes=lens.minutes, when=say(OPENS[lens.after]))
    later = [opens_later(segment, lens) for segment in session.segments]
    if "" in later:
        return say(NOW, minutes=lens.minutes)
    return say(MINUTES, minutes=lens.minutes, when=say(later[0]))
