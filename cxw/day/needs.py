"""Stage 1, needs: what customers hire the product for and which outcomes matter to them, in the room's words.

Nothing is challenged here: `Quality` is a need. Twins are suggested by likeness; the facilitator merges them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations

from cxw.day.names import can_be_several, id_words, split_signature, two_signatures, watching
from cxw.day.spellings import misspelt
from cxw.model import AnswerName, Need, Participant, PersonId, Segment, Session, Was, ids_of
from cxw.text.phrases import say

QUESTION = "What do these customers want to get done, and what outcome matters to them?"
VOTE = "Which of these needs do we work with? Everybody votes, unseen."
FEWEST, MOST, USUAL = 3, 12, 5
ONE_CHOSEN = "1 need is chosen: {fewest} to {most} can be weighed"
SO_MANY_CHOSEN = "{chosen} needs are chosen: {fewest} to {most} can be weighed"
ONE_VOTE_TOO_MANY = "1 vote: {most} are to be given, {over} too many"
TOO_MANY_VOTES = "{given} votes: {most} are to be given, {over} too many"
PARKED = "asked for after the needs were chosen"
"""Why a need is parked that came up after the choice, unless the facilitator says it better."""
ALIKE = 0.72
"""Likeness from which two needs are suggested as twins; chosen by reading lists of real needs."""
NEARLY = 0.95
"""Likeness of wordings with the same words but for their forms, or for some that one of them has more."""
LEFT_OUT, ONE_WRONG = 5, 9
"""Letters from which a word is misspelt rather than another: one left out, two exchanged; one wrong."""

_TIMES = re.compile(r"^(?P<text>.*\S)\s*(?:[x×]\s*(?P<after>\d{1,3})|\((?P<in>\d{1,3})\))$")


@dataclass(frozen=True)
class ProposedNeed:
    """One proposed need on the board, without names."""

    id: str
    text: str
    short: str
    slips: int
    words: tuple[str, ...]
    """all wordings that were merged into it, in order"""
    chosen: bool = False
    parked: str = ""
    votes: int = 0


@dataclass(frozen=True)
class NeedSlip:
    """One typed line: the words, who wrote them when that was said, and how many slips said the same."""

    text: str
    by: PersonId | None = None
    count: int = 1


def slip(line: str, people: Sequence[Participant]) -> NeedSlip:
    """Read one line as it is typed: `Quality x3`, `AL: Quality`, `Anna Müller: Quality`, or just words."""
    found, _, text = split_signature(" ".join(line.split()), people)
    by, count = (found[0].id if len(found) == 1 else None), 1
    times = _TIMES.match(text)
    if times:
        count = max(1, int(times["after"] or times["in"]))
        text = times["text"]
    return NeedSlip(text, by, count)


def unclear(line: str, people: Sequence[Participant], observers: Sequence[Participant] = ()) -> list[str]:
    """Whom a name before a need can mean, where that is more than one, or nobody who is asked.

    It is no part of the need's words.
    """
    words = " ".join(line.split())
    if why := watching(words, people, observers):
        return [why]
    found, letters, behind = split_signature(words, people)
    if len(found) > 1:
        return [can_be_several(letters, found)]
    second = two_signatures(behind, people) if found else ""
    return [second] if second else []


def unused_id(text: str, taken: Sequence[str]) -> str:
    """A short id made from words, unlike those taken."""
    base = "-".join(id_words(text)[:3])[:24].strip("-") or "need"
    id, number = base, 2
    while id in taken:
        id, number = f"{base}-{number}", number + 1
    return id


def add(segment: Segment, slip: NeedSlip, id: str | None = None) -> Need:
    """Put a slip on the board as a need of its own."""
    need = Need(id=id or unused_id(slip.text, ids_of(segment.needs)), text=slip.text)
    if slip.by is not None:
        need.proposed[slip.by] = [slip.text]
    if slip.count > 1 or (slip.by is None and slip.count == 1):
        need.count = slip.count
    segment.needs.append(need)
    return need


@lru_cache(maxsize=4096)
def likeness(one: str, other: str) -> float:
    """How alike two wordings read, 0 to 1: the share of words they have in common, in any order and form."""
    few, more = sorted((_words(one), _words(other)), key=lambda words: (len(words), sorted(words)))
    if not few or len(few) * 2 < len(more):
        return float(one.casefold() == other.casefold())
    left = sorted(more - few)
    for word in sorted(few - more):
        if found := next((other for other in left if _one_word(word, other)), None):
            left.remove(found)
    shared = (len(more) - len(left)) / len(few)
    return shared * (1 if few == more else NEARLY)


def _one_word(one: str, other: str) -> bool:
    """Whether two words are one in two forms, or one with a slip; “price” and “pride” are two."""
    if _forms(one) & _forms(other):
        return True
    short = min(len(one), len(other))
    if short < LEFT_OUT or one[0] != other[0] or not misspelt(one, other):
        return False
    return short >= ONE_WRONG or len(one) != len(other) or sorted(one) == sorted(other)


def _forms(word: str) -> set[str]:
    """The word, and what it may be the form of: four letters of it stay at least."""
    ends = [end for end in _ENDINGS if word.endswith(end) and len(word) >= 4 + len(end)]
    return {word, *map(word.removesuffix, ends)}


_ENDINGS = ("s", "es", "ies", "y", "ing", "ly", "ed", "e", "n", "en")
_SMALL = frozenset(
    re.findall(r"\w+", "a an and are as at be by for from good great in is it my of on or our that the to we")
)


def _words(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset([word for word in words if word not in _SMALL] or words)


def twins(needs: Sequence[Need]) -> list[tuple[str, str]]:
    """Pairs that read alike, most alike first; suggestions only."""
    open_needs = [need for need in needs if need.parked is None]
    pairs = [(likeness(a.text, b.text), a.id, b.id) for a, b in combinations(open_needs, 2)]
    return [(a, b) for alike, a, b in sorted(pairs, key=lambda pair: -pair[0]) if alike >= ALIKE]


def park(segment: Segment, id: str, why: str) -> None:
    """Set a need aside, or take it back; what is parked is not chosen, and too few are chosen anew."""
    segment.need(id).parked = why or None
    if why and id in segment.chosen:
        left = [need for need in segment.chosen if need != id]
        segment.chosen = left if len(left) >= FEWEST else []


def merge(session: Session, segment: Segment, into: str, other: str) -> None:
    """Make one need of two; all words of it stay, and what spoke of it follows."""
    kept, gone = segment.need(into), segment.need(other)
    _take_in(kept, gone)
    segment.needs.remove(gone)
    segment.chosen = _as_one(segment.chosen, other, into)
    for votes in _all_votes(segment):
        votes[:] = _as_one(votes, other, into)
    for home, names in _names(session):
        names[:] = list(dict.fromkeys(_renamed(name, home, segment.id, (other, into)) for name in names))
    for card in segment.research:
        if card.test is not None and card.test.need == other:
            card.test.need = into


def _as_one(ids: Iterable[str], gone: str, kept: str) -> list[str]:
    return list(dict.fromkeys(kept if id == gone else id for id in ids))


def _take_in(kept: Need, gone: Need) -> None:
    """Give a need the words and the slips of another."""
    unnamed = _unnamed(kept) + _unnamed(gone)
    known = _said(kept)
    for said, slips in {**gone.merged, gone.text: _own(gone) + gone.merged.get(gone.text, 0)}.items():
        if slips and said not in known:
            kept.merged[said] = kept.merged.get(said, 0) + slips
    for person, words in gone.proposed.items():
        mine = kept.proposed.setdefault(person, [])
        mine.extend(word for word in words if word not in mine)
    kept.count = _counted(kept, unnamed)


def _all_votes(segment: Segment) -> Iterator[list[str]]:
    """The votes that count, and both sides of those that were put right."""
    yield from segment.votes.values()
    for slip in segment.corrected:
        yield from (side for side in (slip.before, slip.after) if isinstance(side, list))


def _names(session: Session) -> Iterator[tuple[str, list[AnswerName]]]:
    """The lists of answers that evidence and promises speak of, each with the segment it is at home in."""
    for item in session.evidence:
        home = item.segment or session.segments[0].id
        yield from ((home, item.supports), (home, item.contradicts))
    for segment in session.segments:
        yield from ((segment.id, card.about) for card in segment.research)


def _renamed(name: AnswerName, home: str, segment: str, words: tuple[str, str]) -> AnswerName:
    answer, _, elsewhere = name.partition(" in ")
    parts = answer.split()
    if parts[0] in ("lens", "thing") or parts[-1] != words[0] or (elsewhere or home) != segment:
        return name
    return " ".join([*parts[:-1], words[1]]) + (f" in {elsewhere}" if elsewhere else "")


def _unnamed(need: Need) -> int:
    return max(0, need.slips - len(need.proposed))


def _counted(need: Need, unnamed: int) -> int | None:
    """How many slips are written down for a need: none where all have names."""
    return unnamed + len(need.proposed) if unnamed else None


def _own(need: Need) -> int:
    """Slips without a name that had the need's own words, or that no file told apart."""
    return max(0, _unnamed(need) - sum(need.merged.values()))


def answered(segment: Segment) -> set[str]:
    """The needs that a round has asked about: what they are called may change, that they were asked not.

    So have lenses, which may offer needs to pick from too, and ask about other things.
    """
    asked = [round.needs for round in segment.rounds]
    asked += [[*part.about, *part.picks] for part in segment.lenses]
    return set[str]().union(*asked)


def wordings(need: Need) -> list[str]:
    """All words that were merged into a need, its own first."""
    return list(dict.fromkeys([*_said(need), *need.merged]))


def _said(need: Need) -> list[str]:
    return [need.text, *chain.from_iterable(need.proposed.values())]


def split_need(segment: Segment, id: str, words: str, new_id: str | None = None) -> Need:
    """Undo a merge: one of the wordings becomes a need of its own, with those who wrote it."""
    old = segment.need(id)
    new = Need(id=new_id or unused_id(words, ids_of(segment.needs)), text=words)
    back = min(old.merged.pop(words, 0), _unnamed(old))
    unnamed = _unnamed(old) - back
    for person in [p for p, said in old.proposed.items() if words in said]:
        new.proposed[person] = [words]
        old.proposed[person] = [word for word in old.proposed[person] if word != words]
        if not old.proposed[person]:
            del old.proposed[person]
    old.count, new.count = _counted(old, unnamed), _counted(new, back)
    segment.needs.insert(segment.needs.index(old) + 1, new)
    return new


def reword(segment: Segment, id: str, text: str, now: dt.datetime) -> None:
    """Give a need other words; rounds that were answered with the old ones keep them."""
    need = segment.need(id)
    if need.text != text and any(id in round.needs for round in segment.rounds):
        need.was.append(Was(text=need.text, until=now))
    need.text = text


def waiting(session: Session, segment: Segment) -> list[PersonId]:
    """Who has yet to hand in needs, in the order of the file."""
    stage = segment.stages.of("needs")
    if stage.done is not None or segment.chosen:
        return []
    return session.awaited(segment, stage.opened, {*stage.answered, *stage.not_answered})


def waiting_votes(session: Session, segment: Segment) -> list[PersonId]:
    """Who has yet to vote, once a vote has begun and nothing is chosen; an empty list is no vote."""
    return session.awaited(segment, segment.stages.of("needs").opened, segment.votes)


def vote_faults(
    segment: Segment, votes: Sequence[str], most: int, board: Collection[str] | None = None
) -> list[str]:
    """What keeps votes from being one person's: at most so many, one a need, on needs of the board."""
    known = board if board is not None else ids_of(segment.on_board())
    found = [say("{need} is not on the board", need=id) for id in votes if id not in known]
    found += [say("{need} has two votes: one a need", need=id) for id, n in Counter(votes).items() if n > 1]
    if len(votes) > most:
        said = TOO_MANY_VOTES if len(votes) > 1 else ONE_VOTE_TOO_MANY
        found.append(say(said, given=len(votes), most=most, over=len(votes) - most))
    return found


def votes_each(segment: Segment) -> int:
    """How many votes one person has; in older files as far as the votes tell; 0 where no vote has begun."""
    return segment.votes_each or max(map(len, segment.votes.values()), default=0)


def begin_votes(segment: Segment, most: int) -> None:
    """Keep how many votes each person has; once somebody has voted everybody has as many.

    They are as many as needs are to be chosen, however few an older file's votes tell of.
    """
    each = votes_each(segment) if any(segment.votes.values()) else most
    segment.votes_each = min(max(each, FEWEST), MOST)


def tally(segment: Segment) -> Counter[str]:
    """Votes a need."""
    return Counter(chain.from_iterable(segment.votes.values()))


def ranked(segment: Segment, most: int) -> tuple[list[str], list[str]]:
    """The needs that the votes choose, and those level on the cut, between which the facilitator chooses."""
    counts = tally(segment)
    order = [id for id in ids_of(segment.on_board()) if counts[id]]
    order.sort(key=lambda need: -counts[need])
    if len(order) <= most:
        return order, []
    cut = counts[order[most - 1]]
    if counts[order[most]] < cut:
        return order[:most], []
    return [id for id in order if counts[id] > cut], [id for id in order if counts[id] == cut]


def choice_faults(segment: Segment, chosen: Sequence[str]) -> list[str]:
    """What keeps a choice from being one: 3 to 12 needs of the board."""
    known = ids_of(segment.on_board())
    found = [say("{need} is not on the board", need=id) for id in chosen if id not in known]
    if not FEWEST <= len(set(chosen)) <= MOST:
        said = ONE_CHOSEN if len(set(chosen)) == 1 else SO_MANY_CHOSEN
        found.append(say(said, chosen=len(set(chosen)), fewest=FEWEST, most=MOST))
    return found
