"""Review and carry out: tries, kept lines, what good looks like, and words to the organisation."""
