"""What was given on another total or scale, in German; what each of them may say stands in `given_words`."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.findings.day.given_words import Ends
from cxw.findings.in_words_de import digits_de
from cxw.model import ENDS


def marked_on(ends: Ends) -> str | None:
    """That marks are shown out of ten; nothing where they were given so."""
    if ends == ENDS:
        return None
    low, high = ends
    return (
        f"Wir haben von {low} bis {high} bewertet; hier stehen die Bewertungen von {ENDS[0]} bis {ENDS[1]}."
    )


def a_step_is(step: float, cut: float, there: float) -> str:
    """What a step of the scale is out of ten, and which mark of it a number out of ten stands for."""
    return (
        f"Eine Stufe jener Skala ist hier {digits_de(step)}, und {digits_de(cut)} hier ist dort "
        f"{digits_de(there)}."
    )


def were_rounded() -> str:
    """That some rows of points came from a table with decimals, or a point or two off."""
    return (
        "Einige Punktereihen kamen mit Nachkommastellen oder etwas daneben an; "
        "sie wurden auf ganze Punkte gerundet."
    )


def on_scales(told: Sequence[tuple[Ends, float]]) -> str:
    """A number that marks are held against, as it is on the scales that were given."""
    return "; ".join(
        f"{digits_de(number)} auf einer Skala von {low} bis {high}" for (low, high), number in told
    )


def of_totals(told: Sequence[tuple[int, float]]) -> str:
    """A number that points are held against, as it is of the totals that were given."""
    return "; ".join(f"{digits_de(number)} von {total}" for total, number in told)
