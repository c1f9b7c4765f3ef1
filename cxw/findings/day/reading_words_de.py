"""Wording of how to read a handout, in German; what each of them may say stands in `reading_words`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from cxw.findings.day.reading_words import Drawing, Method
from cxw.findings.in_words import start
from cxw.findings.in_words_de import count_de, day_in_words_de, decimals_de, listed_de, people_de
from cxw.text.saying import one_or_more

MEANINGS: Mapping[str, str] = {
    "camps_p": (
        "wie oft ein Haufen über alle Bedürfnisse höchstens wie zwei Lager aussehen darf, wenn von zweien "
        "die Rede ist"
    ),
    "pull": "Überschuss, ab dem ein Zug hin zu einer leitenden Person genannt wird, wo er sicher ist",
    "lead": "Stufen Vorsprung oder Rückstand, ab denen ein Bedürfnis Stärke oder Schwäche sein kann",
    "good": "mittlere Bewertung, ab der ein Unternehmen gut ist",
    "statement": (
        "Anteil der Ziehungen, ab dem wir uns einig sind, dass niemand, ein Wettbewerber oder wir selbst gut "
        "sind"
    ),
    "contested": "Anteil der Ziehungen, unter dem es nicht aufgeführt wird",
    "stop_points": "Punkte, die eine Person im Median höchstens verschiebt, wenn eine weitere Runde wenig "
    "brächte",
    "min_marks": "Bewertungen, die ein Feld der Tabelle braucht, um zu zählen",
    "dk_share": "Anteil von „weiß nicht“, ab dem ein Feld nicht zählt",
    "dissent_sd": "Standardabweichung der Bewertungen, über der wir uns bei einem Feld nicht einig sind",
    "dissent_medians": (
        "Stufen zwischen den Medianen zweier Abteilungen, ab denen sie sich bei einem Feld uneinig sein "
        "können"
    ),
    "evidence_months": "Monate, nach denen ein Beleg einen Grad weniger zählt",
}

METHODS: Mapping[Method, str] = {
    "first": "Jede Zahl stammt aus der ersten Antwort aller, gegeben, bevor jemand die anderen gehört hatte.",
    "don't know": "Wer „weiß nicht“ gesagt hat, wird gezählt und ist in keinem Mittelwert.",
    "apart": (
        "Punkte verschieden: wie viele ihrer 100 Punkte zwei Personen auf andere Bedürfnisse setzen, im "
        "Schnitt über alle Paare."
    ),
    "tiers": (
        "Welche Bedürfnisse zuerst kommen, steht nur da, wo es nicht davon abhängt, wer zufällig im Raum "
        "war; "
        "sonst ist die Reihenfolge offen, und die Bedürfnisse stehen in der Reihenfolge der Liste. In einem "
        "Raum von sieben oder weniger wird darüber nichts gesagt."
    ),
    "shuffled": (
        "„Bei ausgelosten Gruppen“: Die Namen der Abteilungen werden immer wieder unter denselben Personen "
        "verlost; so weit liegen solche Gruppen im Schnitt auseinander, obwohl die Namen dann nichts "
        "bedeuten. Das zeigt, wie groß ein Abstand ist, und entscheidet nichts."
    ),
    "tested": (
        "Dass sich Abteilungen unterscheiden, steht nur da, wo Zufall allein sie kaum so verschieden machen "
        "würde; zwei von ihnen oder ein Bedürfnis werden nur genannt, wo sie auch für sich herausragen. Ein "
        "Raum von weniger als 40, der nichts findet, kann es nicht entscheiden und zeigt nie, dass sich "
        "Abteilungen einig sind."
    ),
    "ground": (
        "Dass alle Abteilungen einem Bedürfnis so viele Punkte geben, steht da, wo es in jeder deutlich mehr "
        "als die Hälfte der Personen tut, nicht nur ihr Mittelwert."
    ),
    "camps": (
        "Von zwei Lagern ist die Rede, wo die Punkte eines Bedürfnisses in zwei Haufen liegen, wie es bei "
        "einem Haufen kaum je vorkommt; dass einige ihm nichts geben, macht noch kein Lager. Es sind Haufen "
        "von Punkten und keine Abteilungen."
    ),
    "second": (
        "Eine zweite Runde steht neben der ersten und wird nie mit ihr vermischt. Dass wir zusammengerückt "
        "sind, macht einen Raum sicherer und bringt ihn Kunden nicht näher."
    ),
    "lead": (
        "Auf welcher Seite eines Wettbewerbers wir sind, sagt, wie viele von uns uns vorn, gleichauf und "
        "zurück sehen, unter denen, die beide bewertet haben: vorn, wo es mindestens die Hälfte sagt, "
        "doppelt "
        "so viele wie zurück und zwei mehr. Wo eine oder zwei Personen nur eines der beiden bewertet haben, "
        "steht stattdessen unsere mittlere Bewertung neben der anderen. Der beste Wettbewerber bei einem "
        "Bedürfnis ist der, vor dem wir am wenigsten liegen, unter denen, die wir gut genug kennen."
    ),
    "contested": (
        "Uneinig sind wir uns bei einer Bewertung, wo die Bewertungen weit streuen oder wo sich zwei "
        "Abteilungen dabei stärker unterscheiden, als Zufall es bewirkt."
    ),
    "swot": (
        "Ein Bedürfnis ist eine Stärke oder Schwäche, wo es mindestens so viele Punkte hat wie ein Bedürfnis "
        "im Schnitt, wir im Mittel eine Stufe vorn oder zurück liegen und so viele von uns es sagen, dass "
        "Zufall es kaum bewirkt; in einem Raum von fünf oder weniger müssen es alle sagen. Eine Aussage ist "
        "es nur, wo das Gewicht, unsere Bewertung und die des besten Wettbewerbers durch zehn oder mehr "
        "Kunden belegt sind oder durch ihr Verhalten; sonst ist es eine Frage. Was ein anderer Raum wie "
        "unserer sagen würde, gilt für Räume und sagt nichts über Kunden."
    ),
    "grades": (
        "Ein Kundenbeleg ist, was Kunden taten oder was mindestens zehn sagten, als sie gefragt oder gezählt "
        "wurden; ein Einzelfall ist, was ein Kunde oder jemand von uns, der mit Kunden zu tun hat, erzählt "
        "hat. Alles andere ist eine Annahme, auch das, was hier niemand vorlegen konnte. Belege, die alt "
        "sind, kein Datum haben oder aus einem anderen Segment stammen, zählen weniger."
    ),
}

BEHIND: Mapping[Method, str] = {
    "tiers": (
        "Welche Bedürfnisse zuerst kommen, steht nur so weit da, wie fast alle Ziehungen dieses Raums "
        "übereinstimmen; zwischen zwei solchen Grenzen ist die Reihenfolge offen."
    ),
    "shuffled": (
        "Namen aus dem Hut: Wir verlosen die Abteilungen immer wieder unter denselben Personen und sehen, "
        "wie "
        "weit solche Gruppen im Schnitt auseinanderliegen. Das steht neben einem Abstand, um seine Größe zu "
        "zeigen, und entscheidet nichts."
    ),
    "tested": (
        "Ob sich Abteilungen unterscheiden, wird über alle Bedürfnisse geprüft, indem ihre Namen unter "
        "denselben Personen neu verlost werden; eine Abteilung, deren Leute sich uneinig sind, wiegt "
        "weniger. "
        "Es muss so deutlich sein, dass Zufall es höchstens einmal in zwanzig Fällen bewirkt, und zwei "
        "Abteilungen oder ein Bedürfnis werden nur genannt, wo auch sie für sich herausragen."
    ),
    "ground": (
        "Dass alle Abteilungen einem Bedürfnis mindestens den gleichen Anteil geben, steht da, wo es in "
        "jeder "
        "so viele tun, dass es mehr als die Hälfte solcher Leute ist: alle von drei, vier oder fünf, fünf "
        "von "
        "sechs, sechs von sieben oder acht."
    ),
    "contested": (
        "Uneinig sind wir uns bei einer Bewertung, wo die Bewertungen weit streuen oder wo sich zwei "
        "Abteilungen dabei stärker unterscheiden, als es verloste Abteilungen in neun von zehn Verlosungen "
        "bei irgendeiner Bewertung tun."
    ),
    "swot": (
        "Sicher ist die Seite eines Bedürfnisses, wo sie so selten vorkommt, wenn Vorzeichen über alle "
        "Wettbewerber und Bedürfnisse unter denselben Personen verlost werden, dass höchstens einer von zehn "
        "Räumen ohne Unterschied eine liest. Dass niemand oder ein Wettbewerber gut ist, beruht auf Räumen, "
        "die aus unserem gezogen sind, mit unseren Leuten nach dem Los."
    ),
}

NO_FUNCTION_SHOWN = (
    "Bei den Punkten steht keine Abteilung für sich: Zu wenige haben geantwortet, oder alle sind aus einer "
    "Abteilung."
)
LEADS_UNTOLD = "Manche Vorsprünge haben keine Zahl: Aus ihr ließen sich jemandes Bewertungen errechnen."
NOT_TWICE = (
    "Zu wenige haben zweimal gesagt, wie sicher sie sich sind, um es zu vergleichen, oder zu wenige nur "
    "einmal."
)


_DRAWN = {
    "shuffled": "Namen aus dem Hut alle Arten bis {}, sonst {} (+{})",
    "orders": "Reihenfolgen der Bedürfnisse alle bis {}, sonst {} (+{})",
    "camps": "zwei Lager {} (+{})",
    "tiers": "Ziehungen des Raums für die Reihenfolge der Bedürfnisse {} (+{})",
    "rooms": "aus unserem gezogene Räume {} (+{}), Gewichte nach dem Los {} (+{})",
}


def drawn(drawings: Sequence[Drawing]) -> str:
    """What was drawn how often; each kind of draw begins at the seed and a number of its own."""
    said = (
        _DRAWN[what].format(*(decimals_de(f"{number:,}") for number in numbers)) for what, numbers in drawings
    )
    return f"{'; '.join(said)}. In Klammern, was zum Startwert hinzukommt."


def by_itself(small: int) -> str:
    """From how many people on a function shows."""
    return (
        f"Eine Abteilung steht für sich ab {count_de(small)} Antworten, oder wo alle aus ihr zugestimmt "
        "haben, "
        "und nur, wo sich niemandes Antwort errechnen lässt. Die Zahl neben ihr sagt, wie viele aus ihr da "
        "waren, ob sie Zahlen gaben oder nicht."
    )


def shared_copy(day: dt.date) -> str:
    """That this is a copy which was handed over, and what is not in it."""
    return (
        f"Dies ist eine Kopie zum Weitergeben, erstellt am {day_in_words_de(day)}: Namen, leitende "
        "Stellungen, "
        "Notizen, Zuständige und Abteilungen von weniger als drei Personen sind herausgenommen, die Zeilen "
        "sind Frage für Frage gemischt, was weniger als drei Personen erkennen ließe, ist weggelassen, und "
        "die Runden sind neu versiegelt; ihre Siegel sind also nicht die der Datei des Raums."
    )


def dealt(mixed: int, apart: int) -> str:
    """Which cells of a copy stand apart from functions and from leads."""
    cells = "wurde ein Feld" if mixed == 1 else f"wurden {count_de(mixed)} Felder"
    stand = "steht eines" if apart == 1 else f"stehen {count_de(apart)}"
    return (
        f"In dieser Kopie {cells} der Tabelle über den ganzen Raum verteilt, damit von keiner Abteilung "
        f"Bewertungen zu lesen sind, und {stand} neben niemandes eigenen Bewertungen, damit kein Vorsprung "
        "zu "
        "lesen ist: Sonst ließen sich weniger als drei Personen an dem erkennen, was sie nicht wussten."
    )


def tier_meaning(people: int, needs: int) -> str:
    """What the threshold for the order of needs decides."""
    of = "einem Bedürfnis" if needs == 1 else f"{count_de(needs)} Bedürfnissen"
    return (
        "Anteil der Ziehungen des Raums, in dem Bedürfnisse zuerst kommen müssen, damit es dasteht, bei "
        f"{count_de(people)} Personen und {of}"
    )


def as_others(functions: Sequence[str]) -> str:
    """Functions that do not show by themselves."""
    stand = one_or_more(len(functions), "steht", "stehen")
    return f"{listed_de(functions)} {stand} bei den Punkten unter „andere“."


def cells_short(cells: int) -> str:
    """Cells that carry no verdict."""
    have = "Ein Feld der Tabelle hat" if cells == 1 else f"{start(count_de(cells))} Felder der Tabelle haben"
    return f"{have} zu wenige Bewertungen für ein Urteil."


def late_marks(people: int) -> str:
    """Who marked a company when it was shown already."""
    have = one_or_more(people, "hat", "haben")
    return (
        f"{start(people_de(people))} {have} ein Unternehmen erst nach dem Aufdecken bewertet: in keiner Zahl."
    )
