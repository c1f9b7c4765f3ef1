"""What `evidence` does: list what an answer rests on, add an item, take in a table of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import typer

from cxw.cli.keeping import keep_change
from cxw.cli.terminal import at_terminal, said_folded, there
from cxw.collect.evidence import EvidenceDefaults, answers_by_name, letters, read_evidence, unknown_answer
from cxw.day.evidence import evidence_basis, next_evidence_id
from cxw.day.spellings import folded
from cxw.errors import CxwError, FaultyFile, InputNeeded
from cxw.model import Evidence, From, Kind, Segment, Session, record_said
from cxw.sessionfile import OpenFile, load
from cxw.text.saying import in_a_row, many


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
    from cxw import findings

    session = load(path)
    if not session.evidence:
        typer.echo(f"{path} holds no evidence yet: `cxw evidence {path} add` writes some down")
        return
    found = findings.of(session, audience="facilitator")
    names = {segment.id: segment for segment in session.segments}
    for segment in found.segments:
        if segment.evidence is not None:
            for line in _by_answer(names[segment.id], segment.evidence, many=len(names) > 1):
                typer.echo(line)
    about = {item.id for segment in session.segments for item in _graded(session, segment)}
    for item in session.evidence:
        if item.id not in about:
            typer.echo(
                said_folded(f"{item.id}  {item.source or item.quote or item.kind}: about no answer yet")
            )


def _graded(session: Session, segment: Segment) -> Iterator[Evidence]:
    for basis in evidence_basis(session, segment).values():
        yield from (item for item, _ in (*basis.supporting, *basis.contradicting))


def _by_answer(segment: Segment, evidence: Any, *, many: bool) -> Iterator[str]:
    """The answers of one segment that anything is known about."""
    answers = [answer for answer in evidence.answers if answer.supporting or answer.contradicting]
    if many and answers:
        yield segment.name
    for answer in answers:
        yield said_folded(f"{answer.brief}: {answer.status}")
        for side, items in (("for", answer.supporting), ("against", answer.contradicting)):
            for item in items:
                told = f"{item.id}  {side}: {item.source or item.kind}. {item.why}"
                yield said_folded(told, "    ")
    yield from (said_folded(sentence) for sentence in evidence.origins)


def add_evidence(path: Path, said: SaidEvidence, moment: dt.datetime) -> None:
    """Write one item down; at a terminal what is missing is asked."""
    with OpenFile(path) as opened:
        session = opened.session
        segment = segment_named(session, said.segment)
        known = answers_by_name(session, segment)
        fields = {
            "id": next_evidence_id(session),
            "kind": said.kind or _asked_kind(),
            "source": said.source or _asked("Where does it come from, so that somebody can find it again?"),
            "date": said.date or None,
            "customers": said.customers or None,
            "who": said.who or None,
            "seen": said.seen or None,
            "quote": said.quote or None,
            "claimed_reason": said.our_reason or None,
            "their_reason": said.their_reason or None,
            "segment": segment.id,
            "added": moment,
            "supports": [_answer(known, segment, one) for one in said.supports],
            "contradicts": [_answer(known, segment, one) for one in said.contradicts],
        }
        made = record_said(Evidence, fields)
        if not isinstance(made, Evidence):
            raise CxwError("\n".join(made))
        keep_change(opened, lambda session: session.evidence.append(made), "Nothing was added")
        typer.echo(f"{made.id} is in {path}")
        _said_of(opened.session, segment, made.id)


def _said_of(session: Session, segment: Segment, id: str) -> None:
    """What the new item counts as, for whatever it is about."""
    from cxw import findings

    found = findings.of(session, audience="facilitator")
    evidence = next(one.evidence for one in found.segments if one.id == segment.id)
    answers = evidence.answers if evidence else ()
    for answer in answers:
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
    names = in_a_row([one.name for one in session.segments], "or")
    if said:
        raise CxwError(f"There is no segment {said}: {names}")
    raise InputNeeded(f"Of which segment is this? Add --segment: {names}")


def _asked_kind() -> str:
    if not at_terminal():
        raise InputNeeded(f"What kind of evidence is it? Add --kind: {', '.join(get_args(Kind))}")
    from cxw.keyboard import questions
    from cxw.keyboard.evidence import KINDS

    return questions.choice("What kind of evidence is it?", {word: KINDS[word] for word in KINDS})


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
    usual = EvidenceDefaults(
        kind=_one_of(said.kind, Kind, "--kind"),
        segment=said.segment or None,
        seen=said.seen or None,
        who=_one_of(said.who, From, "--who"),
    )
    with OpenFile(path) as opened:
        try:
            delivered = read_evidence(there(table), opened.session, usual)
        except FaultyFile as faulty:
            raise CxwError(f"{faulty}\nNothing was written: put these lines right and try again") from None
        for remark in delivered.remarks:
            typer.echo(str(remark))
        if not delivered.items:
            raise CxwError(f"{table} brought nothing new")
        items = [item.model_copy(update={"added": moment}) for item in delivered.items]
        keep_change(opened, lambda session: session.evidence.extend(items), f"Nothing of {table} is in it")
    loose = sum(not item.supports and not item.contradicts for item in items)
    rest = f"; {loose} of them are about no answer yet" if loose else ""
    typer.echo(said_folded(f"{path} now holds {many(len(items), 'more piece')} of evidence{rest}"))


def _one_of(said: str, words: Any, option: str) -> Any:
    if said and said not in get_args(words):
        raise CxwError(f"{option} {said} is none: one of {', '.join(get_args(words))}")
    return said or None
