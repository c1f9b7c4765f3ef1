"""Set-up, the evening before: a session made of what the facilitator knows, or of an earlier one."""

from __future__ import annotations

import datetime as dt
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from cxw.cleaning import clean
from cxw.grid import AS_NOW, MOST_COMPETITORS
from cxw.model import (
    FORMAT,
    Company,
    DeskName,
    Earlier,
    Need,
    Participant,
    Plan,
    Segment,
    Session,
    StageName,
)
from cxw.needs import slug

MINUTES: dict[StageName, int] = {"needs": 30, "weights": 45, "grid": 45, "disagreement": 30, "closing": 45}
"""A plan for one segment and eleven people: an afternoon."""


@dataclass(frozen=True)
class SetUp:
    """What is known before the day."""

    title: str
    company: str
    segments: Sequence[str]
    date: dt.date
    people: Sequence[Participant] = ()
    competitors: Sequence[str] = ()
    facilitator: str = ""
    desk: DeskName = "paper"
    start: str = "09:00"
    minutes: dict[StageName, int] = field(default_factory=lambda: dict(MINUTES))


def faults(set_up: SetUp) -> list[str]:
    """What keeps a set-up from being one, in sentences."""
    found = [
        f"{what}: {how}"
        for what, how, there in (
            ("the title", "say it with --title", set_up.title.strip()),
            ("the own company", "say it with --company", set_up.company.strip()),
            ("at least one segment", "say it with --segment", [s for s in set_up.segments if s.strip()]),
        )
        if not there
    ]
    if len(set_up.competitors) > MOST_COMPETITORS:
        found.append(f"{len(set_up.competitors)} competitors: {MOST_COMPETITORS} fit the grid")
    names = Counter(name.casefold() for name in [set_up.company, *set_up.competitors])
    found += [f"{name} is named twice among the companies" for name, n in names.items() if n > 1]
    return found


def session(set_up: SetUp) -> Session:
    """A new session with this set-up; competitors are copied into each segment."""
    company = Company(id="us", name=_words(set_up.company))
    rivals = companies(set_up.competitors)
    names = [_words(name) for name in set_up.segments if name.strip()]
    ids: list[str] = []
    for name in names:
        ids.append(slug(name, ids))
    return Session(
        cxw=FORMAT,
        title=_words(set_up.title),
        company=company,
        date=set_up.date,
        facilitator=_words(set_up.facilitator) or None,
        desk=set_up.desk,
        seed=seed(set_up.title, set_up.date),
        participants=list(set_up.people),
        plan=Plan(start=set_up.start, minutes=dict(set_up.minutes)),
        segments=[
            Segment(id=id, name=name, competitors=[rival.model_copy() for rival in rivals])
            for id, name in zip(ids, names, strict=True)
        ],
    )


def _words(text: str) -> str:
    return clean(text)[0].strip()


def companies(names: Sequence[str]) -> list[Company]:
    """Competitors by their names; `Carries on as now` has the id as-now."""
    found: list[Company] = []
    for name in (_words(name) for name in names):
        taken = ["us", *(company.id for company in found)]
        if name:
            id = "as-now" if name.casefold() == AS_NOW.casefold() else slug(name, taken)
            found.append(Company(id=id, name=name))
    return found


def person(name: str, function: str, taken: Sequence[str]) -> Participant:
    """A participant with an id made of the first name."""
    said = _words(name)
    return Participant(id=slug(said.split()[0], taken), name=said, function=_words(function) or None)


def seed(title: str, date: dt.date) -> int:
    """The session's seed: no secret, the same for the same title and day."""
    return zlib.crc32(f"{title} {date.isoformat()}".encode()) % 100_000


def file_name(title: str) -> str:
    """The title as a short word: `payroll-small-clinics.yaml`."""
    return f"{slug(title, [])}.yaml"


def carried(old: Session, file: str, date: dt.date) -> Session:
    """The next session after an earlier one: its set-up, needs, competitors, evidence and open promises."""
    segments = [_carried(segment) for segment in old.segments]
    fresh = old.model_copy(
        deep=True,
        update={
            "cxw": FORMAT,
            "date": date,
            "seed": seed(old.title, date),
            "segments": segments,
            "participants": [p.model_copy(update={"away": []}) for p in old.participants],
            "from_": Earlier(title=old.title, date=old.date, file=file),
        },
    )
    return Session.model_validate(fresh.model_dump(by_alias=True, exclude_unset=True))


def _carried(segment: Segment) -> Segment:
    return Segment(
        id=segment.id,
        name=segment.name,
        needs=[Need(id=need.id, text=need.text, short=need.short, kind=need.kind) for need in segment.needs],
        competitors=[company.model_copy() for company in segment.competitors],
        research=[card.model_copy(deep=True) for card in segment.research if card.done is None],
    )


def too_small(people: Sequence[Participant], small: int = 3) -> list[str]:
    """Functions that will not show because fewer than `small` people are in them, as questions."""
    sizes = Counter(p.function for p in people if p.function)
    large = next((name for name, n in sizes.most_common() if n >= small), None)
    found = []
    for name, size in sizes.items():
        if size < small:
            who = "one person" if size == 1 else f"{size} people"
            with_whom = f": count them with {large}?" if large else ""
            found.append(f"{name} is {who} and will not show by itself{with_whom}")
    return found
