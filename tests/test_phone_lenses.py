"""Questions of lenses on phones: nothing is chosen before somebody does, and a function's card is never half of two."""

from __future__ import annotations

import datetime as dt
import re
import socket
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from often import few
from phone_lenses import LENSES, lens_room
from phone_room import Phone, PhoneRoom
from test_lenses_in_the_day import EACH, Clock, Facilitator, day_file, definitions
from test_phone_languages import english_on, faults

from cxw.day import lens_rounds
from cxw.day.desk import DONE as DONE_ASKING
from cxw.day.desk import Unknowns
from cxw.model import DK, OWN, LensRound
from cxw.phones.app import PhoneApp
from cxw.phones.door import cookie_name
from cxw.phones.network import own_addresses
from cxw.phones.pages import key_of, told
from cxw.phones.server import served
from cxw.questions.asking import Part, TypingStep, Value
from cxw.rehearsal.on_phones import InventedPhones, page_fields
from cxw.sessionfile import dumps, loads
from cxw.text.phrases import phrases_asked, speak
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.lens_ballots import LensBallot
from cxw.workshop.lens_lines import LensLines

DONE = "Alles ist angekommen."
CARD = {"words": "Live in einer Woche", "l.where": "Startseite", "l.else": "die „Bank“ & Söhne"}
OTHER = {"words": "Vier bis sechs Wochen", "l.else": ""}


def asked_in(here: PhoneRoom) -> LensRound:
    return here.day.session.segments[0].lenses[-1]


def card_of(here: PhoneRoom) -> Any:
    return asked_in(here).cards["Marketing"]


def names_on(phone: Phone) -> list[str]:
    """The fields of the page, each once, without what is sent along unseen."""
    found = re.findall(r'<(?:input(?! type="hidden")|textarea)[^>]* name="([^"]*)"', phone.page)
    return [unescape(name) for name in dict.fromkeys(found)]


def chosen_on(phone: Phone) -> list[str]:
    return re.findall(r'value="([^"]*)" checked', phone.page.replace(' data-alone="1"', ""))


def send(phone: Phone, fields: dict[str, Any], **more: str) -> Any:
    return phone.post("/answer", **{**phone.hidden, **fields, **more})


def some_fields(step: TypingStep, further: TypingStep | None, phone: Phone) -> dict[str, Any]:
    """Something for each field of a page."""
    ways = [*step.part.ways]
    if step.kind.name == "picks":
        more = [*further.part.ways] if further else []
        return {
            name: ways[0] if name.startswith(f"{step.part.id}.") else more[-1] for name in names_on(phone)
        }
    if step.kind.name == "ticks":
        return {name: [ways[0], ways[-1]] for name in names_on(phone)}
    if step.kind.name == "points":
        return {name: "100" if place == 1 else "" for place, name in enumerate(names_on(phone))}
    if step.kind.name == "cards":
        return {name: CARD.get(name, "Umsatz") for name in names_on(phone)}
    return {"lines": "Größe\nder Anruf"} if step.kind.name == "words" else dict.fromkeys(names_on(phone), "7")


@pytest.mark.parametrize("further", [DK, "Sales"])
@pytest.mark.parametrize("said", [DK, "clashes"])
def test_an_invented_phone_that_does_not_know_one_of_two_picks_is_understood(
    tmp_path: Path, said: str, further: str
) -> None:
    """Each thing has a box of its own for not knowing, and both picks stand on one page."""
    here = lens_room(tmp_path, "promises", "judge")
    phone, asked = here.phone("p3"), here.desk.published.of_one("p3")
    (step,), things = asked.steps, asked_in(here).about
    meant = {"pick": said, "also gives-way": further}

    def answers(part: Part) -> Value:
        return DK if meant[part.id] == DK else dict.fromkeys(things, meant[part.id])

    assert send(phone, {**page_fields(step, asked.behind[step.part.id], answers)}).status == 200, phone.text
    assert phone.heading == DONE
    kept: Any = asked_in(here).answers["p3"]
    assert [kept[thing]["said"] for thing in things] == [said] * len(things)
    assert {kept[thing].get("gives-way", DK) for thing in things} == {DK if said == DK else further}


@pytest.mark.parametrize(("lens", "part"), LENSES, ids=[" ".join(one) for one in LENSES])
def test_a_part_is_answered_page_by_page_and_stands_there_as_it_was_given(
    tmp_path: Path, lens: str, part: Any
) -> None:
    here = lens_room(tmp_path, lens, part)
    phone, asked = here.phone("p3"), here.desk.published.of_one("p3")
    assert chosen_on(phone) == []
    for step in asked.steps:
        fields = some_fields(step, asked.behind.get(step.part.id), phone)
        assert send(phone, fields).status == 200, phone.text
    assert phone.heading == DONE
    round = asked_in(here)
    row: Any = round.said()["Marketing" if round.by == "function" else "p3"]
    texts = len(asked.steps[0].part.needs)
    assert len(row) == (texts if lens == "voices" else len(round.asked_about()))
    assert len(round.said()) == 1
    ways = re.findall(r'<li><a href="/(\?at=[^"]*)"', phone.page)
    assert len(ways) == len(asked.steps)
    phone.get(f"/{unescape(ways[-1])}")
    if asked.steps[-1].kind.name != "words":
        again = some_fields(asked.steps[-1], asked.behind.get(asked.steps[-1].part.id), phone)
        for value in (
            one for given in again.values() for one in ([given] if isinstance(given, str) else given)
        ):
            assert unescape(phone.page).count(value) > 0


@pytest.mark.parametrize(("lens", "part"), LENSES, ids=[" ".join(one) for one in LENSES])
def test_while_a_part_is_open_no_other_phone_no_log_and_no_file_says_what_was_answered(
    tmp_path: Path, lens: str, part: Any, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    here = lens_room(tmp_path, lens, part)
    phone = here.phone("p3")
    people = {person.id: person.function for person in here.day.session.participants}
    other = here.phone(next(id for id, function in people.items() if function != people["p3"]))
    _answered(here, phone, 0)
    own, told = _all_told(phone), _all_told(other)
    seen = {file: file.read_bytes() for file in tmp_path.iterdir()}
    _answered(here, phone, 1)
    assert _all_told(phone) != own
    assert _all_told(other) == told
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == seen
    assert [one.getMessage() for one in caplog.records if one.name != "asyncio"] == []
    assert [*capfd.readouterr()] == ["", ""]


def _answered(here: PhoneRoom, phone: Phone, turn: int) -> None:
    """Every page is answered, on the second turn otherwise."""
    asked = here.desk.published.of_one("p3")
    for step in asked.steps:
        phone.get(f"/?at={quote(key_of(step))}")
        fields = some_fields(step, asked.behind.get(step.part.id), phone)
        if turn:
            fields = {name: _otherwise(step, value) for name, value in fields.items()}
            if step.kind.name == "points":
                fields = dict(zip(fields, [*fields.values()][1:] + [*fields.values()][:1], strict=True))
        assert send(phone, fields).status == 200, phone.text


def _otherwise(step: TypingStep, value: Any) -> Any:
    """Another answer of the same kind."""
    if step.kind.name in ("picks", "ticks"):
        first, second, *_ = step.part.ways
        return second if value != second else first
    return value if step.kind.name == "points" else {"7": "4"}.get(value, f"{value} x" if value else value)


def _all_told(phone: Phone) -> list[Any]:
    """Status, headers and body of all that a phone can ask for."""
    return [phone.get(path) for path in ("/state", "/", "/notice")]


def test_every_text_stands_whole_and_what_lacks_is_named_once_and_marked(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "voices", "say", needs=12)
    phone = here.phone("p3")
    texts = {thing.id: thing.text for thing in here.day.session.segments[0].things if "p3" in thing.readers}
    assert len(texts) == 11
    assert max(map(len, texts.values())) > 600
    for text in texts.values():
        assert f"<bdi>{text}</bdi>" in unescape(phone.page)
    said = {f"pick.{id}": "setup" for id in [*texts][:-2]}
    assert send(phone, said).status == 422
    assert len(faults(phone)) == 1
    assert faults(phone)[0].startswith("Bei 2 fehlt die Antwort noch, zuerst bei: „")
    assert phone.page.count('class="lacks"') == 2
    assert len(chosen_on(phone)) == 9
    assert send(phone, {**said, **{f"pick.{id}": "none" for id in [*texts][-2:]}}).status == 200
    assert asked_in(here).answers["p3"] == {
        id: {"said": said.get(f"pick.{id}", "none"), "served": DK} for id in texts
    }
    assert phone.heading == DONE, "whoever leaves the further pick does not know"


def test_who_changes_a_pick_keeps_what_stands_behind_the_others(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "promises", "judge")
    phone = here.phone("p3")
    things = asked_in(here).about
    picks, gives = (
        {f"pick.{id}": "clashes" for id in things},
        {f"also gives-way.{id}": "Sales" for id in things},
    )
    send(phone, {**picks, **gives})
    phone.get("/?at=pick")
    assert sorted({*chosen_on(phone)}) == ["Sales", "clashes"]
    send(phone, {**picks, **gives, f"pick.{things[0]}": DK})
    assert asked_in(here).answers["p3"] == {
        id: {"said": "clashes", "gives-way": "Sales"} if id != things[0] else {"said": DK} for id in things
    }
    assert phone.heading == DONE


@pytest.mark.parametrize(
    ("ticked", "kept", "said"),
    [
        (["buys", "missed"], ["buys", "missed"], ""),
        ("-", [], ""),
        (DK, DK, ""),
        ([], None, "noch keine Antwort"),
        (["buys", "-"], None, "Lassen Sie nur eines stehen"),
        (["-", DK], None, "Lassen Sie nur eines stehen"),
        ("no such box", None, "noch keine Antwort"),
    ],
)
def test_a_thing_nobody_touched_is_told_from_one_of_which_nothing_is_true(
    tmp_path: Path, ticked: Any, kept: Any, said: str
) -> None:
    here = lens_room(tmp_path, "worth", "judge")
    phone = here.phone("p3")
    others = {f"ticks.worth-{n}": "-" for n in (2, 3, 4)}
    reply = send(phone, {**others, "ticks.worth-1": ticked})
    if said:
        assert reply.status == 422
        assert said in faults(phone)[0]
        assert asked_in(here).cards == {}
        return
    row = card_of(here)
    assert (row["worth-1"], row["worth-2"]) == (kept, [])
    phone.get("/?at=ticks")
    assert chosen_on(phone) == [*(ticked if isinstance(ticked, list) else [ticked]), "-", "-", "-"]


def test_what_is_judged_stands_beside_it_as_the_room_heard_it(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "promises", "judge")
    phone = here.phone("p3")
    assert phone.text.count("Marketing Live in einer Woche, sagt") == 5
    assert "Anna Person" not in phone.text, "nobody's name stands in what is read"
    assert phone.text.count("Customer service nichts") == 5
    assert (
        phone.text.index("Marketing Live")
        < phone.text.index("Sales Live")
        < phone.text.index("service nichts")
    )
    french = here.phone("p4", language="fr")
    assert french.text.count("Customer service rien") == 5
    here.day.session.participant("p5").function = "Sales"
    ballot = here.desk.ballot
    assert isinstance(ballot, LensBallot)
    here.desk.open(LensBallot(here.day, "s0", ballot.lens))
    phone.get()
    assert "Customer service nichts" not in phone.text, "one person's card, without their tick"
    assert "Sales Live am Zahltag" in phone.text
    (tmp_path / "drivers").mkdir()
    drivers = lens_room(tmp_path / "drivers", "drivers", "judge").phone("p3")
    assert "Marketing Live in einer Woche, sagt" in drivers.text


# cards of functions


def test_a_card_says_before_anybody_writes_for_whom_it_is_read_out(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "promises", "say")
    phone = here.phone("p3")
    assert "Das wird allen vorgelesen, als Antwort von Marketing." in phone.text
    assert "Marketing: Eine oder einer von Ihnen schreibt." in phone.text
    here.day.session.participants = [one for one in here.day.session.participants if one.id != "p0"]
    here.desk.publish()
    phone.get()
    assert "Eine oder einer" not in phone.text, "nobody else of Marketing is there"


def test_what_one_phone_sends_the_others_of_its_function_see_and_nobody_else(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "promises", "say")
    first, second, other = here.phone("p0"), here.phone("p3"), here.phone("p1")
    before = other.get("/state").json()["mark"]
    assert send(first, CARD).status == 200
    second.get("/?at=card setup")
    assert "Live in einer Woche" in second.page
    assert unescape(second.page).count("die „Bank“ & Söhne") == 1
    other.get("/?at=card setup")
    assert "Live in einer Woche" not in other.page
    assert other.get("/state").json()["mark"] == before
    assert send(second, {**CARD, "words": "Live am Zahltag"}).status == 200
    assert card_of(here) == {
        "setup": {"words": "Live am Zahltag", "where": "Startseite", "else": "die „Bank“ & Söhne"}
    }


def test_two_who_write_one_card_at_once_never_mix_their_lines_nor_lose_them(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "promises", "say")
    first, second = here.phone("p0"), here.phone("p3")
    old = second.hidden
    assert send(first, CARD).status == 200
    for _ in range(2):
        assert second.post("/answer", **{**old, **OTHER}).status == 409
        assert "Jemand anders aus Ihrer Abteilung hat das inzwischen gesendet." in faults(second)[0]
        assert "<bdi>Live in einer Woche</bdi>" in second.page
        assert ">Vier bis sechs Wochen</textarea>" in second.page
    assert card_of(here)["setup"]["words"] == "Live in einer Woche"
    assert second.send(words="x" * 301).status == 422
    assert send(second, OTHER).status == 200, "whoever has seen the other card may replace it"
    assert card_of(here) == {"setup": {"words": "Vier bis sechs Wochen"}}


def test_a_fault_on_the_way_does_not_make_a_card_unseen_a_seen_one(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "promises", "say")
    first, second = here.phone("p0"), here.phone("p3")
    send(first, CARD)
    second.post("/answer", **{**second.hidden, "seen": second.hidden["seen"], "words": ""})
    assert second.post("/answer", **{**second.hidden, **OTHER}).status == 409


def test_a_card_that_is_sent_twice_or_again_after_a_bad_line_is_one_card(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "promises", "say")
    first, second = here.phone("p0"), here.phone("p3")
    form = first.hidden
    for _ in range(3):
        assert first.post("/answer", **{**form, **CARD}).status == 200
    assert second.post("/answer", **{**second.hidden, "nothing": "1"}).status in (200, 409)
    assert len(card_of(here)) == 1


@pytest.mark.parametrize(("button", "kept"), [("nothing", "nothing"), ("dk", DK)])
def test_nothing_and_not_knowing_are_two_answers_and_take_no_written_words_away(
    tmp_path: Path, button: str, kept: str
) -> None:
    here = lens_room(tmp_path, "promises", "say")
    phone = here.phone("p3")
    assert send(phone, {**CARD, button: "1"}).status == 422
    assert "Hier stehen noch Worte" in faults(phone)[0]
    assert ">Live in einer Woche</textarea>" in phone.page
    assert send(phone, {button: "1", "words": " \u200b"}).status == 200
    assert card_of(here) == {"setup": kept}
    phone.get("/?at=card setup")
    assert re.search(rf'name="{button}" value="1" aria-pressed="true"', phone.page)


def test_lines_that_functions_gather_stand_together_whoever_of_them_writes(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "worth", "say")
    first, second = here.phone("p0"), here.phone("p3")
    send(first, {"lines": "Steuerbüros\nWer ging"})
    second.get("/?at=lines")
    send(second, {"lines": "wer ging\nWer nie kaufte"})
    assert asked_in(here).cards == {"Marketing": {OWN: ["Steuerbüros", "Wer ging", "Wer nie kaufte"]}}


# whose answer it is


def test_what_is_private_says_so_and_is_on_no_phone_that_takes_the_name_later(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "ourselves", "say")
    phone = here.phone("p3")
    assert "Ihre Antwort wird weggelegt und nirgends gezeigt" in phone.text
    send(phone, {"n.setup": "83", "n.price": "17"})
    here.desk.release("p3")
    other = here.phone("p3")
    other.get("/?at=points")
    assert "83" not in other.page
    assert asked_in(here).answers["p3"] == {"setup": 83, "price": 17, "help": 0, "quality": 0, "brand": 0}


def test_what_comes_after_the_close_lies_beside_the_part_and_a_card_is_told_that_it_is_over(
    tmp_path: Path,
) -> None:
    here = lens_room(tmp_path, "promises", "judge")
    phone = here.phone("p3")
    things, form = asked_in(here).about, phone.hidden
    asked_in(here).closed = dt.datetime(2026, 3, 14, 11)
    here.desk.close()
    phone.post("/answer", **form, **{f"pick.{id}": "fits" for id in things})
    assert told("aside", phrases_asked("de")) in phone.text
    assert asked_in(here).drafts["p3"].row == "2 2 2 2 2 / d"
    assert asked_in(here).answers == {}
    (tmp_path / "cards").mkdir()
    cards = lens_room(tmp_path / "cards", "promises", "say")
    phone = cards.phone("p3")
    form = phone.hidden
    asked_in(cards).closed = dt.datetime(2026, 3, 14, 11)
    cards.desk.close()
    phone.post("/answer", **form, **CARD)
    assert asked_in(cards).cards == {}
    assert told("over", phrases_asked("de")) in phone.text


def test_a_run_that_was_killed_goes_on_with_the_same_phones(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "promises", "judge")
    phone = here.phone("p3")
    things = asked_in(here).about
    fields, form = {f"pick.{id}": "same" for id in things}, phone.hidden
    again = PhoneRoom(tmp_path, here.day, None)
    phone.app = again.app.asgi()
    assert phone.post("/answer", **form, **fields).status == 503
    assert "noch einmal" in phone.text
    ballot = here.desk.ballot
    assert isinstance(ballot, LensBallot)
    again.desk.open(LensBallot(here.day, "s0", ballot.lens))
    assert phone.post("/answer", **form, **fields).status == 200
    assert [*asked_in(here).answers] == ["p3"]


def test_who_sits_in_another_segment_writes_no_card_here(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "promises", "say")
    here.day.session.participant("p3").segments = ["s1"]
    here.desk.publish()
    phone = here.phone("p3")
    assert not phone.hidden
    assert here.desk.published.of == 3


# how it reads


@pytest.mark.parametrize(
    ("at", "head"),
    [
        (
            "promises say",
            "Qu’entendent ou lisent les clients de votre part à ce sujet, dans vos propres mots\u00a0?",
        ),
        ("worth judge", "Qu’est-ce qui est vrai de ces clients\u00a0?"),
        ("voices guess", "Avant de les lire, sur 100 de ces textes, combien en parlent\u00a0?"),
    ],
)
def test_a_phone_reads_a_lens_in_its_own_language_and_the_room_in_its(
    tmp_path: Path, at: str, head: str
) -> None:
    lens, _, part = at.partition(" ")
    here = lens_room(tmp_path, lens, part, language=None)  # type: ignore[arg-type]
    phone, room = here.phone("p3", language="fr"), here.phone("p1")
    assert phone.heading.replace("\u00a0", " ") == head.replace("\u00a0", " ")
    assert english_on(phone.page, "fr") == []
    assert phone.send().status == 422
    assert english_on(phone.page, "fr") == []
    assert room.heading == asked_in(here).ask.partition("? ")[0].rstrip("?") + "?"
    assert phrases_asked("fr")("Send") in phone.text


def test_a_number_and_not_knowing_leave_one_of_them(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "voices", "guess")
    phone = here.phone("p3")
    assert "Eine Zahl von 0 bis 100" in phone.text
    assert "Unternehmen" not in phone.text
    assert send(phone, {"m.first": ["30", DK], "m.none": ["", DK]}).status == 422
    assert faults(phone) == [
        "Unser erstes Bedürfnis: eine Zahl und dazu „Das kann ich nicht schätzen“. Lassen Sie nur eines stehen."
    ]
    assert 'value="30"' in phone.page
    assert phone.page.count('value="dk" checked') == 2
    assert send(phone, {"m.first": "30", "m.none": ["", DK]}).status == 200
    assert asked_in(here).answers["p3"] == {"first": 30, "none": DK}


@pytest.mark.parametrize(
    ("lens", "part", "words"),
    [
        ("ourselves", "say", "Je ne sais pas ce que je choisirais"),
        ("moments", "judge", "Je ne sais pas de quoi cela dépend"),
        ("voices", "say", "Impossible à dire"),
        ("seats", "say", "Nous ne le savons pas encore"),
        ("promises", "say", "Nous ne le savons pas"),
    ],
)
def test_who_does_not_know_says_so_in_the_words_of_the_question_in_their_own_language(
    tmp_path: Path, lens: str, part: Any, words: str
) -> None:
    here = lens_room(tmp_path, lens, part)
    phone = here.phone("p3", language="fr")
    assert words in phone.text


def test_names_of_functions_may_hold_what_they_like(tmp_path: Path) -> None:
    here = lens_room(tmp_path, "promises", "judge")
    for one in here.day.session.participants:
        one.function = f'<b>R&D "#1"</b>, 100% {one.function}?'
    round = asked_in(here)
    round.also = {
        "gives-way": list(dict.fromkeys(one.function or "" for one in here.day.session.participants))
    }
    here.desk.publish()
    phone = here.phone("p3")
    assert "<b>" not in phone.page
    name = round.also["gives-way"][1]
    send(
        phone,
        {f"pick.{id}": "same" for id in round.about} | {f"also gives-way.{id}": name for id in round.about},
    )
    row: Any = round.answers["p3"]
    assert {cell["gives-way"] for cell in row.values()} == {name}


# a whole day


@pytest.fixture
def german() -> Iterator[None]:
    speak("de", None)
    yield
    speak("en", None)


@pytest.mark.skipif(not [one for one in own_addresses() if not one.refused], reason="no network here")
@pytest.mark.parametrize("names", few(EACH))
@pytest.mark.usefixtures("german")
def test_on_a_whole_day_all_that_phones_send_is_kept_as_it_was_meant(
    tmp_path: Path, names: Sequence[str]
) -> None:
    """Seven of nine on phones, over the network; the others by themselves."""
    memory = Memory(day_file(names))
    desk = Facilitator(lambda: memory.session, lambda wall: None, dt.date(2026, 11, 30))
    desk.walls, desk.to_say = [], {}
    day = Day(file=memory, desk=desk, now=Clock(), lenses=definitions(names))
    here = PhoneRoom(tmp_path, day, None)
    day.changed = here.desk.changed
    address = next(one.address for one in own_addresses() if not one.refused)
    with socket.create_server((address, 0), backlog=64) as listening:
        here.desk.set_door(here.desk.door.at(address, listening.getsockname()[1]))
        with served(PhoneApp(here.desk, cookie_name(here.path)).asgi(), listening):
            desk.phones = InventedPhones(here.desk, [one.id for one in memory.session.participants][:7])
            desk.phones.come_in()
            assert run_day(day)
    segment = memory.session.segments[0]
    assert {round.of for round in segment.lenses} >= {*names}
    compared = 0
    for round in segment.lenses:
        ballot = LensBallot(day, "all", (round.of, round.part))
        for who, row in round.said().items():
            assert lens_rounds.parts_missing(segment, round, who) == []
            gathered = isinstance(row, dict) and isinstance(row.get(OWN), list)
            for part in () if gathered else ballot.whole(who):
                meant, kept = (
                    desk.invented.value(ballot, ballot.person(who), part),
                    ballot.own(who).get(part.id),
                )
                compared += 1
                assert kept == meant or _known(kept, meant), (round.of, round.part, who)
    assert compared > 10


def _known(kept: Any, meant: Any) -> bool:
    """Behind a pick nobody made nothing is kept."""
    return (
        kept is None or {thing: word for thing, word in kept.items() if word != DK}.items() <= meant.items()
    )


class Silent(Facilitator):
    """A room that names nothing in a lens."""

    def unknowns(self, ask: Unknowns) -> str:
        if not isinstance(ask, LensLines):
            return super().unknowns(ask)
        for who in ask.waiting():
            ask.answered(who)
        return DONE_ASKING


@pytest.mark.usefixtures("german")
def test_a_lens_in_which_nothing_was_named_ends_and_its_file_is_read_again() -> None:
    memory = Memory(day_file(["moments"]))
    desk = Silent(lambda: memory.session, lambda wall: None, dt.date(2026, 11, 30))
    desk.walls, desk.to_say = [], {}
    assert run_day(Day(file=memory, desk=desk, now=Clock(), lenses=definitions(["moments"])))
    segment = loads(dumps(memory.session)).segments[0]
    assert segment.skipped["lens moments"] == "es wurde nichts genannt"
    assert ("moments", "judge") not in [(round.of, round.part) for round in segment.lenses]


def test_who_answered_the_first_question_is_not_said_to_be_missing_and_stays_to_come(tmp_path: Path) -> None:
    day = lens_room(tmp_path, "promises", "judge").day
    ask = LensBallot(day, "s0", ("promises", "judge"))
    who = ask.waiting()[0]
    pick = ask.parts(who)[0]
    row = {need.id: "clashes" for need in pick.needs}
    assert ask.accept(who, pick.id, row, "paper") == []
    (said,) = ask.miss(who, "declined")
    assert "whatever else is left open stays open when this is closed" in said
    assert ask.own(who)[pick.id] == row
    assert who in ask.waiting()
