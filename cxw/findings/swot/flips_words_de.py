"""What would turn the SWOT, as sentences in German; what each of them may say stands in `flips_words`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.findings.in_words import digits, half, whole
from cxw.findings.in_words_de import decimals_de, listed_de, quoted_de
from cxw.findings.swot.types import Leaning, SwotKind
from cxw.findings.swot.words import OWN
from cxw.text.saying import in_a_row, stopped

NOTHING_ALONE = (
    "Niemand allein ändert den ersten Platz oder einen Eintrag: Alles stünde so da, wen man auch wegließe."
)
SOME_FUNCTIONS = (
    "Was ohne die anderen Abteilungen da stünde, wird nicht gesagt: Zu wenige von ihnen oder von den übrigen "
    "haben Zahlen gegeben."
)
NOT_ANY: Mapping[SwotKind, str] = {
    "strength": "keine Stärke",
    "weakness": "keine Schwäche",
    "opportunity": "keine Chance",
    "threat": "kein Risiko",
    "expected": "nicht von allen erwartet",
    "excess": "nicht mehr als nötig",
}


def swot_without(who: str, first: Sequence[str], lost: Sequence[tuple[SwotKind, str]]) -> str:
    """What would be otherwise without a function or a person; `first` is empty where it stays the same."""
    said = []
    if len(first) > 1:
        said.append(f"wären {_named(first)} gleichauf auf dem ersten Platz")
    elif first:
        said.append(f"{'kämen wir' if first[0] == OWN else f'käme {first[0]}'} auf den ersten Platz")
    for need in dict.fromkeys(need for _, need in lost):
        kinds = [NOT_ANY[kind] for kind, other in lost if other == need]
        said.append(f"wäre {quoted_de(need)} {listed_de(kinds)}")
    return stopped(f"Ohne {who} {listed_de(said)}")


def _named(companies: Sequence[str]) -> str:
    return listed_de(["wir" if name == OWN else name for name in companies])


def any_one_of(names: Sequence[str]) -> str:
    """People of whom each by themselves would change the same, behind `Ohne`."""
    return f"eine einzige der Personen {listed_de(names)}" if len(names) > 1 else listed_de(names)


def no_function(some: Sequence[str]) -> str:
    """That leaving out a function changes nothing; `some` are the ones tried, empty where it was all."""
    if some:
        without = f"Auch ohne {in_a_row(some, 'oder')} steht dasselbe Unternehmen an erster Stelle"
        return f"{without}, und dieselben Einträge stehen da."
    left_out = "Welche Abteilung man auch weglässt: Dasselbe Unternehmen steht an erster Stelle"
    return f"{left_out}, und dieselben Einträge stehen da."


def points_flip_in_words(source: str, target: str, points: float, other: str, leaning: Leaning | None) -> str:
    """The smallest transfer of points that would put another first."""
    one, two = quoted_de(source), quoted_de(target)
    if whole(points) == "0":
        moved = f"Ginge weniger als ein Punkt von {one} an {two}"
    else:
        as_many = "ebenso viel" if digits(points) == "1" else "ebenso viele"
        moved = f"Bekäme {one} {_many(points)} weniger und {two} {as_many} mehr"
    return f"{moved}, {_level(other)}.{_leaning(leaning)}"


def _level(other: str) -> str:
    return "zögen wir gleich" if other == OWN else f"zöge {other} gleich"


def mark_flip_in_words(
    company: str | None, need: str, change: float, other: str, leaning: Leaning | None
) -> str:
    """The smallest change of one mean mark that would put another first; no company is our own."""
    by = "etwas" if half(abs(change)) == "0" else f"um {half(abs(change))}"
    way = "höher" if change > 0 else "niedriger"
    whose = "unsere mittlere Bewertung" if company is None else f"die mittlere Bewertung von {company}"
    return f"Wäre {whose} bei {quoted_de(need)} {by} {way}, {_level(other)}.{_leaning(leaning)}"


def need_flip(source: str, target: str, points: float, leaning: Leaning | None) -> str:
    """What would put another need first."""
    one = whole(points) == "0" or digits(points) == "1"
    much = "weniger als ein Punkt" if whole(points) == "0" else _many(points)
    went = f"{'Ginge' if one else 'Gingen'} {much} von {quoted_de(source)} an {quoted_de(target)}"
    return f"{went}, stünden beide an erster Stelle.{_leaning(leaning)}"


def _leaning(leaning: Leaning | None) -> str:
    if leaning is None:
        return ""
    if leaning.among:
        among = listed_de(leaning.among)
        return f" Von {among} liegt {leaning.function} am weitesten in dieser Richtung."
    return f" Am weitesten in dieser Richtung liegt {leaning.function}."


def _many(points: float) -> str:
    return f"{decimals_de(digits(points))} {'Punkt' if digits(points) == '1' else 'Punkte'}"
