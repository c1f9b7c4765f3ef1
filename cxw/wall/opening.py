"""The set-up's screen: the running order of the day, what is kept and who will see it."""

from __future__ import annotations

from rich.text import Text  # noqa: TID251 -- screens are rich's room

from cxw.day import record, rounds
from cxw.model import ENDS, STAGES, Session
from cxw.text.saying import stopped
from cxw.wall.frame import Page, WallSheet
from cxw.wall.ink import column, fit_cells, several, wrapped

WHAT = {
    "needs": ("Needs", "what we believe customers need, in our own words"),
    "weights": ("Weights", "each spreads {points}, alone; then all see all"),
    "grid": ("Grid", "each marks us and our competitors {marks}, alone"),
    "disagreement": ("Disagreement", "where we see it differently, and what would settle it"),
    "closing": ("Closing", "how much of this came from customers; what we find out"),
}


def opening_page(session: Session) -> Page:
    """The running order."""
    given = {"points": _points(session), "marks": _marks(session)}

    def picture(sheet: WallSheet) -> list[Text]:
        kept = wrapped(_kept(session), min(sheet.width, 110))
        air = 1 if sheet.height >= len(STAGES) * 2 + len(kept) + 3 else 0
        lines: list[Text] = []
        for number, stage in enumerate(STAGES, 1):
            name, what = WHAT[stage]
            lines += [_stage(number, name, what.format(**given), sheet)] + [Text()] * air
        return [*lines, Text(), *(Text(row, sheet.ink) for row in kept)]

    people = several(len(session.asked()), "person", "people")
    about = f"{stopped(f'{session.company.name}: {_segments(session)}')} {people}."
    return Page(session.title, picture, under=(about,), least=9)


def _points(session: Session) -> str:
    """How many points each person spreads, where it is the same number for all segments."""
    totals = {rounds.points_each(segment) for segment in session.segments}
    return several(totals.pop(), "point") if len(totals) == 1 else "points"


def _marks(session: Session) -> str:
    """On which scale each person marks, where it is the same for all segments."""
    scales = {rounds.ends_of_marks(segment) for segment in session.segments}
    if scales == {ENDS}:
        return "out of ten"
    return "from {} to {}".format(*scales.pop()) if len(scales) == 1 else "on a scale"


def _kept(session: Session) -> str:
    return record.what_is_kept(session.attribution, session.thresholds.small_function)


def _segments(session: Session) -> str:
    names = [segment.name for segment in session.segments]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _stage(number: int, name: str, what: str, sheet: WallSheet) -> Text:
    return Text.assemble(
        (f"{number}  ", sheet.accent),
        (column(name, 15), sheet.strong),
        (fit_cells(what, sheet.width - 18), sheet.quiet),
    )
