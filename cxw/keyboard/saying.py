"""What stands on the paper desk in words: what comes next, how a row stands, what became of a slip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.day.desk import Ballot, Person
from cxw.questions.asking import Part, TypingStep
from cxw.questions.points import rest_in_words, standing
from cxw.text.phrases import quoted_here, say
from cxw.text.spoken import say_many

NOTHING_TYPED = "nothing is typed yet"
PASTED_BEHIND = "The pasted slip waits behind this line: Enter takes this line in first, or empty it."
HELD_BACK = (
    "What waits was typed behind a line that is gone: Enter in the empty line takes it up; "
    "Esc, then u, throws it away."
)
ONE_OR_TWO = "Letters stood in the line before the rest of it came. Is all of it one slip?"
NOTHING_TAKEN = "Nothing is taken in: the line stands as it was."
MASKED_REFUSAL = "Not taken in. Type it again; or Tab says which way it is off, and Esc, then p, shows it."
MASKED_NO_ROW = "Not taken in. Type it again; or Esc, then p, shows it."
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
    "cards": "the words, - or d",
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
    "cards": "a colon and the words",
}
NUMBERS = "a number from {low} to {high} each, or d"
"""What is typed where marks are numbers for the things themselves."""
NUMBERS_ROW = "a number from {low} to {high} each"
_COUNTED = {"picks": "answers", "ticks": "answers", "cards": "words"}
"""What is missing where a row is not whole, if it is called otherwise than its kind."""
_KEPT = {
    "points": "{name}: the points are kept, {still}",
    "percent": "{name}: the percentage is kept, {still}",
    "votes": "{name}: the votes are kept, {still}",
    "words": "{name}: the line is kept, {still}",
    "tick": "{name}: the box is kept, {still}",
    "picks": "{name}: the first answers are kept",
    "ticks": "{name}: the first answers are kept",
    "cards": "{name}: the card on {what} is kept",
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
    "picks": "the further question is still to come",
    "ticks": "the answers are still to come",
    "cards": "the card on {what} is still to come",
}
_BOXES = {
    "tick": "Is the box ticked: {function} may be shown by itself?",
    "contact": "Last contact with a customer: which box is ticked?",
}
ALONE = {"tick": "empty Enter is no", "contact": "empty Enter is none"}
"""What an empty line says at a box."""


def _asked(words: Mapping[str, str], part: Part) -> str:
    if part.without_company:
        numbers = NUMBERS if words is PARTS else NUMBERS_ROW
        return say(numbers, low=part.ends[0], high=part.ends[1])
    return say(words.get(part.id, words[part.kind.name]), most=part.most, total=part.total)


def about(step: TypingStep) -> str:
    """What is typed in this step."""
    if step.need is not None:
        return say("{need}, a mark for each company", need=step.need.label)
    asked = _asked(PARTS, step.part)
    if step.kind.own_words and step.part.needs:
        return f"{step.part.needs[0].label}, {asked}"
    return asked if step.company is None or step.part.without_company else step.company.text


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


def how_it_begins(step: TypingStep | None) -> str:
    """The keys for a slip that comes next."""
    if step is None or step.kind.takes_words:
        return "a name and a row, Enter   d does not know"
    if step.kind.own_words:
        return "a name, a colon and the words, Enter   d does not know"
    return "a name and letters, Enter"


def how_it_stands(step: TypingStep | None, row: str, masked: bool) -> str:
    """Which way a row is off; how far, for those who may see it."""
    if step is None or not row.strip():
        return say(NOTHING_TYPED)
    off = step.kind.off(step, row)
    if off:
        return standing(off) if masked else rest_in_words(off, step.part.total)
    if step.read(row)[0] is not None:
        return say("complete")
    given = len(step.kind.tokens(step, row))
    if not masked and (given == step.count or not step.kind.rows):
        return step.read(row)[1]
    if not step.kind.rows:
        return say("that does not fit")
    if given == step.count:
        return say("one of them does not fit")
    missing = say("{what} missing", what=say(_COUNTED.get(step.kind.name, step.kind.name)))
    return missing if given < step.count else say("too many")


def short_ways(ballot: Ballot, left: Sequence[TypingStep], by_need: bool, *, turns: bool) -> str:
    """The shortest way to type a slip like the one that comes next."""
    if not left:
        return ""
    if row := whole_slip(left):
        return row
    again = ballot.name == "second" and left[0].kind.rows
    same = say("an =  the first round's row") if again else ""
    if left[0].kind.adds_up and any(step.kind.follows for step in left[1:2]):
        ends = [next(iter(step.kind.letters())) for step in left if step.kind.beside]
        row = " ".join([_even(left[0].count, left[0].part.total), "80", *ends])
        return (
            say("a whole slip in one line: an {row}", row=row)
            if ends
            else say("points and percentage in one line: an {row}", row=row)
        )
    if turns:
        return "   ".join(filter(None, [_turned(by_need), same]))
    return same


def _turned(by_need: bool) -> str:
    """In which direction marks are read."""
    how = say("by need, companies across") if by_need else say("by company, needs down")
    return say("in one line or row by row, {how}: Tab turns it", how=how)


def whole_slip(left: Sequence[TypingStep]) -> str:
    """The same where numbers stand for answers, or words are the answer; empty where neither does."""
    if left[0].kind.thing_by_thing:
        rows = " ".join(step.kind.example(step) for step in left)
        return say("a whole slip in one line: an {row}", row=rows)
    if left[0].kind.own_words:
        return say("a card in one line: an: words{lines}", lines=" | …" * len(left[0].part.ways))
    return ""


def _even(count: int, total: int) -> str:
    """An example: so many points on so many needs."""
    tenth = max(1, total // 10)
    shares = [tenth * (total // tenth // count)] * count
    shares[-1] += total - sum(shares)
    return " ".join(map(str, shares))


def kept_so_far(person: Person, step: TypingStep, left: TypingStep, *, whole: bool) -> str:
    """What was kept of a slip that is not over, and what is still to come."""
    if step.kind.by_company and not step.part.without_company:
        row = (step.company or step.need or left.company).label  # type: ignore[union-attr]
        if whole:
            return say("{name}: {row} is kept", name=person.name, row=row)
        return say("{name}: {row} is read, and kept with the last row", name=person.name, row=row)
    said = _KEPT.get(step.kind.name, _KEPT_ROW)
    return say(said, name=person.name, still=still(left), what=_on(step))


def still(step: TypingStep) -> str:
    """What is still to come of a slip."""
    return say(STILL[step.kind.name], what=_on(step))


def _on(step: TypingStep) -> str:
    """What a card is about."""
    return quoted_here(step.part.needs[0].label) if step.part.needs else ""


def whose(letters: str, *, sure: bool = True) -> str:
    """Over the people whom letters can mean; `sure`: that they are no words."""
    if sure:
        return say("“{letters}” can be several people. Whose slip is it?", letters=letters)
    asked = (
        "“{letters}” may be a name or words. Whose slip is it? With a colon behind a name nothing is asked."
    )
    return say(asked, letters=letters)


def one_of_them(name: str, person: Person, words: str) -> str:
    """One of several who can be meant: with the function, or with the words that would be theirs."""
    told = f"{name}, {person.function}" if person.function else name
    return f"{told}: {quoted_here(words)}" if words else told


def as_one_line(text: str, *, masked: bool) -> str:
    """The way that takes a line as it stands; its words only where nobody else sees them."""
    return say("all of it") if masked else say("all of it: {words}", words=quoted_here(text))


def only_what_came(text: str, *, masked: bool) -> str:
    """The way that takes what came last."""
    return (
        say("only what came last") if masked else say("only what came last: {words}", words=quoted_here(text))
    )


def closing(waiting: Sequence[Person], drafts: int, masked: bool) -> str:
    """Who is missing when the round is to be closed."""
    names = ", ".join(person.name for person in waiting)
    text = say_many(len(waiting), "1 answer is still missing", "{number} answers are still missing")
    text += "." if masked else f": {names}."
    if drafts:
        text += " " + say_many(drafts, "One slip was put aside.", "{number} slips were put aside.")
    return text
