"""The fields of a page as an answer, one function a kind; or the sentence that says why they are none.

The sentences are in the language of the phone. What a ballot would refuse beyond them nobody types on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from cxw.day.ticks import NOT_GIVEN
from cxw.model import DK
from cxw.questions.asking import TypingStep, Value
from cxw.questions.points import off
from cxw.questions.typed import whole_number
from cxw.questions.words import plain
from cxw.text.phrases import Phrases

Fields: TypeAlias = Mapping[str, tuple[str, ...]]
UNKNOWN = "dk"
"""The button that says: I do not know."""
LONGEST, MOST_LINES = 300, 60
"""Letters of a line, and lines of one person: far more than anybody writes, and no flood."""


@dataclass(frozen=True)
class ReadForm:
    """What a page says: a value as the ballot takes it, or faults."""

    value: Value = None
    faults: tuple[str, ...] = ()
    lines: tuple[str, ...] | None = None


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
        faults += [f"{need.text}: {fault}"] if fault else []
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
        typed = first(fields, f"m.{need.id}")
        if UNKNOWN in fields or typed == UNKNOWN:
            row[need.id] = DK
            continue
        if not typed:
            faults.append(say("{need}: no mark yet. Choose one, or “I do not know”.", need=need.text))
            continue
        row[need.id], fault = _number(typed, step.part.ends, say)
        faults += [f"{need.text}: {fault}"] if fault else []
    return ReadForm({step.company.id: row}, tuple(faults))


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


READ: Mapping[str, Reading] = {
    "points": _points,
    "marks": _marks,
    "percent": _percent,
    "votes": _votes,
    "words": _words,
    "reason": _reason,
    "tick": _tick,
    "contact": _contact,
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


def fields_of(step: TypingStep, value: Value) -> Fields:
    """An answer that is kept, as the fields of its page."""
    if step.kind.unknown(value) or value is None:
        return {}
    if step.kind.by_company:
        value = value.get(step.company.id, {}) if step.company else {}
    if isinstance(value, Mapping):
        letter = "m" if step.kind.by_company else "n"
        return {f"{letter}.{need}": (str(number),) for need, number in value.items()}
    if isinstance(value, list):
        return {"v": tuple(value)}
    if isinstance(value, bool):
        return {"tick": ("1",)} if value else {}
    return {"n": (str(value),)} if isinstance(value, int) else {"pick": (str(value),)}
