"""The events of the day as sentences, each one line: how many, when, and what it means for the numbers.

No sentence holds a value that somebody gave. The facilitator's version has the names of people behind their
number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol, TypeAlias

from cxw.findings.in_words import count, plural, start
from cxw.model import OneNumber
from cxw.questions.rounds import Of
from cxw.text.saying import all_quoted, in_a_row, one_or_more, quoted, stopped

OF = {"weights": "points", "marks": "marks"}
SEVERAL = 4
"""Times a sentence can name; of more it says the first and the last."""
ONE_OF_US = "one of us"
"""Instead of a name, where none may stand."""
NO_LONGER = "That list was left before its points were revealed: the numbers here are of the list before it."
UNSEEN = "Its points are not revealed yet, so no number of points stands here."
OtherThing: TypeAlias = Literal["needs", "closing", "guess", "apart"]
"""What somebody declined outside of rounds."""


@dataclass(frozen=True)
class SoManyPeople:
    """How many people, and for the facilitator who."""

    n: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoundName:
    """A round in a sentence: of which companies where only some were marked, and whether its list is new."""

    of: Of
    name: str
    companies: tuple[str, ...] = ()
    anew: bool = False


@dataclass(frozen=True)
class Missed:
    """What was over when somebody came: a round, or the gathering of needs."""

    round: RoundName | None
    revealed: bool = True


class DaySentences(Protocol):
    """What is said of the events of the day, in each language."""

    ONE_OF_US: str
    NO_LONGER: str
    UNSEEN: str

    def so_many_of_us(self, n: int) -> str: ...

    def sittings(self, times: Sequence[dt.datetime]) -> str: ...

    def came(self, who: SoManyPeople, at: dt.datetime, why: str) -> str: ...

    def left(self, who: SoManyPeople, at: dt.datetime, until: dt.datetime | None, why: str) -> str: ...

    def many_came_and_went(self, who: SoManyPeople, first: dt.datetime, last: dt.datetime) -> str: ...

    def early(self, at: dt.datetime) -> str: ...

    def late(self, who: SoManyPeople, missed: Missed, counts_in: Sequence[RoundName] | None) -> str: ...

    def declined_sentence(self, who: SoManyPeople, things: Sequence[RoundName | OtherThing]) -> str: ...

    def dont_know_sentence(self, who: SoManyPeople, of: int, round: RoundName) -> str: ...

    def aside_sentence(self, slips: SoManyPeople, came_in: int, round: RoundName) -> str: ...

    def reopened(self, round: RoundName, times: Sequence[dt.datetime]) -> str: ...

    def corrected(self, slips: SoManyPeople, round: RoundName, times: Sequence[dt.datetime]) -> str: ...

    def righted(self, slips: SoManyPeople, what: OneNumber, times: Sequence[dt.datetime]) -> str: ...

    def by_hand_sentence(self, round: RoundName, times: Sequence[dt.datetime]) -> str: ...

    def reworded(self, old: str, new: str, at: dt.datetime) -> str: ...

    def renamed(self, old: str, new: str, at: dt.datetime) -> str: ...

    def parked(self, need: str, why: str) -> str: ...

    def new_list(self, needs: int, at: dt.datetime, later: bool) -> str: ...

    def list_changed(self, more: int, fewer: int) -> str: ...

    def late_company(self, names: Sequence[str], at: dt.datetime) -> str: ...

    def unrevealed(self, round: RoundName, at: dt.datetime) -> str: ...


def so_many_of_us(n: int) -> str:
    """`two of us`, for as many names in a row."""
    return f"{count(n)} of us"


def _who(people: SoManyPeople) -> str:
    return f"{plural(people.n, 'person', 'people')}{_names(people)}"


def _names(people: SoManyPeople) -> str:
    return f" ({in_a_row(people.names)})" if people.names else ""


def _the(round: RoundName) -> str:
    """`the first round of points`."""
    only = f" for {all_quoted(round.companies)}" if round.companies else ""
    return f"the {round.name} round of {OF[round.of]}{only}{' on the new list' if round.anew else ''}"


def sittings(times: Sequence[dt.datetime]) -> str:
    """In how many sittings the day was run."""
    return stopped(f"The day was run in {plural(len(times), 'sitting')}, begun {_when(times)}")


def _when(times: Sequence[dt.datetime]) -> str:
    """`at 09:00 and 13:02`, with the day where it is another one."""
    told = [_moment(times[0])] + [
        _moment(time) if time.date() == before.date() else f"{_moment(time)} on {time.day} {time:%B}"
        for before, time in pairwise(times)
    ]
    if len(told) <= SEVERAL:
        return f"at {in_a_row(told)}"
    return f"at {told[0]}, then {count(len(told) - 1)} more times until {told[-1]}"


def _moment(time: dt.datetime) -> str:
    return f"{time:%H:%M}"


def came(who: SoManyPeople, at: dt.datetime, why: str) -> str:
    """Who was not there when the day began."""
    arrived = f"{start(_who(who))} came at {_moment(at)}, when the day had begun"
    return f"{arrived}: {_closed(why)}" if why else stopped(arrived)


def left(who: SoManyPeople, at: dt.datetime, until: dt.datetime | None, why: str) -> str:
    """Who left the room, when and why; or was out of it for a while."""
    gone = f"{start(_who(who))} left at {_moment(at)}"
    if until is not None:
        gone += f" and came back at {_moment(until)}"
    return f"{gone}: {_closed(why)}" if why else stopped(gone)


def many_came_and_went(who: SoManyPeople, first: dt.datetime, last: dt.datetime) -> str:
    """Many who came, went, or were out for a while."""
    between = f"between {_moment(first)} and {_moment(last)}"
    return stopped(f"{start(_who(who))} were not there all day: they came or left {between}")


def _closed(why: str) -> str:
    """Somebody's words at the end of a sentence."""
    return stopped(why)


def early(at: dt.datetime) -> str:
    """The closing began before everything was done."""
    return f"The closing began early, at {_moment(at)}, before every stage was finished."


def late(who: SoManyPeople, missed: Missed, counts_in: Sequence[RoundName] | None) -> str:
    """Who came late: after what, and where their answers count; None: in every round after that."""
    after = "the needs were gathered"
    if missed.round is not None:
        after = f"{_the(missed.round)} was {'revealed' if missed.revealed else 'sealed'}"
    where = "every round after that" if counts_in is None else in_a_row([_the(one) for one in counts_in])
    counts = one_or_more(who.n, "counts", "count")
    return stopped(f"{start(_who(who))} came after {after}, and {counts} in {where or 'no round'}")


_OTHER_THINGS: dict[OtherThing, str] = {
    "needs": "the needs",
    "closing": "the closing",
    "guess": "the guess before the count",
    "apart": "the guess of the second meeting",
}


def declined_sentence(who: SoManyPeople, things: Sequence[RoundName | OtherThing]) -> str:
    """Who chose not to answer what."""
    told = [_the(one) if isinstance(one, RoundName) else _OTHER_THINGS[one] for one in things]
    return stopped(f"{start(_who(who))} declined to answer in {in_a_row(told)}")


def dont_know_sentence(who: SoManyPeople, of: int, round: RoundName) -> str:
    """Rows of points that say don't know."""
    say = one_or_more(who.n, "says", "say")
    rows = f"{start(count(who.n))} of {plural(of, 'row')}{_names(who)}"
    return f"{rows} in {_the(round)} {say} “don't know”: in no mean."


def aside_sentence(slips: SoManyPeople, came_in: int, round: RoundName) -> str:
    """Slips put aside, and whether their answers came in later."""
    were = one_or_more(slips.n, "was", "were")
    said = f"{_slips(slips)} of {_the(round)} {were} put aside"
    if came_in == slips.n:
        return f"{said}; {one_or_more(slips.n, 'it', 'they')} came in later."
    if not came_in:
        return f"{said} and stayed aside: in no number."
    return f"{said}: {count(came_in)} came in later, {count(slips.n - came_in)} stayed aside, in no number."


def _slips(slips: SoManyPeople) -> str:
    return f"{start(plural(slips.n, 'slip'))}{_names(slips)}"


def reopened(round: RoundName, times: Sequence[dt.datetime]) -> str:
    """A closed round that took answers again before anybody had seen them."""
    return stopped(f"{start(_the(round))} was closed and opened again before its reveal, {_when(times)}")


def corrected(slips: SoManyPeople, round: RoundName, times: Sequence[dt.datetime]) -> str:
    """Slips put right after the reveal."""
    were = one_or_more(slips.n, "was", "were")
    return (
        f"{_slips(slips)} of {_the(round)} {were} put right after the reveal, {_when(times)}; the file keeps "
        "both values."
    )


ALONE: dict[OneNumber, str] = {
    "votes": "the votes for needs",
    "conviction": "how sure we are after the talk",
    "guess": "the guess",
    "apart": "the guess of the second meeting",
}
"""What is asked outside of rounds, in a sentence."""


def righted(slips: SoManyPeople, what: OneNumber, times: Sequence[dt.datetime]) -> str:
    """Slips put right of what belongs to no round."""
    said = f"{_slips(slips)} of {ALONE[what]} {one_or_more(slips.n, 'was', 'were')}"
    return f"{said} put right, {_when(times)}; the file keeps both values."


def by_hand_sentence(round: RoundName, times: Sequence[dt.datetime]) -> str:
    """A sealed round whose file was changed."""
    return (
        f"{start(_the(round))} was changed by hand and sealed again, {_when(times)}: the old values are "
        "unknown."
    )


def reworded(old: str, new: str, at: dt.datetime) -> str:
    """A need that has other words since."""
    return f"At {_moment(at)} {quoted(old)} became {quoted(new)}; rounds before that keep the old words."


def renamed(old: str, new: str, at: dt.datetime) -> str:
    """A company or a segment that has another name since."""
    return f"At {_moment(at)} {quoted(old)} was named {quoted(new)}: everything here says the new name."


def parked(need: str, why: str) -> str:
    """A need that was set aside as a question."""
    return f"{quoted(need)} was parked: {_closed(why)}"


def new_list(needs: int, at: dt.datetime, later: bool) -> str:
    """The room gave up its list of needs."""
    again = "Another" if later else "A"
    return f"{again} new list of {count(needs)} needs was weighed from {_moment(at)} on."


def list_changed(more: int, fewer: int) -> str:
    """Why the room weighed anew: how many needs are new on its list, and how many are no longer on it."""
    if more and fewer:
        said = "Needs were exchanged"
    elif more:
        said = f"{_needs_were(more)} added"
    elif fewer:
        said = f"{_needs_were(fewer)} taken out"
    else:
        said = "The needs were chosen again"
    return (
        f"{said} after round one, so the new list had a first round of points of its own; nothing is "
        "compared "
        "across lists."
    )


def _needs_were(n: int) -> str:
    return "A need was" if n == 1 else f"{start(plural(n, 'need'))} were"


def late_company(names: Sequence[str], at: dt.datetime) -> str:
    """A competitor that was named after the others were marked."""
    have = one_or_more(len(names), "has a column of its own", "have columns of their own")
    named = all_quoted(names)
    return stopped(f"{named} came after the first marks were sealed and {have}, marked from {_moment(at)}")


def unrevealed(round: RoundName, at: dt.datetime) -> str:
    """A round nobody has seen."""
    return f"{start(_the(round))} was sealed at {_moment(at)} and never revealed: it is in no number."
