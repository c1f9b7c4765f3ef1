"""Moving about: a stage ends unfinished, another one is gone to, the day goes to its closing early."""

from __future__ import annotations

from cxw.day.agenda import NO_TIME
from cxw.day.changes import unmarked
from cxw.day.desk import AGAIN, CLOSING, RELOADED, RENEWED, SKIP, MovedOn
from cxw.day.standing import WORDS, Step, end_early, end_unfinished, of_segment, open_to, unskip
from cxw.text.cleaning import clean
from cxw.text.phrases import say
from cxw.text.saying import at_the_start
from cxw.wall import LENS
from cxw.workshop.day import Day, keep
from cxw.workshop.lens_choosing import choose_lens, lenses_open
from cxw.workshop.lenses import lens_at


def move_to(day: Day, step: Step | None, word: str) -> Step | None:
    """Do what the facilitator asked for; the stage to go on with, None for the next one that is missing."""
    try:
        return _done(day, step, word)
    except MovedOn:
        return None  # keeping it brought in another state of the file: the facts say what comes next


def _done(day: Day, step: Step | None, word: str) -> Step | None:
    if word == RELOADED:
        return None
    if word == RENEWED:
        return Step(step.segment, "weights") if step else None
    if word == AGAIN:
        return _anew(day, step)
    if word == SKIP:
        return _end(day, step)
    return _closing(day, step) if word == CLOSING else _goto(day, step)


def _anew(day: Day, step: Step | None) -> Step | None:
    """The same stage; from behind the marks back to them, when somebody came late who is to be marked."""
    if step is None or step.stage not in ("disagreement", "closing"):
        return step
    segment = day.segment(step.segment)
    late = "grid" not in segment.skipped and unmarked(day.session, segment)
    return Step(step.segment, "grid") if late else step


def _end(day: Day, step: Step | None) -> Step | None:
    if step is None:
        return None
    why = _why(day, say("Why does this stage, {stage}, end unfinished?", stage=say(WORDS[step.stage])), step)
    if not why:
        return step
    now = day.now()
    keep(day, lambda s: end_unfinished(s, step, why, now))
    return None


def _closing(day: Day, step: Step | None) -> Step | None:
    why = _why(day, say("Why does the day go to its closing now?"), step)
    if not why:
        return step
    now = day.now()
    keep(day, lambda s: end_early(s, why, now))
    return None


def _why(day: Day, question: str, step: Step | None) -> str:
    typed = clean(day.desk.line(question, say(NO_TIME), _title(day, step)))[0].strip()
    return NO_TIME if typed == say(NO_TIME) else typed


def _title(day: Day, step: Step | None) -> str:
    """Where the day stands: the stage and its segment."""
    if step is None:
        return day.session.title
    if step.lens:
        return lens_at(day, step).title
    return f"{at_the_start(say(WORDS[step.stage]))} · {day.segment(step.segment).name}"


def _goto(day: Day, step: Step | None) -> Step | None:
    """The stage chosen; one that was skipped is not skipped any more."""
    ways = {f"{one.segment} {one.stage}": _words(day, one) for one in open_to(day.session)}
    found = {f"{one.id} {LENS} {one.lens.lens}": one for one in lenses_open(day)}
    lenses = {key: say("Lens: {name}", name=one.title) for key, one in found.items()}
    chosen = day.desk.choose(say("Which stage?"), {**ways, **lenses}, _title(day, step))
    if chosen in found:
        return choose_lens(found[chosen])
    there = next((one for one in open_to(day.session) if f"{one.segment} {one.stage}" == chosen), step)
    if there is not None and there.stage in day.segment(there.segment).skipped:
        keep(day, lambda s: unskip(s.segment(there.segment), there.stage))
    return there


def _words(day: Day, step: Step) -> str:
    segment = day.segment(step.segment)
    stage = segment.stages.of(step.stage)
    # Why it was skipped are words of the room, or our own, which have their German.
    state = say(segment.skipped.get(step.stage, "begun" if stage.opened else "to come"))
    if stage.done:
        state = say("done")
    return f"{at_the_start(of_segment(step.stage, segment.name))}: {state}"
