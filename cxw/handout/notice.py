"""The notice: one page on what is kept of everybody, who sees it, until when, and what is not evaluated.

It is read out or handed round before anybody answers, so it may say no more than this tool does. Its words
stand in `templates/notice.en.md.j2` and `templates/notice.de.md.j2`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from cxw.day.keeping_names import names_until
from cxw.day.set_up import one_line
from cxw.drawing import wrap
from cxw.errors import InputNeeded
from cxw.handout import pages
from cxw.handout.branding import branded, logo_of
from cxw.handout.words import plain
from cxw.model import LensDefinition, Session
from cxw.shipped import folder
from cxw.text.categories import language_called

COLUMNS = 80
LINE = "____________________"
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
NUMBERS = {
    "en": "three four five six seven eight nine ten eleven twelve",
    "de": "drei vier fünf sechs sieben acht neun zehn elf zwölf",
}
AFTER = {"en": "90 days after the workshop", "de": "90 Tage nach dem Workshop"}
LEAST = 3


def language_of(session: Session, wanted: str = "") -> tuple[str, str]:
    """The language of the notice, and what is to be said where the room speaks another one."""
    if wanted:
        found = language_called(wanted)
        if found not in MONTHS:
            raise InputNeeded(f"--language {wanted}: the notice is there in English (en) and in German (de)")
        return found, ""
    found = language_called(session.language) if session.language else "en"
    if found in MONTHS:
        return found, ""
    return "en", f"There is no notice in {session.language} yet: this one is in English."


def notice_text(session: Session, language: str, lenses: Sequence[LensDefinition] = ()) -> str:
    """The page as plain text, 80 columns wide; `lenses` are those of the day."""
    return "\n".join(_reflowed(_markdown(session, language, lenses, str))) + "\n"


def notice_pdf(
    session: Session, language: str, beside: Path, lenses: Sequence[LensDefinition] = ()
) -> pages.Pdf:
    """The page as PDF; the logo lies beside the session file."""
    blocks = pages.tree(_markdown(session, language, lenses, plain))
    logo, notices = logo_of(session, beside)
    look = pages.PageLook(
        title=session.title,
        language=language,
        date=session.date,
        logo=logo,
        brief=True,
        templates=(folder("templates"),),
    )
    made = pages.pdf(blocks, branded(look, session))
    return replace(made, notices=(*notices, *made.notices))


def _markdown(
    session: Session,
    language: str,
    lenses: Sequence[LensDefinition],
    said: Callable[[object], object],
) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: TID251 the room of the text

    from cxw.handout.bytecode import keep_code_of

    room = Environment(
        loader=FileSystemLoader(str(folder("templates"))),
        autoescape=False,  # noqa: S701  no page for a browser: `said` makes words safe for Markdown
        finalize=said,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    day = _day(session.date, language) if session.date else ""
    last = session.keep_names_until or names_until(session)
    until = _day(last, language) if last else AFTER[language]
    return (
        keep_code_of(room)
        .get_template(f"notice.{language}.md.j2")
        .render(
            title=one_line(session.title),
            company=one_line(session.company.name),
            facilitator=one_line(session.facilitator or ""),
            day=day,
            until=until,
            line=LINE,
            small=_number(session.thresholds.small_function, language),
            names=session.attribution == "names",
            seniors=bool(session.seniors()),
            pull=bool(session.pull),
            **_of_lenses(session, lenses),
        )
    )


def _of_lenses(session: Session, lenses: Sequence[LensDefinition]) -> dict[str, bool]:
    """What is kept and shown otherwise where a lens is asked, or was: cards, own rows, customers' texts."""
    asked = [*chain.from_iterable(segment.lenses for segment in session.segments)]
    questions = [lens.question(part) for lens in lenses for part in lens.parts()]
    by = [*(round.by for round in asked), *(one.by for one in questions if one is not None)]
    return {
        "cards": "function" in by,
        "private": any([*(lens.private for lens in lenses), *(round.private for round in asked)]),
        "texts": any(
            [*(segment.voices for segment in session.segments), *(lens.about == "voices" for lens in lenses)]
        ),
    }


def _day(day: dt.date, language: str) -> str:
    """`14 March 2026`, `14. März 2026`."""
    stop = "." if language == "de" else ""
    return f"{day.day}{stop} {MONTHS[language].split()[day.month - 1]} {day.year}"


def _number(least: int, language: str) -> str:
    words = NUMBERS[language].split()
    return words[least - LEAST] if least - LEAST < len(words) else str(least)


def _reflowed(markdown: str) -> Iterator[str]:
    """Markdown of headings, paragraphs and short lists as lines that fit."""
    blank = True
    for line in markdown.splitlines():
        if not line.strip():
            if not blank:
                yield ""
            blank = True
            continue
        blank = False
        mark, _, rest = line.partition(" ")
        if mark == "#":
            yield from wrap(rest.upper(), COLUMNS)
        elif mark == "##":
            yield from wrap(rest, COLUMNS)
        elif mark == "-":
            first, *more = wrap(rest, COLUMNS - 4)
            yield f"  - {first}"
            yield from (f"    {part}" for part in more)
        else:
            yield from wrap(line, COLUMNS)
