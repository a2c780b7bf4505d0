"""The page: HTML, one style sheet and a little JavaScript, sent as they are."""
