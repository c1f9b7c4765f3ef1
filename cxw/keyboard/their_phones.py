"""What the list of people can do about phones: a name released, the door locked."""

from __future__ import annotations

from cxw.day.people import Attendee, People
from cxw.keyboard.dialogues import Choice, faults_as_sentence
from cxw.keyboard.surface import Command
from cxw.model import PersonId
from cxw.text.phrases import say

RELEASE = "release the name: another phone answers for them"


def phone_commands(people: People) -> tuple[Command, ...]:
    """No further phone comes in, or they do again; all names released. Nothing where no phones are served."""
    if people.phones is None:
        return ()
    label = say("phones: let them in again") if people.phones.locked() else say("phones: let no more in")
    lock = Command("l", "lock", label)
    if people.cards or not people.phones.taken():  # a card that is dealt anew would be somebody else's
        return (lock,)
    return (lock, Command("r", "release all", say("phones: release all names")))


def lock_hint(people: People) -> tuple[str, ...]:
    """The same in the line of keys."""
    if people.phones is None:
        return ()
    hint = say("l lets phones in again") if people.phones.locked() else say("l lets no more phones in")
    return (hint,)


def lock(people: People) -> str:
    """No further phone comes in, or they do again; those inside go on. What is to be said of it."""
    phones = people.phones
    assert phones is not None, "the key is there only with phones"
    locked = not phones.locked()
    if faults := phones.lock(locked):
        return faults_as_sentence(faults)
    return say("No further phone comes in; those inside go on.") if locked else say("Phones come in again.")


def answers_at(people: People, one: Attendee, usual: str) -> str:
    """Where somebody answers; of whoever is to answer on a phone also that none has come in yet."""
    if one.desk != "phones" or people.phones is None or has_phone(people, one.id):
        return usual
    return say("no phone yet")


def has_phone(people: People, person: PersonId) -> bool:
    """Whether a phone answers for somebody."""
    return people.phones is not None and person in people.phones.taken()


class ReleaseAll(Choice):
    """Asks once more before every phone is to pick its name anew: it stops what all of them do."""

    def __init__(self) -> None:
        asked = say("Release all names? Every phone picks its name anew; answers stay.")
        ways = [("stay", say("leave them as they are")), ("release", say("release all names"))]
        super().__init__(say("All names"), asked, ways)


def release_all(people: People) -> str:
    """Every name can be picked by another phone. What is to be said of it."""
    phones = people.phones
    assert phones is not None, "the key is there only with phones"
    if faults := phones.release_all():
        return faults_as_sentence(faults)
    return say("All names can be picked anew; what was answered stays.")


def release(people: People, person: PersonId, name: str) -> str:
    """The name can be picked by another phone; what was answered stays. What is to be said of it."""
    phones = people.phones
    assert phones is not None, "the way is there only with phones"
    if faults := phones.release(person):
        return faults_as_sentence(faults)
    return say("{name} can be picked on another phone now.", name=name)
