"""What happened on the day, and how to read what is printed of it."""
