"""Which company and need each heading of answers means.

Where the session knows its names, a heading is taken that names one need (and, of marks, one company),
whatever stands between and around them: `Price [Acme]`, `Acme - Price`, `W_Price`, `Q3. Is it good? [Price]`.
Where a table makes the session, what all headings share is taken away, and the rest are the names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from cxw.collect.alike import common_beginning, without_shared
from cxw.collect.layout import Columns, Known
from cxw.collect.names import NameTable
from cxw.collect.table import Head
from cxw.day.spellings import folded

Pair = tuple[str, str]
"""Company (empty for weights) and need."""

_PARTS = re.compile(r"\s*[\[\](){}:|/»>_]+\s*|\s+[-–—]+\s+|\.\s+|\?\s+|!\s+")
_PARTS_OF_HYPHENS = re.compile(r"\s*[\[\](){}:|/»>_–—-]+\s*|\.\s+|\?\s+|!\s+")
_IS_CODE = re.compile(r"[A-Za-z]{0,5}_?[0-9]+(?:[_.\-\[][\w\]]+)*|[A-Za-z]{1,2}")
_TWO_NAMES = tuple(
    re.compile(style)
    for style in (
        r"(.*\S)\s*\[([^\[\]]+)\]",
        r"([^:]*\S)\s*:\s*(\S.*)",
        r"(.*\S)\s+[-–—]\s+(\S.*)",
        r"(.*\S)\s*\(([^()]+)\)",
        r"([^_]+)_(.+)",
        r"([^|/]*\S)\s*[|/]\s*(\S.*)",
    )
)
"""How two names stand in one heading, the plainest first."""


# --- names that are known ---------------------------------------------------------------------------------


def known_need(head: Head, columns: Columns, known: Known) -> str | None:
    """The need that a heading names: the whole of it, or one part and no other of it."""
    texts = (columns.bare(head), *head.texts)
    whole = next(filter(None, map(known.there, texts)), None)
    if whole is not None:
        return whole
    for apart in (_PARTS, _PARTS_OF_HYPHENS):
        spans = chain.from_iterable(_spans(apart, text) for text in texts)
        found = {need for need in map(known.there, spans) if need}
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def _spans(apart: re.Pattern[str], text: str) -> Iterator[str]:
    """Every part of a text, and every run of parts with what stands between them."""
    ends = [(0, 0), *(match.span() for match in apart.finditer(text)), (len(text), len(text))]
    for first in range(min(len(ends) - 1, 8)):
        for last in range(first + 1, min(len(ends), first + 5)):
            if span := text[ends[first][1] : ends[last][0]].strip():
                yield span


def known_pair(head: Head, columns: Columns, known: Known) -> Pair | None:
    """The one company and the one need that a heading names, in whichever order."""
    found = {*_both(head.group, head.under, known)}
    if len(found) == 1:
        return next(iter(found))
    texts = tuple(dict.fromkeys((columns.bare(head), *head.texts)))
    for way in (_split_pairs, _parted_pairs, _worded_pairs):
        found = {*chain.from_iterable(way(text, known) for text in texts)}
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def _both(one: str, other: str, known: Known) -> Iterator[Pair]:
    for company, need in ((one, other), (other, one)):
        ids = known.companies.id(company), known.there(need)
        if ids[0] and ids[1]:
            yield ids[0], ids[1]


def _split_pairs(text: str, known: Known) -> Iterator[Pair]:
    """Pairs whose names stand on the two sides of some sign."""
    for match in re.finditer(r"[^\w\s]+|_|\s[-–—]\s", text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip(" \t])}")
        if left and right:
            yield from _both(left, right, known)


def _parted_pairs(text: str, known: Known) -> Iterator[Pair]:
    """The pair of a text of whose parts one is a company and one is a need."""
    spans = {*_spans(_PARTS, text), *_spans(_PARTS_OF_HYPHENS, text)}
    companies = {id for span in spans if (id := known.companies.id(span))}
    needs = {id for span in spans if (id := known.there(span))}
    if len(companies) == len(needs) == 1:
        yield next(iter(companies)), next(iter(needs))


def _worded_pairs(text: str, known: Known) -> Iterator[Pair]:
    """The pair of a sentence in which the names of one company and of one need stand."""
    companies, needs = _named_in(text, known.companies), _named_in(text, known.needs)
    if len(companies) == len(needs) == 1:
        yield companies.pop(), needs.pop()


def _named_in(text: str, names: NameTable) -> set[str]:
    """The ids whose names stand in a text as whole words; of names within others the longest."""
    plain = folded(text)
    found = set[str]()
    for name, id in names.longest():
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        if re.search(pattern, plain):
            found.add(id)
            plain = re.sub(pattern, " ", plain)
    return found


# --- names that the table brings --------------------------------------------------------------------------


def open_labels(heads: Sequence[Head], columns: Columns) -> tuple[list[str], str]:
    """What the columns are called once all that they share is taken away, and what that was."""
    texts = [columns.bare(head) for head in heads]
    if columns.columns is None or len(set(texts)) < len(texts):
        texts = [head.under or head.name for head in heads]
    if all(head.words for head in heads) and all(_IS_CODE.fullmatch(text) for text in texts):
        texts = [head.words for head in heads]
    return without_shared(texts)


def split_alike(texts: Sequence[str]) -> Iterator[list[Pair | None]]:
    """Every way in which most of these headings are two names; None for one that is not."""
    for style in _TWO_NAMES:
        found = [style.fullmatch(text) for text in texts]
        if sum(map(bool, found)) * 3 >= 2 * len(texts):
            yield [(match[1].strip(), match[2].strip()) if match else None for match in found]


def split_around(texts: Sequence[str], own: str) -> list[Pair | None]:
    """Headings as pairs by the sign or word that parts our own company from needs, whatever it is: ` at `."""
    before = [text[: -len(own)] for text in texts if folded(text).endswith(folded(own))]
    after = [text[len(own) :] for text in texts if folded(text).startswith(folded(own))]
    if len(before) > 1 and not after:
        return _parted_at(common_beginning([text[::-1] for text in before])[::-1], texts, str.rpartition)
    if len(after) > 1 and not before:
        return _parted_at(common_beginning(after), texts, str.partition)
    return []


def _parted_at(
    sign: str, texts: Sequence[str], part: Callable[[str, str], tuple[str, str, str]]
) -> list[Pair | None]:
    """Each heading as what stands before and behind this sign; none at all where it is nothing but blanks."""
    return [_parted(part(text, sign)) for text in texts] if sign.strip() else []


def _parted(parts: tuple[str, str, str]) -> Pair | None:
    one, sign, other = (part.strip() for part in parts)
    return (one, other) if one and sign and other else None


def company_side(pairs: Sequence[Pair | None], own: str) -> int | None:
    """On which side of the pairs the companies stand: where our own does, alone or in a sentence."""
    there = [pair for pair in pairs if pair is not None]
    for is_own in (_is, names_company):
        sides = [side for side in (0, 1) if any(is_own(pair[side], own) for pair in there)]
        if len(sides) == 1:
            return sides[0]
    return None


def _is(text: str, own: str) -> bool:
    return folded(text) == folded(own)


def names_company(text: str, own: str) -> bool:
    """Whether a company's name stands in a text as whole words."""
    return re.search(rf"(?<!\w){re.escape(folded(own))}(?!\w)", folded(text)) is not None


def without_frame(texts: Sequence[str], own: str) -> list[str]:
    """Companies out of sentences about them, `How good is Acme?`, by the sentence around our own."""
    sentence = next((text for text in texts if names_company(text, own)), "")
    at = sentence.casefold().find(own.casefold())
    before, after = sentence[:at], sentence[at + len(own) :]
    if at < 0 or not all(text.startswith(before) and text.endswith(after) for text in texts):
        return list(texts)
    return [text[len(before) : len(text) - len(after)].strip() or text for text in texts]
