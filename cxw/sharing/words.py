"""Names taken out of sentences: whole names, their parts, initials and ids give way to "somebody"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from cxw.day.names import forms
from cxw.model import BY_NAME, Session, mentions

SOMEBODY = "somebody"

_WORDS = (
    "amber angel april archer art ask august autumn baker ball banks barber barker bell best bill bird "
    "black bob book brewer bright brook brown butler camp carol carpenter carter case cash chance "
    "chandler chase chip christian church clark clerk close cook cooper cross dale dash dawn day dean "
    "dear dee draper drew driver dyer earl eve even fair faith falconer farmer field fields fisher "
    "fletcher ford fowler fox frank free frost gardener gardner gates gay gene gill glen glover gold good "
    "grace grant gray green grey guy hall harper hill hope house hunter iris ivy jack jade jean joiner "
    "joy june just king knight lane lee lily little long love major mark martin mason max may melody "
    "mercer miles miller moody moss nick noble odd olive page painter parker pat pearl penny per peter "
    "pierce piper plumber porter post potter power powers price ray read reed rich rivers rob robin rod "
    "rose ruby rusty sailor sandy savage sawyer self sharp shepherd short singer skinner sky small smith "
    "spencer steward stone street strong sue summer swift tailor tanner taylor terry thatcher tom tony "
    "turner tyler victor wade wall waller ward waters weaver wells wheeler white will wise wolf wood "
    "woods wright young "
    "alt bitter blank blau braun bunt dick edel ehrlich ernst fein fest frei frisch froh fromm ganz gelb "
    "grau gross grun gut halb hart hell heller herb jung kann klein klug kluge kraus kuhn kurz kurze lang "
    "lange licht lustig neu recht reich rein rot sanft sauer scharf schnell schon schwarz sehr stark "
    "still stolz suss viel weiss wenig wohl zart "
    "dag glad ro sand sol var "
    "beau blanc blanco bon bravo bueno calvo cruz delgado grand gros leal luz mar moreno noir paz petit "
    "rico roux rubio "
)
ORDINARY = frozenset(_WORDS.split())
"""Names that are English, German, Nordic, French or Spanish words too, without their accents: taken out only
where they stand with a capital letter."""

_BETWEEN = (
    "af al av bin d da dal das de degli dei del della den der des di do dos du e el i la las le les lo los "
    "mac of op ten ter the und van vom von y z zu zum zur"
)
PARTICLES = frozenset(_BETWEEN.split())
"""What stands between the words of names, and in every sentence."""
WITH_A_CAPITAL = ORDINARY | PARTICLES
"""Words of names that are taken out only where they stand with a capital letter."""

_CAPITALS = "AI API CEO CFO DK EU FAQ HR ID IT KPI OK PC PR QA SLA TV UI UK US USA UX"
SHORT = frozenset(_CAPITALS.split())
"""Capitals that mean something else than a person."""

_NUMBERED = re.compile(r".*[\s-][0-9]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"\w+")


def is_card(name: str) -> bool:
    """Whether it is a card's name and nobody's, as `Sales 2`."""
    return _NUMBERED.fullmatch(name) is not None


class Personal:
    """The words of one session that say who somebody is.

    A name is known however its letters are written: Weiß and Weiss, Müller, Mueller and Muller, and with the
    s of German and the Nordic languages, `Annas Idee`.
    """

    def __init__(self, session: Session, by: str = SOMEBODY) -> None:
        public = set(chain.from_iterable(map(forms, _public(session))))
        names = [_composed(name) for name in _names(session) if not is_card(name)]
        words = {part for name in names for part in _parts(name) if public.isdisjoint(forms(part))}
        self.words = set(chain.from_iterable(map(forms, words)))
        whole = map(_composed, _phrases(session, public))
        self._known = _by_beginning(chain(_several(whole, names), map(_InWords.alone, words)))
        self._initials = set(_initials(names)) - SHORT - {word.upper() for word in _public(session)}
        self.by = by
        self.replaced = 0

    def without(self, text: str) -> str:
        """The text with "somebody", or whatever was asked for, in the place of every name."""
        composed = _composed(text)
        found = [*self._found(composed)]
        if not found:
            return text
        self.replaced += len(found)
        ends = [0, *(end for _, end in found)]
        between = (composed[end:start] for end, (start, _) in zip(ends, found, strict=False))
        return self.by.join([*between, composed[ends[-1] :]])

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand in a text, from and to; of several that begin at one word the longest."""
        runs, past = [*_RUN.finditer(text)], 0
        for at, run in enumerate(runs):
            known = {one for form in _as_said(run[0]) for one in self._known.get(form, ())}
            long = max((len(one.runs) for one in known if one.stands(runs[at:])), default=0)
            if at >= past and (long or run[0] in self._initials):
                past = at + max(long, 1)
                yield run.start(), runs[past - 1].end()

    def in_id(self, id: str) -> bool:
        """Whether an id is made of somebody's name."""
        return bool(self.words & set(id.split("-")))


@dataclass(frozen=True)
class _InWords:
    """A name, or one word of it, as the ways in which each of its words may be written."""

    runs: tuple[frozenset[str], ...]
    capital: bool = False
    """Only where it stands with a capital letter, as it is an ordinary word too."""

    @classmethod
    def of(cls, phrase: str) -> _InWords:
        """What is taken out as a whole."""
        return cls(tuple(map(forms, _RUN.findall(phrase))))

    @classmethod
    def alone(cls, word: str) -> _InWords:
        """One word of a name, without any sign in it."""
        return cls((forms(word),), capital=not forms(word).isdisjoint(WITH_A_CAPITAL))

    def turned(self) -> Iterator[_InWords]:
        """The same beginning at each of its words, as lists have it: `Berg, Anna`."""
        for at in range(len(self.runs)):
            yield _InWords((*self.runs[at:], *self.runs[:at]))

    def stands(self, said: Sequence[re.Match[str]]) -> bool:
        """Whether this is what these words begin with."""
        if self.capital:
            return said[0][0][0].isupper() and bool(self.runs[0] & _as_said(said[0][0]))
        gaps = (after.start() - before.end() for before, after in pairwise(said[: len(self.runs)]))
        if len(said) < len(self.runs) or any(gap > WIDEST_GAP for gap in gaps):
            return False
        return all(run & _as_said(word[0]) for run, word in zip(self.runs, said, strict=False))


def _several(phrases: Iterable[str], names: Iterable[str]) -> Iterator[_InWords]:
    """Names of several words, and words of several parts, `D'Souza` or `Bø-Nygård`, also as one: `DSouza`."""
    for phrase in phrases:
        yield from _InWords.of(phrase).turned()
    for word in chain.from_iterable(map(str.split, names)):
        if len(_RUN.findall(word)) > 1:
            yield from (_InWords.of(word), _InWords.alone(word))


def _by_beginning(names: Iterable[_InWords]) -> dict[str, list[_InWords]]:
    """Names by each way in which their first word may be written."""
    found: dict[str, list[_InWords]] = {}
    for name in dict.fromkeys(name for name in names if name.runs):
        for form in name.runs[0]:
            found.setdefault(form, []).append(name)
    return found


WIDEST_GAP = 3
"""Signs between two words of one name, as in `Berg, Anna` or `Anna  Berg`."""


def _as_said(word: str) -> frozenset[str]:
    """A word in the ways in which it may be written, also without the s of a genitive."""
    if word[-1] in "sS" and len(word) > (3 if word[0].isupper() else 4):
        return forms(word) | forms(word[:-1])
    return forms(word)


def _composed(text: str) -> str:
    """Each letter with its accent as one sign."""
    return unicodedata.normalize("NFC", text)


def _parts(name: str) -> list[str]:
    """Words of a name that say by themselves whose it is: not a `von` inside it, nor what is small in it."""
    first, *others = _LETTERS.findall(name) or [""]
    words = [first, *(part for part in others if part.casefold() not in PARTICLES)]
    parts = [part for part in words if len(part) > 1]
    return [part for part in parts if part[0].isupper()] or parts


def _initials(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        parts = _LETTERS.findall(name)
        if len(parts) > 1:
            yield "".join(part[0] for part in parts).upper()


def _names(session: Session) -> Iterator[str]:
    """Names and ids of everybody whose name is in the file."""
    for person in session.participants:
        yield from (person.name, person.id)
    yield from names_of_others(session)


def names_of_others(session: Session) -> Iterator[str]:
    """Names of who led or wrote something down; of several words those that are written large.

    Not of who owns a promise or a decision: that may be nobody of the room and no person's name; the words
    of `Lena at the agency` say, one by one, nothing of anybody.
    """
    for name in (name for where, name in mentions(session, BY_NAME) if where[-1] != "owner"):
        words = name.split()
        yield " ".join(word for word in words if word[0].isupper()) if len(words) > 1 else name


def _phrases(session: Session, public: Collection[str]) -> Iterator[str]:
    """What is taken out as a whole, whatever its parts are; an id alone may be an ordinary word."""
    names = [*_names(session), *(name for _, name in mentions(session, BY_NAME))]
    ordinary = WITH_A_CAPITAL.union(public)
    yield from (name for name in names if forms(name).isdisjoint(ordinary))


def _public(session: Session) -> Iterator[str]:
    """Words that stay, for they name companies, segments, functions or needs of one word too."""
    names = [session.company.name, *(p.function or "" for p in session.participants)]
    for segment in session.segments:
        names += [segment.name, *(company.name for company in segment.competitors)]
        texts = chain.from_iterable((need.text, need.short or "") for need in segment.needs)
        names += [text for text in texts if " " not in text]
    for name in names:
        yield from (word.casefold() for word in _LETTERS.findall(name))
