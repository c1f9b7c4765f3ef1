"""Wording about functions in German; what each of them may say stands in `words`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxw.findings.functions.words import PAIR
from cxw.findings.in_words import start, whole
from cxw.findings.in_words_de import all_quoted_de, count_de, listed_de, people_de, quoted_de
from cxw.findings.points.words import NAMED as TOLD_BY_NAME
from cxw.text.saying import one_or_more, stopped

if TYPE_CHECKING:  # the words and types need no numpy
    from cxw.stats.functions import Verdict

VERDICTS: dict[Verdict, str] = {
    "difference": "Die Abteilungen unterscheiden sich, aber welche davon, ist offen",
    "undecided": "Ob sich die Abteilungen unterscheiden, lässt sich hier nicht entscheiden",
    "none found": "Ein Unterschied zwischen den Abteilungen wurde nicht gefunden",
}


def functions_apart(names: tuple[str, str], apart: float, hat: float) -> str:
    """Two functions that differ beyond chance, beside the same with names shuffled."""
    said = f"{names[0]} und {names[1]} verteilen {whole(apart)} ihrer 100 Punkte verschieden"
    return stopped(f"{said}; {_more_than_shuffled(f'bei ausgelosten Gruppen: {whole(hat)}', apart, hat)}")


def functions_beside(names: tuple[str, str], apart: float, hat: float) -> str:
    """Two functions beside the same with names shuffled, where the test tells no difference between them."""
    said = f"{names[0]} und {names[1]} liegen {whole(apart)} von 100 Punkten auseinander"
    return f"{said}; bei ausgelosten Gruppen: {whole(hat)}."


def _more_than_shuffled(said: str, size: float, hat: float) -> str:
    if int(whole(size)) > int(whole(hat)):
        return said
    return "das ist mehr als Zufall, so nah liegen die Personen innerhalb jeder Abteilung beieinander"


def apart_within(name: str, apart: float) -> str:
    """How far people of one function are apart."""
    return f"Innerhalb von {name} liegen zwei Personen im Schnitt {whole(apart)} Punkte auseinander."


def gap(names: tuple[str, str], need: str, means: tuple[float, float], hat: float) -> str:
    """Two functions on one need, beside the largest gap that shuffled names have on any."""
    (higher, lower), (more, less) = names, means
    said = f"{higher} gibt {quoted_de(need)} {whole(more)} von 100, {lower} {whole(less)}"
    drawn = f"bei ausgelosten Gruppen: {whole(hat)} Unterschied, wo er am größten ist"
    return stopped(f"{said}; {_more_than_shuffled(drawn, more - less, hat)}")


def never(sizes: Sequence[int]) -> str:
    """A room in which even the largest difference could be chance; without sizes where they may not stand."""
    who = f"{listed_de([count_de(size) for size in sizes])} Personen" if sizes else "so wenigen je Abteilung"
    return f"Bei {who} ist kein noch so großer Unterschied von Zufall zu unterscheiden."


def ground(names: Sequence[str], needs: Sequence[str], even: float, everybody: bool) -> str:
    """What all functions that show share; `everybody`: nobody is in another function or in none."""
    what = all_quoted_de(needs)
    each = "je " if len(needs) > 1 else ""
    share = f"{what} {each}mindestens {whole(even)} von 100 Punkten"
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
        who = f"{start(people_de(people))} {one_or_more(people, 'ist zu wenig', 'sind zu wenige')}"
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
    most = [(name, all_quoted_de(needs)) for name, needs in told]
    (first, on), *others = most
    parts = [f"{first} setzt am meisten auf {on}", *(f"{name} auf {on}" for name, on in others)]
    return stopped(", ".join(parts))


def which_differ() -> str:
    """The test over all functions finds a difference, and no two of those that show have one of their own."""
    said = "Die Abteilungen verteilen ihre Punkte unterschiedlich, mehr als durch Zufall"
    return f"{said}; welche davon, ist offen."


def not_told_apart(verdict: Verdict) -> str:
    """In a list, what the test of functions says where no two of them are told apart."""
    return VERDICTS[verdict]


def far_apart(names: tuple[str, str], apart: float, hat: float) -> str:
    """Two functions in a list, beside the same with names shuffled."""
    shuffled = f"bei ausgelosten Gruppen: {whole(hat)}"
    return f"{listed_de(names)} liegen {whole(apart)} von 100 Punkten auseinander ({shuffled})"
