"""A finished day is entered again: walls, slips, evidence, promises, a closing once more, the handout."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxw.day.desk import DONE, LEAVE, NEXT
from cxw.day.meeting import to_be_met
from cxw.day.standing import WORDS, Step, of_segment, unskip
from cxw.model import MEETING, Segment, StageName
from cxw.text.phrases import say
from cxw.text.saying import at_the_start
from cxw.wall import END, LENS, ScreenView, revealed
from cxw.workshop import closing
from cxw.workshop.day import Day, keep
from cxw.workshop.promises import claims
from cxw.workshop.slips import every_slip
from cxw.workshop.walls import show_pages

HANDOUT, MEET = "handout", "meeting"
WAYS = {
    HANDOUT: "write the handout",
    MEET: "hold the second meeting: customers have answered",
    "walls": "show the walls again",
    "slips": "put a slip right",
    "evidence": "evidence: how do we know?",
    "promises": "promises: who finds out what, and by when",
    "closing": "go through the closing once more",
    "": "leave; everything is kept",
}
NO_WALL = "Nothing was revealed on this day: there is no wall to show."
NO_SLIP = "Nothing was revealed on this day: there is no slip to put right."
NO_ANSWER = "Nothing was weighed in this segment, so no answer asks for evidence. At any wall v keeps some."


def way(day: Day, last: str = HANDOUT) -> str:
    """What is wanted of the finished day; the audience's window says meanwhile that it has ended.

    What was done last comes first: one Enter too many at its last screen starts nothing else.
    """
    day.point(END)
    there = {way: words for way, words in WAYS.items() if way != MEET or to_be_met(day.session)}
    first = {last: there[last]} if last in there else {}
    ways = {way: say(words) for way, words in {**first, **there}.items()}
    return day.desk.choose(say("The day is complete. What now?"), ways, day.session.title) or LEAVE


def go_back_in(day: Day, chosen: str) -> str:
    """Do one of WAYS: DONE, or LEAVE. Moving to a stage is raised, as at any screen."""
    acts: dict[str, Callable[[Day], str]] = {
        "walls": _walls,
        "slips": lambda day: _in_a_segment(day, say("In which segment is a slip put right?"), _slips),
        "evidence": lambda day: _in_a_segment(day, say("Evidence of which segment?"), _evidence),
        "promises": lambda day: _in_a_segment(day, say("Promises of which segment?"), closing.promises_again),
        "closing": lambda day: _in_a_segment(day, say("The closing of which segment?"), _closing),
    }
    return acts[chosen](day)


def meeting_chosen(day: Day) -> Step | None:
    """The second meeting that is wanted, of those that can be held; None where none is."""
    chosen = _chosen_segment(day, say("The second meeting of which segment?"), to_be_met(day.session))
    return Step(chosen, MEETING) if chosen not in ("", LEAVE) else None


def _chosen_segment(day: Day, question: str, among: Sequence[Segment]) -> str:
    """The only segment of these, or the one that is chosen; empty for none, LEAVE where the day is left."""
    named = {segment.id: segment.name for segment in among}
    if len(named) < 2:
        return next(iter(named), "")
    chosen = day.desk.choose(question, named, day.session.title)
    return chosen if chosen in (*named, LEAVE) else ""


def _in_a_segment(day: Day, question: str, act: Callable[[Day, str], str]) -> str:
    """Do something in the only segment, or in the one that is chosen."""
    chosen = _chosen_segment(day, question, day.session.segments)
    if chosen == LEAVE:
        return LEAVE
    return act(day, chosen) if chosen else DONE


def _walls(day: Day) -> str:
    """The walls of a stage, one after the other, in every window."""
    stages = list(dict.fromkeys((view.segment, view.stage) for view in _seen(day)))
    ways = {f"{id} {stage}": _called(day.segment(id), stage) for id, stage in stages}
    if not ways:
        day.desk.tell(say(NO_WALL))
        return DONE
    chosen = day.desk.choose(say("Which walls?"), ways, day.session.title)
    if chosen not in ways:
        return LEAVE if chosen == LEAVE else DONE
    id, stage = chosen.split(" ")
    return _walls_of(day, id, stage)


def _called(segment: Segment, stage: str) -> str:
    if stage == LENS:
        return say("Lenses of {segment}", segment=segment.name)
    name = next(name for name in WORDS if name == stage)
    return at_the_start(of_segment(name, segment.name))


def _seen(day: Day) -> list[ScreenView]:
    """Each step with something revealed; its pages are turned at the wall."""
    return [view for view in revealed(day.session, findings=day.findings) if view.page == 0]


def _walls_of(day: Day, id: str, stage: str) -> str:
    for view in [view for view in _seen(day) if (view.segment, view.stage) == (id, stage)]:
        if show_pages(day, view, correct=every_slip(day, id)) != NEXT:
            return LEAVE
    return DONE


def _slips(day: Day, id: str) -> str:
    slips = every_slip(day, id)
    if not slips:
        day.desk.tell(say(NO_SLIP))
        return DONE
    return day.desk.correct(slips)


def _evidence(day: Day, id: str) -> str:
    if not claims(day, id):
        day.desk.tell(say(NO_ANSWER))
        return DONE
    return closing.look_at_evidence(day, id)


def _closing(day: Day, id: str) -> str:
    """Go through it again; one that ended unfinished is missing again, and goes on with what it lacks."""
    stage: StageName = "closing"
    if stage in day.segment(id).skipped:
        keep(day, lambda s: unskip(s.segment(id), stage))
        return DONE
    return closing.closing_again(day, id)
