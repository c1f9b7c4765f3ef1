"""Wording of what an answer rests on, in German; what each of them may say stands in `grounds_words`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.findings.closing.grounds_words import CountsAs, LostReasons
from cxw.findings.in_words_de import count_de, listed_de, quoted_de
from cxw.model import From, at_least
from cxw.text.saying import one_or_more

_CLASS = ("Annahme", "Annahme", "Einzelfall")
_ONE = {
    "customer": "was ein Kunde erzählt hat",
    "front-line": "ein Fall aus erster Hand",
    "colleague": "was jemand von uns sagt",
    "desk-research": "Recherche am Schreibtisch",
}
_OF = {
    "purchase": "was {who} gekauft {have}",
    "test": "was {who} in einem Test getan {have}",
    "behaviour": "was {who} getan {have}",
    "survey": "eine Befragung von {dative}",
    "interviews": "Interviews mit {dative}",
    "tickets": "Meldungen von {dative}",
    "won-lost": "gewonnene und verlorene Aufträge von {dative}",
    "front-line-tally": "{who}, im direkten Kontakt gezählt",
}
_LOWERED = {
    "uncounted": "niemand hat die Kunden gezählt",
    "elsewhere": "aus einem anderen Segment",
    "undated": "ohne Datum",
    "old": "älter als {months} Monate",
    "unsourced": "ohne Quelle",
    "unshown": "hier noch nicht vorgelegt",
}


def counts_as(item: CountsAs) -> str:
    """Why an item counts for so much and no more."""
    what = _ONE.get(item.how) or _what(item)
    but = [_LOWERED[why].format(months=item.months) for why in item.lowered]
    if item.how in ("colleague", "desk-research"):
        but.insert(0, "kein Kunde steht dahinter")
    elif item.few:
        but.insert(0, "weniger als zehn")
    as_what = "Kundenbeleg" if item.grade >= len(_CLASS) else _CLASS[item.grade]
    return f"Zählt als {as_what}: {', '.join([what, *but])}."


def _what(item: CountsAs) -> str:
    number = at_least(item.customers)
    have = "hat" if number == 1 else "haben"
    return _OF[item.how].format(
        who=_who(item.customers, "ein Kunde"), dative=_who(item.customers, "einem Kunden"), have=have
    )


def _who(customers: int | str | None, one: str) -> str:
    """`14 Kunden`, `etwa 14 Kunden`: the same in every case, but for one."""
    if not customers:
        return "Kunden"
    about = "etwa " if isinstance(customers, str) else ""
    number = at_least(customers)
    return f"{about}{one if number == 1 else f'{number} Kunden'}"


_ALL = {
    "left": "die gegangen sind",
    "lost-deal": "deren Auftrag wir verloren haben",
    "never-bought": "die nie gekauft haben",
}
_NAMED = {
    "customers": "von gebliebenen Kunden",
    "left": "von Kunden, die gegangen sind",
    "lost-deal": "von Käufern, deren Auftrag wir verloren haben",
    "never-bought": "von Leuten, die nie gekauft haben",
}


def all_come_from(who: From) -> str:
    """Everything we know comes from people of one kind: whoever is another kind was not heard."""
    if who == "customers":
        return (
            "Alle unsere Belege stammen von Kunden, die geblieben sind: Niemand, der gegangen ist, dessen "
            "Auftrag wir verloren haben oder der nie gekauft hat, wurde gehört."
        )
    return f"Alle unsere Belege stammen von Leuten, {_ALL[who]}: Kein gebliebener Kunde wurde gehört."


def come_from(items: Mapping[From, int], unknown: int) -> str:
    """From whom our evidence comes, where that is of more than one kind."""
    parts = [f"{_pieces(n)} {_NAMED[who]}" for who, n in items.items()]
    total, first = sum(items.values()) + unknown, next(iter(items.values()))
    come = one_or_more(first, "stammt", "stammen")
    said = f"Von unseren {count_de(total)} Belegen {come} {listed_de(parts)}"
    if not unknown:
        return f"{said}."
    return f"{said}; bei {'einem' if unknown == 1 else count_de(unknown)} steht nicht, von wem."


def _pieces(n: int) -> str:
    return "einer" if n == 1 else count_de(n)


def lost_because(said: LostReasons) -> str:
    """Our reason for lost orders beside the buyers' own."""
    ours = (
        f"Bei {count_de(said.claimed)} von {count_de(said.orders)} verlorenen Aufträgen nennen wir "
        f"{quoted_de(said.reason)} als Grund"
    )
    if not said.asked:
        return f"{ours}; kein Käufer wurde gefragt."
    if said.asked == 1:
        does = "nennt ihn auch" if said.agreed else "nennt ihn nicht"
        return f"{ours}; der eine befragte Käufer {does}."
    if not said.agreed:
        return f"{ours}; von den {count_de(said.asked)} befragten Käufern nennt ihn niemand."
    does = "nennt ihn einer" if said.agreed == 1 else f"nennen ihn {count_de(said.agreed)}"
    return f"{ours}; von den {count_de(said.asked)} befragten Käufern {does}."


def worth_finding(first: Sequence[str], anything: bool) -> str:
    """What would help most to know before choosing what to work on first; whether anything would."""
    if not anything:
        return (
            "Nach unseren eigenen Antworten würde nichts, was wir nicht wissen, ändern, woran wir zuerst "
            "arbeiten."
        )
    if not first:
        return "Keine einzelne Antwort würde ändern, woran wir zuerst arbeiten; mehrere zusammen könnten es."
    return (
        "Bevor wir wählen, woran wir zuerst arbeiten, lohnt es sich am meisten herauszufinden, "
        f"{listed_de(first)}."
    )
