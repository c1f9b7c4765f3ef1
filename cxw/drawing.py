"""How wide text is on a screen, and text cut, filled and broken to a width: one ruler for walls and widgets.

A terminal is a grid of columns. The widgets' library adds up the columns of single code points, and walls are
shown through it, so everybody measures like that: a sequence that a font may draw as one sign (a woman at a
computer, a flag) counts as the sum of its parts. It is never cut in two: half a flag is a stray letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

MORE = "…"
"""Stands where something was left out."""
WORD = 10
"""Columns that a word keeps at least where it is cut for what stands behind it, or before a syllable."""
LOWEST_WALL = 18
"""Lines below which a screen of the wall is only the sentence that its window is too small."""
_SENTENCE = re.compile(r"(?<=[.?!;]) ")


_VOWEL = "[aeiouyà-æè-ïò-öø-ýāăąēėęěīıōőœūůű]"
_SYLLABLE = re.compile(
    rf"(?:sch[wlmnr]?|st|[bcdfgkptvw]r|[bcfgkp]l|ch|ck|ph|th|sh|qu|(?<![gt])s|[^\W\d_s])(?<!{_VOWEL})(?={_VOWEL})",
    re.IGNORECASE,
)
"""What begins a syllable; not an `s` as in `Vertrags-`, which mostly ends a part of a compound."""
LEAST_PART = 3
"""Letters of a word that a hyphen leaves before it and behind it at least."""
_BETWEEN_WORDS, _HARD = re.compile(r"[^\S\u00a0\u202f]+"), re.compile(r"[\u00a0\u202f]")


def words_apart(text: str) -> list[str]:
    """The words between which a line may end: `70 %` and a day with its month keep their hard space."""
    return [word for word in _BETWEEN_WORDS.split(text) if word]


def columns(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return len(text) if text.isascii() and text.isprintable() else _summed(text)


@lru_cache(maxsize=1024)
def _summed(text: str) -> int:
    return sum(map(_wide, text))


@lru_cache(maxsize=4096)
def _wide(letter: str) -> int:
    from wcwidth import wcwidth

    return max(0, wcwidth(letter))


def clusters(text: str) -> Iterable[str]:
    """What a reader takes for single letters and signs; none of them is ever cut."""
    if text.isascii():
        return text
    from wcwidth import iter_graphemes

    return iter_graphemes(text)


def syllables(word: str) -> list[int]:
    """The places in a word where a hyphen may end the line: before a syllable, as far as letters tell.

    Good enough for names no line holds, in languages with Latin letters; empty where a word has no vowels.
    """
    starts = [found.start() for found in _SYLLABLE.finditer(word)]
    return [at for at in starts if LEAST_PART <= at <= len(word) - LEAST_PART]


def before_a_syllable(word: str, most: int) -> int:
    """After how many letters a word is broken of which so many fit.

    Before the last syllable that begins in their second half; after all of them where none does.
    """
    return max((at for at in syllables(word) if most // 2 <= at <= most), default=most)


def beginning(text: str, room: int) -> str:
    """As much of the text as so many columns hold, from its start."""
    if columns(text) <= room:
        return text
    kept, used = [], 0
    for sign in clusters(text):
        used += columns(sign)
        if used > room:
            break
        kept.append(sign)
    return "".join(kept)


def clip(text: str, room: int) -> str:
    """The text in at most so many columns, with `…` where something was left out."""
    if columns(text) <= room:
        return text
    return beginning(text, room - 1).rstrip() + MORE if room > 0 else ""


def clip_longest(text: str, room: int) -> str:
    """The same, cut in its longest word first, so that what stands behind one is read."""
    over = columns(text) - room
    longest = max(words_apart(text), key=columns, default="")
    kept = columns(longest) - over
    shorter = text.replace(longest, clip(longest, kept), 1) if over > 0 and kept >= WORD else text
    return clip(shorter, room)


def pad(text: str, room: int, *, right: bool = False) -> str:
    """The text in exactly so many columns."""
    short = clip(text, room)
    space = " " * (room - columns(short))
    return space + short if right else short + space


def wrap(text: str, room: int, *, whole: bool = False) -> list[str]:
    """The text broken at spaces into lines that fit; words too long for a line as well, unless left whole."""
    return [*_wrapped(text, room, whole)]


def by_sentence(text: str, room: int) -> list[str]:
    """The text broken into lines that fit, at the ends of its sentences where that takes no more lines."""
    lines = wrap(text, room)
    better: list[str] = []
    for sentence in _SENTENCE.split(" ".join(text.split())) if len(lines) > 1 else ():
        longer = f"{better[-1]} {sentence}" if better else sentence
        if better and columns(longer) <= room:
            better[-1] = longer
        else:
            better += wrap(sentence, room)
    return better if 0 < len(better) <= len(lines) else lines


@lru_cache(maxsize=1024)
def _wrapped(text: str, room: int, whole: bool) -> tuple[str, ...]:
    """Asked with every key: a screen that is as high for every cell breaks the words of all of them."""
    lines = [""]
    for word in _kept_together(text, room):
        for piece in (word,) if whole else _pieces(word, max(room, 1)):
            joined = f"{lines[-1]} {piece}" if lines[-1] else piece
            if columns(joined) <= room:
                lines[-1] = joined
            elif lines[-1]:
                lines.append(piece)
            else:
                lines[-1] = piece
    return tuple(_HARD.sub(" ", line) for line in lines)


def _kept_together(text: str, room: int) -> Iterator[str]:
    """Words, and what a hard space holds together where a line has room for it: `70 %`."""
    for words in words_apart(text):
        yield from (words,) if columns(words) <= room else words.split()


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word in parts that fit, where there is room before a syllable; a sign that is too wide leaves `…`."""
    rest = word
    while columns(rest) > room:
        cut = len(beginning(rest, room)) or len(next(iter(clusters(rest))))
        cut = before_a_syllable(rest, cut) if room >= WORD else cut
        yield clip(rest[:cut], room)
        rest = rest[cut:]
    yield rest
