"""The clock's one door, and the metronome."""
