"""A phone reads one language, whatever is typed into it: every wrong value at every kind of question."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from phone_room import Phone, PhoneRoom, room

from cxw.handout.files import stem
from cxw.model import Brand
from cxw.phones.pages import NOT_SO, key_of
from cxw.pictures.colour import contrast
from cxw.shipped import folder
from cxw.text.phrases import languages, pairs, phrases_asked
from cxw.workshop.phones import PhonesOfTheDay

BLANK = re.compile(r"\\{\w+\\}")
NEEDS = ("brand", "product", "quality", "price", "service")
NUMBERS = ("", "7,5", "-1", "٣٠", "101", "99999999", "<b>", "{typed}", "Ærø")
LINES = ("", "   ", "\n\n", "\x00", "\u200b", "Ærø " * 80, "\n".join(map(str, range(70))))

WRONG: list[tuple[str, list[dict[str, Any]]]] = [
    ("weights first", [{f"n.{need}": "" for need in NEEDS} | {"n.price": typed} for typed in NUMBERS]),
    ("marks first", [{f"m.{need}": "7" for need in NEEDS} | {"m.price": typed} for typed in NUMBERS]),
    ("guess", [{"n": typed} for typed in NUMBERS]),
    ("conviction", [{"n": typed} for typed in NUMBERS]),
    ("votes", [{}, {"v": ["x"]}, {"v": "٣"}]),
    ("needs", [{"lines": typed} for typed in LINES]),
    ("unknowns", [{"lines": typed} for typed in LINES]),
    (
        "lens promises say",
        [{}, *({"words": typed, "nothing": "1"} for typed in LINES[5:]), {"words": "Ærø " * 80}],
    ),
    (
        "lens worth judge",
        [{}, *({f"ticks.worth-{n}": both for n in range(1, 5)} for both in (["-", "dk"], "x"))],
    ),
    ("lens promises judge", [{}, {f"pick.{id}": "fits" for id in ("setup", "price", "help", "brand")}]),
    ("lens voices guess", [{"m.first": typed, "m.none": ["3", "dk"]} for typed in NUMBERS]),
]


def faults(phone: Phone) -> list[str]:
    return [unescape(said) for said in re.findall(r'<p class="fault">(.*?)</p>', phone.page, re.DOTALL)]


@cache
def sentence_of(language: str) -> re.Pattern[str]:
    """Any sentence of a language with anything in its blanks; the words of a need may stand before it."""
    every = [re.escape(one) for _, *said in pairs(language) for one in said]
    return re.compile(f"(?:[^:]+: )?(?:{'|'.join(BLANK.sub('.*', one) for one in every)})", re.DOTALL)


@cache
def in_another_language(language: str) -> re.Pattern[str]:
    """The English of sentences of slips and phones for which there is another."""
    told = [english for english, *said in pairs(language) if english not in said and "{" not in english]
    return re.compile("|".join(rf"\b{re.escape(one.rstrip('.?:'))}\b" for one in told if len(one) > 11))


def english_on(page: str, language: str) -> list[str]:
    """What stands there in English although the phone reads another language."""
    return in_another_language(language).findall(unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize(("at", "wrong"), WRONG, ids=[at for at, _ in WRONG])
def test_every_wrong_value_gets_a_sentence_of_the_phones_own_language(
    tmp_path: Path, at: str, wrong: list[dict[str, Any]]
) -> None:
    here = room(tmp_path, at)
    phones = {language: here.phone(f"p{number}", language) for number, language in enumerate(languages())}
    before = here.day.session.model_dump_json()
    for language, phone in phones.items():
        sentence = sentence_of(language)
        assert english_on(phone.page, language) == []
        for fields in wrong:
            assert phone.send(**fields).status == 422, fields
            assert faults(phone), fields
            assert [said for said in faults(phone) if not sentence.fullmatch(said)] == []
            assert english_on(phone.page, language) == []
            phone.get()
    assert here.day.session.model_dump_json() == before


@pytest.mark.parametrize("language", [*languages(), ""])
def test_what_the_ballot_refuses_behind_a_page_is_told_in_the_phones_language_too(
    tmp_path: Path, language: str
) -> None:
    here = room(tmp_path, "weights first")
    phone = here.phone("p3", language)
    here.day.session.segments[0].rounds[0].needs.remove("service")  # between the page and its answer
    assert phone.send(**{f"n.{need}": "20" for need in NEEDS}).status == 422
    assert faults(phone) == [phrases_asked(language)(NOT_SO)]


def every_page(here: PhoneRoom, phone: Phone) -> list[str]:
    """What one phone sees from the question to the pause, one page after another."""
    seen = [phone.page]
    for step in here.desk.published.of_one("p3").steps:
        phone.get(f"/?at={quote(key_of(step))}")
        seen.append(phone.page)
    ballot = here.desk.ballot
    here.desk.close()
    phone.get()
    here.desk.open(ballot)  # type: ignore[arg-type]
    return [*seen, phone.page]


@pytest.mark.parametrize(
    "at",
    [
        *("weights first", "weights second", "marks first", "votes", "guess", "needs"),
        *("lens promises say", "lens worth judge", "lens voices guess", "lens ourselves say"),
    ],
)
def test_no_page_mixes_languages(tmp_path: Path, at: str) -> None:
    here = room(tmp_path, at)
    for language in languages():
        phone = Phone(here)
        phone.get(f"/language/{language}")
        pages = [phone.page]
        phone.get(f"/{here.desk.door.code}")
        pages.append(phone.page)
        phone.post("/join", person="p3")
        pages += every_page(here, phone)
        assert len(pages) > 3
        assert [english_on(page, language) for page in pages if english_on(page, language)] == []
        phone.post("/leave")


def test_a_french_room_is_asked_in_french_on_phones_and_its_desk_stays_whole(tmp_path: Path) -> None:
    here = room(tmp_path, "weights first")
    here.day.session.language, here.day.session.address = "Français", "du"
    here.desk.publish()
    phone = here.phone("p3")
    assert '<html lang="fr">' in phone.page
    assert phone.heading == "Combien pèse chaque besoin quand ces clients choisissent\u00a0?"
    assert "Répartis 100 points." in phone.text
    assert here.day.say("Needs") == "Needs"


@pytest.mark.parametrize(("language", "beside"), [("fr", "(en anglais)"), ("es", "(en inglés)"), ("de", "")])
def test_the_link_says_in_which_language_the_notice_comes(tmp_path: Path, language: str, beside: str) -> None:
    phone = room(tmp_path, "votes").phone("p3", language)
    link = re.search(r'<a href="/notice">(.*?)</a>', phone.page)
    assert link
    assert link[1].endswith(beside or "wer es sieht")
    phone.get("/notice")
    assert ("Kept here." if beside else "Hier aufbewahrt.") in phone.page
    assert ('lang="en">Kept' in phone.page) is bool(beside)


@pytest.mark.parametrize("language", languages())
def test_a_form_that_is_too_long_is_refused_on_a_page_that_leads_back(tmp_path: Path, language: str) -> None:
    phone = room(tmp_path, "needs").phone("p3", language)
    reply = phone.send(lines="Größe " * 4000)
    assert reply.status == 413
    assert phone.heading == phrases_asked(language)("This is more than a form of ours holds.")
    assert '<a href="/">' in phone.page


def test_what_a_page_can_hold_is_never_too_long() -> None:
    words = (folder("templates") / "phones" / "kinds" / "words.html.j2").read_text("utf-8")
    most = re.search(r'maxlength="(\d+)"', words)
    assert most
    assert int(most[1]) * len("%E2%82%AC") < 16 * 1024 - 500


@pytest.mark.parametrize("typed", ["ABC12", "ABC 123", "ABC1234", "%C3%A6bc123"])
def test_an_address_typed_wrongly_shows_where_the_code_is_typed(tmp_path: Path, typed: str) -> None:
    here = room(tmp_path, "votes")
    phone = Phone(here)
    assert phone.get(f"/{typed}", Accept="text/html,*/*").status == 404
    assert phone.heading == "The code on the wall"
    assert here.phone("p3").get("/favicon.ico").body == b""


def ticked(here: PhoneRoom, phone: Phone) -> None:
    phone.send(**{f"n.{need}": "20" for need in NEEDS})
    phone.send(n="50")
    phone.send(tick="1")
    phone.send(pick="this week")
    assert here.day.session.participant("p3").open is True


def test_a_tick_is_taken_back_later_and_nobody_else_sees_that_there_was_one(tmp_path: Path) -> None:
    here = room(tmp_path, "weights first")
    phone, other = here.phone("p3", "de"), here.phone("p4", "de")
    ticked(here, phone)
    assert "Was ich angekreuzt habe" not in phone.text  # it stands among the answers of this ballot
    here.desk.close()
    before = phone.get("/state").json()["mark"]
    phone.get()
    assert "Was ich angekreuzt habe" in phone.text
    other.get()
    assert "angekreuzt" not in other.text
    other.post("/untick")
    assert here.day.session.participant("p3").open is True
    phone.post("/untick")
    assert here.day.session.participant("p3").open is False
    assert here.day.session.participant("p3").last_customer_contact == "this week"
    assert "Das Häkchen ist zurückgenommen." in phone.text
    assert "angekreuzt" not in phone.text
    assert phone.get("/state").json()["mark"] != before
    phone.post("/untick")
    assert here.day.session.participant("p3").open is False


def test_a_tick_stays_once_the_handout_is_made_and_the_phone_says_whom_to_ask(tmp_path: Path) -> None:
    here = room(tmp_path, "weights first")
    phone = here.phone("p3")
    ticked(here, phone)
    here.desk.close()
    here.day.folder = tmp_path
    (tmp_path / f"{stem(here.day.session.title, 'room')}.pdf").touch()
    phone.post("/untick")
    assert here.day.session.participant("p3").open is True
    assert "Speak with the facilitator." in phone.text


@pytest.mark.parametrize("colour", ["#ffff00", "#000000", "#ffffff", "#777777", "#e30613", "#00a0df"])
def test_the_brand_colours_the_pages_as_far_as_it_can_be_read(tmp_path: Path, colour: str) -> None:
    here = room(tmp_path, "votes")
    phone = here.phone("p3")
    assert here.desk.published.accents is None
    here.day.session.brand = Brand(colour=colour)
    here.desk.publish()
    light, dark = PhonesOfTheDay(here.day).accents or ("", "")
    link = re.search(r'href="(/style-[^"]+)"', phone.page)
    assert link
    style = phone.get(link[1]).text
    assert style.count(f"--accent:{light}") == 1
    assert f"(prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}" in style
    grounds = [re.findall(rf"--{name}: (#\w+)", style) for name in ("page", "paper", "soft")]
    for accent, shade in ((light, 0), (dark, 1)):
        assert min(contrast(accent, ground[shade]) for ground in grounds) >= 4.5
        assert contrast(accent, re.findall(r"--on: (#\w+)", style)[shade]) >= 4.5
