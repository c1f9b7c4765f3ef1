"""Wording about points in German; what each of them may say stands in `points`."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.findings.in_words import half, start, whole
from cxw.findings.in_words_de import count_de, count_in_words_de, listed_de, of_us_de, people_de, quoted_de
from cxw.findings.points.words import NAMED as TOLD_BY_NAME
from cxw.findings.points.words import Gave, Untold
from cxw.text.saying import one_or_more, stopped

GIVEN: dict[Gave, str] = {"points": "Punkte", "points twice": "zweimal Punkte"}


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
    have = one_or_more(n, "hat", "haben")
    who = f"Nur {people_de(n)} {have}" if n else "Niemand hat"
    return f"{who} {GIVEN[what]} gegeben; Zahlen stehen hier ab drei Personen."


def few_answered(n: int) -> str:
    """Why it is not even told whether numbers were given."""
    have = one_or_more(n, "hat", "haben")
    return f"Nur {people_de(n)} {have} geantwortet; was sie gegeben {have}, steht hier ab drei Personen."


def room_apart(n: int, apart: float, need: str, part: float) -> str:
    """How far two people of the room are apart, and the need with the largest part of it."""
    if apart < 1e-9:
        return f"Alle {count_de(n)} von uns, die Punkte gaben, gaben dieselben."
    size = f"Im Schnitt verteilen zwei von uns {whole(apart)} von 100 Punkten verschieden"
    fall = "entfällt" if whole(part) == "1" else "entfallen"
    return stopped(f"{size}; {whole(part)} davon {fall} auf {quoted_de(need)}")


def spread_of(points: int) -> str:
    """That another total than 100 was spread, and is shown as of 100."""
    if points == 1:
        return "Jede Person hat einen Punkt vergeben; hier ist er auf 100 umgerechnet."
    return f"Jede Person hat {points} Punkte verteilt; hier sind sie auf 100 umgerechnet."


def even() -> str:
    """Whoever gave points gave every need the same."""
    return "Wer Punkte gegeben hat, hat sie gleichmäßig verteilt."


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
    return one_or_more(people, "gibt", "geben")


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
    return one_or_more(len(needs), "zählt", "zählen")


def _with_points(needs: Sequence[tuple[str, float]]) -> str:
    (need, points), *others = needs
    names = [f"{quoted_de(need)} (im Schnitt {whole(points)} von 100 Punkten)"]
    return listed_de([*names, *(f"{quoted_de(need)} ({whole(points)})" for need, points in others)])


def not_settled(needs: int, ends: tuple[float, float], few: bool) -> str:
    """No need is ahead for certain: from where to where their means go."""
    least, most = map(whole, ends)
    spread = f"{least} bis {most} von 100 Punkten" if least != most else f"je {most} von 100 Punkten"
    if few:
        said = "Wir sind zu wenige, um zu sagen, welches Bedürfnis zuerst kommt"
    else:
        said = f"Welches unserer {count_de(needs)} Bedürfnisse zuerst kommt, ist offen"
    return f"{said}; im Schnitt bekommen sie {spread}."


def not_concluded(parts: Sequence[Untold]) -> str:
    """What none of the numbers of this stage can tell."""
    *some, last = [UNTOLD[part] for part in parts]
    before = f"{', '.join(some)} oder " if some else ""
    return f"Nichts davon sagt uns, {before}{last}."


def room_brief(apart: float) -> str:
    """How far apart the room is, in a list."""
    return f"Zwei von uns verteilen im Schnitt {whole(apart)} von 100 Punkten verschieden"


def points_without(who: str, changed: Sequence[str]) -> str:
    """What the points say first without somebody, where that is another thing."""
    if not changed:
        return f"Ohne {who} sagen die Punkte zuerst dasselbe."
    return f"Ohne {who} würden die Punkte sagen: {' '.join(changed)}"


def answered_late(people: int) -> str:
    """Who gave points when those of the others were shown already."""
    have, are = one_or_more(people, "hat", "haben"), one_or_more(people, "ist", "sind")
    who = start(people_de(people))
    return f"{who} {have} erst nach dem Aufdecken geantwortet und {are} in keiner dieser Zahlen."
