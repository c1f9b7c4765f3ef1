"""What stands on the paper desk in words: what comes next, how a row stands, what became of a slip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.day.desk import Ballot, Part, Person
from cxw.keyboard.slips import CONTACTS, REASONS, Step, read, rest_in_words, standing, sum_off, tokens_of

NOTHING_TYPED = "nothing is typed yet"
MASKED_REFUSAL = "Not taken in. Type it again; or Tab says which way it is off, and Esc, then p, shows it."
ASIDE = " s and Enter puts the slip aside."
_PARTS = {
    "points": "100 points",
    "marks": "marks",
    "percent": "percent, or d",
    "guess": "points, or d",
    "votes": "up to {most} letters of needs",
    "reason": "one letter",
    "tick": "the box, y or n",
    "contact": "last contact, one letter",
}
_ROWS = {
    "points": "the row",
    "marks": "a company's marks",
    "percent": "a percentage",
    "guess": "a number of points",
    "votes": "up to {most} letters of needs",
    "reason": "one letter",
    "tick": "y or n",
    "contact": "one letter",
}
_KEPT = {
    "points": "the points",
    "marks": "marks",
    "percent": "the percentage",
    "votes": "the votes",
    "tick": "the box",
}


def _asked(words: Mapping[str, str], part: Part) -> str:
    return words.get(part.id, words[part.kind]).format(most=part.most)


def about(step: Step) -> str:
    """What is typed in this step."""
    if step.need is not None:
        return f"{step.need.label}, a mark for each company"
    return step.company.text if step.company else _asked(_PARTS, step.part)


def question(step: Step, person: Person) -> str:
    """What is asked of somebody's slip: its own question, and in short what its boxes say."""
    if step.part.kind == "tick":
        return f"Is the box ticked: {person.function} may be shown by itself?"
    if step.part.kind == "contact":
        return "Last contact with a customer: which box is ticked?"
    return step.part.question


def letters(step: Step) -> dict[str, str]:
    """The letters that answer a step, with what they say; none where it is answered otherwise."""
    if step.part.kind == "reason":
        return {letter: words for letter, (_, words) in REASONS.items()}
    if step.part.kind == "tick":
        return {"y": "the box is ticked", "n": "it is not"}
    return dict(CONTACTS) if step.part.kind == "contact" else {}


def next_slip(step: Step | None, letters: str) -> str:
    """What is typed for the slip that comes next; `letters`: those of the orders, if slips have several."""
    row = _asked(_ROWS, step.part) if step else "the row"
    if step is not None and step.need is not None:
        row = "a need's marks"
    return f"The next slip: {letters}two letters of a name, then {row}"


def how_it_stands(step: Step | None, row: str, masked: bool) -> str:
    """Which way a row is off; how far, for those who may see it."""
    if step is None or not row.strip():
        return NOTHING_TYPED
    off = sum_off(row, step.items) if step.part.kind == "points" else 0
    if off:
        return standing(off) if masked else rest_in_words(off)
    if read(step, row)[0] is not None:
        return "complete"
    short = len(tokens_of(row, step.count)) < step.count
    return f"{step.part.kind} missing" if short else "too many"


def short_ways(ballot: Ballot, left: Sequence[Step], by_need: bool, *, turns: bool) -> str:
    """The shortest way to type a slip like the one that comes next."""
    if not left:
        return ""
    kinds = [step.part.kind for step in left]
    same = "   an =  the first round's row" if ballot.name == "second" else ""
    if kinds[:2] == ["points", "percent"]:
        ends = "".join(letter for kind, letter in (("tick", " y"), ("contact", " w")) if kind in kinds)
        what = "a whole slip" if ends else "points and percentage"
        return f"{what} in one line: an {_even(left[0].count)} 80{ends}"
    if turns:
        how = "need by need, its companies across" if by_need else "company by company, its needs down"
        return f"all in one line, or a row a line; it reads {how}: Tab turns it{same}"
    return same.strip()


def _even(count: int) -> str:
    """An example: 100 points on so many needs."""
    shares = [10 * (10 // count)] * count
    shares[-1] += 100 - sum(shares)
    return " ".join(map(str, shares))


def kept_so_far(person: Person, step: Step, left: Step, *, whole: bool) -> str:
    """What was kept of a slip that is not over, and what is still to come."""
    part = step.part.kind
    if part == "marks":
        row = (step.company or step.need or left.company).label  # type: ignore[union-attr]
        return f"{person.name}: {row} is {'kept' if whole else 'read, and kept with the last row'}"
    kept = _KEPT.get(part, "the row")
    return f"{person.name}: {kept} {'are' if kept.endswith('s') else 'is'} kept, {still(left)}"


def still(step: Step) -> str:
    """What is still to come of a slip."""
    words = {
        "percent": "the percentage",
        "reason": "the reason",
        "marks": "marks",
        "points": "the points",
        "tick": "the box",
        "contact": "the last contact",
    }
    word = words.get(step.part.kind, "the rest")
    return f"{word} {'are' if word.endswith('s') and word != 'the rest' else 'is'} still to come"


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
