"""When the community meets, and who holds the next session."""
