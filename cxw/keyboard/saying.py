"""What stands on the paper desk in words: what comes next, how a row stands, what became of a slip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.day.desk import Ballot, Person
from cxw.questions.asking import Part, TypingStep
from cxw.questions.points import rest_in_words, standing
from cxw.questions.typed import tokens_of
from cxw.text.phrases import say
from cxw.text.spoken import say_many

NOTHING_TYPED = "nothing is typed yet"
PASTED_BEHIND = "The pasted slip waits behind this line: Enter takes this line in first, or empty it."
MASKED_REFUSAL = "Not taken in. Type it again; or Tab says which way it is off, and Esc, then p, shows it."
ASIDE = "s and Enter puts the slip aside."
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
    "picks": "a number each, or d",
    "ticks": "the numbers that fit, each, - or d",
    "cards": "in your own words, - or d",
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
    "picks": "a number each",
    "ticks": "the numbers that fit, each",
    "cards": "the words",
}
_KEPT = {
    "points": "{name}: the points are kept, {still}",
    "percent": "{name}: the percentage is kept, {still}",
    "votes": "{name}: the votes are kept, {still}",
    "words": "{name}: the line is kept, {still}",
    "tick": "{name}: the box is kept, {still}",
    "cards": "{name}: the card is kept, {still}",
}
_KEPT_ROW = "{name}: the row is kept, {still}"
STILL = {
    "points": "the points are still to come",
    "marks": "marks are still to come",
    "percent": "the percentage is still to come",
    "votes": "the votes are still to come",
    "words": "the line is still to come",
    "reason": "the reason is still to come",
    "tick": "the box is still to come",
    "contact": "the last contact is still to come",
    "picks": "a row is still to come",
    "ticks": "a row is still to come",
    "cards": "a card is still to come",
}
_BOXES = {
    "tick": "Is the box ticked: {function} may be shown by itself?",
    "contact": "Last contact with a customer: which box is ticked?",
}
ALONE = {"tick": "empty Enter is no", "contact": "empty Enter is none"}
"""What an empty line says at a box."""


def _asked(words: Mapping[str, str], part: Part) -> str:
    return say(words.get(part.id, words[part.kind.name]), most=part.most, total=part.total)


def about(step: TypingStep) -> str:
    """What is typed in this step."""
    if step.need is not None:
        return say("{need}, a mark for each company", need=step.need.label)
    return step.company.text if step.company else _asked(PARTS, step.part)


def question(step: TypingStep, person: Person) -> str:
    """What is asked of somebody's slip: its own question, and in short what its boxes say."""
    if box := _BOXES.get(step.kind.name):
        return say(box, function=person.function)
    return step.part.question


def next_slip(step: TypingStep | None, letters: str) -> str:
    """What is typed for the slip that comes next; `letters`: those of the orders, if slips have several."""
    row = _asked(ROWS, step.part) if step else say("the row")
    if step is not None and step.need is not None:
        row = say("a need's marks")
    return say("The next slip: {letters}two letters of a name, then {row}", letters=letters, row=row)


def how_it_stands(step: TypingStep | None, row: str, masked: bool) -> str:
    """Which way a row is off; how far, for those who may see it."""
    if step is None or not row.strip():
        return say(NOTHING_TYPED)
    off = step.kind.off(step, row)
    if off:
        return standing(off) if masked else rest_in_words(off, step.part.total)
    if step.read(row)[0] is not None:
        return say("complete")
    short = len(tokens_of(row, step.count)) < step.count
    return say("{what} missing", what=say(step.kind.name)) if short else say("too many")


def short_ways(ballot: Ballot, left: Sequence[TypingStep], by_need: bool, *, turns: bool) -> str:
    """The shortest way to type a slip like the one that comes next."""
    if not left:
        return ""
    same = say("an =  the first round's row") if ballot.name == "second" else ""
    if left[0].kind.adds_up and any(step.kind.follows for step in left[1:2]):
        ends = [next(iter(step.kind.letters())) for step in left if step.kind.beside]
        row = " ".join([_even(left[0].count, left[0].part.total), "80", *ends])
        return (
            say("a whole slip in one line: an {row}", row=row)
            if ends
            else say("points and percentage in one line: an {row}", row=row)
        )
    if turns:
        how = (
            say("need by need, its companies across")
            if by_need
            else say("company by company, its needs down")
        )
        turned = say("all in one line, or a row a line; it reads {how}: Tab turns it", how=how)
        return f"{turned}   {same}" if same else turned
    return same


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
        if whole:
            return say("{name}: {row} is kept", name=person.name, row=row)
        return say("{name}: {row} is read, and kept with the last row", name=person.name, row=row)
    return say(_KEPT.get(step.kind.name, _KEPT_ROW), name=person.name, still=still(left))


def still(step: TypingStep) -> str:
    """What is still to come of a slip."""
    return say(STILL[step.kind.name])


def whose(letters: str) -> str:
    """Over the people whom letters can mean."""
    return say("“{letters}” can be several people. Whose slip is it?", letters=letters)


def closing(waiting: Sequence[Person], drafts: int, masked: bool) -> str:
    """Who is missing when the round is to be closed."""
    names = ", ".join(person.name for person in waiting)
    text = say_many(len(waiting), "1 answer is still missing", "{number} answers are still missing")
    text += "." if masked else f": {names}."
    if drafts:
        text += " " + say_many(drafts, "One slip was put aside.", "{number} slips were put aside.")
    return text
