"""Pages for phones as HTML: templates filled, names and answers escaped, in the language of the phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from cxw import __version__
from cxw.day.grid import scale_in_words
from cxw.phones.forms import Fields, fields_of, first
from cxw.phones.snapshot import AskedOfOne, Pickable, Published
from cxw.questions.asking import TypingStep
from cxw.shipped import folder
from cxw.text.phrases import ENGLISH, Phrases, languages, phrases

if TYPE_CHECKING:
    from jinja2 import Environment  # noqa: TID251 the pages' own templates

NAMES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}
"""What a language calls itself."""


def spoken() -> list[tuple[str, str]]:
    """Each language a phone can choose, and what it calls itself."""
    return [(code, NAMES.get(code, code)) for code in (ENGLISH, *languages())]


def key_of(step: TypingStep) -> str:
    """What a page's form says it is about."""
    part, about = step.key
    return f"{part}:{about}" if about else part


class Pages:
    """The pages of one phone at one moment."""

    def __init__(
        self, now: Published, language: str, nonce: str = "", person: Pickable | None = None
    ) -> None:
        self.now = now
        self.say = phrases(language or now.language, now.address)
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
        """A name is picked here."""
        return self._page("names", faults=faults)

    def standing(self, said: str = "") -> str:
        """What stands there by itself: the next question, that everything is in, or that nothing is asked."""
        asked = self.asked
        step = asked.next_step()
        if not self.now.ballot or asked.none or not asked.steps:
            return self._page("waiting", said=said)
        return self._page("whole", said=said) if step is None else self.question(step, said=said)

    def question(
        self, step: TypingStep, fields: Fields | None = None, faults: Sequence[str] = (), said: str = ""
    ) -> str:
        """One page of the ballot, with what was typed, else kept, else given in the first round."""
        own, given = self.asked.own.get(step.part.id), self.asked.first.get(step.part.id)
        before = fields_of(step, given)
        if fields is None:
            fields = fields_of(step, own)
            if not fields and not step.kind.unknown(own):
                fields = before
        return self._page(
            "question",
            step=step,
            fields=fields,
            unknown=step.kind.unknown(own),
            given=before,
            given_unknown=step.kind.unknown(given),
            scale=scale_in_words(step.part.ends, self.say),
            faults=faults,
            said=said,
        )

    def plain(self, heading: str, text: str = "", said: str = "") -> str:
        """A page that says one thing."""
        return self._page("plain", heading=heading, text=text, said=said)

    def _page(self, name: str, **more: object) -> str:
        context: Mapping[str, object] = {
            "faults": (),
            "said": "",
            "now": self.now,
            "say": self.say,
            "person": self.person,
            "nonce": self.nonce,
            "asked": self.asked,
            "word": _apart(self.now.door.word(self.person.id)) if self.person else "",
            "mark": self.now.mark(self.person.id if self.person else ""),
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
    return room


def asset(name: str) -> bytes:
    """The style or the script, as it is sent."""
    return (folder("templates") / "phones" / name).read_bytes()


SENTENCES: Mapping[str, str] = {
    "aside": "This came after the close. It lies beside the round as a slip put aside, and is in no number.",
    "over": "This is over: nothing more is taken in.",
}
"""What a page can be told to say, by a word in its address."""


def told(word: str, say: Phrases) -> str:
    """The sentence for a word in an address; nothing for any other."""
    return say(SENTENCES[word]) if word in SENTENCES else ""
