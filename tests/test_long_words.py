"""Where long words may break on paper: between the words they are made of, and never beside an apostrophe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw.handout.pages.breaks import BREAK, chances


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        ("rendez-vous", "rendez-|vous"),
        ("c'est-à-dire", "c'est-|à-|dire"),
        ("c’est-à-dire :", "c’est-|à-|dire :"),
        ("(porte-à-porte)", "(porte-|à-|porte)"),
        ("Vis-à-vis des après-ventes", "Vis-à-vis des après-|ventes"),
        ("Service/Vertrieb", "Service/|Vertrieb"),
        ("aujourd’hui", "a|u|j|o|u|r|d’h|u|i"),
        ("l’avant-garde", "l’avant-|garde"),
        ("rendez\u2011vous", "r|e|n|d|e|z|\u2011|v|o|u|s"),
        ("2026-10-14", "2026-|10-|14"),
        ("Vertragsabschluss, bald", "V|e|r|t|r|a|g|s|a|b|s|c|h|l|u|s|s, bald"),
        ("Post-Vertragsabschluss", "Post-|V|e|r|t|r|a|g|s|a|b|s|c|h|l|u|s|s"),
        ("kurz und gut", "kurz und gut"),
    ],
)
def test_a_joined_word_breaks_where_it_is_joined(words: str, broken: str) -> None:
    """In the columns of companies, which hold nine letters."""
    assert chances(words, 9) == broken.replace("|", BREAK)


@given(st.text(alphabet="aé-‐/'’(«»,. \u0301👩\u200d", max_size=60), st.integers(3, 24))
def test_a_text_keeps_its_letters_and_no_word_that_fits_is_broken(text: str, long: int) -> None:
    broken = chances(text, long)
    assert broken.replace(BREAK, "") == text
    for before, after in zip(text.split(), broken.split(), strict=True):
        assert before == after or len(before) > long
        assert not any(f"{sign}{BREAK}" in after for sign in "'’(«")
        assert not any(f"{BREAK}{sign}" in after for sign in "'’»,.\u0301")
