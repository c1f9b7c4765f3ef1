"""What was said to the questions of `new`, as it is read through at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cxw.day.set_up import SetUp, faults, session
from cxw.day.timetable import timetable
from cxw.model import Participant
from cxw.text.phrases import say

SAID_PRIVATELY = "{senior} senior, {met} with the day they last met a customer"
SAID_WITH_PULL = "{senior} senior, {met} with the day they last met a customer, the pull is looked at"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def function_sizes(people: Sequence[Participant]) -> Counter[str]:
    """The functions of those who are asked, and how many they are."""
    return Counter(person.function for person in people if person.function and not person.observer)


def said_privately(known: SetUp) -> str:
    """Who is senior and who met a customer, in numbers: others may see this screen."""
    senior = sum(bool(person.senior) for person in known.people)
    met = sum(person.last_customer_contact is not None for person in known.people)
    said = SAID_WITH_PULL if known.pull and senior else SAID_PRIVATELY
    return say(said, senior=senior, met=met)


def said_competitors(known: SetUp) -> str:
    """The competitors, by segment where they differ."""
    each = [f"{name}: {'; '.join(rivals) or '-'}" for name, rivals in known.by_segment.items()]
    return " | ".join(each) or "; ".join(known.competitors) or "-"


def said_plan(known: SetUp) -> str:
    """When what begins."""
    if faults(known):
        return (
            f"{known.start}, {say('{minutes} minutes', minutes=' '.join(map(str, known.minutes.values())))}"
        )
    return ", ".join(f"{slot.at} {slot.what}" for slot in timetable(session(known), known.lenses))


def said_functions(known: SetUp) -> str:
    """How many are of each function."""
    sizes = function_sizes(known.people)
    watch = sum(bool(person.observer) for person in known.people)
    without = len(known.people) - watch - sizes.total()
    rest = [say("{n} without one", n=without)] if without else []
    if watch > 1:
        rest.append(say("{n} observers", n=watch))
    if watch == 1:
        rest.append(say("1 observer"))
    return ", ".join([*(f"{name} {size}" for name, size in sizes.items()), *rest]) or "-"


def said_day(known: SetUp) -> str:
    """Which day it is."""
    return f"{say(WEEKDAYS[known.date.weekday()])}, {known.date}"
