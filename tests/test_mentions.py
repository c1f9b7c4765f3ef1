"""One function finds everybody in a file: a key that can name somebody and is not typed so fails here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest

from cxw.day.attendance import take_out, traces
from cxw.model import (
    BY_ID,
    BY_NAME,
    Record,
    Session,
    called_otherwise,
    mentions,
)
from cxw.sessionfile import HEAD, dumps, loads
from cxw.sessionfile.reading import read_text
from cxw.sharing import shared

ANNA, FULL = "anna-von-der-hoeh", "Anna von der Höh-D’Souza"
ON = dt.date(2026, 3, 20)

NOBODY = {
    *(
        "Break.at",
        "Break.what",
        "Break.note",
        "Renamed.text",
        "Renamed.short",
        "Renamed.note",
        "Righted.before",
    ),
    *(
        "LensRound.title",
        "LensRound.worded",
        "LensRound.sentence",
        "LensRound.ask",
        "LensRound.about",
        "LensRound.picks",
        "LensRound.lines",
        "LensRound.also",
        "LensRound.names",
    ),
    *("LensRound.of", "LensRound.seal", "LensRound.cards", "LensRound.no_card", "LensRound.note"),
    "LensRound.answers",
    *("LensThing.id", "LensThing.lens", "LensThing.text", "LensThing.company", "LensThing.functions"),
    *("LensThing.proposed", "LensThing.date", "LensThing.parked", "LensThing.note"),
    *("LensCorrection.card", "LensCorrection.before", "LensCorrection.after", "LensCorrection.why"),
    *("LensCorrection.seal", "LensCorrection.note", "DrawnTexts.checksum", "DrawnTexts.note"),
    *("Righted.after", "Righted.why", "Righted.note", "Plan.end"),
    *("Evidence.date", "Evidence.seen", "Evidence.customers", "Research.due", "Research.how_many"),
    *(
        "Session.lenses",
        "Session.title",
        "Session.language",
        "Session.salt",
        "Session.note",
        "Company.id",
        "Company.name",
    ),
    *("Company.short", "Company.note", "Participant.id", "Participant.name", "Participant.function"),
    *("Participant.also", "Participant.segments", "Participant.note", "Away.why", "Away.note", "Plan.start"),
    *("Plan.note", "Segment.id", "Segment.name", "Segment.chosen", "Segment.printed", "Segment.audit"),
    *(
        "Segment.skipped",
        "Segment.note",
        "Segment.votes",
        "Segment.predictions",
        "Stages.note",
        "Stage.note",
        "Meeting.note",
    ),
    *("Need.id", "Need.text", "Need.short", "Need.proposed", "Need.merged", "Need.parked", "Need.note"),
    *("Was.text", "Was.note", "WeightsRound.needs", "WeightsRound.seal", "WeightsRound.answers"),
    *("WeightsRound.rounded", "WeightsRound.note", "MarksRound.needs", "MarksRound.companies"),
    *(
        "MarksRound.cells",
        "MarksRound.mixed",
        "MarksRound.apart",
        "MarksRound.seal",
        "MarksRound.answers",
        "MarksRound.note",
        "Correction.before",
    ),
    *("Correction.after", "Correction.why", "Correction.seal", "Correction.note", "Draft.row", "Draft.note"),
    *("Conviction.note", "Unknown.text", "Unknown.research", "Unknown.note", "Note.about", "Note.text"),
    *("Note.note", "Research.id", "Research.question", "Research.about", "Research.believe"),
    *("Evidence.claimed_reason", "Evidence.their_reason", "Decided.text", "Decided.date", "Decided.note"),
    *("Research.wrong_if", "Research.ask", "Research.evidence", "Research.note", "Test.what", "Test.need"),
    *("Test.company", "Test.note", "Customers.id", "Customers.source", "Customers.needs", "Customers.marks"),
    "Customers.texts",  # customers' words, written to nobody's account; a shared copy leaves them out
    *("Customers.note", "Evidence.id", "Evidence.source", "Evidence.segment", "Evidence.supports"),
    *("Evidence.contradicts", "Evidence.quote", "Evidence.note", "Brand.name", "Brand.logo", "Brand.colour"),
    *("Brand.footer", "Brand.note", "Thresholds.note", "Earlier.title", "Earlier.file", "Earlier.note"),
}
"""Keys with texts that are no participant's id or name. Whoever adds a key says here that it is none, or types
it `PersonId` or `PersonName`."""


def records(kind: type[Record] = Session) -> Iterator[type[Record]]:
    """Every record of the file, once."""
    found, left = dict.fromkeys([kind]), [kind]
    while left:
        for info in left.pop().model_fields.values():
            for inner in inside(info.annotation):
                if isinstance(inner, type) and issubclass(inner, Record) and inner not in found:
                    found[inner] = None
                    left.append(inner)
    return iter(found)


def inside(kind: Any) -> Iterator[Any]:
    """A type and all it is made of."""
    yield kind
    for one in get_args(kind) if get_origin(kind) is not Literal else ():
        yield from inside(one)


def plain_texts(kind: Any) -> bool:
    """Whether a type holds texts that are not said to name somebody."""
    if get_origin(kind) is Annotated:
        base, *notes = get_args(kind)
        named = BY_ID in notes or BY_NAME in notes
        return plain_texts(base) and not named
    if kind is str:
        return True
    return any(plain_texts(one) for one in get_args(kind)) if get_origin(kind) is not Literal else False


def test_every_text_of_the_file_is_known_to_name_somebody_or_nobody() -> None:
    texts = set()
    for record in records():
        for name, info in record.model_fields.items():
            kind = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
            if plain_texts(kind):
                texts.add(f"{record.__name__}.{name}")
    assert texts - NOBODY == set(), "type it PersonId or PersonName, or say in NOBODY that it names nobody"


# a file in which one person stands under every key that can hold one

EVERYWHERE = f"""
cxw: 1
title: Everywhere
company: {{id: us, name: Us}}
facilitator: {FULL}
brand: {{led_by: {FULL}}}
participants:
- {{id: {ANNA}, name: {FULL}, function: Vertrieb}}
- {{id: ben, name: Ben Ode, function: Vertrieb}}
segments:
- id: s
  name: Kliniken
  stages:
    needs: {{opened: 2026-03-14T09:00:00, done: 2026-03-14T09:30:00, answered: [{ANNA}, ben]}}
    weights: {{opened: 2026-03-14T09:30:00, done: 2026-03-14T10:30:00, not_answered: {{{ANNA}: absent}}}}
    grid: {{opened: 2026-03-14T10:30:00, answered: [{ANNA}], not_answered: {{ben: late}}}}
    disagreement: {{answered: [ben], not_answered: {{{ANNA}: left}}}}
    closing: {{not_answered: {{{ANNA}: declined}}}}
    meeting: {{asked: 2026-05-14T09:00:00, guess: {{{ANNA}: 40}}, not_answered: {{ben: late}}}}
  needs:
  - {{id: a, text: Schnell, proposed: {{{ANNA}: [Schnell]}}}}
  - {{id: b, text: Billig}}
  - {{id: c, text: Gut}}
  votes: {{{ANNA}: [a, b]}}
  chosen: [a, b, c]
  competitors: [{{id: r, name: Rival}}]
  rounds:
  - of: weights
    name: first
    needs: [a, b, c]
    opened: 2026-03-14T09:31:00
    closed: 2026-03-14T09:40:00
    revealed: 2026-03-14T09:41:00
    seal: x
    answers: {{{ANNA}: {{a: 50, b: 30, c: 20}}, ben: dk}}
    rounded: {{{ANNA}: {{a: 1}}}}
    desks: {{{ANNA}: laptop}}
    drafts: {{{ANNA}: {{row: 50 50, at: 2026-03-14T09:35:00}}}}
    corrected:
    - {{who: {ANNA}, before: {{a: 30, b: 50}}, after: {{a: 50, b: 30}}, at: 2026-03-14T09:42:00, why: slip}}
  - of: weights
    name: second
    needs: [a, b, c]
    opened: 2026-03-14T09:50:00
    answers: {{{ANNA}: {{a: 60, b: 20, c: 20}}}}
    not_answered: {{ben: declined}}
    reasons: {{{ANNA}: fact}}
  - of: marks
    name: first
    needs: [a, b, c]
    companies: [us, r]
    opened: 2026-03-14T10:31:00
    closed: 2026-03-14T10:40:00
    revealed: 2026-03-14T10:41:00
    seal: x
    answers: {{{ANNA}: {{us: {{a: 5, b: 6, c: dk}}}}}}
    not_answered: {{ben: left}}
    desks: {{{ANNA}: spreadsheet}}
    drafts: {{{ANNA}: {{row: 5 6, at: 2026-03-14T10:35:00}}}}
    corrected: [{{who: {ANNA}, before: {{us: {{a: 4}}}}, after: {{us: {{a: 5}}}}, at: 2026-03-14T10:42:00}}]
  - of: marks
    name: second
    needs: [a, b, c]
    companies: [us]
    cells: [mark us a]
    opened: 2026-03-14T10:50:00
    answers: {{{ANNA}: {{us: {{a: 7}}}}}}
    reasons: {{{ANNA}: wording}}
  conviction: {{before: {{{ANNA}: 50}}, after: {{{ANNA}: 60}}, earlier: {{{ANNA}: 40}}}}
  coverage_guess: {{{ANNA}: 30}}
  no_guess: {{ben: declined}}
  asked_again: [{ANNA}]
  corrected: [{{of: guess, who: {ANNA}, before: 20, after: 30, at: 2026-03-14T10:59:00}}]
  predictions: {{{ANNA}: {{Vertrieb: {{a: 50, b: 30, c: 20}}}}}}
  things:
  - {{id: v1, lens: voices, text: '{FULL} sagt', proposed: {{{ANNA}: [Das]}}, readers: [{ANNA}, ben], dealt_again: [{ANNA}]}}
  lenses:
  - of: voices
    part: say
    shape: pick
    ask: Wovon?
    about: [v1]
    picks: [a, b, none]
    opened: 2026-03-14T09:32:00
    closed: 2026-03-14T09:33:00
    revealed: 2026-03-14T09:34:00
    seal: x
    answers: {{{ANNA}: {{v1: {{said: a}}}}}}
    not_answered: {{ben: left}}
    desks: {{{ANNA}: laptop}}
    drafts: {{{ANNA}: {{row: a, at: 2026-03-14T09:33:00}}}}
    corrected: [{{who: {ANNA}, before: {{v1: {{said: b}}}}, after: {{v1: {{said: a}}}}, at: 2026-03-14T09:35:00}}]
  - of: promises
    part: say
    by: function
    shape: words
    ask: Was?
    about: [a]
    lines: [where]
    opened: 2026-03-14T09:32:00
    cards: {{Vertrieb: {{a: {{words: 'Frag {FULL}', where: bei {FULL}}}}}}}
    no_card: {{}}
  unknowns: [{{text: was {FULL} meint, by: {ANNA}, research: q}}]
  research: [{{id: q, question: Was?, owner: {FULL}}}]
  decided: [{{text: Das, owner: {FULL}}}]
evidence:
- {{id: e, kind: customer, by: {FULL}}}
"""


def everywhere() -> Session:
    return loads(EVERYWHERE)


def typed(note: str) -> set[tuple[str, str]]:
    """Record and key of every place the model has for somebody."""
    found = set()
    for record in records():
        for name, info in record.model_fields.items():
            kind = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
            if any(get_origin(one) is Annotated and note in get_args(one)[1:] for one in inside(kind)):
                found.add((record.__name__, name))
    return found


def held(session: Session, note: str) -> set[tuple[str, str]]:
    """Record and key of every place at which somebody stands in this session."""
    found = set()
    for where, _ in mentions(session, note):
        value: object = session
        at = ("", "")
        for key in where:
            if isinstance(value, Record):
                at = (type(value).__name__, str(key))
                value = getattr(value, str(key))
            elif isinstance(value, list):
                value = value[int(key)]
            else:
                break
        found.add(at)
    return found


@pytest.mark.parametrize("note", [BY_ID, BY_NAME])
def test_the_file_below_names_somebody_under_every_key_that_can(note: str) -> None:
    assert held(everywhere(), note) == typed(note)


def test_looking_for_people_changes_nothing() -> None:
    session, before = everywhere(), everywhere()
    assert len([*mentions(session)]) > 30
    assert session == before
    assert session.model_fields_set == before.model_fields_set


def test_a_copy_to_hand_over_names_nobody_under_any_key() -> None:
    for secret in range(20):
        text = dumps(shared(everywhere(), ON, secret).session, HEAD)
        assert [str(one) for one in read_text(text, "shared.yaml").problems() if not one.warning] == []
        assert not [word for word in ("anna", "ben", "höh", "souza") if word in text.casefold()]


def test_whoever_is_mentioned_under_any_key_has_to_take_part() -> None:
    gone = EVERYWHERE.replace(f"- {{id: {ANNA}, ", "- {id: somebody-else, ")
    said = [one for one in read_text(gone, "x.yaml").problems() if ANNA in one.text]
    lines = {number for number, line in enumerate(gone.splitlines(), 1) if ANNA in line}
    assert {one.line for one in said} == lines
    assert all(one.text.startswith(f"there is no participant {ANNA}") for one in said)


def test_somebody_taken_out_is_under_no_key_any_more() -> None:
    session = everywhere()
    assert traces(session, ANNA)
    take_out(session, ANNA)
    assert ANNA not in dumps(session)
    assert {person for _, person in mentions(session)} == {"ben"}


def test_another_id_goes_to_every_place_and_back() -> None:
    session = everywhere()
    called_otherwise(session, lambda where, person: {ANNA: "row-1"}.get(person, person))
    assert ANNA not in {person for _, person in mentions(session)}
    called_otherwise(session, lambda where, person: {"row-1": ANNA}.get(person, person))
    assert session == everywhere()
