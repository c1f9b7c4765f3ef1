"""The numbered parts of the first page in German; what each sentence may say stands in `words`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cxw.findings.front.parts.words import (
    CLAUSES,
    alike,
    by_middle_marks,
    in_few_clauses,
    on_which,
    said_once,
    told_by,
)
from cxw.findings.front.types import OnSide, Shown, SwotLine, Who
from cxw.findings.front.words import NAMED
from cxw.findings.front.words_de import dative, so_many_needs
from cxw.findings.in_words import start, whole
from cxw.findings.in_words_de import all_quoted_de, count_de, listed_de, people_de
from cxw.text.saying import one_or_more, stopped


def see_customers(departments: int) -> str:
    """All departments differ from each other beyond chance."""
    if departments == 2:
        return "Unsere zwei Abteilungen sehen zwei verschiedene Kunden"
    return f"Unsere Abteilungen sehen {count_de(departments)} verschiedene Kunden"


def two_see_customers(names: tuple[str, str], apart: float) -> str:
    """The two that differ most, beyond chance."""
    both = f"{listed_de(names)} sehen verschiedene Kunden"
    return f"{both}: {whole(apart)} von 100 Punkten verteilen sie anders"


def differ_somewhere() -> str:
    """A difference that no two of those that show account for."""
    return "Unsere Abteilungen sehen Kunden verschieden; welche davon, ist offen"


def share_needs(needs: Sequence[str], departments: int, even: float, *, everybody: bool) -> str:
    """What most people of every department put weight on; `even`: from how many points on that is."""
    who = f"{'beiden' if departments == 2 else f'allen {count_de(departments)}'}"
    who += " Abteilungen" if everybody else " gezeigten Abteilungen"
    points = f"{'je ' if len(needs) > 1 else ''}{whole(even)} Punkte oder mehr"
    return f"In {who} geben die meisten von uns {so_many_needs(needs, len(needs))} {points}"


def too_few_to_tell() -> str:
    """No difference beyond chance, and too few to find one."""
    return "Wir sind zu wenige, um unsere Abteilungen auseinanderzuhalten"


def none_told_apart() -> str:
    """Enough people, and no difference."""
    return (
        "Einen Unterschied zwischen unseren Abteilungen, der über Zufall hinausgeht, haben wir nicht gefunden"
    )


def none_shows() -> str:
    """Why only the room stands there."""
    return "Keine Abteilung wird einzeln gezeigt; sonst ließen sich Antworten einzelner Personen erschließen."


def one_department(name: str) -> str:
    """Everybody is from one department."""
    return f"Wir gehören alle zu {name}."


def so_far_apart(apart: float) -> str:
    """How far two people are apart: a title where departments are none."""
    if whole(apart) == "0":
        return "Wir haben alle fast dieselben Punkte gegeben"
    return f"Im Schnitt verteilen zwei von uns {whole(apart)} von 100 Punkten verschieden"


def gave_points(given: int, answered: int) -> str:
    """How many stand behind the points, and how many do not know."""
    if given == answered:
        return f"{start(people_de(given))} {one_or_more(given, 'hat', 'haben')} Punkte gegeben."
    unknown = answered - given
    gave = f"{'Eine Person' if given == 1 else start(count_de(given))} von {count_de(answered)}"
    told = "eine Person sagte" if unknown == 1 else f"{count_de(unknown)} sagten"
    return f"{gave} {one_or_more(given, 'hat', 'haben')} Punkte gegeben; {told}: Wir wissen es nicht."


def backed(shown: Shown) -> str:
    """The guess beside what is counted, whole, without a stop."""
    told = shown.customers + shown.stories
    guess = ""
    if shown.guess is not None:
        guess = f"Wir haben geschätzt, dass {whole(shown.guess)} unserer Punkte auf Kunden beruhen; "
    elif shown.guessed:
        guess = "Niemand konnte schätzen, wie viel auf Kunden beruht; "
    if not told:
        return f"{guess}{'bisher liegt nichts davon vor' if guess else 'Von Kunden liegt bisher nichts vor'}"
    if guess:
        return f"{guess}es {one_or_more(told, 'ist', 'sind')} {told}{_of_which(shown)}"
    return f"{told} unserer 100 Punkte {one_or_more(told, 'beruht', 'beruhen')} auf Kunden{_of_which(shown)}"


def _of_which(shown: Shown) -> str:
    many = "auf zehn oder mehr Kunden" if shown.many else "auf zehn oder mehr Kunden oder auf ihrem Verhalten"
    if not shown.stories:
        return f", alle {many}"
    if not shown.customers:
        return ", alle auf Einzelfällen"
    return f": {shown.customers} {many}, {shown.stories} auf Einzelfällen"


def backed_brief(shown: Shown) -> str:
    """The same in the table of segments."""
    if not shown.customers and not shown.stories:
        return "bisher nichts von Kunden"
    said = f"{shown.customers} durch viele Kunden, {shown.stories} durch Einzelfälle"
    said += f", {shown.nothing} durch nichts"
    return f"{said} (zu {shown.against} sagen Kunden etwas anderes)" if shown.against else said


def backed_needs(customers: int, stories: int, needs: int) -> str:
    """What stands behind needs where there are no points to count it by."""
    behind = (
        (customers, "zehn oder mehr Kunden oder ihr Verhalten"),
        (stories, "Einzelfälle"),
        (needs - customers - stories, "bisher nichts"),
    )
    (n, what), *rest = [one for one in behind if one[0]]
    of = "unserem einzigen Bedürfnis" if needs == 1 else f"{dative(n)} von {count_de(needs)} Bedürfnissen"
    return stopped(
        "; ".join([f"Hinter {of} stehen {what}", *(f"hinter {dative(n)} {what}" for n, what in rest)])
    )


_WHO: Mapping[Who, str] = {
    "all": "alle sehen uns",
    "nearly all": "fast alle sehen uns",
    "most": "die meisten sehen uns",
    "most who know": "die meisten, die beide kennen, sehen uns",
    "half": "die Hälfte sieht uns",
    "half who know": "die Hälfte derer, die beide kennen, sieht uns",
    "on balance": "insgesamt liegen wir",
}


_SIDES = {"ahead": "vorn", "level": "gleichauf", "behind": "zurück"}


def sides(told: Sequence[OnSide], needs: int) -> str:
    """Who puts us where, in at most three parts; the others stand in the picture."""
    of = f"von {count_de(needs)} Bedürfnissen"
    on = on_which(told, lambda one: so_many_needs(one.needs, needs), lambda n: f"{count_de(n)} {of}")
    counted = in_few_clauses(told)
    said = [f"{_WHO[who]} {_where(some, on)}" for who, some in told_by(counted)]
    if middle := by_middle_marks(told):
        said.append(f"nach den mittleren Bewertungen liegen wir {_where(middle, on)}")
    said += [_neither(one, on(one)) for one in counted if one.side in ("split", "level")]
    return start(said_once("; ".join(said[:CLAUSES]), of, told))


def _where(some: Sequence[OnSide], on: Callable[[OnSide], str]) -> str:
    return listed_de([f"bei {on(one)} {_SIDES[one.side]}" for one in some])


def _neither(one: OnSide, on: str) -> str:
    if one.side == "split":
        return f"bei {on} sind wir geteilter Meinung"
    return f"{_WHO[one.who]} bei {on} {_SIDES[one.side]}"


def not_counted_there(rivals: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Which rivals are left out where, as too few know them."""
    said = [f"{rival} bei {so_many_needs(needs, len(needs))}" for rival, needs in rivals]
    return stopped(f"Nicht mitgezählt, weil zu wenige von uns sie dort kennen: {listed_de(said)}")


_KINDS = {
    "strength": ("Stärke", "vermutete Stärke", "Stärken"),
    "weakness": ("Schwäche", "vermutete Schwäche", "Schwächen"),
    "opportunity": ("Chance", "vermutete Chance", "Chancen"),
    "threat": ("Risiko", "vermutetes Risiko", "Risiken"),
}


def not_shown_there(needs: Sequence[str], of: int) -> str:
    """Needs on which nothing is said of where we stand."""
    return stopped(f"Kein Vergleich steht hier bei {so_many_needs(needs, of)}")


def board(told: SwotLine) -> str:
    """What the SWOT holds, in a line: what is stated, what is believed, and where we do not agree."""
    said = [_entries(kinds, needs) for kinds, needs in alike(told.stated)]
    said = said or ["noch nichts, was wir behaupten können"]
    said += [_entries(kinds, needs, believed=True) for kinds, needs in alike(told.believed)]
    if told.contested:
        said.append(f"bei {_on(told.contested)} sind wir uns nicht einig")
    for kind, needs in told.disputed.items():
        said.append(f"ob {_subject(needs)} auch {_as_another(kind, len(needs))}, ist unter uns strittig")
    if told.split:
        lets = one_or_more(len(told.split), "lässt", "lassen")
        said.append(f"{_subject(told.split)} {lets} sich noch nicht einordnen")
    return stopped(f"SWOT: {'; '.join(said)}")


def _entries(kinds: Sequence[str], needs: Sequence[str], *, believed: bool = False) -> str:
    """Entries by the names of their needs; of more than a line holds, how many they are."""
    words = listed_de([_kind(kind, len(needs), believed=believed) for kind in kinds])
    if len(needs) <= NAMED:
        return f"{words} {all_quoted_de(needs)}"
    return f"{count_de(len(needs))} {words if len(kinds) == 1 else f'Bedürfnisse als {words}'}"


def _kind(kind: str, needs: int, *, believed: bool) -> str:
    one, maybe, more = _KINDS[kind]
    if needs == 1:
        return maybe if believed else one
    return f"{'vermutete ' if believed else ''}{more}"


def _as_another(kind: str, needs: int) -> str:
    """What needs that stand in one box would be in another one."""
    if needs > 1:
        return f"{_KINDS[kind][2]} sind"
    return f"{'ein' if kind == 'threat' else 'eine'} {_KINDS[kind][0]} ist"


def _subject(needs: Sequence[str]) -> str:
    if len(needs) > NAMED:
        return f"{count_de(len(needs))} Bedürfnisse"
    return all_quoted_de(needs)


def _on(needs: Sequence[str]) -> str:
    return f"{count_de(len(needs))} Bedürfnissen" if len(needs) > NAMED else all_quoted_de(needs)
