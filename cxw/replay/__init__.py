"""An archive answers in place of the room, and what it gives is held against it."""
