"""Sentences about points in German; what each of them may say stands in `points`."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.findings.wording.numbers import half, start, whole
from cxw.findings.wording.numbers_de import (
    count_de,
    count_in_words_de,
    listed_de,
    of_us_de,
    people_de,
    quoted_de,
)
from cxw.findings.wording.points import NAMED as TOLD_BY_NAME
from cxw.findings.wording.points import PAIR, Gave, Untold, Verdict
from cxw.text.saying import stopped

ANYBODY = (
    ", die jedes Unternehmen in jedem Markt hätte hinschreiben können.",
    ", das jedes Unternehmen in jedem Markt hätte hinschreiben können.",
)
GIVEN: dict[Gave, str] = {"points": "Punkte", "points twice": "zweimal Punkte"}
VERDICTS: dict[Verdict, str] = {
    "difference": "Die Abteilungen unterscheiden sich, aber welche davon, ist offen",
    "undecided": "Ob sich die Abteilungen unterscheiden, lässt sich hier nicht entscheiden",
    "none found": "Ein Unterschied zwischen den Abteilungen wurde nicht gefunden",
}
UNTOLD: dict[Untold, str] = {
    "why functions differ": "warum sich die Abteilungen unterscheiden",
    "whether functions differ": "ob sich die Abteilungen unterscheiden",
    "that functions agree": "dass sich die Abteilungen einig sind",
    "which need comes first": "welches Bedürfnis zuerst kommt",
    "what customers want": "was Kunden wollen",
}


def dont_know(dk: int, answered: int) -> str:
    """Who does not know comes first."""
    if dk == answered:
        who = "Alle sagten" if dk > 1 else "Wer geantwortet hat, sagte"
    elif dk == 1:
        who = f"Eine Person von {count_de(answered)} sagte"
    else:
        who = f"{start(count_de(dk))} von {count_de(answered)} sagten"
    return f"{who}: Wir wissen nicht, wie Kunden das gewichten."


def too_few(n: int, what: Gave = "points") -> str:
    """Why no number stands here."""
    who = "Niemand hat" if not n else f"Nur {people_de(n)} {'hat' if n == 1 else 'haben'}"
    return f"{who} {GIVEN[what]} gegeben; Zahlen stehen hier ab drei Personen."


def few_answered(n: int) -> str:
    """Why it is not even told whether numbers were given."""
    have = "hat" if n == 1 else "haben"
    return f"Nur {people_de(n)} {have} geantwortet; was sie gegeben {have}, steht hier ab drei Personen."


def room_apart(n: int, apart: float, need: str, part: float) -> str:
    """How far two people of the room are apart, and the need with the largest part of it."""
    if apart < 1e-9:
        return f"Alle {count_de(n)} von uns haben dieselben Punkte gegeben."
    size = f"Im Mittel setzen zwei von uns {whole(apart)} von 100 Punkten anders"
    fall = "entfällt" if whole(part) == "1" else "entfallen"
    return stopped(f"{size}; {whole(part)} davon {fall} auf {quoted_de(need)}")


def spread_of(points: int) -> str:
    """That another total than 100 was spread, and is shown as of 100."""
    if points == 1:
        return "Jede Person hat einen Punkt vergeben; hier ist er auf 100 umgerechnet."
    return f"Jede Person hat {points} Punkte verteilt; hier sind sie auf 100 umgerechnet."


def even() -> str:
    """Everybody gave every need the same."""
    return "Alle haben die Punkte gleichmäßig verteilt."


def functions_apart(names: tuple[str, str], apart: float, hat: float) -> str:
    """Two functions that differ beyond chance, beside names drawn from a hat."""
    said = f"{names[0]} und {names[1]} setzen {whole(apart)} ihrer 100 Punkte anders"
    return stopped(f"{said}; {_more_than_the_hat(f'Namen aus dem Hut ergäben {whole(hat)}', apart, hat)}")


def functions_beside(names: tuple[str, str], sizes: tuple[int, int] | None, apart: float, hat: float) -> str:
    """Two functions beside names drawn from a hat, where the test tells no difference between them."""
    drawn = f"Gruppen von {_sizes(sizes)}" if sizes else "solche Gruppen"
    return stopped(
        f"{names[0]} und {names[1]} liegen {whole(apart)} Punkte auseinander; {drawn}, in diesem Raum aus "
        f"dem Hut gezogen, {whole(hat)}"
    )


def _more_than_the_hat(said: str, size: float, hat: float) -> str:
    if int(whole(size)) > int(whole(hat)):
        return said
    return "das ist mehr als Zufall, so nah stehen die Leute innerhalb jeder der beiden beisammen"


def apart_within(name: str, apart: float) -> str:
    """How far people of one function are apart."""
    return f"Innerhalb von {name} liegen zwei Personen im Mittel {whole(apart)} Punkte auseinander."


def gap(names: tuple[str, str], need: str, means: tuple[float, float], hat: float) -> str:
    """Two functions on one need, beside the largest gap that names drawn from a hat have on any."""
    (higher, lower), (more, less) = names, means
    said = f"{higher} gibt {quoted_de(need)} {whole(more)} von 100, {lower} {whole(less)}"
    drawn = f"Namen aus dem Hut lägen dort, wo sie am weitesten auseinander sind, um {whole(hat)} auseinander"
    return stopped(f"{said}; {_more_than_the_hat(drawn, more - less, hat)}")


def never(sizes: Sequence[int]) -> str:
    """A room in which even the largest difference could be chance; without sizes where they may not stand."""
    who = f"{listed_de([count_de(size) for size in sizes])} Personen" if sizes else "so wenigen je Abteilung"
    return f"Bei {who} ist kein noch so großer Unterschied von Namen aus dem Hut zu unterscheiden."


def ground(names: Sequence[str], needs: Sequence[str], even: float, everybody: bool) -> str:
    """What all functions that show share; `everybody`: nobody is in another function or in none."""
    what = listed_de([quoted_de(need) for need in needs])
    share = f"{what} mindestens so viel wie bei gleicher Verteilung ({whole(even)} von 100 Punkten)"
    if everybody:
        who = "Beide" if len(names) == PAIR else f"Alle {count_de(len(names))}"
        return f"{who} Abteilungen geben {share}."
    if len(names) > TOLD_BY_NAME + 1:
        return f"Alle {count_de(len(names))} Abteilungen, die für sich stehen, geben {share}."
    return f"{listed_de(names)} geben {'beide' if len(names) == PAIR else 'alle'} {share}."


def verdict_in_words(found: Verdict, people: int) -> tuple[str, str]:
    """Whether functions differ beyond chance, and what may not be concluded from it."""
    if found == "difference":
        return (
            "Die Abteilungen verteilen ihre Punkte unterschiedlich, mehr als durch Zufall.",
            "Das sagt weder, warum, noch, welche Abteilung Kunden besser kennt.",
        )
    if found == "undecided":
        who = f"{start(people_de(people))} {'ist zu wenig' if people == 1 else 'sind zu wenige'}"
        return (
            f"Dieser Raum kann nicht entscheiden, ob sich die Abteilungen unterscheiden: {who}.",
            "Daraus folgt weder, dass sie sich unterscheiden, noch, dass sie sich einig sind.",
        )
    return (
        "Ein Unterschied zwischen den Abteilungen, der über Zufall hinausgeht, wurde nicht gefunden.",
        "Das zeigt nicht, dass sie sich einig sind.",
    )


def patterns(told: Sequence[tuple[str, Sequence[str]]]) -> str:
    """What each function puts most points on."""
    most = [(name, listed_de([quoted_de(need) for need in needs])) for name, needs in told]
    (first, on), *others = most
    parts = [f"{first} setzt am meisten auf {on}", *(f"{name} auf {on}" for name, on in others)]
    return stopped(", ".join(parts))


def two_camps(need: str, sides: Sequence[tuple[int, float, float]]) -> str:
    """Two heaps on one need, the higher first."""
    (many, *high), (others, *low) = sides
    return (
        f"Bei {quoted_de(need)} stehen wir in zwei Lagern: {start(of_us_de(many))} {_give(many)} "
        f"{_range(*high)} Punkte, {_others(others)} {_give(others)} {_range(*low)}."
    )


def nothing_or_much(need: str, nothing: int, much: tuple[int, float]) -> str:
    """Who gives a need nothing beside who gives it much: counts, and no camps."""
    many, least = much
    return (
        f"{quoted_de(need)}: {start(of_us_de(nothing))} {_give(nothing)} dafür nichts, "
        f"{_others(many)} {_give(many)} {whole(least)} Punkte oder mehr."
    )


def who_stands_where(need: str, told: Sequence[tuple[int, float, float]]) -> str:
    """Who stands where on one need, in a room too small to speak of camps; the higher first."""
    parts = [f"{_give(n)} {_others(n)} {_range(*ends)}" for n, *ends in told]
    return f"Bei {quoted_de(need)} {', '.join(parts)} Punkte."


def _give(people: int) -> str:
    return "gibt" if people == 1 else "geben"


def _others(people: int) -> str:
    return "eine Person" if people == 1 else count_in_words_de(people)


def _range(low: float, high: float) -> str:
    return whole(low) if whole(low) == whole(high) else f"{whole(low)} bis {whole(high)}"


def need_spread(need: str, low: float, high: float, middle: tuple[float, float]) -> str:
    """The range of one need, with its middle half."""
    said = f"{quoted_de(need)} bekommt zwischen {whole(low)} und {whole(high)} Punkte"
    return stopped(f"{said}; die mittlere Hälfte von uns gibt {half(middle[0])} bis {half(middle[1])}")


def tiers_in_words(told: Sequence[Sequence[tuple[str, float]]]) -> str:
    """Which needs come first for certain, or, where those are many, which come last."""
    first, last = told[0], told[-1]
    if len(first) > TOLD_BY_NAME and len(last) <= TOLD_BY_NAME:
        return (
            f"Wir glauben, dass {_with_points(last)} am wenigsten {_counts(last)}; welches der anderen "
            "zuerst kommt, ist offen."
        )
    if len(first) > TOLD_BY_NAME:
        many = count_de(len(first))
        return f"Wir glauben, dass {many} unserer Bedürfnisse am meisten zählen; welches davon, ist offen."
    said = f"Wir glauben, dass {_with_points(first)} am meisten {_counts(first)}"
    return f"{said}." if len(first) == 1 else f"{said}; welches davon zuerst kommt, ist offen."


def _counts(needs: Sequence[object]) -> str:
    return "zählt" if len(needs) == 1 else "zählen"


def _with_points(needs: Sequence[tuple[str, float]]) -> str:
    (need, points), *others = needs
    names = [f"{quoted_de(need)} (im Mittel {whole(points)} von 100 Punkten)"]
    return listed_de([*names, *(f"{quoted_de(need)} ({whole(points)})" for need, points in others)])


def not_settled(needs: int, ends: tuple[float, float], few: bool) -> str:
    """No need is ahead for certain: from where to where their means go."""
    least, most = map(whole, ends)
    spread = f"{least} bis {most} von 100 Punkten" if least != most else f"je {most} von 100 Punkten"
    if few:
        said = "Wir sind zu wenige, um zu sagen, welches Bedürfnis zuerst kommt"
    else:
        said = f"Welches unserer {count_de(needs)} Bedürfnisse zuerst kommt, ist offen"
    return f"{said}; im Mittel bekommen sie {spread}."


def categories(n: int, needs: int) -> str:
    """How many of the chosen needs are labels without anything a customer would do or notice."""
    if n == needs:
        who = {1: "Unser einziges Bedürfnis", 2: "Unsere beiden Bedürfnisse"}.get(n, "")
        who = who or f"Alle {count_de(n)} unserer Bedürfnisse"
    else:
        who = f"{'Eines' if n == 1 else start(count_de(n))} unserer {count_de(needs)} Bedürfnisse"
    several, one = ANYBODY
    return f"{who} ist ein Schlagwort{one}" if n == 1 else f"{who} sind Schlagworte{several}"


def solutions(needs: Sequence[str]) -> str:
    """Needs that name a feature."""
    name = "nennt eine Lösung" if len(needs) == 1 else "nennen Lösungen"
    said = listed_de([quoted_de(need) for need in needs])
    return f"{said} {name}, noch nicht, was Kunden erledigt haben wollen."


def needs_alike(one: str, other: str) -> str:
    """Two chosen needs that read as one; their points may belong together."""
    both = f"{quoted_de(one)} und {quoted_de(other)}"
    return f"{both} lesen sich gleich: Meinen sie dasselbe, gehören ihre Punkte zusammen."


def not_concluded(parts: Sequence[Untold]) -> str:
    """What none of the numbers of this stage can tell."""
    *some, last = [UNTOLD[part] for part in parts]
    before = f"{', '.join(some)} oder " if some else ""
    return f"Nichts davon sagt uns, {before}{last}."


def finding_in_brief(sentence: str) -> str:
    """A finding as a line of a list: without its stop, and without what everybody has heard by then."""
    for said in ANYBODY:
        sentence = sentence.removesuffix(said)
    return sentence.removesuffix(".")


def room_brief(apart: float) -> str:
    """How far apart the room is, in a list."""
    return f"Zwei von uns setzen {whole(apart)} von 100 Punkten anders"


def points_without(who: str, changed: Sequence[str]) -> str:
    """What the points say first without somebody, where that is another thing."""
    if not changed:
        return f"Ohne {who} sagen die Punkte zuerst dasselbe."
    return f"Ohne {who} würden die Punkte sagen: {' '.join(changed)}"


def which_differ() -> str:
    """The test over all functions finds a difference, and no two of those that show have one of their own."""
    said = "Die Abteilungen verteilen ihre Punkte unterschiedlich, mehr als durch Zufall"
    return f"{said}; welche davon, ist offen."


def not_told_apart(verdict: Verdict) -> str:
    """In a list, what the test of functions says where no two of them are told apart."""
    return VERDICTS[verdict]


def far_apart(names: tuple[str, str], apart: float, hat: float) -> str:
    """Two functions in a list, beside the hat."""
    return f"{listed_de(names)} liegen {whole(apart)} von 100 Punkten auseinander (aus dem Hut: {whole(hat)})"


def _sizes(sizes: tuple[int, int]) -> str:
    one, other = sorted(sizes)
    return count_de(one) if one == other else f"{count_de(one)} und {count_de(other)}"
