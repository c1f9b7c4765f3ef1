"""What marks and points together say of where we stand: the board, the map, scores."""
