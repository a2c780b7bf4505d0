"""Where what was decided is kept."""
