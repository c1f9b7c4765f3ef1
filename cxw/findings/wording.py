"""Each number as its sentence: plain, rounded to whole points, and never more than the number carries.

What is an assumption is said with "we believe". Nothing here says what customers want, and nothing says p
or alpha. Words that people typed stand in quotation marks; painters escape them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
REASONS = {
    "fact": "a new fact",
    "argument": "an argument",
    "wording": "the wording",
    "agreement": "for the sake of agreement",
    "none": "no reason given",
    "not asked": "nobody asked why",
}
"""Why somebody moved, in the order of what it tells about customers, and its words."""
STAGES = {
    "needs": "needs",
    "weights": "points",
    "grid": "grid",
    "disagreement": "disagreement",
    "closing": "closing",
    "marks": "marks",
}
NAMED = 6
"""Needs a sentence can name; of more it says how many."""


def whole(x: float) -> str:
    """A number as people say it: whole, halves up."""
    return str(floor(x + 0.5 + 1e-9))


def half(x: float) -> str:
    """A median: whole, or with a half."""
    size = floor(abs(x) * 2 + 0.5 + 1e-9)
    digits = str(size // 2) if size > 1 or not size else ""
    return ("-" if x < 0 and size else "") + digits + ("½" if size % 2 else "")


def count(n: int) -> str:
    """How many people, in words up to twelve."""
    return NUMBERS[n] if 0 <= n < len(NUMBERS) else str(n)


def start(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """Words that people typed."""
    return f"“{text}”"


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def plural(n: int, one: str, many: str | None = None) -> str:
    """The number in words with its noun."""
    return f"{count(n)} {one if n == 1 else many or one + 's'}"


def dont_know(dk: int, answered: int) -> str:
    """Who does not know comes first."""
    if dk == answered:
        everybody = "All of us" if dk > 1 else "The one who answered"
        return f"{everybody} said: we do not know how customers weigh these."
    return f"{start(count(dk))} of {count(answered)} said: we do not know how customers weigh these."


def too_few(n: int, what: str = "points") -> str:
    """Why no number stands here."""
    who = "Nobody" if not n else f"Only {plural(n, 'person', 'people')}"
    return f"{who} gave {what}; numbers show from three people on."


def room_apart(n: int, apart: float, need: str, part: float) -> str:
    """How far two people of the room are apart, and the need with the largest part of it."""
    if apart < 1e-9:
        return f"All {count(n)} of us gave the same points."
    sentence = f"On average two of us place {whole(apart)} of 100 points differently"
    return f"{sentence}; {whole(part)} of them are about {quoted(need)}."


def even() -> str:
    """Everybody gave every need the same."""
    return "Everybody spread the points evenly."


def functions_apart(
    names: tuple[str, str], sizes: tuple[int, int], apart: float, hat: float, beyond: bool
) -> str:
    """Two functions beside names drawn from a hat; a headline only when the hat does not explain it."""
    one, other = names
    if beyond:
        return (
            f"{one} and {other} place {whole(apart)} of their 100 points differently; "
            f"names from a hat would give {whole(hat)}."
        )
    drawn = f"groups of {_sizes(sizes)} drawn from a hat in this room are {whole(hat)} apart"
    return f"{one} and {other} are {whole(apart)} apart; {drawn}."


def within(name: str, apart: float) -> str:
    """How far people of one function are apart."""
    return f"Within {name} two people are {whole(apart)} apart on average."


def gap(names: tuple[str, str], need: str, gap: float, hat_p90: float, beyond: bool) -> str:
    """The largest gap between two functions on one need."""
    higher, lower = names
    said = f"{higher} gives {quoted(need)} {_points(gap)} more than {lower}"
    if beyond:
        return f"{said}; names from a hat stay within {whole(hat_p90)} nine times out of ten."
    return f"{said}; names from a hat reach {whole(hat_p90)} one time in ten, so this may be chance."


def need_spread(need: str, low: int, high: int, middle: tuple[float, float]) -> str:
    """The range of one need, with its middle half."""
    said = f"{quoted(need)} gets from {low} to {high} points"
    return f"{said}; the middle half of us gives {half(middle[0])} to {half(middle[1])}."


def categories(n: int, needs: int) -> str:
    """How many of the chosen needs are labels without anything a customer would do or notice."""
    who = f"{start(count(n))} of our {count(needs)} needs"
    if n == needs:
        who = {1: "Our only need", 2: "Both of our needs"}.get(n, f"All {count(n)} of our needs")
    what = "is a category" if n == 1 else "are categories"
    return f"{who} {what} that any company in any market could have written."


def solutions(needs: Sequence[str]) -> str:
    """Needs that name a feature."""
    name = "names a solution" if len(needs) == 1 else "name solutions"
    return f"{listed([quoted(need) for need in needs])} {name}, not yet what customers want to get done."


def alike(one: str, other: str) -> str:
    """Two chosen needs that read as one; their points may belong together."""
    both = f"{quoted(one)} and {quoted(other)}"
    return f"{both} read alike: if they mean one thing, their points belong together."


def cell_spread(company: str, need: str, low: int, high: int) -> str:
    """The range of the marks in one cell."""
    return f"On {quoted(need)} we mark {company} anything from {low} to {high}."


def cell_functions(company: str, need: str, medians: Sequence[tuple[str, float]]) -> str:
    """Two functions' medians in one cell, the higher first."""
    (higher, up), (lower, down) = medians[0], medians[-1]
    return f"{higher} marks {company} {half(up)} on {quoted(need)}; {lower} marks it {half(down)}."


def cell_unknown(company: str, need: str, dk: int, asked: int) -> str:
    """How many do not know one cell."""
    does = "does" if dk == 1 else "do"
    who = "Nobody of us knows" if dk == asked else f"{start(count(dk))} of {count(asked)} {does} not know"
    return f"{who} how {company} does on {quoted(need)}."


def hardly_known(company: str) -> str:
    """A competitor marked in fewer than half of its cells."""
    return f"{company} is hardly known here: more than half of the marks asked for are don't-knows."


def lead(rival: str, need: str, by: float) -> str:
    """The median lead over one rival, as a belief."""
    if half(by) == "0":
        return f"We believe we are level with {rival} on {quoted(need)}."
    where = f"{half(abs(by))} ahead of" if by > 0 else f"{half(abs(by))} behind"
    return f"We believe we are {where} {rival} on {quoted(need)}."


def lead_split(rival: str, need: str, ahead: int, behind: int) -> str:
    """How many put the own company ahead of the best rival and how many behind."""
    return f"On {quoted(need)} {count(ahead)} of us put us ahead of {rival} and {count(behind)} behind."


def leads(ahead: Sequence[str], level: Sequence[str], behind: Sequence[str]) -> str:
    """Where the room believes it leads its best rival, is level, and trails; of many needs only how many."""
    sides = [("ahead on", ahead), ("level on", level), ("behind on", behind)]
    if sum(len(needs) for _, needs in sides) > NAMED:
        (words, first), *others = [(words, len(needs)) for words, needs in sides if needs]
        said = [f"{words} {plural(first, 'need')}", *(f"{words} {count(n)}" for words, n in others)]
        return f"We believe we are {listed(said)}, each time against our best rival."
    said = [f"{words} {listed([quoted(need) for need in needs])}" for words, needs in sides if needs]
    return f"Against our best rival we believe we are {listed(said)}."


def moved(total: float, people: int, pulled: float) -> str:
    """Points that changed place, and how many of them for no news about customers."""
    if not total:
        return "Nobody moved a point in the second round."
    said = f"In the second round {whole(total)} of {100 * people} points changed place"
    if pulled < 0.5:
        return f"{said}."
    most = "all" if whole(pulled) == whole(total) else whole(pulled)
    return f"{said}; {most} of them for the sake of agreement or for no reason given."


def stop(median: float) -> str:
    """Why a further round would add little."""
    return f"The median person moved {half(median)} points; another round would probably add little."


def second_apart(people: int, before: float, after: float) -> str:
    """The same people apart before and after the talk."""
    who = f"The {people} who answered twice"
    if abs(before - after) < 0.5:
        return f"{who} are as far apart as before the talk: {whole(after)} of 100 points."
    return f"{who} were {whole(before)} of 100 points apart and are now {whole(after)} apart."


def second_withheld() -> str:
    """Why the second round has no means here."""
    return "Not everybody answered twice: means would give somebody's points away, so medians stand here."


def surer(people: int, change: float, customers: int) -> str:
    """Conviction before and after, and what was added in between."""
    points = whole(abs(change))
    size = (
        "as sure as"
        if points == "0"
        else f"{_points(abs(change))} {'surer' if change > 0 else 'less sure'} than"
    )
    said = f"The {people} who answered twice are {size} before the talk."
    if not customers:
        return f"{said} No customer was added in between."
    return f"{said} {start(plural(customers, 'piece'))} of customer evidence came in between."


def unsure(dk: int, asked: int) -> str:
    """Who could not say how sure they are."""
    if dk == asked:
        return "Nobody knows how sure they are."
    return f"{start(count(dk))} of {count(asked)} {'does' if dk == 1 else 'do'} not know how sure they are."


def guessed(guess: float | None, coverage: float | None) -> str:
    """What the room guessed, beside the count."""
    if coverage is None:
        return "There are no points yet to count."
    if guess is None:
        return f"{whole(coverage)} of our 100 points rest on customers."
    return f"We guessed {half(guess)}. It is {whole(coverage)}."


def classes(customers: float, stories: float, nothing: float) -> str:
    """The 100 points in three classes; rounded so that they still make 100."""
    a, b, c = hundred((customers, stories, nothing))
    return f"{a} points rest on customers, {b} on single stories, {c} on nothing yet."


def hundred(parts: Sequence[float]) -> list[int]:
    """Parts rounded so that they still add up to what they did (largest remainder, ties to the earlier)."""
    floors = [floor(part + 1e-9) for part in parts]
    missing = round(sum(parts)) - sum(floors)
    order = sorted(range(len(parts)), key=lambda i: floors[i] - parts[i])
    return [floor_ + (place in order[:missing]) for place, floor_ in enumerate(floors)]


def contradicted(answers: Sequence[str]) -> str:
    """Which beliefs customer evidence speaks against."""
    return f"Customers contradict what we believe about {listed(answers)}."


def believed_weight(need: str, points: float | None) -> str:
    """A weight as a belief."""
    if points is None:
        return f"What we believe {quoted(need)} is worth"
    return f"We believe customers would give {quoted(need)} {whole(points)} of 100 points"


def believed_mark(company: str, need: str, mark: float | None, unknown: tuple[int, int] | None) -> str:
    """A mark as a belief, or as a gap: how many do not know, of how many."""
    if mark is not None:
        return f"We believe customers would mark {company} {half(mark)} on {quoted(need)}"
    return f"How {company} does on {quoted(need)}: {gap_in_marks(unknown)}"


def in_brief(label: str, points: float | None, mark: float | None, gap: str | None) -> str:
    """An answer under “We believe customers would say”: `“Price”: 24 of 100 points`."""
    if gap is not None:
        return f"{label}: {gap}"
    if mark is not None:
        return f"{label}: {half(mark)} of 10"
    return f"{label}: {whole(points)} of 100 points" if points is not None else f"{label}: too few of us said"


def gap_in_marks(unknown: tuple[int, int] | None) -> str:
    """Why a cell has no mark to go by: `four of twelve do not know`."""
    if unknown is None:
        return "too few of us marked it"
    dk, asked = unknown
    if dk == asked:
        return "we do not know"
    return f"{count(dk)} of {count(asked)} {'does' if dk == 1 else 'do'} not know"


def guess_unknown(dk: int, asked: int) -> str:
    """Who could not guess how much rests on customers."""
    if dk == asked:
        return "Nobody could guess how many points rest on customers."
    return f"{start(count(dk))} of {count(asked)} could not guess how many points rest on customers."


def bring(n: int) -> str:
    """Evidence that nobody in the room could show."""
    many = "piece of evidence was" if n == 1 else "pieces of evidence were"
    return f"{start(count(n))} {many} claimed but not shown: bring {'it' if n == 1 else 'them'}."


def matters_most(needs: Sequence[tuple[str, float]], settled: bool) -> str:
    """The needs with most points, with a warning where the room is too small to rank."""
    (first, most), *others = needs
    names = [f"{quoted(first)} ({whole(most)} of 100 points on average)"]
    names += [f"{quoted(need)} ({whole(points)})" for need, points in others]
    said = f"We believe {listed(names)} {'matter' if others else 'matters'} most."
    return said if settled or not others else f"{said} We are too few to say which comes first."


def skipped(what: str, why: str) -> str:
    """A stage or second round that did not take place, and why."""
    why = "we left it at one" if why == "declined" else why
    stage, *second = what.split()
    name = STAGES.get(stage, stage)
    if second == ["second"]:
        return f"There was no second round of {'marks' if stage == 'grid' else name}: {why}."
    return f"The {name} {'were' if name in ('needs', 'points', 'marks') else 'was'} not finished: {why}."


def find_out(need: str, points: float, status: str) -> str:
    """An uncovered weight as something to find out."""
    verb = "rests" if whole(points) == "1" else "rest"
    whys = {
        "contradicted": "customers have said otherwise",
        "single story": f"{_points(points)} {verb} on single stories",
    }
    why = whys.get(status, f"{_points(points)} {verb} on nothing from a customer")
    return f"Whether {quoted(need)} matters as much as we believe: {why}."


def rests(classes: tuple[int, int, int], guess: float | None) -> str:
    """What the 100 points rest on, beside the guess, in one sentence."""
    customers, stories, nothing = classes
    said = (
        f"Of our 100 points {customers} {'rests' if customers == 1 else 'rest'} on customers, {stories} on "
    )
    said += f"single stories and {nothing} on nothing yet"
    return f"{said}." if guess is None else f"{said}; we guessed that {half(guess)} rest on customers."


def no_evidence() -> str:
    """Nobody has attached anything yet: nothing was counted that could be few."""
    return "No evidence is attached yet: all our 100 points are assumptions."


def sure(people: int, sure: float) -> str:
    """How sure those are who said so twice."""
    return (
        f"After the talk we are {whole(sure)} % sure on average that customers put the same need first as we "
        f"do ({people} people)."
    )


def overclaim(sure: float, customers: int) -> str:
    """Conviction beside what it rests on."""
    points = "point rests" if customers == 1 else "points rest"
    return (
        f"After the talk they are {whole(sure)} % sure on average that customers put the same need first as "
        f"they do; {customers} of our 100 {points} on customers."
    )


def _points(x: float) -> str:
    return f"{whole(x)} point" if whole(x) == "1" else f"{whole(x)} points"


def _sizes(sizes: tuple[int, int]) -> str:
    one, other = sorted(sizes)
    return count(one) if one == other else f"{count(one)} and {count(other)}"
