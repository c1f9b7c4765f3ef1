"""What is said when a command line cannot be understood: one sentence, and where the right way is shown."""

from __future__ import annotations

import re
from typing import Any

from cxw.drawing import clip

_LONGEST = 200
_SENTENCES = (
    (r"Got unexpected extra arguments? \((.*)\)", r"\1 is more than this command takes"),
    (r"Got unexpected extra argument\(s\) \((.*)\)", r"\1 is more than this command takes"),
    (r"Missing (?:argument|option) '(.*?)'\..*", r"\1 is missing"),
    (r"No such option: ([^ ]*)(?: \(Possible options: (.*)\))?", r"there is no option \1"),
    (r"No such option: ([^ ]*) Did you mean (.*)\?", r"there is no option \1: did you mean \2?"),
    (r"No such command '(.*?)'\.(.*)", r"cxw has no command \1.\2"),
    (r"Option '(.*)' requires an argument\.", r"\1 needs something after it"),
    (
        r"Invalid value for '(.*?)': (?:Value error, )?'(.*)' is not one of (.*?)\.?",
        r"\1 is one of \3, not \2",
    ),
    (r"Invalid value for '(.*?)': .*valid integer.*", r"\1 is a whole number"),
    (r"Invalid value for '(.*?)': .*greater than or equal to (\d+).*", r"\1 is \2 at least"),
    (r"Invalid value for '(.*?)': .*less than or equal to (\d+).*", r"\1 is \2 at most"),
    (r"Invalid value for '(.*?)': .*null byte.*", r"\1 holds a character that no name has"),
    (r"Invalid value for '(.*?)': (?:Value error, )?(.*)", r"\1: \2"),
)


def usage_sentence(message: str) -> str:
    """What typer says, in the words of the room."""
    flat = " ".join(message.split())
    for pattern, said in _SENTENCES:
        if re.fullmatch(pattern, flat):
            flat = re.sub(f"^{pattern}$", said, flat)
            break
    if " is one of " in flat:
        flat = flat.replace("'", "")
    return clip(flat, _LONGEST)


def misuse_sentence(error: Any) -> str:
    """The sentence for a misuse, and where the right way is shown."""
    where = error.ctx.command_path if error.ctx is not None else "cxw"
    return f"{usage_sentence(error.format_message()).rstrip('.')}\n`{where} --help` shows how it is written"
