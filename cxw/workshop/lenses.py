"""Lenses in the day: one comes where the stage it follows was left, and ends in the room's own sentence.

As everywhere there is no bookmark: where a lens stands is read from its rounds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from cxw.day import lens_rounds
from cxw.day.agenda import NO_TIME
from cxw.day.desk import DONE, LEAVE, NEXT, REOPEN, REVEAL, SKIP, MovedOn
from cxw.day.lens_rounds import SKIPPED, is_due, is_over, newest_part, stage_of
from cxw.day.lens_texts import deal_texts_again
from cxw.day.lenses import in_language, opens_later
from cxw.day.rounds import can_reopen, reopen, reveal
from cxw.day.standing import Step
from cxw.model import LensDefinition, LensPart, LensRound, Segment, Session
from cxw.text.cleaning import clean
from cxw.text.phrases import say
from cxw.wall import LENS, ScreenView
from cxw.workshop.day import Day, keep
from cxw.workshop.dealt_again import hand_out_new_sheets
from cxw.workshop.heard import KEEP, PARK, keep_count, keys_of_texts, park_text
from cxw.workshop.lens_ballots import LensBallot, part_of_lens, told_here
from cxw.workshop.lens_lines import LensLines
from cxw.workshop.lens_promises import PROMISE, make_promises, promise_keys
from cxw.workshop.lens_slips import lens_slips
from cxw.workshop.walls import Keys, no_keys, show_pages

Asked = TypeVar("Asked", bound=LensBallot)
NOTHING_NAMED = "nothing was named"
SAY_COMES = "Say what it is for and how long it takes. Whether there is time for it is yours to say."
SAY_SEALED = "All of it is in and sealed. Count to three, then reveal."
SAY_SHOWN = "Read it aloud as it stands. Nobody explains yet: what would a customer make of it?"
SAY_FINDINGS = "One finding a screen. It is about this room, and says nothing of customers yet."
SAY_SENTENCE = "Read the sentence aloud. Then go on."


@dataclass(frozen=True)
class LensOfDay:
    """A lens in one segment of a day."""

    day: Day
    id: str
    """of the segment"""
    lens: LensDefinition

    @property
    def segment(self) -> Segment:
        """The segment as it is now."""
        return self.day.segment(self.id)

    @property
    def name(self) -> str:
        """The lens in the language of the room."""
        return in_language(self.lens.name, self.day.say)

    @property
    def title(self) -> str:
        """Where the day stands, over a question of the facilitator's."""
        return f"{self.name} · {self.segment.name}"

    @property
    def step(self) -> Step:
        """Its place in the day."""
        return Step(self.id, stage_of(self.lens), self.lens.lens)

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is left to do."""
        return is_over(self.segment, self.lens)

    def view(self, step: str) -> ScreenView:
        """One of its screens."""
        return ScreenView(self.id, LENS, f"{self.lens.lens} {step}")

    def line_before(self, part: LensPart) -> str:
        """What its definition has said before a part; empty where it says nothing."""
        question = self.lens.question(part)
        return told_here(question.tell) if question is not None else ""

    def opened(self, part: LensPart) -> LensRound | None:
        """The round of a part; None where it was not asked yet."""
        return newest_part(self.segment, self.lens.lens, part)

    def in_(self, session: Session, part: LensPart) -> LensRound:
        """The round of a part that was asked, in this state of the session."""
        return part_of_lens(session.segment(self.id), (self.lens.lens, part))


def all_lenses(day: Day) -> Iterator[LensOfDay]:
    """Each chosen lens in each segment, in the order of the file."""
    for segment in day.session.segments:
        yield from (LensOfDay(day, segment.id, lens) for lens in day.lenses)


def next_lens(day: Day) -> Step | None:
    """The lens that comes now, of those that were chosen; None where a stage comes, or nothing."""
    due = (one for one in all_lenses(day) if is_due(one.segment, one.lens) and not _waits(one))
    return next((one.step for one in due), None)


def _waits(one: LensOfDay) -> bool:
    """Whether it follows a lens that was left out, so that it comes only where somebody goes to it."""
    leaders = [lens for lens in one.day.lenses if one.lens.lens in lens.then]
    return bool(leaders) and all(SKIPPED + lens.lens in one.segment.skipped for lens in leaders)


def lens_at(day: Day, step: Step) -> LensOfDay:
    """The lens of a step."""
    lens = next(lens for lens in day.lenses if lens.lens == step.lens)
    return LensOfDay(day, step.segment, lens)


def run_lens(day: Day, step: Step) -> str:
    """Ask a lens from wherever the facts say it stands; DONE, or LEAVE.

    Ending it unfinished is done here; going elsewhere is raised, as at any screen.
    """
    day.step = step
    one = lens_at(day, step)
    sealed = one.lens.after == "sealed" and not opens_later(one.segment, one.lens)
    return _until_its_end(one, whole=not sealed)


def at_seal(day: Day, id: str) -> str:
    """Ask what is asked while points are sealed and not yet shown; DONE or LEAVE."""
    return _each_while_sealed(day, id, whole=False)


def after_reveal(day: Day, id: str) -> str:
    """Show what was asked while points were sealed, once these are shown; DONE or LEAVE."""
    return _each_while_sealed(day, id, whole=True)


def _each_while_sealed(day: Day, id: str, *, whole: bool) -> str:
    for lens in [lens for lens in day.lenses if lens.after == "sealed"]:
        one = LensOfDay(day, id, lens)
        comes = not one.is_over and (not whole or one.opened("say") is not None)
        if comes and _until_its_end(one, whole=whole) == LEAVE:
            return LEAVE
    return DONE


def _until_its_end(one: LensOfDay, *, whole: bool) -> str:
    """All of it, or what comes before the reveal of points; where it is left unfinished, its end."""
    try:
        if _begin(one) == LEAVE:
            return LEAVE
        if one.is_over:
            return DONE
        return _parts(one) if whole else _take_in(one, "say")
    except MovedOn as move:
        if move.word != SKIP:
            raise
        _end(one, say("Why does this lens, {name}, end unfinished?", name=one.name))
        return DONE


def _begin(one: LensOfDay) -> str:
    """Its name and what it is for, once; the facilitator goes on, or leaves it out."""
    if any(round.of == one.lens.lens for round in one.segment.lenses):
        return DONE

    def keys() -> Keys:
        return {SKIP: say("leave this lens out")}

    to_say = f"{say(SAY_COMES)} {one.line_before(one.lens.parts()[0])}".rstrip()
    chosen = show_pages(one.day, one.view("comes"), keys, to_say)
    if chosen == SKIP:
        _end(one, say("Why is this lens, {name}, left out?", name=one.name))
        return DONE
    return DONE if chosen == NEXT else LEAVE


def _end(one: LensOfDay, question: str) -> None:
    typed = clean(one.day.desk.line(question, say(NO_TIME), one.title))[0].strip()
    _leave_out(one, NO_TIME if typed in ("", say(NO_TIME)) else typed)


def _leave_out(one: LensOfDay, why: str) -> None:
    now, lens = one.day.now(), one.lens.lens
    keep(one.day, lambda s: lens_rounds.skip_lens(s, s.segment(one.id), lens, why, now))


def _parts(one: LensOfDay) -> str:
    """Its parts, its findings, its sentence."""
    for part in one.lens.parts():
        if part == "judge" and lens_rounds.nothing_to_judge(one.day.session, one.segment, one.lens):
            _leave_out(one, say(NOTHING_NAMED))
            return DONE
        if _part(one, part) == LEAVE:
            return LEAVE
    return _complete(one) if _findings(one) else LEAVE


def _findings(one: LensOfDay) -> bool:
    """Its findings, and what becomes of texts that were read; whether the room went on."""
    read = one.opened("say") if one.lens.about == "voices" else None

    def keys() -> Keys:
        texts = keys_of_texts(one.day, one.id, read) if read else {}
        return {**texts, **promise_keys(one.day, one.id, one.lens)}

    view, slips = one.view("findings"), lens_slips(one.day, one.id)
    acts: dict[str, Callable[[], str]] = {
        PROMISE: partial(make_promises, one.day, one.id, one.lens, one.title)
    }
    if read is not None:
        acts[KEEP] = partial(keep_count, one.day, one.id, read)
        acts[PARK] = partial(park_text, one.day, one.id, read, one.title)
    to_say = told_here(one.lens.tell) or say(SAY_FINDINGS)
    while (chosen := show_pages(one.day, view, keys, to_say, slips)) in acts:
        if acts[chosen]() == LEAVE:
            return False
    return chosen == NEXT


def _part(one: LensOfDay, part: LensPart) -> str:
    """One part: taken in, revealed, shown; a guess is shown beside what was counted."""
    if _take_in(one, part) == LEAVE:
        return LEAVE
    if part == "guess":
        return DONE
    if one.in_(one.day.session, part).revealed is None and _reveal(one, part) == LEAVE:
        return LEAVE
    if one.lens.private or _went_on(one, part):
        return DONE
    to_say = next((one.line_before(later) for later in _parts_after(one, part)), "") or say(SAY_SHOWN)
    if not _shown(one, f"{part} shown", to_say):
        return LEAVE
    return _choose_things(one) if part == "say" else DONE


def _went_on(one: LensOfDay, part: LensPart) -> bool:
    """Whether the room has been behind a part already."""
    return any(one.opened(later) for later in _parts_after(one, part))


def _parts_after(one: LensOfDay, part: LensPart) -> list[LensPart]:
    parts = one.lens.parts()
    return parts[parts.index(part) + 1 :]


def _take_in(one: LensOfDay, part: LensPart) -> str:
    """Open a part where it is not, and ask until the facilitator closes it; DONE or LEAVE."""
    day = one.day
    if one.opened(part) is None and _open(one, part) == LEAVE:
        return LEAVE
    if one.in_(day.session, part).closed is not None:
        return DONE
    day.point(one.view(f"{part} open"))
    asked = (one.lens.lens, part)
    if one.lens.gathers(part):
        ending = day.desk.unknowns(_without_declined(LensLines(day, one.id, asked)))
    else:
        ending = day.desk.ballots(_without_declined(LensBallot(day, one.id, asked)))
    if ending != LEAVE:
        _close(one, part)
    return ending


def _without_declined(ballot: Asked) -> Asked:
    ballot.leave_out_declined()
    return ballot


def _open(one: LensOfDay, part: LensPart) -> str:
    """Open a part; where texts are dealt again for it, say who needs a new sheet. LEAVE or empty."""
    now, spoken = one.day.now(), one.day.say
    before = [thing.readers for thing in one.segment.things]

    def change(session: Session) -> None:
        segment = session.segment(one.id)
        if part == "say" and one.lens.about == "voices":
            deal_texts_again(session, segment, one.lens.lens, now)
        lens_rounds.open_part(session, segment, (one.lens, part), now, spoken)

    keep(one.day, change)
    if before == [thing.readers for thing in one.segment.things]:
        return ""
    return hand_out_new_sheets(one.day, one.id, one.lens, one.title)


def _close(one: LensOfDay, part: LensPart) -> None:
    now = one.day.now()

    def change(session: Session) -> None:
        segment, round = session.segment(one.id), one.in_(session, part)
        if one.lens.gathers(part):
            lens_rounds.gather(segment, round)
        lens_rounds.close_part(session, segment, round, now)

    keep(one.day, change)


def _reveal(one: LensOfDay, part: LensPart) -> str:
    """Show what was said at once, and with it the guess; what is private is put away and never shown."""
    while not one.lens.private:
        chosen = show_pages(
            one.day, one.view(f"{part} sealed"), lambda: _reveal_keys(one, part), say(SAY_SEALED)
        )
        if chosen == REVEAL:
            break
        if chosen != REOPEN:
            return LEAVE
        if _open_again(one, part) == LEAVE:
            return LEAVE
    now = one.day.now()
    keep(one.day, lambda s: _reveal_together(one, s, part, now))
    return DONE


def _open_again(one: LensOfDay, part: LensPart) -> str:
    now = one.day.now()
    keep(one.day, lambda s: reopen(one.in_(s, part), now))
    return _take_in(one, part)


def _reveal_keys(one: LensOfDay, part: LensPart) -> Keys:
    again = {REOPEN: say("Open again")} if can_reopen(one.in_(one.day.session, part)) else {}
    return {REVEAL: say("Reveal"), **again}


def _reveal_together(one: LensOfDay, session: Session, part: LensPart, now: dt.datetime) -> None:
    if part == "say" and one.opened("guess") is not None:
        reveal(one.in_(session, "guess"), now)
    reveal(one.in_(session, part), now)


def _choose_things(one: LensOfDay) -> str:
    """Where the room named more than the lens looks at, the room says which; DONE or LEAVE."""
    left, kept = lens_rounds.too_many(one.segment, one.lens), list[str]()
    while left and len(kept) < one.lens.most:
        ways = {thing.id: thing.text for thing in left if thing.id not in kept}
        question = say("Which do we look at? {number} of {most}", number=len(kept) + 1, most=one.lens.most)
        chosen = one.day.desk.choose(question, {**ways, "": say("that is all")}, one.title)
        if chosen == LEAVE:
            return LEAVE
        if chosen not in ways:
            break
        kept.append(chosen)
    if left:
        kept = kept or [thing.id for thing in left[: one.lens.most]]
        keep(one.day, lambda s: lens_rounds.keep_things(s.segment(one.id), one.lens.lens, kept))
    return DONE


def _shown(one: LensOfDay, step: str, to_say: str) -> bool:
    slips = lens_slips(one.day, one.id)
    return show_pages(one.day, one.view(step), no_keys, to_say, slips) == NEXT


def _complete(one: LensOfDay) -> str:
    """The room finishes the sentence; an empty line leaves it open, and is an end too."""
    begins = in_language(one.lens.sentence, one.day.say).removesuffix("...").rstrip()
    prompt = say("The room finishes the sentence: {begins} ...", begins=begins)
    typed = clean(one.day.desk.line(prompt, "", one.title))[0].strip()
    whole = typed if typed.startswith(begins) or not typed else f"{begins} {typed}"
    last = one.lens.parts()[-1]
    keep(one.day, lambda s: setattr(one.in_(s, last), "sentence", whole))
    return LEAVE if whole and not _shown(one, "sentence", say(SAY_SENTENCE)) else DONE
