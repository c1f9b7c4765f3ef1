"""A copy to hand over: the room's numbers stay, and nobody in the room can be found in it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from desks import FAVOURITE, Clock, Rule
from desks import session as set_up
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from often import often
from pydantic import BaseModel
from screens_room import whole_day
from strategies import sessions
from terminal import Terminal
from test_record import marks, people, points, room

from cxw import findings
from cxw.cli import app
from cxw.day import attendance, record
from cxw.day import desk as d
from cxw.day.rounds import seal
from cxw.errors import CxwError, FaultyFile
from cxw.model import (
    DK,
    AnyRound,
    Correction,
    Decided,
    Draft,
    Evidence,
    MarksRound,
    Need,
    Note,
    Research,
    Session,
    Unknown,
)
from cxw.questions.rounds import any_number, kind_of
from cxw.sessionfile import (
    HEAD,
    FilePlatform,
    OpenFile,
    create,
    dumps,
    load,
    loads,
    problems_of,
    put_in_place,
    remains,
)
from cxw.sharing import shared
from cxw.sharing.words import Personal
from cxw.workshop import Day, Memory, run_day

ROOT = Path(__file__).resolve().parent.parent
ARCHIVES = sorted((ROOT / "workshops").glob("*.yaml"))
TODAY = dt.date(2026, 3, 20)
ROW = st.sampled_from(["60 20 20", "10 60 30", "0 0 100", "35 35 30", "5 90 5", "dk"])
MARK = st.sampled_from(["0", "4", "7", "10", "dk"])
LIST = "price speed help"


def gave(round: AnyRound) -> list[str]:
    """Who gave a number in a round."""
    return kind_of(round).gave(round)


def copy_of(session: Session, secret: int = 7) -> Session:
    return shared(session, TODAY, secret).session


def text_of(session: Session) -> str:
    return dumps(session, HEAD)


def flat(value: object, at: str = "") -> Iterator[tuple[str, object]]:
    """Every number, word and sentence of the findings with its place."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from flat(getattr(value, field.name), f"{at}.{field.name}")
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from flat(one, f"{at}[{number}]")
    else:
        yield at, round(value, 9) if isinstance(value, float) else value


OTHERWISE = re.compile(
    r"\.facilitator|\.led_by|\.present|\.seal|\.owner|\.ask$|\.source$|\.by$|\.methods|\.functions|\.left_out|\.happened|\.notes"
    r"|\.people\["
)
"""What a copy says otherwise: names, seals, and which functions are too small to show."""


TOGETHER = re.compile(
    r"\.swot\.(votes|entries|reason|silent|unfirm|first|turns|without|headline|sentences|counted|unmarked)|\.reading\.(thresholds|draws|behind)"
)
"""What needs each person's points and marks together, which a copy takes apart."""

TAKEN_APART = re.compile(
    r"\.grid\.(leads|headline|flagged|companies\[\d+\]\.groups|cells\[\d+\]\.(groups|flags|second))|\.disagreement|\.summary|\.swot\.places"
    r"|\.weights\.(groups|second|apart_functions|functions|pairs|tested|late|sentences)"
    r"|\.reading\.rounds|\.conviction|\.customers\.(sure|entries|sides|missing|complete|on_)|\.meeting\.(sentences|under)|\.skipped|\.evidence\.overclaim|\.front|\.reading\.(given|behind)"
)
"""What stands on links between answers, of which a copy keeps only those that tell nobody apart."""


OF_FUNCTIONS = re.compile(r"\.weights\.(gap|pattern|needs\[\d+\]\.groups)")


def numbers_of(session: Session) -> dict[str, object]:
    told = dict(flat(findings.of(session)))
    return {at: value for at, value in told.items() if not OTHERWISE.search(at) and not TOGETHER.search(at)}


def words_in(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text.casefold()))


def in_sums(session: Session) -> dict[str, object]:
    """What is said of everybody's answers to one question, which no link is needed for."""
    return {at: value for at, value in numbers_of(session).items() if not TAKEN_APART.search(at)}


def leads(session: Session) -> set[tuple[object, ...]]:
    """Every lead that is told."""
    found = enumerate(findings.of(session).segments)
    told = [(n, lead) for n, segment in found for lead in (segment.grid.leads if segment.grid else ())]
    return {(n, lead.need, lead.rival, lead.n, lead.median, lead.ahead, lead.behind) for n, lead in told}


def medians(session: Session) -> set[tuple[object, ...]]:
    """Functions' medians of the grid."""
    found = enumerate(findings.of(session).segments)
    cells = [(n, cell) for n, segment in found for cell in (segment.grid.cells if segment.grid else ())]
    return {(n, cell.company, cell.need, one.name, one.median) for n, cell in cells for one in cell.groups}


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.stem)
def test_the_room_reads_the_same_numbers_in_a_copy(path: Path) -> None:
    session = load(path)
    mine, theirs = (
        {at: said for at, said in in_sums(one).items() if ".lenses[" not in at}  # tests/test_lens_rounds.py
        for one in (session, copy_of(session))
    )
    if len(session.segments) > 1:  # a copy shows the functions that show in all segments they have a part in
        mine, theirs = (
            {at: said for at, said in one.items() if not OF_FUNCTIONS.search(at)} for one in (mine, theirs)
        )
    assert mine == theirs
    assert leads(copy_of(session)) <= leads(session)
    told = medians(copy_of(session))
    if len(session.segments) > 1:
        told = {one for one in told if one[3] != record.OTHERS}
    assert told <= medians(session)


def test_a_copy_says_how_many_took_part_although_its_rows_no_longer_tell() -> None:
    who = people(Sales=7)
    ids = [*who]
    session = room(who, points("first", LIST, dict.fromkeys(ids[:4], "60 20 20")))
    session.segments[0].coverage_guess = dict.fromkeys(ids[4:], 20)
    copies = [copy_of(session, secret) for secret in range(20)]
    assert {findings.of(copy).reading.people for copy in copies} == {7}
    assert findings.of(copy_of(copies[0])).reading.people == 7


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.stem)
def test_a_copy_says_why_it_has_no_own_votes_and_no_swot(path: Path) -> None:
    for segment in findings.of(copy_of(load(path))).segments:
        if segment.swot is not None:
            assert segment.swot.reason is not None
            assert segment.swot.reason.startswith("This is a shared copy")
            assert not segment.swot.votes
            assert not segment.swot.entries


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.stem)
def test_no_byte_of_a_copy_names_anybody(path: Path) -> None:
    session = load(path)
    said = words_in(text_of(copy_of(session)))
    parts = [part.casefold() for p in session.participants for part in [*p.name.split(), p.id]]
    parts += [part.casefold() for part in (session.facilitator or "").split() if len(part) > 2]
    assert said.isdisjoint(parts)
    for segment in session.segments:
        assert not any(note.text in text_of(copy_of(session)) for note in segment.notes)


@given(sessions(), st.integers(0, 2**128))
@settings(max_examples=often(30), deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_session_holds_its_copy_is_in_order(session: Session, secret: int) -> None:
    copy = copy_of(session, secret)
    again = loads(text_of(copy))
    assert again.shared == TODAY
    assert {p.id for p in again.participants} == {f"row-{n}" for n, _ in enumerate(session.participants, 1)}
    told = [record for record in dict(flat_records(again)).values() if getattr(record, "note", None)]
    assert told == []


def flat_records(value: object, at: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, BaseModel):
        yield at, value
        for name in type(value).model_fields:
            yield from flat_records(getattr(value, name), f"{at}.{name}")
    elif isinstance(value, list | dict):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from flat_records(one, f"{at}.{key}")


def drawn(data: st.DataObject, sizes: list[int]) -> Session:
    """A room in which some miss rounds, some do not know, and some come late."""
    who = people(**dict(zip(("Sales", "Marketing", "Service", "Legal"), sizes, strict=False)))
    first = {person: data.draw(ROW) for person in who if data.draw(st.integers(0, 5))}
    again = {person: data.draw(ROW) for person in who if data.draw(st.booleans())}
    marked = {
        person: {rival: f"{data.draw(MARK)} 5 {data.draw(MARK)}" for rival in ("us", "paycorp")}
        for person in who
        if data.draw(st.integers(0, 5))
    }
    session = room(
        who,
        points("first", LIST, first),
        points("second", LIST, again, 10),
        marks("first", LIST, marked, 60, companies=["us", "paycorp"]),
    )
    said = st.integers(0, 100) | st.just(DK)
    segment = session.segments[0]
    segment.coverage_guess = {person: data.draw(said) for person in who if data.draw(st.booleans())}
    segment.conviction.before = {person: data.draw(said) for person in who if data.draw(st.booleans())}
    segment.conviction.after = {
        p: data.draw(said) for p in segment.conviction.before if data.draw(st.booleans())
    }
    return session


def enough(session: Session) -> bool:
    """Whether nothing was said by one or two people alone, which a copy leaves out."""
    segment = session.segments[0]
    sure = segment.conviction
    twice = {p: value for p, value in sure.after.items() if sure.before[p] != "dk"}
    sizes = [
        sum(value != "dk" for value in said.values())
        for said in (segment.coverage_guess, sure.before, twice if sure.after else {})
    ]
    sizes += [len(gave(round)) for round in segment.rounds]
    return not {1, 2} & set(sizes) and not (sure.after and not sizes[2])


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.data(), st.integers(0, 2**128))
@settings(max_examples=often(40), deadline=None)
def test_numbers_stay_and_small_functions_go_in_any_room(
    sizes: list[int], data: st.DataObject, secret: int
) -> None:
    session = drawn(data, sizes)
    copy = copy_of(session, secret)
    sizes_kept = Counter(p.function for p in copy.participants if p.function)
    assert all(size >= record.THREE for size in sizes_kept.values())
    if enough(session):
        mine, theirs = in_sums(session), in_sums(copy)
        few = re.compile(r"conviction|guess|evidence|research|front")
        assert {k: v for k, v in mine.items() if not few.search(k)} == {
            k: v for k, v in theirs.items() if not few.search(k)
        }


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.data(), st.integers(0, 2**128))
@settings(max_examples=often(30), deadline=None)
def test_a_copy_holds_no_numbers_of_one_or_two_people(
    sizes: list[int], data: st.DataObject, secret: int
) -> None:
    session = drawn(data, sizes)
    segment = copy_of(session, secret).segments[0]
    for said in (segment.coverage_guess, segment.conviction.before, segment.conviction.after):
        assert sum(value != "dk" for value in said.values()) not in (1, 2)
    for round in segment.rounds:
        if isinstance(round, MarksRound):
            given = sum(any_number(answer) for answer in round.answers.values())
        else:
            given = sum(answer != "dk" for answer in round.answers.values())
        assert given not in (1, 2)


def test_nobody_can_be_followed_from_the_points_to_the_marks() -> None:
    who = people(Sales=4, Marketing=4)
    rows = ["40 30 30", "41 30 29", "42 30 28", "43 30 27", "44 30 26", "45 30 25", "46 30 24", "47 30 23"]
    cells = ["1 5 5", "2 5 5", "3 5 5", "4 5 5", "6 5 5", "7 5 5", "8 5 5", "9 5 5"]
    given_points = dict(zip(who, rows, strict=True))
    given_marks = {person: {"us": cell} for person, cell in zip(who, cells, strict=True)}
    session = room(
        who, points("first", LIST, given_points), marks("first", LIST, given_marks, 60, companies=["us"])
    )
    together = Counter[int | str]()
    for secret in range(60):
        segment = copy_of(session, secret).segments[0]
        (weighed,), (marked,) = segment.rounds_of("weights"), segment.rounds_of("marks")
        row = next(p for p, answer in weighed.answers.items() if answer != "dk" and answer["price"] == 40)
        together[marked.answers[row]["us"]["price"]] += 1
    assert set(together) == {1, 2, 3, 4}
    assert max(together.values()) < 30


def test_both_rounds_of_points_stay_together_and_so_do_both_convictions() -> None:
    session = whole_day()
    segment = copy_of(session).segments[0]
    first, second = segment.rounds_of("weights")[:2]
    was = Counter((str(a), str(second.answers.get(p))) for p, a in first.answers.items())
    before = session.segments[0]
    one, two = before.rounds_of("weights")[:2]
    assert was == Counter((str(a), str(two.answers.get(p))) for p, a in one.answers.items())


def test_the_order_of_people_and_what_it_was_shuffled_by_are_not_in_the_copy() -> None:
    session = load(ROOT / "workshops" / "essay.yaml")
    texts = {text_of(copy_of(session, secret)) for secret in range(5)}
    assert len(texts) == 5
    assert copy_of(session, 3) == copy_of(session, 3)


def full_of_people() -> Session:
    """A day in which names stand wherever a name can stand."""
    session = whole_day()
    ana = session.participants[0]
    ana.name, ana.note, ana.senior = "Ana Lima", "leaves in autumn", True
    session.facilitator, session.note, session.attribution = "R. Osei", "call Ana", "names"
    segment = session.segments[0]
    segment.needs.append(
        Need(id="lima-list", text="Ana's list, as AL says", proposed={ana.id: ["ask ANA lima"]})
    )
    segment.notes = [Note(at=dt.datetime(2026, 3, 14, 10), text="Lima shouted")]
    segment.unknowns = [Unknown(text="what Ana heard", by=ana.id, research="r9")]
    segment.research = [
        Research(
            id="r9",
            question="Is Lima right?",
            ask="front line (Ana, Osei)",
            owner="Lena Vogt",
            about=["need lima-list"],
        )
    ]
    segment.skipped = {"disagreement": "Ana Lima had to leave"}
    round = segment.rounds[0]
    round.drafts = {ana.id: Draft(row="AL 20 85", at=dt.datetime(2026, 3, 14, 10, 1))}
    round.corrected = [
        Correction(who=ana.id, before={}, after={}, at=dt.datetime(2026, 3, 14, 11), why="Ana's slip"),
        Correction(at=dt.datetime(2026, 3, 14, 11), why="by hand", seal="sha256:0ld"),
    ]
    for round in segment.rounds:
        round.seal = seal(session, segment, round) if round.closed else None
    return session


def test_names_notes_and_initials_are_nowhere_whatever_they_stood_in() -> None:
    session = full_of_people()
    made = shared(session, TODAY, 7)
    text = text_of(made.session)
    for word in ("ana", "lima", "osei", "al", "lena", "vogt", "0ld", "senior", "shouted", "autumn", "names"):
        assert word not in words_in(text) - {"sha256"}, word
    assert made.replaced >= 8
    assert loads(text).segments[0].unknowns[0].research == "r9"


def test_a_correction_and_a_slip_put_aside_are_still_counted() -> None:
    session = full_of_people()
    mine, theirs = (findings.of(one).reading.rounds[0] for one in (session, copy_of(session)))
    assert (theirs.corrections, theirs.by_hand, theirs.drafts) == (
        mine.corrections,
        mine.by_hand,
        mine.drafts,
    )
    assert (theirs.corrections, theirs.by_hand, theirs.drafts) == (1, 1, 1)


def test_how_sure_somebody_was_before_a_slip_was_put_right_is_not_in_a_copy() -> None:
    session = whole_day()
    round, at = session.segments[0].rounds[0], dt.datetime(2026, 3, 14, 11)
    who = next(iter(round.answers))
    round.corrected = [Correction(who=who, before=97, after=61, at=at, why="slip")]
    assert copy_of(session).segments[0].rounds[0].corrected == [Correction(at=at)]


def test_a_name_that_is_a_word_or_a_company_does_not_empty_the_sentences() -> None:
    session = whole_day()
    session.participants[0].name, session.participants[1].name = "Will Price", "Mark Northwind"
    session.company.name = "Northwind"
    session.segments[0].needs[0].text = "Price"
    personal = Personal(session)
    assert (
        personal.without("We will mark the price; Northwind too") == "We will mark the price; Northwind too"
    )
    assert personal.without("Will and Mark said so") == "somebody and somebody said so"
    assert personal.without("Ask will price") == "Ask somebody"


NAMED = ("Anna Weiß", "İpek Işık", "Jörg Mu\u0308ller", "Sean O'Brien", "Åse Bø-Nygård", "Σίσυφος Ρήγας")


def test_a_name_goes_out_however_its_letters_are_written() -> None:
    session = whole_day()
    for person, name in zip(session.participants, NAMED, strict=False):
        person.name = name
    personal = Personal(session)
    for said in (
        "Weiß", "Weiss", "WEISS", "Weiß, Anna", "İpek", "ipek", "IPEK", "Isik", "IŞIK", "Müller", "MULLER", "mueller",
        "Mu\u0308ller", "Jo\u0308rg", "joerg müller", "O’Brien", "OBrien", "Brien", "Nygaard", "nygard", "AASE", "Ase", "σίσυφοσ",
        "ΡΉΓΑΣ", "Annas", "Joergs", "Müllers", "Jörg Müllers", "IŞIKS", "annas", "muellers",
        "Müller, Jörg", "Bø-Nygård, Åse", "BoeNygaard",
    ):  # fmt: skip
        gone = personal.without(f"So says {said}: yes.").replace("O’", "")
        assert gone == "So says somebody: yes.", said


@pytest.mark.parametrize(
    "said",
    ["Ich weiß nicht", "weisse Ware", "Per Telefon ist es anders", "anders als wir", "Mulle", "Mu\u0308lle"],
)
def test_words_that_only_look_like_a_name_stay_as_they_were_written(said: str) -> None:
    session = whole_day()
    for person, name in zip(session.participants, NAMED, strict=False):
        person.name = name
    assert Personal(session).without(said) == said


ANYWHERE = (
    "Øystein Müller", "Åse Bø-Nygård", "Jürgen Weiß", "Łukasz Żółć", "Priya D’Souza", "Seán O'Brien", "Ægir Þórsson",
    "İlker Yıldız", "José Núñez Ibáñez", "Zoë van der Meer", "Anna-Lena Großmann", "Ngô Bảo Châu", "Đorđe Šarić",
)  # fmt: skip
WIDE = {"ø": "oe", "ö": "oe", "ü": "ue", "å": "aa", "ß": "ss"}
WAYS: Mapping[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "accents apart": lambda name: unicodedata.normalize("NFD", name),
    "no accents": lambda name: "".join(
        sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign)
    ),
    "wide": lambda name: re.sub("[øöüåß]", lambda letter: WIDE[letter[0]], name),
    "typed apostrophes": lambda name: name.replace("’", "'"),
    "curly apostrophes": lambda name: name.replace("'", "’"),
    "last first": lambda name: f"{name.split()[-1]}, {' '.join(name.split()[:-1])}",
    "whose": lambda name: f"{name}s",
}


@pytest.mark.parametrize("way", WAYS)
def test_names_from_anywhere_go_out_in_every_way_of_writing_them(way: str) -> None:
    for name in ANYWHERE:
        session = whole_day()
        session.participants[0].name = name
        personal = Personal(session)
        said = WAYS[way](name)
        assert personal.without(f"So says {said}.") == "So says somebody.", said
        for word in {said.split()[0].strip(","), said.split()[-1]} - {"der"}:
            assert personal.without(f"So says {word}.") == "So says somebody.", word


def test_what_stands_between_the_words_of_a_name_stays_in_sentences() -> None:
    session = whole_day()
    for person, name in zip(
        session.participants,
        ("Nele von der Heide", "María de la Cruz", "Jan Van den Berg", "per holm", "Al"),
        strict=False,
    ):
        person.name = name
    personal = Personal(session)
    said = "Von der Lieferung van de leverancier, de la tienda, al cliente"
    assert personal.without(said) == said
    for said in (
        "Nele von der Heide",
        "Al",
        "Heide",
        "de la Cruz, María",
        "Cruz",
        "Van den Berg, Jan",
        "Holm",
    ):
        assert personal.without(f"{said} sagt es") == "somebody sagt es", said
    assert personal.in_id("heide-sagt")
    assert not personal.in_id("von-der-lieferung")


def test_an_id_made_of_a_name_with_accents_is_found() -> None:
    session = whole_day()
    session.participants[0].name = "Åse Müller"
    for id in ("wie-mueller-es-sagt", "muller", "aase-s-idee"):
        assert Personal(session).in_id(id)


def test_an_agency_that_owns_a_promise_or_brought_evidence_takes_no_ordinary_word_out() -> None:
    session = whole_day()
    segment = session.segments[0]
    segment.research = [Research(id="r9", question="Is it so?", owner="Lena at the agency")]
    segment.decided = [Decided(text="answer every call", owner="Lena at the agency")]
    session.evidence = [Evidence(id="e9", kind="front-line", by="Juno from the front line")]
    personal = Personal(session)
    said = "Ask the agency at once: all from the front line"
    assert personal.without(said) == said
    assert personal.without("as Juno says, Lena at the agency knows") == "as somebody says, somebody knows"
    segment.needs[0].text = said
    assert not [line for line in shared(session, TODAY, 7).doubtful if said in line]


def test_a_round_nobody_has_seen_is_left_out() -> None:
    session = whole_day()
    round = session.segments[0].rounds[-1]
    round.revealed = None
    again = copy_of(session).segments[0].rounds[-1]
    assert (again.answers, again.not_answered, again.closed) == ({}, {}, round.closed)


def test_the_copys_handout_says_what_it_is_and_lists_nobody() -> None:
    found = findings.of(copy_of(load(ROOT / "workshops" / "essay.yaml")))
    assert found.reading.methods[0].startswith("This is a shared copy, made on 20 March 2026")
    assert found.present == ()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clinics.yaml"
    create(path, full_of_people(), "# Ana Lima's file\n")
    return path


def said(*words: object, capsys: pytest.CaptureFixture[str]) -> str:
    app([str(word) for word in words], standalone_mode=False)
    return capsys.readouterr().out


def test_share_writes_a_copy_beside_the_file_and_never_over_one(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    told = said("share", file, capsys=capsys)
    copy = file.with_name("clinics-shared.yaml")
    assert str(copy) in told
    assert "1 note of the day" in told
    assert problems_of(copy) == []
    assert file.read_bytes() == before
    assert "Ana" not in copy.read_text()
    with pytest.raises(CxwError, match="is there already"):
        app(["share", str(file)], standalone_mode=False)
    with pytest.raises(CxwError, match="is a shared copy already"):
        app(["share", str(copy)], standalone_mode=False)


def test_a_copy_is_replayed_shown_and_reported(
    file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said("share", file, "--to", tmp_path / "copy.yaml", capsys=capsys)
    assert "Row" not in said("replay", tmp_path / "copy.yaml", capsys=capsys)
    assert said("show", tmp_path / "copy.yaml", "weights", capsys=capsys)
    said("report", tmp_path / "copy.yaml", "--format", "md", capsys=capsys)
    handout = next(tmp_path.glob("* - room.md")).read_text()
    assert "This is a shared copy" in handout
    assert "Row " not in handout


def test_forget_leaves_nothing_of_what_was(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("clinics.bak.yaml", "clinics.v1.bak-2.yaml", ".clinics.yaml.new", ".clinics.yaml.77.new"):
        file.with_name(name).write_text("Ana Lima")
    other = file.with_name("clinics-2.bak.yaml")
    other.write_text("another file's")
    file.with_name("Private - PRIVATE facilitator.pdf").write_text("")
    told = said("forget", file, "--yes", capsys=capsys)
    assert told.count("Removed: ") == 3
    assert problems_of(file) == []
    assert other.exists()
    left = [one.read_text() for one in file.parent.iterdir() if one != other]
    assert not any("Ana" in text or "Lima" in text for text in left)
    with pytest.raises(CxwError, match="nothing to forget"):
        app(["forget", str(file), "--yes"], standalone_mode=False)


class Held(FilePlatform):
    """A disk on which somebody holds the copies, so that none can be removed."""

    def remove(self, path: Path) -> None:
        if ".bak" in path.name:
            raise PermissionError(13, "in use", str(path))
        super().remove(path)


class HeldInSilence(FilePlatform):
    """One that leaves such a file and says nothing, as Windows does."""

    def remove(self, path: Path) -> None:
        if ".bak" not in path.name:
            super().remove(path)


@pytest.mark.parametrize("disk", [Held, HeldInSilence])
def test_what_could_not_be_removed_is_said_with_what_was(file: Path, disk: type[FilePlatform]) -> None:
    for name in ("clinics.bak.yaml", "clinics.unsaved.yaml"):
        file.with_name(name).write_text("Ana Lima")
    done = put_in_place(file, lambda session: shared(session, dt.date(2026, 6, 1), 7).session, disk())
    assert (done.removed, done.left) == (("clinics.unsaved.yaml",), ("clinics.bak.yaml",))
    assert [*done.told()][-2:] == [
        "Removed: clinics.unsaved.yaml",
        "Still there with the answers in it, remove it yourself: clinics.bak.yaml",
    ]


def test_forget_names_the_handouts_that_still_name_people(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = load(file).title
    file.with_name(f"{title} - PRIVATE facilitator.pdf").write_text("")
    assert f"{title} - PRIVATE facilitator.pdf" in said("forget", file, "--yes", capsys=capsys)


def test_forget_without_anybody_to_ask_does_nothing(file: Path) -> None:
    before = file.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "cxw", "forget", str(file)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert file.read_bytes() == before


def test_forget_waits_for_no_other_writer(file: Path) -> None:
    before = file.read_bytes()
    with OpenFile(file), pytest.raises(CxwError, match="is open in another cxw"):
        put_in_place(file, copy_of)
    assert file.read_bytes() == before


def test_forget_writes_nothing_that_cannot_be_read(file: Path) -> None:
    before = file.read_bytes()

    def broken(session: Session) -> Session:
        session.segments[0].chosen = ["nothing"]
        return session

    with pytest.raises(FaultyFile):
        put_in_place(file, broken)
    assert file.read_bytes() == before
    assert remains(file) == []


def test_forget_leaves_a_file_that_was_edited_meanwhile(file: Path) -> None:
    def edited(session: Session) -> Session:
        os.utime(file)
        file.write_text(file.read_text().replace("Ana Lima", "Ana Lima-Ode"))
        return copy_of(session)

    with pytest.raises(CxwError, match="was changed meanwhile"):
        put_in_place(file, edited)
    assert "Lima-Ode" in file.read_text()


@pytest.mark.parametrize(
    ("keys", "code", "forgotten"),
    [
        (("\r",), 0, False),
        (("\x1b[B\r", "yes\r"), 0, False),
        (("\x03",), 130, False),
        (("\x1b[B\r", "forget\r"), 0, True),
    ],
)
def test_forget_asks_twice_and_only_the_word_is_meant(
    file: Path, keys: tuple[str, ...], code: int, forgotten: bool
) -> None:
    with Terminal("forget", file, cwd=file.parent) as terminal:
        for key, asked in zip(keys, ("Is that meant", "Then type forget"), strict=False):
            terminal.until(asked)
            terminal.type(key)
        assert terminal.ends() == code
    assert ("Ana Lima" not in file.read_text()) == forgotten


def test_customers_own_words_and_the_order_they_were_asked_in_stay_at_home() -> None:
    session = load(Path(__file__).parent / "formats" / "1.yaml")
    (kept,) = shared(session, dt.date(2026, 11, 1), 7).session.segments[0].customers
    assert (kept.texts, kept.order) == ({}, [])
    assert len(kept.weights) == 3


class SomebodyLeaves(Rule):
    """A day from which one person goes before the marks."""

    paints = False

    def __init__(self, memory: Memory, who: str) -> None:
        super().__init__(second=False)
        self.memory, self.who = memory, who

    def ballots(self, ask: d.Ballot) -> str:
        if ask.of == "marks" and self.who:
            who, self.who = self.who, ""
            self.memory.keep(
                partial(attendance.leave, id=who, why="a train", now=dt.datetime(2026, 3, 14, 11))
            )
        return super().ballots(ask)


@pytest.mark.parametrize("sizes", [(3, 4, 1), (4, 4, 1), (3, 4, 2)])
def test_a_copy_puts_nobody_together_otherwise_than_the_handout_did(sizes: tuple[int, ...]) -> None:
    """Of three, four and one the handout of the marks shows the three once one of the four has left."""
    memory = Memory(set_up(people=sum(sizes)))
    functions = chain.from_iterable([name] * number for name, number in zip(FAVOURITE, sizes, strict=True))
    for person, function in zip(memory.session.participants, functions, strict=True):
        person.function = function
    assert run_day(Day(file=memory, desk=SomebodyLeaves(memory, f"p{sizes[0]}"), now=Clock(), colour=False))
    told = {one[3] for one in medians(memory.session)}
    for secret in range(6):
        assert {one[3] for one in medians(copy_of(memory.session, secret))} <= told
