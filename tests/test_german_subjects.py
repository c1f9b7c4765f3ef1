"""What a German room reads of each subject, word for word: cases, plurals, quotes, decimals and dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from cxw.day.agenda import NO_TIME
from cxw.findings.closing.words import Opposed
from cxw.findings.day.words import Missed, RoundName, SoManyPeople
from cxw.findings.languages import Wording, wording
from cxw.findings.marks.words import NeedSide
from cxw.findings.swot.types import Leaning, SwotEntry, SwotKind, SwotReading
from cxw.findings.swot.words import EntrySubject

AT = dt.datetime(2026, 3, 12, 9, 5)
FIRST, SECOND = RoundName("weights", "first"), RoundName("marks", "second", ("Pellaro & Söhne",))
KNOWN, LITTLE = (
    EntrySubject("Preis", "Pellaro", True, True),
    EntrySubject("Preis", None, False, False),
)


def boxed(need: str, reading: SwotReading, kind: SwotKind) -> SwotEntry:
    """An entry of which only the kind and the reading matter."""
    nothing = (None, None)
    return SwotEntry(
        kind,
        need,
        need,
        reading,
        None,
        "",
        "",
        *nothing,
        "assumption",
        False,
        (1, 1, 1),
        None,
        *nothing,
        20.0,
        1,
        4,
        4,
    )


SAID: list[tuple[Callable[[Wording], str], str]] = [
    (
        lambda p: p.moved.moved_in_words(120, 8, [("agreement", 60), ("none", 30)], None),
        "Nach dem Gespräch wechselten 120 Punkte den Platz: 60 um der Einigkeit willen; 30 ohne genannten Grund.",
    ),
    (
        lambda p: p.moved.moved_in_words(1, 8, [("none", 1)], None),
        "Der eine Punkt, der nach dem Gespräch den Platz wechselte, tat es ohne genannten Grund.",
    ),
    (
        lambda p: p.moved.moved_in_words(0, 8, [], None),
        "Von den acht, die zweimal Punkte gegeben haben, hat niemand einen verschoben.",
    ),
    (
        lambda p: p.moved.stop(0.5),
        "Im Median hat jede Person ½ Punkt verschoben; eine weitere Runde brächte wohl wenig Neues.",
    ),
    (
        lambda p: p.moved.pull_in_words("Øyvind Müller", (0.104, 1.24, 3, 8), False),
        (
            "Auf das zu, was Øyvind Müller zuerst hatte: Platz 3 von 8 (Überschuss 0,10, das 1,2-Fache seines Fehlers). "
            "Nichts, was auffällt."
        ),
    ),
    (
        lambda p: p.marks.cell_unknown("Pellaro", "Preis", 1, 8),
        "Eine Person von acht weiß nicht, wie Pellaro bei „Preis“ dasteht.",
    ),
    (
        lambda p: p.marks.cell_functions("Pellaro", "Größe & Co.", [("Vertrieb", 8), ("Recht", 3.5)]),
        "Vertrieb bewertet Pellaro bei „Größe & Co.“ mit 8, Recht mit 3½.",
    ),
    (
        lambda p: p.marks.lead("Pellaro", "Preis", "behind", (0, 1, 7)),
        "Bei „Preis“ sehen wir uns hinter Pellaro: Das sagen sieben von acht.",
    ),
    (
        lambda p: p.marks.lead("Pellaro", "Preis", "ahead", (3, 0, 0)),
        "Bei „Preis“ sehen wir uns vor Pellaro: Das sagen alle drei.",
    ),
    (
        lambda p: p.marks.lead("Pellaro", "Preis", "split", (1, 0, 4)),
        "Bei „Preis“: Eine Person sieht uns vor Pellaro und vier zurück.",
    ),
    (
        lambda p: p.marks.leads_in_words(
            [
                NeedSide("Preis", "behind", (0, 1, 7)),
                NeedSide("Marke", "ahead", (6, 1, 1)),
                NeedSide("Hilfe", "split", (4, 0, 3)),
            ]
        ),
        (
            "Gegenüber unserem besten Wettbewerber sehen wir uns bei „Marke“ (6 von 8) vorn und bei „Preis“ (7 von 8) "
            "zurück; bei „Hilfe“ (4 vorn, 3 zurück) sind wir geteilter Meinung."
        ),
    ),
    (
        lambda p: p.marks.leads_in_words([NeedSide(f"N{n}", "behind", (0, 1, 7)) for n in range(7)]),
        "Gegenüber unserem jeweils besten Wettbewerber sehen wir uns bei sieben Bedürfnissen zurück.",
    ),
    (
        lambda p: p.marks.not_counted([("Alpina", 4, 5, 9)], ["Boreal"]),
        (
            " unter denen, die wir gut genug kennen (nicht Alpina, wo vier bis fünf von neun es nicht wissen; bei "
            "manchen Bedürfnissen nicht Boreal),"
        ),
    ),
    (
        lambda p: p.swot.headline([boxed("a", "contested", "opportunity"), boxed("b", "aside", "split")]),
        (
            "Noch nichts, was wir behaupten können: ein Eintrag, über den wir uns nicht einig sind, und ein Bedürfnis, "
            "bei dem wir geteilter Meinung oder nicht sicher sind."
        ),
    ),
    (lambda p: p.swot.entry("weakness", KNOWN, "statement"), "Wir liegen bei „Preis“ hinter Pellaro."),
    (
        lambda p: p.swot.entry("weakness", LITTLE, "question"),
        "Stimmen Kunden zu, dass wir bei „Preis“ hinter dem besten Wettbewerber, den wir gut genug kennen, liegen?",
    ),
    (
        lambda p: p.swot.entry("threat", KNOWN, "contested"),
        (
            "Wie dieser Raum es sieht: Pellaro ist bei „Preis“ gut, und wir liegen zurück; ein anderer Raum wie unserer "
            "würde das vielleicht nicht sagen."
        ),
    ),
    (lambda p: p.swot.entry_title("threat", "question"), "Vermutetes Risiko"),
    (lambda p: p.swot.entry_title("excess", "question"), "Mehr als nötig?"),
    (
        lambda p: p.swot.first_place(["we", "Pellaro"], ["Preis"], some=False),
        (
            "Die mit unseren Punkten gewichteten Bewertungen (ohne „Preis“: zu wenige Bewertungen) setzen uns und Pellaro "
            "gleichauf auf den ersten Platz"
        ),
    ),
    (
        lambda p: p.flips.swot_without("Vertrieb", ["we"], [("threat", "Preis")]),
        "Ohne Vertrieb kämen wir auf den ersten Platz und wäre „Preis“ kein Risiko.",
    ),
    (
        lambda p: p.flips.no_function(["Vertrieb", "Service"]),
        (
            "Auch ohne Vertrieb oder Service steht dasselbe Unternehmen an erster Stelle, und dieselben Einträge "
            "stehen da."
        ),
    ),
    (
        lambda p: p.flips.swot_without(p.flips.any_one_of(["Ana", "Ben"]), (), [("threat", "Preis")]),
        "Ohne eine einzige der Personen Ana und Ben wäre „Preis“ kein Risiko.",
    ),
    (
        lambda p: p.closing.surer(1, 0, 0),
        (
            "Die Person, die zweimal geantwortet hat, ist sich so sicher wie vor dem Gespräch. Dazwischen kam kein "
            "Beleg von Kunden hinzu."
        ),
    ),
    (
        lambda p: p.flips.no_function(()),
        (
            "Welche Abteilung man auch weglässt: Dasselbe Unternehmen steht an erster Stelle, und dieselben "
            "Einträge stehen da."
        ),
    ),
    (
        lambda p: p.flips.mark_flip_in_words(None, "Preis", 1, "Pellaro", Leaning("A", ("A", "B"))),
        (
            "Wäre unsere mittlere Bewertung bei „Preis“ um 1 höher, zöge Pellaro gleich. Von A und B liegt A am "
            "weitesten in dieser Richtung."
        ),
    ),
    (
        lambda p: p.flips.mark_flip_in_words(None, "Preis", -1.5, "we", None),
        "Wäre unsere mittlere Bewertung bei „Preis“ um 1½ niedriger, zögen wir gleich.",
    ),
    (lambda p: p.swot.own_votes_in_words("Pellaro", 1, 0, 7), "7 von 8 sehen uns hinter Pellaro."),
    (
        lambda p: p.closing.classes(13, 24, 63, 20),
        (
            "13 Punkte sind durch zehn oder mehr Kunden belegt oder durch ihr Verhalten, 24 beruhen auf Einzelfällen, für 63 "
            "liegt noch nichts vor; zu 20 davon sagen Kunden etwas anderes."
        ),
    ),
    (
        lambda p: p.closing.contradicted(["„Preis“"], Opposed("front-line-tally", 41, "2026-05")),
        "41 Kunden, im direkten Kontakt gezählt im Mai 2026, sagen etwas anderes zu „Preis“.",
    ),
    (
        lambda p: p.closing.contradicted(["„Preis“"], Opposed("interviews", 1, dt.date(2026, 3, 12))),
        "1 Kunde, befragt bis 12.\u00a0März 2026, sagt etwas anderes zu „Preis“.",
    ),
    (
        lambda p: p.closing.contradicted(["„Preis“", "„Hilfe“"], Opposed("test", "about 14", None, 1)),
        "Etwa 14 Kunden, in einem Test, und ein weiterer Beleg sagen etwas anderes zu „Preis“ und „Hilfe“.",
    ),
    (
        lambda p: p.closing.named_in_words((8, 3, 72.4), (7, 4, 83), 8),
        (
            "Was Kunden auch an die erste Stelle setzen: Höchstens 3 von uns 8 haben es genannt; im "
            "Schnitt sind wir uns zu 72\u00a0% sicher; nach dem Gespräch höchstens 4 von 7, und zu 83\u00a0% sicher."
        ),
    ),
    (lambda p: p.closing.bring(1), "Ein Beleg ist genannt, noch nicht vorgelegt: bitte mitbringen."),
    (
        lambda p: p.closing.skipped("grid second", "agenda shortened"),
        "Der Ablauf wurde gekürzt: keine zweite Bewertungsrunde.",
    ),
    (
        lambda p: p.closing.skipped("closing", NO_TIME),
        "Der Abschluss wurde nicht zu Ende gebracht: keine Zeit.",
    ),
    (
        lambda p: p.day.late(SoManyPeople(1), Missed(FIRST), [SECOND]),
        (
            "Eine Person kam, nachdem die erste Punkterunde aufgedeckt war, und zählt in der zweiten Bewertungsrunde für "
            "„Pellaro & Söhne“ mit."
        ),
    ),
    (
        lambda p: p.day.declined_sentence(SoManyPeople(2), [FIRST, "closing"]),
        "Zwei Personen wollten in der ersten Punkterunde und beim Abschluss nicht antworten.",
    ),
    (
        lambda p: p.day.sittings([AT, dt.datetime(2026, 3, 13, 10, 0)]),
        "Der Tag verlief in zwei Sitzungen; Beginn um 09:05 Uhr und 10:00 Uhr am 13. März.",
    ),
    (
        lambda p: p.day.aside_sentence(SoManyPeople(3, ("Åsa Lund",)), 1, FIRST),
        (
            "Drei Zettel (Åsa Lund) der ersten Punkterunde wurden beiseitegelegt: einer kam später hinzu, zwei blieben "
            "beiseite, in keiner Zahl."
        ),
    ),
    (
        lambda p: p.day.list_changed(1, 0),
        (
            "Nach der ersten Runde kam ein Bedürfnis hinzu, deshalb bekam die neue Liste eine eigene erste Punkterunde; "
            "über Listen hinweg wird nichts verglichen."
        ),
    ),
    (
        lambda p: p.last_time.promises_kept({"held": 1, "open": 2}),
        (
            "Beim letzten Mal haben wir zugesagt, drei Fragen zu klären: eine zeigte, dass wir recht hatten; zwei stehen "
            "noch aus."
        ),
    ),
    (
        lambda p: p.given.a_step_is(2.5, 8, 4.2),
        "Eine Stufe jener Skala ist hier 2,5, und 8 hier ist dort 4,2.",
    ),
]


@pytest.mark.parametrize(("sentence", "said"), SAID, ids=[said[:50] for _, said in SAID])
def test_a_subject_is_told_as_a_german_room_speaks(sentence: Callable[[Wording], str], said: str) -> None:
    assert sentence(wording("de")) == said
