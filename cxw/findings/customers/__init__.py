"""What customers answered, beside what the room believed."""
