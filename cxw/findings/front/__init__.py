"""What the first page of a handout says."""
