"""The fields of a page as an answer, one function a kind; or the sentence that says why they are none.

The sentences are in the language of the phone. What a ballot would refuse beyond them nobody types on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from cxw.day.ticks import NOT_GIVEN
from cxw.model import DK, ENDS, NOTHING, TOLD
from cxw.questions.asking import Item, Part, TypingStep, Value
from cxw.questions.cards import LONGEST, TOO_LONG
from cxw.questions.points import off
from cxw.questions.typed import whole_number
from cxw.questions.words import plain
from cxw.text.phrases import Phrases

Fields: TypeAlias = Mapping[str, tuple[str, ...]]
UNKNOWN, NONE = "dk", "-"
"""The buttons and boxes that say: I do not know; none of these."""
BOTH = "{thing}: an answer, and “{unknown}” or “none of these” as well. Leave one of them."
BOTH_NUMBER = "{thing}: a number, and “{unknown}” as well. Leave one of them."
NO_ANSWER = (
    "{thing}: no answer yet. Choose one, or “{unknown}”.",
    "{number} have no answer yet, the first of them: {thing}. Choose one, or “{unknown}”.",
)
NO_BOX = (
    "{thing}: no answer yet. Tick what fits, or “none of these”, or “{unknown}”.",
    (
        "{number} have no answer yet, the first of them: {thing}. "
        "Tick what fits, or “none of these”, or “{unknown}”."
    ),
)
NO_NUMBER = "{need}: no number yet. Give one, or “{unknown}”."
NO_MARK = "{need}: no mark yet. Choose one, or “{unknown}”."
WHOLE = 60
"""Up to how many letters a thing is named whole."""
MOST_LINES = 60
"""Lines of one person: far more than anybody writes, and no flood."""


@dataclass(frozen=True)
class ReadForm:
    """What a page says: a value as the ballot takes it, or faults."""

    value: Value = None
    faults: tuple[str, ...] = ()
    lines: tuple[str, ...] | None = None


def unknown_said(step: TypingStep, say: Phrases) -> str:
    """How whoever does not know says so on a page: a question of a lens may have words of its own."""
    return say.again(step.part.unknown) if step.part.unknown else say("I do not know")


Reading: TypeAlias = Callable[[TypingStep, Fields, Phrases], ReadForm]


def first(fields: Fields, name: str) -> str:
    """The one value of a field, without blanks; empty where there is none."""
    return (fields.get(name) or ("",))[0].strip()


def _number(typed: str, ends: tuple[int, int], say: Phrases) -> tuple[int, str]:
    """A whole number and no fault, or the fault."""
    least, most = ends
    number = whole_number(typed)
    if number is not None and least <= number <= most:
        return number, ""
    return 0, say(
        "“{typed}”: a whole number from {least} to {most}, please.", typed=typed, least=least, most=most
    )


def _points(step: TypingStep, fields: Fields, say: Phrases) -> ReadForm:
    """An empty field is no point; all of them must make the total."""
    if UNKNOWN in fields:
        return ReadForm(DK)
    given, faults = {}, list[str]()
    for need in step.items:
        points, fault = _number(first(fields, f"n.{need.id}") or "0", (0, step.part.total), say)
        given[need.id] = points
        if fault:
            faults.append(f"{need.text}: {fault}")
    if not faults and off(sum(given.values()), step.part.total):
        faults = [rest_told(step.part.total - sum(given.values()), say)]
    return ReadForm(given, tuple(faults))


def rest_told(rest: int, say: Phrases) -> str:
    """How far points are from their total."""
    if rest > 0:
        return (
            say("{rest} points are still to give.", rest=rest)
            if rest > 1
            else say("1 point is still to give.")
        )
    return say("{over} points too many.", over=-rest) if rest < -1 else say("1 point too many.")


def _marks(step: TypingStep, fields: Fields, say: Phrases) -> ReadForm:
    """A mark or not knowing for each need that is asked about this company."""
    assert step.company is not None, "marks are asked company by company"
    row: dict[str, int | str] = {}
    faults = list[str]()
    for need in step.items:
        row[need.id], fault = (DK, "") if UNKNOWN in fields else _mark(step, need, fields, say)
        if fault:
            faults.append(fault)
    return ReadForm({step.company.id: row}, tuple(faults))


def is_wide(part: Part) -> bool:
    """Whether a mark is typed: there are too many to choose from."""
    return part.ends[1] - part.ends[0] > ENDS[1]


def _mark(step: TypingStep, need: Item, fields: Fields, say: Phrases) -> tuple[int | str, str]:
    """One mark, or not knowing; where it is none, why. On a wide scale its field is there beside the box."""
    typed = [text for one in fields.get(f"m.{need.id}", ()) if (text := one.strip())]
    if not typed:
        lacks = NO_NUMBER if is_wide(step.part) else NO_MARK
        return DK, say(lacks, need=need.text, unknown=unknown_said(step, say))
    if typed == [UNKNOWN]:
        return DK, ""
    if UNKNOWN in typed:
        return DK, say(BOTH_NUMBER, thing=need.text, unknown=unknown_said(step, say))
    number, fault = _number(typed[0], step.part.ends, say)
    return number, f"{need.text}: {fault}" if fault else ""


def _percent(step: TypingStep, fields: Fields, say: Phrases) -> ReadForm:
    if UNKNOWN in fields:
        return ReadForm(DK)
    number, fault = _number(first(fields, "n").removesuffix("%").strip(), (0, 100), say)
    return ReadForm(number, (fault,) if fault else ())


def _votes(step: TypingStep, fields: Fields, say: Phrases) -> ReadForm:
    ids = [need.id for need in step.part.needs]
    chosen = sorted({need for need in fields.get("v", ()) if need in ids}, key=ids.index)
    if not chosen:
        return ReadForm(faults=(say("Choose at least one."),))
    if step.part.most and len(chosen) > step.part.most:
        said = say("At most {most}: these are {count}.", most=step.part.most, count=len(chosen))
        return ReadForm(chosen, (said,))
    return ReadForm(chosen)


def _words(step: TypingStep, fields: Fields, say: Phrases) -> ReadForm:
    """One line each; none at all says that this is all."""
    typed = first(fields, "lines")
    lines = tuple(dict.fromkeys(line for one in typed.splitlines() if (line := plain(one))))
    if not lines and "none" not in fields:
        return ReadForm(faults=(say("Write at least one word, or say that this is all."),))
    long = next((line for line in lines if len(line) > LONGEST), "")
    if long:
        said = say("“{begins} ...”: {most} letters at most. Use two lines.", begins=long[:30], most=LONGEST)
        return ReadForm(faults=(said,))
    return ReadForm(list(lines), lines=lines)


def _reason(step: TypingStep, fields: Fields, say: Phrases) -> ReadForm:
    word = first(fields, "pick")
    if word in step.part.ways:
        return ReadForm(word)
    return ReadForm(faults=(say("Choose one."),))


def _tick(step: TypingStep, fields: Fields, say: Phrases) -> ReadForm:
    """A box that is empty is an answer."""
    return ReadForm("tick" in fields)


def _contact(step: TypingStep, fields: Fields, say: Phrases) -> ReadForm:
    """Nothing chosen is: not given."""
    word = first(fields, "pick")
    return ReadForm(word if word in step.part.ways else NOT_GIVEN)


def name_of(step: TypingStep, thing: Item) -> str:
    """How the field of one thing is called: two questions about it may stand on one page."""
    return f"{step.part.id}.{thing.id}"


def as_named(thing: Item, say: Phrases) -> str:
    """A thing in a sentence: of a long text its beginning."""
    return (
        thing.text if len(thing.text) <= WHOLE else say.in_marks(f"{thing.text[: WHOLE - 20].rstrip()} ...")
    )


def unanswered(step: TypingStep, missing: list[Item], sentences: tuple[str, str], say: Phrases) -> list[str]:
    """Which things have no answer: the one, or how many, and the first of them."""
    if not missing:
        return []
    number = len(missing)
    blanks = {"thing": as_named(missing[0], say), "number": number, "unknown": unknown_said(step, say)}
    return [say(sentences[0 if number == 1 else 1], **blanks)]


def _picks(step: TypingStep, fields: Fields, say: Phrases) -> ReadForm:
    """One answer for each thing; none is chosen until somebody does."""
    said = {thing.id: first(fields, name_of(step, thing)) for thing in step.items}
    missing = [thing for thing in step.items if said[thing.id] not in {*step.part.ways, UNKNOWN}]
    return ReadForm(said, tuple(unanswered(step, missing, NO_ANSWER, say)))


def _ticks(step: TypingStep, fields: Fields, say: Phrases) -> ReadForm:
    """What is ticked of each thing; that none fits, or is not known, is ticked as well."""
    said, missing, faults = dict[str, Value](), list[Item](), list[str]()
    for thing in step.items:
        given = {one.strip() for one in fields.get(name_of(step, thing), ())}
        said[thing.id] = [word for word in step.part.ways if word in given]
        alone = given & {UNKNOWN, NONE}
        if len(alone) + bool(said[thing.id]) > 1:
            faults.append(say(BOTH, thing=as_named(thing, say), unknown=unknown_said(step, say)))
        elif not alone and not said[thing.id]:
            missing.append(thing)
        elif UNKNOWN in alone:
            said[thing.id] = DK
    return ReadForm(said, (*faults, *unanswered(step, missing, NO_BOX, say)))


def _card(step: TypingStep, fields: Fields, say: Phrases) -> ReadForm:
    """The words and the lines beside them; no button takes away what is written."""
    told = plain(" ".join(first(fields, TOLD).split()))
    lines = {key: plain(" ".join(first(fields, f"l.{key}").split())) for key in step.part.ways}
    written = {TOLD: told, **{key: line for key, line in lines.items() if line}}
    long = next((text for text in written.values() if len(text) > LONGEST), "")
    if UNKNOWN in fields or NOTHING in fields:
        if any(written.values()):
            return ReadForm(faults=(say("Words stand here. Send them, or take them out first."),))
        return ReadForm(DK if UNKNOWN in fields else NOTHING)
    if long:
        return ReadForm(faults=(say(TOO_LONG, given=len(long), most=LONGEST),))
    if not told:
        return ReadForm(faults=(say("Write at least one word, or choose one of the other answers."),))
    return ReadForm(written)


READ: Mapping[str, Reading] = {
    "points": _points,
    "marks": _marks,
    "percent": _percent,
    "votes": _votes,
    "words": _words,
    "reason": _reason,
    "tick": _tick,
    "contact": _contact,
    "picks": _picks,
    "ticks": _ticks,
    "cards": _card,
}


def read_form(step: TypingStep, fields: Fields, say: Phrases, own: Value = None) -> ReadForm:
    """What the fields of a page say; `own` is what the same person has said there already."""
    read = READ[step.kind.name](step, fields, say)
    if read.lines and len({*read.lines, *(own or ())}) > MOST_LINES:
        return ReadForm(faults=(say("At most {most} lines of one person: these are more.", most=MOST_LINES),))
    return read


def as_typed(step: TypingStep, value: Value) -> str:
    """An answer as a row on a slip, for one that is put aside; empty where the kind has no rows."""
    if not step.kind.rows:
        return ""
    row = "d" if step.kind.unknown(value) else step.kind.written(step, value) or ""
    return f"{step.company.label}: {row}" if step.company else row


def read_behind(step: TypingStep, fields: Fields) -> Value:
    """A further pick about the things of a page: whoever leaves it does not know."""
    said = {thing.id: first(fields, name_of(step, thing)) for thing in step.items}
    return {thing: word if word in step.part.ways else DK for thing, word in said.items()}


Filling: TypeAlias = Callable[[TypingStep, Value], Fields]


def _marks_filled(step: TypingStep, value: Value) -> Fields:
    row = value.get(step.company.id, {}) if step.company else {}
    return {f"m.{need}": (str(mark),) for need, mark in row.items()}


def _things_filled(step: TypingStep, value: Value) -> Fields:
    """Of picks and ticks; of ticks that are none the box that says so."""
    found = dict[str, tuple[str, ...]]()
    for thing in step.items:
        said = value.get(thing.id)
        if said is not None:
            found[name_of(step, thing)] = (said,) if isinstance(said, str) else tuple(said) or (NONE,)
    return found


def _card_filled(step: TypingStep, value: Value) -> Fields:
    if not isinstance(value, Mapping):
        return {NOTHING: ("1",)}
    return {TOLD if key == TOLD else f"l.{key}": (text,) for key, text in value.items()}


FILLED: Mapping[str, Filling] = {
    "points": lambda step, value: {f"n.{need}": (str(number),) for need, number in value.items()},
    "marks": _marks_filled,
    "percent": lambda step, value: {"n": (str(value),)},
    "votes": lambda step, value: {"v": tuple(value)},
    "words": lambda step, value: {},
    "reason": lambda step, value: {"pick": (str(value),)},
    "tick": lambda step, value: {"tick": ("1",)} if value else {},
    "contact": lambda step, value: {"pick": (str(value),)},
    "picks": _things_filled,
    "ticks": _things_filled,
    "cards": _card_filled,
}


def fields_of(step: TypingStep, value: Value) -> Fields:
    """An answer that is kept, as the fields of its page."""
    return {} if value is None or value == DK else FILLED[step.kind.name](step, value)
