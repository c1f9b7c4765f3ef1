"""Wording of the closing in German; what each of them may say stands in `words`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cxw.day import agenda
from cxw.day.lens_places import lens_of_key
from cxw.day.standing import NOTHING_CHOSEN
from cxw.findings.closing.words import Named, Opposed
from cxw.findings.in_words import half, start, whole
from cxw.findings.in_words_de import (
    count_de,
    day_in_words_de,
    listed_de,
    people_de,
    percent_de,
    quoted_de,
    so_many_of_us_de,
)
from cxw.model import at_least
from cxw.sharing import TIED
from cxw.text.saying import one_or_more, stopped


def surer(people: int, change: float, customers: int) -> str:
    """Conviction before and after, and what was added in between."""
    points = whole(abs(change))
    size = "so sicher wie"
    if points != "0":
        size = f"um {points} {one_or_more(int(points), 'Prozentpunkt', 'Prozentpunkte')}"
        size += f" {'sicherer' if change > 0 else 'weniger sicher'} als"
    who = f"Die {people}, die zweimal geantwortet haben, sind sich"
    if people == 1:
        who = "Die Person, die zweimal geantwortet hat, ist sich"
    said = f"{who} {size} vor dem Gespräch."
    if not customers:
        return f"{said} Dazwischen kam kein Beleg von Kunden hinzu."
    came = "kam ein Beleg" if customers == 1 else f"kamen {count_de(customers)} Belege"
    return f"{said} Dazwischen {came} von Kunden hinzu."


def so_many_surer(people: int | None, *, least: bool = False) -> str:
    """How many are as sure as before no more, where nothing else may be told; None: fewer than three."""
    who = so_many_of_us_de(people, least=least)
    return f"{who} sind sich nach dem Gespräch sicherer oder weniger sicher als davor."


def asked_once(asked: int) -> str:
    """Why nothing is compared: too few said twice how sure they are."""
    were = one_or_more(asked, "wurde", "wurden")
    sure = one_or_more(asked, "sie sich ist", "sie sich sind")
    return (
        f"{start(people_de(asked))} {were} gefragt, wie sicher {sure}; für einen Vergleich braucht es drei, "
        "die es zweimal gesagt haben."
    )


def unsure_in_words(dk: int, asked: int) -> str:
    """Who could not say how sure they are."""
    if dk == asked:
        return "Niemand von uns weiß, wie sicher wir uns sind."
    if dk == 1:
        return f"Eine Person von {count_de(asked)} weiß nicht, wie sicher sie sich ist."
    return f"{start(count_de(dk))} von {count_de(asked)} wissen nicht, wie sicher sie sich sind."


TOLD = "etwas, das ein Kunde uns gesagt oder getan hat"


def guessed(guess: float | None, told: int | None) -> str:
    """What the room guessed, and how many points are counted by the same definition; None: no points yet."""
    if told is None:
        return "Noch gibt es keine Punkte zu zählen."
    if guess is None:
        return f"{told} unserer 100 Punkte {_rest(told)} auf {TOLD}."
    return f"Geschätzt hatten wir {whole(guess)}; {told} {_rest(told)} auf {TOLD}."


def classes(customers: int, stories: int, nothing: int, against: int) -> str:
    """The 100 points in three classes; about `against` of the last customers say otherwise."""
    return (
        f"{start(_backed(customers))}, {_told(stories)}, für {nothing} liegt noch nichts "
        f"vor{_against(against, nothing)}."
    )


def _backed(points: int) -> str:
    """On ten customers or more, or on what customers did."""
    are = one_or_more(points, "Punkt ist", "Punkte sind")
    return f"{points} {are} durch zehn oder mehr Kunden belegt oder durch ihr Verhalten"


def _told(points: int) -> str:
    return f"{points} {_rest(points)} auf Einzelfällen"


def _rest(points: int) -> str:
    return one_or_more(points, "beruht", "beruhen")


def _against(against: int, nothing: int) -> str:
    if not against:
        return ""
    if against == nothing:
        return "; zu allen sagen Kunden etwas anderes" if against > 1 else "; dazu sagen Kunden etwas anderes"
    return f"; zu {against} davon sagen Kunden etwas anderes"


_HOW = {
    "purchase": "nach dem, was sie kauften",
    "test": "in einem Test",
    "behaviour": "nach dem, was sie taten",
    "survey": "befragt",
    "interviews": "befragt",
    "won-lost": "zu gewonnenen und verlorenen Aufträgen befragt",
    "tickets": "in ihren Meldungen",
    "front-line-tally": "im direkten Kontakt gezählt",
}


def contradicted(about: Sequence[str], by: Opposed | None = None) -> str:
    """Which beliefs customers say otherwise about: how many, how and when, and how much evidence more."""
    by = by or Opposed("", None, None)
    how = [_HOW[by.kind]] if by.kind in _HOW else []
    if by.date is not None:
        how.append(_when(by.date))
    who = f"{_customers(by.customers)}, {' '.join(how)}," if how else _customers(by.customers)
    say = "sagt" if by.customers == 1 and not by.more else "sagen"
    return stopped(f"{start(who)}{_and_more(by.more)} {say} etwas anderes zu {listed_de(about)}")


def _and_more(evidence: int) -> str:
    if not evidence:
        return ""
    return f" und {one_or_more(evidence, 'ein weiterer Beleg', f'{count_de(evidence)} weitere Belege')}"


def _customers(number: int | str | None) -> str:
    """`12 Kunden`, `etwa 14 Kunden`, `1 Kunde`; of an unknown number `Kunden`."""
    if not number:
        return "Kunden"
    about = "etwa " if isinstance(number, str) else ""
    return f"{about}{at_least(number)} {one_or_more(at_least(number), 'Kunde', 'Kunden')}"


def _when(known: dt.date | str) -> str:
    said = day_in_words_de(known)
    if isinstance(known, dt.date):
        return f"bis {said}"
    return f"im {said}" if "-" in known else said


def answer_about(need: str, company: str | None) -> str:
    """What an answer is about."""
    return quoted_de(need) if company is None else mark_label(company, need)


def mark_label(company: str, need: str) -> str:
    """A mark by its company and its need."""
    return f"{company} bei {quoted_de(need)}"


def card_about(kind: str, company: str | None, need: str) -> str:
    """What a promise is about."""
    told = {
        "mark": f"wie {company} bei {quoted_de(need)} dasteht",
        "lens": f"worauf {quoted_de(need)} hinausläuft",
        "thing": f"ob {quoted_de(need)} stimmt",
        "card": f"was unsere Karten zu {quoted_de(need)} sagen",
    }
    if kind in told:
        return told[kind]
    return (
        f"wie wichtig {quoted_de(need)} ist"
        if kind == "weight"
        else f"ob {quoted_de(need)} ein Bedürfnis ist"
    )


def believed_weight(need: str, points: float | None) -> str:
    """A weight as a belief."""
    if points is None:
        return f"Was Kunden {quoted_de(need)} wert ist, wie wir glauben"
    return f"Wir glauben, Kunden würden {quoted_de(need)} {whole(points)} von 100 Punkten geben"


def believed_mark(company: str, need: str, mark: float | None, unknown: tuple[int, int] | None) -> str:
    """A mark as a belief, or as a gap: how many do not know, of how many."""
    if mark is not None:
        return f"Wir glauben, Kunden würden {company} bei {quoted_de(need)} mit {half(mark)} bewerten"
    return f"Wie {company} bei {quoted_de(need)} dasteht: {_gap(unknown)}"


def weight_in_brief(need: str, points: float | None) -> str:
    """A weight under what we believe customers would say."""
    if points is None:
        return f"{quoted_de(need)}: zu wenige von uns haben es gesagt"
    return f"{quoted_de(need)}: {whole(points)} von 100 Punkten"


def mark_in_brief(label: str, mark: float | None, unknown: tuple[int, int] | None) -> str:
    """A mark there, or why there is none."""
    return f"{label}: {_gap(unknown)}" if mark is None else f"{label}: {half(mark)} von 10"


def _gap(unknown: tuple[int, int] | None) -> str:
    """Why a cell has no mark to go by."""
    if unknown is None:
        return "zu wenige von uns haben bewertet"
    dk, asked = unknown
    if dk == asked:
        return "wir wissen es nicht"
    if dk == 1:
        return f"eine Person von {count_de(asked)} weiß es nicht"
    return f"{count_de(dk)} von {count_de(asked)} wissen es nicht"


def guess_unknown(dk: int, asked: int) -> str:
    """Who could not guess how much rests on customers."""
    if dk == asked:
        return "Niemand konnte schätzen."
    if dk == 1:
        return f"Eine Person von {count_de(asked)} konnte nicht schätzen."
    return f"{start(count_de(dk))} von {count_de(asked)} konnten nicht schätzen."


def bring(n: int) -> str:
    """Evidence that nobody in the room could show."""
    many = "Ein Beleg ist" if n == 1 else f"{start(count_de(n))} Belege sind"
    return f"{many} genannt, noch nicht vorgelegt: bitte mitbringen."


_SHORTER = {
    agenda.RIVALS: "Bewertungen nur für die ersten zwei Wettbewerber",
    agenda.FINDINGS: "höchstens vier Befunde zum Besprechen",
    agenda.EVIDENCE: "woher wir es wissen, sollte nur bei höchstens fünf Antworten gefragt werden",
    agenda.CARDS: "höchstens drei Zusagen vorgeschlagen",
    "weights second": "keine zweite Punkterunde",
    "grid second": "keine zweite Bewertungsrunde",
    "grid": "keine Bewertungen",
}
_SECOND = {"weights": "zweite Punkterunde", "grid": "zweite Bewertungsrunde"}
_UNFINISHED = {
    "needs": "Die Bedürfnisse wurden nicht abgeschlossen",
    "weights": "Die Punkte wurden nicht abgeschlossen",
    "grid": "Die Bewertungen wurden nicht abgeschlossen",
    "disagreement": "Das Gespräch darüber, worin wir uns nicht einig sind, wurde nicht abgeschlossen",
    "closing": "Der Abschluss wurde nicht zu Ende gebracht",
    "meeting": "Das zweite Treffen wurde nicht zu Ende gebracht",
}


_WHY = {
    agenda.SHORTENED: "der Ablauf wurde gekürzt",
    agenda.NO_TIME: "keine Zeit",
    NOTHING_CHOSEN: "es wurde kein Bedürfnis gewählt",
    "not in the archive": "nicht im Archiv",
}
"""What cxw itself writes as a reason; all others are somebody's own words."""


def skipped(what: str, why: str) -> str:
    """A stage, a second round or a part of a stage that did not take place, and why."""
    short = _WHY.get(why, why)
    if what in agenda.PARTS or (what in _SHORTER and why == agenda.SHORTENED):
        return f"{start(short)}: {_SHORTER[what]}."
    if lens := lens_of_key(what):
        if why == agenda.SHORTENED:
            return f"{start(short)}: keine Zusatzfrage {quoted_de(lens)}."
        return stopped(f"Die Zusatzfrage {quoted_de(lens)} wurde nicht zu Ende gebracht: {short}")
    stage, *second = what.split()
    if second == ["second"]:
        if why == TIED:
            return f"Die {_SECOND[stage]} fehlt in dieser Kopie: Zu wenige von uns blieben sonst unerkannt."
        if why == "declined":
            short = "wir haben es bei einer gelassen"
        return stopped(f"Eine {_SECOND[stage]} gab es nicht: {short}")
    return stopped(f"{_UNFINISHED[stage]}: {short}")


def nothing_shown(guess: float | None) -> str:
    """Nobody has attached anything yet: nothing was counted that could be few."""
    said = "" if guess is None else f"Geschätzt hatten wir {whole(guess)}. "
    return f"{said}Noch liegt kein Beleg vor: Alle unsere 100 Punkte sind Annahmen."


def named_in_words(first: Named, after: Named | None, gave: int) -> str:
    """How many can be right at most beside how sure they are; each is sure of their own first need."""
    people, most, mean = first
    said = f"Im Schnitt ist sich jede Person ihres eigenen ersten Bedürfnisses zu {percent_de(mean)} sicher"
    if most is not None and most < people:
        us = f"{most} von uns {people}"
        if people != gave:
            us = f"{most} der {people} von uns, die gesagt haben, wie sicher sie sich sind,"
        have = "hat" if most == 1 else "haben"
        said = (
            f"Was Kunden auch an die erste Stelle setzen: Höchstens {us} {have} es "
            "genannt; "
            f"im Schnitt sind wir uns zu {percent_de(mean)} sicher"
        )
    return f"{said}; {_then(*after, before=people)}." if after else f"{said}."


def _then(people: int, most: int | None, mean: float, before: int) -> str:
    """The same after the talk, as a second clause."""
    if most is None or most == people:
        return f"nach dem Gespräch zu {percent_de(mean)}"
    of = f" von {people}" if people != before else ""
    return f"nach dem Gespräch höchstens {most}{of}, und zu {percent_de(mean)} sicher"


def named_needs(needs: int) -> str:
    """How many different needs we put first, each exactly one."""
    return f"Wir nennen {count_de(needs)} verschiedene Bedürfnisse."
