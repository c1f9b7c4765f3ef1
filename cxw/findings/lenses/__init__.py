"""What lenses found: any of them, and those that ship with findings of their own."""
