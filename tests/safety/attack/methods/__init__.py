"""Ways to guess. Each turns evidence into numbers: for each note (down), for each in its circle (across)."""
