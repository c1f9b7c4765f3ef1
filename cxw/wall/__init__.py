"""What the projector shows: `draw` gives the wall for one step of the day, and nothing private is ever on it.

Everything here is drawn from findings made for the room. A step that has not been revealed has no numbers to
draw: findings are not even made for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from cxw.day.rounds import AskedLike, like_no_other
from cxw.day.standing import with_meetings
from cxw.model import MEETING, WITH_MEETING, Segment, Session, StageName
from cxw.text.phrases import SAY_ENGLISH, Phrases
from cxw.theme import Theme
from cxw.wall.page import Bar, Page
from cxw.wall.scene import Scene, language_on_walls, title_told
from cxw.wall.terminal.frame import paint
from cxw.wall.terminal.sheet import Colour, WallSheet
from cxw.wall.view import (
    END,
    JOIN,
    LENS,
    Entrance,
    ScreenView,
    WallStage,
    view_from_json,
    view_to_json,
)

if TYPE_CHECKING:  # imported with the first numbers
    from cxw.findings.types import Findings, WallFindings

__all__ = [
    "END",
    "JOIN",
    "LENS",
    "Colour",
    "Entrance",
    "Found",
    "Page",
    "ScreenView",
    "WallSheet",
    "corner_of",
    "draw",
    "draw_page",
    "findings_behind",
    "findings_shown",
    "framed",
    "message",
    "page_count",
    "pages",
    "revealed",
    "view_from_json",
    "view_to_json",
]

Found: TypeAlias = "WallFindings | Callable[[], WallFindings] | None"
"""The room's findings, a way to make them when a screen needs them, or nothing: then they are made."""


class _StageWalls(Protocol):
    """What the module of a stage has."""

    def pages(self, scene: Scene) -> list[Page]: ...

    def is_shown(self, scene: Scene) -> bool: ...


def _walls_of(stage: str) -> _StageWalls | None:
    """The walls of a stage; the first screen of a day needs none of them, and they take half its time."""
    match stage:
        case "needs":
            from cxw.wall import needs

            return needs
        case "weights":
            from cxw.wall import weights

            return weights
        case "grid":
            from cxw.wall import grid

            return grid
        case "disagreement":
            from cxw.wall import disagreement

            return disagreement
        case "closing":
            from cxw.wall import closing

            return closing
        case "meeting":
            from cxw.wall import meeting

            return meeting
        case "lens":
            from cxw.wall import lenses

            return lenses
    return None


def draw(  # noqa: PLR0913 -- a view of a session, on a wall of a size, in a theme
    session: Session,
    view: ScreenView,
    *,
    width: int,
    height: int,
    theme: Theme,
    colour: Colour = True,
    findings: Found = None,
    folder: Path | None = None,
) -> str:
    """The wall: `height` lines of `width` cells, with the colours of the theme or as plain text."""
    shown = pages(session, view, findings, folder=folder)
    return draw_page(session, view, shown, WallSheet(width, height, theme, colour))


def draw_page(session: Session, view: ScreenView, shown: Sequence[Page], sheet: WallSheet) -> str:
    """One of these pages of a step, as a wall."""
    return paint(*framed(session, view, shown), sheet)


def framed(session: Session, view: ScreenView, shown: Sequence[Page]) -> tuple[Bar, Page]:
    """One of these pages of a step with what stands around it, for whichever painter."""
    page = min(view.page, len(shown) - 1)
    bar = _bar(session, view, page, len(shown))
    if door := corner_of(view, shown[page]):
        bar = replace(bar, door=door)
    if view.stage == LENS and bar.stage:
        heard = _heard_customers(session, view)
        bar = replace(bar, lens=_lens_named(session, view, shown[page]), heard=heard)
    return bar, shown[page]


def _lens_named(session: Session, view: ScreenView, page: Page) -> str:
    """What stands on top for a lens: its name, which is the headline where it comes."""
    from cxw.wall.lenses import COMES, title_of

    name, _, step = view.step.partition(" ")
    if step == COMES:
        return page.headline
    return title_of(session, session.segment(view.segment), name)


def _heard_customers(session: Session, view: ScreenView) -> bool:
    """Whether a lens has shown what texts of customers are about."""
    segment, name = session.segment(view.segment), view.step.partition(" ")[0]
    texts = {thing.id for thing in segment.things if thing.by_customer}
    rounds = [one for one in segment.lenses if one.of == name and one.revealed is not None]
    return any(not texts.isdisjoint(one.about) for one in rounds)


def corner_of(view: ScreenView, page: Page) -> str:
    """The address in the corner of a page: only while it asks, never once something is revealed."""
    return view.door if page.asks and not view.entrance.locked else ""


def _bar(session: Session, view: ScreenView, page: int, number: int) -> Bar:
    """What stands around this page: of a segment that is gone, and before the first one, the title."""
    segment = _segment(session, view)
    say = language_on_walls(session)
    stage, right = (view.stage, segment.name) if segment else ("", "")
    return Bar(
        stage,
        right if stage else title_told(say, session),
        page,
        number,
        believed=view.step not in (JOIN, THEIR_WORDS),
        checked=any(segment.customers for segment in session.segments),
        rehearsal=session.rehearsal,
        say=say,
    )


def message(  # noqa: PLR0913 -- a sentence on a wall of a size, in a theme and a language
    sentence: str,
    *,
    width: int,
    height: int,
    theme: Theme,
    colour: Colour = True,
    say: Phrases = SAY_ENGLISH,
) -> str:
    """A wall with one calm sentence on it."""
    return paint(Bar(believed=False, say=say), Page(sentence), WallSheet(width, height, theme, colour))


def page_count(session: Session, view: ScreenView, *, findings: Found = None) -> int:
    """How many pages this step has; the same in every window."""
    return len(pages(session, view, findings))


def revealed(session: Session, stage: WallStage | None = None, *, findings: Found = None) -> list[ScreenView]:
    """Every screen with something revealed, of one stage or all, in the order of the day, page by page."""
    made, shown = _made(session, findings), list[ScreenView]()
    for view in _steps(session):
        wanted = stage in (None, view.stage)
        if wanted and _has_something(session, view, made, asked=stage is not None):
            shown += [view.at(page) for page in range(page_count(session, view, findings=made))]
    return shown


def pages(
    session: Session,
    view: ScreenView,
    findings: Found = None,
    like: AskedLike = like_no_other,
    folder: Path | None = None,
) -> list[Page]:
    """All pages of this step; they can be drawn until the session changes.

    `folder`: where the session lies, and lenses of somebody's own with it.
    """
    segment = _segment(session, view)
    if view == END:
        from cxw.wall import ending

        return [ending.ending_page(session)]
    if view.step == JOIN and view.door:
        from cxw.wall import joining

        return joining.joining_pages(session, view)
    walls = _walls_of(view.stage)
    if segment is None or walls is None:
        from cxw.wall import opening

        return [opening.opening_page(session, like)]

    @cache
    def made() -> WallFindings:
        return _made(session, findings)

    return walls.pages(Scene(session, segment, view, made, folder))


def _made(session: Session, findings: Found) -> WallFindings:
    """The room's findings; what computes them is imported at the first reveal, not before."""
    if findings is not None:
        return findings() if callable(findings) else findings
    return findings_shown(session)


def findings_shown(session: Session, folder: Path | None = None) -> WallFindings:
    """What walls are made from, in their language; with the folder of its file last time's numbers too."""
    from cxw.findings import of_walls

    return of_walls(session, folder, language=language_on_walls(session).whole.language)


def findings_behind(session: Session, folder: Path | None = None) -> Findings:
    """What the workings behind a wall are told from, in its language."""
    from cxw.findings import of

    return of(session, "room", folder, language=language_on_walls(session).whole.language)


THEIR_WORDS = "sentences"
"""The step at which customers' own sentences are read: no belief of ours stands there."""


def _segment(session: Session, view: ScreenView) -> Segment | None:
    return next((segment for segment in session.segments if segment.id == view.segment), None)


SHOWN: dict[StageName, tuple[str, ...]] = {
    "needs": ("board", "chosen"),
    "weights": ("first shown", "second shown"),
    "grid": ("first shown", "second shown"),
    "disagreement": ("shown",),
    "closing": ("evidence", "coverage", "unknowns", "research", "decided"),
    MEETING: (THEIR_WORDS, "guess shown", "needs", "missing", "promises", "changes"),
}
"""The steps of a stage that show something, in the order of the day."""


def _steps(session: Session) -> Iterator[ScreenView]:
    """All steps in the order of the day."""
    for one in with_meetings(session):
        yield from (ScreenView(one.segment, one.stage, step) for step in SHOWN[one.stage])
        yield from _lens_steps(session.segment(one.segment), one.stage)


def _lens_steps(segment: Segment, stage: StageName) -> Iterator[ScreenView]:
    """The steps of the lenses that the room looked through while, or after, this was its stage."""
    from cxw.wall.lenses import steps_shown

    opened = {round.of: round.opened for round in reversed(segment.lenses)}
    for name in dict.fromkeys(round.of for round in segment.lenses):
        begun = [(one, _begun(segment, one)) for one in WITH_MEETING]
        before = [one for one, at in begun if at is not None and at <= opened[name]]
        if stage == (before[-1] if before else WITH_MEETING[0]):
            yield from (ScreenView(segment.id, LENS, step) for step in steps_shown(segment, name))


def _begun(segment: Segment, stage: StageName) -> dt.datetime | None:
    """When a stage was opened, or its first round where answers were collected elsewhere."""
    asked = {"weights": "weights", "grid": "marks"}.get(stage)
    first = min((round.opened for round in segment.rounds if round.of == asked), default=None)
    return segment.stages.of(stage).opened or first


def _has_something(session: Session, view: ScreenView, findings: WallFindings, *, asked: bool) -> bool:
    """Whether a step has something to show; the talk only once the room came to it, or when asked for."""
    segment = session.segment(view.segment)
    if view.stage == "disagreement" and not asked and segment.stages.of("disagreement").opened is None:
        return False
    walls = _walls_of(view.stage)
    return walls is not None and walls.is_shown(Scene(session, segment, view, lambda: findings))
