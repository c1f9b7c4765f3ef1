"""What every stage's screens are made from, and the screens that all rounds share: asked, taken in, sealed.

Before a reveal nothing here looks at an answer: who has answered is counted, and that is all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cxw.day import answering, rounds
from cxw.model import AnyRound, LensRound, Segment, Session, without_stamp
from cxw.pictures.charts import LargeNumbers, Listing, ListItem
from cxw.pictures.speaking import so_many
from cxw.text.phrases import Phrases, phrases_on_walls
from cxw.wall.page import Page
from cxw.wall.view import ScreenView

if TYPE_CHECKING:  # imported with the first numbers
    from cxw.findings.languages import Wording
    from cxw.findings.types import SegmentFindings, WallFindings

T = TypeVar("T")


def language_on_walls(session: Session) -> Phrases:
    """The words of its walls that hold no finding."""
    return phrases_on_walls(session.language, session.address)


@dataclass(frozen=True)
class Scene:
    """One segment at one step of one stage."""

    session: Session
    segment: Segment
    view: ScreenView
    findings: Callable[[], WallFindings]
    """Made when a revealed screen asks for them, never before."""
    folder: Path | None = None
    """Where the session lies, and a consultant's own lenses beside it."""

    @property
    def say(self) -> Phrases:
        """What the room is asked, in its language."""
        return language_on_walls(self.session)

    @property
    def told(self) -> Phrases:
        """The fixed words beside findings, in the language in which these are said."""
        return self.say.whole

    @property
    def wording(self) -> Wording:
        """The sentences about numbers, as they stand in the findings."""
        from cxw.findings.languages import wording

        return wording(self.told.language)

    @property
    def found(self) -> SegmentFindings:
        """What the numbers of this segment say to the room."""
        return self.findings().segment(self.segment.id)


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """The items in pages of about equal length, none longer than the size; at least one page."""
    pages = max(1, -(-len(items) // size))
    each = max(1, -(-len(items) // pages))
    return [items[start : start + each] for start in range(0, len(items), each)] or [items]


def step_of(round: AnyRound | LensRound | None, wanted: str) -> str:
    """What may be shown of a round: `open`, `sealed` or `shown`, never more than the file allows."""
    if wanted not in ("sealed", "shown") or round is None or round.closed is None:
        return "open"
    return "shown" if wanted == "shown" and round.revealed is not None else "sealed"


def taken_in(session: Session, segment: Segment, round: AnyRound) -> tuple[int, int]:
    """How many have answered, of how many who are to; never who."""
    inside = set(answering.inside(round))
    asked = {person.id for person in rounds.asked(session, segment, round)} | set(round.answers)
    return len(inside), len(asked - set(round.not_answered) | inside)


def asking(
    say: Phrases,
    question: str,
    taken: tuple[int, int],
    details: Sequence[str] = (),
    under: Sequence[str] = (),
) -> Page:
    """A question, what it is about, and how many answers have been taken in, of how many."""
    done, of = taken
    tally = LargeNumbers(
        ((str(done), "accent"), (say("of"), "quiet"), (str(of), "strong"), (say("taken in"), "quiet")),
    )
    about = Listing(tuple(ListItem(words) for words in details))
    said = (say("{done} of {of} taken in.", done=done, of=of), *filter(None, under))
    return Page(question, (about, tally) if details else (tally,), under=said, asks=True)


def aside_note(say: Phrases, round: AnyRound | LensRound) -> str:
    """That slips wait for a second look, without saying whose."""
    number = len([person for person in round.drafts if person not in round.answers])
    if number == 1:
        return say("One slip needs a second look.")
    return (
        say("{number} slips need a second look.", number=so_many(say, number).capitalize()) if number else ""
    )


def sealed_page(
    say: Phrases, round: AnyRound | LensRound, what: str, called: tuple[str, str] = ("answer", "answers")
) -> Page:
    """So many answers are closed and sealed; nothing of them shows. `called`: what one is, and several."""
    given: Sized = round.said() if isinstance(round, LensRound) else round.answers
    number, (one, several) = len(given), called
    tally = LargeNumbers(((str(number), "accent"), (say(one if number == 1 else several), "quiet")))
    answers = say.many(number, one, several)
    sealed = say("{answers} sealed", answers=answers)
    if round.closed:
        sealed = say("{answers} sealed at {clock}", answers=answers, clock=f"{round.closed:%H:%M}")
    nobody = say("Nobody has seen them, and none can change unnoticed. All are revealed at once.")
    return Page(sealed, (tally,), under=(f"{what} {nobody}",))


def numbered(texts: Sequence[str], first: int = 1) -> Listing:
    """A list with its numbers, which go on from the page before."""
    return Listing(tuple(ListItem(text, str(number)) for number, text in enumerate(texts, first)))


def title_told(say: Phrases, session: Session) -> str:
    """The title of the day; before that of a rehearsal what it is, in the language of the room."""
    if not session.rehearsal:
        return session.title
    return f"{say('REHEARSAL')}: {without_stamp(session.title)}"
