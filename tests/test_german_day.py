"""A whole day told in German holds no English sentence, and as many sentences as the English day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from german_day import in_german, leaves
from screens_room import whole_day
from test_happened import EVENTS, quiet

from cxw import findings, handout
from cxw.findings.types import Audience
from cxw.model import Session
from cxw.sessionfile import load
from cxw.shipped import folder

TYPICAL = Path(__file__).parent / "cases" / "typical.yaml"
DAYS: dict[str, Callable[[], Session]] = {
    "whole": whole_day,
    "essay": lambda: load(folder("workshops") / "essay.yaml"),
    "parcel-lockers": lambda: load(folder("workshops") / "parcel-lockers.yaml"),
    "typical": lambda: load(TYPICAL),
}
WORDS = {
    "answers",
    "covers",
    "flag",
    "name",
    "cls",
    "owner",
    "by",
    "kind",
    "values",
    "numbers",
    "what",
    "reading",
}
"""Where a name or a word stands by which the program tells things apart; a page says it in its own language."""
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the of and are is were we our us with for from to not no which who how their they by on than more people "
        "points need needs said say says would customers customer first second round nothing nobody each every other "
        "this that these it its has have had be been as them one two three four five six seven eight nine ten twelve "
        "ahead behind level split marks mark mean row slip room",
    )
)
"""Words that stand in English sentences and in no German one."""


def told(session: Session, audience: Audience, language: str) -> list[tuple[str, str]]:
    return [*leaves(findings.dump(findings.of(session, audience, language=language)))]


def sentences(found: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What is more than a word, and no name."""
    return ((at, text) for at, text in found if " " in text and at.rsplit(".", 1)[-1] not in WORDS)


@pytest.mark.parametrize("audience", ["room", "facilitator"])
@pytest.mark.parametrize("day", DAYS)
def test_each_sentence_of_a_day_is_said_in_german(day: str, audience: Audience) -> None:
    session = in_german(DAYS[day]())
    english, german = (told(session, audience, language) for language in ("en", "de"))
    assert Counter(path for path, _ in german) == Counter(path for path, _ in english)
    for path, text in sentences(german):
        assert not ENGLISH & {*re.findall(r"[^\W\d_]+", text.lower())}, (path, text)


@pytest.mark.parametrize(("event", "lines"), EVENTS, ids=[event.__name__ for event, _ in EVENTS])
def test_each_event_of_the_day_is_said_in_german(event: Callable[[Session], None], lines: list[str]) -> None:
    session = quiet()
    event(session)
    for audience in ("room", "facilitator"):
        found = findings.of(in_german(session), audience, language="de").reading.happened
        assert len(found) == len(lines)
        for one in found:
            assert not ENGLISH & {*re.findall(r"[^\W\d_]+", one.sentence.lower())}, one.sentence


BOTH = frozenset(
    re.findall(
        r"\S+",
        "in In Team Name minus plus SWOT Segment so So ab Alpha Ulwick R² wg cxw was an die hat Median November April",
    )
)
"""Words of English and of German alike."""


WAYS = (handout.write_handout, handout.write_workings)


def words_of(page: str) -> set[str]:
    """What is read on a page of HTML: its words without its marks and its style."""
    read = re.sub(r"<style.*?</style>|<!--.*?-->|<[^>]+>|&\w+;", " ", page, flags=re.DOTALL)
    return {*re.findall(r"[^\W\d_]{2,}", read)}


@pytest.mark.parametrize("audience", ["room", "facilitator"])
@pytest.mark.parametrize("day", ["essay", "parcel-lockers"])
def test_a_page_holds_no_word_of_the_english_page(day: str, audience: Audience, tmp_path: Path) -> None:
    """What both pages hold is a word of the room's, a name, or a word of both languages."""
    session = in_german(DAYS[day]())
    pages = {}
    for language in ("de", "en"):
        said = session.model_copy(update={"language": language})
        to = tmp_path / language
        written = (way(said, folder=to, audience=audience, formats=("html",)) for way in WAYS)
        pages[language] = {word for path in chain(*written) for word in words_of(path.read_text("utf-8"))}
    own = {*re.findall(r"[^\W\d_]+", str(session.model_dump()))}
    assert sorted(pages["de"] & pages["en"] - own - BOTH) == []


OF_WORKINGS = {
    "en": r"\bhat\b|\bdraws\b|\balpha\b|even share|overkill|table stake|sure side|claimed|\b1 people|contested belief",
    "de": r"\bhut\b|ziehung|\balpha\b|gleicher verteilung|behauptet|\b1 personen|heiligenschein",
}
"""What a client read otherwise than it was meant, or not at all: it stands in the workings if anywhere."""


@pytest.mark.parametrize("language", OF_WORKINGS)
@pytest.mark.parametrize("day", DAYS)
def test_a_client_reads_no_word_of_the_workings(day: str, language: str) -> None:
    session = in_german(DAYS[day]()).model_copy(update={"language": language})
    for audience in ("room", "facilitator"):
        told = re.sub(r"<!--.*?-->", "", handout.handout_text(session, audience).lower())
        assert re.findall(OF_WORKINGS[language], told) == []


@pytest.mark.parametrize("language", ["fr", "español", "Klingonisch"])
def test_a_language_without_sentences_of_its_own_gets_the_english_handout(language: str) -> None:
    session = DAYS["essay"]()
    english = handout.handout_text(session.model_copy(update={"language": "en"}))
    assert handout.handout_text(session.model_copy(update={"language": language})) == english
