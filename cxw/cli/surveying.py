"""What `survey` does: write the kit with which customers are asked, once its words are settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from cxw.cli.customer_words import customer_words_file, read_customer_words, settled_words
from cxw.cli.evidencing import segment_named
from cxw.cli.terminal import at_terminal, said_folded
from cxw.errors import CxwError
from cxw.handout.files import write_whole
from cxw.handout.questionnaire import questionnaire_pdf
from cxw.model import Segment, Session
from cxw.sessionfile import load
from cxw.survey.kit import ANSWERS, PAPER, READ_ME, WORDS, KitWanted, kit_files
from cxw.survey.questionnaire import NAMES, CustomerWords, named_in, questionnaire
from cxw.text.categories import language_called
from cxw.text.cleaning import clean
from cxw.text.phrases import ENGLISH, languages, quoted_here, say, speak, whole_languages

FOLDER = "customer survey"


@dataclass(frozen=True)
class SurveyWanted:
    """What was said on the command line; empty or None where the file or a default says."""

    segment: str = ""
    to: Path | None = None
    long: bool = False
    language: str = ""
    about: str = ""
    words: Path | None = None
    paper: str | None = None
    orders: int = 3
    accept: bool = False
    """Whether doubtful words are taken as they are."""


def write_kit(file: Path, wanted: SurveyWanted) -> None:
    """Write every file of the kit into a folder that holds none yet, and say what it lacks."""
    session = load(file)
    speak(session.language, session.address)
    if session.rehearsal:
        raise CxwError(say("This is a rehearsal with invented answers: make the kit of the workshop itself."))
    segment = segment_named(session, wanted.segment)
    language = _language(wanted.language or session.language or ENGLISH, asked_for=bool(wanted.language))
    folder = _free_folder(file, session, segment, wanted.to)
    words = _settled(session, segment, wanted)
    asked = questionnaire(session, segment, words, language, long=wanted.long)
    size = wanted.paper or session.brand.paper or "a4"
    paper = questionnaire_pdf(asked, size, wanted.orders)
    kit = KitWanted(size, wanted.orders, pdf=paper.data is not None)
    files = {**kit_files(asked, kit), WORDS: customer_words_file(words)}
    if paper.data is not None:
        files[PAPER] = paper.data
    for name, data in files.items():
        typer.echo(str(write_whole(folder / name, data, private=False)))
    lacking, named = _lacking(session, language, words), _named(session, segment, words)
    for said in (*paper.notices, *lacking, *named, say("Begin with “{name}”.", name=READ_ME)):
        typer.echo(said_folded(said))


def _settled(session: Session, segment: Segment, wanted: SurveyWanted) -> CustomerWords:
    given = read_customer_words(wanted.words, session, segment) if wanted.words else CustomerWords()
    about = " ".join(clean(wanted.about)[0].split()) or given.about
    if named := named_in(about, session.companies(segment)):
        raise CxwError(
            say(
                "{about} names {company}: say without it what customers choose.",
                about=quoted_here(about),
                company=named[0],
            )
        )
    given = replace(given, about=about)
    return settled_words(session, segment, given, accept=wanted.accept, ask=at_terminal())


def _language(said: str, *, asked_for: bool) -> str:
    """The language customers are asked in; English where the room's own is none of these."""
    code = language_called(said)
    known = (ENGLISH, *languages())
    if code in known:
        return code
    if asked_for:
        raise CxwError(
            say("Customers cannot be asked in {language}: {known}", language=said, known=", ".join(known))
        )
    return ENGLISH


def _lacking(session: Session, language: str, words: CustomerWords) -> Iterator[str]:
    """What in the kit is not in the customers' language, or not said yet."""
    room = language_called(session.language or ENGLISH)
    if language != room:
        yield say("Needs stand in the words of the file: other words for them come with --words.")
    if language not in (ENGLISH, *whole_languages()):
        yield say("What whoever asks reads (READ ME, notes in forms.txt) is in English.")
    if not words.about:
        yield say("The questions say “something like this”: say what customers choose with --about.")


def _named(session: Session, segment: Segment, words: CustomerWords) -> Iterator[str]:
    """Words that were given although a company stands in them."""
    for id, text in words.needs.items():
        for company in named_in(text, session.companies(segment)):
            yield f"{id}: {quoted_here(text)} {say(NAMES, company=company)}"


def _free_folder(file: Path, session: Session, segment: Segment, to: Path | None) -> Path:
    """Where the kit goes: never where one lies, whose table may hold answers by now."""
    if to is not None:
        if to.exists() and not to.is_dir():
            raise CxwError(say("{path} is a file: name a folder for the kit.", path=to))
        if _holds_a_kit(to):
            raise CxwError(say("{path} holds a kit already: name another folder, or take it away.", path=to))
        return to
    several = len(session.segments) > 1
    first = file.parent / (f"{FOLDER} {segment.id}" if several else FOLDER)
    number, found = 1, first
    while found.exists() and (not found.is_dir() or _holds_a_kit(found)):
        number += 1
        found = first.with_name(f"{first.name} {number}")
    return found


def _holds_a_kit(folder: Path) -> bool:
    return any((folder / name).exists() for name in (READ_ME, ANSWERS, PAPER))
