"""Answers to lenses from a spreadsheet: what people write is what is kept, or a sentence says where it is not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from keyboard_asks import Played
from lens_tables import Writer, as_bytes, opened_part, opened_parts, random_rows
from often import LONG, LONGER, few
from test_lenses_in_the_day import EACH, OWN_LENS, Clock, Facilitator, day_file, definitions
from typer.testing import CliRunner, Result

from cxw.cli import app
from cxw.collect import Columns, Paste
from cxw.collect.lenses import AskedInLens, DeliveredLens, lens_into, open_part_of, read_lens_table
from cxw.day.desk import DONE, Ballot, Unknowns
from cxw.day.lens_rounds import newest_part
from cxw.day.rounds import close, reveal
from cxw.errors import CxwError, FaultyFile, InputNeeded
from cxw.model import DK, OWN, PICKED, TOLD, LensDefinition, LensPart, LensRow
from cxw.rehearsal import Rehearsal
from cxw.replay.replaying import Replay
from cxw.sessionfile import dumps, loads
from cxw.sessionfile.lens_files import read_lens, shipped_lenses
from cxw.sessionfile.reading import read_text
from cxw.text.phrases import speak
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.lens_ballots import LensBallot
from cxw.workshop.lens_lines import LensLines

pytestmark = LONGER
TABLES, PARTS = (4_000, 8) if LONG else (120, 2)
ESC = "\x1b"
GARBAGE = (
    "§§", "n/a", "", "101", "-3", "12,5", "x", "#REF!", "3;4;99", "a" * 400, "k.A.", "1|2|3|4|5|6", "d d", "=1+1",
    "2026-03-01", "\u202eabc", "😀",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en", None)


@cache
def parts() -> list[AskedInLens]:
    return list(opened_parts())


def asked(name: str, part: LensPart) -> AskedInLens:
    """A part of its own, so that it can be filled."""
    lens = shipped_lenses().get(name) or read_lens(OWN_LENS, "own.yaml").good()
    return opened_part(lens, part)


def given(here: AskedInLens, text: str, columns: Columns | None = None) -> DeliveredLens:
    return read_lens_table(Paste(text.encode()), columns or Columns(of="weights"), here)


def said(found: DeliveredLens) -> str:
    return "\n".join(map(str, found.problems))


# --- at random --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", range(PARTS))
def test_random_answers_in_a_random_form_and_language_are_read_back(part: int) -> None:
    for seed in range(part, TABLES, PARTS):
        rng, here = Random(seed), parts()[seed % len(parts())]
        truth = random_rows(rng, here)
        table = Writer(rng, here).table(truth).written()
        found = read_lens_table(Paste(as_bytes(rng, table)), Columns(of="weights"), here)
        assert found.good, (seed, table, said(found))
        assert found.rows == truth, (seed, table)


def spoilt(rng: Random, table: list[list[str]]) -> list[list[str]]:
    """The same with something wrong in it: a cell, a row, a column, who answers, a heading."""
    rows = [list(row) for row in table]
    row = rng.choice([row for row in rows if row])
    match rng.randrange(7):
        case 0:
            row[rng.randrange(len(row))] = rng.choice(GARBAGE)
        case 1:
            rows.insert(rng.randrange(len(rows)), [rng.choice(GARBAGE) for _ in row])
        case 2:
            rows.remove(row)
        case 3:
            rows.append(list(row))
        case 4:
            row[0] = rng.choice(("Nobody", "", "Ana", "Total"))
        case 5:
            del row[rng.randrange(len(row)) :]
        case _:
            rng.shuffle(rows)
    return rows


@pytest.mark.parametrize("part", range(PARTS))
def test_a_spoilt_table_is_refused_with_its_lines_or_gives_nobody_another_answer(part: int) -> None:
    for seed in range(part, TABLES, PARTS):
        rng, here = Random(seed), parts()[seed % len(parts())]
        truth = random_rows(rng, here)
        table = spoilt(rng, Writer(rng, here).table(truth).written())
        columns = Columns(of="weights", partial=rng.random() < 0.3)
        found = read_lens_table(Paste(as_bytes(rng, table)), columns, here)
        assert all(re.match(r"the paste(, Sheet)?:\d+: .", str(problem)) for problem in found.problems)
        assert found.good or found.faults, seed
        if found.good and here.round.shape not in ("words", "ticks"):  # of words any others are words too
            assert all(truth[who] == row for who, row in found.rows.items()), (seed, table)


# --- what people write ------------------------------------------------------------------------------------


def test_a_choice_is_its_words_in_any_language_its_short_word_or_its_number() -> None:
    here = asked("promises", "judge")
    heads = [f"{text};{text}: gives-way" for text in here.known.needs.labels.values()]
    first = "Things that clash;Vertrieb;clashes;dk;3;1;Cosas que chocan;2;Widersprüchliches;Marketing"
    found = given(here, f"Name;{';'.join(heads)}\nKai Groß;{first}\n")
    row = found.rows["kai"]
    assert isinstance(row, dict)
    assert [cell[PICKED] for cell in row.values() if isinstance(cell, dict)] == ["clashes"] * 5
    ways = [cell["gives-way"] for cell in row.values() if isinstance(cell, dict)]
    assert ways == ["Vertrieb", DK, "Vertrieb", "Marketing", "Marketing"]


def test_who_leaves_something_out_is_named_and_the_others_are_taken_in() -> None:
    here = asked("promises", "judge")
    heads = [f"{text};{text}: gives-way" for text in here.known.needs.labels.values()]
    whole, some = "dk;" * 4 + "dk;", "1;;" + "dk;" * 3
    rows = f"Kai Groß;{whole * 2}\nLene Søby;{some * 2}\nMax Öhl;{';' * 10}\n"
    found = given(here, f"Name;{';'.join(heads)}\n{rows}")
    assert found.good
    assert set(found.rows) == {"kai"}
    assert "the paste:3: Lene Søby gives no answer about " in said(found)
    assert "the paste:4: Max Öhl gives no answer here, so nothing" in said(found)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("Kauft; Bringt andere mit", ["buys", "refers"]),
        ("Nutzt es, wie wir nie gedacht hätten, Kauft", ["buys", "uses"]),
        ("13", ["buys", "refers"]),
        ("7 + 1", ["buys", "missed"]),
        ("Buys, buys", ["buys"]),
        ("-", []),
        ("weiß nicht", DK),
    ],
)
def test_ticks_stand_in_one_cell_with_signs_between_them(cell: str, kept: object) -> None:
    here = asked("worth", "judge")
    heads = ";".join(here.known.needs.labels.values())
    found = given(here, f'Abteilung;{heads}\nMarketing;"{cell}";-;-;-\n')
    row = found.rows["Marketing"]
    assert isinstance(row, dict), said(found)
    assert row["worth-1"] == kept


def test_ticks_stand_in_a_column_for_each_thing_and_choice() -> None:
    here = asked("worth", "judge")
    head, second, row = ["Abteilung"], [""], ["Vertrieb"]
    for n, text in enumerate(here.known.needs.labels.values()):
        head += [text, "", ""]
        second += ["Kauft", "Bleibt", "Würde uns fehlen"]
        row += [["x", "", "ja"], ["0", "", ""], ["dk", "", ""], ["1", "✓", "nein"]][n]
    found = given(here, "\n".join(";".join(line) for line in (head, second, row)))
    assert found.rows == {
        "Vertrieb": {
            "worth-1": ["buys", "missed"],
            "worth-2": [],
            "worth-3": DK,
            "worth-4": ["buys", "stays"],
        }
    }
    row[1] = "dk"
    assert "some boxes say dk and others not" in said(
        given(here, "\n".join(map(";".join, (head, second, row))))
    )


def test_a_card_is_a_row_of_its_function_and_a_line_alone_is_a_fault() -> None:
    here = asked("promises", "say")
    names = [*here.known.needs.labels.values()]
    heads = ";".join([names[0], f"Where could a customer read or hear it? [{names[0]}]", *names[1:]])
    rows = "Marketing;In einer Woche;Startseite;nichts;dk;Immer | gern;-\nVertrieb;;Angebot;-;-;-;-\n"
    found = given(here, f"Abteilung;{heads}\n{rows}")
    row = found.rows["Marketing"]
    assert isinstance(row, dict)
    assert row["n1"] == {TOLD: "In einer Woche", "where": "Startseite"}
    assert [row["n2"], row["n3"], row["n5"]] == ["nothing", DK, "nothing"]
    assert row["n4"] == {
        TOLD: "Immer",
        "where": "gern",
    }  # as it is typed at the desk, where no column says it
    assert f"the paste:3: Vertrieb: {names[0]}: " in said(found)
    assert "stands here without any words" in said(found)


def test_named_lines_are_a_row_each_or_several_in_a_cell() -> None:
    here = asked("moments", "say")
    found = given(
        here,
        'Name,Moment\nKai Groß,"Der erste Tag\nDer letzte; und wie"\nMax Öhl,Ein Anruf\nMax Öhl,Noch einer\nLene Søby,-\nUlf Ärm,\n',
    )
    assert found.rows == {
        "kai": {OWN: ["Der erste Tag", "Der letzte; und wie"]},
        "max": {OWN: ["Ein Anruf", "Noch einer"]},
        "lene": {OWN: []},
    }
    assert "Ulf Ärm gives no answer here" in said(found)
    assert "names nothing" in said(given(here, "Name,Moment\nKai Groß,weiß nicht\n"))


@pytest.mark.parametrize("beneath", [";Open-Ended Response", '{"ImportId":"a"};{"ImportId":"b"}'])
def test_what_a_tool_writes_beneath_its_headings_is_nobodys_line(beneath: str) -> None:
    here = asked("moments", "say")
    quoted = ";".join('"' + cell.replace('"', '""') + '"' for cell in beneath.split(";"))
    found = given(here, f"Antworten vom Vormittag\nName;Moment\n{quoted}\nKai Groß;Der erste Tag\n")
    assert found.rows == {"kai": {OWN: ["Der erste Tag"]}}, said(found)


def test_a_table_may_have_things_as_rows_and_functions_as_columns() -> None:
    here = asked("promises", "say")
    names = [*here.known.needs.labels.values()]
    rows = "\n".join(f"{name},Schnell,dk" for name in names)
    found = given(here, f"Bedürfnis,Marketing,Vertrieb\n{rows}\n")
    assert set(found.rows) == {"Marketing", "Vertrieb"}
    assert "read with a column for each who answers" in said(found)


def test_what_is_private_is_echoed_nowhere() -> None:
    here = asked("ourselves", "say")
    heads = ",".join(here.known.needs.labels.values())
    bad = given(here, f"Name,{heads}\nKai Groß,61,39,0,0,7\nMax Öhl,viel,37,63,0,0\n")
    assert not bad.good
    assert "do not add up" in said(bad)
    assert not re.search(r"61|39|37|63|viel|107", said(bad))
    bare = given(here, "Kai Groß,61,39,0,0,0\nMax Öhl,37,63,0,0,0\n")
    assert not bare.good
    assert not re.search(r"61|39|37|63", said(bare))


def test_a_pattern_says_which_columns_hold_answers() -> None:
    here = asked("moments", "judge")
    heads = ";".join(f"q_{text}" for text in here.known.needs.labels.values())
    table = f"Name;Bemerkung;{heads};Uhrzeit\nKai Groß;gern;70;10;10;10;früh\n"
    assert "the column Bemerkung has no use here" in said(given(here, table))
    found = given(here, table, Columns(of="weights", columns="q_*"))
    assert found.good, said(found)
    assert found.rows["kai"] == {"moments-1": 70, "moments-2": 10, "moments-3": 10, "moments-4": 10}
    ignoring = given(here, table, Columns(of="weights", ignore=("Bemerkung", "Uhrzeit")))
    assert ignoring.rows == found.rows


def test_a_row_of_means_is_no_person() -> None:
    here = asked("ourselves", "say")
    heads = ",".join(here.known.needs.labels.values())
    found = given(
        here,
        f"Name,{heads},Summe\nKai Groß,60,40,0,0,0,100\nMax Öhl,40,60,0,0,0,100\nMittelwert,50,50,0,0,0,100\n",
    )
    assert set(found.rows) == {"kai", "max"}
    assert "left out" in said(found)


# --- into the file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cell", "more"), [("-", []), ("Noch einer", ["Noch einer"])])
def test_a_later_table_takes_no_line_away_that_somebody_named(cell: str, more: list[str]) -> None:
    here = asked("moments", "say")
    lens_into(here.session, given(here, "Name,Moment\nKai Groß,Der erste Tag\n"))
    lens_into(here.session, given(here, f"Name,Moment\nKai Groß,{cell}\n"))
    assert here.round.answers["kai"] == {OWN: ["Der erste Tag", *more]}


def test_the_same_table_twice_changes_nothing_and_nothing_is_written_over() -> None:
    here = asked("moments", "judge")
    heads = ";".join(here.known.needs.labels.values())
    table = f"Name;{heads}\nKai Groß;70;10;10;10\n"
    for _ in range(2):
        lens_into(here.session, given(here, table))
    assert here.round.answers["kai"] == {"moments-1": 70, "moments-2": 10, "moments-3": 10, "moments-4": 10}
    assert here.round.desks == {"kai": "spreadsheet"}
    assert not read_text(dumps(here.session), "day.yaml").problems()
    other = given(here, table.replace("70;10", "10;70"))
    with pytest.raises(FaultyFile, match="Kai Groß has answered otherwise"):
        lens_into(here.session, other)
    assert "the paste:2: Kai Groß has answered otherwise" in said(other)
    close(here.session, here.segment, here.round, dt.datetime(2026, 11, 30, 10))
    with pytest.raises(CxwError, match="not open any more"):
        lens_into(here.session, given(here, table))


def test_which_part_takes_answers_is_said_in_a_sentence() -> None:
    here = asked("promises", "say")
    lenses: list[LensDefinition] = [here.lens]

    def why(name: str, part: LensPart | None = None, segment: str | None = None) -> str:
        with pytest.raises(CxwError) as found:
            open_part_of(here.session, lenses, name, part, segment)
        return str(found.value)

    assert open_part_of(here.session, lenses, "Was wir versprechen", None, "Läden").round is here.round
    assert "no lens of this day: promises" in why("moments")
    assert "no part guess" in why("promises", "guess")
    assert "not open in Läden" in why("promises", "judge")
    assert "no segment" in why("promises", None, "Nirgends")
    close(here.session, here.segment, here.round, dt.datetime(2026, 11, 30, 10))
    assert "closed and sealed" in why("promises")
    reveal(here.round, dt.datetime(2026, 11, 30, 11))
    assert "has been revealed" in why("promises")
    here.segment.skipped["lens promises"] = "no time"
    assert "left out in Läden (no time)" in why("promises")


# --- at the desk ------------------------------------------------------------------------------------------


def at_desk(here: AskedInLens) -> LensBallot | LensLines:
    """The open part as a day asks it."""
    memory = Memory(here.session)
    desk = Rehearsal(lambda: memory.session, lambda wall: None, dt.date(2026, 11, 30))
    day = Day(file=memory, desk=desk, now=Clock(), lenses=[here.lens])
    kind = LensLines if here.gathers else LensBallot
    return kind(day, here.segment.id, (here.round.of, here.round.part))


def test_the_desk_sees_what_was_understood_before_it_is_taken_in(tmp_path: Path) -> None:
    here = asked("faellt-zuerst", "say")
    ballot, path = at_desk(here), tmp_path / "antworten.csv"
    heads = [f"{text};{text}: widerspruch" for text in here.known.needs.labels.values()]
    path.write_text(f"Name;{';'.join(heads)}\nKai Groß;{'Nie;Vertrieb;' * 5}\n")
    seen = ballot.look_at(str(path))
    assert seen.said[0].startswith("antworten.csv: 1 person")
    assert any("Kai Groß" in line and "nie | Vertrieb" in line for line in seen.answers)
    assert "kai" in ballot.waiting()
    assert (seen.faults, seen.take()) == ([], [])
    assert "kai" not in ballot.waiting()
    path.write_text(path.read_text().replace("Nie", "Niemals"))
    faults = ballot.look_at(str(path)).faults
    assert "antworten.csv:2: Kai Groß, " in faults[0]
    assert ballot.look_at(str(tmp_path / "nowhere.csv")).faults


def test_what_customers_wrote_does_not_stand_where_everybody_sees_it(tmp_path: Path) -> None:
    here = asked("voices", "say")
    path, mine = tmp_path / "gelesen.csv", here.asked_of("kai")
    heads = [f"{text};{text}: served" for text in (here.known.needs.labels[key] for key in mine)]
    path.write_text(f"Name;{';'.join(heads)}\nKai Groß;{'Marke;badly;' * len(mine)}\n")
    seen = at_desk(here).look_at(str(path))
    assert any(f"{2 * len(mine)} columns of texts" in line for line in seen.said)
    assert not any("gewartet" in line for line in seen.said)
    assert seen.take() == []
    assert set(here.round.answers) == {"kai"}


def test_nobody_sees_private_rows_at_the_desk(tmp_path: Path) -> None:
    here = asked("ourselves", "say")
    path = tmp_path / "own.csv"
    path.write_text(f"Name,{','.join(here.known.needs.labels.values())}\nKai Groß,61,39,0,0,0\n")
    seen = at_desk(here).look_at(str(path))
    assert not re.search("61|39", "\n".join([*seen.said, *seen.answers]))
    assert seen.take() == []
    assert here.round.answers["kai"] == {"n1": 61, "n2": 39, "n3": 0, "n4": 0, "n5": 0}


def test_lines_come_in_from_a_file_where_the_room_names_things(tmp_path: Path) -> None:
    here = asked("hired", "say")
    ballot, path = at_desk(here), tmp_path / "saetze.csv"
    path.write_text("Name,Satz\nKai Groß,Wir halten Termine\n")
    assert isinstance(ballot, LensLines)
    assert ballot.add("Wir sind da", "kai") == []
    assert ballot.can_collect
    here_at = Played(ESC, "f", f"{path}\r", "\r", "\r", "\r")
    assert here_at.run(lambda room: room.unknowns(ballot)) == DONE
    assert here.round.answers["kai"] == {OWN: ["Wir sind da", "Wir halten Termine"]}
    assert any("The answers of" in screen for screen in here_at.seen)


def test_an_archive_knows_again_at_which_desk_an_answer_came_in() -> None:
    here = asked("moments", "judge")
    here.session.participant("lene").desk = "spreadsheet"
    heads = ";".join(here.known.needs.labels.values())
    lens_into(here.session, given(here, f"Name;{heads}\nKai Groß;70;10;10;10\nLene Søby;dk;dk;dk;dk\n"))
    assert here.round.desks == {"kai": "spreadsheet"}
    archive = here.session.model_copy(deep=True)
    close(archive, archive.segments[0], archive.segments[0].lenses[-1], dt.datetime(2026, 11, 30, 10))
    here.round.answers.clear()
    here.round.desks.clear()
    again = Replay(archive, lambda: here.session, lambda wall: "next")
    assert again.ballots(at_desk(here)) == DONE
    told = archive.segments[0].lenses[-1]
    assert (here.round.answers, here.round.desks) == (told.answers, told.desks)


class ByTable(Facilitator):
    """Takes every answer to a lens in from a file; what else is asked is answered as in any rehearsal."""

    folder: Path
    day: Day
    truths: dict[tuple[str, LensPart], dict[str, LensRow]]

    def ballots(self, ask: Ballot) -> str:
        if ask.lens is not None:
            self.by_table(ask, ask.lens)
        return super().ballots(ask)

    def unknowns(self, ask: Unknowns) -> str:
        if ask.lens is not None:
            self.by_table(ask, ask.lens)
        return super().unknowns(ask)

    def by_table(self, ask: Ballot | Unknowns, wanted: tuple[str, LensPart]) -> None:
        session, rng = self.day.file.session, Random(str(wanted))
        here = open_part_of(session, self.day.lenses, wanted[0], wanted[1], None)
        self.truths[wanted] = random_rows(rng, here)
        path = self.folder / f"{wanted[0]} {wanted[1]}"
        path.write_bytes(as_bytes(rng, Writer(rng, here).table(self.truths[wanted]).written()))
        seen = ask.look_at(str(path))
        assert (seen.faults, seen.take()) == ([], [])


@pytest.mark.parametrize("names", few(EACH))
def test_each_lens_runs_by_tables_alone(names: tuple[str, str], tmp_path: Path) -> None:
    speak("de", None)
    memory = Memory(day_file(names))
    desk = ByTable(lambda: memory.session, lambda wall: None, dt.date(2026, 11, 30))
    day = Day(file=memory, desk=desk, now=Clock(), lenses=definitions(names))
    desk.walls, desk.folder, desk.day, desk.truths = [], tmp_path, day, {}
    desk.to_say = {}
    assert run_day(day)
    assert not read_text(dumps(memory.session), "day.yaml").problems()
    assert {of for of, _ in desk.truths} == {lens.lens for lens in definitions(names)}
    for (of, part), truth in desk.truths.items():
        round = newest_part(memory.session.segments[0], of, part)
        assert round is not None
        assert truth.items() <= round.said().items()
        assert set(round.desks) >= {*truth} - {*round.cards}


# --- from the command line --------------------------------------------------------------------------------


def collect(*words: object) -> Result:
    return CliRunner().invoke(app, ["collect", *map(str, words)])


def test_collect_takes_answers_into_the_part_that_is_open(tmp_path: Path) -> None:
    here = asked("promises", "say")
    file, table = tmp_path / "day.yaml", tmp_path / "karten.csv"
    file.write_text(dumps(here.session))
    names = ";".join(here.known.needs.labels.values())
    table.write_text(f"Abteilung;{names}\nMarketing;Schnell;n/a;-;-;-\nVertrieb;Bald;Gern;-;-;dk\n")
    refused = collect(file, table, "--lens", "promises")
    assert refused.exit_code == 1
    assert "karten.csv:2: Marketing, " in refused.output
    assert str(refused.exception).startswith("Es wurde nichts geschrieben")
    assert not loads(file.read_text()).segments[0].lenses[0].cards
    look = collect(file, table, "--lens", "promises", "--partial", "--look")
    assert look.exit_code == 0
    assert f"cxw collect {file} {table}" in " ".join(look.output.replace("\\\n", "").split())
    assert not loads(file.read_text()).segments[0].lenses[0].cards
    taken = collect(file, table, "--lens", "Was wir versprechen", "--part", "say", "--partial")
    assert taken.exit_code == 0, taken.output
    assert "1 Abteilung" in taken.output
    cards: dict[str, LensRow] = loads(file.read_text()).segments[0].lenses[0].cards
    assert set(cards) == {"Vertrieb"}
    wrong = collect(file, table, "--lens", "promises", "--scale", "1-5", "--of", "marks")
    assert isinstance(wrong.exception, InputNeeded)
    assert "--scale, --of" in str(wrong.exception)
    assert isinstance(collect(file, table, "--part", "say").exception, InputNeeded)
