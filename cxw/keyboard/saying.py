"""What stands on the paper desk in words: what comes next, how a row stands, what became of a slip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.day.desk import Ballot, Person
from cxw.questions.asking import Part, TypingStep
from cxw.questions.points import rest_in_words, standing
from cxw.questions.typed import tokens_of

NOTHING_TYPED = "nothing is typed yet"
PASTED_BEHIND = "The pasted slip waits behind this line: Enter takes this line in first, or empty it."
MASKED_REFUSAL = "Not taken in. Type it again; or Tab says which way it is off, and Esc, then p, shows it."
ASIDE = " s and Enter puts the slip aside."
PARTS = {
    "points": "{total} points",
    "marks": "marks",
    "percent": "percent, or d",
    "guess": "points, or d",
    "votes": "up to {most} letters of needs",
    "words": "a line",
    "reason": "one letter",
    "tick": "the box, y or n",
    "contact": "last contact, one letter",
}
ROWS = {
    "points": "the row",
    "marks": "a company's marks",
    "percent": "a percentage",
    "guess": "a number of points",
    "votes": "up to {most} letters of needs",
    "words": "a line",
    "reason": "one letter",
    "tick": "y or n",
    "contact": "one letter",
}
_KEPT = {
    "points": "the points",
    "marks": "marks",
    "percent": "the percentage",
    "votes": "the votes",
    "words": "the line",
    "tick": "the box",
}


STILL = {
    "points": "the points",
    "marks": "marks",
    "percent": "the percentage",
    "votes": "the votes",
    "words": "the line",
    "reason": "the reason",
    "tick": "the box",
    "contact": "the last contact",
}
_BOXES = {
    "tick": "Is the box ticked: {function} may be shown by itself?",
    "contact": "Last contact with a customer: which box is ticked?",
}
ALONE = {"tick": "is no", "contact": "is none"}
"""What an empty line says at a box."""


def _asked(words: Mapping[str, str], part: Part) -> str:
    return words.get(part.id, words[part.kind.name]).format(most=part.most, total=part.total)


def about(step: TypingStep) -> str:
    """What is typed in this step."""
    if step.need is not None:
        return f"{step.need.label}, a mark for each company"
    return step.company.text if step.company else _asked(PARTS, step.part)


def question(step: TypingStep, person: Person) -> str:
    """What is asked of somebody's slip: its own question, and in short what its boxes say."""
    return _BOXES.get(step.kind.name, step.part.question).format(function=person.function)


def next_slip(step: TypingStep | None, letters: str) -> str:
    """What is typed for the slip that comes next; `letters`: those of the orders, if slips have several."""
    row = _asked(ROWS, step.part) if step else "the row"
    if step is not None and step.need is not None:
        row = "a need's marks"
    return f"The next slip: {letters}two letters of a name, then {row}"


def how_it_stands(step: TypingStep | None, row: str, masked: bool) -> str:
    """Which way a row is off; how far, for those who may see it."""
    if step is None or not row.strip():
        return NOTHING_TYPED
    off = step.kind.off(step, row)
    if off:
        return standing(off) if masked else rest_in_words(off, step.part.total)
    if step.read(row)[0] is not None:
        return "complete"
    short = len(tokens_of(row, step.count)) < step.count
    return f"{step.kind.name} missing" if short else "too many"


def short_ways(ballot: Ballot, left: Sequence[TypingStep], by_need: bool, *, turns: bool) -> str:
    """The shortest way to type a slip like the one that comes next."""
    if not left:
        return ""
    same = "   an =  the first round's row" if ballot.name == "second" else ""
    if left[0].kind.adds_up and any(step.kind.follows for step in left[1:2]):
        ends = "".join(f" {next(iter(step.kind.letters()))}" for step in left if step.kind.beside)
        what = "a whole slip" if ends else "points and percentage"
        return f"{what} in one line: an {_even(left[0].count, left[0].part.total)} 80{ends}"
    if turns:
        how = "need by need, its companies across" if by_need else "company by company, its needs down"
        return f"all in one line, or a row a line; it reads {how}: Tab turns it{same}"
    return same.strip()


def _even(count: int, total: int) -> str:
    """An example: so many points on so many needs."""
    tenth = max(1, total // 10)
    shares = [tenth * (total // tenth // count)] * count
    shares[-1] += total - sum(shares)
    return " ".join(map(str, shares))


def kept_so_far(person: Person, step: TypingStep, left: TypingStep, *, whole: bool) -> str:
    """What was kept of a slip that is not over, and what is still to come."""
    if step.kind.by_company:
        row = (step.company or step.need or left.company).label  # type: ignore[union-attr]
        return f"{person.name}: {row} is {'kept' if whole else 'read, and kept with the last row'}"
    kept = _KEPT.get(step.kind.name, "the row")
    return f"{person.name}: {kept} {'are' if kept.endswith('s') else 'is'} kept, {still(left)}"


def still(step: TypingStep) -> str:
    """What is still to come of a slip."""
    word = STILL[step.kind.name]
    return f"{word} {'are' if word.endswith('s') else 'is'} still to come"


def whose(letters: str) -> str:
    """Over the people whom letters can mean."""
    return f"“{letters}” can be several people. Whose slip is it?"


def closing(waiting: Sequence[Person], drafts: int, masked: bool) -> str:
    """Who is missing when the round is to be closed."""
    names = ", ".join(person.name for person in waiting)
    many = "1 answer is" if len(waiting) == 1 else f"{len(waiting)} answers are"
    text = f"{many} still missing" + ("." if masked else f": {names}.")
    if drafts:
        text += f" {'One slip was' if drafts == 1 else f'{drafts} slips were'} put aside."
    return text
