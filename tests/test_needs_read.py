"""How needs read: real-looking ones in four languages, each with what it is taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_record import points, room

from cxw import findings
from cxw import handout as report
from cxw.day.needs import ALIKE, likeness
from cxw.findings.in_words import count
from cxw.findings.types import SegmentFindings
from cxw.model import Need, Session
from cxw.text.categories import read_need
from cxw.text.categories.language import language, language_names
from cxw.theme import DARK
from cxw.wall import ScreenView, draw
from cxw.wall import revealed as screens_of

CATEGORIES = {
    "en": """Brand | Product | Quality | Price | Service | Innovation | Good quality | High quality products
        A fair price | Fair prices | Great service | Customer service | Quality and price | Quality, price, service
        Value for money | Good value for money | Ease of use | Easy to use | User-friendly | Fast delivery
        Reliability | A reliable partner | Reliable and fast | After-sales service | Customer experience | Trust
        A brand they trust | Sustainability | Customer focus | One-stop shop | Everything from one source
        Peace of mind | Look and feel | Data security | Lower costs | Save time | Better quality | Product range
        State-of-the-art technology | Price-performance ratio | Our expertise | Flexible solutions | Cheap
        Market leader | Friendly staff | Improve the quality of our service | Know-how | CONVENIENCE
        Tailor-made solutions | Short waiting times | Return on investment | The customer's trust | Availability | Short lead times""",
    "de": """Qualität | Gute Qualität | Preis | Der Preis | Preis-Leistungs-Verhältnis | Guter Service | Kundenservice
        Produktqualität | Markenimage | Zuverlässigkeit | Schnelle Lieferung | Nachhaltigkeit | Alles aus einer Hand
        Einfache Bedienung | Benutzerfreundlichkeit | Kundennähe | Servicequalität | Vertrauen in die Marke
        Innovative Produkte | Hohe Qualität und faire Preise | Freundliches Personal | Liefertreue | Sicherheit | Einfach zu bedienen | Kosten senken | Gute Beratung | Verlässlicher Partner | Persönliche Beratung""",
    "fr": """Qualité | La qualité du service | Prix | Un bon rapport qualité-prix | Service client | Innovation
        Fiabilité | Facilité d'utilisation | L'image de marque | Confiance | Rapidité | Des prix justes
        Développement durable | Proximité""",
    "es": """Calidad | La calidad del producto | Precio | Buen precio | Buena relación calidad-precio | Marca
        Atención al cliente | Facilidad de uso | Confianza | Innovación | Entrega rápida | Seguridad
        Servicio posventa""",
}
JOBS = {
    "en": """Collect a parcel at any hour without asking anybody | Have every courier use it without being shown how
        Know what it costs over ten years before signing | Keep the hallway free for prams and bicycles
        Take in groceries that must stay cold | Send something back without leaving campus
        Get through the first two weeks of term without a queue | Change an order the evening before
        Open a locker with the card students carry anyway | Keep their own towels with their name on
        Have clean linen on the beds before three o'clock | Be paying people within a week of signing
        To find a spare part on a Sunday | Be able to order from the kitchen | Pay staff on the last working day
        Help me prepare the audit | Prove to the inspector that the cold chain held
        Get the machine running again before the evening service | Understand the bill at first sight
        Buy quality food near the office | Explain the price to the owners""",
    "de": """Pakete zu jeder Uhrzeit abholen | Die Maschine ohne Schulung bedienen | Die Lohnabrechnung vor dem Monatsende abschließen können
        Vor der Unterschrift wissen, was es in zehn Jahren kostet | Ohne Wartezeit einen Termin vereinbaren oder verschieben lassen
        Ein Ersatzteil am Sonntag finden | Etwas zurückschicken, ohne das Haus zu verlassen""",
    "fr": """Retirer un colis à toute heure sans demander à personne | Savoir ce que cela coûte avant de signer
        Pouvoir changer une commande la veille | Payer les salariés le dernier jour du mois""",
    "es": """Recoger un paquete a cualquier hora | Saber lo que cuesta antes de firmar
        Poder cambiar un pedido la noche anterior | Pagar a la plantilla el último día del mes""",
}
OUTCOMES = {
    "en": """Minimise the calls residents make to the manager about parcels | Fewer vans on campus
        Reduce the likelihood that a parcel vanishes from the hallway | Less noise in the kitchen at night
        Minimise the time it takes to see how much room is left | Reduce the number of sheets sent back stained
        Increase the share of patients seen on the day | Shorten the time between order and first use""",
    "de": """Die Zeit bis zur ersten Auskunft am Telefon verkürzen | Weniger Anrufe der Bewohner wegen Paketen
        Minimieren der Zeit bis zum ersten Einsatz""",
    "fr": """Réduire le temps d'attente au guichet le lundi | Moins de camions sur le campus le matin""",
    "es": """Reducir el tiempo de espera en la caja | Menos camiones en el campus por la mañana""",
}
SOLUTIONS = {
    "en": """Mobile app | An app | A mobile app for drivers | Dashboard | A simple dashboard for managers | AI
        Chatbot | 24/7 hotline | API | Integration with SAP | Self-service portal | Have an app | A good website
        Cloud software | Newsletter | QR code on the box | Touchscreen""",
    "de": "Eine App | Kundenportal | App für Fahrer | Künstliche Intelligenz | Schnittstelle zu SAP",
    "fr": "Une application mobile | Tableau de bord | Portail client | Un chatbot",
    "es": "Una aplicación móvil | Panel de control | Tienda en línea | Un chatbot",
}
UNCLEAR = {
    "en": """Runs without errors | Runs without errors on pay day | Quiet enough for an open kitchen
        A price we can predict | A brand our people trust | Somebody answers on pay day | Looks good in the lobby
        Works with our rota system | Quiet | No surprises on the bill | Service on Sundays | Spare parts in a day
        Support for left-handed people | Help with the set-up | Price of the second year | Warm soup
        Experiments that fail early | Production without stops | Universities nearby | Valued by the board
        Trust that lasts | Support when the line stands still | Change management | Design for small hands
        Quality of the air in the sleeping car | 100 % | Delivery before six in the morning | Staff who speak Polish
        Works offline | More colours | Open on Sundays | Cost of a missed flight | Access for wheelchairs
        Clean linen | Less sugar | A second key | Reduce my energy bill | Location close to the station | Good food | Trust in the doctor
        Order online | Quality of life | A bank that speaks my language | Cut through the noise | Safety of the children on the way to school | ?""",
    "de": """Läuft ohne Fehler | Leise genug für eine offene Küche | Ersatzteile am Sonntag | Kein Papierkram
        Service am Sonntag | Warmes Essen | Produktion ohne Stillstand""",
    "fr": "Assez silencieux pour une cuisine ouverte | Service le dimanche | Pas de surprise sur la facture",
    "es": "Bastante silencioso para una cocina abierta | Servicio los domingos | Sin sorpresas en la factura",
}
EXPECTED = {
    "category": CATEGORIES,
    "job": JOBS,
    "outcome": OUTCOMES,
    "solution": SOLUTIONS,
    "unclear": UNCLEAR,
}
TABLE = [
    (" ".join(text.split()), spoken, kind)
    for kind, tongues in EXPECTED.items()
    for spoken, lines in tongues.items()
    for line in lines.splitlines()
    for text in line.split("|")
]


@pytest.mark.parametrize(("text", "spoken", "kind"), TABLE)
def test_a_need_reads_as_what_it_is(text: str, spoken: str, kind: str) -> None:
    assert read_need(text, spoken).kind == kind
    if kind != "unclear":
        assert read_need(text).kind == kind, "the room does not say its language"


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(TABLE) >= 120
    assert all(len([1 for _, _, kind in TABLE if kind == one]) >= 12 for one in EXPECTED)


ENGLISH = {label.name: label for label in language("en").labels.values()}


@pytest.mark.parametrize("name", sorted(ENGLISH))
def test_each_english_label_has_a_question_of_its_own_that_names_it(name: str) -> None:
    question = ENGLISH[name].question
    assert question is not None
    assert name.rsplit(maxsplit=1)[-1].casefold() in question.casefold()
    assert question.endswith("?")
    assert "customers" in question or "customer" in name.casefold()
    assert len(question) <= 150, "it has to be read from the last row"
    assert [one.question for one in ENGLISH.values()].count(question) == 1


def test_there_are_forty_labels_or_more_in_every_language() -> None:
    assert language_names() == ("en", "de", "es", "fr")
    for name in language_names():
        assert len({label.name for label in language(name).labels.values()}) >= 40


def test_quality_becomes_a_question() -> None:
    assert read_need("Good quality").question == (
        "What goes wrong for these customers when quality is bad, and how would they notice that it is good?"
    )


def test_a_label_of_another_language_is_asked_about_by_its_own_word() -> None:
    assert read_need("Qualität", "de").question == (
        "What do these customers want to get done when they ask for “Qualität”, "
        "and how would they notice that it went well?"
    )


def test_a_solution_is_asked_what_it_is_for() -> None:
    assert read_need("Mobile app").question == (
        "What would “Mobile app” let these customers get done, and how do they get it done today?"
    )


@pytest.mark.parametrize("spoken", ["de", "DE", "de-CH", "German", "Deutsch", "en", "English"])
def test_the_language_of_the_room_is_known_by_any_of_its_names(spoken: str) -> None:
    assert read_need("Quality", spoken).kind == "category"
    assert read_need("Qualität", spoken).kind == ("unclear" if spoken[0] in "eE" else "category")


def test_a_language_without_a_list_is_read_by_english_labels_alone() -> None:
    assert read_need("Service", "pl").kind == "category"
    assert read_need("Jakość", "pl").kind == "unclear"


def test_what_the_session_says_itself_stands() -> None:
    assert read_need("Quality", kind="outcome").kind == "outcome"
    assert read_need("Quality", kind="outcome").question is None
    assert read_need("Mobile app", kind="job").question is None
    named = read_need("Runs without errors", kind="category")
    assert named.kind == "category"
    assert named.question is not None
    assert "“Runs without errors”" in named.question
    assert read_need("Quality", kind="category") == read_need("Quality")


@given(st.text(max_size=60))
def test_anything_that_can_be_typed_is_read_as_something(text: str) -> None:
    assert read_need(text).kind in EXPECTED


@given(st.sampled_from(TABLE))
def test_capitals_stops_and_spaces_change_no_category(case: tuple[str, str, str]) -> None:
    text, spoken, kind = case
    if kind in ("category", "solution"):
        assert read_need(f"  {text.upper()} .", spoken).kind == kind


WHO = {"ana": "Sales", "ben": "Sales", "cho": "Sales", "dov": "Marketing", "eva": "Marketing"}
ROWS = {
    "ana": "60 20 10 10 0",
    "ben": "50 30 10 10 0",
    "cho": "70 10 10 10 0",
    "dov": "20 60 10 10 0",
    "eva": "10 60 10 10 10",
}
HEADLINE = "Three of our five needs are categories that any company in any market could have written."


def day(*texts: str, revealed: bool = True) -> Session:
    """Five people who weighed these needs, a, b, c, d and e, with the fourth stage open."""
    session = room(WHO, points("first", "a b c d e", ROWS, revealed=revealed))
    segment = session.segments[0]
    given = texts or ("Quality", "Price", "Mobile app", "Find a spare part on a Sunday", "Good service")
    segment.needs = [Need(id=id, text=text) for id, text in zip("abcde", given, strict=True)]
    segment.stages.touch("disagreement").opened = segment.rounds[0].revealed
    return session


def told(session: Session) -> SegmentFindings:
    return findings.of(session).segments[0]


def test_a_room_reads_how_many_of_its_needs_any_company_could_have_written() -> None:
    found = told(day())
    assert found.needs.read is not None
    assert [need.kind for need in found.needs.read.needs] == [
        "category", "category", "solution", "job", "category",
    ]  # fmt: skip
    assert found.needs.read.headline == HEADLINE
    assert found.needs.read.sentences == (
        "“Mobile app” names a solution, not yet what customers want to get done.",
    )
    finding = next(one for one in found.walk if one.kind == "categories")
    assert finding.sentence == HEADLINE
    assert finding.n == 5
    assert dict(finding.numbers)["category"] == 3


def test_the_categories_weigh_as_much_as_the_room_is_apart_on_them() -> None:
    found = told(day())
    assert found.weights is not None
    parts = {need.id: need.apart or 0 for need in found.weights.needs}
    finding = next(one for one in found.walk if one.kind == "categories")
    assert finding.size == pytest.approx(sum(parts[need] for need in "abce"))
    places = [one.kind for one in found.walk]
    assert places.index("room") < places.index("categories")


def test_nothing_is_challenged_before_the_needs_were_weighed() -> None:
    early = day(revealed=False)
    found = told(early)
    assert found.needs.read is None
    assert found.disagreement == ()
    text = report.handout_text(early)
    assert "categor" not in text
    assert "goes wrong" not in text


def test_the_screens_of_the_first_three_stages_challenge_nothing_ever() -> None:
    session = day()
    for view in screens_of(session):
        drawn = " ".join(draw(session, view, width=100, height=40, theme=DARK, colour=False).split())
        if view.stage in ("needs", "weights", "grid"):
            assert "any company" not in drawn
            assert "goes wrong" not in drawn


def walk(session: Session, width: int, height: int) -> str:
    kinds = [finding.kind for finding in told(session).walk]
    view = ScreenView("clinics", "disagreement", "shown", kinds.index("categories"))
    return draw(session, view, width=width, height=height, theme=DARK, colour=False)


def test_the_wall_shows_each_category_beside_its_question() -> None:
    drawn = " ".join(walk(day(), 100, 40).split())
    assert HEADLINE in drawn
    for words in (
        "Quality",
        "What goes wrong for these customers when quality is bad",
        "Mobile app",
        "Good service",
    ):
        assert words in drawn
    assert "spare part" not in drawn


def test_a_low_wall_says_how_many_questions_are_in_the_handout() -> None:
    labels = [
        "Quality",
        "Price",
        "Brand",
        "Innovation",
        "Service",
        "Trust",
        "Design",
        "Speed",
        "Safety",
        "Value",
        "Choice",
        "Support",
    ]
    ids = [label.casefold() for label in labels]
    row = " ".join(["45", *["5"] * 11])
    session = room(WHO, points("first", " ".join(ids), dict.fromkeys(WHO, row)))
    low = walk(session, 80, 24)
    shown = [label for label in labels if f"{label} " in low.split("written.")[1]]
    assert 3 <= len(shown) < 12
    assert f"and {count(12 - len(shown))} more in the handout" in low
    assert "in the handout" not in walk(day("Quality", "Price", "Brand", "Innovation", "Service"), 80, 24)


def test_the_handout_names_them_with_the_points_and_nowhere_twice() -> None:
    text = report.handout_text(day())
    assert text.count("any company in any market") == 1
    section = text.split("## What we believe they need")[1].split("\n## ")[0]
    assert f"{HEADLINE} “Mobile app” names a solution" in section
    assert "- Quality: What goes wrong for these customers when quality is bad" in section
    assert "- Mobile app: What would “Mobile app” let these customers get done" in section


def test_needs_that_are_jobs_and_outcomes_are_not_mentioned() -> None:
    session = day(
        "Find a spare part on a Sunday",
        "Runs without errors",
        "Reduce the number of sheets sent back stained",
        "Quiet enough for an open kitchen",
        "Know what it costs before signing",
    )
    found = told(session)
    assert found.needs.read is not None
    assert found.needs.read.headline is None
    assert "categories" not in [one.kind for one in found.disagreement]
    assert "any company" not in report.handout_text(session)


def test_one_solution_alone_is_a_finding_of_its_own() -> None:
    session = day(
        "Mobile app", "Runs without errors", "Spare parts in a day", "Warm soup", "No surprises on the bill"
    )
    sentences = [one.sentence for one in told(session).walk]
    assert "“Mobile app” names a solution, not yet what customers want to get done." in sentences


def test_needs_that_read_alike_are_said_to_be_perhaps_one() -> None:
    found = told(day("Quality", "Good quality", "Price", "Warm soup", "Runs without errors"))
    assert found.needs.read is not None
    assert found.needs.read.sentences == (
        "“Quality” and “Good quality” read alike: if they mean one thing, their points belong together.",
    )


def test_what_the_facilitator_says_a_need_is_counts() -> None:
    session = day()
    session.segments[0].needs[0].kind = "outcome"
    session.segments[0].needs[1].kind = "job"
    read_now = told(session).needs.read
    assert read_now is not None
    assert read_now.headline == (
        "One of our five needs is a category that any company in any market could have written."
    )


def test_a_need_reworded_since_is_read_in_its_new_words() -> None:
    session = day()
    session.segments[0].needs[0].text = "Find the right setting at the first try"
    assert [need.id for need in told(session).needs.read.asked] == ["b", "c", "e"]  # type: ignore[union-attr]


def test_a_label_that_is_markup_is_printed_as_it_was_typed() -> None:
    session = day("<b>Quality</b> | *good*", "Price", "Warm soup", "Mobile [app](x)", "Service")
    text = report.handout_text(session)
    assert "<b>" not in text.replace("\\<b", "")
    assert "[app](x)" not in text.replace("\\[", "")


WORDS = st.lists(
    st.sampled_from(
        [
            "price",
            "prices",
            "pride",
            "quality",
            "qualtiy",
            "good",
            "Preis",
            "Preise",
            "Ärger",
            "Øl",
            "søt",
            "8",
            "9",
            "the",
        ]
    )
    | st.text(min_size=1, max_size=9),
    max_size=4,
).map(" ".join)


@given(WORDS, WORDS)
def test_which_of_two_wordings_came_first_does_not_matter(one: str, other: str) -> None:
    assert likeness(one, one) == 1
    assert likeness(one, other) == likeness(other, one) <= 1


@pytest.mark.parametrize(
    "pair",
    [
        ("Price", "Prices"),
        ("Servcie", "Service"),
        ("Quality", "Good quality"),
        ("Fast delivery", "delivered fast"),
        ("Preis", "Preise"),
        ("Lieferzeit", "Lieferzeiten"),
        ("A fair price", "Fair prices"),
        ("Zuverlässige Lieferung", "Lieferung zuverlässig"),
        ("Pålitelig levering", "Pålitlig levering"),
    ],
)
def test_one_need_in_two_forms_or_with_a_slip_reads_alike(pair: tuple[str, str]) -> None:
    assert likeness(*pair) == likeness(*reversed(pair)) >= ALIKE


def test_a_word_more_is_nearly_the_same_and_the_same_words_are_the_same() -> None:
    assert likeness("Fast delivery", "delivered fast") == pytest.approx(0.95)
    assert likeness("Fast delivery", "delivery fast") == 1


@pytest.mark.parametrize(
    "pair",
    [
        ("Food", "goods"),
        ("Price", "Pride"),
        ("Brand", "Grand"),
        ("Lieferung", "Lieferant"),
        ("Beratung", "Bewertung"),
        ("Verpackung", "Verpflegung"),
        ("Wartung", "Wertung"),
        ("Leben", "Lesen"),
        ("Open at 8", "Open at 9"),
    ],
)
def test_words_that_share_letters_and_no_meaning_do_not_read_alike(pair: tuple[str, str]) -> None:
    assert likeness(*pair) == likeness(*reversed(pair)) < ALIKE
