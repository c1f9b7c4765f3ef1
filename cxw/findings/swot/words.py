"""The SWOT as sentences: a statement only where evidence and agreement carry one, a question elsewhere.

Nothing here says what customers want. What another room like this one might say is a statement about rooms;
that customers may say otherwise stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cxw.findings.types import SwotEntry, SwotKind, SwotReading
from cxw.findings.wording import count, half, listed, plural, quoted, start, whole
from cxw.saying import stopped

BEST = "our best rival"
AGAIN = "this room would say it again (customers might not)"
CAUTION = (
    "Believed opportunity, after Ulwick: importance plus what it exceeds satisfaction by, 0 to 20. "
    "Importance is ten times the share of us who gave the need at least an even share of the points, "
    "satisfaction ten times the share who marked us 8 or better. It is what this room believes: the "
    "published bands are for answers of customers and do not hold here."
)
TOO_FEW_SAID = "Too few of us gave points to say which needs are important."
SHARED = (
    "This is a shared copy: nobody's points and marks belong together in it, so own votes and the SWOT, "
    "which need both, stand in the room's own handout only."
)
NO_LEADS = "Too few of us marked ourselves and a competitor on the same need, so no need can stand in a box."
NO_GRID = "There is no SWOT: marks of our own company and its competitors were not taken."


def title(kind: SwotKind, reading: SwotReading) -> str:
    """What kind of entry it is, and how firmly it is said."""
    if kind == "overkill":
        return "Overkill?"
    named = {"statement": "{}", "question": "believed {}", "contested": "contested {}"}
    return start(named.get(reading, "contested belief, {}").format(kind))


def entry(kind: SwotKind, need: str, rival: str | None, trails: bool, reading: SwotReading) -> str:
    """What follows the title: the claim, the question to customers, or that the room contests it."""
    claim = _CLAIMS[kind](quoted(need), rival or BEST, trails)
    if reading == "statement":
        return stopped(f"{claim}")
    if reading == "question":
        return f"do customers agree that {claim}?"
    where = "as this room sees it," if reading == "contested" else "we believe"
    return f"{where} {claim}; another room like ours might not say so."


def _threat(need: str, rival: str, trails: bool) -> str:
    return f"{rival} is good on {need} and {'we are behind' if trails else 'we are not'}"


_CLAIMS: Mapping[SwotKind, Callable[[str, str, bool], str]] = {
    "strength": lambda need, rival, _: f"we are ahead of {rival} on {need}",
    "weakness": lambda need, rival, _: f"we are behind {rival} on {need}",
    "opportunity": lambda need, _, __: f"nobody is good on {need} yet",
    "threat": _threat,
    "table stake": lambda need, rival, _: f"we are good on {need} and about level with {rival}",
    "overkill": lambda need, rival, _: f"we are ahead of {rival} on {need}, which matters less",
}


def headline(entries: Sequence[SwotEntry]) -> str:
    """How many entries may be stated, how many are questions, how many the room contests itself."""
    many, stated = len(entries), sum(entry.stated for entry in entries)
    asked = sum(entry.reading == "question" for entry in entries)
    if not many:
        return "No need stands firmly enough in any box."
    if stated == many:
        return stopped(f"{_all(many)} {_be(many, 'a statement', 'statements')}")
    if not stated and many in (asked, many - asked):
        what = _be(many, "a question", "questions") if asked else _be(many, "contested", "contested")
        return f"{_all(many)} {what}: {'it cannot' if many == 1 else 'none can'} be stated yet."
    counted = ((asked, "a question", "questions"), (many - stated - asked, "contested", "contested"))
    parts = [f"{count(n)} {_be(n, one, more)}" for n, one, more in counted if n]
    if stated:
        told = [f"{count(stated)} {_be(stated, 'a statement', 'statements')}", *parts]
        return stopped(f"Of {count(many)} entries {listed(told)}")
    return stopped(f"None of {count(many)} entries can be stated yet: {listed(parts)}")


def _all(many: int) -> str:
    named = {1: "The only entry", 2: "Both entries"}
    return named.get(many, f"All {count(many)} entries")


def _be(n: int, one: str, more: str) -> str:
    return f"is {one}" if n == 1 else f"are {more}"


def unfirm(number: int, listed: int) -> str:
    """Entries of today that another room might not have."""
    entries = "entry of today is" if number == 1 else "entries of today are"
    return f"{start(count(number))} {'more ' if listed else ''}{entries} too unsure to be listed."


def few() -> str:
    """Why nothing is stated in a small room."""
    return (
        "We are too few for any statement: what stands here would stand whoever were left out, "
        "and is a question."
    )


def silent(need: str, why: str) -> str:
    """Why a need stands in no box."""
    return f"{quoted(need)}: {why[:1].lower()}{why[1:]}"


def own_votes(rival: str, ahead: int, level: int, behind: int) -> str:
    """How many people's own points and marks put us where."""
    voters = ahead + level + behind
    sides = {"behind": behind, "ahead of": ahead, "level with": level}
    if ahead == behind > level:
        return f"{ahead} of {voters} put us ahead of {rival}, and as many behind."
    where = max(sides, key=lambda side: sides[side])
    who = f"All {voters}" if sides[where] == voters else f"{sides[where]} of {voters}"
    return stopped(f"{who} put us {where} {rival}")


def votes_counted(unable: Sequence[tuple[str, int]]) -> str:
    """How own votes are counted, and how many are in no count; of the first rival where they differ."""
    said = "Each person counts once, by their own points and their own marks."
    if not unable or not unable[0][1]:
        return said
    rival, people = unable[0]
    against = f" against {rival}" if any(number != people for _, number in unable) else ""
    return stopped(
        f"{said} {start(plural(people, 'person', 'people'))} gave too few numbers to be counted{against}"
    )


def first_place(names: Sequence[str], left_out: Sequence[str], *, some: bool) -> str:
    """Who comes out first, without a stop; `left_out` needs are in no score, `some` companies neither."""
    marks = "Of the companies we know well enough, marks" if some else "Marks"
    beside = f" (without {listed([quoted(need) for need in left_out])}: too few marks)" if left_out else ""
    if len(names) > 1:
        return f"{marks} weighed by our points{beside} put {listed(names)} level in first place"
    return f"{marks} weighed by our points{beside} put {'us' if names[0] == 'we' else names[0]} first"


def again(*, says: bool, decided: bool) -> str:
    """Whether another room like this one would put the same company first."""
    if says:
        return stopped(f"; {AGAIN}")
    if decided:
        return ", but another room like ours might not say so."
    return "; we are too few to know whether another room like ours would say so."


def without(who: str, first: Sequence[str], lost: Sequence[tuple[SwotKind, str]]) -> str:
    """What would be otherwise without a function or a person; `first` is empty where it stays the same."""
    said = []
    if len(first) > 1:
        said.append(f"{listed(first)} would be level in first place")
    elif first:
        said.append(f"{first[0]} would come first")
    for need in dict.fromkeys(need for _, need in lost):
        kinds = [f"no {kind}" for kind, other in lost if other == need]
        said.append(f"{quoted(need)} would be {listed(kinds)}")
    return stopped(f"Without {who} {listed(said)}")


NOTHING_ALONE = "Nobody alone changes first place or an entry: all would stand whoever were left out."
NO_FUNCTION = "Whichever function is left out, the same company comes first and the same entries stand."


def points_flip(source: str, target: str, points: float, other: str, leaning: str | None) -> str:
    """The smallest transfer of points that would put another first."""
    if whole(points) == "0":
        moved = f"If less than a point went from {quoted(source)} to {quoted(target)}"
    else:
        moved = f"If {quoted(source)} got {_many(points)} less and {quoted(target)} as many more"
    return f"{moved}, {other} would draw level.{_leaning(leaning)}"


def mark_flip(company: str | None, need: str, change: float, other: str, leaning: str | None) -> str:
    """The smallest change of one mean mark that would put another first; no company is our own."""
    by = "a little" if half(abs(change)) == "0" else half(abs(change))
    way = "higher" if change > 0 else "lower"
    whose = "our mean mark" if company is None else f"the mean mark of {company}"
    return f"If {whose} on {quoted(need)} were {by} {way}, {other} would draw level.{_leaning(leaning)}"


def need_flip(source: str, target: str, points: float, leaning: str | None) -> str:
    """What would put another need first."""
    much = "less than a point" if whole(points) == "0" else _many(points)
    said = f"If {much} went from {quoted(source)} to {quoted(target)}, both would be first."
    return f"{said}{_leaning(leaning)}"


def _leaning(function: str | None) -> str:
    return f" {function} lies farthest that way." if function else ""


def _many(points: float) -> str:
    number = whole(points)
    return "1 point" if number == "1" else f"{number} points"


def halo(by: float) -> str:
    """That we mark ourselves far above all competitors together."""
    return (
        f"Over all needs together we mark ourselves {half(by)} marks (of ten) above our competitors: "
        "that may be so, or we may be fond of our own work."
    )


def no_score(company: str) -> str:
    """Why a company has no score."""
    return f"{company} has no score: it has enough marks only on needs with less than half of the points."


def no_need(needs: Sequence[str]) -> str:
    """Needs that are in no score."""
    verb = "is" if len(needs) == 1 else "are"
    named = listed([quoted(need) for need in needs])
    return f"{named} {verb} in no score: not every company has enough marks there."
