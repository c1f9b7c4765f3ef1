"""Wording of the first page once customers have answered: what held, what did not, what is still belief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from cxw.findings.customers.types import Bias, EntryAgainst, SureAgainst
from cxw.findings.front.types import BeliefHeld, Held
from cxw.findings.in_words import count, digits, plural, so_many_points, start, whole
from cxw.text.saying import all_quoted, in_a_row, one_or_more, quoted, stopped

WORDS: Mapping[Held, str] = {"held": "yes", "not": "no", "open": "not settled"}
NO_POINTS = "What matters most is still our belief: customers gave no points to our list."
NO_MARKS = "Where we stand is still our belief: customers did not mark us."
EVEN_SCORE, SURER = 0.255, 0.245
"""Between them a score prints as 0.25, which is what 50 % from everybody would have."""


class VerifiedSentences(Protocol):
    """What the first page says of customers' answers, in each language."""

    WORDS: Mapping[Held, str]
    NO_POINTS: str
    NO_MARKS: str

    def title_of_segments(self, answered: int, of: int) -> str: ...

    def many_miss(self, miss: int, of: int) -> str: ...

    def checked_by(self, n: int) -> str: ...

    def marked_ourselves(self, found: Bias) -> str: ...

    def held(self, beliefs: Sequence[BeliefHeld]) -> str: ...

    def most_points(self, needs: Sequence[str], points: float) -> str: ...

    def have_most(self, needs: Sequence[str], points: float) -> str: ...

    def points_of(self, need: str, points: float) -> str: ...

    def points(self, points: float) -> str: ...

    def less(self, *, more: bool) -> str: ...

    def believed(self, need: str, *, ahead: bool) -> str: ...

    def marks(self, entry: EntryAgainst) -> str: ...

    def entry_word(self, entry: EntryAgainst, outcome: Held) -> str: ...

    def sure(self, found: SureAgainst) -> str: ...

    def missing(self, texts: Sequence[str], miss: int, of: int) -> str: ...

    def they_write(self, texts: Sequence[str]) -> str: ...

    def on_our_list(self, sentence: str) -> str: ...

    def unmarked(self, rivals: Sequence[str]) -> str: ...

    def needs_unmarked(self, needs: Sequence[str]) -> str: ...


def title_of_segments(answered: int, of: int) -> str:
    """Of how many segments customers have answered, without a stop."""
    if answered == of:
        return f"Customers of {'both' if of == 2 else f'all {count(of)}'} segments have answered"
    return f"Customers of {count(answered)} of our {count(of)} segments have answered"


def many_miss(miss: int, of: int) -> str:
    """That many customers name something that is not on the list."""
    return f"{miss} of {of} customers name something that matters more to them than any need on our list"


def checked_by(n: int) -> str:
    """That customers gave points of their own, in a cell."""
    return f"compared with {plural(n, 'customer')}"


def marked_ourselves(found: Bias) -> str:
    """How we marked ourselves beside customers, in short, and how many these are."""
    them, many = f"{plural(found.n, 'customer')} {one_or_more(found.n, 'marks', 'mark')} us", ""
    if found.most > found.n:
        them, many = "customers mark us", f" ({count(found.n)} to {count(found.most)} on each need)"
    if found.even:
        return f"{start(them)} about as we do{many}"
    how = "higher" if found.by > 0 else "lower"
    return f"We mark ourselves {digits(abs(found.by))} of ten {how} than {them}{many}"


def held(beliefs: Sequence[BeliefHeld]) -> str:
    """How much of what we believed customers bear out; a title."""
    became = Counter(one.outcome for one in beliefs)
    if not beliefs:
        return "Nothing that we believed was put to the test"
    if len(beliefs) == 1:
        ends = {"held": "bear it out", "not": "do not bear it out", "open": "do not settle it"}
        return f"Of what we believed one thing was put to the test: customers {ends[beliefs[0].outcome]}"
    of = f"Of {count(len(beliefs))} things we believed, customers"
    if len(became) == 1:
        return f"{of} {_ALL[beliefs[0].outcome]}"
    parts = [f"{words} {count(became[kind])}" for kind, words in _BECAME if became[kind]]
    return f"{of} {in_a_row(parts)}"


_ALL: Mapping[Held, str] = {"held": "bear out all", "not": "bear out none", "open": "settle none"}
_BECAME: tuple[tuple[Held, str], ...] = (
    ("held", "bear out"),
    ("not", "do not bear out"),
    ("open", "do not settle"),
)


def most_points(needs: Sequence[str], points: float) -> str:
    """What we put first."""
    have = one_or_more(len(needs), "has", "have")
    return f"{all_quoted(needs)} {have} the most of our points ({whole(points)})"


def have_most(needs: Sequence[str], points: float) -> str:
    """What customers gave most points."""
    return f"{all_quoted(needs)}: {so_many_points(points)}"


def points_of(need: str, points: float) -> str:
    """Our points for one need."""
    return f"{quoted(need)}: {so_many_points(points)}"


def points(points: float) -> str:
    """Customers' points for it."""
    return so_many_points(points)


def less(*, more: bool) -> str:
    """That customers gave it other points than we did."""
    return "no: it matters more" if more else "no: it matters less"


def believed(need: str, *, ahead: bool) -> str:
    """A side we believed in."""
    return f"We are {'ahead of' if ahead else 'behind'} our best rival on {quoted(need)}"


def marks(entry: EntryAgainst) -> str:
    """Customers' marks for us and for the best rival they know, of ten."""
    return f"we {digits(entry.own or 0.0)}, {entry.rival} {digits(entry.theirs or 0.0)} of ten"


def entry_word(entry: EntryAgainst, outcome: Held) -> str:
    """Whether a side holds, and what is otherwise."""
    if outcome == "not":
        return f"no: {entry.side}"
    if entry.weighs is not None and outcome == "held":
        return "yes, but it matters less"
    return WORDS[outcome]


def sure(found: SureAgainst) -> str:
    """How sure we were beside whoever says 50 % of everything, in short."""
    said = f"On average we were {whole(found.mean)} % sure that customers put our own first needs first"
    if found.brier > EVEN_SCORE:
        return f"{said}; less sure we would have been nearer to what they say."
    if found.brier < SURER:
        return f"{said}; 50 % from everybody would have been farther from what they say."
    return f"{said}; 50 % from everybody would have been as near to what they say."


def missing(texts: Sequence[str], miss: int, of: int) -> str:
    """What customers say matters more than any need of the list; some of it in their own words."""
    who = f"{start(count(miss))} of {plural(of, 'customer')} {one_or_more(miss, 'names', 'name')}"
    said = f"{who} something that matters more than any need on our list"
    if not texts:
        return stopped(said)
    as_in = ":" if miss == len(texts) else ", such as"
    return stopped(f"{said}{as_in} {all_quoted(texts)}")


def they_write(texts: Sequence[str]) -> str:
    """The same where the title counts them already."""
    return f"They write, among others: {all_quoted(texts)}."


def on_our_list(sentence: str) -> str:
    """What customers put first, where many of them say that it is something else."""
    return f"As far as our list goes, {sentence[:1].lower()}{sentence[1:]}"


def unmarked(rivals: Sequence[str]) -> str:
    """Rivals of whom customers said too little."""
    return f"How we compare with {in_a_row(rivals)} is still our belief: too few customers marked both."


def needs_unmarked(needs: Sequence[str]) -> str:
    """Needs on which nobody marked us."""
    return f"How good we are on {all_quoted(needs)} is still our belief: no customer marked it."
