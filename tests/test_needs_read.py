"""How needs read: real-looking ones in four languages, each with what it is taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw.categories import read
from cxw.categories.language import language, names

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
    assert read(text, spoken).kind == kind
    if kind != "unclear":
        assert read(text).kind == kind, "the room does not say its language"


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
    assert names() == ["en", "de", "es", "fr"]
    for name in names():
        assert len({label.name for label in language(name).labels.values()}) >= 40


def test_quality_becomes_a_question() -> None:
    assert read("Good quality").question == (
        "What goes wrong for these customers when quality is bad, and how would they notice that it is good?"
    )


def test_a_label_of_another_language_is_asked_about_by_its_own_word() -> None:
    assert read("Qualität", "de").question == (
        "What do these customers want to get done when they ask for “Qualität”, "
        "and how would they notice that it went well?"
    )


def test_a_solution_is_asked_what_it_is_for() -> None:
    assert read("Mobile app").question == (
        "What would “Mobile app” let these customers get done, and how do they get it done today?"
    )


@pytest.mark.parametrize("spoken", ["de", "DE", "de-CH", "German", "Deutsch", "en", "English"])
def test_the_language_of_the_room_is_known_by_any_of_its_names(spoken: str) -> None:
    assert read("Quality", spoken).kind == "category"
    assert read("Qualität", spoken).kind == ("unclear" if spoken[0] in "eE" else "category")


def test_a_language_without_a_list_is_read_by_english_labels_alone() -> None:
    assert read("Service", "pl").kind == "category"
    assert read("Jakość", "pl").kind == "unclear"


def test_what_the_session_says_itself_stands() -> None:
    assert read("Quality", kind="outcome").kind == "outcome"
    assert read("Quality", kind="outcome").question is None
    assert read("Mobile app", kind="job").question is None
    named = read("Runs without errors", kind="category")
    assert named.kind == "category"
    assert named.question is not None
    assert "“Runs without errors”" in named.question
    assert read("Quality", kind="category") == read("Quality")


@given(st.text(max_size=60))
def test_anything_that_can_be_typed_is_read_as_something(text: str) -> None:
    assert read(text).kind in EXPECTED


@given(st.sampled_from(TABLE))
def test_capitals_stops_and_spaces_change_no_category(case: tuple[str, str, str]) -> None:
    text, spoken, kind = case
    if kind in ("category", "solution"):
        assert read(f"  {text.upper()} .", spoken).kind == kind
