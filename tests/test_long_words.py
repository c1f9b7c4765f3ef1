"""Where long words may break on paper: between words they are made of, else between syllables with a hyphen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw.handout.pages.breaks import BREAK, chances
from cxw.pictures.advances import SOFT_HYPHEN


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
        ("WWWWWWWWWW", "W|W|W|W|W|W|W|W|W|W"),
        ("l’avant-garde", "l’avant-|garde"),
        ("rendez\u2011vous", "ren~dez|\u2011|v|o|u|s"),
        ("2026-10-14", "2026-|10-|14"),
        ("Vertragsabschluss, bald", "Ver~tragsab~schluss, bald"),
        ("Post-Vertragsabschluss", "Post-|Ver~tragsab~schluss"),
        ("„Rechtsschutzversicherung“", "„Rechts~schutz~ver~si~che~rung“"),
        ("Grundstücksverwaltungen", "Grund~stücks~ver~wal~tun~gen"),
        ("anticonstitutionnellement", "anti~con~sti~tu~tion~nel~le~ment"),
        ("kurz und gut", "kurz und gut"),
    ],
)
def test_a_joined_word_breaks_where_it_is_joined(words: str, broken: str) -> None:
    """In the columns of companies, which hold nine letters."""
    assert chances(words, 9) == broken.replace("|", BREAK).replace("~", SOFT_HYPHEN)


@given(st.text(alphabet="aé-‐/'’(«»,. \u0301👩\u200d", max_size=60), st.integers(3, 24))
def test_a_text_keeps_its_letters_and_no_word_that_fits_is_broken(text: str, long: int) -> None:
    broken = chances(text, long)
    assert broken.replace(BREAK, "").replace(SOFT_HYPHEN, "") == text
    for before, after in zip(text.split(), broken.split(), strict=True):
        assert before == after or len(before) > long
        chance = f"[{BREAK}{SOFT_HYPHEN}]"
        assert not re.search(f"['’(«]{chance}|{chance}['’»,.\u0301]", after)
        assert not re.search(f"{chance}{chance}|[^\\w]{SOFT_HYPHEN}|{SOFT_HYPHEN}[^\\w]", after)
