"""Every conversation that the bot can hold: `(arrival, what is known) -> Decision`, pure.

Filled in as conversations are added: each module gives the commands, acts and alarms it answers.
"""
