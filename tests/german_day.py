"""Days told in German: any session with its people's words made German, so that what is left is ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from cxw.model import Session
from cxw.text.phrases import pairs

FREE = {
    "title", "text", "short", "company", "segment", "function", "parked", "why", "source", "quote", "question",
    "believe", "wrong_if", "ask", "facilitator", "until", "claimed_reason", "their_reason", "about",
}  # fmt: skip
"""Keys under which people write; names of people, companies and segments are told apart by where they stand."""
FIXED = {"agenda shortened", "declined", "no needs were chosen"}
"""What cxw itself writes under such a key."""


def in_german(session: Session) -> Session:
    """The same day in a German room: each text of the room's is a word that is in no sentence of ours."""
    said: dict[str, str] = {}

    def own(text: str) -> str:
        return said.setdefault(text, f"Wörtchen{len(said):03d}")

    def walk(value: Any, key: str, above: str) -> Any:
        if isinstance(value, dict):
            return {name: walk(one, name, key) for name, one in value.items()}
        if isinstance(value, list):
            return [walk(one, key, above) for one in value]
        free = key in FREE or (key == "name" and above != "rounds") or above in {"skipped", "proposed"}
        if isinstance(value, str) and free and value not in FIXED and not _is_id(session, key, value):
            return own(value)
        return value

    data = walk(session.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True), "", "")
    return Session.model_validate(data | {"language": "de"})


def _is_id(session: Session, key: str, value: str) -> bool:
    """Keys that name something by its id: the company of a test, the segment of an evidence, what a note is about."""
    ids = {segment.id for segment in session.segments} | {session.company.id}
    ids |= {company.id for segment in session.segments for company in segment.competitors}
    return (key in {"company", "segment"} and value in ids) or (key == "about" and " " in value)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a dump, with where it stands."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for one in value:
            yield from leaves(one, path)
    elif isinstance(value, str):
        yield path, value


@cache
def english() -> frozenset[str]:
    """Words that stand in English sentences of ours and in no German one."""
    words = [re.sub(r"`[^`]*`|{\w+}", " ", text) for text, _, _ in pairs("de")]
    german = " ".join(re.sub(r"`[^`]*`", " ", f"{formal} {du}") for _, formal, du in pairs("de"))
    ours = {*re.findall(r"[^\W\d_]{3,}", " ".join(words).casefold())}
    return frozenset(ours - {*re.findall(r"[^\W\d_]{3,}", german.casefold())})


def left_in_english(heard: Sequence[str], session: Session) -> list[str]:
    """What was heard that holds an English word which is nobody's name."""
    own = {
        *re.findall(
            r"[^\W\d_]+", str(session.model_dump(include={"company", "participants", "title"})).casefold()
        )
    }
    foreign = english() - own
    return [
        text
        for text in dict.fromkeys(heard)
        if foreign & {*re.findall(r"[^\W\d_]{3,}", re.sub(r"`[^`]*`", " ", text).casefold())}
    ]
