"""What a consultant may write into the file, and how cxw takes it."""

import datetime as dt
from pathlib import Path

import pytest

from cxw.errors import CxwError, FaultyFile
from cxw.model import FORMAT
from cxw.sessionfile import dumps, json_schema, load, loads, problems_of
from cxw.sessionfile.meaning import as_in_file
from cxw.sessionfile.parsing import head_of
from cxw.sessionfile.reading import read_text
from cxw.sessionfile.tree import LinedMapping
from cxw.sessionfile.versions import UPGRADES

SMALL = """cxw: 1
title: A day
company: {id: us, name: Us}
segments:
- {id: a, name: A}
"""


def test_words_that_other_readers_take_for_true_or_a_number_are_text() -> None:
    session = loads(
        SMALL + "participants:\n- {id: no, name: On, function: 12:30, also: [Yes, 0x1F, 1_000, 007, NULL]}\n"
    )
    ana = session.participants[0]
    assert (ana.id, ana.name, ana.function) == ("no", "On", "12:30")
    assert ana.also == ["Yes", "0x1F", "1_000", "007", "NULL"]


def test_keys_are_text_whatever_they_look_like() -> None:
    text = SMALL.replace(
        "- {id: a, name: A}", "- {id: a, name: A, coverage_guess: {1: 5, no: 7, 2026-03-14: dk}}"
    )
    text += "participants:\n- {id: '1', name: x}\n- {id: 'no', name: y}\n- {id: '2026-03-14', name: z}\n"
    assert loads(text).segments[0].coverage_guess == {"1": 5, "no": 7, "2026-03-14": "dk"}


def test_days_and_times_are_days_and_times() -> None:
    session = loads(SMALL + "date: 2026-03-14\nfrom: {date: 2025-03-12}\n")
    assert session.date == dt.date(2026, 3, 14)
    assert session.from_ is not None
    assert session.from_.date == dt.date(2025, 3, 12)


@pytest.mark.parametrize("number", ["9" * 5000, "1e999", ".inf", ".nan", "-.inf"])
def test_numbers_no_computer_holds_are_refused_with_their_line(number: str) -> None:
    problems = read_text(SMALL + f"seed: {number}\n", "x").problems()
    assert [problem.line for problem in problems] == [6]


def test_files_from_windows_and_with_a_byte_order_mark_are_read() -> None:
    data = b"\xef\xbb\xbf# head\r\n" + SMALL.replace("\n", "\r\n").encode()
    reading = read_text(data, "x")
    assert reading.problems() == []
    assert reading.head == "# head\n"


def test_the_head_is_kept_word_for_word() -> None:
    head = "# one\n\n#   two: {odd\n  # three\n"
    text = head + SMALL
    assert dumps(loads(text), head_of(text)).startswith(head + "cxw: 1\n")


def test_a_hash_inside_text_is_no_comment() -> None:
    text = SMALL + 'note: |\n  # not a comment\n  a # b\nlanguage: "a # b"\nfacilitator: it\'s#1\n'
    assert read_text("# head\n" + text, "x").comments == []


def test_comments_elsewhere_are_warned_of_with_their_lines() -> None:
    text = SMALL.replace("title: A day", "title: A day # why") + "# end\nnote: | # bar\n  text # in it\n"
    reading = read_text("# head\n" + text, "x")
    assert reading.comments == [3, 7, 8]
    assert [(problem.line, problem.warning) for problem in reading.problems()] == [
        (3, True),
        (7, True),
        (8, True),
    ]
    assert reading.good().note == "text # in it\n"


def test_accents_are_one_letter_and_joiners_stay() -> None:
    session = loads(SMALL + "facilitator: Zoe\u0308 👩\u200d💻\n")
    assert session.facilitator == "Zo\u00eb 👩\u200d💻"


def test_a_text_handed_in_may_hold_half_a_letter() -> None:
    reading = read_text(SMALL + "facilitator: x\ud83dy\n", "x")
    assert reading.good().facilitator == "xy"
    assert reading.problems()[0].warning


def test_old_and_new_ends_of_line_inside_text_do_not_shift_lines() -> None:
    text = SMALL + "note: a\u2028b\nseed: x\n"
    assert [problem.line for problem in read_text(text, "x").problems()] == [7]


def test_150000_brackets_are_refused() -> None:
    for text in ("[" * 150_000, "note: " + "[" * 150_000, "{a: " * 150_000, "- " * 150_000, "? " * 150_000):
        assert len(read_text(text, "x").problems()) == 1


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    assert [problem.line for problem in read_text(bomb, "x").problems()] == [1]


def test_more_than_32_mb_are_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(33 * 1024 * 1024)
    assert "MB" in problems_of(path)[0].text


def test_a_file_that_is_not_there_and_a_folder_get_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(CxwError) as told:
            problems_of(path)
        assert str(path) in str(told.value)


def test_a_faulty_file_raises_with_all_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    path.write_text(SMALL + "seed: x\nbudget: 3\n", encoding="utf-8")
    with pytest.raises(FaultyFile) as told:
        load(path)
    assert [str(problem).split(": ")[0] for problem in told.value.problems] == [f"{path}:6", f"{path}:7"]


def test_an_older_format_is_upgraded_step_by_step_in_memory() -> None:
    """Formats before today's never were; these steps stand in for those to come."""
    assert UPGRADES == {}

    def name_becomes_title(tree: LinedMapping) -> None:
        tree.rename("name", "title")

    def plural(tree: LinedMapping) -> None:
        tree.rename("segment", "segments")

    steps = {-1: name_becomes_title, 0: plural}
    old = SMALL.replace("cxw: 1", "cxw: -1").replace("title", "name").replace("segments", "segment")
    reading = read_text(old + "seed: x\n", "x", steps)
    assert reading.version == -1
    assert [problem.line for problem in reading.problems()] == [6]
    session = read_text(old, "x", steps).good()
    assert (session.cxw, session.title) == (FORMAT, "A day")
    assert read_text(old, "x").problems()[0].text.startswith("there is no format -1")


def test_the_schema_speaks_of_the_file_and_not_of_the_code() -> None:
    made = json_schema()
    assert made["properties"]["cxw"]["const"] == FORMAT
    assert "from" in made["properties"]
    assert "from_" not in str(made)


@pytest.mark.parametrize("entry", ["5", "[a, b]", "{id: 7}", "{}", "null", "text"])
def test_an_entry_that_is_none_is_said_once_with_all_other_faults_of_shape(entry: str) -> None:
    text = SMALL.replace("{id: a, name: A}", "{id: a, name: A, votes_each: many}")
    text += f"participants:\n- {{id: ana, name: Ana Lima}}\n- {entry}\n- {{id: ben, name: Ben Ode}}\n"
    said = [(one.line, one.text) for one in read_text(text, "x").problems()]
    assert [words for line, words in said if line == 5] == [
        "`votes_each` cannot be many: write a whole number from 3 to 12"
    ]
    wrong = [words for line, words in said if line == 8]
    assert len(wrong) == len(set(wrong)) in (1, 2)


@pytest.mark.parametrize("entry", ["5", "[a, b]", "text"])
def test_a_list_whose_only_entry_is_none_is_not_said_to_be_too_short_as_well(entry: str) -> None:
    text = SMALL.replace("- {id: a, name: A}", f"- {entry}")
    (said,) = read_text(text, "x").problems()
    assert said.line == 5


def test_a_long_value_is_quoted_on_forty_columns() -> None:
    assert as_in_file("x" * 40) == "x" * 40
    assert as_in_file("x" * 41) == "x" * 37 + "..."
    assert as_in_file("話" * 21) == "話" * 18 + "..."
