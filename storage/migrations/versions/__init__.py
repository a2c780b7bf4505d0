"""One file for each change of the tables, the oldest first."""
