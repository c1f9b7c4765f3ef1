"""What `evidence` does: list what an answer rests on, add an item, take in a table of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import typer

from cxw.cli.keeping import keep_change
from cxw.cli.terminal import at_terminal, said_folded, there
from cxw.collect.evidence import (
    A_DAY,
    A_NUMBER,
    EvidenceDefaults,
    answers_by_name,
    read_evidence,
    unknown_answer,
)
from cxw.collect.wordlists import letters
from cxw.day.evidence import next_evidence_id, split_name
from cxw.day.spellings import folded
from cxw.errors import CxwError, FaultyFile, InputNeeded
from cxw.findings.closing import about
from cxw.findings.view import AudienceView
from cxw.model import AnswerName, Evidence, From, Kind, Segment, Session, ids_of, read_count, read_date
from cxw.sessionfile import OpenFile, load
from cxw.text.cleaning import clean
from cxw.text.phrases import listed_here, say, speak, spoken_here
from cxw.text.spoken import say_many

if TYPE_CHECKING:
    from cxw.findings.closing.types import Answer, EvidenceFindings
    from cxw.findings.lenses.types import LensEvidence
    from cxw.findings.types import SegmentFindings


@dataclass(frozen=True)
class SaidEvidence:
    """What the command line says of one item, or of all items of a table."""

    kind: str = ""
    source: str = ""
    date: str = ""
    customers: str = ""
    who: str = ""
    seen: str = ""
    segment: str = ""
    quote: str = ""
    our_reason: str = ""
    their_reason: str = ""
    supports: Sequence[str] = ()
    contradicts: Sequence[str] = ()


def list_evidence(path: Path) -> None:
    """Print what each answer rests on and why it counts for so much, then what is about no answer."""
    session = load(path)
    speak(session.language, session.address)
    if not session.evidence:
        typer.echo(say("{file} holds no evidence yet: `cxw evidence {file} add` writes some down", file=path))
        return
    for line in evidence_lines(session):
        typer.echo(line)


def evidence_lines(session: Session) -> Iterator[str]:
    """The evidence of a session as lines; they say of answers no more than the room's handout does."""
    from cxw import findings

    found = findings.of(session, language=spoken_here().language).segments
    for segment in found:
        for line in _of_segment(segment, named=len(found) > 1):
            yield said_folded(*line)
    known = chain.from_iterable(map(_known_of, found))
    told = set(ids_of(chain.from_iterable((*one.supporting, *one.contradicting) for one in known)))
    for item in session.evidence:
        if item.id not in told:
            what = item.source or item.quote or say(item.kind)
            yield said_folded(f"{item.id}  {what}: {_about(session, item)}")


def _of_segment(segment: SegmentFindings, *, named: bool) -> Iterator[tuple[str, str]]:
    """Each line of a segment, and what stands before it."""
    known = _known_of(segment)
    if known and named:
        yield segment.name, ""
    for answer in known:
        yield f"{answer.brief}: {say(answer.status)}", ""
        for side, items in ((say("for"), answer.supporting), (say("against"), answer.contradicting)):
            told = (f"{one.id}  {side}: {one.source or say(one.kind)}. {one.why}" for one in items)
            yield from ((line, "    ") for line in told)
    yield from ((sentence, "") for sentence in (segment.evidence.origins if segment.evidence else ()))


def _known_of(segment: SegmentFindings) -> list[Answer | LensEvidence]:
    """The answers that anything is known about, those of lenses last."""
    of_lenses = chain.from_iterable(lens.evidence for lens in segment.lenses)
    return [*_of_answers(segment.evidence), *of_lenses]


def _of_answers(evidence: EvidenceFindings | None) -> list[Answer]:
    """The answers that matter and that anything is known about."""
    return [one for one in (evidence.answers if evidence else ()) if one.supporting or one.contradicting]


def _about(session: Session, item: Evidence) -> str:
    """What an item is about that stands behind no answer which is listed."""
    names = [*item.supports, *item.contradicts]
    if not names:
        return say("about no answer yet")
    own = item.segment or session.segments[0].id
    return listed_here([answer_in_words(session, own, one) for one in names])


def answer_in_words(session: Session, own: str, name: AnswerName) -> str:
    """An answer in words, of a need that is gone by its id; one that names no segment is of `own`."""
    answer, where = split_name(name)
    segment = session.segment(where or own)
    view = AudienceView(session, "room", spoken_here().language)
    return f"{about.answer_in_words(view, segment, answer)} ({segment.name})"


def add_evidence(path: Path, said: SaidEvidence, moment: dt.datetime) -> None:
    """Write one item down; at a terminal what is missing is asked."""
    with OpenFile(path) as opened:
        session = opened.session
        speak(session.language, session.address)
        segment = segment_named(session, said.segment)
        known = answers_by_name(session, segment)
        fields = {
            "id": next_evidence_id(session),
            "kind": _one_of(said.kind, Kind, "--kind") or _asked_kind(),
            "source": _text(said.source) or _asked(say(WHERE_FROM)),
            "date": _read("--date", said.date, read_date, A_DAY),
            "customers": _read("--customers", said.customers, read_count, A_NUMBER),
            "who": _one_of(said.who, From, "--who"),
            "seen": _read("--seen", said.seen, read_date, A_DAY),
            "quote": _text(said.quote),
            "claimed_reason": _text(said.our_reason),
            "their_reason": _text(said.their_reason),
            "segment": segment.id,
            "added": moment,
            "supports": [_answer(known, segment, one) for one in said.supports],
            "contradicts": [_answer(known, segment, one) for one in said.contradicts],
        }
        made = Evidence.model_validate(fields)
        if both := {*made.supports} & {*made.contradicts}:
            same = ", ".join(sorted(both))
            raise CxwError(say("It supports and contradicts the same: {answers}", answers=same))
        keep_change(opened, lambda session: session.evidence.append(made), say("Nothing was added"))
        typer.echo(say("{id} is in {file}", id=made.id, file=path))
        _said_of(opened.session, segment, made.id)


def _said_of(session: Session, segment: Segment, id: str) -> None:
    """What the new item counts as, for whatever it is about."""
    from cxw import findings

    every = findings.of(session, language=spoken_here().language).segments
    found = next(one for one in every if one.id == segment.id)
    for answer in _known_of(found):
        for item in (*answer.supporting, *answer.contradicting):
            if item.id == id:
                typer.echo(said_folded(f"{answer.about}: {item.why}"))


def segment_named(session: Session, said: str) -> Segment:
    """The segment of this name or id; the only one where none is named."""
    if not said and len(session.segments) == 1:
        return session.segments[0]
    found = [one for one in session.segments if folded(said) in (folded(one.id), folded(one.name))]
    if found:
        return found[0]
    names = listed_here([one.name for one in session.segments], "or")
    if said:
        raise CxwError(say("There is no segment {said}: {names}", said=said, names=names))
    raise InputNeeded(say("Of which segment is this? Add --segment: {names}", names=names))


def _asked_kind() -> str:
    if not at_terminal():
        kinds = ", ".join(get_args(Kind))
        raise InputNeeded(say("What kind of evidence is it? Add --kind: {kinds}", kinds=kinds))
    from cxw.keyboard import questions
    from cxw.keyboard.evidence import KINDS

    return questions.choice(say("What kind of evidence is it?"), {word: say(KINDS[word]) for word in KINDS})


def _asked(question: str) -> str | None:
    """A line at a terminal; nothing where nobody can be asked: it then counts for less, and that is said."""
    if not at_terminal():
        return None
    from cxw.keyboard import questions

    return questions.text(question) or None


def _answer(known: dict[str, str], segment: Segment, said: str) -> str:
    found = known.get(letters(said))
    if found is None:
        raise CxwError(f"{said}: {unknown_answer(segment)}")
    return found


def import_evidence(path: Path, table: Path, said: SaidEvidence, moment: dt.datetime) -> None:
    """Take in a table of evidence: all of it, or nothing where a line is faulty."""
    usual = _usual(said)
    with OpenFile(path) as opened:
        speak(opened.session.language, opened.session.address)
        try:
            delivered = read_evidence(there(table), opened.session, usual)
        except FaultyFile as faulty:
            again = say("Nothing was written: put these lines right and try again")
            raise CxwError(f"{faulty}\n{again}") from None
        for remark in delivered.remarks:
            typer.echo(str(remark))
        if not delivered.items:
            raise CxwError(say("{table} brought nothing new", table=table))
        items = [item.model_copy(update={"added": moment}) for item in delivered.items]
        nothing = say("Nothing of {table} is in it", table=table)
        keep_change(opened, lambda session: session.evidence.extend(items), nothing)
    typer.echo(said_folded(_taken_in(path, items)))


def _usual(said: SaidEvidence) -> EvidenceDefaults:
    return EvidenceDefaults(
        kind=_one_of(said.kind, Kind, "--kind"),
        segment=said.segment or None,
        seen=_read("--seen", said.seen, read_date, A_DAY),
        who=_one_of(said.who, From, "--who"),
    )


def _taken_in(path: Path, items: Sequence[Evidence]) -> str:
    now = say_many(len(items), TAKEN_IN, TAKEN_IN_SEVERAL, file=path)
    loose = sum(not item.supports and not item.contradicts for item in items)
    rest = say_many(
        loose, "{number} of them is about no answer yet", "{number} of them are about no answer yet"
    )
    return f"{now}; {rest}" if loose else now


WHERE_FROM = "Where does it come from, so that it can be found again?"
ONE_IS_LOOSE = "{number} of them is about no answer yet"
SEVERAL_ARE_LOOSE = "{number} of them are about no answer yet"
TAKEN_IN = "{file} now holds {number} more piece of evidence"
TAKEN_IN_SEVERAL = "{file} now holds {number} more pieces of evidence"


def _read(option: str, said: str, read: Callable[[str], Any], wanted: str) -> Any:
    """What an option says; nothing where it was left out."""
    found = read(said) if said else None
    if said and found is None:
        told = say("{option} {said} is none: write {wanted}", option=option, said=said, wanted=say(wanted))
        raise CxwError(told)
    return found


def _text(said: str) -> str | None:
    return clean(said)[0].strip() or None


def _one_of(said: str, words: Any, option: str) -> Any:
    if said and said not in get_args(words):
        ways = ", ".join(get_args(words))
        raise CxwError(say("{option} {said} is none: one of {ways}", option=option, said=said, ways=ways))
    return said or None
