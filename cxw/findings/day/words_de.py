"""The events of the day in German, each one line; what each of them may say stands in `words`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from cxw.findings.day.words import SEVERAL, Missed, OtherThing, RoundName, SoManyPeople
from cxw.findings.in_words import start
from cxw.findings.in_words_de import MONTHS, all_quoted_de, count_de, listed_de, people_de, quoted_de
from cxw.model import OneNumber
from cxw.text.saying import one_or_more, stopped

OF = {"weights": "Punkterunde", "marks": "Bewertungsrunde"}
ONE_OF_US = "jemand von uns"
NO_LONGER = (
    "Diese Liste wurde verlassen, bevor ihre Punkte aufgedeckt waren: Die Zahlen hier sind die der Liste "
    "davor."
)
UNSEEN = "Ihre Punkte sind noch nicht aufgedeckt, deshalb steht hier keine Punktzahl."


def so_many_of_us(n: int) -> str:
    """`zwei von uns`, for as many names in a row."""
    return f"{count_de(n)} von uns"


def _who(people: SoManyPeople) -> str:
    return f"{start(people_de(people.n))}{_names(people)}"


def _names(people: SoManyPeople) -> str:
    return f" ({listed_de(people.names)})" if people.names else ""


def _the(round: RoundName) -> str:
    """`die erste Punkterunde`, as the subject of a sentence."""
    return f"die {'erste' if round.name == 'first' else 'zweite'} {_round(round)}"


def _of_the(round: RoundName) -> str:
    """`der ersten Punkterunde`, behind `in` or a slip."""
    return f"der {'ersten' if round.name == 'first' else 'zweiten'} {_round(round)}"


def _round(round: RoundName) -> str:
    only = f" für {all_quoted_de(round.companies)}" if round.companies else ""
    return f"{OF[round.of]}{only}{' auf der neuen Liste' if round.anew else ''}"


def sittings(times: Sequence[dt.datetime]) -> str:
    """In how many sittings the day was run."""
    many = f"{count_de(len(times))} Sitzungen" if len(times) > 1 else "einer Sitzung"
    return f"Der Tag verlief in {many}; Beginn {_when(times)}."


def _when(times: Sequence[dt.datetime]) -> str:
    """`um 09:00 und 13:02 Uhr`, with the day where it is another one."""
    others = [
        _clock(time)
        if time.date() == before.date()
        else f"{_clock(time)} am {time.day}. {MONTHS[time.month - 1]}"
        for before, time in pairwise(times)
    ]
    told = [_clock(times[0]), *others]
    if len(told) <= SEVERAL:
        return f"um {listed_de(told)}"
    return f"um {told[0]}, dann noch {count_de(len(told) - 1)} Mal bis {told[-1]}"


def _clock(time: dt.datetime) -> str:
    return f"{time:%H:%M} Uhr"


def came(who: SoManyPeople, at: dt.datetime, why: str) -> str:
    """Who was not there when the day began."""
    kam = one_or_more(who.n, "kam", "kamen")
    arrived = f"{_who(who)} {kam} um {_clock(at)}, als der Tag schon begonnen hatte"
    return f"{arrived}: {stopped(why)}" if why else f"{arrived}."


def left(who: SoManyPeople, at: dt.datetime, until: dt.datetime | None, why: str) -> str:
    """Who left the room, when and why; or was out of it for a while."""
    gone = f"{_who(who)} {one_or_more(who.n, 'ging', 'gingen')} um {_clock(at)}"
    if until is not None:
        gone += f" und {one_or_more(who.n, 'kam', 'kamen')} um {_clock(until)} zurück"
    return f"{gone}: {stopped(why)}" if why else f"{gone}."


def many_came_and_went(who: SoManyPeople, first: dt.datetime, last: dt.datetime) -> str:
    """Many who came, went, or were out for a while."""
    between = f"zwischen {first:%H:%M} und {_clock(last)}"
    if who.n == 1:
        return f"{_who(who)} war nicht den ganzen Tag da: Sie kam oder ging {between}."
    return f"{_who(who)} waren nicht den ganzen Tag da: Sie kamen oder gingen {between}."


def early(at: dt.datetime) -> str:
    """The closing began before everything was done."""
    return f"Der Abschluss begann früher, um {_clock(at)}, bevor alles andere abgeschlossen war."


def late(who: SoManyPeople, missed: Missed, counts_in: Sequence[RoundName] | None) -> str:
    """Who came late: after what, and where their answers count; None: in every round after that."""
    after = "die Bedürfnisse gesammelt waren"
    if missed.round is not None:
        after = f"{_the(missed.round)} {'aufgedeckt' if missed.revealed else 'versiegelt'} war"
    where = "jeder Runde danach" if counts_in is None else listed_de([_of_the(one) for one in counts_in])
    said = f"{_who(who)} {one_or_more(who.n, 'kam', 'kamen')}, nachdem {after}"
    return f"{said}, und {one_or_more(who.n, 'zählt', 'zählen')} in {where or 'keiner Runde'} mit."


_OTHER_THINGS: dict[OtherThing, str] = {
    "needs": "bei den Bedürfnissen",
    "closing": "beim Abschluss",
    "guess": "beim Schätzen vor dem Zählen",
    "apart": "beim Schätzen am zweiten Treffen",
}


def declined_sentence(who: SoManyPeople, things: Sequence[RoundName | OtherThing]) -> str:
    """Who chose not to answer what."""
    told = [f"in {_of_the(one)}" if isinstance(one, RoundName) else _OTHER_THINGS[one] for one in things]
    return f"{_who(who)} {one_or_more(who.n, 'wollte', 'wollten')} {listed_de(told)} nicht antworten."


def dont_know_sentence(who: SoManyPeople, of: int, round: RoundName) -> str:
    """Rows of points that say don't know."""
    rows = (
        f"{'Eine' if who.n == 1 else start(count_de(who.n))} von {_rows(of)}{_names(who)} in {_of_the(round)}"
    )
    if who.n == 1:
        return f"{rows} sagt „weiß nicht“: Sie ist in keinem Mittelwert."
    return f"{rows} sagen „weiß nicht“: Sie sind in keinem Mittelwert."


def _rows(of: int) -> str:
    return "einer Zeile" if of == 1 else f"{count_de(of)} Zeilen"


def aside_sentence(slips: SoManyPeople, came_in: int, round: RoundName) -> str:
    """Slips put aside, and whether their answers came in later."""
    said = f"{_slips(slips)} {_of_the(round)} {one_or_more(slips.n, 'wurde', 'wurden')} beiseitegelegt"
    if came_in == slips.n:
        return f"{said}; {one_or_more(slips.n, 'er kam', 'sie kamen')} später hinzu."
    if not came_in:
        return f"{said} und {one_or_more(slips.n, 'blieb', 'blieben')} es auch: in keiner Zahl."
    came = f"{_so_many(came_in)} {one_or_more(came_in, 'kam', 'kamen')} später hinzu"
    left = slips.n - came_in
    return (
        f"{said}: {came}, {_so_many(left)} {one_or_more(left, 'blieb', 'blieben')} beiseite, in keiner Zahl."
    )


def _so_many(slips: int) -> str:
    return "einer" if slips == 1 else count_de(slips)


def _slips(slips: SoManyPeople) -> str:
    return f"{'Ein Zettel' if slips.n == 1 else f'{start(count_de(slips.n))} Zettel'}{_names(slips)}"


def reopened(round: RoundName, times: Sequence[dt.datetime]) -> str:
    """A closed round that took answers again before anybody had seen them."""
    return f"{start(_the(round))} wurde vor dem Aufdecken noch einmal geöffnet, {_when(times)}."


def corrected(slips: SoManyPeople, round: RoundName, times: Sequence[dt.datetime]) -> str:
    """Slips put right after the reveal."""
    were = one_or_more(slips.n, "wurde", "wurden")
    return (
        f"{_slips(slips)} {_of_the(round)} {were} nach dem Aufdecken berichtigt, {_when(times)}; die Datei "
        "behält beide Werte."
    )


ALONE: dict[OneNumber, str] = {
    "votes": "mit Stimmen für Bedürfnisse",
    "conviction": "dazu, wie sicher wir uns nach dem Gespräch sind,",
    "guess": "mit der Schätzung",
    "apart": "mit der Schätzung vom zweiten Treffen",
}
"""What is asked outside of rounds, behind a slip."""


def righted(slips: SoManyPeople, what: OneNumber, times: Sequence[dt.datetime]) -> str:
    """Slips put right of what belongs to no round."""
    said = f"{_slips(slips)} {ALONE[what]} {one_or_more(slips.n, 'wurde', 'wurden')}"
    return f"{said} berichtigt, {_when(times)}; die Datei behält beide Werte."


def by_hand_sentence(round: RoundName, times: Sequence[dt.datetime]) -> str:
    """A sealed round whose file was changed."""
    return (
        f"{start(_the(round))} wurde von Hand geändert und neu versiegelt, {_when(times)}: Die alten Werte "
        "sind unbekannt."
    )


def reworded(old: str, new: str, at: dt.datetime) -> str:
    """A need that has other words since."""
    return (
        f"Um {_clock(at)} wurde {quoted_de(old)} zu {quoted_de(new)}; Runden davor behalten die alten Worte."
    )


def renamed(old: str, new: str, at: dt.datetime) -> str:
    """A company or a segment that has another name since."""
    return (
        f"Um {_clock(at)} wurde {quoted_de(old)} in {quoted_de(new)} umbenannt: Hier steht überall der neue "
        "Name."
    )


def parked(need: str, why: str) -> str:
    """A need that was set aside as a question."""
    return f"{quoted_de(need)} wurde zurückgestellt: {stopped(why)}"


def new_list(needs: int, at: dt.datetime, later: bool) -> str:
    """The room gave up its list of needs."""
    again = "eine weitere neue Liste" if later else "eine neue Liste"
    of = "einem Bedürfnis" if needs == 1 else f"{count_de(needs)} Bedürfnissen"
    return f"Ab {_clock(at)} wurde {again} mit {of} gewichtet."


def list_changed(more: int, fewer: int) -> str:
    """Why the room weighed anew: how many needs are new on its list, and how many are no longer on it."""
    if more and fewer:
        said = "wurden Bedürfnisse ausgetauscht"
    elif more:
        said = f"{one_or_more(more, 'kam', 'kamen')} {_needs(more)} hinzu"
    elif fewer:
        said = f"{one_or_more(fewer, 'fiel', 'fielen')} {_needs(fewer)} weg"
    else:
        said = "wurden die Bedürfnisse neu gewählt"
    return (
        f"Nach der ersten Runde {said}, deshalb bekam die neue Liste eine eigene erste Punkterunde; über "
        "Listen hinweg wird nichts verglichen."
    )


def _needs(n: int) -> str:
    return "ein Bedürfnis" if n == 1 else f"{count_de(n)} Bedürfnisse"


def late_company(names: Sequence[str], at: dt.datetime) -> str:
    """A competitor that was named after the others were marked."""
    named = all_quoted_de(names)
    came = one_or_more(len(names), "kam hinzu", "kamen hinzu")
    have = one_or_more(len(names), "hat eine eigene Spalte", "haben eigene Spalten")
    return (
        f"{named} {came}, als die ersten Bewertungen versiegelt waren, und {have}, bewertet ab {_clock(at)}."
    )


def unrevealed(round: RoundName, at: dt.datetime) -> str:
    """A round nobody has seen."""
    return (
        f"{start(_the(round))} wurde um {_clock(at)} versiegelt und nie aufgedeckt: Sie ist in keiner Zahl."
    )
