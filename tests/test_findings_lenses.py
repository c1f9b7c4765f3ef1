"""What lenses find: don't-knows first, cards as they are heard, a mirror without rows, texts with intervals."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from typing import Any

import pytest
from hypothesis import given
from lens_day import PEOPLE, lens_day
from strategies import sessions

from cxw.findings import dump, of
from cxw.findings.lenses.types import LensFindings
from cxw.handout.templates import template_folders
from cxw.handout.text import markdown
from cxw.model import LensCell, LensRound, Session
from cxw.sessionfile import dumps, loads
from cxw.sessionfile.reading import read_text
from cxw.sharing.copying import shared
from cxw.wall import LENS, ScreenView, pages
from cxw.workshop.heard import texts_counted


def found(session: Session, name: str, language: str = "en", **more: Any) -> LensFindings:
    segment = of(session, language=language, **more).segments[0]
    return next(one for one in segment.lenses if one.of == name)


def sentences(session: Session, name: str, language: str = "en") -> list[str]:
    return [one.sentence for one in found(session, name, language).findings]


def with_more_judges(session: Session) -> LensRound:
    """All eight judge, six of them that the first need clashes."""
    judged = session.segments[0].lenses[2]
    judged.not_answered = {}
    for n, person in enumerate(PEOPLE):
        speed: LensCell = {"said": "clashes", "gives-way": "Marketing"} if n < 6 else {"said": "fits"}
        judged.answers[person] = {"speed": speed, "price": {"said": "dk"}}
    return judged


def test_contradictions_are_printed_as_they_are_heard() -> None:
    session = lens_day()
    with_more_judges(session)
    told = found(session, "promises")
    assert [one.kind for one in told.findings] == ["unknown", "clash"]
    assert told.findings[0].sentence == "All eight of us do not know about “Price”."
    assert told.findings[1].sentence == (
        "Marketing says: Live within a week, says one of us. Sales says: Live by pay day. Legal says: Four weeks. "
        "Six of the eight of us who know: these clash. Most of us say that Marketing gives way."
    )
    assert told.last == "A customer who hears all of us about “Paid within a week” hears things that clash."
    assert (told.title, told.basis, told.outside) == ("What we promise", "assumption", ("the bank",))
    assert told.sentence == "Where a customer hears us contradict ourselves is the first week."
    german = found(session, "promises", "de")
    assert "Marketing sagt: Live within a week" in german.findings[1].sentence
    assert "Sechs von acht, die es wissen: Das widerspricht sich." in german.findings[1].sentence
    assert german.last == "Wer uns alle über „Paid within a week“ hört, hört Dinge, die sich widersprechen."


def test_what_is_promised_and_not_kept_and_what_nobody_promises() -> None:
    session = lens_day()
    segment = session.segments[0]
    segment.lenses = segment.lenses[:2]
    from cxw.model import MarksRound

    marked = MarksRound(
        of="marks",
        name="first",
        needs=["speed", "price", "help"],
        companies=["us"],
        opened=segment.lenses[1].opened,
        closed=segment.lenses[1].closed,
        revealed=segment.lenses[1].revealed,
    )
    marked.answers = {person: {"us": {"speed": 4, "price": 9, "help": 5}} for person in PEOPLE}
    segment.rounds.append(marked)
    assert sentences(session, "promises") == [
        "We promise “Paid within a week” and give ourselves 4.0 for it; 7 is good."
    ]
    for name in segment.lenses[1].cards:
        segment.lenses[1].cards[name] = {"speed": {"words": "Soon"}, "price": "nothing"}
    nobody = "None of our cards promises anything about “Price”, 43 of our 100 points."
    assert sentences(session, "promises")[-1] == nobody


def test_of_one_or_two_judges_nothing_is_said_and_a_shown_function_only_with_three() -> None:
    session = lens_day()
    judged = with_more_judges(session)
    judged.answers = {person: judged.answers[person] for person in ("ana", "dov")}
    told = found(session, "promises")
    part = next(one for one in told.parts if one.part == "judge")
    assert part.things == ()
    assert told.last == ""
    judged.answers["gil"] = "dk"
    part = next(one for one in found(session, "promises").parts if one.part == "judge")
    assert [(thing.known, sum(one.n for one in thing.counts)) for thing in part.things] == [(0, 0), (0, 0)]


def test_functions_that_say_otherwise_are_named_from_three_on() -> None:
    session = lens_day()
    judged = with_more_judges(session)
    for person, (_, function) in PEOPLE.items():
        said = "clashes" if function == "Marketing" else "fits"
        judged.answers[person] = {"speed": {"said": said}, "price": {"said": "same"}}
    (part,) = [one for one in found(session, "promises").parts if one.part == "judge"]
    assert [(one.name, one.text) for one in part.things[0].groups] == [
        ("Marketing", "Things that clash"),
        (None, "Things that fit"),
    ]
    judged.mixed = True
    (part,) = [one for one in found(session, "promises").parts if one.part == "judge"]
    assert part.things[0].groups == (), "in a shared copy nobody's function is known"


def test_a_mirror_is_one_sentence_and_no_row_of_it_is_anywhere() -> None:
    session = lens_day()
    told = found(session, "ourselves")
    (sentence,) = [one.sentence for one in told.findings]
    assert sentence == told.last
    assert "is nearer to ourselves (7 apart) than to the customer our colleagues described (32)" in sentence
    assert [part.things for part in told.parts] == [()]
    for audience in ("room", "facilitator"):
        everything = json.dumps(dump(of(session, audience)))
        session.segments[0].lenses[0].answers = dict.fromkeys(PEOPLE, "dk")
        without = json.dumps(dump(of(session, audience)))
        assert sentence in everything
        assert sentence not in without
        assert everything.count("80") == without.count("80")
        session = lens_day()


def test_of_five_people_or_one_function_a_mirror_is_only_a_count() -> None:
    session = lens_day()
    own = session.segments[0].lenses[0]
    for person in ("ana", "ben", "cho"):
        own.answers[person] = "dk"
    assert sentences(session, "ourselves") == [
        "Five of us said how they would choose themselves: too few, or in too few departments, to compare."
    ]
    own.answers = dict.fromkeys(PEOPLE, "dk")
    assert sentences(session, "ourselves") == []


def read_by_all(session: Session, none: int, texts: int = 60) -> None:
    """So many texts, each read by two, so many of which fit no need."""
    segment = session.segments[0]
    first = segment.things[0]
    segment.things = [
        first.model_copy(
            update={"id": f"t{n}", "customer": n + 1, "text": f"Text {n}", "date": dt.date(2026, 2, 3)}
        )
        for n in range(texts)
    ]
    read = segment.lenses[3]
    read.about = [f"t{n}" for n in range(texts)]
    read.answers = {}
    for n in range(texts):
        said = "none" if n < none else ("speed", "price")[n % 2]
        segment.things[n].readers = [list(PEOPLE)[n % 8], list(PEOPLE)[(n + 3) % 8]]
        for person in segment.things[n].readers:
            row = read.answers.setdefault(person, {})
            assert isinstance(row, dict)
            row[f"t{n}"] = {"said": said, "served": "badly"}


def test_texts_of_customers_are_counted_with_their_interval_beside_the_guess() -> None:
    session = lens_day()
    read_by_all(session, 22)
    guess = session.segments[0].lenses[3].model_copy(deep=True)
    guess.part, guess.shape, guess.about, guess.picks, guess.also = (
        "guess",
        "percent",
        ["first", "none"],
        [],
        {},
    )
    guess.answers = {person: {"first": 70, "none": 5} for person in PEOPLE}
    session.segments[0].lenses.append(guess)
    told = found(session, "voices")
    assert told.last == (
        "22 of 60 things customers said to us fit none of our three needs; "
        "of all like them that is 26 to 49 of 100."
    )
    assert told.findings[1].sentence == (
        "32 of 100 texts of customers are about “Paid within a week” (21 to 44); we had guessed 70."
    )
    assert told.basis == "customer evidence"
    assert len(told.findings) == 2
    assert told.verbatim == ()
    assert len(found(session, "voices", audience="facilitator").verbatim) == 22
    assert (
        "22 von 60 Dingen, die Kunden uns gesagt haben, passen zu keinem"
        in found(session, "voices", "de").last
    )
    for thing in session.segments[0].things:
        thing.customer = 1
    assert found(session, "voices").basis == "single story"
    for thing in session.segments[0].things:
        thing.date = None
    assert found(session, "voices").basis == "assumption", "undated, as any evidence"


def test_of_fewer_than_ten_texts_nothing_is_said() -> None:
    session = lens_day()
    read_by_all(session, 4, 9)
    told = found(session, "voices")
    assert (told.findings, told.last) == ((), "")


def read_each_their_own(session: Session) -> LensRound:
    """Every reader sees one need in all texts, each another one."""
    read = session.segments[0].lenses[3]
    for n, row in enumerate(read.answers.values()):
        assert isinstance(row, dict)
        row.update({key: {"said": ("speed", "price", "help", "none")[n % 4]} for key in row})
    return read


def test_readers_who_read_differently_are_told_so() -> None:
    session = lens_day()
    read_by_all(session, 0, 40)
    read_each_their_own(session)
    alike = "We read our customers differently: of 100 texts both who read them say the same of"
    (told,) = [one for one in sentences(session, "voices") if one.startswith(alike)]
    assert re.search(r" of \d+; by chance it would be \d+\.$", told)
    assert any("Von 100 Texten sagen die beiden" in one for one in sentences(session, "voices", "de"))


def test_texts_that_are_read_as_by_chance_are_no_evidence_of_customers() -> None:
    session = lens_day()
    read_by_all(session, 0, 40)
    read, things = session.segments[0].lenses[3], session.segments[0].things
    assert found(session, "voices").basis == "customer evidence"
    assert texts_counted(session.segments[0], read)
    for n, thing in enumerate(things):
        for place, person in enumerate(thing.readers):
            row = read.answers[person]
            assert isinstance(row, dict)
            row[thing.id] = {"said": ("speed", "price")[(n + place) % 2]}
    assert found(session, "voices").basis == "assumption"
    assert texts_counted(session.segments[0], read) == {}


def test_texts_that_one_of_two_readers_fits_are_told_of_a_hundred() -> None:
    """Half a text is no text: rounded, it would not be the share that stands beside it."""
    session = lens_day()
    read_by_all(session, 8)
    segment = session.segments[0]
    row = segment.lenses[3].answers[segment.things[8].readers[0]]
    assert isinstance(row, dict)
    row["t8"] = {"said": "none", "served": "badly"}
    assert found(session, "voices").last.startswith(
        "Of 60 things customers said to us, 14 of 100 fit none of our three needs; of all like them that is 7 to"
    )
    assert "passen 14 von 100 zu keinem unserer drei Bedürfnisse;" in found(session, "voices", "de").last


def test_points_and_texts_that_lie_far_apart_are_worth_asking_about() -> None:
    session = lens_day()
    read_by_all(session, 0)
    segment = session.segments[0]
    (points,) = [one for one in segment.rounds if one.of == "weights" and one.revealed is not None]
    points.answers = {person: {"speed": 10, "price": 20, "help": 70} for person in PEOPLE}
    told, ours, ask = sentences(session, "voices"), " of our 100 points, and ", "Worth asking them."
    assert told[-2:] == [
        f"“Somebody helps” has 70{ours}hardly any text of customers is about it: 0 of 100 (0 to 6). {ask}",
        f"“Paid within a week” has 10{ours}many texts of customers are about it: 50 of 100 (38 to 62). {ask}",
    ]
    points.revealed = None
    assert not [one for one in sentences(session, "voices") if "100 points" in one]


def test_who_could_tell_of_none_of_their_texts_read_no_others() -> None:
    session = lens_day()
    read_by_all(session, 0, 40)
    read = read_each_their_own(session)
    first, theirs = next(iter(read.answers.items()))
    assert isinstance(theirs, dict)
    read.answers[first] = {key: {"said": "dk"} for key in theirs}
    by_text = found(session, "voices")
    read.answers[first] = "dk"
    assert found(session, "voices") == by_text
    read.answers = dict(reversed([*read.answers.items()]))
    assert found(session, "voices").findings == by_text.findings


def test_a_strangers_lens_has_the_general_findings() -> None:
    session = lens_day()
    asked = LensRound(
        of="drop-first",
        part="say",
        title="Was fällt zuerst",
        shape="pick",
        ask="Würden wir dieses Bedürfnis fallen lassen?",
        worded={"nie": "Nie", "sofort": "Sofort"},
        about=["speed", "price"],
        picks=["sofort", "nie"],
        opened=session.segments[0].lenses[0].opened,
        closed=session.segments[0].lenses[0].closed,
        revealed=session.segments[0].lenses[0].revealed,
    )
    for n, person in enumerate(PEOPLE):
        asked.answers[person] = {"speed": {"said": "nie"}, "price": {"said": ("sofort", "nie")[n % 2]}}
    session.segments[0].lenses.append(asked)
    assert sentences(session, "drop-first", "de") == [
        "Alle acht, die es wissen, sagen zu „Paid within a week“ „Nie“.",
        "Zu „Price“ sagen die meisten in Marketing „Sofort“ und unter den anderen „Nie“.",
        "Wir sind bei „Price“ geteilter Meinung: vier für „Sofort“, vier für „Nie“.",
    ]
    told = found(session, "drop-first")
    assert (told.last, told.basis) == (told.findings[0].sentence, "assumption")


@given(sessions())
def test_nothing_of_a_lens_changes_a_number_of_the_five_stages(session: Session) -> None:
    with_lenses = of(session)
    bare = session.model_copy(deep=True)
    for segment in bare.segments:
        segment.lenses, segment.things, segment.voices = [], [], None
    without = of(bare)
    for mine, theirs in zip(with_lenses.segments, without.segments, strict=True):
        assert dataclasses.replace(mine, lenses=()) == theirs
    # Whoever answered nothing but a lens took part too, and that is all a lens adds.
    here, bare_here = with_lenses.reading, without.reading
    there = dataclasses.replace(here, people=bare_here.people, functions=bare_here.functions)
    assert there == bare_here
    assert with_lenses.front == without.front


@pytest.mark.parametrize("audience", ["room", "facilitator"])
def test_what_lenses_found_is_written_as_json(audience: Any) -> None:
    told = json.loads(json.dumps(dump(of(lens_day(), audience))))
    assert [one["of"] for one in told["segments"][0]["lenses"]] == ["ourselves", "promises", "voices"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_lens_has_half_a_page_in_the_handout_marked_as_what_it_is(language: str) -> None:
    session = lens_day()
    session.language = language
    with_more_judges(session)
    read_by_all(session, 22)
    text = markdown(of(session, language=language), template_folders(None), "1")
    chapter = text.partition(
        {"en": "## Through another lens", "de": "## Was Zusatzfragen zeigten"}[language]
    )[2]
    chapter = chapter.partition("\n## ")[0]
    assert len(chapter.splitlines()) < 60
    marked = {"en": ("assumption", "customer evidence"), "de": ("Annahme", "Kundenbeleg")}[language]
    assert f"### What we promise `{marked[0]}`" in chapter
    assert f"### voices `{marked[1]}`" in chapter
    assert "“Where a customer hears us" in chapter or "„Where a customer hears us" in chapter
    assert "| Paid within a week | Sales | Live by pay day | every offer |" in chapter
    for person in PEOPLE.values():
        assert person[0].split(" ")[0] not in chapter, "nobody is named"


SEATS = """
  - of: seats
    part: say
    by: function
    shape: words
    title: Who does what on Monday
    ask: What does somebody do differently?
    worded: {who: Who?, until: Until when?}
    lines: [who, until]
    names: who
    about: []
    opened: 2026-03-14T12:00:00
    closed: 2026-03-14T12:05:00
    revealed: 2026-03-14T12:06:00
    seal: x
    cards:
      Sales: {own: {words: Eva Rau calls every new clinic, who: Eva Rau, until: 'Friday, says Eva Rau'}}
"""


def test_a_card_names_whom_it_asks_for_in_that_line_and_in_no_other() -> None:
    session = loads(f"{dumps(lens_day()).rstrip()}{SEATS}")
    (card,) = next(part for part in found(session, "seats").parts if part.cards).cards
    assert card.words == ("one of us calls every new clinic",)
    assert card.lines == (("Who?", "Eva Rau"), ("Until when?", "Friday, says one of us"))
    text = markdown(of(session), template_folders(None), "1")
    assert text.count("Eva Rau") == 1
    wall = "\n".join(str(page) for page in pages(session, ScreenView("clinics", LENS, "seats say shown")))
    assert wall.count("Eva Rau") == 1
    copy = dumps(shared(session, dt.date(2026, 4, 1), 3).session)
    assert "Eva Rau" not in copy
    session.segments[0].lenses[-1].names = "else"
    assert "there is no line else" in read_text(dumps(session), "day.yaml").problems()[0].text
