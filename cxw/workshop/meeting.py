"""The second meeting of a segment: customers' sentences, the blind guess, the reveal, what we change.

It is held once customers have answered. Where it stopped it goes on: after the reveal all that was shown is
shown again, and nobody is asked twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from cxw.day import meeting
from cxw.day.desk import DONE, LEAVE, NEXT, REVEAL
from cxw.day.promised import OUTCOMES, Outcome, close
from cxw.day.standing import Step, unskip
from cxw.model import MEETING, Id, Research, Segment, Session
from cxw.text.phrases import listed_here, quoted_here, say
from cxw.text.saying import each_once
from cxw.wall import ScreenView
from cxw.workshop.changes import what_comes_late
from cxw.workshop.closing import asked_decisions
from cxw.workshop.day import Day, keep, leave_stage
from cxw.workshop.promises import asked_promises
from cxw.workshop.single import ApartBallot, ask_until_ended
from cxw.workshop.slips import every_slip
from cxw.workshop.walls import Keys, no_keys, show_pages

PARK, JUDGE = "park", "judge"
PARKED = "{need} is parked for next time."
SAY_SENTENCES = (
    "Read the sentence aloud, wait, and go on. Nobody comments yet. Who is not here today? j, leaves; "
    "whoever came today and is on no list: j too."
)
SAY_SEALED = "All guesses are in. Count to three, then reveal."
SAY_SHOWN = (
    "Let the number stand. It says nothing about anybody here: it is how far the whole room was from "
    "customers. What surprises us?"
)
SAY_NEEDS = "One question for each: what did we see that customers did not, and what did they see?"
SAY_MISSING = "Read them aloud. Is one of them a need that our list lacks? Then park it for next time."
SAY_PROMISES = "Read each promise, what customers say, and ask: does the room see it so?"
SAY_CHANGES = "Read each line aloud with its owner and its date. That is the end of the meeting."
HERE_AGAIN = "{names} had left on the day of the workshop and may be asked today: who is not here leaves (j)."
NOTHING_TO_READ = "Customers left no sentence short enough to be read from here, so the guess comes first."
NOTHING_TO_GUESS = (
    "How far we are from customers cannot be told of this room, so nobody guesses: what can be told follows."
)


def run(day: Day, id: str) -> str:
    """Hold the second meeting of a segment from wherever the facts say it stands; DONE or LEAVE."""
    _open(day, id)
    steps = (_sentences, _guess, _reveal) if meeting.is_blind(day.segment(id)) else ()
    for step in (*steps, _shown, _needs, _missing, _promises, _owners, _change, _read_changes):
        if step(day, id) == LEAVE:
            return LEAVE
    leave_stage(day, id, MEETING)
    return DONE


def _open(day: Day, id: str) -> None:
    """Note that it begins, with the seed of its lot, and who is asked again after an earlier day."""
    day.step = Step(id, MEETING)
    if MEETING in day.segment(id).skipped:
        keep(day, lambda s: unskip(s.segment(id), MEETING))
    if day.segment(id).stages.of(MEETING).opened is not None:
        return
    now, lot = day.now(), secrets.randbelow(100_000)
    gone = {person.id for person in day.session.participants if person.gone}
    keep(day, lambda s: meeting.begin_meeting(s, s.segment(id), now, lot))
    back = [person.name for person in day.session.participants if person.id in gone and not person.gone]
    if back:
        day.desk.tell(say(HERE_AGAIN, names=listed_here(back)))


def _sentences(day: Day, id: str) -> str:
    """A few customers are heard before anybody guesses, one a screen."""
    if day.segment(id).stages.of(MEETING).asked is not None:
        return DONE
    if not meeting.sentences_drawn(day.segment(id)):
        day.desk.tell(say(NOTHING_TO_READ))
        return DONE
    return _shown_wall(day, id, "sentences", SAY_SENTENCES)


def _guess(day: Day, id: str) -> str:
    found = day.findings().segment(id).meeting
    if found is None or not found.can_guess:
        day.desk.tell(say(NOTHING_TO_GUESS))
        return DONE
    if day.segment(id).stages.of(MEETING).asked is None:
        now = day.now()
        keep(day, lambda s: setattr(s.segment(id).stages.touch(MEETING), "asked", now))
    if not meeting.waiting_apart(day.session, day.segment(id)):
        return DONE
    day.point(ScreenView(id, MEETING, "guess open"))
    return ask_until_ended(ApartBallot(day, id))


def _reveal(day: Day, id: str) -> str:
    """All guesses are shown at once; where nobody was asked, what customers say simply follows."""
    if day.segment(id).stages.of(MEETING).asked is not None:
        keys = {REVEAL: say("Reveal")}
        view = ScreenView(id, MEETING, "guess sealed")
        if show_pages(day, view, lambda: keys, say(SAY_SEALED)) != REVEAL:
            return LEAVE
    now = day.now()
    keep(day, lambda s: setattr(s.segment(id).stages.touch(MEETING), "revealed", now))
    return DONE


def _shown(day: Day, id: str) -> str:
    return _shown_wall(day, id, "guess shown", SAY_SHOWN)


def _needs(day: Day, id: str) -> str:
    return _shown_wall(day, id, "needs", SAY_NEEDS)


def _shown_wall(day: Day, id: str, step: str, to_say: str) -> str:
    shown = show_pages(day, ScreenView(id, MEETING, step), no_keys, say(to_say), every_slip(day, id))
    return DONE if shown == NEXT else LEAVE


def _missing(day: Day, id: str) -> str:
    """What customers wrote that the list lacks; one key parks it as a need for next time."""
    found = day.findings().segment(id).customers
    if found is None or not found.missing:
        return DONE
    view = ScreenView(id, MEETING, "missing")

    def keys() -> Keys:
        return {PARK: say("park one as a need for next time")}

    while (chosen := show_pages(day, view, keys, say(SAY_MISSING), every_slip(day, id))) == PARK:
        if _park(day, id, found.missing) == LEAVE:
            return LEAVE
    return DONE if chosen == NEXT else LEAVE


def _park(day: Day, id: str, said: Sequence[str]) -> str:
    """Park one of these as a need, in words that the room may change; an empty line parks none."""
    texts, title = each_once(said), _title(day, id)
    ways = {str(number): quoted_here(text) for number, text in enumerate(texts)}
    chosen = "0" if len(ways) == 1 else day.desk.choose(say("Which of them is a need?"), ways, title)
    if chosen not in ways:
        return LEAVE if chosen == LEAVE else DONE
    if words := day.desk.line(say("The need, in a few words:"), texts[int(chosen)], title):
        faults = what_comes_late(day, id).park(words, meeting.NAMED_BY_CUSTOMERS)
        day.desk.tell(" ".join(faults) or say(PARKED, need=quoted_here(day.segment(id).needs[-1].text)))
    return DONE


def _promises(day: Day, id: str) -> str:
    """What customers' answers say of each promise, which the room confirms or leaves open."""
    if not _open_cards(day.segment(id)):
        return DONE
    view = ScreenView(id, MEETING, "promises")

    def keys() -> Keys:
        left = bool(_open_cards(day.segment(id)))
        return {JUDGE: say("say what became of them")} if left else {}

    while (chosen := show_pages(day, view, keys, say(SAY_PROMISES), every_slip(day, id))) == JUDGE:
        if any(_judge(day, id, card) == LEAVE for card in _open_cards(day.segment(id))):
            return LEAVE
    return DONE if chosen == NEXT else LEAVE


def _owners(day: Day, id: str) -> str:
    """Who finds out what is still open, and what more there is to find out."""
    day.point(ScreenView(id, MEETING, "promises"))
    return day.desk.promises(asked_promises(day, id))


def _open_cards(segment: Segment) -> list[Research]:
    return [card for card in segment.research if card.done is None]


def _judge(day: Day, id: str, card: Research) -> str:
    """Ask the room what became of one promise, what customers' answers say of it first: DONE or LEAVE."""
    found = day.findings().segment(id).customers
    measured = next((test for test in found.tests if test.id == card.id), None) if found else None
    became: dict[str, str] = {outcome: str(say(words)) for outcome, words in OUTCOMES.items()}
    open_, question = {"": str(say("leave it open"))}, card.question
    ways = {**open_, **became}
    if measured is not None:
        question = f"{question} ({say('{share} of 100 customers put it first', share=measured.in_hundred)})"
        ways = {str(measured.outcome): became[measured.outcome], **became, **open_}
    chosen = day.desk.choose(question, ways, _title(day, id))
    if chosen in became:
        _finish(day, id, card.id, next(one for one in OUTCOMES if one == chosen))
    return LEAVE if chosen == LEAVE else DONE


def _finish(day: Day, id: str, card: Id, outcome: Outcome) -> None:
    today = day.now().date()
    keep(day, lambda s: close(_card(s, id, card), outcome, today, []))


def _card(session: Session, segment: str, id: Id) -> Research:
    return next(card for card in session.segment(segment).research if card.id == id)


def _title(day: Day, id: str) -> str:
    return f"{say('Second meeting')} · {day.segment(id).name}"


def _change(day: Day, id: str) -> str:
    """What changes now: decisions like those that are made anyway; none is an answer too."""
    day.point(ScreenView(id, MEETING, "changes"))
    asked = asked_decisions(day, id, meeting.CHANGE, lambda s: s.segment(id).stages.touch(MEETING).changes)
    return day.desk.decisions(replace(asked, about="changes"))


def _read_changes(day: Day, id: str) -> str:
    if not day.segment(id).stages.of(MEETING).changes:
        return DONE
    return _shown_wall(day, id, "changes", SAY_CHANGES)
