"""Wording of how to read a handout: in a client's words, and for the workings what was computed how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal, Protocol, TypeAlias

from cxw.findings.in_words import count, plural, start
from cxw.model import day_in_words
from cxw.text.saying import in_a_row, one_or_more

Method: TypeAlias = Literal[
    "first",
    "don't know",
    "apart",
    "tiers",
    "shuffled",
    "tested",
    "ground",
    "camps",
    "second",
    "lead",
    "contested",
    "swot",
    "grades",
]
"""What a reader may need explained, in the order in which it stands."""

Drawing: TypeAlias = tuple[Literal["shuffled", "orders", "camps", "tiers", "rooms"], tuple[int, ...]]
"""What was drawn, how often, and what is added to the seed for it."""

MEANINGS: Mapping[str, str] = {
    "camps_p": "how often one heap may look like two camps at most, over all needs, when two are said",
    "pull": "excess from which a pull towards a declared senior person is pointed out, where it is sure",
    "lead": "marks ahead or behind from which a need can be a strength or a weakness",
    "good": "mean mark from which a company is good",
    "statement": "share of draws from which we agree that nobody, or a rival, or we ourselves are good",
    "contested": "share of draws below which that is not listed",
    "stop_points": "points the median person moves at most when another round would add little",
    "min_marks": "marks a cell of the grid needs to count",
    "dk_share": "share of don't-knows from which a cell does not count",
    "dissent_sd": "standard deviation of its marks above which a cell is contested",
    "dissent_medians": "marks between two functions' medians from which a cell may be contested",
    "evidence_months": "months after which evidence counts one grade less",
}
"""The thresholds that decide something today, and what; what decides the order of needs is `tier_meaning`."""

METHODS: Mapping[Method, str] = {
    "first": "Every number is of everybody's first answer, given before anybody heard the others.",
    "don't know": "Who said “don't know” is counted and is in no mean.",
    "apart": (
        "Points apart: how many of their 100 points two people place on different needs, averaged over all "
        "pairs."
    ),
    "tiers": (
        "Which needs come first is said only where it does not hang on who happened to be in the room; where "
        "it would, the order is not settled, and the needs stand in the order of the list. In a room of "
        "seven "
        "or fewer nothing is said about it."
    ),
    "shuffled": (
        "“With names shuffled” deals the names of the functions to the same people by chance, again and "
        "again: so far apart such groups are on average, though the names mean nothing then. It shows how "
        "large a distance is and decides nothing."
    ),
    "tested": (
        "Functions are said to differ only where chance alone would hardly make them differ so much, and two "
        "of them, or one need, are named only where they stand out by themselves. A room of fewer than 40 "
        "that finds nothing cannot decide it, and never shows that functions agree."
    ),
    "ground": (
        "All functions are said to give a need so many points where clearly more than half of the people in "
        "each do, not only their mean."
    ),
    "camps": (
        "Two camps are said where the points on a need stand in two heaps as one heap hardly ever does; that "
        "some give it nothing makes no camp. They are heaps of points and no functions."
    ),
    "second": (
        "A second round stands beside the first and is never mixed with it. That people moved together makes "
        "a room surer and brings it no nearer to customers."
    ),
    "lead": (
        "On which side of a rival we are is said by how many of us put us ahead, level and behind, of those "
        "who marked both: ahead where half of us at least say so, twice as many as behind and two more. "
        "Where "
        "one or two marked only one of them, our middle mark is set against theirs instead. The best rival "
        "on "
        "a need is the one we lead least, of those we know well enough."
    ),
    "contested": (
        "A mark is contested where marks spread widely, or where two functions differ on it by more than "
        "chance would make them differ."
    ),
    "swot": (
        "A need is a strength or a weakness where it has at least as many points as a need has on average, "
        "we "
        "are a mark ahead or behind in the mean, and so many of us say so that chance hardly makes it; in a "
        "room of five or fewer all must. It is a statement only where the weight, our mark and the best "
        "rival's mark each rest on ten customers or more, or on what customers did; otherwise it is a "
        "question. What another room like ours might say is said of rooms, and nothing of customers."
    ),
    "grades": (
        "Customer evidence is what customers did, or what at least ten said when they were asked or counted; "
        "a single story is what one customer, or a colleague who deals with them, told us. All else is an "
        "assumption, and so is what nobody here could show. Evidence that is old, undated or from another "
        "segment counts for less."
    ),
}

BEHIND: Mapping[Method, str] = {
    "tiers": (
        "Which needs come first is said only as far as nearly all draws of this room agree; between two such "
        "boundaries the order is not settled."
    ),
    "shuffled": (
        "Names from a hat: we deal the functions to the same people by chance, again and again, and see how "
        "far apart such groups are on average. It stands beside a distance to show its size and decides "
        "nothing."
    ),
    "tested": (
        "Whether functions differ is tested over all needs, by dealing their names anew to the same people; "
        "a "
        "function whose own people disagree weighs less. It must be so clear that chance does it at most one "
        "time in twenty, and two functions or one need are named only where they, too, stand out by "
        "themselves."
    ),
    "ground": (
        "All functions are said to give a need at least an even share where so many people of each do so "
        "that "
        "it is more than half of people like them: all of three, four or five, five of six, six of seven or "
        "eight."
    ),
    "contested": (
        "A mark is contested where marks spread widely, or where two functions differ by more on it than "
        "functions dealt by chance do on any mark in nine of ten deals."
    ),
    "swot": (
        "The side of a need is sure where it is seen so seldom when signs are dealt to the same people by "
        "chance, over all rivals and needs, that at most one level room in ten reads any. That nobody is "
        "good, or a rival is, stands by rooms drawn from ours, with our people again by lot."
    ),
}
"""What stands in the workings of it: draws, deals and limits."""

NO_FUNCTION_SHOWN = (
    "No function is shown by itself in the points: too few answered, or all are of one function."
)
LEADS_UNTOLD = "Some leads have no number: from it somebody's marks could be worked out."
NOT_TWICE = "Too few said twice how sure they are for a comparison, or too few said it only once."


class ReadingSentences(Protocol):
    """What is said of how to read a handout, in each language."""

    MEANINGS: Mapping[str, str]
    METHODS: Mapping[Method, str]
    BEHIND: Mapping[Method, str]
    NO_FUNCTION_SHOWN: str
    LEADS_UNTOLD: str
    NOT_TWICE: str

    def by_itself(self, small: int) -> str: ...

    def shared_copy(self, day: dt.date) -> str: ...

    def dealt(self, mixed: int, apart: int) -> str: ...

    def tier_meaning(self, people: int, needs: int) -> str: ...

    def as_others(self, functions: Sequence[str]) -> str: ...

    def cells_short(self, cells: int) -> str: ...

    def late_marks(self, people: int) -> str: ...

    def drawn(self, drawings: Sequence[Drawing]) -> str: ...


_DRAWN = {
    "shuffled": "names from a hat all ways up to {}, else {} (+{})",
    "orders": "orders of needs all up to {}, else {} (+{})",
    "camps": "two camps {} (+{})",
    "tiers": "draws of the room for the order of needs {} (+{})",
    "rooms": "rooms drawn from ours {} (+{}), weights by lot {} (+{})",
}


def drawn(drawings: Sequence[Drawing]) -> str:
    """What was drawn how often; each kind of draw begins at the seed and a number of its own."""
    said = (_DRAWN[what].format(*(f"{number:,}" for number in numbers)) for what, numbers in drawings)
    return f"{'; '.join(said)}. In brackets what is added to the seed."


def by_itself(small: int) -> str:
    """From how many people on a function shows."""
    return (
        f"A function shows by itself from {count(small)} answers on, or where all of it agreed to be shown, "
        "and only where nobody's answer can be worked out. The number beside it is how many of it were "
        "there, "
        "whether they gave numbers or not."
    )


def shared_copy(day: dt.date) -> str:
    """That this is a copy which was handed over, and what is not in it."""
    return (
        f"This is a shared copy, made on {day_in_words(day)}: names, seniority, notes, owners and functions "
        "of fewer than three are taken out, people's rows are shuffled question by question, what would tell "
        "fewer than three people apart is left out, and the rounds are sealed anew, so that their seals are "
        "not those of the room's own file."
    )


def dealt(mixed: int, apart: int) -> str:
    """Which cells of a copy stand apart from functions and from leads."""
    return (
        f"In this copy {plural(mixed, 'cell')} of the grid were dealt over the whole room, so that no "
        f"function's marks are told, and {plural(apart, 'stands', 'stand')} beside nobody's own marks, so "
        "that no lead is: else fewer than three people could be told apart by what they did not know."
    )


def tier_meaning(people: int, needs: int) -> str:
    """What the threshold for the order of needs decides."""
    who = f"{plural(people, 'person', 'people')} and {plural(needs, 'need')}"
    return f"share of draws of the room in which needs must come first to be said to, with {who}"


def as_others(functions: Sequence[str]) -> str:
    """Functions that do not show by themselves."""
    return (
        f"{in_a_row(functions)} {one_or_more(len(functions), 'is', 'are')} shown as “others” in the points."
    )


def cells_short(cells: int) -> str:
    """Cells that carry no verdict."""
    have = one_or_more(cells, "has", "have")
    return f"{start(plural(cells, 'cell'))} of the grid {have} too few marks for a verdict."


def late_marks(people: int) -> str:
    """Who marked a company when it was shown already."""
    return (
        f"{start(plural(people, 'person', 'people'))} marked a company first after its reveal: in no number."
    )
