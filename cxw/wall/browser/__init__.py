"""The wall in a browser: the same pages as on the terminal, painted large, served to this computer alone."""
