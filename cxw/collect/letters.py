"""Which letters the bytes of a file are, where nothing in it says so.

A file that is not UTF-8 was written by an older program: Windows' western letters (cp1252), those of Central
Europe (cp1250), an old Macintosh's, or DOS's. The same byte is another letter in each, so each is tried on
the words of the file: letters stand inside words and signs do not, one word belongs to one language, a vowel
stands between consonants. Where no reading makes sense, the command has to say it (`--encoding`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cxw.collect.table import Ledger
from cxw.drawing import clip
from cxw.text.phrases import say

WINDOWS = (
    "this is not UTF-8 and was read as Windows text, as in {word}: if that is wrong, name it with --encoding"
)
CENTRAL = (
    "this is not UTF-8 and was read as Windows text of Central Europe (cp1250), as in {word}: "
    "if that is wrong, name it with --encoding"
)
MACINTOSH = (
    "this is not UTF-8 and was read as Macintosh text (mac_roman), as in {word}: "
    "if that is wrong, name it with --encoding"
)
OLD_DOS = (
    "this is not UTF-8 and was read as DOS text (cp850), as in {word}: "
    "if that is wrong, name it with --encoding"
)
NO_SENSE = (
    "the letters of this file cannot be read: save it as CSV (UTF-8), or name what it is with --encoding "
    "(cp1252, cp1250, mac_roman, cp850)"
)
TWO_SENSES = (
    "the letters of this file can be read in two ways, {one} and {other}: "
    "name its encoding, --encoding {first} or {second}"
)
NO_SUCH_ENCODING = "there is no encoding {name}: utf-8, utf-16, cp1252, cp1250, mac_roman and cp850 are usual"
NOT_IN_IT = "this file is not in {name}: leave --encoding out, or name another"
_GUESSED = {"cp1252": WINDOWS, "cp1250": CENTRAL, "mac_roman": MACINTOSH, "cp850": OLD_DOS}
"""What a file may be that is no Unicode, the most frequent first, and what is said of it."""
USUAL = "cp1252"
"""What is taken where another reading makes as much sense."""

_WORD = re.compile(rb"[A-Za-z\x80-\xff']*[\x80-\xff][A-Za-z\x80-\xff]*")
_MOST_WORDS = 2_000
_ALPHABETS = (
    "äöüß",
    "àâçéèêëîïôùûüÿœæ",
    "áéíóúñü",
    "ãõâêôáéíóúàçü",
    "àèéìòùî",
    "åäöæøéü",
    "áðéíóúýþæö",
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýžäľĺŕôöüő",
    "áéíóöőúüű",
    "ăâîșțşţ",
    "čćđšž",
)
"""The letters beyond a to z of the languages that these encodings are for."""
_OFTEN = frozenset("äöüßéèçñáíóúëøå")
"""Letters that are frequent in names; they decide between readings that make as much sense."""
_VOWELS = frozenset("aeiouæøœ")
_WITHIN = frozenset("’´`·-–\xa0")
"""Signs that may stand between two letters."""
_QUOTES = "“”„«»"
_BESIDE = frozenset("’“”„‚«»–—•·°*\xa0")
"""Signs that may touch a letter at the end of a word."""


def decoded(content: bytes, ledger: Ledger, encoding: str | None = None) -> str:
    """The text of a file; empty where it cannot be read, which is said. `encoding`: what the command says."""
    if encoding is not None:
        return _said_so(content, ledger, encoding)
    for name in _unicode(content):
        try:
            return content.decode(name).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    return _guessed(content, ledger)


def _said_so(content: bytes, ledger: Ledger, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        ledger.say_of_all(1, say(NO_SUCH_ENCODING, name=clip(encoding, 40)))
    except ValueError:
        ledger.say_of_all(1, say(NOT_IN_IT, name=clip(encoding, 40)))
    return ""


def _unicode(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if content[1:2] == b"\0" and content[:1] != b"\0":
        return ("utf-16-le",)
    if content[:1] == b"\0" and content[1:2] != b"\0":
        return ("utf-16-be",)
    return ("utf-8",)


@dataclass(frozen=True)
class _Reading:
    encoding: str
    text: str
    words: tuple[str, ...]

    @property
    def senseless(self) -> int:
        return sum(map(_senseless, self.words))

    @property
    def sense(self) -> int:
        letters = _letters("".join(self.words))
        one_language = any(letters <= set(alphabet) for alphabet in _ALPHABETS)
        return self.sense_of_words + 10 * one_language

    @property
    def sense_of_words(self) -> int:
        """The same without asking whether one language has all the letters: a table may hold several."""
        often = sum(letter in _OFTEN for letter in "".join(self.words).lower())
        return often + 10 * sum(_sense(word) - 3 * _senseless(word) for word in self.words)


def _guessed(content: bytes, ledger: Ledger) -> str:
    sample = _words_that_tell(content)
    readings = [reading for name in _GUESSED if (reading := _read_as(name, content, sample)) is not None]
    best, *others = sorted(readings, key=lambda reading: (not _signs_alone(reading), -reading.sense))
    if not best.words or best.senseless * 2 > len(best.words):
        ledger.say_of_all(1, say(NO_SENSE))
        return ""
    if best.encoding != USUAL and (rival := _as_good(best, others)):
        ledger.say_of_all(1, _in_two_ways(best, rival))
        return ""
    word = next((word for word in best.words if len(word) > 2), best.words[0])
    ledger.say(1, say(_GUESSED[best.encoding], word=f"“{clip(word, 24)}”"), warning=True)
    return best.text


def _words_that_tell(content: bytes) -> list[bytes]:
    """Words of a file that hold letters beyond ASCII; those of one letter only where there are no others."""
    words = {match[0] for match in _WORD.finditer(content[:4_000_000])}
    return sorted(word for word in words if len(word) > 1)[:_MOST_WORDS] or sorted(words)


def _signs_alone(reading: _Reading) -> bool:
    """Whether Windows' quotes, dashes and euro signs are all there is, each where such a sign stands."""
    if reading.encoding != USUAL or _letters("".join(reading.words)):
        return False
    in_place = all(not _senseless(word) and _sense(word) >= 0 for word in reading.words)
    return in_place and sum(map(reading.text.count, _QUOTES)) % 2 == 0


def _as_good(best: _Reading, others: Sequence[_Reading]) -> _Reading | None:
    """Another reading that makes as much sense and gives other words."""
    return next((one for one in others if one.words != best.words and _is_as_good(one, best)), None)


def _is_as_good(one: _Reading, best: _Reading) -> bool:
    usual = one.encoding == USUAL and one.sense_of_words >= best.sense_of_words
    return usual or one.sense == best.sense


def _in_two_ways(best: _Reading, rival: _Reading) -> str:
    pairs = zip(best.words, rival.words, strict=True)
    one, other = next((a, b) for a, b in pairs if a != b)
    return say(
        TWO_SENSES,
        one=f"“{clip(one, 24)}”",
        other=f"“{clip(other, 24)}”",
        first=best.encoding,
        second=rival.encoding,
    )


def _read_as(encoding: str, content: bytes, words: list[bytes]) -> _Reading | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return _Reading(encoding, text, tuple(word.decode(encoding) for word in words))


def _senseless(word: str) -> int:
    """How many letters of a word cannot stand where they do, and one more where no language has them all."""
    faults = 0
    for before, letter, after in _triples(word):
        if not letter.isalpha():
            faults += before.isalpha() and after.isalpha() and letter not in _WITHIN
        else:
            faults += before.isalpha() and letter.isupper() and (before.islower() or after.islower())
            faults += letter.islower() and after.isupper()
    letters = _letters(word)
    return faults + (not any(letters <= set(alphabet) for alphabet in _ALPHABETS))


def _letters(word: str) -> set[str]:
    return {letter for letter in word.lower() if letter.isalpha() and not letter.isascii()}


def _sense(word: str) -> int:
    """One for each letter that reads as vowels and consonants do in turn, one less for each that does not."""
    return sum(_fits(*triple) for triple in _triples(word))


def _triples(word: str) -> list[tuple[str, str, str]]:
    """Each letter beyond ASCII with what stands before and after it; a space at the ends."""
    padded = f" {word} "
    return [
        (padded[i - 1], padded[i], padded[i + 1])
        for i in range(1, len(padded) - 1)
        if not padded[i].isascii()
    ]


def _fits(before: str, letter: str, after: str) -> int:
    if not letter.isalpha():
        touches = before.isalpha() != after.isalpha()
        return -2 if touches and letter not in _BESIDE else 0
    vowel = _is_vowel(letter)
    sides = [_is_vowel(side) for side in (before, after) if side.isalpha() and side not in "yY"]
    rare = _RARE.get(letter.lower())
    if rare is not None and rare(before, after):
        return -1
    if len(set(sides)) != 1 or sides == [False]:
        return 0
    return -1 if sides[0] == vowel else 1


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0].lower() in _VOWELS


_RARE: dict[str, Callable[[str, str], bool]] = {
    "ç": lambda before, after: not _is_vowel(after),
    "ñ": lambda before, after: not _is_vowel(after),
    "ĺ": lambda before, after: not before.isalpha(),
    "ŕ": lambda before, after: not before.isalpha(),
    "ń": lambda before, after: _is_vowel(after),
    "õ": lambda before, after: after.lower() != "e",
    "ú": lambda before, after: after.lower() == "u",
    "û": lambda before, after: not after.isalpha() and before not in "dD",
    "ù": lambda before, after: after.isalpha(),
    "œ": lambda before, after: before.isalpha() and _is_vowel(before),
}
"""Where a letter does not stand in the languages that have it."""
