"""Stage 1 of a segment: needs come in, twins are merged, a few are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from cxw.day import changes, needs
from cxw.day.desk import DONE, LEAVE, NEXT, REOPEN, Board, Faults, Proposals
from cxw.day.needs import ProposedNeed
from cxw.model import Need, PersonId, Segment, Session
from cxw.questions import words
from cxw.questions.words import plain
from cxw.text.cleaning import clean
from cxw.text.phrases import quoted_here, say
from cxw.wall import ScreenView
from cxw.workshop.acting import acts
from cxw.workshop.changes import keep_choice
from cxw.workshop.day import Day, keep, leave_stage, open_stage
from cxw.workshop.handed_in import HandedIn
from cxw.workshop.single import VotesBallot, ask_until_ended
from cxw.workshop.slips import slips_of_one
from cxw.workshop.walls import Keys, show_pages

SHORT = 18
"""Letters of a need's short words: they stand beside bars and in table heads."""


BOTH_CHOSEN = "both are among the {chosen} chosen, and fewer cannot be weighed: choose another first"


def run(day: Day, id: str) -> str:
    """Ask for what is missing of the needs of a segment; DONE or LEAVE.

    Who comes back to them finds the board with the choice as it stands.
    """
    back = day.segment(id).stages.of("needs").done is not None
    open_stage(day, id, "needs")
    if _begin_from(day, id) == LEAVE:
        return LEAVE
    if needs.waiting(day.session, day.segment(id)):
        day.point(ScreenView(id, "needs", "open"))
        if day.desk.proposals(NeedLines(day, id)) == LEAVE:
            return LEAVE
    if (back or not day.segment(id).chosen) and _choose(day, id, back=back) == LEAVE:
        return LEAVE
    if _show_chosen(day, id) == LEAVE:
        return LEAVE
    leave_stage(day, id, "needs")
    return DONE


def _begin_from(day: Day, id: str) -> str:
    """A later segment may start from the needs of an earlier one; DONE or LEAVE."""
    sources = changes.earlier_segments(day.session, day.segment(id))
    if not sources:
        return DONE
    ways = {source.id: say("Start from the needs of {segment}", segment=source.name) for source in sources}
    name = day.segment(id).name
    chosen = day.desk.choose(
        say("Where do the needs of {segment} begin?", segment=name),
        {**ways, "": say("Start empty")},
        f"{say('Needs')} · {name}",
    )
    if chosen in ways:
        keep(day, lambda s: changes.inherit(s.segment(id), s.segment(chosen)))
    return LEAVE if chosen == LEAVE and chosen not in ways else DONE


def _chosen_keys() -> Keys:
    return {REOPEN: say("Choose again")}


def _show_chosen(day: Day, id: str) -> str:
    """The needs as they were chosen; o opens the board again."""
    while True:
        slips = slips_of_one(day, id, "votes")
        shown = show_pages(day, ScreenView(id, "needs", "chosen"), _chosen_keys, say(SAY_CHOSEN), slips)
        if shown != REOPEN:
            return DONE if shown == NEXT else LEAVE
        if _choose(day, id, back=True) == LEAVE:
            return LEAVE


SAY_CHOSEN = (
    "Read the needs aloud once. Nobody defends them now: whether they matter is the next question. What the "
    "first ballot asks below the points each ticks alone, or leaves empty; no screen shows it."
)


def _choose(day: Day, id: str, *, back: bool) -> str:
    segment = day.segment(id)
    most = 0 if back else needs.votes_each(segment)
    if most and needs.waiting_votes(day.session, segment) and _vote(day, id, most) == LEAVE:
        return LEAVE
    day.point(ScreenView(id, "needs", "board"))
    return day.desk.board(_board(day, id))


def _vote(day: Day, id: str, most: int) -> str:
    keep(day, lambda s: needs.begin_votes(s.segment(id), most))
    day.point(ScreenView(id, "needs", "votes"))
    ending = ask_until_ended(VotesBallot(day, id))
    day.point(ScreenView(id, "needs", "board"))
    return ending


def _changing(day: Day, change: Callable[[Session], object]) -> Faults:
    keep(day, change)
    return []


def _add(day: Day, id: str, slip: needs.NeedSlip, new_id: str | None) -> Faults:
    slip = replace(slip, text=plain(slip.text))
    return words.faults(slip.text, "a need") or _changing(
        day, lambda s: needs.add(s.segment(id), slip, new_id)
    )


class NeedLines(HandedIn, Proposals):
    """The needs of a segment come in."""

    stage = "needs"
    wording = needs.QUESTION

    def waiting(self) -> Sequence[PersonId]:
        """Who has yet to hand in needs."""
        return needs.waiting(self.day.session, self.here)

    def lines(self) -> Sequence[ProposedNeed]:
        """The board so far."""
        return _lines(self.here)

    def add(self, text: str, by: PersonId | None, slips: int, id: str | None) -> Faults:
        """One need more on the board."""
        return _add(self.day, self.id, needs.NeedSlip(text, by, slips), id)

    def add_line(self, text: str, person: PersonId) -> Faults:
        """One slip of somebody."""
        return self.add(text, person, 1, None)

    def lines_of(self, person: PersonId) -> Sequence[str]:
        """Their slips, in their own words, also where these were merged into another need."""
        return [words for need in self.here.needs for words in need.proposed.get(person, ())]

    def bulk(self, line: str) -> Faults:
        """One typed line: how many slips say so, or whose it is."""
        said, members = clean(line)[0], self.day.session.members(self.here)
        watch = [person for person in self.day.session.participants if person.observer]
        if faults := needs.unclear(said, members, watch):
            return faults
        slip = needs.slip(said, members)
        return _add(self.day, self.id, slip, None)


def _lines(segment: Segment) -> list[ProposedNeed]:
    counts = needs.tally(segment)
    return [_line(segment, need, counts[need.id]) for need in segment.needs]


def _line(segment: Segment, need: Need, votes: int) -> ProposedNeed:
    return ProposedNeed(
        id=need.id,
        text=need.text,
        short=need.short or "",
        slips=max(1, need.slips),
        words=tuple(needs.wordings(need)),
        chosen=need.id in segment.chosen,
        parked=say(need.parked) if need.parked else "",
        votes=votes,
    )


def _board(day: Day, id: str) -> Board:
    return Board(
        segment=day.segment(id).name,
        lines=lambda: _board_lines(day, id),
        twins=lambda: _twins(day.segment(id)),
        merge=partial(_merge, day, id),
        split=partial(_split, day, id),
        reword=partial(_reword, day, id),
        shorten=partial(_shorten, day, id),
        park=partial(_park, day, id),
        add=lambda text, by, slips, new: _add(day, id, needs.NeedSlip(text, by, slips), new),
        choose=partial(keep_choice, day, id),
        vote=partial(_vote, day, id),
        tie=lambda: _tie(day.segment(id)),
        acts=replace(acts(day, id), more=None),
    )


def _board_lines(day: Day, id: str) -> list[ProposedNeed]:
    """The board; what was brought from another segment stands chosen until the room chooses."""
    brought = changes.inherited(day.session, day.segment(id))
    return [replace(line, chosen=line.chosen or line.id in brought) for line in _lines(day.segment(id))]


def _twins(segment: Segment) -> list[tuple[str, str]]:
    """Pairs that read alike and can be merged: a need that got answers is never merged away."""
    fixed = needs.answered(segment)
    pairs = [
        (one, other) if other not in fixed else (other, one) for one, other in needs.twins(segment.needs)
    ]
    return [pair for pair in pairs if pair[1] not in fixed]


def _merge(day: Day, id: str, into: str, other: str) -> Faults:
    if into == other:
        return [say("a need cannot be merged with itself: choose two")]
    if other in needs.answered(day.segment(id)):
        stays = quoted_here(day.segment(id).need(other).text)
        return [say("{need} got answers, so it stays: merge the other into it", need=stays)]
    chosen = day.segment(id).chosen
    if {into, other} <= set(chosen) and len(chosen) <= needs.FEWEST:
        return [say(BOTH_CHOSEN, chosen=len(chosen))]
    return _changing(day, lambda s: needs.merge(s, s.segment(id), into, other))


def _split(day: Day, id: str, need: str, words: str, new_id: str | None) -> Faults:
    if words not in needs.wordings(day.segment(id).need(need))[1:]:
        return [say("only words that were merged into this need can be taken out of it")]
    return _changing(day, lambda s: needs.split_need(s.segment(id), need, words, new_id))


def _reword(day: Day, id: str, need: str, text: str) -> Faults:
    return acts(day, id).reword(need, text)


def _shorten(day: Day, id: str, need: str, text: str) -> Faults:
    said = plain(text)
    if len(said) > SHORT:
        return [
            say("short words have {most} letters at most, these have {given}", most=SHORT, given=len(said))
        ]
    taken = dict[str, str]()
    for one in day.segment(id).needs:
        if one.id != need:
            taken |= dict.fromkeys((one.label.casefold(), one.text.casefold()), one.text)
    if said and said.casefold() in taken:
        words = {"short": quoted_here(said), "need": quoted_here(taken[said.casefold()])}
        return [say("{short} stands for {need} already: choose other words", **words)]
    return _changing(day, lambda s: setattr(s.segment(id).need(need), "short", said or None))


def _park(day: Day, id: str, need: str, why: str) -> Faults:
    said, segment = plain(why), day.segment(id)
    if said and segment.rounds and need in segment.chosen:
        worked = quoted_here(segment.need(need).text)
        return [say("{need} is worked with: choose the others, and it is left out", need=worked)]
    return _changing(day, lambda s: needs.park(s.segment(id), need, said))


def _tie(segment: Segment) -> list[str]:
    most = needs.votes_each(segment)
    return needs.ranked(segment, most)[1] if most else []
