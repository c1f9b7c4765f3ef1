"""A day of eight on which lenses were used, as its file: promises, ourselves and voices."""

from __future__ import annotations

from cxw.model import Session
from cxw.sessionfile import loads

PEOPLE = {
    "ana": ("Ana Lima", "Marketing"),
    "ben": ("Ben Ode", "Marketing"),
    "cho": ("Cho Park", "Marketing"),
    "dov": ("Dov Katz", "Sales"),
    "eva": ("Eva Rau", "Sales"),
    "fay": ("Fay Stern", "Sales"),
    "gil": ("Gil Moor", "Legal"),
    "hal": ("Hal Berg", "Support"),
}
ALSO = {"hal": ", also: [Legal]"}
"""Who writes Legal's card with whoever is alone there otherwise: of one alone it would need a tick."""
JUDGED = {
    "ana": "{speed: {said: clashes, gives-way: Marketing}, price: {said: dk}}",
    "ben": "{speed: {said: clashes, gives-way: Marketing}, price: {said: fits}}",
    "cho": "{speed: {said: clashes, gives-way: Sales}, price: dk}",
    "dov": "{speed: {said: fits}, price: {said: same}}",
    "eva": "{speed: {said: clashes, gives-way: dk}, price: dk}",
    "fay": "{speed: {said: same}, price: dk}",
    "gil": "dk",
}
SELF = ("60 35 5", "75 15 10", "55 20 25", "35 55 10", "10 80 10", "25 75 0", "30 30 40", "40 30 30")
THEIRS = ("60 30 10", "70 20 10", "60 20 20", "30 60 10", "20 70 10", "25 70 5", "20 40 40", "30 30 40")


def _rows(given: tuple[str, ...]) -> str:
    rows = (dict(zip(("speed", "price", "help"), map(int, row.split()), strict=True)) for row in given)
    return "\n".join(f"      {who}: {row}".replace("'", "") for who, row in zip(PEOPLE, rows, strict=True))


TEXT = f"""cxw: 1
title: Payroll
company: {{id: us, name: Acme}}
seed: 7
salt: 00112233445566aa
participants:
{chr(10).join(f"- {{id: {id}, name: {name}, function: {function}{ALSO.get(id, '')}}}" for id, (name, function) in PEOPLE.items())}
lenses: [promises, ourselves]
segments:
- id: clinics
  name: Clinics
  needs:
  - {{id: speed, text: Paid within a week}}
  - {{id: price, text: Price}}
  - {{id: help, text: Somebody helps}}
  chosen: [speed, price, help]
  rounds:
  - of: weights
    name: first
    needs: [speed, price, help]
    opened: 2026-03-14T10:00:00
    closed: 2026-03-14T10:10:00
    revealed: 2026-03-14T10:20:00
    seal: x
    answers:
{_rows(THEIRS)}
  things:
  - {{id: v1, lens: voices, text: Ana Lima never called back, readers: [ana, dov], row: 3, customer: 1}}
  - {{id: v2, lens: voices, text: It took a month, readers: [ben, eva], row: 9, customer: 2}}
  voices: {{kind: tickets, rows: 40, checksum: abc}}
  lenses:
  - of: ourselves
    part: say
    shape: points
    ask: You, not the customer
    private: true
    about: [speed, price, help]
    opened: 2026-03-14T10:11:00
    closed: 2026-03-14T10:12:00
    revealed: 2026-03-14T10:21:00
    seal: x
    answers:
{_rows(SELF)}
  - of: promises
    part: say
    by: function
    shape: words
    ask: What do customers hear?
    about: [speed, price]
    lines: [where, else]
    opened: 2026-03-14T11:00:00
    closed: 2026-03-14T11:05:00
    revealed: 2026-03-14T11:06:00
    seal: x
    cards:
      Marketing: {{speed: {{words: 'Live within a week, says Ana', where: home page}}, price: nothing}}
      Sales: {{speed: {{words: Live by pay day, where: every offer}}, price: {{words: Beats yours}}}}
      Legal: {{speed: {{words: Four weeks, else: the bank}}, price: dk}}
    no_card: {{Support: absent}}
  - of: promises
    part: judge
    shape: pick
    title: What we promise
    ask: What did they hear?
    worded: {{same: The same, fits: Things that fit, clashes: Things that clash}}
    about: [speed, price]
    picks: [same, fits, clashes]
    also: {{gives-way: [Marketing, Sales, Legal]}}
    opened: 2026-03-14T11:10:00
    closed: 2026-03-14T11:15:00
    revealed: 2026-03-14T11:16:00
    seal: x
    answers:
{chr(10).join(f"      {who}: {row}" for who, row in JUDGED.items())}
    not_answered: {{hal: declined}}
    sentence: Where a customer hears us contradict ourselves is the first week.
    desks: {{ana: laptop}}
    corrected: [{{who: ana, before: {{speed: {{said: fits}}}}, after: {{speed: {{said: clashes}}}}, at: 2026-03-14T11:20:00}}]
  - of: voices
    part: say
    shape: pick
    ask: Which need?
    about: [v1, v2]
    picks: [speed, price, help, none]
    also: {{served: [well, badly, neither]}}
    opened: 2026-03-14T11:30:00
    closed: 2026-03-14T11:35:00
    revealed: 2026-03-14T11:36:00
    seal: x
    answers:
      ana: {{v1: {{said: help, served: badly}}}}
      ben: {{v2: {{said: speed, served: badly}}}}
      dov: {{v1: {{said: none}}}}
      eva: {{v2: {{said: speed, served: badly}}}}
"""
"""Its seals are none: `lens_day` has good ones."""


def lens_day() -> Session:
    """The day, with good seals."""
    from cxw.day.rounds import seal
    from cxw.sessionfile.reading import read_text

    session = read_text(TEXT, "day.yaml").session
    assert session is not None
    for segment, round in session.all_sealable():
        round.seal = seal(session, segment, round)
    return session


def sealed_text() -> str:
    """The file of the day, with good seals."""
    from cxw.sessionfile import dumps

    text = dumps(lens_day())
    assert loads(text) == lens_day()
    return text
