"""Text is cleaned once, at the edge."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw.text.cleaning import clean


@given(st.text())
def test_clean_text_stays_as_it_is_when_cleaned_again(text: str) -> None:
    once, _ = clean(text)
    assert clean(once) == (once, [])
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "kept", "name"),
    [
        ("red \x1b[31mtext", "red [31mtext", "escape"),
        ("bell\x07", "bell", "control"),
        ("\u202egnp.exe", "gnp.exe", "direction"),
        ("half \ud83d", "half ", "surrogate"),
        ("logo \uf8ff", "logo ", "private-use"),
        ("\ufeffname", "name", "byte order mark"),
        ("none \ufffe", "none ", "stands for nothing"),
    ],
)
def test_what_could_harm_a_screen_or_a_file_is_taken_out_and_named(text: str, kept: str, name: str) -> None:
    cleaned, removed = clean(text)
    assert cleaned == kept
    assert len(removed) == 1
    assert name in removed[0]


@pytest.mark.parametrize("text", ["👩‍💻", "❤️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "می‌خواهم", "Zoë", "אבג\u200f", "two\nlines"])
def test_emoji_joiners_and_other_scripts_stay(text: str) -> None:
    assert clean(text) == (text, [])


def test_the_same_word_typed_in_two_ways_is_one_word() -> None:
    assert clean("Zoe\u0308")[0] == clean("Zo\u00eb")[0] == unicodedata.normalize("NFC", "Zoe\u0308")


def test_line_ends_of_every_system_are_one_and_a_tab_is_a_space() -> None:
    assert clean("a\r\nb\rc\u2028d\x85e\tf") == ("a\nb\nc\nd\ne f", [])


def test_a_tower_of_accents_is_cut_without_waiting_for_it() -> None:
    cleaned, removed = clean("a" + "\u0316\u0301" * 200_000)
    assert len(cleaned) <= 31
    assert "piled" in removed[0]
