"""Who belongs: joining, leaving, stepping back, and what is kept about each person."""
