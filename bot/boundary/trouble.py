"""Expected trouble: what can go wrong with a machine, a folder, a database or a setting."""


class Trouble(Exception):
    """For whoever runs the bot: one clear sentence that says what to do next. Never a member's words."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
