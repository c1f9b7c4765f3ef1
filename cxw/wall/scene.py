"""What every stage's screens are made from, and the screens that all rounds share: asked, taken in, sealed.

Before a reveal nothing here looks at an answer: who has answered is counted, and that is all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from rich.text import Text  # noqa: TID251 -- screens are rich's room

from cxw.day import answering, rounds
from cxw.day.ticks import language_asked
from cxw.findings.types import Findings, SegmentFindings
from cxw.model import AnyRound, Segment, Session
from cxw.text.phrases import Phrases
from cxw.wall.digits import large_line
from cxw.wall.frame import Page, WallSheet
from cxw.wall.ink import count, several, wrapped
from cxw.wall.view import ScreenView

T = TypeVar("T")


@dataclass(frozen=True)
class Scene:
    """One segment at one step of one stage."""

    session: Session
    segment: Segment
    view: ScreenView
    findings: Callable[[], Findings]
    """Made when a revealed screen asks for them, never before."""

    @property
    def say(self) -> Phrases:
        """The fixed words in the language of the room."""
        return language_asked(self.session)

    @property
    def found(self) -> SegmentFindings:
        """What the numbers of this segment say to the room."""
        return self.findings().segment(self.segment.id)


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """The items in pages of about equal length, none longer than the size; at least one page."""
    pages = max(1, -(-len(items) // size))
    each = max(1, -(-len(items) // pages))
    return [items[start : start + each] for start in range(0, len(items), each)] or [items]


def step_of(round: AnyRound | None, wanted: str) -> str:
    """What may be shown of a round: `open`, `sealed` or `shown`, never more than the file allows."""
    if wanted not in ("sealed", "shown") or round is None or round.closed is None:
        return "open"
    return "shown" if wanted == "shown" and round.revealed is not None else "sealed"


def taken_in(session: Session, segment: Segment, round: AnyRound) -> tuple[int, int]:
    """How many have answered, of how many who are to; never who."""
    asked = {person.id for person in rounds.asked(session, segment, round)} | set(round.answers)
    asked -= set(round.not_answered)
    done = [
        person
        for person in round.answers
        if person in asked and not answering.missing(segment, round, person)
    ]
    return len(done), len(asked)


def asking(question: str, done: int, of: int, details: Sequence[str] = (), under: str = "") -> Page:
    """A question, what it is about, and how many answers have been taken in."""

    def picture(sheet: WallSheet) -> list[Text]:
        words = [Text(row, sheet.ink) for line in details for row in wrapped(line, sheet.width, 2)]
        free = sheet.height - len(words) - (2 if words else 0)
        if free < 6:
            words, free = words[: max(0, sheet.height - 3)], 2
        tally = large_line(
            [
                (str(done), sheet.accent),
                ("of", sheet.quiet),
                (str(of), sheet.strong),
                ("taken in", sheet.quiet),
            ],
            replace(sheet, height=free),
        )
        return [*words, *([Text(), Text()] if words else []), *tally]

    return Page(question, picture, under=(f"{done} of {of} taken in.", *([under] if under else [])))


def aside_note(round: AnyRound) -> str:
    """That slips wait for a second look, without saying whose."""
    number = len([person for person in round.drafts if person not in round.answers])
    if not number:
        return ""
    return f"{count(number).capitalize()} {'slip needs' if number == 1 else 'slips need'} a second look."


def sealed_page(round: AnyRound, what: str) -> Page:
    """So many answers are closed and sealed; nothing of them shows."""
    number = len(round.answers)
    at = f" at {round.closed:%H:%M}" if round.closed else ""

    def picture(sheet: WallSheet) -> list[Text]:
        return large_line(
            [(str(number), sheet.accent), ("answer" if number == 1 else "answers", sheet.quiet)], sheet
        )

    return Page(
        f"{several(number, 'answer')} sealed{at}",
        picture,
        under=(f"{what} Nobody has seen them, and none can change unnoticed. All are revealed at once.",),
    )
