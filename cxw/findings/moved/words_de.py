"""Wording about a second round of points in German; what each of them may say stands in `words`."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.findings.in_words import half, whole
from cxw.findings.in_words_de import count_de, decimals_de, listed_de, points_de, quoted_de, so_many_of_us_de
from cxw.text.saying import one_or_more

REASONS = {
    "fact": "eine neue Tatsache",
    "argument": "ein Argument",
    "wording": "die Worte",
    "agreement": "um der Einigkeit willen",
    "none": "kein Grund genannt",
    "not asked": "nicht gefragt",
    "others": "andere Gründe",
}
_NO_NEWS = {"agreement": "um der Einigkeit willen", "none": "ohne genannten Grund"}


def together(names: Sequence[str]) -> str:
    """Several people at once."""
    return listed_de(names)


def reason_in_words(reason: str) -> str:
    """Why somebody moved, in words."""
    return REASONS.get(reason, reason)


def moved_in_words(total: float, people: int, motives: Sequence[tuple[str, float]], most: str | None) -> str:
    """Points that moved after the talk, and how many of them for agreement, and how many without a reason."""
    if not total:
        return f"Von den {count_de(people)}, die zweimal Punkte gegeben haben, hat niemand einen verschoben."
    told = [(reason, points) for reason, points in motives if points >= 0.5]
    if not told and most is None:
        return f"In der zweiten Runde: {moved_share(total, people)}"
    (reason, points), *others = told or [(most or "", 0.0)]
    if told and not others and whole(points) == whole(total):
        return f"{_all(total)} {_NO_NEWS[reason]}."
    return f"Nach dem Gespräch {_changed(total)}: {_parts(told, most)}."


def _parts(told: Sequence[tuple[str, float]], most: str | None) -> str:
    """So many points and why they moved."""
    if not told and most is not None:
        return f"die meisten {_NO_NEWS[most]}"
    return "; ".join(f"{whole(points)} {_NO_NEWS[reason]}" for reason, points in told)


def _changed(total: float) -> str:
    return f"{one_or_more(int(whole(total)), 'wechselte', 'wechselten')} {points_de(total)} den Platz"


def _all(total: float) -> str:
    """All that moved, up to their reason."""
    if whole(total) == "1":
        return "Der eine Punkt, der nach dem Gespräch den Platz wechselte, tat es"
    return f"Alle {points_de(total)}, die nach dem Gespräch den Platz wechselten, taten es"


def _has(total: float) -> str:
    return one_or_more(int(whole(total)), "hat", "haben")


def _share(total: float, people: int) -> str:
    return f"{whole(total)} von {100 * people} Punkten"


def moved_share(total: float, people: int) -> str:
    """How many of all points placed are in another place now."""
    return f"{_share(total, people)} {_has(total)} den Platz gewechselt."


def drifted(need: str, before: float, after: float) -> str:
    """The need whose mean changed most."""
    verb = "gewann" if after > before else "verlor"
    return (
        f"{quoted_de(need)} {verb} am meisten: {points_de(before)} vor dem Gespräch, {whole(after)} danach."
    )


def stop(median: float) -> str:
    """Why a further round would add little."""
    points = f"{half(median)} {one_or_more(1 if half(median) in ('½', '1') else 2, 'Punkt', 'Punkte')}"
    return f"Im Median hat jede Person {points} verschoben; eine weitere Runde brächte wohl wenig Neues."


def second_apart(people: int, before: float, after: float) -> str:
    """The same people apart before and after the talk."""
    who = f"Die {people}, die zweimal geantwortet haben,"
    if abs(before - after) < 0.5:
        return f"{who} liegen so weit auseinander wie vor dem Gespräch: {whole(after)} von 100 Punkten."
    return (
        f"{who} lagen {whole(before)} von 100 Punkten auseinander und liegen jetzt {whole(after)} "
        "auseinander."
    )


def so_many_moved(people: int | None, *, least: bool = False) -> str:
    """How many moved, where nothing else of the second round may be told; None: fewer than three."""
    return f"{so_many_of_us_de(people, least=least)} haben nach dem Gespräch Punkte verschoben."


def too_few_twice() -> str:
    """Why not even that is told: too few are sure to have given numbers both times."""
    return "Beide Runden zu vergleichen braucht drei von uns, die sicher zweimal Punkte gegeben haben."


def to_ten_said(share: float | None) -> tuple[str, ...]:
    """Roughly how many of all points changed place; nothing where that may not be told."""
    if share is None:
        return ()
    least, most = whole(100 * share - 5), whole(min(100.0, 100 * share + 5))
    how_many = f"Zwischen {least} und {most} von 100 Punkten" if share else "Weniger als fünf von 100 Punkten"
    return (f"{how_many} haben den Platz gewechselt.",)


def second_withheld() -> str:
    """Why the second round has no numbers here."""
    return (
        "Einige von uns haben nur in einer der zwei Runden geantwortet, und zu wenige, um nicht erkannt zu "
        "werden: Ihre Punkte ließen sich aus jeder anderen Zahl der zweiten Runde errechnen, deshalb steht "
        "hier keine."
    )


def moved_brief(total: float, motives: Sequence[tuple[str, float]], most: str | None) -> str:
    """What moved without news, in a list."""
    told = [(reason, points) for reason, points in motives if points >= 0.5]
    return (
        f"{points_de(total)} {one_or_more(int(whole(total)), 'wechselte', 'wechselten')} den Platz: "
        f"{_parts(told, most)}"
    )


PULL_RAISED = (
    "wo die Leute nur näher zusammenrückten, in weniger als einem von zehn Räumen; und wo eine Tatsache oder "
    "eine Abteilung sie bewegte, in bis zu einem von sechs"
)
"""What the calibration bears of it, in rooms of eight and more."""


def pull_in_words(name: str, numbers: tuple[float, float, int, int], raised: bool) -> str:
    """How far the others moved towards what one declared person had first; never because of them."""
    excess, t, rank, ranked = numbers
    size = f"Überschuss {decimals_de(f'{excess:.2f}')}, das {decimals_de(f'{t:.1f}')}-Fache seines Fehlers"
    if raised:
        return (
            f"Die anderen bewegten sich auf das zu, was {name} zuerst hatte, mehr als auf irgendjemanden "
            f"sonst: {size}, erster Platz von {ranked}. Das gibt es auch, wo niemand zog: {PULL_RAISED}."
        )
    return f"Auf das zu, was {name} zuerst hatte: Platz {rank} von {ranked} ({size}). Nichts, was auffällt."


def no_pull(name: str, why: str) -> str:
    """Why there is no number for a pull."""
    return (
        f"Ob sich die anderen auf das zu bewegten, was {name} zuerst hatte, lässt sich nicht errechnen. {why}"
    )
