"""What the points say."""
