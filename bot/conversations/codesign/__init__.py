"""Co-design: what the group needs, the rules it writes itself, and how it begins."""
