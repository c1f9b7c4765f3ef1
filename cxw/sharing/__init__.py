"""A copy to hand over: no names, seniority, notes or small functions, and answers shuffled.

What the room's handout prints stays as it was; who said it cannot be had from the copy. `shuffling` says
whose rows may change places, `linking` which answers may stay on one row, `words` takes names out of
sentences, `copying` puts the copy together.
"""

from cxw.sharing.copying import Shared, shared
from cxw.sharing.linking import TIED

__all__ = ["TIED", "Shared", "shared"]
