"""Two states of one session that grew apart: what one of them lacks, and both put together.

Both are taken as the mappings and lists of the file. A list of records is looked at by the names of its
records, any other list as what is in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from cxw.model import Session, ids_of
from cxw.sessionfile.writing import arranged
from cxw.text.phrases import say

Way: TypeAlias = tuple[str, ...]

_BY_HAND = frozenset(
    (
        *("note", "short", "kind", "parked", "language", "address", "facilitator", "desk", "attribution"),
        *("function", "senior", "open", "observer", "last_customer_contact", "keep_names_until", "owner"),
        *("name", "logo", "colour", "footer", "paper", "end"),
    )
)
"""Words that somebody may take out of the file by hand without a question: the day does not rest on them."""

_WORDS = {
    "participants": ("person", "people"),
    "segments": ("segment", "segments"),
    "needs": ("need", "needs"),
    "chosen": ("chosen need", "chosen needs"),
    "competitors": ("competitor", "competitors"),
    "rounds": ("round", "rounds"),
    "lenses": ("question of a lens", "questions of lenses"),
    "things": ("thing of a lens", "things of a lens"),
    "cards": ("card", "cards"),
    "answers": ("answer", "answers"),
    "conviction": ("answer on how sure somebody is", "answers on how sure people are"),
    "coverage_guess": ("guess", "guesses"),
    "guess": ("guess", "guesses"),
    "votes": ("vote", "votes"),
    "proposed": ("proposal", "proposals"),
    "unknowns": ("thing we do not know", "things we do not know"),
    "notes": ("note", "notes"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "research": ("promise", "promises"),
    "decided": ("decision", "decisions"),
    "changes": ("decision", "decisions"),
    "drafts": ("slip put aside", "slips put aside"),
    "corrected": ("correction", "corrections"),
}
_OTHER = ("other entry", "other entries")


def lacking(before: Session, now: Session) -> list[Way]:
    """What an earlier state holds and a later one does not: the keys that lead to each thing."""
    return list(_gone(arranged(before), arranged(now), ()))


def lacking_in_words(ways: Sequence[Way]) -> str:
    """What is lacking, in words and numbers and without any name: `3 answers, 1 round`."""
    kinds = Counter(map(_kind, ways))
    order = [*_WORDS.values(), _OTHER]
    return ", ".join(f"{kinds[words]} {say(words[kinds[words] > 1])}" for words in order if words in kinds)


def another(before: Session, now: Session) -> bool:
    """Whether these are two workshops and not two states of one."""
    if before.salt and now.salt:
        return before.salt != now.salt
    segments = set(ids_of(before.segments))
    renamed = before.title != now.title and segments.isdisjoint(ids_of(now.segments))
    return before.seed != now.seed or renamed


def together(before: Session, ours: Session, theirs: Session) -> Session:
    """All that stands in either; where both say something, whoever changed it since, theirs where both did.

    ValueError where no session comes of it.
    """
    return Session.model_validate(_joined(arranged(before), arranged(ours), arranged(theirs)))


def _kind(way: Way) -> tuple[str, str]:
    return next((_WORDS[key] for key in reversed(way) if key in _WORDS), _OTHER)


def _gone(before: Any, now: Any, way: Way) -> Iterator[Way]:
    if isinstance(before, list) and isinstance(now, list):
        named, here = _named(before), _named(now)
        if named is None or here is None:
            yield from ((*way, word) for word in Counter(map(repr, before)) - Counter(map(repr, now)))
            return
        before, now = named, here
    if isinstance(before, dict) and isinstance(now, dict):
        for key, value in before.items():
            if key in now:
                yield from _gone(value, now[key], (*way, key))
            elif not _may_go(key, value):
                yield (*way, key)


def _may_go(key: str, value: Any) -> bool:
    """Whether this is taken out by hand, and says nothing of an answer."""
    return key in _BY_HAND and isinstance(value, str | bool) and value != "dk"


def _named(entries: Sequence[Any]) -> dict[str, Any] | None:
    """The records of a list by what tells them apart; None where nothing does."""
    found: dict[str, Any] = {}
    seen: Counter[str] = Counter()
    for entry in entries:
        name = _name(entry)
        if name is None:
            return None
        seen[name] += 1
        found[f"{name} #{seen[name]}"] = entry
    return found


def _name(entry: Any) -> str | None:
    if not isinstance(entry, dict):
        return None
    for key in ("part", "name"):
        if "of" in entry and key in entry:
            return f"{entry['of']} {entry[key]}"
    return next((str(entry[key]) for key in ("id", "at", "until", "from") if key in entry), None)


def _joined(before: Any, ours: Any, theirs: Any) -> Any:
    if ours == theirs:
        return ours
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return _joined_mappings(before if isinstance(before, dict) else {}, ours, theirs)
    if isinstance(ours, list) and isinstance(theirs, list):
        return _joined_lists(before if isinstance(before, list) else [], ours, theirs)
    return ours if theirs == before else theirs


def _joined_mappings(before: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    joined = {
        key: _joined(before.get(key), value, theirs[key]) if key in theirs else value
        for key, value in ours.items()
    }
    return joined | {key: value for key, value in theirs.items() if key not in ours and key not in before}


def _joined_lists(before: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    names = [*map(_named, (before, ours, theirs))]
    if None not in names:
        return [*_joined_mappings(*names).values()]  # type: ignore[arg-type]  # none of them is None
    kept = [entry for entry in theirs if entry in ours or entry not in before]
    more = [entry for entry in ours if entry not in theirs]
    if all(entry in ours for entry in kept):
        return ours
    return [*kept, *more]
