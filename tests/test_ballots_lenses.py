"""Slips and cards of lenses: what stands on each, whose it is, in which order, and that nothing else changes."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from desks import Clock, Rule
from lens_day import PEOPLE, lens_day
from paper_read import smallest_letters
from test_lenses import GERMAN
from typer.testing import CliRunner

from cxw.cli import app
from cxw.day.lens_rounds import NONE, asked_picks, asked_things, open_part
from cxw.handout import ballots
from cxw.handout.pages import slips
from cxw.model import (
    OWN,
    TOLD,
    Away,
    LensDefinition,
    LensPart,
    LensShape,
    LensThing,
    Session,
    WeightsRound,
)
from cxw.questions.cards import CARD
from cxw.questions.picks import PICKS, TICKS
from cxw.questions.points import POINTS
from cxw.sessionfile import create
from cxw.sessionfile.lens_files import read_lens, shipped_lenses
from cxw.text.phrases import SAY_ENGLISH, pairs
from cxw.workshop.day import Day, Memory
from cxw.workshop.lens_ballots import LensBallot

NOW = dt.datetime(2026, 3, 14, 11)
LONG = "Donaudampfschifffahrtselektrizitätenhaupt"
STRANGERS = read_lens(GERMAN, "drop-first.yaml").good()


def day(**more: Any) -> Session:
    """The day of eight before any lens is asked, its points shown."""
    session = lens_day()
    session.segments[0].lenses = []
    return session.model_copy(update=more)


def morning(**more: Any) -> Session:
    """The same day before needs are chosen."""
    session = day(**more)
    session.segments[0].rounds, session.segments[0].chosen = [], []
    return session


def heads(sheets: list[dict[str, Any]]) -> list[str]:
    return [sheet["slips"][0]["head"] for sheet in sheets]


def loose(session: Session, *lenses: LensDefinition) -> list[dict[str, Any]]:
    """The sheets of these lenses as they are printed often."""
    (about,) = ballots.ballot_subjects(session, lenses)
    return list(ballots._sheets(about, [ballots.LENSES]))


def by_name(session: Session, *lenses: LensDefinition) -> list[dict[str, Any]]:
    about = ballots.ballot_subjects(session, lenses)
    return [sheet for _, sheet in ballots.every_kind_of_slip(about, [ballots.LENSES])]


def texts(value: Any) -> list[str]:
    """What is read on a slip, from the top down."""
    if isinstance(value, dict):
        return [text for key, part in value.items() if key != "k" for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) and value else []


def written(slip: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The parts of one kind, also those below a thing."""
    found = [part for part in slip["parts"] if part["k"] == kind]
    for thing in [part for part in slip["parts"] if part["k"] == "thing"]:
        found += [part for part in thing["parts"] if part["k"] == kind]
    return found


def things(slip: dict[str, Any]) -> list[tuple[str, str]]:
    return [(part["mark"], part["text"]) for part in slip["parts"] if part["k"] == "thing"]


def offered(part: dict[str, Any]) -> list[str]:
    return [f"{item['mark']} {item['text']}".strip() for item in part["items"]]


PROMISES, OURSELVES, VOICES = (shipped_lenses()[name] for name in ("promises", "ourselves", "voices"))


# whose they are


def test_a_function_has_one_card_which_says_first_that_it_is_read_out() -> None:
    said, judged = loose(day(), PROMISES)
    cards = said["slips"]
    assert [(card["name"], card["letters"]) for card in cards] == [
        ("Marketing", "ma"),
        ("Sales", "sa"),
        ("Legal", "le"),
        ("Support", "su"),
    ]
    for card in cards:
        first = card["parts"][0]
        assert first["text"].startswith("This card is read out and shown as your department's.")
        assert ("You may pass" in first["text"]) == (card["name"] == "Legal")
        alone = "taken in only if you have ticked" in first["text"]
        assert alone == (card["name"] == "Support")
        assert "never who gave which" not in card["kept"]
    assert said["spare"][0]["who"] == "Department"
    assert "If you are only one or two" in said["spare"][0]["parts"][0]["text"]
    assert judged["slips"][0]["who"] == "Name or card"
    assert heads([said, judged]) == ["What we promise, 1 of 2", "What we promise, 2 of 2"]
    assert by_name(day(), PROMISES)[0] == said


def test_a_reader_has_the_texts_dealt_to_them_and_no_others() -> None:
    read = loose(day(), VOICES)[1]
    assert [slip["name"] for slip in read["slips"]] == ["Reader 1", "Reader 2", "Reader 4", "Reader 5"]
    assert [things(slip) for slip in read["slips"]] == [
        [("1", "Ana Lima never called back")],
        [("1", "It took a month")],
        [("1", "Ana Lima never called back")],
        [("1", "It took a month")],
    ]
    named = by_name(day(), VOICES)[1]["slips"]
    assert [(slip["name"], slip["letters"]) for slip in named] == [
        ("Ana Lima", "an"),
        ("Ben Ode", "bo"),
        ("Dov Katz", "do"),
        ("Eva Rau", "ev"),
    ]
    assert [things(slip) for slip in named] == [things(slip) for slip in read["slips"]]


def test_sheets_of_texts_are_of_those_who_are_there_and_by_name_of_those_on_paper() -> None:
    session = day()
    session.participants[0].desk = "phones"
    session.segments[0].things[1].readers = []
    assert [slip["name"] for slip in by_name(session, VOICES)[1]["slips"]] == [
        PEOPLE[id][0] for id in PEOPLE if id != "ana"
    ]
    assert len(loose(session, VOICES)[1]["slips"]) == 8
    for person in session.participants:
        person.away = [Away.model_validate({"from": NOW, "until": None})]
    assert heads(loose(session, VOICES)) == ["What customers said to us, 1 of 2"]
    session.segments[0].things = []
    assert heads(loose(session, VOICES)) == ["What customers said to us, 1 of 2"]


def test_where_nobody_says_of_which_function_they_are_one_card_is_printed_for_any() -> None:
    session = day()
    for person in session.participants:
        person.function, person.also = None, []
    (about,) = ballots.ballot_subjects(session, [PROMISES])
    made = ballots.printed_ballots("t", "a4", [about], [ballots.LENSES])
    assert made.notices[0] == "page 1: What we promise, 1 of 2 of Clinics, 1 slip a page"
    assert [slip["who"] for slip in by_name(session, PROMISES)[0]["slips"]] == ["Department"]


def test_what_people_say_of_themselves_is_put_away_and_promised_to_be_shown_nowhere() -> None:
    for session in (day(), day(attribution="names")):
        (sheet,) = loose(session, OURSELVES)
        (slip,) = sheet["slips"]
        assert slip["parts"][0]["text"].startswith("This slip is put away: what is on it is shown, printed")
        assert slip["kept"] == "What is kept: everybody's answers, in one file with the facilitator."
    assert "put away" not in str(loose(day(), PROMISES))


# what is typed can be read off them


def test_things_stand_in_the_order_in_which_they_are_asked_and_choices_by_their_numbers() -> None:
    session = day()
    slip = loose(session, PROMISES)[1]["slips"][0]
    asked = asked_things(session, session.segments[0], PROMISES, "judge")
    assert asked == ["price", "speed", "help"]  # by points
    assert things(slip) == [("1", "Price"), ("2", "Paid within a week"), ("3", "Somebody helps")]
    first, second = slip["parts"][1]["parts"][0], slip["parts"][1]["parts"][2]
    assert offered(first) == [
        "1 The same everywhere",
        "2 Different things that fit",
        "3 Things that clash",
        "d I do not know",
    ]
    assert slip["parts"][1]["parts"][1]["text"] == "Which one gives way in practice?"
    assert offered(second) == ["1 Marketing", "2 Sales", "3 Legal", "4 Support", "d I do not know"]


def at_the_desk(session: Session, lens: LensDefinition, part: LensPart) -> LensBallot:
    """What the desk asks once this part is opened."""
    day = Day(file=Memory(session.model_copy(deep=True)), desk=Rule(), now=Clock(), colour=False)
    open_part(day.session, day.segment("clinics"), (lens, part), NOW, SAY_ENGLISH)
    return LensBallot(day, "clinics", (lens.lens, part))


def cards_in(session: Session, lens: LensDefinition) -> None:
    """What each function says of its number, but one that passes; and three moments, sentences and kinds."""
    segment = session.segments[0]
    if lens.about == "functions":
        round = open_part(session, segment, (lens, "say"), NOW, SAY_ENGLISH)
        round.cards = {name: {OWN: {TOLD: "A number"}} for name in ("Marketing", "Sales", "Support")}
        round.closed = NOW
    for n in range(3):
        segment.things.append(LensThing(id=f"t{n}", lens=lens.lens, text=f"Thing {n}"))


@pytest.mark.parametrize("name", [name for name in (*shipped_lenses(), "drop-first") if name != "ourselves"])
def test_what_the_desk_asks_stands_on_the_slip_in_its_order_and_by_its_numbers(name: str) -> None:
    lens = shipped_lenses().get(name, STRANGERS)
    session = day()
    if name != "voices":
        cards_in(session, lens)
    sheets = dict(zip(lens.parts(), by_name(session, lens), strict=True))
    compared = asked_of = 0
    for part in [part for part in lens.parts() if part != "guess"]:
        ballot = at_the_desk(session, lens, part)
        slips = {slip["name"]: slip for slip in sheets[part]["slips"]}
        assert [person.name for person in ballot.people if person.name not in slips] == []
        asked_of += len(ballot.people)
        for person in ballot.people:
            asked, slip = ballot.whole(person.id), slips[person.name]
            picking = [one for one in asked if one.ways and one.kind in (PICKS, TICKS)]
            for one, printed in zip(picking, [*rows_of_choices(slip)], strict=True):
                assert [text for _, text in things(slip)] == [item.text for item in one.needs]
                wanted = [f"{number} {words}" for number, words in enumerate(one.ways.values(), 1)]
                assert [text for text in printed if text[0].isdigit()] == wanted
                compared += 1
            if asked[0].kind is CARD:
                assert [text for _, text in things(slip)] == [
                    item.text for one in asked for item in one.needs
                ]
                lines = [part["text"] for part in written(slip, "line")]
                assert lines == [*asked[0].ways.values()] * len(asked)
                compared += 1
            if asked[0].kind is POINTS:
                rows = written(slip, "rows")[0]["items"]
                assert [row["text"] for row in rows] == [item.text for item in asked[0].needs]
                compared += 1
    assert compared >= asked_of > 0, "something is compared of each slip"


def rows_of_choices(slip: dict[str, Any]) -> list[list[str]]:
    """The choices below the first thing, which are those of every thing."""
    first: dict[str, Any] = next((part for part in slip["parts"] if part["k"] == "thing"), {"parts": []})
    return [offered(part) for part in first["parts"] if part["k"] in ("circles", "boxes")]


def test_needs_that_are_picked_have_none_of_these_behind_them() -> None:
    session = day()
    (slip, *_) = loose(session, VOICES)[1]["slips"]
    picks = asked_picks(session, session.segments[0], VOICES.say)
    assert picks == ["speed", "price", "help", NONE]
    assert offered(written(slip, "circles")[0]) == [
        "1 Paid within a week",
        "2 Price",
        "3 Somebody helps",
        "4 none of these",
        "d I cannot tell",
    ]


def test_a_part_that_was_asked_is_printed_as_it_was_asked() -> None:
    session = lens_day()
    slip = loose(session, PROMISES)[1]["slips"][0]
    assert [text for _, text in things(slip)] == ["Paid within a week", "Price"]
    assert offered(written(slip, "circles")[1]) == ["1 Marketing", "2 Sales", "3 Legal", "d I do not know"]


def test_a_part_whose_definition_is_another_one_by_now_is_printed_all_the_same() -> None:
    session = lens_day()
    other = read_lens(GERMAN.replace("drop-first", "promises"), "own.yaml").good()
    for shape in ("pick", "words"):
        say = other.say.model_copy(update={"shape": shape, "of": None} if shape == "words" else {})
        sheets = loose(session, other.model_copy(update={"say": say, "judge": say}))
        assert [text for _, text in things(sheets[1]["slips"][0])] == ["Paid within a week", "Price"]


def test_until_points_are_shown_needs_by_their_points_are_numbered_lines() -> None:
    before, after = day(), day()
    first = before.segments[0].rounds[0]
    assert isinstance(first, WeightsRound)
    first.revealed = None
    for lens in (PROMISES, STRANGERS):
        slip = loose(before, lens)[-1]["slips"][0]
        assert things(slip) == [(str(number), "") for number in range(1, 6)]
        assert "The numbers are those on the wall." in texts(slip) or lens is STRANGERS
        assert not [text for _, text in things(loose(after, lens)[-1]["slips"][0]) if text == ""]
    (slip,) = loose(before, OURSELVES)[0]["slips"]
    assert [item["text"] for item in written(slip, "rows")[0]["items"]] == [
        "Paid within a week",
        "Price",
        "Somebody helps",
    ]


def test_what_the_room_gathers_has_lines_and_then_numbers_as_on_the_wall() -> None:
    moments, worth = shipped_lenses()["moments"], shipped_lenses()["worth"]
    told, spread = (sheet["slips"][0] for sheet in loose(day(), moments))
    assert [part["k"] for part in told["parts"]] == ["lines", "choices"]
    assert [item["mark"] for item in written(spread, "rows")[0]["items"]] == list("12345")
    ticked = loose(day(), worth)[1]["slips"][0]
    assert len(things(ticked)) == worth.most
    assert offered(written(ticked, "boxes")[0])[-3:] == [
        "7 Would be missed",
        "- none of these",
        "d We do not know these customers",
    ]


def test_a_card_of_words_has_nothing_and_not_knowing_apart_and_its_lines_below() -> None:
    card = loose(day(), PROMISES)[0]["slips"][0]
    below = card["parts"][1]["parts"]
    assert [part["k"] for part in below] == ["lines", "choices", "line", "line"]
    assert below[1]["items"] == ["nothing (-)", "We do not know (d)"]
    numbers = loose(day(), shipped_lenses()["drivers"])[0]["slips"][0]
    assert [part["k"] for part in numbers["parts"]] == ["told", "lines", "choices", "line", "line", "line"]


@pytest.mark.parametrize("shape", ["marks", "percent", "points"])
def test_numbers_have_a_box_for_each_thing_and_no_number_before_it(shape: LensShape) -> None:
    own = GERMAN.replace("shape: pick", f"shape: {shape}").split("  of: ")[0] + "sentence: So ...\n"
    if shape == "percent":
        own = own.replace("shape: percent", "shape: percent\n  of: {ja: Ja, nein: Nein}")
    (sheet,) = loose(day(), read_lens(own, "own.yaml").good())
    slip = sheet["slips"][0]
    fields = written(slip, "rows") if shape == "points" else written(slip, "fields")
    assert not [item for item in fields[0]["items"] if item["mark"].isdigit() or not item["text"]]
    ends = {"marks": "from 0 to 10", "percent": "from 0 to 100", "points": "Together exactly"}
    assert ends[shape] in " ".join(texts(slip))


# the order of the day, and all else


def test_each_lens_comes_where_it_is_asked_and_the_other_slips_are_as_without_one() -> None:
    anytime = STRANGERS.model_copy(update={"after": "nothing", "about": "functions", "name": "Anytime"})
    lenses = [PROMISES, OURSELVES, VOICES, STRANGERS, anytime]
    (about,) = ballots.ballot_subjects(day(), lenses)
    (without,) = ballots.ballot_subjects(day())
    sheets = list(ballots._sheets(about, ballots.WHOLE_DAY))
    assert heads(sheets) == [
        "Anytime",
        "Needs",
        "Votes",
        "What customers said to us, 1 of 2",
        "What customers said to us, 2 of 2",
        "Points, first round",
        "The customer or the mirror",
        "Points, second round",
        "Was fällt zuerst",
        "Marks, first round",
        "Marks, second round",
        "How sure are we now?",
        "What we promise, 1 of 2",
        "What we promise, 2 of 2",
        "Before the count",
        "What we do not know",
    ]
    ours = {one.blank["head"] for one in about.lenses}
    assert [sheet for sheet in sheets if sheet["slips"][0]["head"] not in ours] == list(
        ballots._sheets(without, ballots.WHOLE_DAY)
    )
    named = [sheet for _, sheet in ballots.every_kind_of_slip([about], ballots.WHOLE_DAY)]
    assert heads(named) == heads(sheets)
    assert heads(list(ballots._sheets(about, ballots.STAGES))) == heads(
        list(ballots._sheets(without, ballots.STAGES))
    )


@pytest.mark.parametrize("language", ["de", "fr", "es"])
@pytest.mark.parametrize("session", [day, morning])
def test_nobody_reads_english_on_a_slip_of_another_language(language: str, session: Any) -> None:
    room = session(language=language)
    english = {text for one in shipped_lenses().values() for text in texts(loose(day(), one))}
    english &= {sentence for sentence, *_ in pairs(language)} | {
        text for one in shipped_lenses().values() for text in words_of(one)
    }
    assert len(english) > 40
    for lens in shipped_lenses().values():
        read = set(texts(loose(room, lens))) | set(texts(by_name(room, lens)))
        assert not read & english


def words_of(lens: LensDefinition) -> set[str]:
    """All English words of a definition."""
    return set(re.findall(r"'en': '([^']+)'", str(lens.model_dump())))


# on paper


@cache
def painted(size: str, language: str, early: bool, long: bool) -> tuple[bytes, int, tuple[slips.Laid, ...]]:
    session = (morning if early else day)(language=language, address="du")
    if long:
        for need in session.segments[0].needs:
            need.text = f"{need.text} {LONG} {LONG}"
        for person in session.participants:
            person.function = f"{person.function} {LONG}"
        session.segments[0].things = [
            thing.model_copy(
                update={"id": f"v{n}", "text": f"{LONG} lange gewartet " * n, "readers": ["ana", "dov"]}
            )
            for n, thing in enumerate(session.segments[0].things * 6, 1)
        ]
    drivers = shipped_lenses()["drivers"]
    lenses = [VOICES, PROMISES, drivers, STRANGERS] if long else [*shipped_lenses().values(), STRANGERS]
    sheets = loose(session, *lenses)
    made = slips.slips_pdf("t", size, [ballots._loose(sheet) for sheet in sheets], language)
    assert made.data is not None
    return made.data, len(sheets), made.laid


@pytest.mark.parametrize(
    ("size", "language", "early", "long"),
    [("a4", "de", False, True), ("letter", "fr", True, False)],
)
def test_nothing_is_cut_off_and_nothing_is_too_small_to_read(
    size: str, language: str, early: bool, long: bool
) -> None:
    data, sheets, laid = painted(size, language, early, long)
    assert [one.number for one in laid] == list(range(sheets))
    on_their_slips(data, laid)


def test_a_reader_of_many_texts_has_all_of_them_on_paper_whoever_reads_few() -> None:
    session = day()
    few = [id for id in PEOPLE if id != "eva"]
    session.segments[0].things = [
        LensThing(
            id=f"v{n}", lens="voices", text="A text. " * 40, readers=["eva"] if n < 11 else [few[n % 7]]
        )
        for n in range(18)
    ]
    sheet = ballots._loose(by_name(session, VOICES)[1])
    made = slips.slips_pdf("t", "a4", [sheet])
    assert made.data is not None
    assert made.laid[0].last > len(PEOPLE)
    on_their_slips(made.data, made.laid)


def on_their_slips(data: bytes, laid: tuple[slips.Laid, ...]) -> None:
    """Every letter stands within its slip, a margin from its edge, and in eight points at least."""
    assert min(smallest_letters(data)) >= 8
    pages = pypdfium2.PdfDocument(data)
    assert len(pages) == laid[-1].last
    for number, page in enumerate(pages, 1):
        text, (wide, high) = page.get_textpage(), page.get_size()
        a_page = next(one.slips for one in reversed(laid) if one.page <= number)
        slip = wide if a_page == 1 else wide / 2
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        for left, bottom, right, top in [box for box in boxes if box[2] > box[0] and box[3] > box[1]]:
            assert 25 < left % slip < right % slip < slip - 25, number
            assert 15 < bottom < top < high - 25, number


# the command


def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["ballots", *words])


def test_the_command_prints_them_and_says_who_reads_which_sheet(tmp_path: Path) -> None:
    (tmp_path / "drop-first.yaml").write_text(GERMAN, "utf-8")
    file = tmp_path / "day.yaml"
    create(file, day(lenses=["drop-first.yaml", "voices"], language="de"))
    done = run(str(file), "--stage", "lenses")
    assert done.exit_code == 0, done.output
    assert "Seiten 2 bis 5: Was Kunden uns gesagt haben, 2 von 2 (Clinics), 4 Zettel: einmal" in done.output
    assert "Was fällt zuerst (Clinics)" in done.output
    assert "Wer welchen Bogen liest (Clinics): 1 Ana Lima, 2 Ben Ode, 4 Dov Katz, 5 Eva Rau." in done.output
    whole = run(str(file), "--print-once")
    assert "Was Kunden uns gesagt haben, 2 von 2 (Clinics), 4 Zettel" in whole.output
    assert "Wer welchen Bogen" not in whole.output
    assert "Was fällt zuerst" not in run(str(file), "--stage", "weights").output


def test_what_keeps_slips_of_lenses_from_being_printed_is_said(tmp_path: Path) -> None:
    file = tmp_path / "day.yaml"
    session = day(lenses=[])
    session.segments[0].things, session.segments[0].voices = [], None
    create(file, session)
    assert "No lens is chosen for this day" in str(run(str(file), "--stage", "lenses").exception)
    assert "name the session file" in str(run("--stage", "lenses").exception)
    file.write_text(file.read_text("utf-8").replace("segments:", "lenses: [own.yaml, voices]\nsegments:", 1))
    (tmp_path / "own.yaml").write_text(GERMAN.replace("shape: pick", "shape: dance"), "utf-8")
    said = str(run(str(file)).exception)
    assert "own.yaml:10" in said
    assert "dance" in said
    (tmp_path / "own.yaml").write_text(GERMAN, "utf-8")
    done = run(str(file))
    assert "No texts of customers are drawn for Clinics yet" in done.output
    assert run(str(file), "--stage", "weights").exit_code == 0
