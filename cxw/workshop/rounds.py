"""Stages 2 and 3 of a segment: points, then marks, each in a first round and perhaps a second."""

from __future__ import annotations

from functools import partial

from cxw.day import grid, rounds, weights
from cxw.day.agenda import without_second
from cxw.day.changes import open_column, removable, remove_company, unmarked
from cxw.day.declining import DECLINED
from cxw.day.desk import AFTER_ALL, DONE, LEAVE, NEXT, REOPEN, REVEAL, SECOND, Competitors, Faults
from cxw.day.standing import skip, unskip
from cxw.day.vanishing import in_the_day
from cxw.model import DK, RoundName, Session, StageName
from cxw.questions.asking import Item
from cxw.questions.rounds import Of, kind_of
from cxw.text.phrases import say
from cxw.wall import ScreenView
from cxw.workshop.acting import acts
from cxw.workshop.asked_alike import knows_nothing
from cxw.workshop.ballots import BALLOTS
from cxw.workshop.changes import take_in_company, tell_whom_we_mark
from cxw.workshop.corrections import corrections
from cxw.workshop.day import Day, keep, leave_stage, open_stage
from cxw.workshop.lenses import after_reveal, at_seal
from cxw.workshop.single import SureAgain, ask_until_ended
from cxw.workshop.walls import Keys, ToSay, show_pages

SAY_SEALED = "The answers are sealed: nothing can be changed now. Ask: who expects a surprise? Then reveal."
SAY_SHOWN = {
    "first": "Ask whoever stands apart first, and the most senior person last. What did a customer tell you?",
    "second": "Round one stays the number of record. What moved you: a fact, or the room?",
}


STAYS = "this competitor stays: marks were given, a slip lies aside, or evidence or a promise speaks of it"


def weigh(day: Day, id: str) -> str:
    """Ask for what is missing of the points of a segment; DONE or LEAVE."""
    open_stage(day, id, "weights")
    if not day.segment(id).on_newest_list("weights"):
        _open(day, id, "weights", "first")
    if _rounds(day, id, "weights") == LEAVE:
        return LEAVE
    leave_stage(day, id, "weights")
    return DONE


def ask_marks(day: Day, id: str) -> str:
    """Ask for what is missing of the marks of a segment, then once more how sure people are."""
    open_stage(day, id, "grid")
    if not day.segment(id).on_newest_list("marks"):
        if _name_competitors(day, id) == LEAVE:
            return LEAVE
        _open(day, id, "marks", "first")
    if _all_columns(day, id) == LEAVE or convince(day, id, "grid") == LEAVE:
        return LEAVE
    leave_stage(day, id, "grid")
    return DONE


def _name_competitors(day: Day, id: str) -> str:
    """Who else is marked; said once, also where a new list of needs is marked anew."""
    if day.segment(id).rounds_of("marks"):
        return DONE
    day.point(ScreenView(id, "grid", "companies"))
    tell_whom_we_mark(day, id)
    return day.desk.competitors(_competitors(day, id))


def _all_columns(day: Day, id: str) -> str:
    """The rounds of marks; whoever came late is asked about in a round of that column only."""
    while _rounds(day, id, "marks") != LEAVE:
        if not unmarked(day.session, day.segment(id)):
            return DONE
        _open_column(day, id)
    return LEAVE


def _open_column(day: Day, id: str) -> None:
    now, like = day.now(), day.asked_like(id, "marks")
    keep(day, lambda s: rounds.ask_like(open_column(s, s.segment(id), now), like))


def convince(day: Day, id: str, stage: StageName) -> str:
    """Ask once more how sure people are, of those who said it on the first ballot; at this stage's screen."""
    if weights.convinced_again(day.session, day.segment(id)):
        day.point(ScreenView(id, stage, "after"))
        if ask_until_ended(SureAgain(day, id)) == LEAVE:
            return LEAVE
    _know_nothing_again(day, id)
    return DONE


def _know_nothing_again(day: Day, id: str) -> None:
    """Once all were asked, `dk` is kept of whoever knew nothing and gave no answer; not of who declined.

    While it is asked they are missing as anybody is: a count that rose where somebody left would show them.
    """
    segment = day.segment(id)
    none = segment.stages.of("weights").not_answered
    silent = [one for one, why in none.items() if why != DECLINED and knows_nothing(segment, one)]

    def change(session: Session) -> None:
        here = session.segment(id)
        for person in silent:
            here.conviction.after[person] = DK
            here.stages.touch("weights").not_answered.pop(person, None)

    if silent:
        keep(day, change)


def _rounds(day: Day, id: str, of: Of) -> str:
    """Go through the rounds of a stage from wherever the facts say it stands."""
    while True:
        round = rounds.current(day.segment(id), of)
        if round.closed is None:
            ending = _take_in(day, id, of)
        elif round.revealed is None:
            ending = _reveal(day, id, of)
        else:
            ending = _talk(day, id, of)
            if ending == NEXT:
                _decline(day, id, of)
                return DONE
        if ending == LEAVE:
            return LEAVE


def _take_in(day: Day, id: str, of: Of) -> str:
    ballot = BALLOTS[of](day, id)
    ballot.leave_out_declined()
    day.point(ScreenView(id, kind_of(of).stage, f"{ballot.name} open"))
    ending = day.desk.ballots(ballot)
    if ending != LEAVE:
        now = day.now()
        keep(day, lambda s: rounds.close(s, s.segment(id), rounds.current(s.segment(id), of), now))
    return ending


def _reveal(day: Day, id: str, of: Of) -> str:
    if of == "weights" and _is_first(day, id) and at_seal(day, id) == LEAVE:
        return LEAVE
    day.make_ahead(kind_of(of).stage)
    name, alone = rounds.current(day.segment(id), of).name, _vanished(day, id, of)

    def keys() -> Keys:
        again = rounds.can_reopen(rounds.current(day.segment(id), of))
        return {REVEAL: say("Reveal"), **({REOPEN: say("Open again")} if again else {})}

    to_say = ToSay(f"{say(SAY_SEALED)} {alone}".strip(), alone)
    chosen = show_pages(day, ScreenView(id, kind_of(of).stage, f"{name} sealed"), keys, to_say)
    if chosen == REVEAL:
        now = day.now()
        keep(day, lambda s: rounds.reveal(rounds.current(s.segment(id), of), now))
    elif chosen == REOPEN:
        now = day.now()
        keep(day, lambda s: rounds.reopen(rounds.current(s.segment(id), of), now))
    return chosen


def _is_first(day: Day, id: str) -> bool:
    return rounds.current(day.segment(id), "weights").name == "first"


def _vanished(day: Day, id: str, of: Of) -> str:
    """What the facilitator alone is told of functions that a first round does not show."""
    round = rounds.current(day.segment(id), of)
    named = day.session.attribution == "names"
    return "" if named or round.name != "first" else in_the_day(day.session, round)


def _talk(day: Day, id: str, of: Of) -> str:
    name = rounds.current(day.segment(id), of).name

    def keys() -> Keys:
        return _second_key(day, id, of) if name == "first" and _second_is_offered(day, id, of) else {}

    view = ScreenView(id, kind_of(of).stage, f"{name} shown")
    to_say = f"{say(SAY_SHOWN[name])} {_vanished(day, id, of)}".strip()
    chosen = show_pages(day, view, keys, to_say, corrections(day, id, of))
    if chosen != LEAVE and of == "weights" and after_reveal(day, id) == LEAVE:
        return LEAVE
    if chosen in (SECOND, AFTER_ALL):
        _open_second(day, id, of)
    return chosen


def _second_key(day: Day, id: str, of: Of) -> Keys:
    """Offered, or only there for whoever looks for it: a shortened agenda has no time for it."""
    if without_second(day.segment(id), kind_of(of).stage):
        return {AFTER_ALL: say("the second round after all, which the agenda left out")}
    return {SECOND: say("Second round")}


def _open_second(day: Day, id: str, of: Of) -> None:
    """Open it on what stands apart now: a slip put right at the screen may have changed that."""
    cells = _flagged(day, id) if of == "marks" else None
    if cells != []:
        _open(day, id, of, "second", cells)


def _second_is_due(day: Day, id: str, of: Of) -> bool:
    """Whether a second round can follow: once on a list, and not before every column is marked."""
    segment = day.segment(id)
    if of == "marks" and unmarked(day.session, segment):
        return False
    return rounds.latest(segment, of, "second") is None


def _second_is_offered(day: Day, id: str, of: Of) -> bool:
    """Whether the room can have a second round now: of marks only where something stands apart."""
    return _second_is_due(day, id, of) and (of == "weights" or bool(_flagged(day, id)))


def _flagged(day: Day, id: str) -> list[str]:
    from cxw.findings import flagged_cells

    return flagged_cells(day.session, day.segment(id))


def _open(day: Day, id: str, of: Of, name: RoundName, cells: list[str] | None = None) -> None:
    now, like = day.now(), day.asked_like(id, of)
    if f"{kind_of(of).stage} {name}" in day.segment(id).skipped:
        keep(day, lambda s: unskip(s.segment(id), f"{kind_of(of).stage} {name}"))
    if of == "weights":
        keep(day, lambda s: rounds.ask_like(rounds.open_weights(s.segment(id), name, now), like))
    else:
        keep(day, lambda s: rounds.ask_like(rounds.open_marks(s, s.segment(id), name, now, cells), like))


def _decline(day: Day, id: str, of: Of) -> None:
    key = f"{kind_of(of).stage} second"
    if _second_is_offered(day, id, of) and key not in day.segment(id).skipped:
        keep(day, lambda s: skip(s.segment(id), key, DECLINED))


def _competitors(day: Day, id: str) -> Competitors:
    segment = day.segment(id)
    company = day.session.company

    def remove(gone: str) -> Faults:
        here = day.segment(id)
        if gone not in [company.id for company in removable(day.session, here)]:
            return [say(STAYS)]
        keep(day, lambda s: remove_company(s.segment(id), gone))
        return []

    return Competitors(
        segment=segment.name,
        company=Item(company.id, company.name, company.short or ""),
        named=lambda: [Item(c.id, c.name, c.short or "") for c in day.segment(id).competitors],
        proposed=(say(grid.AS_NOW),),
        add=partial(take_in_company, day, id),
        remove=remove,
        acts=acts(day, id),
    )
