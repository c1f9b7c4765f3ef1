"""Wording about last time in German; what each of them may say stands in `last_time_words`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from cxw.findings.day.types import Outcome
from cxw.findings.in_words import start
from cxw.findings.in_words_de import all_quoted_de, count_de, day_in_words_de, people_de
from cxw.text.saying import one_or_more

BESIDE = "Die Punkte vom letzten Mal neben denen von diesem Mal"
OTHER_LIST = (
    "Die Liste der Bedürfnisse war eine andere; die 100 Punkte verteilten sich also auf andere Bedürfnisse."
)


def file_gone(file: str) -> str:
    """Why last time's numbers do not stand here."""
    return (
        f"Die Zahlen vom letzten Mal stehen hier nicht: {file} ist nicht mehr da oder lässt sich nicht lesen."
    )


def promises_kept(became: Mapping[Outcome, int]) -> str:
    """What became of last time's promises."""
    words: Mapping[Outcome, tuple[str, str]] = {
        "held": ("zeigte, dass wir recht hatten", "zeigten, dass wir recht hatten"),
        "wrong": ("zeigte, dass wir uns irrten", "zeigten, dass wir uns irrten"),
        "unclear": ("ließ es offen", "ließen es offen"),
        "open": ("steht noch aus", "stehen noch aus"),
    }
    said = []
    for how, (one, several) in words.items():
        if n := became.get(how, 0):
            said.append(one_or_more(n, f"eine {one}", f"{count_de(n)} {several}"))
    total = sum(became.values())
    things = "eine Frage" if total == 1 else f"{count_de(total)} Fragen"
    return f"Beim letzten Mal haben wir zugesagt, {things} zu klären: {'; '.join(said)}."


def gave_last_time(then: int, day: dt.date | None, now: int) -> str:
    """How many gave numbers each time."""
    on = f" am {day_in_words_de(day)}" if day else ""
    have = one_or_more(then, "hat", "haben")
    return (
        f"{start(people_de(then))} {have} beim letzten Mal{on} Zahlen gegeben, diesmal "
        f"{'eine' if now == 1 else count_de(now)}: nicht immer dieselben."
    )


def other_words(needs: Sequence[str]) -> str:
    """Needs that were reworded since, and have no number of last time."""
    have = one_or_more(len(needs), "hat", "haben")
    names = all_quoted_de(needs)
    return f"{names} {have} jetzt andere Worte, deshalb steht die Zahl vom letzten Mal nicht daneben."
