"""All kinds of answer. Each table that is kept by their names has a line for every one of them."""

from __future__ import annotations

from cxw.questions.asking import Kind
from cxw.questions.cards import CARD
from cxw.questions.marks import MARKS
from cxw.questions.percent import PERCENT
from cxw.questions.pick import CONTACT, REASON, TICK
from cxw.questions.picks import PICKS, TICKS
from cxw.questions.points import POINTS
from cxw.questions.votes import VOTES
from cxw.questions.words import WORDS

KINDS: tuple[Kind, ...] = (POINTS, MARKS, PERCENT, VOTES, WORDS, REASON, TICK, CONTACT, PICKS, TICKS, CARD)
