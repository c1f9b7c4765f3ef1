"""What the numbered parts of the first page say."""
