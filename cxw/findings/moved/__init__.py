"""What moved after the talk."""
