"""One day at one desk: what is kept, what is shown, and what is said when something cannot be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from cxw.cleaning import clean
from cxw.desk import BACK, NEXT, REVEAL, Acts, Ballot, Desk, Faults, Item, Person, Wall
from cxw.errors import SaveError
from cxw.findings import Findings
from cxw.model import STAGES, Need, Note, Participant, Segment, Session, StageName
from cxw.needs import faults as need_faults
from cxw.needs import reword
from cxw.screens import View, draw, pages
from cxw.standing import Step, against_plan
from cxw.theme import DARK, Theme

Change = Callable[[Session], None]


class Keeper(Protocol):
    """Where the session is kept: a file with a lock, or memory for a replay that changes nothing."""

    session: Session
    notices: list[str]

    def keep(self, change: Change) -> None:
        """Make a change and have it on disk; SaveError when that is not possible."""

    def retry(self) -> None:
        """Try to write again what is only in memory."""

    def save_elsewhere(self, path: Path) -> None:
        """Write it to another file and go on with that one."""


@dataclass
class Memory:
    """Keeps a session in memory only."""

    session: Session
    notices: list[str] = field(default_factory=list)

    def keep(self, change: Change) -> None:
        """Make the change."""
        change(self.session)

    def retry(self) -> None:
        """Nothing can be left over."""

    def save_elsewhere(self, path: Path) -> None:
        """Nothing can be left over."""


@dataclass
class Day:
    """What every stage needs: the session, the desk, the clock and the projector."""

    file: Keeper
    desk: Desk
    now: Callable[[], dt.datetime]
    theme: Theme = DARK
    colour: bool = True
    masked: bool = False
    """whether everybody sees the screen that answers are typed on"""
    point: Callable[[View], None] = lambda view: None
    """tells the audience's window where the day stands"""

    found: Findings | None = None

    def findings(self) -> Findings:
        """The room's findings, made when a screen first needs them and again after a change."""
        if self.found is None:
            from cxw.findings import of

            self.found = of(self.session)
        return self.found

    @property
    def session(self) -> Session:
        """The newest state; never hold on to a part of it across a change."""
        return self.file.session

    def segment(self, id: str) -> Segment:
        """The newest state of one segment."""
        return self.session.segment(id)


def keep(day: Day, change: Change) -> None:
    """Have a change on disk before anything else is asked; the facilitator decides when that fails."""
    day.found = None
    attempt: Callable[[], None] = lambda: day.file.keep(change)  # noqa: E731  (it is replaced by the way chosen)
    while True:
        try:
            attempt()
            break
        except SaveError as trouble:
            attempt = _way_out(day, str(trouble))
    for notice in day.file.notices:
        day.desk.tell(notice)
    day.file.notices.clear()


def _way_out(day: Day, trouble: str) -> Callable[[], None]:
    ways = {"again": "Try again", "elsewhere": "Save to another file"}
    if day.desk.trouble(trouble, ways) == "elsewhere":
        name = day.desk.line("Save to which file?", "rescued.yaml")
        return lambda: day.file.save_elsewhere(Path(name).expanduser())
    return day.file.retry


def open_stage(day: Day, id: str, stage: StageName) -> None:
    """Note when a stage of a segment was first opened."""
    if day.segment(id).stages.of(stage).opened is None:
        now = day.now()
        keep(day, lambda s: setattr(s.segment(id).stages.touch(stage), "opened", now))


def leave_stage(day: Day, id: str, stage: StageName) -> None:
    """Note that the facilitator left a stage as done."""
    if day.segment(id).stages.of(stage).done is None:
        now = day.now()
        keep(day, lambda s: setattr(s.segment(id).stages.touch(stage), "done", now))


def show(day: Day, view: View, keys: Mapping[str, str], say: str = "", correct: Ballot | None = None) -> str:
    """Walk through the pages of one step; the word chosen, NEXT after the last page, or LEAVE."""
    page = 0
    while True:
        here = View(view.segment, view.stage, view.step, page)
        day.point(here)
        last = page + 1 >= pages(day.session, here, findings=day.findings)
        forward = {} if last and REVEAL in keys else {NEXT: "Go on" if last else "Next"}
        chosen = day.desk.show(replace(_wall(day, here, {**forward, **keys}, say, correct), last=last))
        if chosen == BACK:
            page = max(0, page - 1)
        elif chosen == NEXT and not last:
            page += 1
        else:
            return chosen


def _wall(day: Day, view: View, keys: Mapping[str, str], say: str, correct: Ballot | None) -> Wall:
    def painted(width: int, height: int) -> str:
        return draw(
            day.session,
            view,
            width=width,
            height=height,
            theme=day.theme,
            colour=day.colour,
            findings=day.findings,
        )

    words = keys if view.page == 0 else {**keys, BACK: "Back"}
    return Wall(
        stage=view.stage,
        step=view.step,
        draw=painted,
        keys=words,
        lines_to_say=say,
        clock=_clock(day, view),
        acts=acts(day, view.segment, correct) if view.segment else None,
    )


def _clock(day: Day, view: View) -> str:
    stage = next((stage for stage in STAGES if stage == view.stage), None)
    return against_plan(day.session, Step(view.segment, stage), day.now()) if stage else ""


def acts(day: Day, id: str, correct: Ballot | None = None) -> Acts:
    """What the facilitator may do at any screen of a segment."""

    def note(text: str, about: str | None) -> Faults:
        said = clean(text)[0].strip()
        if not said:
            return ["a note is at least one word"]
        now = day.now()
        keep(day, lambda s: s.segment(id).notes.append(Note(at=now, about=about, text=said)))
        return []

    def change_words(need: str, text: str) -> Faults:
        said = clean(text)[0].strip()
        if faults := need_faults(said):
            return faults
        now = day.now()
        keep(day, lambda s: reword(s.segment(id), need, said, now))
        return []

    return Acts(segment=id, note=note, reword=change_words, correct=correct)


def people(session: Session, members: list[Participant]) -> tuple[Person, ...]:
    """Participants as a desk sees them, each with the desk they answer at."""
    return tuple(Person(p.id, p.name, p.function or "", p.desk or session.desk or "paper") for p in members)


def items(needs: list[Need], moment: dt.datetime | None = None) -> tuple[Item, ...]:
    """Needs as they are asked about, in the words of that moment."""
    return tuple(Item(need.id, need.words_at(moment), need.short or "") for need in needs)
