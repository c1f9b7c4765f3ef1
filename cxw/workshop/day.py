"""One day at one desk: what is kept, and what is said when something cannot be kept."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from cxw.day.desk import RELOADED, MovedOn, Person
from cxw.day.desk_methods import Desk
from cxw.day.people import PhonesHere
from cxw.day.rounds import AskedLike, like_no_other
from cxw.day.standing import Step, next_step
from cxw.day.ticks import language_asked
from cxw.errors import FaultyEdit, SaveError, Way
from cxw.findings import answers_that_matter
from cxw.model import LensDefinition, Need, Participant, PersonId, Segment, Session, StageName
from cxw.questions.asking import Item
from cxw.sessionfile.writer import Act, nothing
from cxw.text.phrases import ENGLISH, Phrases, Said, say, speak, spoken_here
from cxw.theme import DARK, Theme
from cxw.wall import Page, ScreenView, findings_shown, pages
from cxw.workshop.ahead import Ahead

if TYPE_CHECKING:  # imported with the first numbers
    from cxw.findings.closing.types import Answer
    from cxw.findings.types import WallFindings

LAST: StageName = "closing"
Change = Callable[[Session], object]


class Keeper(Protocol):
    """Where the session is kept: a file with a lock, or memory for a replay that changes nothing."""

    session: Session
    notices: list[str]

    @property
    def unsaved(self) -> bool:
        """Whether something was entered that is not on disk yet."""

    def keep(self, change: Change) -> None:
        """Make a change and have it on disk; SaveError when that is not possible."""

    def at_once(self, first: Act, then: Act) -> contextlib.AbstractContextManager[None]:
        """Changes that are kept inside of it share one save, which begins when it ends.

        Another thread does `first`, saves, and calls `then`.
        """

    def saved(self) -> None:
        """Wait for that save; SaveError where it was refused, or `first` was."""

    def retry(self) -> None:
        """Try to write again what is only in memory."""

    def settle(self, way: Way) -> None:
        """Write it in the way that was chosen where the file on disk says something else."""

    def save_elsewhere(self, path: Path) -> None:
        """Write it to another file and go on with that one."""


@dataclass
class Memory:
    """Keeps a session in memory only."""

    session: Session
    notices: list[str] = field(default_factory=list)
    first: Act = nothing
    """what is to be on disk before changes are acknowledged"""

    @property
    def unsaved(self) -> bool:
        """There is no disk."""
        return False

    def keep(self, change: Change) -> None:
        """Make the change."""
        change(self.session)

    @contextlib.contextmanager
    def at_once(self, first: Act, then: Act) -> Iterator[None]:
        """Memory is where they are at once."""
        yield
        self.first = first
        then()

    def saved(self) -> None:
        """Nothing else is to be waited for."""
        first, self.first = self.first, nothing
        first()

    def retry(self) -> None:
        """Nothing can be left over."""

    def settle(self, way: Way) -> None:
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
    point: Callable[[ScreenView], None] = lambda view: None
    """tells the audience's window where the day stands"""
    lenses: Sequence[LensDefinition] = ()
    """what else this day asks, in the order of the file"""
    asked_like: AskedLike = like_no_other
    """the round of an archive that the next one here is to be like, in its total and its scale"""
    project: Callable[[str], None] | None = None
    """keeps what the projector shows from now on; None where that cannot be chosen"""
    shows: str = ""
    """what the projector shows"""
    step: Step | None = None
    """the stage the room is at"""

    seen: ScreenView | None = None
    """where the audience's window stood when a begun day was left; None once a wall was shown since"""

    alike: dict[str, set[str]] = field(default_factory=dict)
    """by round, who is still to be asked what all are asked while all see the screen"""
    beside: dict[str, dict[PersonId, dict[str, Any]]] = field(default_factory=dict)
    """by round, who answered in this sitting -> what was asked beside answers -> what had stood there"""
    folder: Path | None = None
    """where the session's file lies, for what it was set up from"""
    phones: PhonesHere | None = None
    """the phones that answer; None where none are served"""
    changed: Callable[[], None] = lambda: None
    """told after each change, and where one is not on disk, for who sees the day without a screen"""
    ahead: Ahead | None = None
    """makes numbers on a worker while a round waits for its reveal; None where nobody waits for them"""
    found: WallFindings | None = None
    paged: dict[ScreenView, list[Page]] = field(default_factory=dict)
    """the pages of the step that is shown, until something changes: counted, and drawn with each key"""
    asked: dict[str, tuple[Answer, ...]] = field(default_factory=dict)
    """by segment, the answers of which the room is asked how it knows, until something changes"""

    def answers(self, id: str) -> tuple[Answer, ...]:
        """The answers of a segment that matter most, made anew after a change."""
        if id not in self.asked:
            self.asked[id] = answers_that_matter(self.session, id)
        return self.asked[id]

    @property
    def say(self) -> Phrases:
        """The fixed words in the language of the room."""
        return language_asked(self.session)

    def findings(self) -> WallFindings:
        """The room's findings, made when a screen first needs them and again after a change."""
        if self.found is None:
            if self.ahead is not None:
                self.ahead.take_over(self.session)
            self.found = findings_shown(self.session, self.folder)
        return self.found

    def make_ahead(self, stage: StageName | None = None) -> None:
        """Have made on a worker what the walls of this stage, or of the one to come, will say."""
        if self.ahead is not None:
            step = next_step(self.session)
            self.ahead.make(self.session, self.folder, stage or (step.stage if step else LAST))

    def pages(self, view: ScreenView) -> list[Page]:
        """The pages of a step, made when they are first shown and again after a change."""
        step = view.at(0)
        if step not in self.paged:
            self.paged = {step: pages(self.session, step, self.findings, self.asked_like, self.folder)}
        return self.paged[step]

    @property
    def session(self) -> Session:
        """The newest state; never hold on to a part of it across a change."""
        return self.file.session

    def segment(self, id: str) -> Segment:
        """The newest state of one segment."""
        return self.session.segment(id)


WAYS: dict[Way, str] = {
    "again": "Try again",
    "both": "Put all that is here into the file as it is now",
    "here": "Write what is here over it; a copy of the file as it is now is kept",
    "theirs": "Take the file as it is now; a copy of what is here is kept",
    "stay": "Go on with the file that was opened",
    "there": "Go on with the file it leads to",
    "elsewhere": "Save to another file",
}
RESCUED = "rescued.yaml"
EDITED_AT = "The file was edited and is not in order now: `cxw check` says why, at lines {lines}."
EDITED = "The file was edited and is not in order now: `cxw check`, off this screen, names its lines."


def keep(day: Day, change: Change) -> None:
    """Have a change on disk before anything else is asked; the facilitator decides when that fails.

    Moved where the file's own state was taken: whoever was being asked may be no longer in it.
    """
    _until_on_disk(day, lambda: day.file.keep(change))


def have_on_disk(day: Day) -> None:
    """Write what is in memory only, as `keep` does."""
    _until_on_disk(day, day.file.retry)


def have_saved(day: Day) -> None:
    """Wait for the save that several share; SaveError where the disk refuses: nobody is asked here."""
    before = day.session
    day.file.saved()
    if day.session is not before:
        _forget_made(day)
    tell_notices(day)


def _forget_made(day: Day) -> None:
    """What was made of the session as it was is of no use after a change."""
    day.found = None
    day.asked.clear()
    day.paged.clear()


def _until_on_disk(day: Day, attempt: Callable[[], None]) -> None:
    _forget_made(day)
    chosen: Way | None = None
    before = (day.session.language, day.session.address)
    while True:
        try:
            attempt()
            break
        except SaveError as trouble:
            day.changed()
            chosen, attempt = _way_out(day, trouble)
    spoken = (day.session.language, day.session.address)
    if spoken != before:
        speak(*spoken)
    if day.ahead is not None:
        day.ahead.changed(day.session)
    tell_notices(day)
    day.changed()
    if chosen in ("both", "theirs"):
        raise MovedOn(RELOADED)


def tell_notices(day: Day) -> None:
    """Say what the file has to say; nobody has to answer."""
    for notice in day.file.notices:
        day.desk.tell(notice)
    day.file.notices.clear()


def _for_this_screen(day: Day, trouble: SaveError) -> str:
    """What is wrong; where everybody sees it, without lines of the file: they name people and points."""
    if day.masked and isinstance(trouble, FaultyEdit):
        return say(EDITED)
    if isinstance(trouble, FaultyEdit) and not all(isinstance(one.text, Said) for one in trouble.problems):
        # What is wrong with a file is said in English alone; in another room its lines are named.
        lines = ", ".join(sorted({f"{problem.line}" for problem in trouble.problems}, key=int))
        return str(trouble) if spoken_here().language == ENGLISH else say(EDITED_AT, lines=lines)
    return str(trouble)


def _way_out(day: Day, trouble: SaveError) -> tuple[Way, Callable[[], None]]:
    ways = {str(way): say(WAYS[way]) for way in trouble.ways}
    chosen: Way = day.desk.trouble(_for_this_screen(day, trouble), ways)  # type: ignore[assignment]  # a desk answers one of the ways
    if chosen != "elsewhere":
        return chosen, lambda: day.file.settle(chosen)
    name = day.desk.line(say("Save to which file?"), RESCUED, say("Not kept yet"))
    if not name:
        return "again", day.file.retry
    return chosen, lambda: day.file.save_elsewhere(Path(name))


def open_stage(day: Day, id: str, stage: StageName) -> None:
    """Note when a stage of a segment was first opened, and that the room is at it."""
    day.step = Step(id, stage)
    if day.segment(id).stages.of(stage).opened is None:
        now = day.now()
        keep(day, lambda s: setattr(s.segment(id).stages.touch(stage), "opened", now))


def leave_stage(day: Day, id: str, stage: StageName) -> None:
    """Note that the facilitator left a stage as done."""
    if day.segment(id).stages.of(stage).done is None:
        now = day.now()
        keep(day, lambda s: setattr(s.segment(id).stages.touch(stage), "done", now))


def people(session: Session, members: Sequence[Participant]) -> tuple[Person, ...]:
    """Participants as a desk sees them, each with the desk they answer at."""
    return tuple(Person(p.id, p.name, p.function or "", p.desk or session.desk or "paper") for p in members)


def observers(session: Session) -> tuple[Person, ...]:
    """Who is in the room and is asked nothing, as a desk sees them."""
    return people(session, [person for person in session.participants if person.observer])


def items(needs: list[Need], moment: dt.datetime | None = None) -> tuple[Item, ...]:
    """Needs as they are asked about, in the words of that moment."""
    return tuple(Item(need.id, need.words_at(moment), need.short or "") for need in needs)
