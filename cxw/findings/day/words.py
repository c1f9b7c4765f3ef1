"""The events of the day as sentences, each one line: how many, when, and what it means for the numbers.

No sentence holds a value that somebody gave. `who` is a number of people in words; the facilitator's version
has their names behind it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from cxw.findings.in_words import count, plural, start
from cxw.model import OneNumber
from cxw.text.saying import in_a_row, one_or_more, quoted, stopped

OF = {"weights": "points", "marks": "marks"}


SEVERAL = 4
"""Times a sentence can name; of more it says the first and the last."""


def round_of(of: str, name: str, companies: Sequence[str] = (), anew: bool = False) -> str:
    """`the first round of points`, with companies where only some were marked."""
    only = f" for {in_a_row([quoted(company) for company in companies])}" if companies else ""
    return f"the {name} round of {OF[of]}{only}{' on the new list' if anew else ''}"


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
    return f"at {told[0]}, then {count(len(told) - 2)} more times until {told[-1]}"


def _moment(time: dt.datetime) -> str:
    return f"{time:%H:%M}"


def came(who: str, at: dt.datetime, why: str) -> str:
    """Who was not there when the day began."""
    arrived = f"{start(who)} came at {_moment(at)}, when the day had begun"
    return f"{arrived}: {_closed(why)}" if why else stopped(arrived)


def left(who: str, at: dt.datetime, until: dt.datetime | None, why: str) -> str:
    """Who left the room, when and why; or was out of it for a while."""
    gone = f"{start(who)} left at {_moment(at)}"
    if until is not None:
        gone += f" and came back at {_moment(until)}"
    return f"{gone}: {_closed(why)}" if why else stopped(gone)


def many_came_and_went(who: str, first: dt.datetime, last: dt.datetime) -> str:
    """Many who came, went, or were out for a while."""
    between = f"between {_moment(first)} and {_moment(last)}"
    return stopped(f"{start(who)} were not there all day: they came or left {between}")


def _closed(why: str) -> str:
    """Somebody's words at the end of a sentence."""
    return stopped(why)


def early(at: dt.datetime) -> str:
    """The closing began before everything was done."""
    return f"The closing began early, at {_moment(at)}, before every stage was finished."


def late(who: str, one: bool, missed: str, counts_in: Sequence[str]) -> str:
    """Who came late: after what, and where their answers count."""
    came = f"{start(who)} came after {missed}"
    if not counts_in:
        return f"{came}, and {'counts' if one else 'count'} in no round."
    return stopped(f"{came}, and {'counts' if one else 'count'} in {in_a_row(counts_in)}")


def declined_sentence(who: str, things: Sequence[str]) -> str:
    """Who chose not to answer what."""
    return stopped(f"{start(who)} declined to answer in {in_a_row(things)}")


def dont_know_sentence(who: str, rows: int, of: int, round: str) -> str:
    """Rows of points that say don't know."""
    say = one_or_more(rows, "says", "say")
    return f"{start(count(rows))} of {plural(of, 'row')}{who} in {round} {say} “don't know”: in no mean."


def aside_sentence(slips: int, who: str, came_in: int, round: str) -> str:
    """Slips put aside, and whether their answers came in later."""
    were = one_or_more(slips, "was", "were")
    said = f"{start(plural(slips, 'slip'))}{who} of {round} {were} put aside"
    if came_in == slips:
        return f"{said}; {one_or_more(slips, 'it', 'they')} came in later."
    if not came_in:
        return f"{said} and stayed aside: in no number."
    return f"{said}: {count(came_in)} came in later, {count(slips - came_in)} stayed aside, in no number."


def reopened(round: str, times: Sequence[dt.datetime]) -> str:
    """A closed round that took answers again before anybody had seen them."""
    return stopped(f"{start(round)} was closed and opened again before its reveal, {_when(times)}")


def corrected(rows: int, who: str, round: str, times: Sequence[dt.datetime]) -> str:
    """Slips put right after the reveal."""
    slips = f"{start(plural(rows, 'slip'))}{who} of {round} {one_or_more(rows, 'was', 'were')}"
    return f"{slips} put right after the reveal, {_when(times)}; the file keeps both values."


ALONE: dict[OneNumber, str] = {
    "votes": "the votes for needs",
    "conviction": "how sure we are after the talk",
    "guess": "the guess",
}
"""What is asked outside of rounds, in a sentence."""


def righted(slips: int, who: str, what: str, times: Sequence[dt.datetime]) -> str:
    """Slips put right of what belongs to no round."""
    said = f"{start(plural(slips, 'slip'))}{who} of {what} {one_or_more(slips, 'was', 'were')}"
    return f"{said} put right, {_when(times)}; the file keeps both values."


def by_hand_sentence(round: str, times: Sequence[dt.datetime]) -> str:
    """A sealed round whose file was changed."""
    return f"{start(round)} was changed by hand and sealed again, {_when(times)}: the old values are unknown."


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


def late_company(names: Sequence[str], at: dt.datetime) -> str:
    """A competitor that was named after the others were marked."""
    have = one_or_more(len(names), "has a column of its own", "have columns of their own")
    named = in_a_row([quoted(name) for name in names])
    return stopped(f"{named} came after the first marks were sealed and {have}, marked from {_moment(at)}")


def unrevealed(round: str, at: dt.datetime) -> str:
    """A round nobody has seen."""
    return f"{start(round)} was sealed at {_moment(at)} and never revealed: it is in no number."
