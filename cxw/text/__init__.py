"""Words: cleaned, counted, spelt, and what a need says of itself."""
