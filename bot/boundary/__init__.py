"""What crosses the wall between the core and the world."""
