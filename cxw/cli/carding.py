"""Cards or names on phones: cards are proposed, because then nobody can see who answered what."""

from __future__ import annotations

from cxw.cli.talk import Talk
from cxw.day.set_up import SetUp, cards, has_cards
from cxw.keyboard import questions as q
from cxw.model import Participant
from cxw.text.phrases import say

CARD, NAME = "card", "name"
ON_PHONES = {
    CARD: "a card: the phone deals one of the department, and nobody knows who holds which (proposed)",
    NAME: "their name: you can see who answered what, and nobody in their company can",
}


def ask_cards(talk: Talk) -> None:
    """Who answers on a phone has a card, where nobody says otherwise."""
    known = talk.known
    if not on_phones(known):
        return
    usual = NAME if known.people and not known.cards and talk.named else CARD
    ways = {word: say(label) for word, label in ON_PHONES.items()}
    chosen = q.choice(say("What does everybody pick on their phone?"), ways, usual)
    _deal_or_name(talk, chosen)
    talk.keep(cards=chosen == CARD)


def _deal_or_name(talk: Talk, chosen: str) -> None:
    """Who is known by name gets a card instead; who had a name before the cards gets it back."""
    people = talk.known.people
    dealt = has_cards(people)
    if chosen == CARD and people and not dealt:
        talk.named = [*people]
        talk.keep(people=[_unknown(card) for card in cards(people)], pull=False)
    elif chosen == NAME and dealt and talk.named:
        talk.keep(people=talk.named)


def _unknown(card: Participant) -> Participant:
    """A card without what was known of whoever had the name: anybody may be dealt it."""
    return card.model_copy(update={"senior": None, "last_customer_contact": None})


def on_phones(known: SetUp) -> bool:
    """Whether people answer on their phones, so that cards can be dealt."""
    return known.desk == "phones"


def said_of_cards(known: SetUp) -> str:
    """What everybody picks, in a line."""
    if known.cards:
        return say("dealt by the phones; nobody knows who holds which")
    return say("none: names are picked")
