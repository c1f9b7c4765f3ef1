"""Stage 5 of a segment: the guess, how we know, the count, what we do not know, who finds out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from cxw.day import agenda, closing, record
from cxw.day.desk import DONE, LEAVE, NEXT, Decisions, Faults, Look, Unknowns
from cxw.day.gathering import Claim
from cxw.model import MOST_DECIDED, AnswerName, Decided, PersonId, Session, Unknown
from cxw.questions import words
from cxw.questions.words import plain
from cxw.text.phrases import say
from cxw.text.saying import in_a_row
from cxw.wall import ScreenView
from cxw.workshop import evidence
from cxw.workshop.acting import acts
from cxw.workshop.day import Day, keep, leave_stage, open_stage
from cxw.workshop.handed_in import HandedIn
from cxw.workshop.promises import asked_promises, claims
from cxw.workshop.rounds import convince
from cxw.workshop.single import GuessBallot, ask_until_ended
from cxw.workshop.slips import every_slip
from cxw.workshop.walls import no_keys, show_pages

SAY_COVERAGE = "Let the number stand for a moment. Then: what do we not know?"
SAY_RESEARCH = "Read each promise aloud with its owner and its date. That is the end of the day."


def run(day: Day, id: str) -> str:
    """Go through the closing of a segment from wherever the facts say it stands; DONE or LEAVE."""
    open_stage(day, id, "closing")
    for step in (_convince, _guess, _look, _unknowns, promises_again, decisions_again, _read_promises):
        if step(day, id) == LEAVE:
            return LEAVE
    leave_stage(day, id, "closing")
    return DONE


def closing_again(day: Day, id: str) -> str:
    """Go through a closing that is done once more: what stands can be added to. DONE or LEAVE."""
    for step in (
        look_at_evidence,
        _coverage,
        _more_unknowns,
        promises_again,
        decisions_again,
        _read_promises,
    ):
        if step(day, id) == LEAVE:
            return LEAVE
    return DONE


def _read_promises(day: Day, id: str) -> str:
    read = show_pages(
        day, ScreenView(id, "closing", "research"), no_keys, say(SAY_RESEARCH), every_slip(day, id)
    )
    return DONE if read == NEXT else LEAVE


def _convince(day: Day, id: str) -> str:
    segment = day.segment(id)
    asked = segment.stages.of("grid").done is not None or segment.coverage_guess
    return DONE if asked or record.weights(segment) is None else convince(day, id, "closing")


def _guess(day: Day, id: str) -> str:
    if record.weights(day.segment(id)) is None or not closing.waiting_guess(day.session, day.segment(id)):
        return DONE
    day.point(ScreenView(id, "closing", "guess open"))
    return ask_until_ended(GuessBallot(day, id))


def _look(day: Day, id: str) -> str:
    if closing.unlooked(day.segment(id), _asked_about(day, id)) and look_at_evidence(day, id) == LEAVE:
        return LEAVE
    waiting = closing.waiting_unknowns(day.session, day.segment(id))
    return _coverage(day, id) if waiting else DONE


def look_at_evidence(day: Day, id: str) -> str:
    """Ask of each answer that matters how we know; what is not looked at is left open. DONE or LEAVE."""
    ranked = [claim.name for claim in claims(day, id)]
    if not ranked:
        return DONE
    if not closing.is_looking(day.segment(id)):
        first = ranked[: agenda.answers(day.segment(id))]
        keep(day, lambda s: closing.begin_to_look(s.segment(id), first))
    day.point(ScreenView(id, "closing", "evidence"))
    if day.desk.look(_asked_look(day, id)) == LEAVE:
        return LEAVE
    asked = _asked_about(day, id)
    if closing.unlooked(day.segment(id), asked) or closing.is_looking(day.segment(id)):
        keep(day, lambda s: closing.end_looking(s.segment(id), asked))
    return DONE


def _coverage(day: Day, id: str) -> str:
    """The count beside the guess; without any answer there is nothing to count."""
    if not claims(day, id):
        return DONE
    shown = show_pages(
        day, ScreenView(id, "closing", "coverage"), no_keys, say(SAY_COVERAGE), every_slip(day, id)
    )
    return DONE if shown == NEXT else LEAVE


def _asked_about(day: Day, id: str) -> list[AnswerName]:
    """The answers of which the room is asked how it knows, in an order that stands once it has begun."""
    segment = day.segment(id)
    names = [answer.name for answer in day.answers(id)]
    return closing.asked_about(segment, names, agenda.answers(segment))


def _claims_asked_about(day: Day, id: str) -> list[Claim]:
    found = {claim.name: claim for claim in claims(day, id)}
    return [found[name] for name in _asked_about(day, id)]


def _new_since(day: Day, id: str) -> str:
    """What has come to matter since the room began to look, as a sentence; empty where nothing has."""
    segment, found = day.segment(id), claims(day, id)
    most = agenda.answers(segment)
    new = closing.new_since(segment, [claim.name for claim in found], most)
    if not new:
        return ""
    what = in_a_row([claim.label for claim in found if claim.name in new], str(say("and")))
    if new[0] in _asked_about(day, id):
        return say("New since we began, at the end: {what}.", what=what)
    return say("New since we began, and asked after today: {what}.", what=what)


def _asked_look(day: Day, id: str) -> Look:
    def audit(name: str, looked: Any) -> Faults:
        page = _page_of(day, id, name)  # before it is kept: the order of the answers does not hang on it
        _keep_looked(day, id, name, looked)
        day.point(ScreenView(id, "closing", "evidence", page))
        return []

    return Look(
        segment=day.segment(id).name,
        question=say(closing.LOOK),
        claims=lambda: _claims_asked_about(day, id),
        news=lambda: _new_since(day, id),
        evidence=evidence.gathering(day, id),
        audit=audit,
        acts=replace(acts(day, id), more=None),
    )


def _keep_looked(day: Day, id: str, name: AnswerName, looked: Any) -> None:
    """Keep that an answer was looked at; nothing else about them hangs on it, so they are not made anew."""
    here, answers = day.session, day.answers(id)
    keep(day, lambda s: s.segment(id).audit.update({name: looked}))
    if day.session is here:  # else the file was changed outside meanwhile
        known = (replace(answer, audit=looked) if answer.name == name else answer for answer in answers)
        day.asked[id] = tuple(known)


def _page_of(day: Day, id: str, name: str) -> int:
    """The page with a claim, which the audience's window turns to when it was looked at."""
    from cxw.wall.closing import CLAIMS

    names = _asked_about(day, id)
    return names.index(name) // CLAIMS if name in names else 0


def _unknowns(day: Day, id: str) -> str:
    if not closing.waiting_unknowns(day.session, day.segment(id)):
        return DONE
    return _more_unknowns(day, id)


def _more_unknowns(day: Day, id: str) -> str:
    day.point(ScreenView(id, "closing", "unknowns"))
    return day.desk.unknowns(UnknownLines(day, id))


class UnknownLines(HandedIn, Unknowns):
    """What we do not know comes in."""

    stage = "closing"
    wording = closing.UNKNOWN

    def waiting(self) -> Sequence[PersonId]:
        """Who has yet to complete the sentence."""
        return closing.waiting_unknowns(self.day.session, self.here)

    def lines(self) -> Sequence[str]:
        """What is not known so far."""
        return [unknown.text for unknown in self.here.unknowns]

    def add(self, text: str, by: PersonId | None) -> Faults:
        """A line, signed or not."""
        said = plain(text)
        return words.faults(said) or self.keep(
            lambda s: s.segment(self.id).unknowns.append(Unknown(text=said, by=by))
        )

    def lines_of(self, person: PersonId) -> Sequence[str]:
        """The lines somebody signed."""
        return [unknown.text for unknown in self.here.unknowns if unknown.by == person]

    def add_line(self, text: str, person: PersonId) -> Faults:
        """A line of somebody."""
        return self.add(text, person)


def promises_again(day: Day, id: str) -> str:
    """Who finds out what, and by when; more can be promised each time. DONE or LEAVE."""
    day.point(ScreenView(id, "closing", "research"))
    return day.desk.promises(asked_promises(day, id))


def decisions_again(day: Day, id: str) -> str:
    """What is done anyway, whatever customers say; nothing is a good answer. DONE or LEAVE."""
    day.point(ScreenView(id, "closing", "decided"))
    asked = asked_decisions(day, id, closing.ANYWAY, lambda s: s.segment(id).decided)
    return day.desk.decisions(asked)


def asked_decisions(day: Day, id: str, question: str, lines: Callable[[Session], list[Decided]]) -> Decisions:
    """What is asked where the room decides something; `lines`: the session's own, as it keeps them."""

    def decide(place: int, line: Decided | None) -> Faults:
        new = line and evidence.in_clean_text(line)
        if new is not None and place >= MOST_DECIDED:
            return [say("three lines at most: what is decided has to fit on the first page")]
        keep(day, lambda s: closing.decide(lines(s), place, new))
        return []

    return Decisions(
        segment=day.segment(id).name,
        question=day.say(question),
        lines=lambda: list(lines(day.session)),
        most=MOST_DECIDED,
        keep=decide,
        owners=tuple(person.name for person in day.session.participants),
        acts=acts(day, id),
    )
