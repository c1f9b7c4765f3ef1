"""Findings as charts of the handout: a module a subject, and what is said about each picture."""
