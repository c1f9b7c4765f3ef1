"""What functions say."""
