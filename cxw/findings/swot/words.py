"""The SWOT as sentences: a statement only where evidence and agreement carry one, a question elsewhere.

Nothing here says what customers want. What another room like this one might say is a statement about rooms;
that customers may say otherwise stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cxw.findings.in_words import count, digits, half, plural, start, whole
from cxw.findings.marks.types import Lead, Side
from cxw.findings.marks.words import who_says
from cxw.findings.swot.types import BoardCount, SwotEntry, SwotKind, SwotReading
from cxw.text.saying import all_quoted, in_a_row, one_or_more, quoted, stopped

Counts = tuple[int, int, int]
"""People who put us ahead of a rival, level with it, and behind."""

BEST = "our best rival"
BEST_KNOWN = "the best rival we know well enough"
LITTLE_KNOWN = (
    "Rivals that too few of us know on a need are not counted there; which these are, the squares without a "
    "verdict say."
)
AGAIN = "this room would say it again (customers might not)"
NOTHING = "Nothing we can claim yet."
CAUTION = (
    "Believed opportunity, after Ulwick: importance plus what it exceeds satisfaction by, 0 to 20. "
    "Importance is ten times the share of us who gave the need at least as many points as a need has on "
    "average, satisfaction ten times the share who marked us 8 or better. It is what this room believes: the "
    "published bands are for answers of customers and do not hold here."
)
TOO_FEW_SAID = "Too few of us gave points to say which needs are important."
TOO_FEW_TO_WEIGH = "Too few of us gave points to weigh marks by them."
SHARED = (
    "This is a shared copy: nobody's points and marks belong together in it, so own votes and the SWOT, "
    "which need both, stand in the room's own handout only."
)
VOTES_WITHHELD = "Own votes are not told: they could say which of us did not know."
NO_LEADS = "Too few of us marked ourselves and a competitor on the same need, so no need can stand in a box."


OWN = "we"
"""Our own company, where it stands beside competitors' names."""
THE_ROOM = "the room"
NOTHING_FIRM = "Nothing we can claim yet: no need of the day is important and marked well enough."
TITLES: Mapping[SwotKind, str] = {"expected": "Expected of everybody", "excess": "More than customers need?"}
FREE_TITLES: Mapping[Side, str] = {"split": "We are split", "level": "About level"}
MOST_NAMED = 3
"""Rivals an entry names that are too little known."""
NOT_SURE = "Not sure"
FEW_POINTS = "Few points"


class SwotSentences(Protocol):
    """What is said of the SWOT, in each language."""

    LITTLE_KNOWN: str
    CAUTION: str
    TOO_FEW_SAID: str
    TOO_FEW_TO_WEIGH: str
    SHARED: str
    NO_LEADS: str
    VOTES_WITHHELD: str
    THE_ROOM: str
    FEW_POINTS: str

    def entry_title(self, kind: SwotKind, reading: SwotReading) -> str: ...

    def entry(self, kind: SwotKind, about: EntrySubject, reading: SwotReading) -> str: ...

    def free_title(self, side: Side, *, sure: bool) -> str: ...

    def without_sure_side(self, need: str, rival: str, side: Side, counts: Counts | None) -> str: ...

    def light(self, need: str, rival: str, sure: Side | None, lead: Lead) -> str: ...

    def matters_in_words(self, points: float, even: float, *, important: bool) -> str: ...

    def without_rivals(self, rivals: Sequence[tuple[str, int, int]]) -> str: ...

    def also(self, entries: Sequence[SwotEntry]) -> str: ...

    def headline(self, entries: Sequence[SwotEntry]) -> str: ...

    def few(self) -> str: ...

    def silent(self, needs: Sequence[str], why: str) -> str: ...

    def own_votes_in_words(self, rival: str, ahead: int, level: int, behind: int) -> str: ...

    def votes_counted(self, unable: Sequence[tuple[str, int]]) -> str: ...

    def first_place(self, names: Sequence[str], left_out: Sequence[str], *, some: bool) -> str: ...

    def first_again(self, *, says: bool, decided: bool) -> str: ...

    def halo_in_words(self, by: float) -> str: ...

    def no_score(self, company: str) -> str: ...

    def no_need(self, needs: Sequence[str]) -> str: ...


@dataclass(frozen=True)
class EntrySubject:
    """What an entry is about."""

    need: str
    rival: str | None
    """The best rival, where it may be named."""
    trails: bool
    """Whether we are surely behind it."""
    all_known: bool
    """Whether every rival is known well enough to be the best one."""


def entry_title(kind: SwotKind, reading: SwotReading) -> str:
    """What kind of entry it is, and how firmly it is said."""
    if kind == "excess":
        return TITLES[kind]
    named = TITLES.get(kind, kind)
    if reading.startswith("contested"):
        return f"{start(named)}, but we do not agree"
    return start(named) if reading == "statement" or kind in TITLES else start(f"believed {named}")


def entry(kind: SwotKind, about: EntrySubject, reading: SwotReading) -> str:
    """What follows the title: the claim, the question to customers, or that the room does not agree."""
    claim = _CLAIMS[kind](quoted(about.need), about.rival or (BEST if about.all_known else BEST_KNOWN), about)
    if reading == "statement":
        return stopped(f"{claim}")
    if reading == "question":
        return f"do customers agree that {claim}?"
    where = "as this room sees it," if reading == "contested" else "we believe"
    return f"{where} {claim}; another room like ours might not say so."


def _threat(need: str, rival: str, about: EntrySubject) -> str:
    return f"{rival} is good on {need} and {'we are behind' if about.trails else 'we are not'}"


def _opportunity(need: str, _: str, about: EntrySubject) -> str:
    return f"nobody{'' if about.all_known else ' whom we know well enough'} is good on {need} yet"


_CLAIMS: Mapping[SwotKind, Callable[[str, str, EntrySubject], str]] = {
    "strength": lambda need, rival, _: f"we are ahead of {rival} on {need}",
    "weakness": lambda need, rival, _: f"we are behind {rival} on {need}",
    "opportunity": _opportunity,
    "threat": _threat,
    "expected": lambda need, rival, _: f"we are good on {need} and about level with {rival}",
    "excess": lambda need, rival, _: f"we are ahead of {rival} on {need}, which matters less",
}


def free_title(side: Side, *, sure: bool) -> str:
    """The title of an important need that no side has put in a box."""
    return f"{start(side)}, but by little" if sure else FREE_TITLES.get(side, NOT_SURE)


def without_sure_side(need: str, rival: str, side: Side, counts: Counts | None) -> str:
    """Who says what on an important need without a sure side, and the question that it is."""
    if counts is None:
        where = {"level": "level with", "ahead": "ahead of"}.get(side, "behind")
        return f"on {quoted(need)} our middle mark is {where} {rival}'s; where would customers put us?"
    return f"on {quoted(need)} {who_says(rival, counts)}; where would customers put us?"


def light(need: str, rival: str, sure: Side | None, lead: Lead) -> str:
    """Where we stand on a need that has few points; `sure`: the side, where it is."""
    if lead.counts is None:
        where = {"level": "level with", "ahead": "ahead of"}.get(lead.side, "behind")
        return stopped(f"by the middle marks we are {where} {rival} on {quoted(need)}")
    if sure is None:
        return stopped(f"on {quoted(need)} {who_says(rival, lead.counts)}")
    where, people = ("ahead of", lead.counts[0]) if sure == "ahead" else ("behind", lead.counts[2])
    return stopped(f"we are {where} {rival} on {quoted(need)} ({people} of {sum(lead.counts)} say so)")


def matters_in_words(points: float, even: float, *, important: bool) -> str:
    """That another room might find the need important, or not."""
    enough = (
        "whether it matters enough is not settled" if important else "whether it matters less is not settled"
    )
    has, share = whole(points), whole(even)
    if has == share and digits(points) != digits(even):
        has, share = digits(points), digits(even)
    return f"It has {has} of 100 points, a need has {share} on average: {enough}."


def without_rivals(rivals: Sequence[tuple[str, int, int]]) -> str:
    """Which rivals are in no entry of a need; of one alone how many of how many do not know it there."""
    names = [name for name, *_ in rivals]
    if len(names) > MOST_NAMED:
        return f"Not counting {count(len(names))} rivals, which too few of us know on it."
    (_, unknown, asked), *more = rivals
    few = "too few of us know" if more or not unknown else f"{count(unknown)} of {count(asked)} do not know"
    return f"Not counting {in_a_row(names)}, which {few} on it."


def also(entries: Sequence[SwotEntry]) -> str:
    """Further entries of one box in few words."""
    told = [quoted(entry.short) + (f" (against {entry.rival})" if entry.rival else "") for entry in entries]
    return stopped(f"Also {in_a_row(told)}")


def headline(entries: Sequence[SwotEntry]) -> str:
    """How many entries are stated, how many are questions, and on how many needs we are of one mind."""
    found = BoardCount(entries)
    parts = [
        (found.stated, "statement", "statements"),
        (found.asked, "question to customers", "questions to customers"),
        (found.contested, "on which we do not agree", "on which we do not agree"),
        (found.free, "need on which we are split or not sure", "needs on which we are split or not sure"),
    ]
    named = [plural(n, one, more) for n, one, more in parts if n]
    if not named:
        return NOTHING_FIRM
    said = in_a_row(named)
    return stopped(start(said) if found.stated else f"Nothing we can claim yet: {said}")


def few() -> str:
    """Why nothing is stated in a small room."""
    return (
        "We are too few for any statement: what stands in a box would stand whoever were left out, "
        "and is a question."
    )


def silent(needs: Sequence[str], why: str) -> str:
    """Why needs stand in no box."""
    return f"{all_quoted(needs)}: {why[:1].lower()}{why[1:]}"


def own_votes_in_words(rival: str, ahead: int, level: int, behind: int) -> str:
    """How many people's own points and marks put us where."""
    voters = ahead + level + behind
    sides = {"behind": behind, "ahead of": ahead, "level with": level}
    if ahead == behind > level:
        return f"{ahead} of {voters} put us ahead of {rival}, and as many behind."
    where = max(sides, key=lambda side: sides[side])
    many = sides[where]
    who = f"All {voters}" if many == voters > 1 else f"{many} of {voters}"
    return stopped(f"{who} {one_or_more(many, 'puts', 'put')} us {where} {rival}")


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
    beside = f" (without {all_quoted(left_out)}: too few marks)" if left_out else ""
    if len(names) > 1:
        return f"{marks} weighed by our points{beside} put {in_a_row(names)} level in first place"
    return f"{marks} weighed by our points{beside} put {'us' if names[0] == OWN else names[0]} first"


def first_again(*, says: bool, decided: bool) -> str:
    """Whether another room like this one would put the same company first."""
    if says:
        return stopped(f"; {AGAIN}")
    if decided:
        return ", but another room like ours might not say so."
    return "; we are too few to know whether another room like ours would say so."


def halo_in_words(by: float) -> str:
    """That we mark ourselves far above all competitors together."""
    return (
        f"Over all needs together we mark ourselves {half(by)} marks (of ten) above our competitors: "
        "that may be so, or we may be fond of our own work."
    )


def no_score(company: str) -> str:
    """Why a company has no score."""
    said = "We have no score: we are" if company == OWN else f"{company} has no score: it is"
    return f"{said} marked enough only on needs with less than half of the points."


def no_need(needs: Sequence[str]) -> str:
    """Needs that are in no score."""
    verb = one_or_more(len(needs), "is", "are")
    named = all_quoted(needs)
    return f"{named} {verb} in no score: not every company has enough marks there."
