"""The people of the room as a desk lists them, and the closures by which it changes the list.

Each closure has the change on disk before it returns, and returns the sentences that say why it was not made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from cxw.model import DeskName, PersonId


@dataclass(frozen=True)
class Attendee:
    """Somebody on the list of people, as everybody may see it."""

    id: PersonId
    name: str
    functions: tuple[str, ...]
    desk: DeskName
    segments: tuple[str, ...]
    """ids of the segments this person sits in"""
    here: bool
    declined: bool
    """whether this person is asked for no more answers of a segment; it stands on no screen"""
    observer: bool = False
    """whether this person is in the room and is asked nothing"""
    ticks: str = ""
    """what this person may tick; empty where a department is shown, or is not, without ticks"""
    ticked: bool | None = None
    """whether this person has; it stands on no screen"""
    offered: Mapping[str, str] = field(default_factory=dict)
    """what can be done about being the only one of a department: word -> label"""


@dataclass(frozen=True)
class PhonesHere:
    """Which phones have come in, and what the facilitator can do about them."""

    taken: Callable[[], Collection[PersonId]]
    """for whom a phone answers"""
    release: Callable[[PersonId], list[str]]
    """another phone can pick this name; what the first one carries is worth nothing any more"""
    locked: Callable[[], bool]
    """whether no further phone comes in"""
    lock: Callable[[bool], list[str]]
    release_all: Callable[[], list[str]]
    """every name can be picked again, as on another network"""


@dataclass(frozen=True)
class People:
    """Who is in the room, and what can change about it while the day runs."""

    everybody: Callable[[], Sequence[Attendee]]
    functions: Callable[[], Sequence[str]]
    segments: Mapping[str, str]
    """id -> name"""
    cards: bool
    """whether people have cards, `Sales 2`, and no names"""
    join: Callable[[str, str, Sequence[str]], list[str]]
    """name (empty where there are cards), function, segments"""
    rename: Callable[[PersonId, str], list[str]]
    work_in: Callable[[PersonId, Sequence[str]], list[str]]
    """the function, then further ones"""
    sit: Callable[[PersonId, Sequence[str]], list[str]]
    answer_at: Callable[[PersonId, DeskName], list[str]]
    leaves: Callable[[PersonId, str], list[str]]
    back: Callable[[PersonId], list[str]]
    asked_again: Callable[[PersonId], list[str]]
    """who declined answers after all"""
    observes: Callable[[PersonId, bool], list[str]]
    """whether somebody is an observer from now on"""
    ticks: Callable[[PersonId, bool], list[str]]
    """whether their department may be shown by itself, as they say themselves"""
    take_out: Callable[[PersonId], list[str]]
    phones: PhonesHere | None = None
    """None where no phones are served"""
