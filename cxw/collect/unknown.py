"""The words for not knowing in tables, and those of which only the command can say that they mean it.

What says that somebody does not know is `dk`. `N/A`, `-` or *keine Angabe* may as well say that nobody
answered, or that the question did not apply: they are asked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache

from cxw.collect.numbers import NumberRead, number_in
from cxw.day.spellings import folded

DONT_KNOW = frozenset(
    {
        *("dk", "d", "?", "don't know", "dont know", "do not know", "i don't know", "i do not know"),
        *("idk", "not sure", "unsure", "no idea", "no opinion", "cannot say", "can't say", "can not say"),
        *("cannot judge", "can't judge", "unfamiliar", "don't know / no opinion", "don't know/no opinion"),
        *("wn", "weiß nicht", "weiss nicht", "weiß ich nicht", "weiss ich nicht", "ich weiß nicht"),
        *("ich weiss nicht", "keine ahnung", "kann ich nicht sagen", "kann ich nicht beurteilen"),
        *("kann ich nicht einschätzen", "nicht bekannt", "keine meinung", "weiß es nicht"),
        *("nsp", "ne sait pas", "ne sais pas", "je ne sais pas", "je sais pas", "sans opinion", "sans avis"),
        *("ne se prononce pas", "pas d'avis"),
        *("ns", "no sabe", "no sé", "no se", "no lo sé", "no lo se", "sin opinión", "sin opinion"),
    }
)
"""Words that say in each language that somebody does not know: small letters, straight apostrophes."""
MAY_SAY_SO = frozenset(
    {
        *("n/a", "na", "n.a.", "n. a.", "n.a", "#n/a", "-", "--", "---", "–", "—", ".", "x", "none", "null"),
        *("not applicable", "not answered", "no answer", "prefer not to say", "prefer not to answer", "nan"),
        *("k.a.", "k. a.", "k.a", "ka", "keine angabe", "keine angaben", "keine antwort", "entfällt"),
        *("trifft nicht zu", "n. v.", "n.v.", "nicht zutreffend"),
        *("sans réponse", "sans reponse", "non applicable", "s.o.", "s/o", "nr", "n.r.", "sans objet"),
        *("nc", "ns/nc", "no contesta", "no aplica", "sin respuesta", "no procede"),
    }
)
"""Words that stand where an answer would, whose meaning only whoever asked knows."""


def plain_word(text: str) -> str:
    """A word as these lists have it: small, one space between words, straight apostrophes, no brackets."""
    return folded(text).replace("’", "'").strip("()[]<> ").rstrip("!")


def unknown_words(told: Iterable[str]) -> frozenset[str]:
    """The words and codes that `--dk` names, each given by itself or several in a row."""
    words = map(str.strip, ",".join(told).split(","))
    return frozenset(plain_word(word) for word in words if word)


def says_unknown(text: str, number: NumberRead, told: frozenset[str]) -> bool:
    """Whether a cell says that somebody does not know, by the lists or by what the command told."""
    if isinstance(number, int | Fraction):
        return bool(told) and number in _codes(told)
    word = plain_word(text)
    return word in DONT_KNOW or word in told


def may_say_unknown(text: str, told: frozenset[str]) -> bool:
    """Whether a word says that somebody does not know, or may say so."""
    word = plain_word(text)
    return word in DONT_KNOW or word in told or word in MAY_SAY_SO


@cache
def _codes(told: frozenset[str]) -> frozenset[NumberRead]:
    """The numbers among the words that were told."""
    return frozenset(map(number_in, told)) - {None}
