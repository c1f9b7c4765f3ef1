"""Which letters a file is in, told by what they make sense as; asked for where two readings do, or none."""

from __future__ import annotations

import pytest
from tables_given import faults, given, remarks

TABLE = "person;Geschmack;Pflege;Preis\n{}"
WESTERN = [
    "Zoë",
    "Müller",
    "Crème",
    "Muñoz",
    "Søren",
    "Åsa",
    "François",
    "Weiß",
    "Øyvind",
    "Élise",
    "L’Oréal",
]
CENTRAL = ["Dvořák", "Čapek", "Žižka", "Łukasz", "Wałęsa", "Jiří", "Gdańsk", "Szőke"]


def table_of(names: list[str], encoding: str) -> bytes:
    return TABLE.format("".join(f"{name};50;30;20\n" for name in names)).encode(encoding)


def who(table: bytes, encoding: str | None = None) -> list[str]:
    return [person.name for person in given(table, encoding=encoding).people]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        *((name, WESTERN) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")),
        ("cp1250", CENTRAL),
        ("mac_roman", [*WESTERN[:-1], "Österreich", "Raúl", "Noël"]),
        ("cp850", ["Müller", "Größe", "Zoë", "Jörg"]),
        *((name, ["Jörg Müller"]) for name in ("cp1252", "mac_roman", "cp850")),
        ("mac_roman", ["Hélène"]),
        ("cp1252", ["première", "mère", "août"]),
        ("cp1252", ["José", "Peña", "Ángel"]),
        ("cp1250", ["Kovačič"]),
        *(("cp1252", [text]) for text in ("“really”", "Preis: 5 €", "„ja“ – it’s so…")),
        ("cp850", ["ärgern", "Käse"]),
    ],
)
def test_names_are_read_as_they_were_written(encoding: str, names: list[str]) -> None:
    assert who(table_of(names, encoding)) == names


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("cp1252", "as Windows text, as in “Jörg”"), ("mac_roman", "as Macintosh text (mac_roman)")],
)
def test_what_was_taken_for_granted_is_said_with_a_word_of_the_file(encoding: str, said: str) -> None:
    (remark,) = remarks(given(table_of(["Jörg"], encoding)))
    assert said in remark
    assert remarks(given(table_of(["Jörg"], "utf-8"))) == []


def test_letters_that_can_be_read_in_two_ways_are_asked_about_and_told() -> None:
    table = table_of(["Käla"], "mac_roman")
    (fault,) = faults(given(table))
    assert fault.endswith("“Käla” and “Kèla”: name its encoding, --encoding mac_roman or cp850")
    assert who(table, "mac_roman") == ["Käla"]
    assert who(table, "cp850") == ["Kèla"]


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        ("klingon", "there is no encoding klingon"),
        ("base64", "there is no encoding base64"),
        ("utf-8", "this file is not in utf-8"),
    ],
)
def test_an_encoding_that_does_not_fit_is_said(encoding: str, sentence: str) -> None:
    (fault,) = faults(given(table_of(["Zoë"], "cp1252"), encoding=encoding))
    assert sentence in fault


@pytest.mark.parametrize(
    "content",
    [b"per\xb0son,Pr\xb1ice\nan\xb2a,3\n", b"a,b\nc,\x00\x01\n", bytes(range(256)) * 3, b"\x00\x01\x00"],
)
def test_what_makes_no_sense_is_one_sentence(content: bytes) -> None:
    assert len(faults(given(content))) == 1


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("title", ["", "Survey of needs\n\n"])
def test_four_signs_part_cells(sign: str, title: str) -> None:
    rows = [["person", "Taste", "Upkeep", "Price"], ["a1", "50", "30", "20"], ["a2, b", "40", "40", "20"]]
    table = title + "\n".join(sign.join(f'"{cell}"' for cell in row) for row in rows)
    assert [person.name for person in given(table).people] == ["a1", "a2, b"]


@pytest.mark.parametrize(
    "table",
    [
        "person,Taste\x00,b,c\na,1,2,3\n",
        "person,Taste,Taste,Price\na,50,30,20\n",
        "person,Taste,Upkeep,Price\na,50,30,20,7,8\n",
        "person,Taste,Upkeep,Price\n" + '"' + "x" * 200_000,
        ",".join(f"c{n}" for n in range(10_000)) + "\n" + ",".join("1" * 10_000) + "\n",
        "\n\n\n",
        ",,,\n,,,\n",
    ],
)
def test_hostile_texts_are_refused_in_few_sentences(table: str) -> None:
    delivered = given(table)
    assert not delivered.good
    assert 1 <= len(faults(delivered)) <= 2


def test_control_characters_are_taken_out_and_short_rows_are_no_trouble() -> None:
    delivered = given("person,Taste\x07,\u202eUpkeep,Price\na\x1b[31m1,50,30,20\n\n b ,dk\n")
    assert [need.text for need in delivered.needs] == ["Taste", "Upkeep", "Price"]
    assert delivered.people[0].name == "a[31m1"
    assert "a control character was taken out of a text here" in remarks(delivered)
