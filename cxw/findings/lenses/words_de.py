"""Wording about lenses, in German; what each of them may say stands in `words`."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.findings.in_words import start, whole
from cxw.findings.in_words_de import (
    all_quoted_de,
    count_de,
    count_in_words_de,
    decimals_de,
    listed_de,
    quoted_de,
)
from cxw.findings.lenses.words import SMALLEST, TELLS_FROM, is_whole


def _of(n: int, of: int, departments: bool) -> str:
    """So many of those who answered, people or departments."""
    if n == of:
        return f"Alle {count_de(of)} {'Abteilungen' if departments else 'von uns'}"
    if departments:
        return f"{_departments(n)} von {count_in_words_de(of)} Abteilungen"
    who = "Eine Person" if n == 1 else start(count_in_words_de(n))
    return f"{who} von {count_in_words_de(of)}"


def _departments(n: int) -> str:
    return "Eine" if n == 1 else start(count_in_words_de(n))


def _who_know(n: int, of: int, departments: bool = False) -> str:
    """So many of those who know, people or departments."""
    if departments:
        return f"{_of(n, of, departments)}, die es wissen,"
    if n == of:
        return f"Alle {count_de(of)}, die es wissen,"
    who = "eine Person" if n == 1 else count_in_words_de(n)
    return f"{start(who)} von {count_in_words_de(of)}, die es wissen,"


def many_do_not_know(about: str, unknown: int, of: int, *, departments: bool = False) -> str:
    """Who does not know, of all who answered; without a thing, of the question."""
    what = f" zu {quoted_de(about)}" if about else ""
    return f"{_of(unknown, of, departments)} {'weiß' if unknown == 1 != of else 'wissen'} es{what} nicht."


def most_say(about: str, choice: str, n: int, of: int, *, departments: bool = False) -> str:
    """What most of those who know say of a thing."""
    what = f" zu {quoted_de(about)}" if about else ""
    return f"{_who_know(n, of, departments)} {'sagt' if n == 1 != of else 'sagen'}{what} {quoted_de(choice)}."


def holds_most(about: str, points: float) -> str:
    """What has most of the points."""
    return f"{quoted_de(about)} hat {whole(points)} unserer 100 Punkte."


def functions_say_otherwise(about: str, said: Sequence[tuple[str | None, str]]) -> str:
    """Functions of three or more, most of which say different things; None: the others."""
    parts = [f"in {name} {quoted_de(choice)}" for name, choice in said if name is not None]
    parts += [f"unter den anderen {quoted_de(choice)}" for name, choice in said if name is None]
    return f"{f'Zu {quoted_de(about)} ' if about else 'Es '}sagen die meisten {listed_de(parts)}."


def opinions_split(
    about: str, one: tuple[str, int], other: tuple[str, int], *, departments: bool = False
) -> str:
    """Two choices that about as many of us make."""
    of = f" bei {quoted_de(about)}" if about else ""
    we, alone = ("Die Abteilungen", "eine") if departments else ("Wir", "eine Person")
    ones, others = (alone if n == 1 else count_in_words_de(n) for n in (one[1], other[1]))
    return (
        f"{we} sind{of} geteilter Meinung: {ones} für {quoted_de(one[0])}, "
        f"{others} für {quoted_de(other[0])}."
    )


def function_says(function: str) -> str:
    """What stands before the words of a function's card."""
    return f"{function} sagt:"


def cards_clash(n: int, of: int, gives_way: str | None) -> str:
    """How many of us say that a customer who hears these cards hears a clash."""
    told = f"{_who_know(n, of).removesuffix(',')}: Das widerspricht sich."
    return told if gives_way is None else f"{told} Die meisten von uns sagen, dass {gives_way} nachgibt."


def hears_clashes(about: str) -> str:
    """What it comes down to, where most say that cards clash."""
    return f"Wer uns alle über {quoted_de(about)} hört, hört Dinge, die sich widersprechen."


def hears_no_clash(things: int) -> str:
    """What it comes down to, where most say so of nothing."""
    hear = "dass Kunden einen Widerspruch hören"
    if things == 1:
        return f"Von dem Bedürfnis, das wir ansahen, sagen die meisten von uns nicht, {hear}."
    needs = f"keinem der {count_in_words_de(things)} Bedürfnisse"
    return f"Von {needs}, die wir ansahen, sagen die meisten von uns, {hear}."


def not_kept(about: str, mark: float, good: float) -> str:
    """Promised, and by our own marks not kept."""
    return (
        f"Wir versprechen {quoted_de(about)} und geben uns dafür {decimals_de(f'{mark:.1f}')}; "
        f"gut ist {whole(good)}."
    )


def nobody_promises(needs: Sequence[str], points: float) -> str:
    """Important needs of which no card says anything."""
    named = all_quoted_de(needs)
    return f"Keine unserer Karten verspricht etwas zu {named}, {whole(points)} unserer 100 Punkte."


def fits_none(share: float, texts: int, needs: int, low: float, high: float) -> str:
    """How many texts fit none of the needs, and what that says of all texts like them."""
    n = share * texts
    said = (
        f"{n:.0f} von {texts} Dingen, die Kunden uns gesagt haben, passen"
        if is_whole(n)
        else f"Von {texts} Dingen, die Kunden uns gesagt haben, passen {whole(100 * share)} von 100"
    )
    return (
        f"{said} zu keinem unserer {count_in_words_de(needs)} Bedürfnisse; von allen solchen sind das "
        f"{whole(100 * low)} bis {whole(100 * high)} von 100."
    )


def texts_about(about: str, share: float, low: float, high: float, guess: float | None) -> str:
    """How many of 100 texts are about a need, beside what we guessed."""
    said = (
        f"In {whole(100 * share)} von 100 Texten von Kunden geht es um {quoted_de(about)} "
        f"({whole(100 * low)} bis {whole(100 * high)})"
    )
    return f"{said}." if guess is None else f"{said}; geschätzt hatten wir {whole(guess)}."


def points_without_texts(about: str, points: float, share: float, low: float, high: float) -> str:
    """Many of our points, and hardly a text."""
    return (
        f"{quoted_de(about)} hat {whole(points)} unserer 100 Punkte, und kaum ein Text von Kunden handelt "
        f"davon: {whole(100 * share)} von 100 ({whole(100 * low)} bis {whole(100 * high)}). "
        "Danach lohnt es sich zu fragen."
    )


def texts_without_points(about: str, points: float, share: float, low: float, high: float) -> str:
    """Few of our points, and many texts."""
    return (
        f"{quoted_de(about)} hat {whole(points)} unserer 100 Punkte, und viele Texte von Kunden handeln "
        f"davon: {whole(100 * share)} von 100 ({whole(100 * low)} bis {whole(100 * high)}). "
        "Danach lohnt es sich zu fragen."
    )


def read_differently(alike: float, by_chance: float) -> str:
    """Two readers of a text who agree too seldom."""
    return (
        "Wir lesen unsere Kunden verschieden: Von 100 Texten sagen die beiden, die sie lasen, bei "
        f"{whole(100 * alike)} dasselbe; durch Zufall wären es {whole(100 * by_chance)}."
    )


def _apart(points: float) -> str:
    """Points apart; of next to nothing not how little: 0 would say of everybody that both rows are one."""
    return "weniger als 2" if points < SMALLEST else whole(points)


def nearer_to_ourselves(own: float, colleagues: float, exchanged: float) -> str:
    """The customer and the mirror, points apart."""
    return (
        f"Der Kunde, den jede Person beschrieb, ist ihr selbst näher ({_apart(own)} Punkte) als dem Kunden "
        f"der anderen ({whole(colleagues)}); zufällig vertauscht wären es {_apart(exchanged)}."
    )


def not_nearer(own: float, colleagues: float, exchanged: float, people: int) -> str:
    """No mirror that this room could show; of a small room that it cannot tell."""
    few = f"Ob wir uns selbst beschrieben haben, können {count_in_words_de(people)} Personen nicht zeigen."
    return (
        f"Der Kunde, den jede Person beschrieb, ist {_apart(own)} Punkte von ihr selbst entfernt, zufällig "
        f"vertauscht {_apart(exchanged)}, und {whole(colleagues)} vom Kunden der anderen. "
        f"{few if people < TELLS_FROM else 'Kein Zeichen, dass wir uns selbst beschrieben haben.'}"
    )


def too_few_for_mirror(people: int) -> str:
    """Below six people, or two functions of three."""
    who = "Eine Person" if people == 1 else start(count_in_words_de(people))
    said = "sagte" if people == 1 else "sagten"
    return (
        f"{who} von uns {said}, wie sie selbst wählen würden: "
        "zu wenige, oder aus zu wenigen Abteilungen, um es zu vergleichen."
    )
