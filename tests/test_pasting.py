"""Pasted lines: what marks a list is taken off, what may be words of the room stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw.text.pasting import pasted_lines, pasted_rows

NEEDS = ["Preis", "Schnelle Lieferung", "D’Souza’s Müsli", "3.5 t payload", "Øl & ß", "🚚 pünktlich"]
WAYS = {
    "plain": "{}",
    "hyphen": "- {}",
    "hyphen without a space": "-{}",
    "star": "* {}",
    "en dash": "– {}",
    "em dash": "— {}",
    "bullet": "• {}",
    "small square": "▪ {}",
    "ring": "◦ {}",
    "triangle": "‣ {}",
    "middle dot": "· {}",
    "tabbed bullet": "•\t{}",
    "Word's own bullet": "\uf0b7\t{}",
    "box": "- [ ] {}",
    "number and full stop": "{n}. {}",
    "number and bracket": "{n}) {}",
    "number in brackets": "({n}) {}",
    "letter and bracket": "{a}) {}",
    "letter and full stop": "{a}. {}",
    "number in a column": "{n}\t{}",
    "number tabbed": "{n}.\t{}",
    "keycap": "{n}\ufe0f\u20e3 {}",
    "quotes": '"{}"',
    "German quotes": "„{}“",
    "English quotes": "“{}”",
    "Swiss quotes": "«{}»",
    "quotes behind a bullet": "- „{}“",
    "quotes and comma": '"{}",',
    "semicolon": "{};",
    "spaces": "   {}  ",
    "hard spaces": "\u00a0{}\u00a0",
    "no width": "\u200b{}\u200b",
    "byte order mark": "\ufeff{}",
}
ENDS = {"\\n": "\n", "\\r\\n": "\r\n", "\\r": "\r", "U+2028": "\u2028", "NEL": "\x85", "\\n\\n": "\n\n"}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_list_is_its_words_however_it_was_marked(way: str, end: str) -> None:
    words = [word for word in NEEDS if way != "-{}" or word[0].isalpha()]
    text = end.join(way.format(word, n=n, a=chr(96 + n)) for n, word in enumerate(words, 1))
    assert pasted_lines(text) == words
    assert pasted_lines(end + text + end) == words


@pytest.mark.parametrize(
    "line",
    [
        "3.5 t payload",
        "24h service",
        "24/7 erreichbar",
        "-5 °C im Winter",
        "–20 % Kosten",
        "A 4 paper",
        "A4",
        "1. Klasse",
        "24. Dezember",
        "z. B. Rabatt",
        "z.B. Rabatt",
        "1&1",
        "3M",
        "“Just in time” and “on site”",
        "365 Tage erreichbar",
        "O’Brien’s",
        "’s Hertogenbosch",
        "9:00 bis 12:00",
        "4x4",
        "No. 1",
        "(immer) pünktlich",
        "C++",
        "an: Qualität",
        "an - Qualität",
        "A: Qualität",
        "Quality x3",
        "Quality (3)",
        "Why?",
        "5 - 7 Tage",
    ],
)
def test_what_may_be_words_stays(line: str) -> None:
    assert pasted_lines(line) == [line]
    assert pasted_lines(f"{line}\nPreis\n{line}") == [line, "Preis", line]


def test_a_number_counts_lines_only_beside_a_second_one_above_it() -> None:
    assert pasted_lines("1. Preis\n2. Qualität") == ["Preis", "Qualität"]
    assert pasted_lines("1. Klasse fahren\nPreis") == ["1. Klasse fahren", "Preis"]
    assert pasted_lines("2. Klasse\n1. Klasse") == ["2. Klasse", "1. Klasse"]


def test_tabs_separate_cells_and_a_column_that_counts_is_none() -> None:
    assert pasted_rows("Ana Lima\tMarketing\nBo\tSales") == [["Ana Lima", "Marketing"], ["Bo", "Sales"]]
    assert pasted_rows("1\tAna\tSales\n2\tBo\tSales") == [["Ana", "Sales"], ["Bo", "Sales"]]
    assert pasted_rows("Ana\t\tSales\t") == [["Ana", "", "Sales"]]
    assert pasted_rows("5\tPreis\n3\tQualität") == [["5", "Preis"], ["3", "Qualität"]]


def test_a_cell_of_several_lines_is_one_as_spreadsheets_copy_it() -> None:
    assert pasted_rows('"Preis\nund ""Rabatt"" dazu"\t3\nService\t1') == [
        ['Preis und "Rabatt" dazu', "3"],
        ["Service", "1"],
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "- \n* \n•", "1.\n2.\n3.", "„“", "\u200b"])
def test_marks_without_words_are_no_lines(text: str) -> None:
    assert pasted_lines(text) == []


@given(st.text(alphabet="ab1 .)-*•„“\"'\t\n\r\u2028\u200b\ufeff(,;é👩", max_size=60))
def test_lines_taken_once_stay_as_they_are_taken_again(text: str) -> None:
    once = pasted_lines(text)
    for line in once:
        assert pasted_lines(line) == [line]
        assert [cell.strip() for cell in line.split("\t")] == line.split("\t")
