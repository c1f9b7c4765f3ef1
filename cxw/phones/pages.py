"""Pages for phones as HTML: templates filled, names and answers escaped, in the language of the phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from cxw import __version__
from cxw.day.grid import scale_in_words
from cxw.model import DK, OWN
from cxw.phones.forms import NONE, UNKNOWN, Fields, fields_of, first, is_wide, name_of, unknown_said
from cxw.phones.snapshot import AskedOfOne, Pickable, Published
from cxw.questions.asking import Item, Part, TypingStep
from cxw.questions.cards import CARD
from cxw.shipped import folder
from cxw.text.phrases import ENGLISH, Phrases, languages, phrases_asked

if TYPE_CHECKING:
    from jinja2 import Environment  # noqa: TID251 the pages' own templates

HEADS: Mapping[str, str] = {"tick": "May your department be shown by itself?", "reason": "What moved you?"}
"""What stands over questions that are a whole paragraph, or speak of letters, which no phone asks for."""
NOT_SO = "This is not taken in as it stands. Look at it once more, or tell the facilitator."
"""What a phone reads where a ballot refuses what its page let through, as the day has moved on in between:
the ballot's own reasons are for the desk, in its language and with the ids of the file."""
MEANWHILE = (
    "Somebody else of your department has sent this meanwhile. It stands beside what you wrote: "
    "send yours, and it takes its place."
)
BEFORE, SINCE = "first round: {answer}", "sent meanwhile: {answer}"
"""How an answer is called that stands beside the fields: one's own of the first round, a colleague's."""
REFUSALS = (
    "Too many wrong codes: try again in a minute.",
    "This came too slowly.",
    "This is more than a form of ours holds.",
)
"""What is said of requests that a phone of the room might send after all."""
FEW, SHORT = 5, 18
"""Answers that stand one below the other, and letters of one that has room beside another."""
NAMES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}
"""What a language calls itself."""


def spoken() -> list[tuple[str, str]]:
    """Each language a phone can choose, and what it calls itself."""
    return [(code, NAMES.get(code, code)) for code in (ENGLISH, *languages())]


def key_of(step: TypingStep) -> str:
    """What a page's form says it is about."""
    part, about = step.key
    return f"{part}:{about}" if about else part


def in_columns(part: Part) -> bool:
    """Whether answers stand beside each other: where they are many, or all of them short."""
    return len(part.ways) > FEW or all(len(words) <= SHORT for words in part.ways.values())


class Pages:
    """The pages of one phone at one moment."""

    def __init__(
        self, now: Published, language: str, nonce: str = "", person: Pickable | None = None
    ) -> None:
        self.now = now
        self.say = phrases_asked(language or now.language, now.address)
        self.nonce = nonce
        self.person = person

    @property
    def asked(self) -> AskedOfOne:
        """What this phone's person is asked."""
        return self.now.of_one(self.person.id if self.person else "")

    def code(self, *faults: str) -> str:
        """The code is typed here."""
        return self._page("code", faults=faults)

    def names(self, *faults: str) -> str:
        """A name is picked here, unless this phone has one of somebody who is not asked any more."""
        left = self.nonce and self.now.door.whose(self.nonce) and self.person is None
        return self._page("left" if left else "names", faults=faults)

    def standing(self, said: str = "") -> str:
        """What stands there by itself: the next question, that everything is in, or that nothing is asked."""
        asked = self.asked
        step = asked.next_step()
        if not self.now.ballot or asked.none or not asked.steps:
            return self._page("waiting", said=said)
        return self._page("whole", said=said) if step is None else self.question(step, said=said)

    def question(
        self,
        step: TypingStep,
        fields: Fields | None = None,
        faults: Sequence[str] = (),
        said: str = "",
        *,
        meanwhile: bool = False,
    ) -> str:
        """One page of the ballot, with what was typed, else kept, else given in the first round.

        `meanwhile`: what somebody else of the function has sent stands beside it.
        """
        own = self.asked.own.get(step.part.id)
        given = own if meanwhile else self.asked.first.get(step.part.id)
        beside = fields_of(step, given)
        behind = self.asked.behind.get(step.part.id)
        if fields is None:
            more = fields_of(behind, self.asked.own.get(behind.part.id)) if behind else {}
            fields = {**fields_of(step, own), **more}
            if not fields and own != DK:
                fields = beside
        return self._page(
            "question",
            step=step,
            behind=behind,
            fields=fields,
            unknown=own == DK and not meanwhile,
            kept=own,
            given=beside,
            given_unknown=given == DK,
            given_said=SINCE if meanwhile else BEFORE,
            meanwhile=meanwhile,
            scale=scale_in_words(step.part.ends, self.say),
            faults=faults,
            said=said,
        )

    def plain(self, heading: str, text: str = "", *, foreign: bool = False) -> str:
        """A page that says one thing; `foreign` where its text is in English whatever the phone reads."""
        return self._page("plain", heading=heading, text=text, foreign=foreign)

    def plain_fault(self, why: str) -> str:
        """A page that says why nothing was done."""
        return self.plain(self.say(why if why in REFUSALS else NOT_SO))

    @property
    def foreign(self) -> bool:
        """Whether the notice is in English although the phone reads another language."""
        return self.say.language != ENGLISH and self.say.language not in self.now.notices

    def head(self, step: TypingStep) -> str:
        """The question itself, as it stands over its page."""
        return self._asks(step)[0]

    def lead(self, step: TypingStep) -> str:
        """What is said below the question."""
        return self._asks(step)[1]

    def about(self, step: TypingStep) -> str:
        """The one thing a page is about: its company, or what a card is written about; mostly none."""
        if step.company is not None:
            return step.company.text if step.company.id != OWN else ""
        return step.part.needs[0].text if step.kind is CARD and step.part.needs else ""

    def unknown(self, step: TypingStep) -> str:
        """What the button says by which somebody does not know: of a lens in its own words."""
        return unknown_said(step, self.say)

    def in_words(self, step: TypingStep, thing: Item, fields: Fields) -> str:
        """What was picked or ticked of a thing, as people read it."""
        words = {**step.part.ways, UNKNOWN: self.unknown(step), NONE: self.say("None of these")}
        return ", ".join(self.say.again(words.get(one, one)) for one in fields.get(name_of(step, thing), ()))

    def _asks(self, step: TypingStep) -> tuple[str, str]:
        whole = self.say.again(step.part.question).removeprefix(f"{self.about(step)}: ")
        head, mark, rest = whole.partition("? ")
        if step.kind.name in HEADS:
            return self.say(HEADS[step.kind.name]), "" if step.kind.afterwards else whole
        return (f"{head}?", rest) if mark else (whole, "")

    def _page(self, name: str, **more: object) -> str:
        whose = self.person.id if self.person else ""
        context: Mapping[str, object] = {
            "faults": (),
            "said": "",
            "now": self.now,
            "say": self.say,
            "person": self.person,
            "nonce": self.nonce,
            "asked": self.asked,
            "head": self.head,
            "lead": self.lead,
            "about": self.about,
            "in_words": self.in_words,
            "unknown_of": self.unknown,
            "foreign": self.foreign,
            "word": _apart(self.now.door.word(whose)) if whose else "",
            "mark": self.now.mark(whose),
            **more,
        }
        return _room().get_template(f"{name}.html.j2").render(context)


def _apart(word: str) -> str:
    """In two halves, as it is read."""
    return f"{word[: len(word) // 2]} {word[len(word) // 2 :]}"


@cache
def _room() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: TID251 the pages' own templates

    room = Environment(
        loader=FileSystemLoader(folder("templates") / "phones"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    room.globals.update(version=__version__, languages=spoken(), key_of=key_of, first_of=first)
    room.globals.update(name_of=name_of, in_columns=in_columns, is_wide=is_wide)
    return room


@cache
def asset(name: str) -> bytes:
    """The style or the script, as it is sent."""
    return (folder("templates") / "phones" / name).read_bytes()


def style(accents: tuple[str, str] | None) -> bytes:
    """The style, in the colour of the brand where there is one."""
    if accents is None:
        return asset("style.css")
    light, dark = accents
    own = f":root{{--accent:{light}}}@media(prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}"
    return asset("style.css") + own.encode()


SENTENCES: Mapping[str, str] = {
    "aside": "This came after the close. It lies beside the round as a slip put aside, and is in no number.",
    "over": "This is over: nothing more is taken in.",
    "unsaved": "Not kept yet: send it again.",
    "unticked": "The tick is taken back.",
    "printed": (
        "The handout is made: the tick cannot be taken back here any more. Speak with the facilitator."
    ),
}
"""What a page can be told to say, by a word in its address."""


def told(word: str, say: Phrases) -> str:
    """The sentence for a word in an address; nothing for any other."""
    return say(SENTENCES[word]) if word in SENTENCES else ""
