"""The rules of the day: rounds, who may see what, what comes next, people, corrections."""
