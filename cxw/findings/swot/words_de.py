"""The SWOT as sentences in German; what each of them may say stands in `words`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cxw.findings.in_words import digits, half, start, whole
from cxw.findings.in_words_de import all_quoted_de, count_de, decimals_de, listed_de, people_de, quoted_de
from cxw.findings.marks.types import Lead, Side
from cxw.findings.marks.words_de import beside_rival, who_says
from cxw.findings.swot.types import BoardCount, SwotEntry, SwotKind, SwotReading
from cxw.findings.swot.words import MOST_NAMED, OWN, Counts, EntrySubject
from cxw.text.saying import one_or_more, stopped

LITTLE_KNOWN = (
    "Wettbewerber, die zu wenige von uns bei einem Bedürfnis kennen, zählen dort nicht mit; welche das sind, "
    "zeigen die Felder ohne Urteil."
)
NOTHING_FIRM = (
    "Noch nichts, was wir behaupten können: Kein Bedürfnis des Tages zählt genug und ist gut genug bewertet."
)
CAUTION = (
    "Vermutete Chance nach Ulwick: Wichtigkeit plus das, worum sie die Zufriedenheit übersteigt, 0 bis 20. "
    "Wichtigkeit ist das Zehnfache des Anteils von uns, der dem Bedürfnis mindestens so viele Punkte gab, "
    "wie "
    "ein Bedürfnis im Schnitt hat; Zufriedenheit das Zehnfache des Anteils, der uns mit 8 oder besser "
    "bewertet hat. Das ist, was dieser Raum glaubt: Die veröffentlichten Stufen gelten für Antworten von "
    "Kunden und hier nicht."
)
TOO_FEW_SAID = "Zu wenige von uns haben Punkte gegeben, um zu sagen, welche Bedürfnisse zählen."
TOO_FEW_TO_WEIGH = "Zu wenige von uns haben Punkte gegeben, um Bewertungen damit zu gewichten."
SHARED = (
    "Dies ist eine Kopie zum Weitergeben: Punkte und Bewertungen einer Person gehören darin nicht zusammen. "
    "Eigene Stimmen und die SWOT brauchen beides und stehen deshalb nur im Handout des Raums."
)
VOTES_WITHHELD = "Eigene Stimmen stehen hier nicht: Sie könnten verraten, wer von uns es nicht wusste."
NO_LEADS = (
    "Zu wenige von uns haben uns und einen Wettbewerber beim selben Bedürfnis bewertet, deshalb kann kein "
    "Bedürfnis in einem Feld stehen."
)
THE_ROOM = "der Raum"
FEW_POINTS = "Wenige Punkte"
NAMES: Mapping[SwotKind, str] = {
    "strength": "Stärke",
    "weakness": "Schwäche",
    "opportunity": "Chance",
    "threat": "Risiko",
    "expected": "Von allen erwartet",
    "excess": "Mehr als nötig?",
}
FREE_TITLES: Mapping[Side, str] = {"split": "Wir sind geteilter Meinung", "level": "Etwa gleichauf"}
BY_LITTLE: Mapping[Side, str] = {"ahead": "Vorn, aber knapp", "behind": "Zurück, aber knapp"}


def entry_title(kind: SwotKind, reading: SwotReading) -> str:
    """What kind of entry it is, and how firmly it is said."""
    named = NAMES[kind]
    if kind == "excess":
        return named
    if reading.startswith("contested"):
        return f"{named}, aber wir sind uns nicht einig"
    if reading == "statement" or kind == "expected":
        return named
    return f"{'Vermutetes' if kind == 'threat' else 'Vermutete'} {named}"


def entry(kind: SwotKind, about: EntrySubject, reading: SwotReading) -> str:
    """What follows the title: the claim, the question to customers, or that the room does not agree."""
    claim, that = _CLAIMS[kind](quoted_de(about.need), about)
    if reading == "statement":
        return stopped(start(claim))
    if reading == "question":
        return f"Stimmen Kunden zu, dass {that}?"
    said = (
        f"Wie dieser Raum es sieht: {start(claim)}" if reading == "contested" else f"Wir glauben, dass {that}"
    )
    return f"{said}; ein anderer Raum wie unserer würde das vielleicht nicht sagen."


def _rival(about: EntrySubject) -> str:
    """The best rival behind `vor`, `hinter` and `mit`."""
    if about.rival:
        return about.rival
    return (
        "unserem besten Wettbewerber"
        if about.all_known
        else "dem besten Wettbewerber, den wir gut genug kennen,"
    )


def _who(about: EntrySubject) -> str:
    """The best rival as the subject of a sentence."""
    if about.rival:
        return about.rival
    return (
        "unser bester Wettbewerber"
        if about.all_known
        else "der beste Wettbewerber, den wir gut genug kennen,"
    )


def _stand(where: str, more: str = "") -> Callable[[str, EntrySubject], tuple[str, str]]:
    """Where we lie beside the best rival, as a sentence and as what we believe."""

    def said(need: str, about: EntrySubject) -> tuple[str, str]:
        rival = _rival(about)
        return (
            f"wir liegen bei {need} {where} {rival.removesuffix(',')}{more}",
            f"wir bei {need} {where} {rival} liegen{more}",
        )

    return said


def _opportunity(need: str, about: EntrySubject) -> tuple[str, str]:
    known = "" if about.all_known else ", den wir gut genug kennen"
    return f"bei {need} ist noch niemand gut{known}", f"bei {need} noch niemand gut ist{known}"


def _threat(need: str, about: EntrySubject) -> tuple[str, str]:
    rival = _who(about)
    ours, that = (
        ("wir liegen zurück", "wir zurückliegen") if about.trails else ("wir sind es nicht", "wir nicht")
    )
    return f"{rival} ist bei {need} gut, und {ours}", f"{rival} bei {need} gut ist und {that}"


def _expected(need: str, about: EntrySubject) -> tuple[str, str]:
    said = f"gut und etwa gleichauf mit {_rival(about)}"
    return f"wir sind bei {need} {said.removesuffix(',')}", f"wir bei {need} {said} sind"


_CLAIMS: Mapping[SwotKind, Callable[[str, EntrySubject], tuple[str, str]]] = {
    "strength": _stand("vor"),
    "weakness": _stand("hinter"),
    "opportunity": _opportunity,
    "threat": _threat,
    "expected": _expected,
    "excess": _stand("vor", ", obwohl es weniger zählt"),
}
"""Each claim as a sentence, and behind `dass`."""


def free_title(side: Side, *, sure: bool) -> str:
    """The title of an important need that no side has put in a box."""
    return BY_LITTLE.get(side, "Nicht sicher") if sure else FREE_TITLES.get(side, "Nicht sicher")


def without_sure_side(need: str, rival: str, side: Side, counts: Counts | None) -> str:
    """Who says what on an important need without a sure side, and the question that it is."""
    asked = "Wo würden Kunden uns sehen?"
    if counts is None:
        return (
            f"Nach den mittleren Bewertungen liegen wir bei {quoted_de(need)} {beside_rival(side, rival)}. "
            f"{asked}"
        )
    return f"Bei {quoted_de(need)}: {start(who_says(rival, counts))}. {asked}"


def light(need: str, rival: str, sure: Side | None, lead: Lead) -> str:
    """Where we stand on a need that has few points; `sure`: the side, where it is."""
    if lead.counts is None:
        return (
            f"Nach den mittleren Bewertungen liegen wir bei {quoted_de(need)} "
            f"{beside_rival(lead.side, rival)}."
        )
    if sure is None:
        return f"Bei {quoted_de(need)}: {start(who_says(rival, lead.counts))}."
    people = lead.counts[0] if sure == "ahead" else lead.counts[2]
    say = one_or_more(people, "sagt", "sagen")
    where = beside_rival(sure, rival)
    return f"Wir liegen bei {quoted_de(need)} {where} (das {say} {people} von {sum(lead.counts)})."


def matters_in_words(points: float, even: float, *, important: bool) -> str:
    """That another room might find the need important, or not."""
    asked = "Ob es genug zählt, ist offen" if important else "Ob es weniger zählt, ist offen"
    has, share = whole(points), whole(even)
    if has == share and digits(points) != digits(even):
        has, share = decimals_de(digits(points)), decimals_de(digits(even))
    return f"Es hat {has} von 100 Punkten, im Schnitt hat ein Bedürfnis {share}: {asked}."


def without_rivals(rivals: Sequence[tuple[str, int, int]]) -> str:
    """Which rivals are in no entry of a need; of one alone how many of how many do not know it there."""
    names = [name for name, *_ in rivals]
    if len(names) > MOST_NAMED:
        return (
            f"Nicht mitgezählt: {count_de(len(names))} Wettbewerber, über die hier zu wenige von uns etwas "
            "wissen."
        )
    (_, unknown, asked), *more = rivals
    if more or not unknown:
        few = "Darüber wissen hier zu wenige von uns etwas"
    elif unknown == 1:
        few = f"Eine Person von {count_de(asked)} weiß es hier nicht"
    else:
        few = f"{start(count_de(unknown))} von {count_de(asked)} wissen es hier nicht"
    return f"Nicht mitgezählt: {listed_de(names)}. {few}."


def also(entries: Sequence[SwotEntry]) -> str:
    """Further entries of one box in few words."""
    told = [
        quoted_de(entry.short) + (f" (gegenüber {entry.rival})" if entry.rival else "") for entry in entries
    ]
    return stopped(f"Außerdem {listed_de(told)}")


def headline(entries: Sequence[SwotEntry]) -> str:
    """How many entries are stated, how many are questions, and on how many needs we are of one mind."""
    found = BoardCount(entries)
    parts = [
        (found.stated, "eine Aussage", "Aussagen"),
        (found.asked, "eine Frage an Kunden", "Fragen an Kunden"),
        (
            found.contested,
            "ein Eintrag, über den wir uns nicht einig sind",
            "Einträge, über die wir uns nicht einig sind",
        ),
        (
            found.free,
            "ein Bedürfnis, bei dem wir geteilter Meinung oder nicht sicher sind",
            "Bedürfnisse, bei denen wir geteilter Meinung oder nicht sicher sind",
        ),
    ]
    named = [one if n == 1 else f"{count_de(n)} {more}" for n, one, more in parts if n]
    if not named:
        return NOTHING_FIRM
    if len(named) > 1 and ", " in named[-2]:
        named[-2] += ","  # the clause ends before the last of the row
    said = listed_de(named)
    return f"{start(said)}." if found.stated else f"Noch nichts, was wir behaupten können: {said}."


def few() -> str:
    """Why nothing is stated in a small room."""
    return (
        "Wir sind zu wenige für eine Aussage: Was in einem Feld steht, stünde da, wen man auch wegließe, und "
        "ist eine Frage."
    )


def silent(needs: Sequence[str], why: str) -> str:
    """Why needs stand in no box."""
    return f"{all_quoted_de(needs)}: {why}"


def own_votes_in_words(rival: str, ahead: int, level: int, behind: int) -> str:
    """How many people's own points and marks put us where."""
    voters = ahead + level + behind
    sides: dict[Side, int] = {"behind": behind, "ahead": ahead, "level": level}
    if ahead == behind > level:
        see = one_or_more(ahead, "sieht", "sehen")
        return f"{ahead} von {voters} {see} uns vor {rival}, ebenso viele dahinter."
    where = max(sides, key=lambda side: sides[side])
    many = sides[where]
    who = f"Alle {voters}" if many == voters > 1 else f"{many} von {voters}"
    return f"{who} {one_or_more(many, 'sieht', 'sehen')} uns {beside_rival(where, rival)}."


def votes_counted(unable: Sequence[tuple[str, int]]) -> str:
    """How own votes are counted, and how many are in no count; of the first rival where they differ."""
    said = "Jede Person zählt einmal, mit ihren eigenen Punkten und ihren eigenen Bewertungen."
    if not unable or not unable[0][1]:
        return said
    rival, people = unable[0]
    against = f" gegenüber {rival}" if any(number != people for _, number in unable) else ""
    have = one_or_more(people, "hat", "haben")
    return f"{said} {start(people_de(people))} {have} zu wenige Zahlen gegeben, um{against} mitzuzählen."


def first_place(names: Sequence[str], left_out: Sequence[str], *, some: bool) -> str:
    """Who comes out first, without a stop; `left_out` needs are in no score, `some` companies neither."""
    few = f" (ohne {all_quoted_de(left_out)}: zu wenige Bewertungen)" if left_out else ""
    marks = f"die mit unseren Punkten gewichteten Bewertungen{few}"
    who = listed_de(["uns" if name == OWN else name for name in names])
    where = f"{who} gleichauf auf den ersten Platz" if len(names) > 1 else f"{who} auf den ersten Platz"
    if some:
        return f"Unter den Unternehmen, die wir gut genug kennen, setzen {marks} {where}"
    return f"{start(marks)} setzen {where}"


def first_again(*, says: bool, decided: bool) -> str:
    """Whether another room like this one would put the same company first."""
    if says:
        return "; dieser Raum würde es wieder sagen (Kunden vielleicht nicht)."
    if decided:
        return ", doch ein anderer Raum wie unserer würde das vielleicht nicht sagen."
    return "; wir sind zu wenige, um zu wissen, ob ein anderer Raum wie unserer das sagen würde."


def halo_in_words(by: float) -> str:
    """That we mark ourselves far above all competitors together."""
    return (
        f"Über alle Bedürfnisse hinweg bewerten wir uns um {half(by)} (von zehn) höher als unsere "
        "Wettbewerber: Das kann stimmen, oder wir hängen an unserer eigenen Arbeit."
    )


def no_score(company: str) -> str:
    """Why a company has no score."""
    who = "Wir haben" if company == OWN else f"{company} hat"
    return (
        f"{who} keinen Gesamtwert: Genug Bewertungen gibt es nur bei Bedürfnissen mit weniger als der Hälfte "
        "der Punkte."
    )


def no_need(needs: Sequence[str]) -> str:
    """Needs that are in no score."""
    stand = one_or_more(len(needs), "steht", "stehen")
    named = all_quoted_de(needs)
    return f"{named} {stand} in keinem Gesamtwert: Dort hat nicht jedes Unternehmen genug Bewertungen."
