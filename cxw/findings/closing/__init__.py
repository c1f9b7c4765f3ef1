"""What is found at the closing."""
