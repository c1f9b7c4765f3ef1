"""How the needs read."""
