"""What must hold inside the definition of a lens whose keys and shapes are sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cxw.model import DK, GATHERED, LensDefinition, LensPart, LensQuestion, Worded
from cxw.sessionfile.tree import Place
from cxw.text.saying import in_a_row, many

NAME, LINE, WORDS, TO_SAY = 40, 120, 300, 200
"""Letters that fit at most: of a name or of what can be picked, of what it is for, of a question, to say."""
FEWEST, MOST = 2, 8
"""What can be picked: below two nothing is chosen, above eight nobody reads them all."""
MOST_LINES = 3
"""Lines beside the words of a card."""
_PICKED = ("pick", "ticks", "percent")
"""Shapes that say of what: one of these, any of these, how many of a hundred are these."""
_RESERVED = frozenset((DK, "nothing", "own", "words", "said"))
"""Words by which the session file keeps something else in an answer."""

DefinitionFault = tuple[Place, str, bool]
"""A place, a sentence, and whether it is only a warning."""


def definition_faults(lens: LensDefinition) -> Iterator[DefinitionFault]:
    """Everything that does not hold in a definition of sound shape, place by place."""
    yield from _words(("name",), lens.name, NAME)
    yield from _words(("why",), lens.why, LINE)
    yield from _words(("sentence",), lens.sentence, WORDS)
    if lens.tell is not None:
        yield from _words(("tell",), lens.tell, TO_SAY)
    for part in lens.parts():
        question = lens.question(part)
        assert question is not None
        yield from _question(part, question)
    yield from _things(lens)
    yield from _private(lens)
    yield from _promise(lens)
    yield from _languages(lens)


def _words(place: Place, worded: Worded, most: int) -> Iterator[DefinitionFault]:
    said = {(): worded} if isinstance(worded, str) else {(code,): text for code, text in worded.items()}
    if not said:
        yield (
            place,
            f"`{place[-1]}` has no words: write them, or {{en: text, de: text}}",
            False,
        )
    for way, text in said.items():
        if not text.strip():
            yield (*place, *way), f"`{place[-1]}` is an empty text: write words", False
        elif len(text) > most:
            yield (*place, *way), f"`{place[-1]}` has {len(text)} letters and {most} fit: write fewer", False


def _question(part: LensPart, asked: LensQuestion) -> Iterator[DefinitionFault]:
    yield from _words((part, "ask"), asked.ask, WORDS)
    if asked.tell is not None:
        yield from _words((part, "tell"), asked.tell, TO_SAY)
    if asked.dk is not None:
        yield from _words((part, "dk"), asked.dk, NAME * 2)
    if asked.shape in _PICKED:
        yield from _choices((part, "of"), asked.of, f"`{asked.shape}` says of what")
    elif asked.of is not None:
        said = f"`of` says what is picked, and {asked.shape} picks nothing: take it out"
        yield (part, "of"), said, False
    if part == "guess" and asked.shape != "percent":
        yield (part, "shape"), "what is guessed beforehand is a percentage: write `shape: percent`", False
    yield from _lines(part, asked)
    if asked.also is not None:
        if asked.shape != "pick":
            said = f"`also` stands behind a pick, and {asked.shape} is none: take it out"
            yield (part, "also"), said, False
        yield from _words((part, "also", "ask"), asked.also.ask, WORDS)
        yield from _choices((part, "also", "of"), asked.also.of, "`also` says of what")
        yield from _reserved((part, "also", "pick"), asked.also.pick)


def _lines(part: LensPart, asked: LensQuestion) -> Iterator[DefinitionFault]:
    place: Place = (part, "and")
    if asked.and_ and asked.shape != "words":
        said = f"`and` are lines beside words, and {asked.shape} has none: take it out"
        yield place, said, False
    if len(asked.and_) > MOST_LINES:
        yield place, f"a card has {len(asked.and_)} lines and {MOST_LINES} fit: take some out", False
    for key, worded in asked.and_.items():
        yield from _reserved((*place, key), key)
        yield from _words((*place, key), worded, WORDS)


def _choices(place: Place, of: object, said: str) -> Iterator[DefinitionFault]:
    if of is None:
        yield place, f"{said}: write `of: {{yes: Yes, no: No}}`, `of: needs` or `of: functions`", False
    if not isinstance(of, Mapping):
        return
    if not FEWEST <= len(of) <= MOST:
        yield place, f"{many(len(of), 'thing')} to pick from: write {FEWEST} to {MOST}", False
    for key, worded in of.items():
        yield from _reserved((*place, key), key)
        yield from _words((*place, key), worded, NAME * 2)


def _reserved(place: Place, key: str) -> Iterator[DefinitionFault]:
    if key in _RESERVED:
        said = f"`{key}` is kept for something else (not knowing is always offered): call it otherwise"
        yield place, said, False


def _things(lens: LensDefinition) -> Iterator[DefinitionFault]:
    """What it is about is there when it may open, or is named in words."""
    if lens.about == "needs" and lens.after == "nothing":
        yield ("after",), "needs are chosen in the first stage: write `after: needs`, or a later one", False
    if lens.about == "functions" and lens.say.by != "function":
        yield ("say", "by"), "of functions each function speaks for itself: write `by: function`", False
    if lens.about in ("functions", *GATHERED) and lens.say.shape != "words":
        said = f"{lens.about} are named by whoever speaks first: write `shape: words` for `say`"
        yield ("say", "shape"), said, False


def _promise(lens: LensDefinition) -> Iterator[DefinitionFault]:
    """What can be promised is there: lines of a card, or things that the room names."""
    made = lens.promise
    if made is None:
        return
    yield from _words(("promise", "question"), made.question, WORDS)
    if made.of == "cards" and lens.say.by != "function":
        said = "a card is a function's: write `by: function` for `say`, or `of: things`"
        yield ("promise", "of"), said, False
    if made.of == "things" and lens.about not in GATHERED:
        said = f"of {lens.about} nothing is named by the room: write `of: cards`, or another `about`"
        yield ("promise", "of"), said, False
    for key in ("owner", "due"):
        line = getattr(made, key)
        if line is not None and line not in lens.say.and_:
            said = f"there is no line `{line}` beside the words of `say`: add it under `and`"
            yield ("promise", key), said, False


def _private(lens: LensDefinition) -> Iterator[DefinitionFault]:
    if lens.private and lens.say.by == "function":
        said = "a card of a function is read out, and `private` shows nothing of it: take one of the two out"
        yield ("private",), said, False
    if lens.private and lens.judge is not None:
        yield ("judge",), "what is private cannot be judged by others: take `private` or `judge` out", False


def _languages(lens: LensDefinition) -> Iterator[DefinitionFault]:
    """Words that lack a language in which its name is there: the room would read two languages."""
    if isinstance(lens.name, str):
        return
    wanted = [code for code in lens.name if code != "du"]
    for place, worded in worded_places(lens):
        lacking = [code for code in wanted if isinstance(worded, dict) and code not in worded]
        if lacking or isinstance(worded, str):
            said = in_a_row(lacking or wanted)
            yield (
                place,
                f"`{place[-1]}` is not there in {said}, as the name is: a room reads two languages",
                True,
            )


def worded_places(lens: LensDefinition) -> Iterator[tuple[Place, Worded]]:
    """All words of a definition that somebody reads, with their places."""
    yield from ((("name",), lens.name), (("why",), lens.why), (("sentence",), lens.sentence))
    if lens.promise is not None:
        yield ("promise", "question"), lens.promise.question
    for part in lens.parts():
        asked = lens.question(part)
        assert asked is not None
        yield (part, "ask"), asked.ask
        yield from [((part, "dk"), asked.dk)] if asked.dk is not None else []
        yield from _of_all((part, "and"), asked.and_)
        yield from _of_all((part, "of"), asked.of)
        if asked.also is not None:
            yield (part, "also", "ask"), asked.also.ask
            yield from _of_all((part, "also", "of"), asked.also.of)


def _of_all(place: Place, of: object) -> Iterator[tuple[Place, Worded]]:
    if isinstance(of, Mapping):
        yield from (((*place, key), worded) for key, worded in of.items())
