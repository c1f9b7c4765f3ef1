"""Wording about points in German: the same numbers, said as a German room speaks."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

from cxw import findings
from cxw.findings.in_words_de import count_in_words_de, listed_de, quoted_de
from cxw.findings.languages import Wording, wording
from cxw.sessionfile import load

WORKSHOPS = Path(__file__).parent.parent / "workshops"
SAID: list[tuple[Callable[[Wording], str], str]] = [
    (lambda p: p.points.dont_know(2, 8), "Zwei von acht sagten: Wir wissen nicht, wie Kunden das gewichten."),
    (
        lambda p: p.points.dont_know(1, 8),
        "Eine Person von acht sagte: Wir wissen nicht, wie Kunden das gewichten.",
    ),
    (lambda p: p.points.dont_know(3, 3), "Alle sagten: Wir wissen nicht, wie Kunden das gewichten."),
    (
        lambda p: p.points.too_few(1),
        "Nur eine Person hat Punkte gegeben; Zahlen stehen hier ab drei Personen.",
    ),
    (lambda p: p.points.too_few(0), "Niemand hat Punkte gegeben; Zahlen stehen hier ab drei Personen."),
    (
        lambda p: p.points.too_few(2, "points twice"),
        "Nur zwei Personen haben zweimal Punkte gegeben; Zahlen stehen hier ab drei Personen.",
    ),
    (
        lambda p: p.points.few_answered(2),
        "Nur zwei Personen haben geantwortet; was sie gegeben haben, steht hier ab drei Personen.",
    ),
    (
        lambda p: p.points.room_apart(9, 34.4, "Größe & Co.", 12),
        "Im Schnitt verteilen zwei von uns 34 von 100 Punkten verschieden; 12 davon entfallen auf „Größe & Co.“.",
    ),
    (
        lambda p: p.points.room_apart(9, 3, "Preis", 1),
        "Im Schnitt verteilen zwei von uns 3 von 100 Punkten verschieden; 1 davon entfällt auf „Preis“.",
    ),
    (
        lambda p: p.points.room_apart(9, 0, "Preis", 0),
        "Alle neun von uns, die Punkte gaben, gaben dieselben.",
    ),
    (lambda p: p.points.even(), "Wer Punkte gegeben hat, hat sie gleichmäßig verteilt."),
    (
        lambda p: p.points.spread_of(10),
        "Jede Person hat 10 Punkte verteilt; hier sind sie auf 100 umgerechnet.",
    ),
    (
        lambda p: p.points.spread_of(1),
        "Jede Person hat einen Punkt vergeben; hier ist er auf 100 umgerechnet.",
    ),
    (
        lambda p: p.functions.functions_apart(("Vertrieb", "Kundendienst"), 34, 18),
        "Vertrieb und Kundendienst verteilen 34 ihrer 100 Punkte verschieden; bei ausgelosten Gruppen: 18.",
    ),
    (
        lambda p: p.functions.functions_beside(("Vertrieb", "Recht"), 29, 27),
        "Vertrieb und Recht liegen 29 von 100 Punkten auseinander; bei ausgelosten Gruppen: 27.",
    ),
    (
        lambda p: p.functions.apart_within("Vertrieb", 12),
        "Innerhalb von Vertrieb liegen zwei Personen im Schnitt 12 Punkte auseinander.",
    ),
    (
        lambda p: p.functions.gap(("Vertrieb", "Recht"), "Preis", (40, 12), 10),
        "Vertrieb gibt „Preis“ 40 von 100, Recht 12; bei ausgelosten Gruppen: 10 Unterschied, wo er am größten ist.",
    ),
    (
        lambda p: p.functions.never([3, 3, 2]),
        "Bei drei, drei und zwei Personen ist kein noch so großer Unterschied von Zufall zu unterscheiden.",
    ),
    (
        lambda p: p.functions.ground(["Vertrieb", "Recht"], ["Preis"], 20, True),
        "Beide Abteilungen geben „Preis“ mindestens 20 von 100 Punkten.",
    ),
    (
        lambda p: p.functions.verdict_in_words("undecided", 1)[0],
        "Dieser Raum kann nicht entscheiden, ob sich die Abteilungen unterscheiden: Eine Person ist zu wenig.",
    ),
    (
        lambda p: p.functions.patterns([("Vertrieb", ["Preis", "Tempo"]), ("Recht", ["Hilfe"])]),
        "Vertrieb setzt am meisten auf „Preis“ und „Tempo“, Recht auf „Hilfe“.",
    ),
    (
        lambda p: p.points.two_camps("Preis", [(21, 40, 60), (3, 0, 10)]),
        "Bei „Preis“ stehen wir in zwei Lagern: Einundzwanzig von uns geben 40 bis 60 Punkte, drei geben 0 bis 10.",
    ),
    (
        lambda p: p.points.nothing_or_much("Preis", 1, (4, 40)),
        "„Preis“: Eine Person gibt dafür nichts, vier geben 40 Punkte oder mehr.",
    ),
    (
        lambda p: p.points.who_stands_where("Preis", [(2, 40, 60), (1, 5, 5)]),
        "Bei „Preis“ geben zwei 40 bis 60, gibt eine Person 5 Punkte.",
    ),
    (
        lambda p: p.points.need_spread("Preis", 5, 60, (10, 32.5)),
        "„Preis“ bekommt zwischen 5 und 60 Punkte; die mittlere Hälfte von uns gibt 10 bis 32½.",
    ),
    (
        lambda p: p.points.tiers_in_words([[("Preis", 34.0)], [("Tempo", 20.0)]]),
        "Wir glauben, dass „Preis“ (im Schnitt 34 von 100 Punkten) am meisten zählt.",
    ),
    (
        lambda p: p.points.tiers_in_words([[("Preis", 34.0), ("Tempo", 30.0)], [("Hilfe", 20.0)]]),
        "Wir glauben, dass „Preis“ (im Schnitt 34 von 100 Punkten) und „Tempo“ (30) am meisten zählen; welches davon zuerst kommt, ist offen.",
    ),
    (
        lambda p: p.points.not_settled(5, (12, 30), False),
        "Welches unserer fünf Bedürfnisse zuerst kommt, ist offen; im Schnitt bekommen sie 12 bis 30 von 100 Punkten.",
    ),
    (
        lambda p: p.needs.categories(1, 5),
        "Eines unserer fünf Bedürfnisse ist ein Schlagwort, das jedes Unternehmen in jedem Markt hätte hinschreiben können.",
    ),
    (
        lambda p: p.needs.finding_in_brief(p.needs.categories(2, 5)),
        "Zwei unserer fünf Bedürfnisse sind Schlagworte",
    ),
    (
        lambda p: p.needs.solutions(["App"]),
        "„App“ nennt eine Lösung, noch nicht, was Kunden erledigt haben wollen.",
    ),
    (
        lambda p: p.points.not_concluded(["why functions differ", "what customers want"]),
        "Nichts davon sagt uns, warum sich die Abteilungen unterscheiden oder was Kunden wollen.",
    ),
    (
        lambda p: p.points.points_without("Øyvind Müller", []),
        "Ohne Øyvind Müller sagen die Punkte zuerst dasselbe.",
    ),
]


@pytest.mark.parametrize(("sentence", "said"), SAID, ids=[said[:40] for _, said in SAID])
def test_a_number_is_said_in_german(sentence: Callable[[Wording], str], said: str) -> None:
    assert sentence(wording("de")) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "eins"),
        (12, "zwölf"),
        (17, "siebzehn"),
        (21, "einundzwanzig"),
        (66, "sechsundsechzig"),
        (100, "100"),
    ],
)
def test_people_are_counted_in_german_words(number: int, said: str) -> None:
    assert count_in_words_de(number) == said


def test_german_words_stand_in_german_quotation_marks() -> None:
    assert quoted_de("„Preis“") == quoted_de("Preis") == "„Preis“"
    assert quoted_de("der „gute“ Preis") == "„der ‚gute‘ Preis“"
    assert listed_de(["a", "b", "c"]) == "a, b und c"


@pytest.mark.parametrize("subject", [field.name for field in fields(Wording)])
def test_each_language_takes_the_same_numbers_for_each_sentence(subject: str) -> None:
    english, german = (getattr(wording(language), subject) for language in ("en", "de"))
    held = get_type_hints(Wording)[subject]
    for name in (one for one in vars(held) if not one.startswith("_")):
        signatures = [inspect.signature(getattr(module, name)) for module in (english, german)]
        assert signatures[0] == signatures[1], name


@pytest.mark.parametrize("path", sorted(WORKSHOPS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_same_numbers_stand_in_both_languages(path: Path) -> None:
    """Only sentences differ, and every sentence about points does."""
    session = load(path)
    english, german = (findings.of(session, language=language) for language in ("en", "de"))
    for one, other in zip(english.segments, german.segments, strict=True):
        if one.weights is None or other.weights is None:
            continue
        assert [need.values for need in one.weights.needs] == [need.values for need in other.weights.needs]
        assert one.weights.headline != other.weights.headline
        told = [
            f for f in other.disagreement if f.kind in ("room", "camps", "need", "functions", "gap", "ground")
        ]
        assert not any(word in f.sentence for f in told for word in (" points", " of ", "“ and "))
    assert findings.of(session) == english
