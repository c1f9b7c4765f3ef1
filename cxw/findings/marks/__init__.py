"""What the marks say."""
