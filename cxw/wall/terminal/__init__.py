"""The walls of a terminal: each chart laid out in cells, the frame around them, lines with colours."""
